import { HOUR, MINUTE } from '../../src/domain/clock';
import type { Device } from '../../src/domain/devices';
import { known } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import type { ExistingPass, Method } from '../../src/domain/methods';
import { done, refuse } from '../../src/domain/refusal';
import { flows } from '../../src/flows';
import { entries } from '../../src/knowledge/entries';
import type { MessageView } from '../../src/services/views';
import { facts, NOW, pass, passkey, passkeyPolicy, push, YUBIKEY } from '../domain/readiness/facts';
import { Room, titles } from './converse-room';

const pc: Device = { id: 'pc', name: 'LH-PRIYA', system: 'Windows', trust: 'joined', enabled: true };
const phone: Device = { id: 'phone', name: 'iPhone', system: 'IPhone', trust: 'registered', enabled: true };
const hello: Method = { kind: 'windows-hello', id: 'hello', name: 'LH-PRIYA' };
const person = {
  id: 'priya',
  displayName: 'Priya Nair',
  userPrincipalName: 'priya@contoso.example',
  guest: 'no',
} as const;
const key = passkey({ id: 'key', name: 'YubiKey 5 NFC', aaguid: YUBIKEY });

function room(methods: readonly Method[], changes: Partial<PersonFacts> = {}): Room {
  const made = new Room();
  made.facts = facts({
    methodDevices: known(
      methods.map(({ id }) => ({ methodId: id })),
      NOW,
    ),
    ...changes,
  });
  made.methods = done(methods);
  return made;
}

function inMode(mode: 'any' | 'push' | 'deviceBasedPush'): Partial<PersonFacts> {
  return {
    authenticatorPolicy: known({ enabled: true, include: [{ target: { to: 'all' }, mode }], exclude: [] }, NOW),
  };
}

function wordsOf(view: MessageView): string {
  return JSON.stringify(view.data);
}

const PUSH = 'set up push approval';
const PHONE = 'set up phone sign-in';
const HELLO = 'set up windows hello';

describe('notifications in Authenticator', () => {
  it.each(['any', 'push'] as const)(
    'are open in mode %s, and the passkey is recommended, not pressed',
    async (mode) => {
      const view = await room([passkey({ aaguid: YUBIKEY })], inMode(mode)).write(PUSH);
      expect(view.text).toContain("You're ready for notifications");
      expect(view.text).toContain('A passkey in the same app is the better choice, and it is open to you.');
      expect(titles(view)).toEqual(['A passkey instead', 'Notifications all the same', 'Not now']);
    },
  );

  it('do not recommend a passkey to somebody who may not have one, or has it', async () => {
    const excluded = { passkeyPolicy: known(passkeyPolicy({ exclude: [{ to: 'all' }] }), NOW) };
    for (const view of [await room([push], excluded).write(PUSH), await room([push, passkey()]).write(PUSH)]) {
      expect(view.text).toContain("You're ready");
      expect(wordsOf(view)).not.toContain('the better choice');
      expect(titles(view)).toEqual(['Show the steps', 'Not now']);
    }
  });

  it('are refused in mode Passwordless, which leads to phone sign-in', async () => {
    const view = await room([], inMode('deviceBasedPush')).write(PUSH);
    expect(view.text).toContain('only phone sign-in');
    expect(titles(view)).toEqual(['Set up phone sign-in', 'A passkey instead', 'Check again', 'Not now']);
  });

  it('lead on to no password at all when the app has arrived', async () => {
    const here = room([passkey({ aaguid: YUBIKEY })]);
    const steps = await here.talk(PUSH, 'Notifications all the same');
    expect(wordsOf(steps)).toContain('15 minutes');
    await here.press(steps, "I've started");
    here.methods = done([passkey({ aaguid: YUBIKEY }), push]);
    expect(await here.look()).toBe('done');
    const arrived = here.told().at(-1);
    expect(arrived?.text).toContain('Your Authenticator app is there: "Microsoft Authenticator on Priya’s iPhone"');
    expect(titles(arrived!)).toEqual([
      'Add a passkey in the app',
      'Set up phone sign-in',
      'How do I sign in with it?',
      'That is all for now',
    ]);
  });
});

