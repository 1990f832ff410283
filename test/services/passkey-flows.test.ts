import { known } from '../../src/domain/fact';
import type { Method } from '../../src/domain/methods';
import type { PasskeyPolicy, PasskeyProfile } from '../../src/domain/policies';
import { done, refuse } from '../../src/domain/refusal';
import type { MessageView } from '../../src/services/views';
import { facts, IOS, NOW, passkey, passkeyPolicy, profile, push, YUBIKEY } from '../domain/readiness/facts';
import { Room, titles } from './converse-room';

const TITAN = '42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3';
const APPLE = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd';
const HELLO = [
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
];

function under(...profiles: readonly Partial<PasskeyProfile>[]): Room {
  return withPolicy({
    profiles: profiles.map((changes, place) => profile({ id: String(place), ...changes })),
    include: [{ target: { to: 'all' }, allowedProfiles: profiles.map((_, place) => String(place)) }],
  });
}

function withPolicy(changes: Partial<PasskeyPolicy>): Room {
  const room = new Room();
  room.facts = facts({ passkeyPolicy: known(passkeyPolicy(changes), NOW) });
  return room;
}

function only(...aaguids: readonly string[]): Partial<PasskeyProfile> {
  return { keyRestrictions: { enforced: true, type: 'allow', aaguids } };
}

const told = (room: Room): MessageView | undefined => room.told().at(-1);
const wordsOf = (view: MessageView): string => JSON.stringify(view.data);
const KEY = ['add a security key', 'On a Windows PC', 'Edge'] as const;

