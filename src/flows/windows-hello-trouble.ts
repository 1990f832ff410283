import { askAPerson } from './human';
import { whatDoYouSee } from './what-do-you-see';

const onTheScreen = {
  code: { title: 'A number (0x…) or an error', to: 'code' },
  factor: { title: 'The second factor fails', to: 'factor' },
  offered: { title: 'Windows does not offer it', to: 'not-offered' },
  pin: { title: 'The PIN is refused', to: 'new-pin' },
  done: { title: 'It says it is done', to: 'start-watch' },
} as const;

const retry = { title: 'I try again', to: 'start-watch', style: 'positive' } as const;

/** Part of windows-hello: nothing has arrived, or something is wrong (knowledge.md D.5). */
export const windowsHelloTrouble = {
  ...whatDoYouSee(
    'What do you see at the PC?',
    "I can't see your PC from here. What the screen says tells us what to do.",
    onTheScreen,
  ),
  code: {
    kind: 'tell',
    shows: {
      title: 'Type the number or the text here, and I look it up.',
      lines: [
        'It looks like 0x801C03ED, or is a long number.',
        'Without one, try in this order: once more; sign out of Windows and in again; restart. After that the PC has to be joined again, which your helpdesk does.',
      ],
    },
    inventory: ['S0-58'],
    choices: { retry },
    waysOut: [askAPerson],
  },
  factor: {
    kind: 'tell',
    shows: {
      title: 'Windows Hello wants a fresh second factor, once.',
      lines: [
        'Sign out of Windows and in again, then confirm it, with Authenticator, a key, or a Temporary Access Pass.',
        'If you have no second factor any more, you need a pass.',
      ],
    },
    choices: { retry, steps: { title: 'Show the steps', to: 'guide' } },
    waysOut: [{ title: 'I need a pass', does: { verb: 'start', flow: 'need-a-pass' } }],
  },
} as const;
