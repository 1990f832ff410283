import { askAPerson } from './human';
import { portal } from '../knowledge/portal';
import { anew, checkAgain, stopped, unclear } from './checked';
import { defineFlow } from './flow';
import { noAnswer } from './no-answer';
import { guided, watched } from './watched';
import { whatDoYouSee } from './what-do-you-see';

const seen = whatDoYouSee(
  'What do you see?',
  "I can't see your screens from here. What they say tells us what to do.",
  {
    error: { title: 'An error or a number', to: 'error' },
    test: { title: 'The test does not arrive', to: 'test' },
    page: { title: 'The page tells me to begin again', to: 'page' },
    limit: { title: 'It says I have too many', to: 'limit' },
    done: { title: 'It says it is done', to: 'start-watch' },
  },
);

const retry = { title: 'I try again', to: 'start-watch', style: 'positive' } as const;
const steps = { title: 'Show the steps', to: 'guide' } as const;
const passkeyInstead = { title: 'A passkey instead', does: { verb: 'start', flow: 'register-passkey' } } as const;

/** Notifications in Microsoft Authenticator, from Security info (knowledge.md E6): where the mode is Any or Push. */
export const authenticatorPush = defineFlow({
  name: 'authenticator-push',
  about: 'your Authenticator app',
  inventory: ['S0-2', 'S0-39', 'S2-12', 'S4-13', 'S4-19'],
  start: 'check',
  steps: {
    check: {
      kind: 'run',
      task: 'checkAuthenticatorPush',
      then: {
        ready: 'ready',
        'ready-passkey-too': 'ready-passkey-too',
        blocked: 'blocked',
        'passwordless-only': 'passwordless-only',
        'no-method': 'blocked',
        unclear: 'unclear',
        'no-answer': 'no-answer',
      },
    },
    ready: { kind: 'tell', shows: { resultOf: 'check' }, choices: { steps: { ...steps, style: 'positive' } } },
    'ready-passkey-too': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { steps: { title: 'Notifications all the same', to: 'guide' } },
      waysOut: [{ ...passkeyInstead, style: 'positive' }],
    },
    blocked: stopped([{ ...passkeyInstead, style: 'positive' }, askAPerson]),
    'passwordless-only': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      inventory: ['S4-11'],
      choices: { again: checkAgain },
      waysOut: [
        { title: 'Set up phone sign-in', does: { verb: 'start', flow: 'phone-sign-in' }, style: 'positive' },
        passkeyInstead,
      ],
    },
    ...unclear,
    ...noAnswer('check'),
    guide: guided('authenticator-push'),
    ...watched({
      expects: 'authenticator-push',
      thing: 'your Authenticator app',
      where: 'in the browser and on the phone',
      now: 'From now on it confirms your sign-ins: type the number that the page shows.',
      instead: 'It works too. If you meant the app, go through the steps once more.',
    }),
    arrived: {
      kind: 'tell',
      shows: {
        tone: 'good',
        title: 'Your Authenticator app is there: "{method}", added {addedAt}.',
        lines: [
          'From now on it confirms your sign-ins beside the password: type the number that the page shows.',
          'One more step and you need no password at all: a passkey in the same app, which nobody can trick you out of, or phone sign-in.',
        ],
      },
      choices: { 'sign-in': { title: 'How do I sign in with it?', to: 'sign-in' } },
      waysOut: [
        {
          title: 'Add a passkey in the app',
          does: { verb: 'start', flow: 'register-passkey' },
          style: 'positive',
        },
        { title: 'Set up phone sign-in', does: { verb: 'start', flow: 'phone-sign-in' } },
      ],
      leave: 'That is all for now',
    },
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-with-notification' } },
    ...seen,
    trouble: { ...seen.trouble, title: 'What do you see, on the page or on the phone?' },
    error: {
      kind: 'tell',
      shows: {
        title: 'Type the number or the text here, and I look it up.',
        lines: [
          'Most often it helps to update the app, to try another network, and to begin again on the page.',
          'Somebody may also have changed the policy since I looked.',
        ],
      },
      choices: { retry, check: { title: 'Check my settings again', to: 'check', sets: anew } },
      waysOut: [askAPerson],
    },
    test: {
      kind: 'tell',
      shows: {
        title: 'Open Authenticator by hand: the request waits there.',
        lines: [
          'Pull the list down to refresh it, and check that the phone is online and that its date and time set themselves.',
          'Type the number that the page shows. If the page has given up, choose **Next** there once more.',
        ],
      },
      inventory: ['S4-18'],
      choices: { retry, steps },
    },
    page: {
      kind: 'tell',
      shows: {
        title: 'That is normal: the page closes its session after 15 minutes.',
        lines: [
          'Sign in to Security info again and begin anew. Have the app installed before.',
          'An account that is in the app already, but not on the page, is left over from the first try: remove it from the app first.',
        ],
      },
      choices: { retry, steps },
    },
    limit: {
      kind: 'tell',
      shows: {
        title: 'An account holds Authenticator five times at most.',
        lines: [
          'Old phones stay in the list until somebody deletes them.',
          `Open **Security info**, delete the phones that you do not have any more, then choose **+ ${portal.addMethod}** again.`,
        ],
      },
      inventory: ['S2-34'],
      choices: { retry, steps },
    },
  },
});
