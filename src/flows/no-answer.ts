/** Part of the flows that read the tenant: Graph does not answer. `to`: the step that asks it again. */
export function noAnswer<To extends string>(to: To) {
  return {
    'no-answer': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: "I can't reach Microsoft Entra right now, so I can't check your settings.",
        lines: ['Nothing was changed. Your answers are kept here.', 'Try again in a minute.'],
      },
      choices: { again: { title: 'Try again', to, style: 'positive' } },
    },
  } as const;
}