describe('phone sign-in', () => {
  it.each([
    ['an app that is there: enabling it is enough', [push], 'any', ['Show me the steps', 'It is another phone']],
    ['no app yet: with a pass, or the app first', [key], 'any', ['First add the app', 'I have a pass']],
    ['mode Passwordless: a pass is the only way in', [push], 'deviceBasedPush', ['I have a pass', 'I need a pass']],
    [
      'mode Push: not allowed, a passkey may be',
      [push],
      'push',
      ['A passkey instead', 'Notifications instead', 'Check again'],
    ],
  ] as const)('%s', async (_, methods, mode, offered) => {
    const view = await room(methods, inMode(mode)).write(PHONE);
    expect(titles(view)).toEqual([...offered, 'Not now']);
  });

  it('with a pass says until when it works, and never asks for a password', async () => {
    const here = room([pass()], inMode('deviceBasedPush'));
    const ready = await here.talk(PHONE, 'I have a pass');
    expect(ready.text).toContain('Your pass works until 11:00 (in 1 h).');
    expect(ready.text).toContain('10 minutes to finish');
    const guide = await here.press(ready, 'Show me the steps');
    expect(wordsOf(guide)).toContain('Do not use a password here.');
    expect(wordsOf(guide)).toContain('finish within 10 minutes');
  });

  it('has arrived when Graph shows the phone behind the app, not when the app alone is there', async () => {
    const here = room([{ ...push, createdAt: NOW - 90 * HOUR }]);
    await here.talk(PHONE, 'Show me the steps', "I've started");
    here.now += MINUTE;
    expect(await here.look()).toEqual({ at: here.now + 20_000 });
    here.facts = facts({ methodDevices: known([{ methodId: 'push', device: phone }], NOW) });
    expect(await here.look()).toBe('done');
    expect(here.told().at(-1)?.text).toMatch(/Phone sign-in is there: ".+", added 10:01\./);
  });

  it('after ten minutes with notifications only says what is still to be done', async () => {
    const here = room([key]);
    await here.talk(PHONE, 'First add the app', 'The app is added', "I've started");
    here.methods = done([key, push]);
    here.now += 10 * MINUTE;
    expect(await here.look()).toBe('done');
    expect(here.told().at(-1)?.text).toContain('That gets notifications only.');
  });
});

describe('a pass in the hand', () => {
  const earlier = { createdAt: NOW - 3 * HOUR, startsAt: NOW - 3 * HOUR };
  it.each<[string, readonly ExistingPass[], string, readonly string[]]>([
    ['that works several times', [pass({ usableOnce: false })], 'It works several times until then.', ['Begin']],
    [
      'that begins later',
      [pass({ startsAt: NOW + HOUR, usable: false, usability: 'NotYetValid' })],
      'it begins at 11:00',
      ['Look again'],
    ],
    [
      'that has been used',
      [pass({ usable: false, usability: 'OneTimeUsed' })],
      'it worked once',
      ['It was me, just now', 'Ask for a new pass'],
    ],
    [
      'that is over',
      [pass({ ...earlier, usable: false, usability: 'Expired' })],
      'The time of your pass is over.',
      ['Ask for a new pass', 'Look again'],
    ],
    [
      'that the policy does not let work',
      [pass({ usable: false, usability: 'DisabledByPolicy' })],
      'Authentication Policy Administrator',
      ['Look again'],
    ],
    ['there is none', [], 'no Temporary Access Pass', ['Ask for a pass', 'Look again', 'I can sign in already']],
  ])('%s', async (_, methods, says, offered) => {
    const view = await room(methods).talk('my first day', 'Mine');
    expect(view.text).toContain(says);
    expect(titles(view)).toEqual([...offered, 'Not now']);
  });

  it('cannot be seen when Graph is down, which stops nobody who has it', async () => {
    const here = room([]);
    here.methods = refuse('graph-unavailable');
    const view = await here.talk('my first day', 'Mine');
    expect(view.text).toContain('Nothing was changed. If you have it in your hand, you can go on.');
  });
});

