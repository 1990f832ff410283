import { portal } from '../knowledge/portal';
import { defineFlow } from './flow';
import { noAnswer } from './no-answer';
import { registrationTrouble } from './registration-trouble';
import { watched } from './watched';

/** Somebody may just have changed a policy: whoever checks again wants to know what it says now. */
const anew = { fresh: 'yes' };
/** What was said about one phone says nothing about the next; `before` is what was registered when the watch began. */
const checkAnew = { screenLock: '', authenticatorVersion: '', failedBefore: '', ...anew };
const anotherPhone = { ...checkAnew, before: '', fresh: '' };

/**
 * A passkey in Microsoft Authenticator (knowledge.md E1, E2, E4, E13): ends only when Graph shows the method.
 * What the phone can tell is asked; everything else is read from the tenant at `check`.
 */
export const registerPasskey = defineFlow({
  name: 'register-passkey',
  about: 'your passkey',
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
        'in-app': { title: 'Show me the steps', to: 'guide', style: 'positive' },
        'security-info': { title: 'Start in a browser', to: 'guide-security-info' },
      },
    },
    'ready-in-app-only': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { 'in-app': { title: 'Show me the steps', to: 'guide', style: 'positive' } },
    },
    // A security key is a passkey too, so what the policy forbids for all of them is no reason to offer one.
    blocked: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: { title: 'Check again', to: 'check', sets: checkAnew, style: 'positive' } },
    },
    'blocked-by-phone': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        again: { title: 'Check again', to: 'check', sets: checkAnew },
        key: { title: 'Use a security key', to: 'security-key' },
        phone: { title: "I've updated it, or have another phone", to: 'platform' },
      },
    },
    'no-method': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: { title: 'Check again', to: 'check', sets: anew } },
      waysOut: [
        {
          title: 'Ask for a pass',
          does: { verb: 'pass.form', reason: 'first-passkey' },
          opens: 'dialog',
          style: 'positive',
        },
      ],
    },
    unclear: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: { title: 'Check again', to: 'check', sets: anew, style: 'positive' } },
    },
    ...noAnswer('check'),
    'no-phone': {
      kind: 'tell',
      shows: {
        title: 'A passkey in Authenticator needs a phone. A security key does not.',
        lines: ['Your helpdesk can tell you which keys your organisation uses and where to get one.'],
      },
      choices: {
        key: { title: 'How a security key works', to: 'security-key', style: 'positive' },
        back: { title: 'I have a phone after all', to: 'platform' },
      },
    },
    'security-key': { kind: 'tell', shows: { guide: 'security-key' } },
    guide: {
      kind: 'run',
      task: 'choosePasskeyGuide',
      then: {
        'ios-18': 'guide-ios-18',
        'ios-17': 'guide-ios-17',
        'android-15': 'guide-android-15',
        'android-14': 'guide-android-14',
      },
    },
    'guide-ios-18': {
      kind: 'tell',
      shows: { guide: 'authenticator-ios-18' },
      choices: { started: { title: "I've started", to: 'start-watch', style: 'positive' } },
    },
    'guide-ios-17': {
      kind: 'tell',
      shows: { guide: 'authenticator-ios-17' },
      choices: { started: { title: "I've started", to: 'start-watch', style: 'positive' } },
    },
    'guide-android-15': {
      kind: 'tell',
      shows: { guide: 'authenticator-android-15' },
      choices: { started: { title: "I've started", to: 'start-watch', style: 'positive' } },
    },
    'guide-android-14': {
      kind: 'tell',
      shows: { guide: 'authenticator-android-14' },
      choices: { started: { title: "I've started", to: 'start-watch', style: 'positive' } },
    },
    'guide-security-info': {
      kind: 'tell',
      shows: { guide: 'security-info' },
      choices: {
        started: { title: "I've started", to: 'start-watch', style: 'positive' },
        'in-app': { title: 'Rather in the app', to: 'guide' },
      },
    },
    ...watched({
      expects: 'authenticator-passkey',
      thing: 'your passkey',
      where: 'on the phone',
      now: `From now on, choose ${portal.useKey} when you sign in.`,
      instead:
        'It works too. If you meant the passkey on your phone, go through the steps once more and make it inside the app.',
    }),
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-on-phone' } },
    ...registrationTrouble,
  },
});
