/**
 * What only the person can see, asked under an answer when it could change it. Each choice sets facts of `Asked`
 * (services/asked.ts reads them); one that sets nothing says "I don't know", and nothing is asked twice.
 */
export interface Question {
  readonly title: string;
  readonly choices: Readonly<
    Record<string, { readonly title: string; readonly sets: Readonly<Record<string, string>> }>
  >;
}

const yesNo = (fact: string, yes: string, no: string): Question['choices'] => ({
  yes: { title: yes, sets: { [fact]: 'yes' } },
  no: { title: no, sets: { [fact]: 'no' } },
});

export const QUESTIONS = [
  'phone',
  'app',
  'screenLock',
  'passkeyProvider',
  'workProfile',
  'way',
  'failedBefore',
  'bluetooth',
  'sharedComputer',
  'keyAtWindows',
  'scenario',
  'keyModel',
] as const;
export type QuestionId = (typeof QUESTIONS)[number];

export const questions: Readonly<Record<QuestionId, Question>> = {
  phone: {
    title: 'Which phone is it?',
    choices: {
      ios18: { title: 'iPhone, iOS 18 or newer', sets: { platform: 'ios', osVersion: '18' } },
      ios17: { title: 'iPhone, iOS 17', sets: { platform: 'ios', osVersion: '17' } },
      ios16: { title: 'iPhone, older', sets: { platform: 'ios', osVersion: '16' } },
      android15: { title: 'Android 15 or newer', sets: { platform: 'android', osVersion: '15' } },
      android14: { title: 'Android 14', sets: { platform: 'android', osVersion: '14' } },
      android13: { title: 'Android, older', sets: { platform: 'android', osVersion: '13' } },
    },
  },
  app: {
    title: 'Is Microsoft Authenticator up to date?',
    choices: {
      newest: { title: 'I have just updated it', sets: { authenticatorVersion: 'newest' } },
      older: { title: 'It cannot be updated', sets: { authenticatorVersion: 'older' } },
    },
  },
  screenLock: {
    title: 'Does the phone have a screen lock: PIN, pattern, finger or face?',
    choices: yesNo('screenLock', 'It has a lock', 'No lock, or only a swipe'),
  },
  passkeyProvider: {
    title: 'Is Authenticator switched on for passkeys in the settings of the phone?',
    choices: yesNo('passkeyProvider', 'It is switched on', 'It is not switched on'),
  },
  workProfile: {
    title: 'Does the phone have a work profile: apps with a small briefcase?',
    choices: yesNo('workProfile', 'It has a work profile', 'No work profile'),
  },
  way: {
    title: 'How did you try to make the passkey?',
    choices: {
      app: { title: 'Inside the Authenticator app', sets: { flow: 'in-app' } },
      qr: { title: 'By QR code from a computer', sets: { flow: 'cross-device' } },
    },
  },
  failedBefore: {
    title: 'Has it failed more than once on this phone?',
    choices: yesNo('failedBefore', 'It failed several times', 'It failed once'),
  },
  bluetooth: {
    title: 'Does your company switch Bluetooth off on the computer or the phone?',
    choices: yesNo('bluetoothBlocked', 'Bluetooth is switched off', 'Bluetooth is on'),
  },
  sharedComputer: {
    title: 'Do several people sign in on this computer?',
    choices: yesNo('sharedComputer', 'We share this computer', 'Only I use it'),
  },
  keyAtWindows: {
    title: 'What do you see at the Windows sign-in screen?',
    choices: {
      'not-offered': { title: 'The key is not offered', sets: { symptom: 'key-not-offered' } },
      fresh: { title: 'The PC is new, and refuses the key', sets: { symptom: 'key-not-usable-yet' } },
      neither: { title: 'Neither of these', sets: {} },
    },
  },
  scenario: {
    title: 'Where do you want to use it?',
    choices: {
      'remote-desktop': { title: 'A remote desktop', sets: { scenario: 'remote-desktop' } },
      'run-as': { title: '"Run as"', sets: { scenario: 'run-as' } },
      server: { title: 'A server', sets: { scenario: 'server' } },
      's-mime': { title: 'Signed or encrypted mail', sets: { scenario: 's-mime' } },
      'on-premises-only': { title: 'An account that is not in the cloud', sets: { scenario: 'on-premises-only' } },
      browser: { title: 'None of these', sets: {} },
    },
  },
  keyModel: {
    title: 'Which key is it? The name is on it, or on its box.',
    choices: {
      'yubikey-5-nfc': { title: 'YubiKey 5 NFC', sets: { keyModel: 'YubiKey 5 NFC' } },
      'yubikey-5': { title: 'YubiKey 5, without NFC', sets: { keyModel: 'YubiKey 5' } },
      'yubikey-bio': { title: 'YubiKey Bio', sets: { keyModel: 'YubiKey Bio FIDO' } },
      titan: { title: 'Google Titan', sets: { keyModel: 'Google Titan v2' } },
      feitian: { title: 'Feitian ePass', sets: { keyModel: 'Feitian ePass FIDO2-NFC' } },
      other: { title: 'Another one', sets: {} },
    },
  },
};

export function questionNamed(id: string): QuestionId | undefined {
  return QUESTIONS.find((one) => one === id);
}
