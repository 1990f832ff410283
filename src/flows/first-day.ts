import { defineFlow } from './flow';
import { passInHand } from './pass-in-hand';
import { registerPasskey } from './register-passkey';

/**
 * The first day with a Temporary Access Pass, as its owner sees it (knowledge.md E8): the passkey on the phone first,
 * because it can be carried to the PC; then Windows Hello there; then a second method.
 */
export const firstDay = defineFlow({
  name: 'first-day',
  about: 'your first day',
  inventory: ['S0-39', 'S2-27', 'S2-48', 'S3-31', 'S3-37'],
  start: 'whose',
  steps: {
    whose: {
      kind: 'ask',
      as: 'whose',
      title: 'Whose first day is it?',
      why: 'I show you your own way in, or what to prepare for somebody else.',
      choices: {
        mine: { title: 'Mine', to: 'pass' },
        other: { title: 'Somebody in my team starts', to: 'somebody-else' },
      },
    },
    'somebody-else': {
      kind: 'tell',
      shows: {
        title: 'Somebody new has no method yet, so a Temporary Access Pass opens the account.',
        lines: [
          'The helpdesk asks for it, with the first working day as its date; as their manager you confirm that it is them.',
          'Nobody can read the code ahead: it is made when the person, or you for them, opens it.',
          'That day: Authenticator, a passkey with the pass, Windows Hello on the PC. I walk along with them.',
        ],
      },
      inventory: ['S3-32'],
    },
    ...passInHand({ to: 'order', title: 'Begin', reason: 'new-starter' }),
    'pass-none': {
      kind: 'tell',
      shows: {
        title: 'Welcome. Entra shows no Temporary Access Pass for you yet.',
        lines: [
          'It is a code that works for a short time, to sign in and make your first passkey. You need no password.',
          'Your manager or the helpdesk can ask for it, or you: somebody checks that it is you, and an approver decides.',
          'If it has been asked for already, write "status" to see where it is. Nothing was changed.',
        ],
      },
      choices: {
        again: { title: 'Look again', to: 'pass' },
        on: { title: 'I can sign in already', to: 'platform' },
      },
      waysOut: [
        {
          title: 'Ask for a pass',
          does: { verb: 'pass.form', reason: 'new-starter' },
          opens: 'dialog',
          style: 'positive',
        },
      ],
    },
    order: {
      kind: 'tell',
      shows: { guide: 'first-day' },
      choices: { on: { title: 'Start with my phone', to: 'platform', style: 'positive' } },
    },
    ...registerPasskey.steps,
    // Without a second factor everything hangs on the pass: whoever comes here has none that works.
    'no-method': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { pass: { title: 'Look at my pass', to: 'pass', style: 'positive' } },
      waysOut: [{ title: 'Ask for a pass', does: { verb: 'pass.form', reason: 'new-starter' }, opens: 'dialog' }],
    },
    'sign-in-again': {
      kind: 'tell',
      shows: {
        title: 'Your sign-in has become too old.',
        lines: [
          'A pass that works once opens 10 minutes for the passkey. Within them, go on without signing in anew.',
          'After that, or when the pass itself has ended, you need a new pass. Nothing was changed.',
        ],
      },
      choices: {
        pass: { title: 'Look at my pass', to: 'pass', style: 'positive' },
        retry: { title: 'I go on', to: 'start-watch' },
        steps: { title: 'Show the steps', to: 'guide' },
      },
    },
    arrived: {
      kind: 'tell',
      shows: {
        tone: 'good',
        title: 'Your passkey is there: "{method}", added {addedAt}.',
        lines: [
          'You do not need the pass any more. If you still have one that works, sign-in asks for it first: you can delete it in **Security info**.',
          'Next is your PC: the passkey on your phone opens it, and Windows Hello makes it quick.',
          'Then a second method, so that a lost phone does not lock you out.',
        ],
      },
      choices: { 'sign-in': { title: 'How do I sign in with it?', to: 'sign-in' } },
      waysOut: [
        { title: 'Now my PC', does: { verb: 'start', flow: 'windows-hello' }, style: 'positive' },
        { title: 'Add a second method', does: { verb: 'start', flow: 'second-method' } },
      ],
      leave: 'That is all for now',
    },
  },
});
