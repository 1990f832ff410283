interface PassInHand<To extends string> {
  /** Where a pass that works leads, and what the button there says. */
  readonly to: To;
  readonly title: string;
  /** Why somebody would need a new pass. */
  readonly reason: string;
}

const looksAgain = { again: { title: 'Look again', to: 'pass' } } as const;

const whateverFollows = {
  pass: {
    kind: 'run',
    task: 'checkPass',
    then: {
      usable: 'pass-ready',
      'not-yet': 'pass-not-yet',
      used: 'pass-used',
      over: 'pass-over',
      'not-allowed': 'pass-blocked',
      none: 'pass-none',
      'no-answer': 'pass-unread',
    },
  },
  'pass-not-yet': {
    kind: 'tell',
    shows: {
      title: 'Your pass does not work yet: it begins at {passFrom}.',
      lines: ['It works from then on, {passUntil}. Nothing was changed.'],
    },
    choices: looksAgain,
  },
  'pass-blocked': {
    kind: 'tell',
    shows: {
      tone: 'attention',
      title: 'You have a pass, and the policy for passes does not let it work.',
      lines: [
        'Your account is not in that policy, or only passes that work once are allowed.',
        'An Authentication Policy Administrator can change that. Nothing was changed.',
      ],
    },
    choices: looksAgain,
  },
} as const;

/**
 * Part of the flows that begin with a Temporary Access Pass (knowledge.md E8, R-61, R-67): is there one, and until when.
 * The flow runs `pass`; what can be done without a pass is for the flow to offer at `pass-none`.
 */
export function passInHand<To extends string>({ to, title, reason }: PassInHand<To>) {
  const ask = { title: 'Ask for a new pass', does: { verb: 'pass.form', reason }, opens: 'dialog' } as const;
  return {
    ...whateverFollows,
    'pass-ready': {
      kind: 'tell',
      shows: {
        title: 'Your pass works {passUntil}.',
        lines: ['{passHow}', 'I know that it exists, not what it says. Never write it in a chat.'],
      },
      choices: { on: { title, to, style: 'positive' } },
    },
    'pass-used': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: 'Your pass has been used: it worked once.',
        lines: [
          'Was that you, less than 10 minutes ago? Then go on at once, without signing in anew.',
          'Later than that a second factor is asked for again, and you need a new pass.',
          'If it was not you, tell your helpdesk now. Nothing was changed by me.',
        ],
      },
      choices: { on: { title: 'It was me, just now', to, style: 'positive' } },
      waysOut: [ask],
    },
    'pass-over': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: 'The time of your pass is over.',
        lines: [
          'What you have registered with it stays. To sign in with a pass again, you need a new one.',
          'Somebody checks that it is you, and an approver decides. Nothing was changed.',
        ],
      },
      choices: looksAgain,
      waysOut: [{ ...ask, style: 'positive' }],
    },
    'pass-unread': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: "I can't reach Microsoft Entra right now, so I can't see whether your pass works.",
        lines: ['Nothing was changed. If you have it in your hand, you can go on.'],
      },
      choices: { again: { title: 'Try again', to: 'pass', style: 'positive' }, on: { title, to } },
    },
  } as const;
}