describe('a security key', () => {
  it.each([
    ['On a Windows PC', 'Firefox'],
    ['On a Mac', 'Chrome'],
  ])('can be added %s in %s', async (where, browser) => {
    const view = await new Room().talk('add a security key', where, browser);
    expect(view.text).toContain("You're ready for a security key.");
    expect(titles(view)).toEqual(['Show me the steps', 'Not now']);
  });

  it.each([
    ['on a Mac in Safari', ['On a Mac', 'Safari'], 'in Safari on a Mac', 'by USB'],
    ['on a Mac in Firefox', ['On a Mac', 'Firefox'], 'in Firefox on a Mac', 'by USB'],
    ['on an iPhone', ['On an iPhone or iPad'], 'on an iPhone or iPad', 'by Lightning or NFC'],
    ['on Android', ['On an Android phone'], 'on Android', 'in Chrome or Edge, by USB'],
    [
      'on Linux',
      ['On Linux or a Chromebook'],
      'on Linux or a Chromebook, as far as Microsoft says',
      'in Chrome, by USB',
    ],
    ['in an unknown browser', ['On a Windows PC', 'Another one'], 'in every browser', 'by USB, NFC or Bluetooth'],
  ])('cannot be added %s, and the way out is said', async (_, presses, place, later) => {
    const view = await new Room().talk('add a security key', ...presses);
    expect(wordsOf(view)).toContain(`A security key cannot be added ${place}`);
    expect(wordsOf(view)).toContain('Edge, Chrome or Firefox on Windows, or Edge or Chrome on macOS');
    expect(wordsOf(view)).toContain(later);
    expect(wordsOf(view)).toContain("Microsoft's list of 11 October 2024");
    expect(wordsOf(view)).toContain('Nothing was changed.');
    expect(titles(view)).toEqual(['I have a Windows PC', 'A passkey on my phone', 'I have a Mac', 'Not now']);
  });

  it('goes on at a Mac after the iPhone was no place for it, with the steps for the Mac', async () => {
    const room = new Room();
    await room.talk('add a security key', 'On an iPhone or iPad', 'I have a Mac', 'Edge', 'Show me the steps');
    const view = await room.press(await room.write('go on'), 'Yes');
    expect(wordsOf(view)).toContain('on a Mac');
    expect(wordsOf(view)).toContain('login.microsoft.com');
  });

  it('is not asked for its model where every key will do', async () => {
    expect((await under({}).talk(...KEY)).text).toContain("You're ready");
  });

  it.each([
    ['by button', 'press', 'Google Titan'],
    ['by name', 'write', 'my google titan v2'],
    ['by AAGUID, in capitals', 'write', TITAN.toUpperCase()],
  ] as const)('is asked for its model where that decides; the allowed one, %s, is ready', async (_, does, words) => {
    const room = under(only(IOS, TITAN));
    const asked = await room.talk(...KEY);
    expect(asked.text).toContain('Which key is it?');
    expect(titles(asked)).not.toContain('A model that is known');
    const view = does === 'press' ? await room.press(asked, words) : await room.write(words);
    expect(view.text).toContain("You're ready for a security key.");
  });

  it('of another model is refused by name, with the allowed ones, and another may be named', async () => {
    const room = under(only(IOS, YUBIKEY));
    await room.talk(...KEY);
    const view = await room.write('Feitian BioPass FIDO2');
    expect(wordsOf(view)).toContain('Feitian BioPass FIDO2 Authenticator is not on the list of allowed passkeys.');
    expect(wordsOf(view)).toContain('YubiKey 5 Series with NFC');
    expect(titles(view)).toEqual([
      'I have another model',
      'A passkey on my phone',
      'Send this to the helpdesk',
      'Check again',
      'Not now',
    ]);
    expect((await room.press(view, 'I have another model')).text).toContain('Which key is it?');
  });

  it('whose firmware nobody can know may be tried, and which are allowed is said', async () => {
    const room = under(only(YUBIKEY));
    const view = await room.talk(...KEY, 'YubiKey 5 with NFC');
    expect(wordsOf(view)).toContain('It depends on the generation of your key.');
    expect(wordsOf(view)).toContain('Allowed here: YubiKey 5 Series with NFC.');
    expect(titles(view)).toEqual(['Try it', 'Name the model', 'Not now']);
  });

  it.each([
    [
      'a list',
      only(TITAN, '11111111-2222-4333-8444-555555555555'),
      'Allowed here: Google Titan Security Key v2, the model 11111111-2222-4333-8444-555555555555.',
    ],
    [
      'attestation',
      { attestation: 'registrationOnly' as const },
      "Allowed here: any key on Microsoft's list (FIDO metadata 285).",
    ],
    [
      'a block list',
      { keyRestrictions: { enforced: true, type: 'block' as const, aaguids: [TITAN] } },
      'Allowed here: any key but Google Titan Security Key v2.',
    ],
  ])('that nobody can name meets %s: what is allowed is said', async (_, rules, allowed) => {
    const view = await under(rules).talk(...KEY, "I don't know");
    expect(wordsOf(view)).toContain('It depends on the model of your key.');
    expect(wordsOf(view)).toContain(allowed);
  });

  it('that is in no list is not refused unheard: another name, or none', async () => {
    const room = under({ attestation: 'registrationOnly' });
    await room.talk(...KEY);
    const view = await room.write('NoName 3000');
    expect(wordsOf(view)).toContain('I know no security key called \\"NoName 3000\\".');
    expect(wordsOf(view)).toContain("any key on Microsoft's list");
    expect((await room.press(view, 'Name it again')).text).toContain('Which key is it?');
    expect((await room.write('titan')).text).toContain("You're ready");
  });

  it.each(['error 135016', 'stop', 'what is an AAGUID?'])('"%s" is no name of a key', async (words) => {
    const room = under(only(TITAN));
    await room.talk(...KEY);
    expect(wordsOf(await room.write(words))).not.toContain('I know no security key');
  });

  it('without a second factor leads to a pass', async () => {
    const room = new Room();
    room.methods = done([]);
    expect(titles(await room.talk(...KEY))).toContain('Ask for a pass');
  });

  it('cannot be checked when Entra does not answer, and then can', async () => {
    const room = new Room();
    room.methods = refuse('graph-unavailable');
    room.facts = facts({ methods: { known: false, gap: { what: 'your methods', reason: 'unavailable' } } });
    const view = await room.talk(...KEY);
    expect(wordsOf(view)).toContain('Nothing was changed.');
    room.methods = done([push]);
    expect((await room.press(view, 'Try again')).text).toContain("You're ready");
  });
});

