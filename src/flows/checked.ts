import { askAPerson } from './human';

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
