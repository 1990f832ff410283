import type { PassReason } from '../domain/tap-request';
import { askAPerson } from './human';
import { noAnswer } from './no-answer';

/** Somebody may just have changed a policy: whoever checks again wants to know what it says now. */
export const anew = { fresh: 'yes' } as const;

/** Reads everything once more. */
export const checkAgain = { title: 'Check again', to: 'check', sets: anew } as const;

/** The verdict that nothing stands in the way; `to`: where the steps are. */
export function ready<const To extends string>(to: To) {
  return {
    kind: 'tell',
    shows: { resultOf: 'check' },
    choices: { steps: { title: 'Show me the steps', to, style: 'positive' } },
  } as const;
}

/** The verdict that the person cannot go on; `waysOut`: what else there is, what helps most people marked. */
export function stopped<const WaysOut extends readonly unknown[]>(waysOut: WaysOut) {
  return {
    kind: 'tell',
    shows: { resultOf: 'check' },
    choices: { again: checkAgain },
    waysOut,
  } as const;
}

/** Part of the flows that check a method: the verdict, and what stays to be done when nobody can say "ready". */
export const unclear = {
  unclear: { ...stopped([askAPerson]), choices: { again: { ...checkAgain, style: 'positive' } } },
} as const;

/** Part of the flows for passkeys: nothing to confirm the registration with, nobody can say "ready", or no answer. */
export function notReady(reason: PassReason) {
  return {
    'no-method': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: checkAgain },
      waysOut: [{ title: 'Ask for a pass', does: { verb: 'pass.form', reason }, opens: 'dialog', style: 'positive' }],
    },
    ...unclear,
    ...noAnswer('check'),
  } as const;
}
