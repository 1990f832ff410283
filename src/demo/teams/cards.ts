import { isObject, listAt, objectAt, textAt, type JsonObject } from '../json';

export type Card = JsonObject;
export type Inputs = Record<string, string>;

/** Every object with a `type` in a card, in reading order. */
function elements(node: unknown): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (!isObject(node)) return [];
  const inner = Object.entries(node).flatMap(([name, value]) =>
    name === 'data' || name === 'fallback' ? [] : elements(value),
  );
  return typeof node['type'] === 'string' ? [node, ...inner] : inner;
}

/** The words a reader sees, one line per piece. */
export function wordsOf(card: Card): string {
  return elements(card)
    .flatMap((element) => {
      const type = textAt(element, 'type') ?? '';
      if (type === 'RichTextBlock') return [richText(element)];
      if (type === 'TextBlock') return [textAt(element, 'text') ?? ''];
      if (type === 'FactSet') {
        return listAt(element, 'facts').map((fact) => `${textAt(fact, 'title') ?? ''}: ${textAt(fact, 'value') ?? ''}`);
      }
      if (type.startsWith('Action.')) return [`[${textAt(element, 'title') ?? ''}]`];
      if (type === 'Input.ChoiceSet') {
        const choices = listAt(element, 'choices').map((choice) => `(${textAt(choice, 'title') ?? ''})`);
        return [textAt(element, 'label') ?? '', ...choices];
      }
      if (type.startsWith('Input.')) return [textAt(element, 'label') ?? textAt(element, 'title') ?? ''];
      return [];
    })
    .filter((line) => line !== '')
    .join('\n');
}

/** Runs stand side by side: a sentence may be made of several. */
function richText(element: JsonObject): string {
  return listAt(element, 'inlines')
    .map((run) => (typeof run === 'string' ? run : (textAt(run, 'text') ?? '')))
    .join('');
}

export function actionsOf(card: Card): JsonObject[] {
  return elements(card).filter((element) => textAt(element, 'type')?.startsWith('Action.') === true);
}

/** A button: by its title, id or verb, or by its place among all buttons of the card, from 0. */
export type ActionName = string | number;

export function findAction(card: Card, name: ActionName): JsonObject {
  const actions = actionsOf(card);
  const named = typeof name === 'number' ? actions[name] : undefined;
  const found =
    named ??
    actions.find((action) =>
      [textAt(action, 'title'), textAt(action, 'id'), textAt(action, 'verb'), textAt(action['data'], 'verb')].includes(
        String(name),
      ),
    );
  if (found === undefined) {
    const titles = actions.map((action) => textAt(action, 'title') ?? '(no title)').join(', ');
    throw new Error(`The card has no button "${String(name)}". It has: ${titles || 'none'}.`);
  }
  if (found['isEnabled'] === false) throw new Error(`The button "${String(name)}" is disabled.`);
  return found;
}

/**
 * What the client sends for a press: the action's data with the inputs laid over it.
 * Throws where Teams would mark an input red and send nothing.
 */
export function filledData(card: Card, action: JsonObject, given: Inputs): JsonObject {
  const data = objectAt(action, 'data');
  if (action['associatedInputs'] === 'none') return { ...data };
  const inputs = elements(card).filter((element) => textAt(element, 'type')?.startsWith('Input.') === true);
  const known = new Set(inputs.map((input) => textAt(input, 'id')));
  const stray = Object.keys(given).find((id) => !known.has(id));
  if (stray !== undefined) throw new Error(`The card has no input "${stray}".`);
  const values: JsonObject = {};
  for (const input of inputs) {
    const id = textAt(input, 'id') ?? '';
    const value = given[id] ?? textAt(input, 'value') ?? (input['type'] === 'Input.Toggle' ? 'false' : '');
    if (input['isRequired'] === true && value === '') throw new Error(`Input "${id}" is required and empty.`);
    const pattern = textAt(input, 'regex');
    if (pattern !== undefined && value !== '' && !new RegExp(pattern).test(value)) {
      throw new Error(`Input "${id}" does not accept "${value}".`);
    }
    if (value !== '') values[id] = value;
  }
  return { ...data, ...values };
}