describe('the first day', () => {
  it('goes from the pass to the phone to the PC', async () => {
    const here = room([pass()]);
    const order = await here.talk('my first day', 'Mine', 'Begin');
    expect(wordsOf(order)).toMatch(/phone.*PC.*second method/s);
    const steps = await here.press(await here.press(order, 'Start with my phone'), 'iPhone');
    await here.press(await here.press(await here.press(steps, 'iOS 18 or newer'), 'Show me the steps'), "I've started");
    here.methods = done([pass(), passkey()]);
    expect(await here.look()).toBe('done');
    const arrived = here.told().at(-1);
    expect(arrived?.text).toContain('You do not need the pass any more.');
    expect(titles(arrived!).slice(0, 2)).toEqual(['Now my PC', 'Add a second method']);
  });

  it('of somebody else is prepared by others', async () => {
    const view = await room([push]).talk('new employee starts on Monday', 'Somebody in my team starts');
    expect(view.text).toContain('with the first working day as its date');
  });
});

describe('Windows Hello', () => {
  const joined = { devices: known([pc], NOW) };
  it('asks what only the screen shows, and is ready then', async () => {
    const here = room([push], joined);
    const asked = await here.talk(HELLO, 'The work PC that I use', 'No, only I');
    expect(asked.text).toContain('can you choose PIN, face or fingerprint there?');
    const ready = await here.press(asked, 'Yes, it is offered');
    expect(ready.text).toContain("You're ready for Windows Hello.");
    expect(wordsOf(ready)).not.toContain('dsregcmd');
    expect(wordsOf(await here.press(ready, 'Show me the steps'))).toContain('Windows Hello on your work PC');
  });

  it('takes the steps of a domain where every PC is hybrid joined', async () => {
    const hybrid = { devices: known([{ ...pc, trust: 'hybrid' as const }], NOW) };
    const here = room([push], hybrid);
    const guide = await here.talk(
      HELLO,
      'The work PC that I use',
      'No, only I',
      'Yes, it is offered',
      'Show me the steps',
    );
    expect(wordsOf(guide)).toContain('AzureAdJoined and DomainJoined');
  });

  it('is refused without a PC that can hold it, and goes on with a new one', async () => {
    const view = await room([push]).talk(HELLO, 'The work PC that I use', 'No, only I');
    expect(view.text).toContain('no Windows computer that can hold a Windows Hello key');
    expect(titles(view)).toEqual(['I am setting up a new PC', 'A passkey on my phone', 'Check again', 'Not now']);
  });

  it('on a new PC is stopped by whatever else stands in the way', async () => {
    const disabled = { person: known({ ...person, enabled: false }, NOW) };
    const view = await room([push], disabled).talk(HELLO, 'A new one, not set up yet', 'A passkey on my phone');
    expect(view.text).toContain('disabled');
  });

  it('that is not offered names what is missing and who can change it', async () => {
    const view = await room([push], joined).talk(
      HELLO,
      'The work PC that I use',
      'No, only I',
      'No, it is grey or missing',
    );
    expect(view.text).toMatch(/TPM.*Intune/);
    expect(titles(view)).toContain('A passkey on my phone');
  });

  it.each([
    ['a shared PC', ['The work PC that I use', 'Yes'], 'On a shared PC a security key is better.'],
    ['my own PC', ['My own PC'], 'needs a PC that belongs to your organisation'],
    ['a new PC with a pass', ['A new one, not set up yet', 'A pass'], 'spent at the first sign-in'],
    ['a new PC with a passkey', ['A new one, not set up yet', 'A passkey on my phone'], 'Windows Hello on a new PC'],
    ['a forgotten PIN', ['I forgot my PIN'], 'A new PIN for Windows Hello'],
  ])('%s', async (_, presses, says) => {
    expect(wordsOf(await room([push], joined).talk(HELLO, ...presses))).toContain(says);
  });
});

