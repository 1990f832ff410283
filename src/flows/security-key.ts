import { defineFlow } from './flow';

/** A security key, for now as steps to read (knowledge.md E5). */
export const securityKey = defineFlow({
  name: 'security-key',
  about: 'your security key',
  start: 'steps',
  steps: {
    steps: {
      kind: 'tell',
      shows: { guide: 'security-key' },
      waysOut: [{ title: 'I cannot sign in to add it', does: { verb: 'start', flow: 'need-a-pass' } }],
    },
  },
});
