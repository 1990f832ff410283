import { noAnswer } from './no-answer';
import { defineFlow } from './flow';

/** Which way to sign in suits somebody (knowledge.md S2-2 to S2-9, B-16): two questions, then the tenant decides. */
export const whichMethod = defineFlow({
  name: 'which-method',
  about: 'which method suits you',
  inventory: ['S0-4', 'S2-2', 'S2-3', 'S2-4', 'S2-5', 'S2-6', 'S2-7', 'S2-8', 'S2-9'],
  start: 'workplace',
  steps: {
    workplace: {
      kind: 'ask',
      as: 'workplace',
      title: 'Where do you sign in most?',
      why: 'It decides what is handy and safe for you.',
      choices: {
        'own-windows': { title: 'My own Windows computer', to: 'phone' },
        'own-other': { title: 'My own Mac or Linux computer', to: 'phone' },
        'shared-computer': { title: 'A computer that others use too', to: 'phone' },
        'own-phone': { title: 'My own phone or tablet', to: 'recommend', sets: { phone: 'yes' } },
        'shared-phone': { title: 'A shared phone or tablet', to: 'recommend', sets: { phone: 'no' } },
      },
    },
    phone: {
      kind: 'ask',
      as: 'phone',
      title: 'Do you have a phone that you may use for work?',
      why: 'Some methods live on a phone. In some places phones are not allowed.',
      choices: { yes: { title: 'Yes', to: 'recommend' }, no: { title: 'No, or not where I work', to: 'recommend' } },
    },
    recommend: {
      kind: 'run',
      task: 'recommendMethods',
      with: { as: 'first' },
      then: { shown: 'shown', 'no-answer': 'no-answer' },
    },
    shown: {
      kind: 'tell',
      shows: { resultOf: 'recommend' },
      choices: { again: { title: 'Other answers', to: 'workplace' } },
      waysOut: [{ title: 'Show me all methods', does: { verb: 'start', flow: 'what-can-i-use' } }],
    },
    ...noAnswer('recommend'),
  },
});
