import type { PassReason } from '../domain/tap-request';
import { askAPerson } from './human';
import { noAnswer } from './no-answer';

/** Somebody may just have changed a policy: whoever checks again wants to know what it says now. */
export const anew = { fresh: 'yes' } as const;

/** Part of the flows that check a method: the verdict, and what stays to be done when nobody can say "ready". */
export const unclear = {
  unclear: {
    kind: 'tell',
    shows: { resultOf: 'check' },
    choices: { again: { title: 'Check again', to: 'check', sets: anew, style: 'positive' } },
    waysOut: [askAPerson],
  },
} as const;

/** Part of the flows for passkeys: nothing to confirm the registration with, nobody can say "ready", or no answer. */
export function notReady(reason: PassReason) {
  return {
    'no-method': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: { title: 'Check again', to: 'check', sets: anew } },
      waysOut: [{ title: 'Ask for a pass', does: { verb: 'pass.form', reason }, opens: 'dialog', style: 'positive' }],
    },
    ...unclear,
    ...noAnswer('check'),
  } as const;
}
