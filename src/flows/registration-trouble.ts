import { askAPerson } from './human';
import { anew } from './checked';
import { signInAgain } from './sign-in-again';
import { whatDoYouSee } from './what-do-you-see';

const onTheScreen = {
  error: { title: 'An error', to: 'error' },
  exists: { title: 'It already has a passkey', to: 'orphan' },
  again: { title: 'It asks me to sign in again', to: 'sign-in-again' },
  loop: { title: 'It goes round in circles', to: 'loop' },
  done: { title: 'It says it is done', to: 'start-watch' },
} as const;

/** Part of register-passkey: nothing has arrived, or something is wrong (knowledge.md E4, D.3). */
export const registrationTrouble = {
  ...whatDoYouSee(
    'What do you see on the phone?',
    "I can't see your phone from here. What the screen says tells us what to do.",
    onTheScreen,
  ),
  error: {
    kind: 'tell',
    shows: {
      title: 'These are what it usually is.',
      lines: [
        'Make the passkey inside the Authenticator app, not by QR code from a computer.',
        'Authenticator must be switched on for passkeys: {provider}.',
        'Update the app, check that the phone has a screen lock, and try another network: some company networks block the check of the app.',
        'If the error has a number, type it here and I will look it up.',
      ],
    },
    choices: {
      retry: { title: 'I try again', to: 'start-watch', style: 'positive' },
      check: { title: 'Check my settings again', to: 'check-failed' },
    },
    waysOut: [askAPerson],
  },
  'check-failed': {
    kind: 'ask',
    as: 'failedBefore',
    title: 'Has it failed more than once on this phone?',
    why: 'Then the services of Apple or Google that vouch for the app may be the reason.',
    choices: { yes: { title: 'Yes', to: 'provider' }, no: { title: 'No, once', to: 'provider' } },
  },
  provider: {
    kind: 'ask',
    as: 'passkeyProvider',
    title: 'Is Authenticator switched on for passkeys on the phone?',
    why: 'You find it in {provider}. The phone hands new passkeys only to apps that are switched on there.',
    inventory: ['S1-24'],
    choices: {
      yes: { title: 'Yes', to: 'check' },
      no: { title: 'No, or there is no such switch', to: 'check' },
      unsure: { title: "I can't find it", to: 'check', sets: { passkeyProvider: '' } },
    },
  },
  orphan: {
    kind: 'tell',
    shows: {
      title: 'The phone has a passkey that Entra does not know.',
      lines: [
        'It is left over from an earlier try, and it cannot be used.',
        'In Authenticator, open your account, delete the passkey there, then go through the steps again.',
      ],
    },
    choices: {
      retry: { title: 'Deleted, I try again', to: 'start-watch', style: 'positive' },
      steps: { title: 'Show the steps', to: 'guide' },
    },
  },
  ...signInAgain,
  loop: {
    kind: 'tell',
    shows: {
      tone: 'attention',
      title: 'A rule of your organisation may ask for the passkey that you are just making.',
      lines: [
        'You cannot get out of that yourself. Let me check again: I name the rule when I find it.',
        'A Conditional Access Administrator can let people register with a Temporary Access Pass, or leave the registration out of that rule (policy).',
        'Nothing was changed.',
      ],
    },
    choices: { check: { title: 'Check my settings again', to: 'check', sets: anew, style: 'positive' } },
    waysOut: [askAPerson],
  },
} as const;
