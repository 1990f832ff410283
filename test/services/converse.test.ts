import { known, unread } from '../../src/domain/fact';
import { done, refuse } from '../../src/domain/refusal';
import { StoreUnavailable } from '../../src/services/ports';
import type { Choice, Turn } from '../../src/services/turn';
import { NOW, passkey, passkeyPolicy, profile } from '../domain/readiness/facts';
import { buttonsOf, Room, titles } from './converse-room';

const excluded = passkeyPolicy({ exclude: [{ to: 'group', id: 'staff' }] });

const saying = (words: string): unknown => expect.stringContaining(words);

describe('somebody who wants a passkey', () => {
  it('is asked for phone and version, and is ready', async () => {
    const room = new Room();
    const view = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    expect(view.text).toMatch(/^You're ready for a passkey in Microsoft Authenticator\. It takes about three minutes/);
    expect(view.card).toBe('verdict');
    expect(titles(view)).toEqual(['Show me the steps', 'Start in a browser', 'By QR code from a computer', 'Not now']);
    expect(view).toMatchObject({ data: { tone: 'good', age: saying('Policy read 4 minutes ago.') } });
  });

  it.each([
    ['iPhone', 'iOS 18 or newer', [], 'General > AutoFill & Passwords'],
    ['iPhone', 'iOS 17', [], 'Password Options'],
    ['Android', 'Android 15 or newer', ['Yes'], 'Additional providers'],
    ['Android', 'Android 14', ['Yes'], 'needs Android 15'],
  ])('gets the steps for %s with %s', async (phone, version, more, words) => {
    const guide = await new Room().talk('passkey', phone, version, ...more, 'Show me the steps');
    expect([guide.card, guide.text]).toEqual(['guide', saying(words)]);
    expect(JSON.stringify(guide.data)).toContain('less than 5 minutes old');
  });

  it('may type the version instead of pressing a button, and is told what is too old', async () => {
    const room = new Room();
    await room.talk('register a passkey', 'iPhone');
    const view = await room.write('iOS 16.7.2');
    expect(view).toMatchObject({ data: { headline: "You can't add a passkey yet." } });
    expect(view.text).toContain('this phone has iOS 16.7.2');
    const updated = await room.press(view, "I've updated it, or have another phone");
    expect((await room.press(await room.press(updated, 'iPhone'), 'iOS 17')).text).toContain("You're ready");
  });

  it('is blocked by exactly the group that excludes them, and unblocked when that changes', async () => {
    const room = new Room();
    room.facts = { ...room.facts, passkeyPolicy: known(excluded, NOW) };
    const view = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    expect(view.text).toContain('You\'re in the group "All staff", which is excluded from passkeys.');
    expect(view).toMatchObject({
      data: { findings: [{ who: saying('Authentication Policy Administrator') }] },
    });
    // A security key is a passkey: this group may have none of either.
    expect(titles(view)).toEqual(['Send this to the helpdesk', 'Check again', 'Not now']);
    room.facts = { ...room.facts, passkeyPolicy: known(passkeyPolicy(), NOW) };
    expect((await room.press(view, 'Check again')).text).toContain("You're ready");
  });

  it('is offered only the way inside the app when attestation is enforced', async () => {
    const room = new Room();
    room.facts = {
      ...room.facts,
      passkeyPolicy: known(passkeyPolicy({ profiles: [profile({ attestation: 'registrationOnly' })] }), NOW),
    };
    const view = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    expect(titles(view)).toEqual(['Show me the steps', 'Not now']);
    expect(view.text).toContain('made inside the app');
  });

  it('is asked for the version of the app only when it decides', async () => {
    const room = new Room();
    const both = passkeyPolicy({ profiles: [profile({ passkeyTypes: ['deviceBound', 'synced'] })] });
    room.facts = { ...room.facts, passkeyPolicy: known(both, NOW) };
    const asked = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    expect(asked.text).toContain('Is Microsoft Authenticator up to date?');
    expect((await room.write('6.8.36')).text).toContain('needs 6.8.37 or newer');
  });

  it('has to set a screen lock first, and is asked anew after that', async () => {
    const room = new Room();
    const view = await room.talk('register a passkey', 'Android', 'Android 15 or newer', 'No, or only a swipe');
    expect(view.text).toContain('The phone has no screen lock.');
    expect((await room.press(await room.press(view, 'Check again'), 'Yes')).text).toContain("You're ready");
  });

  it('without any way to sign in is offered a pass, with the reason filled in', async () => {
    const room = new Room();
    room.methods = done([{ kind: 'password', id: 'pw' }]);
    const view = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    expect(buttonsOf(view)[0]).toEqual({
      title: 'Ask for a pass',
      does: { verb: 'pass.form', reason: 'first-passkey' },
      opens: 'dialog',
      style: 'positive',
    });
  });

  it('is never called ready when something that decides could not be read', async () => {
    const room = new Room();
    room.facts = {
      ...room.facts,
      passkeyPolicy: unread({ what: 'the passkey policy', reason: 'permission', permission: 'Policy.Read.All' }),
    };
    const view = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    expect(view).toMatchObject({
      data: {
        tone: 'attention',
        gaps: [
          "I can't read the passkey policy: Policy.Read.All is missing. A Privileged Role Administrator can grant it to Keysmith.",
        ],
      },
    });
    expect(titles(view)).toEqual(['Check again', 'Send this to the helpdesk', 'Not now']);
  });

  it('hears that Entra is out of reach, that nothing was changed, and tries again', async () => {
    const room = new Room();
    room.facts = { ...room.facts, person: unread({ what: 'your account', reason: 'unavailable' }) };
    const view = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    expect(view.text).toMatch(/I can't reach Microsoft Entra right now.*Nothing was changed\./);
    room.facts = new Room().facts;
    expect((await room.press(view, 'Try again')).text).toContain("You're ready");
  });

  it('is told when they have one on this kind of phone already', async () => {
    const room = new Room();
    room.methods = done([passkey()]);
    expect((await room.talk('passkey', 'iPhone', 'iOS 18 or newer')).text).toContain(
      'You already have "Authenticator Passkey – iPhone"',
    );
  });
});

describe('leaving and coming back', () => {
  it('keeps the place at "Not now" and goes on there, with everything read anew', async () => {
    const room = new Room();
    const ready = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
    const left = await room.press(ready, 'Not now');
    expect([left.text, titles(left)]).toEqual([saying('Your place is kept'), ['Go on with your passkey']]);
    const before = room.reads;
    room.facts = { ...room.facts, passkeyPolicy: known(excluded, NOW) };
    expect((await room.press(left, 'Go on with your passkey')).text).toContain('excluded');
    expect(room.reads).toBe(before + 1);
    expect((await room.write('go on')).text).toContain('excluded');
  });

  it('answers an old button, and shows where the conversation is', async () => {
    const room = new Room();
    const first = await room.write('register a passkey');
    await room.press(first, 'iPhone');
    const replies = await room.pressFor(first, 'Android');
    expect(replies.map((reply) => reply.kind)).toEqual(['replace', 'say']);
    expect(replies[0]).toMatchObject({ view: { text: saying('This step is over.') } });
    expect(replies[1]).toMatchObject({ view: { text: saying('Which iOS') } });
  });

  it('offers a new start for a button of a conversation that is gone', async () => {
    const room = new Room();
    const first = await room.write('register a passkey');
    await room.write('cancel');
    const over = await room.press(first, 'iPhone');
    expect([over.text, titles(over)]).toEqual([saying('This step is over.'), ['Start again']]);
  });

  it('forgets a place that an older version has kept and nobody knows any more', async () => {
    const room = new Room();
    room.states.set('teams:priya', { flow: 'register-passkey', at: 'a-step-of-last-year', answers: {} });
    expect((await room.write('go on')).text).toContain('nothing to go on with');
  });

  it('stops at "cancel", and says what goes on', async () => {
    const room = new Room();
    await room.write('register a passkey');
    expect((await room.write('cancel')).text).toContain('Nothing was changed by me.');
    expect(room.states.size).toBe(0);
    expect((await room.write('stop')).text).toContain('There was nothing to stop.');
  });

  it('answers a question in between and leads back', async () => {
    const room = new Room();
    await room.write('register a passkey');
    const view = await room.write('AADSTS130504');
    expect(view.text).toContain('The time of this pass is over.');
    expect((await room.press(view, 'Go on with your passkey')).text).toContain('Which phone');
  });

  it.each([
    ['a flow that does not exist', { verb: 'start', flow: 'nonsense' }],
    ['an entry that does not exist', { verb: 'start', flow: 'entry:nonsense' }],
    [
      'a choice that the step does not have',
      { verb: 'answer', flow: 'register-passkey', at: 'platform', choice: 'constructor' },
    ],
  ] as const)('refuses %s and changes nothing', async (_, choice) => {
    const room = new Room();
    await room.write('register a passkey');
    const before = room.states.get('teams:priya');
    const replies = await room.converse.choose(room.turn, choice);
    expect(replies[0]).toMatchObject({ view: { text: saying('Nothing was changed.') } });
    expect(room.states.get('teams:priya')).toEqual(before);
  });
});

describe('somebody whose phone is gone', () => {
  it('is shown the PC that still signs them in', async () => {
    const room = new Room();
    room.methods = done([{ kind: 'windows-hello', id: 'wh', name: 'PRIYA-LAPTOP' }, passkey()]);
    const asked = await room.talk('I lost my phone', 'Lost or stolen', 'No, or not unlock it', 'Get me back in');
    expect(asked.text).toContain('"Windows Hello on PRIYA-LAPTOP"');
    expect((await room.press(asked, "Yes, it's here")).text).toContain('Sign in with Windows Hello');
  });

  it('is asked about one thing after the other, and offered a pass when nothing is left', async () => {
    const room = new Room();
    const key = passkey({ id: 'yubi', name: 'Blue key', aaguid: 'fa2b99dc-9e39-4257-8f92-4a30d23c4118' });
    room.methods = done([passkey(), key, { kind: 'windows-hello', id: 'wh', name: 'PC' }]);
    const none = await room.talk('my phone is broken', 'Broken', 'No', 'No');
    expect(none.text).toContain('Temporary Access Pass is the way');
    expect(buttonsOf(none)[0]?.does).toEqual({ verb: 'pass.form', reason: 'broken-authenticator' });
  });

  it.each([
    ['Lost or stolen', ['No, or not unlock it', 'Get me back in'], 'lost-phone'],
    ['I have a new phone', ['No'], 'replaced-phone'],
    ['Authenticator does not work', ['Still not'], 'broken-authenticator'],
  ])('asks for a pass with the reason: %s', async (what, more, reason) => {
    const none = await new Room().talk('my phone is broken', what, ...more);
    expect(buttonsOf(none)[0]?.does).toEqual({ verb: 'pass.form', reason });
  });

  it('with several phones is asked which one is left', async () => {
    const room = new Room();
    room.methods = done([
      { kind: 'authenticator', id: 'a', name: 'iPhone 12' },
      { kind: 'authenticator', id: 'b', name: 'Pixel 9' },
    ]);
    const first = await room.talk('lost my phone', 'Lost or stolen', 'No, or not unlock it', 'Get me back in');
    expect(first.text).toContain('Microsoft Authenticator on iPhone 12');
    const second = await room.press(first, 'No');
    expect((await room.press(second, "Yes, it's here")).text).toContain('other phone');
  });

  it('that may be in wrong hands is offered first what makes it useless', async () => {
    const view = await new Room().talk('my phone was stolen', 'Lost or stolen', 'Yes, maybe');
    expect(view).toMatchObject({ data: { tone: 'warning' } });
    expect(buttonsOf(view).map(({ does }) => does.verb)).toEqual(['sessions.end', 'removal.form', 'answer', 'answer']);
  });

  it('whose only key is gone is not asked about that key', async () => {
    const room = new Room();
    const key = passkey({ id: 'yubi', name: 'Blue key', aaguid: 'fa2b99dc-9e39-4257-8f92-4a30d23c4118' });
    room.methods = done([key]);
    const none = await room.talk('I lost my security key', 'I do not have it with me');
    expect(none.text).toContain('Temporary Access Pass is the way');
    room.methods = done([key, { ...key, id: 'spare', name: 'Spare key' }]);
    const first = await room.talk('I lost my security key', 'I do not have it with me');
    expect(first.text).toContain('"Blue key"');
    expect((await room.press(first, 'No')).text).toContain('"Spare key"');
  });

  it('is not told that nothing is left when the list could not be read', async () => {
    const room = new Room();
    room.methods = refuse('graph-unavailable');
    expect((await room.talk('my phone is broken', 'Broken')).text).toContain("I can't read your sign-in methods");
  });
});

describe('what people write', () => {
  it.each<[string, Choice]>([
    ['status', { verb: 'pass.status' }],
    ['what is the status of my request', { verb: 'pass.status' }],
    ['queue', { verb: 'queue' }],
    ['lookup tom berg', { verb: 'person.list', words: 'tom berg' }],
    ['Look up  tom@contoso.example ', { verb: 'person.list', words: 'tom@contoso.example' }],
  ])('"%s" goes to whom it concerns', async (text, choice) => {
    const room = new Room();
    await room.converse.hear(room.turn, text);
    expect(room.delegated).toEqual([[room.turn, choice]]);
  });

  it.each(['help', 'hello', '🙂🙂', '', '   ', '???'])(
    '%j is greeted by name with what Keysmith can do',
    async (text) => {
      const view = await new Room().write(text);
      expect(view).toMatchObject({ card: 'welcome', data: { name: 'Priya' } });
      expect(titles(view)).toEqual(['Register a passkey', 'My phone is lost, broken or new', 'I need a pass']);
    },
  );

  it('is admitted when not understood, with the three best ways and the way back', async () => {
    const room = new Room();
    await room.write('register a passkey');
    const view = await room.write('the printer on the third floor has no toner');
    expect(view.text).toContain("I'm not sure what this is about.");
    expect(titles(view)).toEqual([
      'Register a passkey',
      'My phone is lost, broken or new',
      'I need a pass',
      'Go on with your passkey',
      'Send this to the helpdesk',
    ]);
  });

  it('names a code that it does not know', async () => {
    expect((await new Room().write('AADSTS99999')).text).toContain("I don't know the code AADSTS99999.");
  });

  it('asks which of the best is meant, and leads there', async () => {
    const room = new Room();
    const view = await room.write('the passkey');
    expect(view.text).toContain('Is it one of these?');
    expect(titles(view).length).toBeLessThanOrEqual(4);
    expect(titles(view).at(-1)).toBe('Send this to the helpdesk');
    expect((await room.press(view, 'What is a passkey?')).text).toContain('A passkey lets you sign in with your face');
  });

  it('says that it does not know a code, beside what the words may mean', async () => {
    const view = await new Room().write('my phone is lost AADSTS99999');
    expect(view.text).toContain('Is it this?');
    expect(view.text).toContain("I don't know the code AADSTS99999.");
    expect(titles(view)).toContain('My phone is lost, broken or new');
  });

  it('may be 20,000 characters long', async () => {
    expect((await new Room().write(`register a passkey ${'please '.repeat(3_000)}`)).card).toBe('question');
  });

  it('about an error says cause, fix, who, and that nothing was changed', async () => {
    const room = new Room();
    room.methods = done([passkey()]);
    const view = await room.write('error 135016');
    expect(view.text).toMatch(/does not let this passkey sign in\..*Who can do it: .*Nothing was changed\./);
    expect(titles(view)).toEqual(['Register a passkey', 'Send this to the helpdesk']);
  });

  it('is not answered about an account where others read along', async () => {
    const room = new Room();
    const shared: Turn = { ...room.turn, place: 'shared', conversation: 'teams:priya' };
    for (const text of ['register a passkey', 'my phone is broken'])
      expect((await room.write(text, shared)).text).toContain('in our own chat');
    expect([room.reads, room.states.size]).toEqual([0, 0]);
  });

  it('removes the link to Slack at once, by word and by "This was not me"', async () => {
    const room = new Room();
    expect((await room.write('unlink')).text).toContain('U1 can no longer act as you');
    const replies = await room.converse.choose({ ...room.turn, who: 'tom' }, { verb: 'start', flow: 'unlink' });
    expect(replies[0]).toMatchObject({ view: { data: { tone: 'attention' } } });
  });

  it('remembers the time zone for messages to come', async () => {
    const room = new Room();
    await room.write('hello');
    await room.write('hello', { ...room.turn, timeZone: 'UTC' });
    expect(room.references.get('zone:priya')).toBe('Europe/Berlin');
  });

  it('lets a dead store be seen as one', async () => {
    const room = new Room();
    room.ports.conversations.put = (): Promise<void> => Promise.reject(new StoreUnavailable('locked'));
    await expect(new Room().write('hello')).resolves.toBeDefined();
    await expect(room.write('register a passkey')).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

describe('"resume"', () => {
  it('goes on with the conversation while Keysmith runs', async () => {
    const room = new Room();
    await room.talk('register a passkey', 'iPhone');
    expect((await room.write('resume')).text).toContain('Which iOS');
    expect(room.delegated).toEqual([]);
  });

  it('means Keysmith while it is paused, and is never answered where others read along', async () => {
    const room = new Room();
    room.paused = { by: 'bruno', at: 0, why: 'admin' };
    await room.converse.hear(room.turn, 'resume');
    await room.converse.hear(room.turn, 'pause');
    expect(room.delegated.map(([, choice]) => choice)).toEqual([{ verb: 'resume' }, { verb: 'pause' }]);
    await room.write('resume', { ...room.turn, place: 'shared' });
    expect(room.delegated).toHaveLength(2);
  });
});