describe('the PIN of the key', () => {
  const pin = (room: Room, ...presses: readonly string[]) => room.talk(...KEY, 'Show me the steps', ...presses);

  it('that is known needs no word', async () => {
    expect((await pin(new Room(), 'Yes')).text).toContain('Add your security key on Windows');
  });

  it('that is not there is made on the way, or first in Windows', async () => {
    const room = new Room();
    const view = await pin(room, 'No, or the key is new');
    expect(wordsOf(view)).toContain('Windows 10 1903');
    expect(wordsOf(view)).toContain("the tool of the key's maker");
    expect((await room.press(view, 'Set it first, in Windows')).text).toContain('Security Key > Manage');
    expect((await room.press(await room.write('go on'), 'It has a PIN now')).text).toContain('Add your security key');
  });

  it('that is forgotten: the reset is shown only after the warning that it erases everything', async () => {
    const room = new Room();
    const warned = await pin(room, 'I forgot it, or it is blocked');
    expect(warned).toMatchObject({ card: 'notice', data: { tone: 'warning' } });
    expect(wordsOf(warned)).toContain('A reset erases everything on the key.');
    expect(wordsOf(warned)).toContain('private ones too');
    expect(wordsOf(warned)).toContain('Nothing was changed.');
    const steps = await room.press(warned, 'Show me how to reset it');
    expect(wordsOf(steps)).toContain('delete the old entry of the key');
  });
});

describe('the watch over a key', () => {
  async function watching(): Promise<Room> {
    const room = new Room();
    await room.talk(...KEY, 'Show me the steps', 'Yes', "I've started");
    return room;
  }

  it('ends with the key, its name, and a better name with the model', async () => {
    const room = await watching();
    room.methods = done([push, passkey({ id: 'key', name: 'Security key', aaguid: YUBIKEY.toUpperCase() })]);
    expect(await room.look()).toBe('done');
    expect(told(room)?.text).toContain('Your security key is there: "Security key", added');
    expect(wordsOf(told(room)!)).toContain('YubiKey 5 Series with NFC, key ring');
    expect(titles(told(room)!)).toContain('Add a second method');
  });

  it('calls a key that the list does not know by the model that Graph reports', async () => {
    const room = await watching();
    const unknown = { aaguid: '11111111-2222-4333-8444-555555555555', model: 'ACME Key 9' };
    room.methods = done([push, passkey({ id: 'key', name: 'Mine', ...unknown })]);
    await room.look();
    expect(wordsOf(told(room)!)).toContain('ACME Key 9, key ring');
  });

  it('says when something else has come instead, and looks on', async () => {
    const room = await watching();
    const other: readonly Method[] = [push, passkey({ id: 'phone' })];
    room.methods = done(other);
    expect(await room.look()).toMatchObject({ at: expect.any(Number) as number });
    room.now += 600_000;
    expect(await room.look()).toBe('done');
    expect(told(room)?.text).toContain('Entra shows something new, but it is not your security key');
    room.methods = done([...other, passkey({ id: 'key', aaguid: YUBIKEY })]);
    await room.press(told(room)!, 'Look again');
    expect(await room.look()).toBe('done');
    expect(told(room)?.text).toContain('Your security key is there');
  });

  it.each([
    ['The key is refused', 'the model is not allowed, or the browser cannot do it'],
    ['The PIN is wrong or blocked', 'It wants the PIN of the key.'],
    ['It offers something else to save it', 'Use another device (or More options)'],
    ['It asks me to sign in again', 'less than 5 minutes old'],
  ])('"%s" has an answer and a way on', async (seen, answer) => {
    const room = await watching();
    const view = await room.talk('go on', 'Something is wrong', seen);
    expect(wordsOf(view)).toContain(answer);
    expect(titles(view).length).toBeGreaterThan(1);
  });

  it('asks for the text of an error, and looks it up', async () => {
    const room = await watching();
    await room.talk('go on', 'Something is wrong', 'Something else, or nothing', 'A text or a number');
    const view = await room.write("We detected that this browser or OS doesn't support FIDO2 security keys.");
    expect(titles(view)).toContain('Go on with your security key');
  });
});

