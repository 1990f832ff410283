import { refuse } from '../../../src/domain/refusal';
import { notice, refusalView } from '../../../src/services/notice';
import { StoreUnavailable } from '../../../src/services/ports';
import type { Reply } from '../../../src/services/turn';
import type { Button, DialogView, View } from '../../../src/services/views';
import { openWorld, PRIYA, TOM, TRANSPORTS, type World } from './world';

let world: World;

/** A promise that the test keeps: made before the bot can wait for it. */
function hold(): { until: Promise<void>; release: () => void } {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const say = (title: string, buttons: readonly Button[] = []): Reply => ({
  kind: 'say',
  view: notice(title, [], { buttons }),
});

const form = (request = 'r-1'): DialogView => ({
  card: 'form',
  text: 'Why do you deny it?',
  data: {
    title: 'Deny this request',
    intro: 'The requester reads your reason.',
    choices: [],
    texts: [{ id: 'why', label: 'Reason', placeholder: 'One sentence', maxLength: 500, required: true }],
    submit: { title: 'Deny', does: { verb: 'pass.deny', request }, style: 'destructive' },
  },
});

const askForm: DialogView = {
  card: 'form',
  text: 'Ask for a pass',
  data: {
    title: 'Ask for a pass',
    intro: '',
    choices: [
      {
        id: 'reason',
        label: 'Reason',
        options: [
          { title: 'Lost phone', value: 'lost-phone' },
          { title: 'Something else', value: 'not-a-reason' },
        ],
        value: 'lost-phone',
        required: true,
      },
    ],
    texts: [{ id: 'note', label: 'Note', placeholder: '', maxLength: 500, required: false }],
    submit: { title: 'Send', does: { verb: 'pass.ask', person: TOM } },
  },
};

const approval: View<'notice'> = notice('A pass for Tom?', [], {
  buttons: [
    { title: 'Approve', does: { verb: 'pass.approve', request: 'r-1' }, style: 'positive' },
    { title: 'Not them', does: { verb: 'pass.cannot-vouch', request: 'r-1' } },
    { title: 'Deny', does: { verb: 'pass.deny-form', request: 'r-1' }, opens: 'dialog', style: 'destructive' },
  ],
});

async function approvalCard() {
  await world.channel.messenger.send({ channel: 'slack', room: 'approval' }, approval);
  return world.slack.person('priya').last('approvals');
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  beforeAll(async () => {
    world = await openWorld({ patienceMs: 150 }, transport);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.channel.drain();
    world.forget();
  });

  describe('commands', () => {
    it('acknowledges before any work is done, and answers where only the asker sees it', async () => {
      const { until: released, release } = hold();
      world.answer(async () => {
        await released;
        return [say('Two requests wait for you.')];
      });
      const priya = world.slack.person('priya');
      const acknowledged = await priya.slash('/passwordless', 'queue', { channel: 'helpdesk' });
      expect(acknowledged).toMatchObject({ status: 200, body: '' });
      await priya.waitFor('Checking this with Microsoft Entra', { channel: 'helpdesk' });
      release();
      await priya.waitFor('Two requests wait for you.', { channel: 'helpdesk' });
      expect(world.slack.person('tom').messages('helpdesk')).toHaveLength(0);
      expect(world.chosen[0]).toMatchObject({
        choice: { verb: 'queue' },
        turn: {
          who: PRIYA,
          channel: 'slack',
          conversation: `slack:${PRIYA}`,
          timeZone: 'Europe/Berlin',
          place: 'personal',
        },
      });
    });

    it.each([
      ['', 'What I can do here'],
      ['help', 'What I can do here'],
      ['HELP me', 'What I can do here'],
      ['frobnicate <!channel>', 'I do not know "/passwordless frobnicate"'],
    ])('answers "%s" with what it can do', async (text, title) => {
      const nobody = world.slack.person('nobody');
      await nobody.slash('/passwordless', text);
      await world.channel.drain();
      expect(nobody.last().words).toContain(title);
      expect(nobody.last().words).toContain('/passwordless lookup <person>');
      expect(world.chosen).toHaveLength(0);
    });

    it('opens a modal at once for a lookup, and fills it when the answer is there', async () => {
      const { until: released, release } = hold();
      world.answer(async () => {
        await released;
        return [{ kind: 'dialog', title: 'Tom Baker', view: notice('Tom has no passkey yet.', []) }];
      });
      const priya = world.slack.person('priya');
      await priya.slash('/passwordless', 'lookup Tom Baker');
      await priya.waitForModal('Looking up');
      release();
      const modal = await priya.waitForModal('Tom has no passkey yet.');
      expect(modal.title).toBe('Tom Baker');
      expect(world.chosen.map(({ choice }) => choice)).toEqual([{ verb: 'person.look', words: 'Tom Baker' }]);
      await priya.closeModal();
    });

    it('reads an address that Slack has turned into a link', async () => {
      const priya = world.slack.person('priya');
      await priya.slash('/passwordless', 'lookup <mailto:tom@contoso.com|tom@contoso.com>');
      await priya.waitForModal('An answer');
      expect(world.chosen[0]?.choice).toEqual({ verb: 'person.look', words: 'tom@contoso.com' });
      await priya.closeModal();
    });

    it('finds the person behind an @mention through their own link, never by their name', async () => {
      const priya = world.slack.person('priya');
      await priya.slash('/passwordless', 'lookup <@U0TOM|tom>');
      await priya.waitForModal('An answer');
      expect(world.chosen[0]?.choice).toEqual({ verb: 'person.show', person: TOM });
      await priya.closeModal();
      await priya.slash('/passwordless', 'lookup <@U0NOBODY>');
      await priya.waitForModal('not linked');
      expect(world.chosen).toHaveLength(1);
      await priya.closeModal();
    });

    it('opens the form for a pass, and shows mistakes at their field', async () => {
      world.answer((_turn, asked) =>
        typeof asked !== 'string' && asked.verb === 'pass.form'
          ? [{ kind: 'dialog', title: 'Ask for a pass', view: askForm }]
          : [{ kind: 'close', text: 'Your request is sent.' }, say('Status of your request')],
      );
      const priya = world.slack.person('priya');
      await priya.slash('/passwordless', 'pass <@U0TOM>');
      await priya.waitForModal('Reason');
      expect(world.chosen[0]?.choice).toEqual({ verb: 'pass.form', person: TOM });
      const refused = await priya.submit({ Reason: 'not-a-reason' });
      expect(refused.body).toMatchObject({
        response_action: 'errors',
        errors: { reason: expect.any(String) as string },
      });
      expect(world.chosen).toHaveLength(1);
      await priya.submit({ Reason: 'lost-phone', Note: 'Left it in a taxi' });
      await priya.waitForModal('Your request is sent.');
      await priya.waitFor('Status of your request');
      expect(world.chosen[1]?.choice).toEqual({
        verb: 'pass.ask',
        person: TOM,
        reason: 'lost-phone',
        note: 'Left it in a taxi',
      });
      await priya.closeModal();
    });
  });

  describe('people who are not linked', () => {
    it.each([
      ['a command', () => world.slack.person('nobody').slash('/passwordless', 'queue')],
      ['a message', () => world.slack.person('nobody').say('I lost my phone')],
    ])('get the way to link for %s, and nothing is done', async (_what, doing) => {
      await doing();
      const offer = await world.slack.person('nobody').waitFor('Link your Slack account');
      const [button] = offer.blocks
        .flatMap((block) => (block['elements'] as { url?: string }[] | undefined) ?? [])
        .filter(({ url }) => url);
      expect(button?.url).toBe('https://keysmith.example/link/for-U0NOBODY');
      expect([...world.chosen, ...world.heard]).toHaveLength(0);
    });

    it('get it in a modal when they press a button in a channel, where nobody else sees it', async () => {
      const card = await approvalCard();
      const nobody = world.slack.person('nobody');
      await nobody.click(card, 'Approve');
      await nobody.waitFor('Link your Slack account', { channel: 'approvals' });
      expect(world.slack.person('priya').messages('approvals').at(-1)?.words).not.toContain('Link your');
      expect(world.chosen).toHaveLength(0);
    });

    it('see it in the home tab, with a button that makes a fresh address', async () => {
      const nobody = world.slack.person('nobody');
      await nobody.openHome();
      await nobody.waitForHome('Link your Slack account');
      await nobody.clickInHome('Link my account');
      await nobody.waitForModal('for 10 minutes');
      await nobody.closeModal();
    });

    it('are told why when they were linked once, and who can help when linking is stopped', async () => {
      const nobody = world.slack.person('nobody');
      Object.assign(world.notLinked, { ended: 'slack-guest' });
      await nobody.slash('/passwordless', 'queue');
      await nobody.waitFor('because the Slack account was made a guest');
      Object.assign(world.notLinked, { stopped: true });
      await nobody.openHome();
      await nobody.waitForHome('security contacts have been told');
      Object.assign(world.notLinked, { stopped: false, ended: undefined });
      expect(world.chosen).toHaveLength(0);
    });

    it('who are linked already see their link, and get a new address only when they ask to prove it again', async () => {
      world.answer(() => [
        say('You are linked.', [{ title: 'Link it again', does: { verb: 'slack.link-again' }, opens: 'dialog' }]),
      ]);
      const priya = world.slack.person('priya');
      await priya.slash('/passwordless', 'link');
      const shown = await priya.waitFor('You are linked.');
      expect(world.chosen.map(({ choice }) => choice)).toEqual([{ verb: 'link.show' }]);
      await priya.click(shown, 'Link it again');
      expect(JSON.stringify((await priya.waitFor('Link your Slack account')).blocks)).toContain('/link/for-U0PRIYA');
    });
  });

  describe('buttons', () => {
    it('of a card in a channel answer only the presser, and leave the card to everybody', async () => {
      world.answer(() => [{ kind: 'replace', view: notice('You stopped it.', []) }]);
      const card = await approvalCard();
      const priya = world.slack.person('priya');
      await priya.click(card, 'Not them');
      await priya.waitFor('You stopped it.', { channel: 'approvals' });
      expect(world.chosen[0]?.choice).toEqual({ verb: 'pass.cannot-vouch', request: 'r-1' });
      expect(
        world.slack
          .person('tom')
          .messages('approvals')
          .some(({ words }) => words.includes('You stopped')),
      ).toBe(false);
      expect(priya.messages('approvals').find(({ ts }) => ts === card.ts)?.words).toContain('A pass for Tom?');
    });

    it('to approve open a window at once, because the address that confirms it must be seen', async () => {
      world.answer(() => [{ kind: 'dialog', title: 'Confirm', view: notice('One more step.', []) }]);
      const priya = world.slack.person('priya');
      await priya.click(await approvalCard(), 'Approve');
      expect((await priya.waitForModal('One more step.')).title).toBe('Confirm');
    });

    it('open their form, and the form carries the id that the button had', async () => {
      world.answer((_turn, asked) =>
        typeof asked !== 'string' && asked.verb === 'pass.deny-form'
          ? [{ kind: 'dialog', title: 'Deny this request for a pass', view: form(asked.request) }]
          : [{ kind: 'close', text: 'Denied. Priya has been told.' }],
      );
      const card = await approvalCard();
      const priya = world.slack.person('priya');
      await priya.click(card, 'Deny');
      const modal = await priya.waitForModal('Reason');
      expect(modal.title.length).toBeLessThanOrEqual(24);
      expect((await priya.submit({ Reason: '   ' })).body).toMatchObject({ errors: { why: 'Write something here.' } });
      await priya.submit({ Reason: 'I could not reach him' });
      await priya.waitForModal('Denied.');
      expect(world.chosen.at(-1)?.choice).toEqual({ verb: 'pass.deny', request: 'r-1', why: 'I could not reach him' });
      await priya.closeModal();
    });

    it('tell what came of a form in the direct messages when its window is closed meanwhile', async () => {
      const { until: released, release } = hold();
      world.answer(async (_turn, asked) => {
        if (typeof asked !== 'string' && asked.verb === 'pass.deny-form')
          return [{ kind: 'dialog', title: 'Deny', view: form() }];
        await released;
        return [{ kind: 'close', text: 'Denied, in the end.' }];
      });
      const priya = world.slack.person('priya');
      await priya.click(await approvalCard(), 'Deny');
      await priya.waitForModal('Reason');
      await priya.submit({ Reason: 'No answer' });
      await priya.waitForModal('Looking this up');
      await until(() => world.chosen.length === 2);
      await priya.closeModal();
      release();
      await priya.waitFor('Denied, in the end.');
    });

    it('in the direct messages change their own message', async () => {
      world.answer(() => [
        say('Which phone do you have?', [
          { title: 'iPhone', does: { verb: 'answer', flow: 'register', at: 'phone', choice: 'ios' } },
        ]),
      ]);
      const priya = world.slack.person('priya');
      await priya.say('register a passkey');
      const question = await priya.waitFor('Which phone do you have?');
      expect(world.heard[0]).toMatchObject({ text: 'register a passkey', turn: { who: PRIYA } });
      world.answer(() => [{ kind: 'replace', view: notice('iPhone it is.', []) }]);
      await priya.click(question, 'iPhone');
      await priya.waitFor('iPhone it is.');
      expect(priya.messages().filter(({ words }) => words.includes('Which phone'))).toHaveLength(0);
    });

    it('of links only open them', async () => {
      world.answer(() => [
        {
          kind: 'say',
          view: notice('Confirm it', [], { links: [{ title: 'Confirm', url: 'https://keysmith.example/confirm/x' }] }),
        },
      ]);
      const priya = world.slack.person('priya');
      await priya.say('confirm');
      const message = await priya.waitFor('Confirm it');
      world.forget();
      expect(await priya.click(message, 'Confirm')).toMatchObject({
        status: 200,
        url: 'https://keysmith.example/confirm/x',
      });
      await world.channel.drain();
      expect(world.chosen).toHaveLength(0);
      expect(world.refusals()).toEqual([]);
    });

    it.each([
      ['a verb nobody knows', { verb: 'drop.tables' }],
      ['an extra field', { verb: 'pass.approve', request: 'r-1', person: TOM }],
      ['a wrong type', { verb: 'pass.approve', request: { $ne: 1 } }],
      ['no JSON', 'approve'],
    ])('with %s get an answer, and nothing is done', async (_what, value) => {
      const card = await approvalCard();
      const priya = world.slack.person('priya');
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const overlay = { actions: [{ action_id: 'pass.approve:0', block_id: 'b', type: 'button', value: text }] };
      await priya.click(card, 'Approve', undefined, { overlay });
      await priya.waitFor('sent something I cannot read', { channel: 'approvals' });
      expect(world.chosen).toHaveLength(0);
    });

    it('get an answer even when there is nothing to say', async () => {
      world.answer(() => []);
      const priya = world.slack.person('priya');
      await priya.click(await approvalCard(), 'Not them');
      await priya.waitFor('Done.', { channel: 'approvals' });
    });

    it('get an answer in the direct messages when the response_url is dead', async () => {
      world.answer(() => {
        world.clock.advance(31 * 60_000);
        return [{ kind: 'replace', view: notice('Stopped all the same.', []) }];
      });
      const priya = world.slack.person('priya');
      await priya.click(await approvalCard(), 'Not them');
      await priya.waitFor('Stopped all the same.');
      expect(world.chosen).toHaveLength(1);
      expect(world.failures.map(({ name }) => name)).toContain('slack.respond');
    });
  });

  describe('mentions and direct messages', () => {
    it('answer a mention directly, and say in the thread only where', async () => {
      world.answer(() => [say('Tom has one open request.')]);
      const priya = world.slack.person('priya');
      await priya.mention('helpdesk', 'status of &lt;Tom&gt; &amp; co');
      await priya.waitFor('Tom has one open request.');
      await priya.waitFor("I've written to you directly.", { channel: 'helpdesk' });
      expect(
        world.slack
          .person('tom')
          .messages('helpdesk')
          .some(({ words }) => words.includes('open request')),
      ).toBe(false);
      expect(world.heard[0]?.text).toBe('status of <Tom> & co');
    });

    it('look people up without a slash, as threads have none', async () => {
      const priya = world.slack.person('priya');
      await priya.mention('helpdesk', 'lookup <@U0TOM>');
      await world.channel.drain();
      expect(world.chosen[0]?.choice).toEqual({ verb: 'person.list', words: TOM });
    });

    it('say at once that they look when it takes longer, and then answer in the same place', async () => {
      const { until: released, release } = hold();
      world.answer(async () => {
        await released;
        return [say('You are ready for a passkey.')];
      });
      const priya = world.slack.person('priya');
      await priya.say('am I ready?');
      const waiting = await priya.waitFor('Checking this with Microsoft Entra');
      release();
      const answer = await priya.waitFor('You are ready for a passkey.');
      expect(answer.ts).toBe(waiting.ts);
    });

    it('say what is the matter when something breaks', async () => {
      world.answer(() => {
        throw new StoreUnavailable('locked');
      });
      const priya = world.slack.person('priya');
      await priya.say('hello');
      await priya.waitFor('I cannot write to my own records right now');
      world.answer(() => {
        throw new Error('a bug');
      });
      await priya.say('hello again');
      await priya.waitFor('Something went wrong on my side');
      expect(world.failures.map(({ name }) => name)).toEqual(['slack.turn', 'slack.turn']);
    });
  });

  describe('the home tab', () => {
    it('shows what waits, and answers its buttons in a modal', async () => {
      world.answer((_turn, asked) =>
        typeof asked !== 'string' && asked.verb === 'home'
          ? [say('One request waits.', [{ title: 'Look', does: { verb: 'pass.status', request: 'r-9' } }])]
          : [{ kind: 'replace', view: refusalView(refuse('request-over', { state: 'denied' }).refusal) }],
      );
      const priya = world.slack.person('priya');
      await priya.openHome();
      await priya.waitForHome('One request waits.');
      await priya.clickInHome('Look');
      await priya.waitForModal('This request is over: denied.');
      await priya.closeModal();
    });

    it('says so when it cannot be read', async () => {
      world.answer(() => {
        throw new Error('no');
      });
      await world.slack.person('priya').openHome();
      await world.slack.person('priya').waitForHome('Something went wrong');
    });
  });

  describe('shortcuts', () => {
    it('open the form; unknown ones say so', async () => {
      world.answer(() => [{ kind: 'dialog', title: 'Ask', view: askForm }]);
      const priya = world.slack.person('priya');
      await priya.shortcut('pass.form');
      await priya.waitForModal('Reason');
      await priya.closeModal();
      await priya.shortcut('no-such-shortcut');
      await priya.waitForModal('I do not know this shortcut.');
      await priya.closeModal();
      expect(world.chosen).toHaveLength(1);
    });
  });

  it('never draws a pass, whatever it is given', async () => {
    const shown: View<'pass-shown'> = {
      card: 'pass-shown',
      text: 'Your pass is 7Q#PLUGH',
      data: { code: '7Q#PLUGH', until: '10:40', lines: [], steps: [], buttons: [] },
    };
    world.answer(() => [{ kind: 'dialog', title: 'Your pass', view: shown }]);
    const priya = world.slack.person('priya');
    await priya.slash('/passwordless', 'pass');
    await priya.waitForModal('A pass is shown only in Microsoft Teams');
    expect(JSON.stringify([priya.modal(), priya.messages(), world.slack.wire.since(0)])).not.toContain('PLUGH');
  });
});
