import { defineFlow } from './flow';

/** How to sign in with a passkey that exists (knowledge.md E11, E12). */
export const signIn = defineFlow({
  name: 'sign-in',
  about: 'signing in',
  start: 'steps',
  steps: {
    steps: {
      kind: 'tell',
      shows: { guide: 'sign-in-on-phone' },
      waysOut: [{ title: 'My phone does not work', does: { verb: 'start', flow: 'phone-broken' } }],
    },
  },
});
