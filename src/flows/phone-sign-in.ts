import { askAPerson } from './human';
import { portal } from '../knowledge/portal';
import { checkAgain, stopped, unclear } from './checked';
import { defineFlow } from './flow';
import { noAnswer } from './no-answer';
import { passInHand } from './pass-in-hand';
import { phoneSignInTrouble } from './phone-sign-in-trouble';
import { guided, watched } from './watched';

const passkeyInstead = { title: 'A passkey instead', does: { verb: 'start', flow: 'register-passkey' } } as const;

/**
 * Phone sign-in with Microsoft Authenticator (knowledge.md E7): a) in an app that confirms sign-ins already, b) with a
 * Temporary Access Pass, never a password; the mode of the policy says which is open.
 */
export const phoneSignIn = defineFlow({
  name: 'phone-sign-in',
  about: 'phone sign-in',
  inventory: ['S0-2', 'S0-40', 'S2-31', 'S2-12', 'S2-39', 'S4-20', 'S4-22'],
  start: 'check',
  steps: {
    check: {
      kind: 'run',
      task: 'checkPhoneSignIn',
      then: {
        ready: 'ready',
        'ready-with-app': 'ready-with-app',
        'ready-with-pass': 'ready-with-pass',
        blocked: 'blocked',
        'push-only': 'push-only',
        'no-method': 'blocked',
        unclear: 'unclear',
        'no-answer': 'no-answer',
      },
    },
    ready: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        pass: { title: 'I have a pass', to: 'pass' },
        app: { title: 'First add the app', to: 'guide-app', style: 'positive' },
      },
    },
    'ready-with-app': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        steps: { title: 'Show me the steps', to: 'guide', style: 'positive' },
        other: { title: 'It is another phone', to: 'guide-app' },
      },
    },
    'ready-with-pass': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      inventory: ['S4-11'],
      choices: { pass: { title: 'I have a pass', to: 'pass', style: 'positive' } },
      waysOut: [{ title: 'I need a pass', does: { verb: 'start', flow: 'need-a-pass' } }],
    },
    blocked: stopped([{ ...passkeyInstead, style: 'positive' }, askAPerson]),
    'push-only': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: checkAgain },
      waysOut: [
        { ...passkeyInstead, style: 'positive' },
        { title: 'Notifications instead', does: { verb: 'start', flow: 'authenticator-push' } },
      ],
    },
    ...unclear,
    ...noAnswer('check'),
    ...passInHand({ to: 'guide-pass', title: 'Show me the steps', reason: 'no-usable-method' }),
    'pass-none': {
      kind: 'tell',
      shows: {
        title: 'Entra shows no pass for you.',
        lines: [
          'In the app a Temporary Access Pass opens the way to phone sign-in; a password does not.',
          'Somebody checks that it is you, and an approver decides. Nothing was changed.',
        ],
      },
      choices: { again: { title: 'Look again', to: 'pass' } },
      waysOut: [{ title: 'I need a pass', does: { verb: 'start', flow: 'need-a-pass' }, style: 'positive' }],
    },
    'guide-app': {
      kind: 'tell',
      shows: { guide: 'authenticator-push' },
      choices: { on: { title: 'The app is added', to: 'guide', style: 'positive' } },
    },
    guide: guided('phone-sign-in'),
    'guide-pass': guided('phone-sign-in-with-pass'),
    ...watched({
      expects: 'phone-sign-in',
      thing: 'phone sign-in',
      where: 'on the phone',
      now: `From now on, choose ${portal.approveInApp} when you sign in, and type the number into the phone.`,
      instead: `That gets notifications only. In the app, tap your account and choose ${portal.phoneSignIn}.`,
    }),
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-with-phone' } },
    ...phoneSignInTrouble,
  },
});
