import { CardFactory, MessageFactory, type ConversationReference, type TurnContext } from 'botbuilder';
import type { Manners } from '../../../src/demo/teams';
import { people, startBot, tenantId, type Bot } from './bot';

const question = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Which phone?' },
    { type: 'Input.Text', id: 'note', label: 'Note', isRequired: true },
  ],
  actions: [
    {
      type: 'Action.Execute',
      title: 'iPhone',
      verb: 'choose',
      data: { phone: 'ios' },
      fallback: { type: 'Action.Submit', title: 'iPhone' },
    },
    {
      type: 'Action.Submit',
      title: 'Open',
      data: { msteams: { type: 'task/fetch' }, verb: 'open' },
      associatedInputs: 'none',
    },
    { type: 'Action.OpenUrl', title: 'Read', url: 'https://aka.ms/mysecurityinfo' },
  ],
};
const said = (text: string) => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] });

let bot: Bot;
let turns: TurnContext['activity'][] = [];
let reference: Partial<ConversationReference> | undefined;

beforeAll(async () => {
  bot = await startBot(async (context) => {
    const { activity } = context;
    turns.push(activity);
    reference = { ...activity };
    if (activity.type === 'message') await context.sendActivity({ attachments: [CardFactory.adaptiveCard(question)] });
    if (activity.name === 'adaptiveCard/action')
      await answer(context, {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: said('Thanks'),
      });
    if (activity.name === 'task/fetch') await answer(context, dialog(said('Hold on')));
    if (activity.name === 'task/submit') await answer(context, { task: { type: 'message', value: 'Done' } });
  });
});
afterAll(() => bot.close());
beforeEach(() => {
  turns = [];
});

const dialog = (card: object) => ({
  task: { type: 'continue', value: { title: 'Your pass', card: CardFactory.adaptiveCard(card) } },
});
const answer = (context: TurnContext, body: object) =>
  context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });

test('a verified message reaches the bot as Teams sends it, and the answer stands in the chat', async () => {
  const tom = bot.teams.person('tom');
  const [reply] = await tom.say('my phone is broken');
  expect(reply?.status).toBe(200);
  expect(turns[0]).toMatchObject({
    channelId: 'msteams',
    text: 'my phone is broken',
    from: { aadObjectId: people[0]?.objectId },
    conversation: { conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    serviceUrl: bot.teams.serviceUrl,
  });
  expect(tom.last().words).toBe('Which phone?\nNote\n[iPhone]\n[Open]\n[Read]');
});

test('a press of Action.Execute replaces the card for the one who pressed, until the bot updates it', async () => {
  const room = bot.teams.addConversation('Approvals', 'groupChat', ['tom', 'ana']);
  const [tom, ana] = [bot.teams.person('tom'), bot.teams.person('ana')];
  await tom.say('hello', { conversationId: room.id });
  const card = tom.last(room.id);
  await expect(tom.click(card, 'iPhone')).rejects.toThrow('"note" is required');
  expect(await tom.click(card, 'iPhone', { note: 'wet' })).toMatchObject({ kind: 'card', words: 'Thanks' });
  expect(turns.at(-1)?.value).toEqual({
    action: { type: 'Action.Execute', verb: 'choose', data: { phone: 'ios', note: 'wet' } },
    trigger: 'manual',
  });
  expect([tom.last(room.id).words, ana.last(room.id).words]).toEqual([
    'Thanks',
    expect.stringContaining('Which phone?'),
  ]);
  await bot.adapter.continueConversationAsync(
    bot.teams.environment.MicrosoftAppId,
    reference ?? {},
    async (context) => {
      await context.updateActivity({ ...MessageFactory.text('Decided'), id: card.id });
    },
  );
  expect([tom.last(room.id), ana.last(room.id)]).toMatchObject([{ words: 'Decided', edits: 1 }, { words: 'Decided' }]);
});

test('a dialog opens, is submitted and leaves nothing in the chat nor in the record of the wire', async () => {
  const tom = bot.teams.person('tom');
  await tom.say('hi');
  const before = tom.messages().length;
  expect(await tom.openDialog(tom.last(), 'Open')).toMatchObject({ title: 'Your pass', words: 'Hold on' });
  expect(tom.messages()).toHaveLength(before);
  expect(JSON.stringify(bot.teams.wire.since(0))).not.toMatch(/Hold on|Bearer [^•]/);
  await expect(tom.submitDialog('Next')).rejects.toThrow('no button "Next"');
});

test('somebody without the app cannot be written to until it is installed', async () => {
  const write = async () => {
    const members = [{ id: people[2]?.objectId ?? '', name: '' }];
    const parameters = { isGroup: false, bot: { id: 'bot', name: 'bot' }, members, tenantId, channelData: {} };
    const { serviceUrl, environment } = bot.teams;
    await bot.adapter.createConversationAsync(
      environment.MicrosoftAppId,
      'msteams',
      serviceUrl,
      'https://api.botframework.com',
      parameters,
      async (context) => {
        await context.sendActivity('Hello Eve');
      },
    );
  };
  await expect(write()).rejects.toThrow('not part of the conversation roster');
  await bot.teams.install('eve');
  expect(turns.map((turn) => turn.type)).toEqual(['installationUpdate', 'conversationUpdate']);
  await write();
  expect((await bot.teams.person('eve').waitFor('Hello Eve')).from).toBe('bot');
});

test('a lost answer makes the connector client post twice', async () => {
  const tom = bot.teams.person('tom');
  const before = tom.messages().length;
  bot.teams.upsetNext('answer lost');
  await tom.say('again');
  expect(tom.messages()).toHaveLength(before + 3);
});

test('a repeated invoke arrives twice under one id, or under two', async () => {
  const tom = bot.teams.person('tom');
  await tom.say('hi');
  turns = [];
  const same = await tom.click(tom.last(), 'Open', {}, { resend: 'same id' });
  expect(same.repeats).toHaveLength(1);
  await tom.click(tom.last(), 'Open', {}, { resend: 'new id' });
  expect(new Set(turns.map((turn) => turn.id)).size).toBe(3);
});

describe('hostile', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  const refused: NonNullable<Manners['forge']>[] = [
    'no token',
    'wrong audience',
    'wrong issuer',
    'expired',
    'not endorsed for Teams',
    'unsigned token',
    'foreign service url in token',
  ];
  test.each(refused)('%s is refused before the bot sees anything', async (forge) => {
    const [reply] = await bot.teams.person('tom').say('let me in', { forge });
    expect(reply?.status).toBe(401);
    expect(turns).toEqual([]);
  });
  test('a wrong key under the right id is refused', async () => {
    const [reply] = await bot.teams.person('tom').say('let me in', { forge: 'wrong key' });
    expect(reply?.status).toBe(500);
    expect(turns).toEqual([]);
  });
  test.each(['foreign tenant', 'mixed tenants', 'no tenant', 'no object id'] as const)(
    '%s is signed well and reaches the bot',
    async (forge) => {
      await bot.teams.person('tom').say('let me in', { forge });
      expect(turns).toHaveLength(1);
    },
  );
});
