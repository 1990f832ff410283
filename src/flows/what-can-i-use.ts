import { checkAgain } from './checked';
import { defineFlow } from './flow';
import { noAnswer } from './no-answer';

/** Every method at once, for the person who asks (knowledge.md S0-2): the tenant is read live, nothing is asked. */
export const whatCanIUse = defineFlow({
  name: 'what-can-i-use',
  about: 'your ways to sign in',
  inventory: ['S2-42'],
  start: 'check',
  steps: {
    check: { kind: 'run', task: 'checkAllMethods', then: { shown: 'overview', 'no-answer': 'no-answer' } },
    overview: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: checkAgain },
      waysOut: [{ title: 'My phone is lost, broken or new', does: { verb: 'start', flow: 'phone-broken' } }],
    },
    ...noAnswer('check'),
  },
});
