/** Part of the flows that register in Security info or the app: five minutes since the sign-in are over. */
export const signInAgain = {
  'sign-in-again': {
    kind: 'tell',
    shows: {
      title: 'That is normal: your sign-in has become too old.',
      lines: [
        'Adding a passkey needs a sign-in that is less than 5 minutes old. Sign in once more, and go on at once.',
      ],
    },
    choices: {
      retry: { title: 'I go on', to: 'start-watch', style: 'positive' },
      steps: { title: 'Show the steps', to: 'guide' },
    },
  },
} as const;
