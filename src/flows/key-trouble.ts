import { askAPerson } from './human';
import { portal } from '../knowledge/portal';
import { signInAgain } from './sign-in-again';
import { whatDoYouSee } from './what-do-you-see';

const onTheScreen = {
  refused: { title: 'The key is refused', to: 'refused' },
  pin: { title: 'The PIN is wrong or blocked', to: 'pin-wrong' },
  itself: { title: 'It offers something else to save it', to: 'itself' },
  again: { title: 'It asks me to sign in again', to: 'sign-in-again' },
  other: { title: 'Something else, or nothing', to: 'trouble-other' },
} as const;

const retry = { title: 'I try again', to: 'start-watch', style: 'positive' } as const;
const steps = { title: 'Show the steps', to: 'guide' } as const;

/** Part of security-key: nothing has arrived, or something is wrong (knowledge.md D.2, D.3, E5). */
export const keyTrouble = {
  ...whatDoYouSee(
    'What do you see at the computer?',
    "I can't see your computer from here. What the screen says tells us what to do.",
    onTheScreen,
  ),
  'trouble-other': {
    kind: 'ask',
    as: 'screen',
    title: 'What is it like?',
    why: 'The nearest one will do.',
    choices: {
      nothing: { title: 'Nothing happens', to: 'nothing' },
      text: { title: 'A text or a number', to: 'text' },
      done: { title: 'It says it is done', to: 'start-watch' },
    },
  },
  refused: {
    kind: 'tell',
    shows: {
      title: 'Most often the model is not allowed, or the browser cannot do it.',
      lines: [
        'Tell me the model, and I look whether your organisation allows it.',
        'If the text is about the browser or the system, add the key somewhere else.',
        'Or type here what the screen says, and I look it up. Nothing was changed by me.',
      ],
    },
    inventory: ['S0-57', 'S2-59', 'S2-74', 'S2-76'],
    choices: {
      model: {
        title: 'Check the model',
        to: 'key-model',
        sets: { keyModel: '', keyUnnamed: '', fresh: 'yes' },
        style: 'positive',
      },
      where: { title: 'Add it somewhere else', to: 'where' },
      retry: { title: 'I try again', to: 'start-watch' },
    },
  },
  'pin-wrong': {
    kind: 'tell',
    shows: {
      title: 'It wants the PIN of the key.',
      lines: [
        'That is neither your password nor the PIN of Windows. After some wrong tries the key blocks itself.',
        'If you do not know it, stop here: only a reset helps, and it erases everything on the key.',
      ],
    },
    choices: { retry, forgotten: { title: "I don't know it, or it is blocked", to: 'pin-forgotten' } },
  },
  itself: {
    kind: 'tell',
    shows: {
      title: 'Computers and browsers offer themselves first.',
      lines: [
        `In that window choose **${portal.anotherDevice}**, then **${portal.securityKey}**.`,
        'iCloud Keychain, Windows Hello and password managers are not your key: cancel them.',
      ],
    },
    choices: { retry, steps },
  },
  nothing: {
    kind: 'tell',
    shows: {
      title: 'Let us find out whether it is the key or the computer.',
      lines: [
        'Close the window and start again; plug the key into another port, without a hub. On a Mac only USB works.',
        'When it blinks, touch it. In Chrome on a Mac, allow the page to see the key when it asks.',
        `On Windows, ${portal.keyPin} shows whether the key answers. If it does not, try another computer: failing there too, it is broken.`,
      ],
    },
    inventory: ['S2-79'],
    choices: { retry, where: { title: 'Another computer', to: 'where' } },
    waysOut: [askAPerson],
  },
  text: {
    kind: 'tell',
    shows: {
      title: 'Type the text or the number here, and I look it up.',
      lines: ['As the screen shows it, or part of it. Afterwards "go on" brings you back. Nothing was changed.'],
    },
    inventory: ['S2-60', 'S2-72', 'S2-77'],
    choices: { retry, steps },
    waysOut: [askAPerson],
  },
  ...signInAgain,
} as const;