describe('a synced passkey', () => {
  const start = ['synced passkey', 'Apple Passwords (iPhone, iPad, Mac)'] as const;

  it('is refused with the profile where none allows it, and leads to what may be open', async () => {
    const view = await under({}).talk(...start);
    expect(wordsOf(view)).toContain('Synced passkeys are not allowed.');
    expect(titles(view)).toEqual([
      'A passkey in Authenticator',
      'Use a security key',
      'Send this to the helpdesk',
      'Check again',
      'Not now',
    ]);
  });

  it.each([
    ['Apple Passwords (iPhone, iPad, Mac)', 'Set Up Codes In'],
    ['Google Password Manager (Android)', 'Passwords, passkeys, and autofill'],
    ['Another one', 'your password manager'],
  ])('has steps for %s', async (keeper, words) => {
    const room = under({ passkeyTypes: ['deviceBound', 'synced'] });
    const ready = await room.talk('synced passkey', keeper);
    expect(ready.text).toContain("You're ready for a synced passkey.");
    expect(wordsOf(await room.press(ready, 'Show me the steps'))).toContain(words);
  });

  it('may be tried where some password managers are allowed and nobody knows which', async () => {
    const view = await under({ passkeyTypes: ['synced'], ...only(APPLE) }).talk(...start);
    expect(wordsOf(view)).toContain('It depends on the password manager.');
    expect(titles(view)).toContain('Try it');
  });

  it('is what the watch waits for, and not a key', async () => {
    const room = under({ passkeyTypes: ['deviceBound', 'synced'] });
    await room.talk(...start, 'Show me the steps', "I've started");
    room.methods = done([push, passkey({ id: 'key', aaguid: YUBIKEY })]);
    expect(await room.look()).not.toBe('done');
    room.methods = done([push, passkey({ id: 's', name: 'Apple', aaguid: APPLE, passkeyType: 'synced' })]);
    expect(await room.look()).toBe('done');
    expect(told(room)?.text).toContain('Your synced passkey is there: "Apple"');
  });
});

describe('a passkey on Windows', () => {
  const hello: Method = { kind: 'windows-hello', id: 'hello', name: 'LH-PRIYA' };
  const start = ['save a passkey on my windows pc', 'Web pages and apps'] as const;

  it('does not open Windows itself; what does is said', async () => {
    const view = await new Room().talk('save a passkey on my windows pc', 'Windows itself');
    expect(view.text).toContain('does not open Windows');
    expect(titles(view)).toEqual(['Set up Windows Hello', 'Use a security key', 'Then for web pages', 'Not now']);
  });

  it('is off unless a profile allows Windows Hello by name', async () => {
    expect(wordsOf(await under({}).talk(...start))).toContain('Passkeys on Windows are not switched on here.');
    expect((await under(only(...HELLO)).talk(...start)).text).toContain("You're ready for a passkey on Windows.");
  });

  it('is nothing for a PC that has Windows Hello for the account, and fine on another', async () => {
    const room = under(only(...HELLO));
    room.methods = done([push, hello]);
    const asked = await room.talk(...start);
    expect(asked.text).toContain('Windows Hello of your account is on "LH-PRIYA". Is it that PC?');
    const has = await room.press(asked, 'Yes');
    expect(has.text).toContain('Windows Hello signs you in without a password');
    expect((await room.press(has, 'It is another PC after all')).text).toContain("You're ready");
  });

  it('is not needed where Windows Hello is, whatever the policy says; for another PC the policy counts', async () => {
    const room = under({});
    room.methods = done([push, hello]);
    const asked = await room.talk(...start);
    expect(asked.text).toContain('Is it that PC?');
    expect((await room.press(asked, 'Yes')).text).toContain('Windows Hello signs you in without a password');
    expect(wordsOf(await room.talk(...start, 'No, another PC'))).toContain('Passkeys on Windows are not switched on');
  });

  it('that is "already registered" is explained by Windows Hello', async () => {
    const room = under(only(...HELLO));
    room.methods = done([push, hello]);
    await room.talk(...start, 'No, another PC', 'Show me the steps', "I've started");
    const view = await room.talk(
      'go on',
      'Something is wrong',
      'It is refused, or already registered',
      'That it is already registered',
    );
    expect(wordsOf(view)).toContain('Your account has Windows Hello already, on \\"LH-PRIYA\\".');
  });
});

