import { askAPerson, askAPersonFirst } from './human';
import { portal } from '../knowledge/portal';
import { byCode } from './by-code';
import { anew, notReady } from './checked';
import { defineFlow } from './flow';
import { registrationTrouble } from './registration-trouble';
import { guided, started, watched } from './watched';

/** What was said about one phone says nothing about the next; `before` is what was registered when the watch began. */
const checkAnew = {
  screenLock: '',
  authenticatorVersion: '',
  failedBefore: '',
  passkeyProvider: '',
  flow: '',
  ...anew,
};
const anotherPhone = { ...checkAnew, before: '', fresh: '', workProfile: '', bluetoothBlocked: '' };
const inApp = { title: 'Show me the steps', to: 'guide', sets: { flow: '' }, style: 'positive' } as const;
const workProfile = { title: 'My phone has a work profile', to: 'work-profile' } as const;

/**
 * A passkey in Microsoft Authenticator (knowledge.md E1 to E4, E13): ends only when Graph shows the method.
 * What the phone can tell is asked; everything else is read from the tenant at `check`.
 */
export const registerPasskey = defineFlow({
  name: 'register-passkey',
  about: 'your passkey',
  inventory: ['S0-2', 'S0-13', 'S1-21', 'S1-29', 'S3-27', 'S3-39', 'S3-60'],
  start: 'platform',
  steps: {
    platform: {
      kind: 'ask',
      as: 'platform',
      title: 'Which phone will hold the passkey?',
      why: 'The steps differ, and so do the rules of your organisation.',
      choices: {
        ios: { title: 'iPhone', to: 'ios-version', sets: { ...anotherPhone, provider: portal.autofill.ios18 } },
        android: {
          title: 'Android',
          to: 'android-version',
          sets: { ...anotherPhone, provider: portal.autofill.android },
        },
        none: { title: 'I have no phone for it', to: 'no-phone' },
      },
    },
    'ios-version': {
      kind: 'ask',
      as: 'osVersion',
      title: 'Which iOS does it have?',
      why: `You find it in ${portal.systemVersion.ios}. You can also type the number.`,
      reads: 'version',
      choices: {
        '18': { title: 'iOS 18 or newer', to: 'check' },
        '17': { title: 'iOS 17', to: 'check', sets: { provider: portal.autofill.ios17 } },
        '16': { title: 'iOS 16 or older', to: 'check' },
      },
    },
    'android-version': {
      kind: 'ask',
      as: 'osVersion',
      title: 'Which Android does it have?',
      why: `You find it in ${portal.systemVersion.android}. You can also type the number.`,
      reads: 'version',
      choices: {
        '15': { title: 'Android 15 or newer', to: 'check' },
        '14': { title: 'Android 14', to: 'check' },
        '13': { title: 'Android 13 or older', to: 'check' },
      },
    },
    check: {
      kind: 'run',
      task: 'checkAuthenticatorPasskey',
      then: {
        ready: 'ready',
        'ready-in-app-only': 'ready-in-app-only',
        blocked: 'blocked',
        'blocked-by-phone': 'blocked-by-phone',
        'no-method': 'no-method',
        unclear: 'unclear',
        'ask-screen-lock': 'screen-lock',
        'ask-app-version': 'app-version',
        'no-answer': 'no-answer',
      },
    },
    'screen-lock': {
      kind: 'ask',
      as: 'screenLock',
      title: 'Does the phone have a screen lock?',
      why: 'A PIN, pattern, fingerprint or face. The passkey is protected by it.',
      choices: { yes: { title: 'Yes', to: 'check' }, no: { title: 'No, or only a swipe', to: 'check' } },
    },
    'app-version': {
      kind: 'ask',
      as: 'authenticatorVersion',
      title: 'Is Microsoft Authenticator up to date?',
      why: 'Your organisation allows two kinds of passkey, and older versions of the app cannot handle that. Update it in the store, or type its version.',
      reads: 'version',
      choices: {
        newest: { title: 'Yes, or I have just updated it', to: 'check' },
        older: { title: 'I cannot update it', to: 'check' },
      },
    },
    ready: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        'in-app': inApp,
        'security-info': { title: 'Start in a browser', to: 'guide', sets: { flow: 'security-info' } },
        'by-code': { title: 'By QR code from a computer', to: 'bluetooth' },
      },
    },
    'ready-in-app-only': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { 'in-app': inApp },
    },
    // A security key is a passkey too, so what the policy forbids for all of them is no reason to offer one.
    blocked: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: { title: 'Check again', to: 'check', sets: checkAnew } },
      waysOut: [askAPersonFirst],
    },
    'blocked-by-phone': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        again: { title: 'Check again', to: 'check', sets: checkAnew },
        phone: { title: "I've updated it, or have another phone", to: 'platform', style: 'positive' },
      },
      waysOut: [{ title: 'Use a security key', does: { verb: 'start', flow: 'security-key' } }, askAPerson],
    },
    ...notReady('first-passkey'),
    'no-phone': {
      kind: 'tell',
      shows: {
        title: 'A passkey in Authenticator needs a phone. A security key does not.',
        lines: ['Your helpdesk can tell you which keys your organisation uses and where to get one.'],
      },
      choices: {
        back: { title: 'I have a phone after all', to: 'platform' },
      },
      waysOut: [{ title: 'Set up a security key', does: { verb: 'start', flow: 'security-key' }, style: 'positive' }],
    },
    guide: {
      kind: 'run',
      task: 'choosePasskeyGuide',
      then: {
        'ios-18': 'guide-ios-18',
        'ios-17': 'guide-ios-17',
        'android-15': 'guide-android-15',
        'android-14': 'guide-android-14',
        'security-info': 'guide-security-info',
        'by-code-ios-18': 'by-code-ios-18',
        'by-code-ios-17': 'by-code-ios-17',
        'by-code-android-15': 'by-code-android-15',
        'by-code-android-14': 'by-code-android-14',
      },
    },
    'guide-ios-18': guided('authenticator-ios-18'),
    'guide-ios-17': guided('authenticator-ios-17'),
    'guide-android-15': {
      kind: 'tell',
      shows: { guide: 'authenticator-android-15' },
      choices: { started, workProfile },
    },
    'guide-android-14': {
      kind: 'tell',
      shows: { guide: 'authenticator-android-14' },
      choices: { started, workProfile },
    },
    'work-profile': {
      kind: 'tell',
      shows: {
        title: 'A passkey works only in the profile in which it was made.',
        lines: [
          'Make it in the Authenticator of the profile in which you sign in: with work apps, that is the work profile, whose apps wear a small briefcase.',
          'If you sign in in both, go through the steps once in each: two passkeys, one in each profile.',
        ],
      },
      choices: { on: { title: 'Go on', to: 'guide', sets: { workProfile: 'yes' }, style: 'positive' } },
    },
    'guide-security-info': {
      kind: 'tell',
      shows: { guide: 'security-info' },
      choices: { started, 'in-app': { title: 'Rather in the app', to: 'guide', sets: { flow: '' } } },
    },
    ...byCode,
    ...watched({
      expects: 'authenticator-passkey',
      thing: 'your passkey',
      where: 'on the phone',
      now: `From now on, choose ${portal.useKey} when you sign in.`,
      naming: 'A good name says which phone it is: "Authenticator, work iPhone". Security info lets you change it.',
      instead:
        'It works too. If you meant the passkey on your phone, go through the steps once more and make it inside the app.',
    }),
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-on-phone' } },
    ...registrationTrouble,
  },
});
