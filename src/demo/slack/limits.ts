import { isObject, listAt, objectAt, textAt, type JsonObject } from '../json';

/**
 * What Slack's own checker refuses, as far as platform-facts.md and https://docs.slack.dev/reference/block-kit name it.
 * Gives Slack's way of saying it: one line per mistake, with a pointer.
 */
export function blockMistakes(blocks: unknown, surface: 'message' | 'view'): string[] {
  if (!Array.isArray(blocks)) return ['[ERROR] must be an array [json-pointer:/blocks]'];
  const most = surface === 'message' ? 50 : 100;
  const mistakes =
    blocks.length > most ? [`[ERROR] no more than ${String(most)} items allowed [json-pointer:/blocks]`] : [];
  const ids = new Set<string>();
  blocks.forEach((block: unknown, index) => {
    const pointer = `/blocks/${String(index)}`;
    if (!isObject(block)) return void mistakes.push(error('must be an object', pointer));
    const id = textAt(block, 'block_id');
    if (id !== undefined && ids.has(id)) mistakes.push(error('`block_id` must be unique', pointer));
    if (id !== undefined) ids.add(id);
    mistakes.push(...tooLong(id, 255, `${pointer}/block_id`), ...blockCheck(block, pointer));
  });
  return mistakes;
}

export function viewMistakes(view: unknown): string[] {
  if (!isObject(view)) return ['[ERROR] missing required field: view [json-pointer:/view]'];
  const mistakes = blockMistakes(view['blocks'], 'view');
  if (textAt(view, 'type') === 'modal') {
    if (plain(view['title']) === undefined) mistakes.push(error('missing required field: title', '/view'));
    for (const part of ['title', 'submit', 'close']) mistakes.push(...tooLong(plain(view[part]), 24, `/view/${part}`));
    const asks = listAt(view, 'blocks').some((block) => textAt(block, 'type') === 'input');
    if (asks && view['submit'] === undefined)
      mistakes.push(error('submit is required for a view with input blocks', '/view'));
  } else if (textAt(view, 'type') !== 'home') {
    mistakes.push(error('must be one of: modal, home', '/view/type'));
  }
  mistakes.push(...tooLong(textAt(view, 'private_metadata'), 3000, '/view/private_metadata'));
  return [...mistakes, ...tooLong(textAt(view, 'callback_id'), 255, '/view/callback_id')];
}

type Check = (block: JsonObject, pointer: string) => string[];

const checks: Record<string, Check> = {
  divider: () => [],
  image: (block, at) => required(block, ['image_url', 'alt_text'], at),
  header: (block, at) => textCheck(block['text'], 150, `${at}/text`, ['plain_text']),
  markdown: (block, at) => tooLong(textAt(block, 'text'), 12_000, `${at}/text`),
  rich_text: (block, at) => required(block, ['elements'], at),
  section: (block, at) => {
    const fields = listAt(block, 'fields');
    if (block['text'] === undefined && fields.length === 0) return [error('missing required field: text', at)];
    return [
      ...(block['text'] === undefined ? [] : textCheck(block['text'], 3000, `${at}/text`)),
      ...(fields.length > 10 ? [error('no more than 10 items allowed', `${at}/fields`)] : []),
      ...fields.flatMap((field, index) => textCheck(field, 2000, `${at}/fields/${String(index)}`)),
      ...(block['accessory'] === undefined ? [] : elementCheck(block['accessory'], `${at}/accessory`)),
    ];
  },
  context: (block, at) => {
    const parts = listAt(block, 'elements');
    return [
      ...count(parts, 10, `${at}/elements`),
      ...parts.flatMap((part, index) =>
        textAt(part, 'type') === 'image' ? [] : textCheck(part, 3000, `${at}/elements/${String(index)}`),
      ),
    ];
  },
  actions: (block, at) => {
    const parts = listAt(block, 'elements');
    const ids = parts.map((part) => textAt(part, 'action_id')).filter((id) => id !== undefined);
    return [
      ...count(parts, 25, `${at}/elements`),
      ...(new Set(ids).size < ids.length ? [error('`action_id` must be unique in a block', at)] : []),
      ...parts.flatMap((part, index) => elementCheck(part, `${at}/elements/${String(index)}`)),
    ];
  },
  input: (block, at) => [
    ...textCheck(block['label'], 2000, `${at}/label`, ['plain_text']),
    ...(block['hint'] === undefined ? [] : textCheck(block['hint'], 2000, `${at}/hint`, ['plain_text'])),
    ...elementCheck(block['element'], `${at}/element`),
  ],
};

function blockCheck(block: JsonObject, at: string): string[] {
  const type = textAt(block, 'type') ?? '';
  return checks[type]?.(block, at) ?? [error(`unsupported type: ${type}`, `${at}/type`)];
}

function elementCheck(element: unknown, at: string): string[] {
  const type = textAt(element, 'type') ?? '';
  const mistakes = tooLong(textAt(element, 'action_id'), 255, `${at}/action_id`);
  if (type === 'button') {
    mistakes.push(...textCheck(objectAt(element, 'text'), 75, `${at}/text`, ['plain_text']));
    mistakes.push(...tooLong(textAt(element, 'value'), 2000, `${at}/value`));
    mistakes.push(...tooLong(textAt(element, 'url'), 3000, `${at}/url`));
  }
  if (['static_select', 'multi_static_select', 'radio_buttons', 'checkboxes', 'overflow'].includes(type)) {
    const groups = listAt(element, 'option_groups').flatMap((group) => listAt(group, 'options'));
    const options = [...listAt(element, 'options'), ...groups];
    const most = type.endsWith('static_select') ? 100 : type === 'overflow' ? 5 : 10;
    mistakes.push(...count(options, most, `${at}/options`));
    options.forEach((option, index) => mistakes.push(...optionCheck(option, `${at}/options/${String(index)}`)));
  }
  if (type === '') mistakes.push(error('missing required field: type', at));
  if (isObject(element) && element['placeholder'] !== undefined) {
    mistakes.push(...textCheck(element['placeholder'], 150, `${at}/placeholder`, ['plain_text']));
  }
  return mistakes;
}

export function optionCheck(option: unknown, at: string): string[] {
  return [
    ...textCheck(objectAt(option, 'text'), 75, `${at}/text`),
    ...tooLong(textAt(option, 'value'), 150, `${at}/value`),
  ];
}

function textCheck(text: unknown, most: number, at: string, types = ['plain_text', 'mrkdwn']): string[] {
  const words = textAt(text, 'text');
  if (words === undefined || words === '') return [error('must be more than 0 characters', at)];
  const type = textAt(text, 'type') ?? '';
  const wrong = types.includes(type) ? [] : [error(`unsupported type: ${type}`, `${at}/type`)];
  return [...wrong, ...tooLong(words, most, at)];
}

function count(items: unknown[], most: number, at: string): string[] {
  if (items.length === 0) return [error('no fewer than 1 items allowed', at)];
  return items.length > most ? [error(`no more than ${String(most)} items allowed`, at)] : [];
}

function required(block: JsonObject, names: string[], at: string): string[] {
  return names.filter((name) => block[name] === undefined).map((name) => error(`missing required field: ${name}`, at));
}

function tooLong(text: string | undefined, most: number, at: string): string[] {
  return text !== undefined && text.length > most
    ? [error(`must be less than ${String(most + 1)} characters`, at)]
    : [];
}

function plain(text: unknown): string | undefined {
  return textAt(text, 'text');
}

function error(what: string, pointer: string): string {
  return `[ERROR] ${what} [json-pointer:${pointer}]`;
}