describe('a passkey in Authenticator, by QR code', () => {
  const start = ['register a passkey', 'iPhone'] as const;

  it('is not offered where attestation is enforced', async () => {
    const view = await under({ attestation: 'registrationOnly' }).talk(...start, 'iOS 18 or newer');
    expect(view.text).toContain("You're ready");
    expect(titles(view)).not.toContain('By QR code from a computer');
  });

  it.each([
    [
      ['iPhone', 'iOS 18 or newer'],
      ['AutoFill & Passwords', 'not with the one inside Authenticator'],
    ],
    [['iPhone', 'iOS 17'], ['Password Options']],
    [
      ['Android', 'Android 15 or newer', 'Yes'],
      ['Additional providers', 'or the one inside Authenticator'],
    ],
    [['Android', 'Android 14', 'Yes'], ['needs Android 15']],
  ])('has steps for %j', async (phone, words) => {
    const room = new Room();
    const view = await room.talk('register a passkey', ...phone, 'By QR code from a computer', 'Yes, both');
    for (const word of [...words, 'create your passkey a different way']) expect(wordsOf(view)).toContain(word);
    expect(titles(view)).toEqual(["I've started", 'Nothing after the QR code', 'Rather in the app', 'Not now']);
    expect((await room.press(view, 'Rather in the app')).text).toContain('inside Microsoft Authenticator');
  });

  it('shows the same steps again to somebody who is watched', async () => {
    const room = new Room();
    await room.talk(...start, 'iOS 17', 'By QR code from a computer', "I don't know", "I've started");
    expect((await room.press(await room.write('go on'), 'Show the steps again')).text).toContain('by QR code');
  });

  it('without Bluetooth leads back into the app', async () => {
    const room = new Room();
    const view = await room.talk(...start, 'iOS 17', 'By QR code from a computer', 'My company switches it off');
    expect(wordsOf(view)).toContain('Intune can allow it for passkeys only');
    expect((await room.press(view, 'Inside the app')).text).toContain('(iOS 17)');
  });

  it('that hangs says what both devices and the network need', async () => {
    const view = await new Room().talk(
      ...start,
      'iOS 17',
      'By QR code from a computer',
      'Yes, both',
      'Nothing after the QR code',
    );
    expect(wordsOf(view)).toContain('app-site-association.cdn-apple.com');
  });

  it('a phone with a work profile is told of both profiles', async () => {
    const view = await new Room().talk(
      'register a passkey',
      'Android',
      'Android 15 or newer',
      'Yes',
      'Show me the steps',
      'My phone has a work profile',
    );
    expect(view.text).toContain('works only in the profile in which it was made');
  });

  it('the switch for passkeys is asked for after a failure, and a "no" is what blocks', async () => {
    const room = new Room();
    await room.talk(...start, 'iOS 17', 'Show me the steps', "I've started", 'Something is wrong', 'An error');
    const view = await room.talk('go on', 'Check my settings again', 'No, once', 'No, or there is no such switch');
    expect(wordsOf(view)).toContain('Authenticator is not chosen to keep passkeys on this phone.');
    expect(wordsOf(view)).toContain('Password Options');
    expect((await room.press(view, 'Check again')).text).toContain("You're ready");
  });
});
