import type { Outcome } from '../../domain/refusal';
import { refuse } from '../../domain/refusal';
import { LINK_AGAIN_VERB, LINK_VERB } from '../../services/link-views';
import type { Choice } from '../../services/turn';
import { parseChoice } from '../choice';
import type { Payload, SlackView } from './envelope';
import { enteredValues } from './inputs';
import { CALLBACK } from './surfaces';
import { FIELD_EMPTY, FIELD_WRONG } from './words';

/** What a pressed button asks for. `quiet`: it opens an address, and Slack only tells us so. */
export type Pressed =
  | { readonly does: 'quiet' }
  /** `again`: by somebody who is linked. */
  | { readonly does: 'link'; readonly again: boolean }
  | { readonly does: 'choose'; readonly choice: Outcome<Choice>; readonly dialog: boolean };

/** The marks behind an action id are ours (blocks.ts) and only say how to show the answer. */
export function readPress(payload: Payload<'action'>): Pressed {
  const { action_id: actionId, value } = payload.actions[0];
  const [verb, , ...marks] = actionId.split(':');
  if (verb === 'url') return { does: 'quiet' };
  if (verb === LINK_VERB || verb === LINK_AGAIN_VERB) return { does: 'link', again: verb === LINK_AGAIN_VERB };
  const state = 'view' in payload.where ? payload.where.view.state : payload.where.state;
  const data = joined(value, marks.includes('inputs') ? enteredValues(state) : {});
  return { does: 'choose', choice: parseChoice(data), dialog: marks.includes('dialog') };
}

export type Submitted =
  | { readonly ok: true; readonly choice: Outcome<Choice> }
  | { readonly ok: false; readonly errors: Record<string, string> };

/** What a form asks for, or what is wrong at which of its fields. */
export function readSubmission(view: SlackView): Submitted {
  if (view.callback_id !== CALLBACK.form) return { ok: true, choice: refuse('bad-input', { what: 'an unknown form' }) };
  const entered = enteredValues(view.state);
  const required = new Set(view.blocks.flatMap((block) => (block.optional === true ? [] : (block.block_id ?? []))));
  const blank = Object.keys(view.state.values).filter((id) => required.has(id) && (entered[id] ?? '').trim() === '');
  if (blank.length > 0) return { ok: false, errors: Object.fromEntries(blank.map((id) => [id, FIELD_EMPTY])) };
  const choice = parseChoice(joined(view.private_metadata, entered));
  const field = choice.ok ? undefined : choice.refusal.facts['what'];
  if (field !== undefined && field in view.state.values) return { ok: false, errors: { [field]: FIELD_WRONG } };
  return { ok: true, choice };
}

/** What the button carries lies over what was entered: no input can change an id. */
function joined(carried: string | undefined, entered: Record<string, string>): unknown {
  const data = json(carried);
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...entered, ...data } : data;
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
