import { askAPerson, askAPersonFirst } from './human';
import {
  howKeysSignIn,
  KEY_SUPPORT_DAY,
  keyBrowsers,
  type KeySystem,
  oldestBrowsers,
  whereKeysAreAdded,
} from '../knowledge/key-support';
import { portal } from '../knowledge/portal';
import { checkAgain, notReady, ready, stopped } from './checked';
import { defineFlow } from './flow';
import { keyPin } from './key-pin';
import { keyTrouble } from './key-trouble';
import { guided, watched } from './watched';

/** What was said about one key says nothing about the next; `before` is what was registered when the watch began. */
const anotherKey = { keyModel: '', keyUnnamed: '', before: '', fresh: '' };
const onPhone = { title: 'A passkey on my phone', does: { verb: 'start', flow: 'register-passkey' } } as const;
const modelOf = (keyModel: string) => ({ keyModel, keyUnnamed: '' });

/** Where a key cannot be added; `{place}` and `{useThere}` of the step `elsewhere`. */
function cannot(system: KeySystem, place: string): Readonly<Record<string, string>> {
  const how = howKeysSignIn(system);
  return {
    ...anotherKey,
    place,
    useThere: how === undefined ? '' : `Once it is added, it signs you in there, too: ${how}.`,
  };
}

interface Where {
  readonly title: string;
  readonly to: 'check' | 'elsewhere';
  readonly sets: Readonly<Record<string, string>>;
}

function browsers(system: KeySystem, called: string): Readonly<Record<string, Where>> {
  const known = keyBrowsers(system).map(({ id, title, adds }): [string, Where] => [
    id,
    adds
      ? { title, to: 'check', sets: anotherKey }
      : { title, to: 'elsewhere', sets: cannot(system, `in ${title} on ${called}`) },
  ]);
  const other: Where = { title: 'Another one', to: 'elsewhere', sets: cannot(system, 'in every browser') };
  return { ...Object.fromEntries(known), other };
}

/**
 * A security key, added in a browser (knowledge.md E5): where that works is data, the tenant decides which model, and
 * the key's own PIN is seen to before the steps. Ends only when Graph shows it.
 */
