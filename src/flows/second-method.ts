import { defineFlow } from './flow';
import { noAnswer } from './no-answer';

/** What to add beside what one has (knowledge.md, S2-13): something that lives elsewhere; two for admins. */
export const secondMethod = defineFlow({
  name: 'second-method',
  about: 'your second method',
  inventory: ['S0-44', 'S2-13', 'S2-29'],
  start: 'recommend',
  steps: {
    recommend: {
      kind: 'run',
      task: 'recommendMethods',
      with: { as: 'second' },
      then: { shown: 'shown', 'no-answer': 'no-answer' },
    },
    shown: {
      kind: 'tell',
      shows: { resultOf: 'recommend' },
      waysOut: [{ title: 'Help me choose', does: { verb: 'start', flow: 'which-method' } }],
    },
    ...noAnswer('recommend'),
  },
});
