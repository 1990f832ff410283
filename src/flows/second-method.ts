import { defineFlow } from './flow';

/** What to add beside the first method (knowledge.md R-72): best is something that does not live on the same device. */
export const secondMethod = defineFlow({
  name: 'second-method',
  about: 'your second method',
  start: 'which',
  steps: {
    which: {
      kind: 'ask',
      as: 'second',
      title: 'What would you like as your second method?',
      why: 'Best is something that does not live on the same device as the first.',
      choices: {
        key: { title: 'A security key', to: 'key' },
        phone: { title: 'A passkey on another phone', to: 'phone' },
        later: { title: 'Later', to: 'later' },
      },
    },
    key: {
      kind: 'tell',
      shows: { title: 'A security key it is.', lines: ['Have it at hand: it takes about three minutes.'] },
      waysOut: [{ title: 'Start', does: { verb: 'start', flow: 'security-key' }, style: 'positive' }],
    },
    phone: {
      kind: 'tell',
      shows: { title: 'Another phone it is.', lines: ['Have it at hand: it takes about three minutes.'] },
      waysOut: [{ title: 'Start', does: { verb: 'start', flow: 'register-passkey' }, style: 'positive' }],
    },
    later: {
      kind: 'tell',
      shows: {
        title: 'All right.',
        lines: ['Write "second method" whenever you like. What you have now works already.'],
      },
    },
  },
});