export const securityKey = defineFlow({
  name: 'security-key',
  about: 'your security key',
  inventory: ['S0-2', 'S0-42', 'S2-48', 'S2-50', 'S2-51'],
  start: 'where',
  steps: {
    where: {
      kind: 'ask',
      as: 'system',
      title: 'Where would you like to add the key?',
      why: 'Not every system and browser can add one. Later it works in more places.',
      inventory: ['S0-56', 'S2-76'],
      choices: {
        windows: { title: 'On a Windows PC', to: 'browser-windows' },
        mac: { title: 'On a Mac', to: 'browser-mac' },
        ios: { title: 'On an iPhone or iPad', to: 'elsewhere', sets: cannot('ios', 'on an iPhone or iPad') },
        android: { title: 'On an Android phone', to: 'elsewhere', sets: cannot('android', 'on Android') },
        other: {
          title: 'On Linux or a Chromebook',
          to: 'elsewhere',
          sets: cannot('linux', 'on Linux or a Chromebook, as far as Microsoft says'),
        },
      },
    },
    'browser-windows': {
      kind: 'ask',
      as: 'browser',
      title: 'Which browser do you use there?',
      why: `The browser talks to the key. It works with ${oldestBrowsers('windows')}.`,
      inventory: ['S2-18', 'S2-68', 'S2-69'],
      choices: browsers('windows', 'Windows'),
    },
    'browser-mac': {
      kind: 'ask',
      as: 'browser',
      title: 'Which browser do you use there?',
      why: 'On a Mac some browsers cannot add a key: they never ask for its PIN.',
      choices: browsers('mac', 'a Mac'),
    },
    elsewhere: {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: 'A security key cannot be added {place}.',
        lines: [
          `Add it in ${whereKeysAreAdded()}: once, in three minutes.`,
          '{useThere}',
          `So says Microsoft's list of ${KEY_SUPPORT_DAY}; a newer system may do more. Nothing was changed.`,
        ],
      },
      inventory: ['S0-56', 'S2-76'],
      choices: {
        windows: {
          title: 'I have a Windows PC',
          to: 'browser-windows',
          sets: { system: 'windows' },
          style: 'positive',
        },
        mac: { title: 'I have a Mac', to: 'browser-mac', sets: { system: 'mac' } },
      },
      waysOut: [onPhone],
    },
    check: {
      kind: 'run',
      task: 'checkSecurityKey',
      then: {
        ready: 'ready',
        'ask-key-model': 'key-model',
        depends: 'depends',
        blocked: 'blocked',
        'blocked-by-model': 'blocked-by-model',
        'no-method': 'no-method',
        unclear: 'unclear',
        'no-answer': 'no-answer',
      },
    },
    'key-model': {
      kind: 'ask',
      as: 'keyModel',
      title: 'Which key is it? The name is on it, or on its box.',
      why: 'Not every model is allowed for you. You can also type the name.',
      reads: 'key-model',
      inventory: ['S0-57', 'S2-19', 'S2-47', 'S2-58'],
      choices: {
        'yubikey-5-nfc': { title: 'YubiKey 5 with NFC', to: 'check', sets: modelOf('YubiKey 5 NFC') },
        'yubikey-5': { title: 'YubiKey 5 without NFC', to: 'check', sets: modelOf('YubiKey 5') },
        'yubico-nfc': { title: 'Security Key NFC by Yubico', to: 'check', sets: modelOf('Security Key NFC by Yubico') },
        titan: { title: 'Google Titan', to: 'check', sets: modelOf('Google Titan v2') },
        unknown: { title: "I don't know", to: 'check', sets: { keyModel: '', keyUnnamed: 'yes' } },
        listed: { title: 'A model that is known', to: 'check', typed: true, sets: { keyUnnamed: '' } },
        unlisted: { title: 'A model that nobody knows', to: 'model-unknown', typed: true },
      },
    },
    'model-unknown': {
      kind: 'tell',
      shows: {
        title: 'I know no security key called "{keyModel}".',
        lines: ['It may have another name in my list, or be too new for it.', 'Allowed here: {allowedKeys}.'],
      },
      choices: {
        again: { title: 'Name it again', to: 'key-model', sets: { keyModel: '' }, style: 'positive' },
        unknown: { title: 'Go on without the name', to: 'check', sets: { keyModel: '', keyUnnamed: 'yes' } },
      },
    },
    ready: ready('pin'),
    depends: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        steps: { title: 'Try it', to: 'pin', style: 'positive' },
        model: { title: 'Name the model', to: 'key-model', sets: modelOf('') },
      },
    },
    // A passkey in Authenticator stands under the same policy, so what forbids all of them is no reason to offer one.
    blocked: stopped([askAPersonFirst]),
    'blocked-by-model': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      inventory: ['S0-57', 'S2-59'],
      choices: {
        model: { title: 'I have another model', to: 'key-model', sets: modelOf(''), style: 'positive' },
        again: checkAgain,
      },
      waysOut: [onPhone, askAPerson],
    },
    ...notReady('no-usable-method'),
    ...keyPin,
    guide: { kind: 'run', task: 'chooseKeyGuide', then: { windows: 'guide-windows', mac: 'guide-mac' } },
    'guide-windows': guided('security-key-windows'),
    'guide-mac': guided('security-key-mac'),
    ...watched({
      expects: 'security-key',
      thing: 'your security key',
      where: 'at the computer',
      now: `From now on, choose ${portal.useKey} when you sign in.`,
      naming:
        'A good name says which key it is and where it lives: "{model}, key ring". Security info lets you change it.',
      instead: `It works too. If you meant the key, go through the steps once more and choose ${portal.securityKey} as the place to save it.`,
    }),
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-key-at-computer' } },
    ...keyTrouble,
  },
});
