/**
 * Part of every flow that watches: nothing has arrived, or the person says that something is wrong (knowledge.md D).
 * `asked`: the question with the place in it. `why`: that nobody sees that screen from here.
 */
export function whatDoYouSee<const Choices>(asked: string, why: string, choices: Choices) {
  return {
    'not-arrived': {
      kind: 'ask',
      as: 'screen',
      title: `Ten minutes, and Entra doesn't show it yet. ${asked}`,
      why: 'Nothing was changed by me. What the screen says tells us what to do.',
      choices,
    },
    trouble: { kind: 'ask', as: 'screen', title: asked, why, choices },
  } as const;
}