describe('signing in', () => {
  const IN = 'show me how to sign in';
  it.each<[string, readonly Method[], string, readonly string[]]>([
    [
      'On my phone',
      [passkey(), key, push],
      'Sign in on your phone with your passkey',
      ['Sign in on a phone with your security key', 'Sign in with your password and Authenticator', 'everything'],
    ],
    [
      'On a computer, in a browser or app',
      [hello, passkey(), key],
      'Sign in on a computer with the passkey on your phone',
      ['Sign in with Windows Hello', 'Sign in on a computer with your security key', 'everything'],
    ],
    [
      'At the Windows sign-in screen',
      [hello, passkey(), key],
      'Sign in to Windows with Windows Hello',
      ['Sign in to Windows with your security key', 'everything'],
    ],
  ])('%s: what is registered, one after the other', async (where, methods, first, others) => {
    const tied = methods.map(({ id, kind }) => ({ methodId: id, ...(kind === 'windows-hello' ? { device: pc } : {}) }));
    const here = room(methods, { devices: known([pc], NOW), methodDevices: known(tied, NOW) });
    let view = await here.talk(IN, where);
    expect(wordsOf(view)).toContain(first);
    for (const other of others) {
      view = await here.press(view, 'Another way');
      expect(wordsOf(view)).toContain(other);
    }
  });

  it('with the phone types a number, where phone sign-in is set up', async () => {
    const here = room([push], { methodDevices: known([{ methodId: 'push', device: phone }], NOW) });
    const view = await here.talk(IN, 'On my phone');
    expect(wordsOf(view)).toContain('type the number that the page shows');
    expect(wordsOf(await here.press(view, 'Another way'))).not.toContain('your password and Authenticator');
  });

  it('with something that is registered and blocked says what blocks it', async () => {
    const blocked = { passkeyPolicy: known(passkeyPolicy({ exclude: [{ to: 'all' }] }), NOW) };
    const view = await room([passkey()], blocked).talk(IN, 'On my phone');
    expect(view.text).toContain('An exclusion wins over every inclusion');
    expect(view.text).toContain('Who can do it:');
    expect(view.text).toContain('Nothing was changed.');
  });

  it('with nothing registered leads to what may be set up', async () => {
    const view = await room([]).talk(IN, 'At the Windows sign-in screen');
    expect(titles(view)).toContain('What can I set up?');
  });

  it.each([
    ['A remote or virtual desktop', 'WebAuthn redirection'],
    ['A server', 'A security key does not work for signing in to a server.'],
  ])('%s', async (place, says) => {
    expect((await room([key]).talk(IN, 'Remote desktop, server, other', place)).text).toContain(says);
  });

  it('that fails is looked up: a code typed there finds its answer, and the place is kept', async () => {
    const here = room([passkey()]);
    await here.talk(IN, 'On my phone', 'It did not work');
    const view = await here.write('AADSTS130500');
    expect(view.text).toContain('Authenticator policy');
    expect(titles(view)).toContain('Go on with signing in');
  });
});

it('every button that leaves a flow leads to a flow or an entry that exists', () => {
  const ids = new Set(entries.map(({ id }) => `entry:${id}`));
  const led = [...flows.values()].flatMap(({ name, steps }) =>
    Object.entries(steps).flatMap(([at, step]) =>
      step.kind === 'tell'
        ? (step.waysOut ?? []).flatMap(({ does }) =>
            does.verb === 'start' ? [[`${name}/${at}`, does['flow'] ?? '']] : [],
          )
        : [],
    ),
  );
  expect(led.filter(([, flow]) => !flows.has(flow ?? '') && !ids.has(flow ?? ''))).toEqual([]);
});
