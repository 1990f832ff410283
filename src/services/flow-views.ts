import { fillIn, type Flow, type FlowState, isLast, type Step } from '../flows/flow';
import { guide } from '../knowledge/guides';
import { notice, plainText } from './notice';
import type { Button, CardData, Lines, MessageView, View } from './views';

/** Choices that every waiting step understands. */
export const NOT_NOW = 'not-now';
export const GO_ON = 'go-on';

/** A step that waits for a person. `result` is the view of the task that ran just before. */
export function stepView(
  flow: Flow,
  state: FlowState,
  step: Exclude<Step<string>, { kind: 'run' }>,
  result?: (buttons: readonly Button[]) => MessageView,
): MessageView {
  const buttons = buttonsOf(flow, state, step);
  if (step.kind === 'ask') return question(fillIn(step.title, state.answers), fillIn(step.why, state.answers), buttons);
  const { shows } = step;
  if ('guide' in shows) return stepsToFollow(guide(shows.guide), buttons);
  if ('resultOf' in shows) {
    if (result === undefined) throw new Error(`Step ${flow.name}/${state.at} shows a result, but nothing has run`);
    return result(buttons);
  }
  const lines = shows.lines.map((line) => fillIn(line, state.answers));
  return notice(fillIn(shows.title, state.answers), lines, { tone: shows.tone ?? 'neutral', buttons });
}

export function goOnButton(flow: Flow, state: FlowState): Button {
  return { title: `Go on with ${flow.about}`, does: { verb: 'answer', flow: flow.name, at: state.at, choice: GO_ON } };
}

function buttonsOf(flow: Flow, state: FlowState, step: Exclude<Step<string>, { kind: 'run' }>): readonly Button[] {
  const answer = (title: string, choice: string, style?: Button['style']): Button => ({
    title,
    does: { verb: 'answer', flow: flow.name, at: state.at, choice },
    ...(style === undefined ? {} : { style }),
  });
  const choices = Object.entries(step.choices ?? {})
    .filter(([, { typed }]) => typed !== true)
    .map(([id, { title, style }]) => answer(title, id, style));
  if (step.kind === 'ask') return [...choices, answer('Not now', NOT_NOW)];
  const waysOut = (step.waysOut ?? []).map((way): Button => ({ ...way, does: filled(way.does, state) }));
  const leave = isLast(step) ? [] : [answer(step.leave ?? 'Not now', NOT_NOW)];
  // First what most people need next: the table marks it.
  const [first, rest] = [true, false].map((is) =>
    [...waysOut, ...choices].filter(({ style }) => (style === 'positive') === is),
  );
  return [...(first ?? []), ...(rest ?? []), ...leave];
}

/** An answer that was never given leaves its field out: a button carries no empty ids. */
function filled(does: Button['does'], { answers }: FlowState): Button['does'] {
  const { verb, ...ids } = does;
  const kept = Object.entries(ids).map(([name, value]): [string, string] => [name, fillIn(value, answers)]);
  return { verb, ...Object.fromEntries(kept.filter(([, value]) => value !== '')) };
}

function question(title: string, why: string, buttons: readonly Button[]): View<'question'> {
  return { card: 'question', data: { title, why, buttons }, text: plainText(`${title} ${why}`) };
}

/** Steps to follow with a phone or PC in hand, numbered. */
export function stepsToFollow(
  { title, intro, steps, timers, links }: Omit<CardData['guide'], 'steps' | 'buttons'> & { readonly steps: Lines },
  buttons: readonly Button[],
): View<'guide'> {
  return {
    card: 'guide',
    data: {
      title,
      intro,
      steps: steps.map((text, place) => ({ number: String(place + 1), text })),
      timers,
      buttons,
      links,
    },
    text: plainText(`${title}. ${intro} ${steps.map((step, place) => `${String(place + 1)}. ${step}`).join(' ')}`),
  };
}
