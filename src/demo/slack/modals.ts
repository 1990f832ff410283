import { isObject, listAt, textAt, type JsonObject } from '../json';
import { interactiveElements, isEmptyState, stateOf, wordsOf, type State } from './elements';
import { makeView, pushView } from './methods';
import type { SlackPerson, SlackView, Workspace } from './workspace';

export interface SeenView {
  id: string;
  title: string;
  words: string;
  blocks: readonly JsonObject[];
  view: JsonObject;
  /** Block id → what the bot said is wrong with it, after the last submit. */
  errors: Record<string, string>;
  /** How many modals are open, this one on top; 0 for the App Home. */
  depth: number;
}

/** The modals one person has open, and what they have entered in them. */
export class Modals {
  private readonly entered = new Map<string, State>();
  private errors: Record<string, string> = {};

  constructor(
    private readonly person: SlackPerson,
    private readonly workspace: Workspace,
  ) {}

  seen(): SeenView | undefined {
    const stack = this.workspace.modals.get(this.person.userId) ?? [];
    const top = stack.at(-1);
    return top === undefined ? undefined : seenView(top, this.errors, stack.length);
  }

  /** Throws when none is open. */
  top(): SlackView {
    const top = this.workspace.modals.get(this.person.userId)?.at(-1);
    if (top === undefined) throw new Error(`${this.person.name} has no modal open.`);
    return top;
  }

  enter(view: SlackView, blockId: string, actionId: string, state: JsonObject): void {
    const values = this.entered.get(view.id) ?? {};
    this.entered.set(view.id, { ...values, [blockId]: { ...values[blockId], [actionId]: state } });
  }

  /** Everything entered in a view, or preset by it. */
  state(view: SlackView): State {
    return stateOf(blocksOf(view), this.entered.get(view.id) ?? {});
  }

  /** The label of a required input that is empty: Slack then sends nothing. */
  firstMissing(view: SlackView): string | undefined {
    const state = this.state(view);
    return interactiveElements(blocksOf(view)).find(
      ({ isInput, optional, blockId, element }) =>
        isInput && !optional && isEmptyState(state[blockId]?.[textAt(element, 'action_id') ?? ''] ?? { value: null }),
    )?.label;
  }

  /** Does what the bot answered to a submit: `errors`, `update`, `push`, `clear`, or close this one. */
  answered(view: SlackView, body: unknown): void {
    const answer = isObject(body) ? body : {};
    const action = textAt(answer, 'response_action');
    this.errors = {};
    if (action === 'errors') {
      const errors = isObject(answer['errors']) ? answer['errors'] : {};
      this.errors = Object.fromEntries(
        Object.entries(errors).map(([block, text]): [string, string] => [block, String(text)]),
      );
    } else if (action === 'update') {
      const next = makeView(answer, view.userId, this.workspace);
      const current = this.workspace.view(view.id);
      if (current !== undefined) Object.assign(current, { view: next.view, hash: next.hash });
    } else if (action === 'push') {
      pushView(makeView(answer, view.userId, this.workspace), this.workspace);
    } else if (action === 'clear') {
      this.workspace.modals.delete(view.userId);
    } else {
      this.pop(view);
    }
    this.workspace.changed();
  }

  pop(view: SlackView): void {
    const left = (this.workspace.modals.get(view.userId) ?? []).filter(({ id }) => id !== view.id);
    this.workspace.modals.set(view.userId, left);
    this.entered.delete(view.id);
    this.errors = {};
    this.workspace.changed();
  }
}

export function blocksOf(view: SlackView): JsonObject[] {
  return listAt(view.view, 'blocks').filter(isObject);
}

export function seenView(view: SlackView, errors: Record<string, string>, depth: number): SeenView {
  const blocks = blocksOf(view);
  const title = textAt(view.view['title'], 'text') ?? '';
  return { id: view.id, title, words: wordsOf(blocks), blocks, view: view.view, errors, depth };
}
