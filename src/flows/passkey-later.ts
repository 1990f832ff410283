import { defineFlow } from './flow';

/** Somebody wants a passkey, but not now. */
export const passkeyLater = defineFlow({
  name: 'passkey-later',
  about: 'your passkey',
  start: 'later',
  steps: {
    later: {
      kind: 'tell',
      shows: {
        title: 'All right, later.',
        lines: [
          'It takes about three minutes with your phone at hand. Write "register a passkey" when it suits you.',
          'Nothing was changed.',
        ],
      },
      waysOut: [{ title: 'Start now', does: { verb: 'start', flow: 'register-passkey' } }],
    },
  },
});
