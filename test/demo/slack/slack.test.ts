import { startBot, type Bot } from './bot';

let bot: Bot;
let heard: string[] = [];

const lookup = {
  type: 'modal' as const,
  callback_id: 'lookup',
  title: { type: 'plain_text' as const, text: 'Look somebody up' },
  submit: { type: 'plain_text' as const, text: 'Look up' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'who',
      label: { type: 'plain_text' as const, text: 'Person' },
      element: { type: 'external_select' as const, action_id: 'person', min_query_length: 3 },
    },
    {
      type: 'input' as const,
      block_id: 'why',
      label: { type: 'plain_text' as const, text: 'Reason' },
      element: { type: 'plain_text_input' as const, action_id: 'reason' },
    },
  ],
};
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
const button = (action_id: string, text: string) => ({
  type: 'button' as const,
  action_id,
  text: { type: 'plain_text' as const, text },
  value: 'r1',
});
const askFor = {
  text: 'A pass for Tom?',
  blocks: [
    section('A pass for *Tom*?'),
    { type: 'actions' as const, elements: [button('approve', 'Approve'), button('dismiss', 'Dismiss')] },
  ],
};

beforeAll(async () => {
  bot = await startBot();
  const { app, slack } = bot;
  slack.addChannel('approvals', ['priya', 'sam', 'mallory'], { isShared: true });
  app.command('/passwordless', async ({ ack, command, client, respond }) => {
    await ack();
    heard.push(`${command.command} ${command.text}`);
    if (command.text === 'lookup') await client.views.open({ trigger_id: command.trigger_id, view: lookup });
    if (command.text === 'ask') await client.chat.postMessage({ channel: command.channel_id, ...askFor });
    if (command.text === 'help') await respond('Try lookup');
  });
  app.options('person', async ({ ack, options }) => {
    heard.push(`options ${options.value}`);
    await ack({ options: [{ text: { type: 'plain_text', text: 'Tom Baker' }, value: 'tom' }] });
  });
  app.view('lookup', async ({ ack, view }) => {
    const reason = view.state.values['why']?.['reason']?.value;
    heard.push(`${view.state.values['who']?.['person']?.selected_option?.value} ${reason}`);
    if (reason === 'x') await ack({ response_action: 'errors', errors: { why: 'A little more, please' } });
    else
      await ack({
        response_action: 'update',
        view: { type: 'modal', title: lookup.title, blocks: [section('Tom Baker')] },
      });
  });
  app.action('approve', async ({ ack, body, client, respond }) => {
    await ack();
    heard.push(`approve by ${body.user.id} of ${body.user.team_id}`);
    if (body.type !== 'block_actions' || body.channel === undefined || body.message === undefined) return;
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text: 'Approved',
      blocks: [section('Approved')],
    });
    await respond({ text: 'Thank you', response_type: 'ephemeral', replace_original: false });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [section('Nothing waits for you')] },
    });
  });
  app.message(async ({ message, say }) => {
    heard.push('text' in message ? `dm ${message.text ?? ''}` : 'dm');
    await say('Hello');
  });
});
afterAll(() => bot.close());
beforeEach(() => {
  heard = [];
});

test('a modal is opened, filled, corrected and replaced', async () => {
  const priya = bot.slack.person('priya');
  await priya.slash('/passwordless', 'lookup');
  expect((await priya.waitForModal('Look somebody up')).words).toBe('Person\nReason');
  expect(await priya.suggest('Person', 'to')).toEqual([]);
  await priya.fill({ Person: 'Tom Baker' }).catch(() => undefined);
  await expect(priya.submit({})).rejects.toThrow('"Reason" as required');
  await priya.submit({ Reason: 'x' });
  expect(priya.modal()?.errors).toEqual({ why: 'A little more, please' });
  await priya.submit({ Reason: 'lost phone' });
  expect(heard.at(-1)).toBe('tom lost phone');
  expect(priya.modal()).toMatchObject({ words: 'Tom Baker', errors: {}, depth: 1 });
  await priya.closeModal();
  expect(priya.modal()).toBeUndefined();
});

test('a decision updates the message for all and answers only the one who pressed', async () => {
  const [priya, sam] = [bot.slack.person('priya'), bot.slack.person('sam')];
  await priya.slash('/passwordless', 'ask', { channel: '#approvals' });
  const posted = await priya.waitFor('A pass for *Tom*?', { channel: 'approvals' });
  expect((await priya.click(posted, 'Approve')).status).toBe(200);
  await priya.waitFor('Thank you', { channel: 'approvals' });
  expect(sam.messages('approvals').map((message) => message.words)).toEqual(['Approved']);
  await expect(sam.click(posted, 'Approve')).rejects.toThrow('no button or input "Approve"');
});

test('home, direct messages and help answer where they were asked', async () => {
  const priya = bot.slack.person('priya');
  await priya.openHome();
  await priya.waitForHome('Nothing waits for you');
  await priya.say('hi');
  expect((await priya.waitFor('Hello')).user).toBe('U0KEYSMITH');
  await priya.slash('/passwordless', 'help');
  expect((await priya.waitFor('Try lookup')).ephemeralFor).toBe('U0PRIYA');
});

test('the Web API refuses blocks that Slack refuses, and a wrong token', async () => {
  const call = (token: string, blocks: object[]) =>
    fetch(`${bot.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ channel: 'U0SAM', text: 'x', blocks: JSON.stringify(blocks) }),
    }).then((response) => response.json());
  expect(await call('xoxb-other', [])).toEqual({ ok: false, error: 'invalid_auth' });
  expect(await call('xoxb-local', [section('x'.repeat(3001)), { type: 'actions', elements: [] }])).toMatchObject({
    error: 'invalid_blocks',
    response_metadata: {
      messages: [expect.stringContaining('3001 characters'), expect.stringContaining('no fewer than 1')],
    },
  });
});

describe('hostile', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  test.each([{ signature: 'wrong' as const }, { signature: 'missing' as const }, { minutesOff: -6 }])(
    'Bolt refuses %j',
    async (manners) => {
      const answer = await bot.slack.person('priya').slash('/passwordless', 'help', manners);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(heard).toEqual([]);
    },
  );
  test('what Bolt lets through reaches the bot: the future, copies, other workspaces', async () => {
    await bot.slack.person('priya').slash('/passwordless', 'help', { minutesOff: 30, copies: 2 });
    expect(heard).toHaveLength(2);
    const mallory = bot.slack.person('mallory');
    await mallory.slash('/passwordless', 'ask', { channel: 'approvals' });
    await mallory.click(await mallory.waitFor('A pass for *Tom*?', { channel: 'approvals' }), 'Approve');
    await mallory.waitFor('Thank you', { channel: 'approvals' });
    expect(heard.at(-1)).toBe('approve by U0MALLORY of T0FABRIKAM');
    await bot.slack.person('priya').slash('/passwordless', 'other app', { overlay: { api_app_id: 'A0OTHER' } });
    expect(bot.slack.wire.since(0).at(-1)?.request).toMatchObject({ api_app_id: 'A0OTHER' });
  });
});
