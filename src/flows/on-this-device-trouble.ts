import { askAPerson } from './human';
import { portal } from '../knowledge/portal';
import { anew } from './checked';
import { signInAgain } from './sign-in-again';
import { whatDoYouSee } from './what-do-you-see';

const onTheScreen = {
  refused: { title: 'It is refused, or already registered', to: 'refused' },
  place: { title: 'It offers another place to save it', to: 'place' },
  again: { title: 'It asks me to sign in again', to: 'sign-in-again' },
  text: { title: 'Something else, or nothing', to: 'text' },
  done: { title: 'It says it is done', to: 'start-watch' },
} as const;

const retry = { title: 'I try again', to: 'start-watch', style: 'positive' } as const;

/**
 * Part of synced-passkey and windows-passkey: nothing has arrived, or something is wrong (knowledge.md E5b, E5c, D.3).
 * `places`: how it is to choose the right place. The flow brings the step `guide`.
 */
export function onThisDeviceTrouble(title: string, places: string) {
  return {
    ...whatDoYouSee(
      'What do you see on the screen?',
      "I can't see it from here. What it says tells us what to do.",
      onTheScreen,
    ),
    refused: {
      kind: 'ask',
      as: 'symptom',
      title: 'What does it say?',
      why: 'I look at your settings once more, with that in mind.',
      choices: {
        'already-registered': { title: 'That it is already registered', to: 'check', sets: anew },
        other: { title: 'Something else', to: 'check', sets: { symptom: '', ...anew } },
      },
    },
    place: {
      kind: 'tell',
      shows: {
        title,
        lines: [places, `In the window that asks where to save it, **${portal.anotherDevice}** shows more places.`],
      },
      choices: { retry, steps: { title: 'Show the steps', to: 'guide' } },
    },
    text: {
      kind: 'tell',
      shows: {
        title: 'Type the text or the number here, and I look it up.',
        lines: ['As the screen shows it, or part of it. Afterwards "go on" brings you back. Nothing was changed.'],
      },
      choices: { retry, steps: { title: 'Show the steps', to: 'guide' } },
      waysOut: [askAPerson],
    },
    ...signInAgain,
  } as const;
}
