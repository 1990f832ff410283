import type { MethodName } from '../domain/readiness';
import type { GuideId } from '../knowledge/guides';

interface Watched<Expects extends MethodName> {
  /** The flow ends when Graph shows this. */
  readonly expects: Expects;
  /** In a sentence: "your passkey". */
  readonly thing: string;
  /** Where the steps are done: "on the phone". */
  readonly where: string;
  /** What to do with it from now on. */
  readonly now: string;
  /** What to call it, if a name helps: "{model}, key ring". */
  readonly naming?: string;
  /** What to do about something else that has arrived instead. */
  readonly instead: string;
}

/** Whoever has begun is watched from then on. */
export const started = { title: "I've started", to: 'start-watch', style: 'positive' } as const;

/** The steps to follow, up to the moment when the watch begins. */
export function guided<const Guide extends GuideId>(guide: Guide) {
  return { kind: 'tell', shows: { guide }, choices: { started } } as const;
}

/**
 * Part of every flow that registers something (knowledge.md E13): the watch that begins when the person does, and ends
 * only when Graph shows the method. The flow brings the steps `guide`, `trouble`, `not-arrived` and `sign-in`.
 */
export function watched<Expects extends MethodName>({ expects, thing, where, now, naming, instead }: Watched<Expects>) {
  const again = { title: 'Show the steps again', to: 'guide' } as const;
  return {
    'start-watch': {
      kind: 'run',
      task: 'startWatch',
      with: { expects },
      then: { watching: 'watching', 'no-answer': 'cannot-watch' },
    },
    watching: {
      kind: 'tell',
      shows: {
        title: `I'm watching for ${thing}.`,
        lines: [
          `Go through the steps ${where}. I look every 20 seconds, {until}, and tell you here when Entra shows it.`,
          'You need not press anything.',
        ],
      },
      choices: { trouble: { title: 'Something is wrong', to: 'trouble' }, steps: again },
      on: { 'method-arrived': 'arrived', 'other-method-arrived': 'other-arrived', 'method-not-arrived': 'not-arrived' },
    },
    'cannot-watch': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: "I can't read your sign-in methods from Microsoft Entra right now, so I can't watch.",
        lines: ['You can go on with the steps; nothing stands in your way.', 'Nothing was changed.'],
      },
      choices: { again: { title: 'Try to watch again', to: 'start-watch', style: 'positive' }, steps: again },
    },
    'other-arrived': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: `Entra shows something new, but it is not ${thing}: "{other}".`,
        lines: [instead, 'If this was not you, tell your helpdesk now.'],
      },
      choices: { steps: { ...again, style: 'positive' }, watch: { title: 'Look again', to: 'start-watch' } },
      leave: 'That is what I wanted',
    },
    arrived: {
      kind: 'tell',
      shows: {
        tone: 'good',
        title: `${thing.charAt(0).toUpperCase()}${thing.slice(1)} is there: "{method}", added {addedAt}.`,
        lines: [
          ...(naming === undefined ? [now] : [now, naming]),
          "One more thing while you're here: with a second method, losing one won't lock you out.",
        ],
      },
      choices: { 'sign-in': { title: 'How do I sign in with it?', to: 'sign-in' } },
      waysOut: [{ title: 'Add a second method', does: { verb: 'start', flow: 'second-method' }, style: 'positive' }],
      leave: 'That is all for now',
    },
  } as const;
}
