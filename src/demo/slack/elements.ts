import { isObject, listAt, textAt, type JsonObject } from '../json';

export interface Located {
  blockId: string;
  element: JsonObject;
  label: string;
  /** From an input block: it has a value on submit, and sends nothing by itself. */
  isInput: boolean;
  optional: boolean;
}

/** What a person enters: text, or the value or words of an option; several for checkboxes. */
export type Values = Record<string, string | string[]>;

/** Slack names every block and element that has no id. */
export function withIds(blocks: unknown[], next: () => string): JsonObject[] {
  const named = (element: unknown): unknown =>
    isObject(element) && element['action_id'] === undefined ? { ...element, action_id: next() } : element;
  return blocks.filter(isObject).map((block) => ({
    ...block,
    block_id: textAt(block, 'block_id') ?? next(),
    ...(block['accessory'] === undefined ? {} : { accessory: named(block['accessory']) }),
    ...(block['element'] === undefined ? {} : { element: named(block['element']) }),
    ...(block['type'] === 'actions' ? { elements: listAt(block, 'elements').map(named) } : {}),
  }));
}

export function interactiveElements(blocks: readonly JsonObject[]): Located[] {
  return blocks.flatMap((block): Located[] => {
    const blockId = textAt(block, 'block_id') ?? '';
    const made = (element: unknown, isInput: boolean): Located[] =>
      isObject(element)
        ? [
            {
              blockId,
              element,
              isInput,
              label: isInput ? (textAt(block['label'], 'text') ?? '') : (textAt(element['text'], 'text') ?? ''),
              optional: block['optional'] === true,
            },
          ]
        : [];
    if (block['type'] === 'input') return made(block['element'], true);
    if (block['type'] === 'actions') return listAt(block, 'elements').flatMap((element) => made(element, false));
    return made(block['accessory'], false);
  });
}

/** Finds an element by its action id, its words or its input's label, or exactly by `<block id>/<action id>`. */
export function findElement(blocks: readonly JsonObject[], name: string): Located {
  const all = interactiveElements(blocks);
  const found = all.find(({ blockId, element, label }) => {
    const actionId = textAt(element, 'action_id') ?? '';
    return [actionId, label, `${blockId}/${actionId}`].includes(name);
  });
  if (found === undefined) {
    const known = all.map(({ element, label }) => label || (textAt(element, 'action_id') ?? '')).join(', ');
    throw new Error(`There is no button or input "${name}". There is: ${known || 'none'}.`);
  }
  return found;
}

export function optionsOf(element: JsonObject): JsonObject[] {
  const groups = listAt(element, 'option_groups').flatMap((group) => listAt(group, 'options'));
  return [...listAt(element, 'options'), ...groups].filter(isObject);
}

export function pickOption(options: readonly JsonObject[], wanted: string): JsonObject {
  const found = options.find(
    (option) => textAt(option, 'value') === wanted || textAt(option['text'], 'text') === wanted,
  );
  if (found === undefined) {
    throw new Error(
      `No option "${wanted}". There is: ${options.map((option) => textAt(option['text'], 'text')).join(', ')}.`,
    );
  }
  return found;
}

/** The element's state as it stands in `state.values`; undefined where nothing is entered. */
export function elementState(
  element: JsonObject,
  entered: string | string[] | undefined,
  options = optionsOf(element),
): JsonObject {
  const type = textAt(element, 'type') ?? '';
  const one = Array.isArray(entered) ? entered[0] : entered;
  if (type.endsWith('_input')) return { type, value: one ?? textAt(element, 'initial_value') ?? null };
  if (type === 'datepicker') return { type, selected_date: one ?? textAt(element, 'initial_date') ?? null };
  if (type === 'users_select') return { type, selected_user: one ?? textAt(element, 'initial_user') ?? null };
  if (type === 'checkboxes' || type.startsWith('multi_')) {
    const wanted = entered === undefined ? undefined : [entered].flat();
    return {
      type,
      selected_options: wanted?.map((value) => pickOption(options, value)) ?? listAt(element, 'initial_options'),
    };
  }
  const initial = element['initial_option'];
  return { type, selected_option: one === undefined ? (initial ?? null) : pickOption(options, one) };
}

/** Block id → action id → state. */
export type State = Record<string, Record<string, JsonObject>>;

/** Everything entered in these blocks, or preset by them, as it stands in `state.values`. */
export function stateOf(blocks: readonly JsonObject[], entered: State): State {
  const values: State = {};
  for (const { blockId, element } of interactiveElements(blocks)) {
    const type = textAt(element, 'type') ?? '';
    if (type === 'button' || type === 'overflow') continue;
    const actionId = textAt(element, 'action_id') ?? '';
    const own = entered[blockId]?.[actionId];
    values[blockId] = { ...values[blockId], [actionId]: own ?? elementState(element, undefined) };
  }
  return values;
}

/** What `values` enters into elements that need not ask the bot for options. */
export function enteredIn(blocks: readonly JsonObject[], values: Values): State {
  const state: State = {};
  for (const [name, value] of Object.entries(values)) {
    const { blockId, element } = findElement(blocks, name);
    const actionId = textAt(element, 'action_id') ?? '';
    state[blockId] = { ...state[blockId], [actionId]: elementState(element, value) };
  }
  return state;
}

export function isEmptyState(state: JsonObject): boolean {
  const value = Object.entries(state).find(([name]) => name !== 'type')?.[1];
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The words a reader sees in blocks, one line per piece. */
export function wordsOf(blocks: readonly JsonObject[]): string {
  return blocks
    .flatMap((block) => [
      ...(block['type'] === 'input' ? [textAt(block['label'], 'text') ?? ''] : [textAt(block['text'], 'text') ?? '']),
      ...listAt(block, 'fields').map((field) => textAt(field, 'text') ?? ''),
      ...(block['type'] === 'rich_text' ? [richWords(block)] : []),
      ...(block['type'] === 'context' ? listAt(block, 'elements').map((part) => textAt(part, 'text') ?? '') : []),
      ...(block['type'] === 'markdown' ? [textAt(block, 'text') ?? ''] : []),
      ...interactiveElements([block]).flatMap(({ element, label, isInput }) => [
        ...(isInput || label === '' ? [] : [`[${label}]`]),
        ...optionsOf(element).map((option) => `(${textAt(option['text'], 'text') ?? ''})`),
      ]),
    ])
    .filter((line) => line !== '')
    .join('\n');
}

function richWords(node: unknown): string {
  if (!isObject(node)) return '';
  const own = textAt(node, 'text') ?? textAt(node, 'url') ?? textAt(node, 'user_id') ?? '';
  const separator = node['type'] === 'rich_text' || node['type'] === 'rich_text_list' ? '\n' : '';
  return own + listAt(node, 'elements').map(richWords).join(separator);
}
