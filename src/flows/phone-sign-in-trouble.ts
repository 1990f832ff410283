import { askAPerson } from './human';
import { anew } from './checked';
import { whatDoYouSee } from './what-do-you-see';

const onTheScreen = {
  grey: { title: 'Phone sign-in is grey or missing', to: 'grey' },
  device: { title: 'The phone cannot be registered', to: 'device' },
  password: { title: 'It wants a password', to: 'password' },
  error: { title: 'An error or a number', to: 'error' },
  done: { title: 'It says it is done', to: 'start-watch' },
} as const;

const retry = { title: 'I try again', to: 'start-watch', style: 'positive' } as const;
const check = { title: 'Check my settings again', to: 'check', sets: anew } as const;

/** Part of phone-sign-in: nothing has arrived, or something is wrong (knowledge.md D.4). */
export const phoneSignInTrouble = {
  ...whatDoYouSee(
    'What do you see on the phone?',
    "I can't see your phone from here. What the screen says tells us what to do.",
    onTheScreen,
  ),
  grey: {
    kind: 'tell',
    shows: {
      title: 'These are what it usually is.',
      lines: [
        'The phone has no screen lock: set one, then open the app again.',
        'The policy was changed since I looked: let me check again.',
        'Your account may not register another phone; the button for that is one step back.',
      ],
    },
    choices: { check: { ...check, style: 'positive' }, retry: { title: 'I try again', to: 'start-watch' } },
    inventory: ['S2-44'],
  },
  device: {
    kind: 'tell',
    shows: {
      tone: 'attention',
      title: 'Phone sign-in registers the phone with your organisation, and that was refused.',
      lines: [
        'Either the device settings leave your account out (240001), or you have reached your number of devices.',
        'Have devices that you do not use any more deleted, or the limit raised: a Cloud Device Administrator can.',
        'A passkey in the same app needs no registered phone. Nothing was changed by me.',
      ],
    },
    inventory: ['S4-21'],
    choices: { retry },
    waysOut: [{ title: 'A passkey instead', does: { verb: 'start', flow: 'register-passkey' } }, askAPerson],
  },
  password: {
    kind: 'tell',
    shows: {
      title: 'With a pass you type no password.',
      lines: ['The pass may be over, used, or not known everywhere yet: that takes a minute.', 'Let me look at it.'],
    },
    choices: {
      pass: { title: 'Look at my pass', to: 'pass', style: 'positive' },
      retry: { title: 'I try again', to: 'start-watch' },
    },
  },
  error: {
    kind: 'tell',
    shows: {
      title: 'Type the number or the text here, and I look it up.',
      lines: ['Most often it helps to update the app, to set a screen lock, and to try another network.'],
    },
    choices: { retry, check },
    waysOut: [askAPerson],
  },
} as const;
