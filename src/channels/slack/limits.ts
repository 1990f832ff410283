import type { types } from '@slack/bolt';
import { cut } from './text';

/** Block Kit's limits (docs.slack.dev/reference/block-kit; shared/platform-facts.md). Characters unless said otherwise. */
export const LIMIT = {
  messageBlocks: 50,
  viewBlocks: 100,
  messageText: 4_000,
  sectionText: 3_000,
  /** Not documented for rich text; kept to the section's, so that a card looks the same in both. */
  richText: 3_000,
  fields: 10,
  fieldText: 2_000,
  header: 150,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  id: 255,
  optionText: 75,
  optionValue: 150,
  selectOptions: 100,
  /** Of an external select: fewer letters fit half the company. */
  shortestQuery: 3,
  radioOptions: 10,
  viewTitle: 24,
  privateMetadata: 3_000,
  inputLabel: 2_000,
  placeholder: 150,
  inputLength: 3_000,
  altText: 2_000,
  contextText: 3_000,
} as const;

export type Block =
  | types.HeaderBlock
  | types.SectionBlock
  | types.RichTextBlock
  | types.ActionsBlock
  | types.InputBlock
  | types.ImageBlock
  | types.ContextBlock;

/** The first blocks that fit, a line that says how many are left out, and the card's own buttons at the end. */
export function fitBlocks(blocks: readonly Block[], most: number): Block[] {
  if (blocks.length <= most) return [...blocks];
  const last = blocks.at(-1);
  const tail = last?.type === 'actions' ? [last] : [];
  const head = blocks.slice(0, most - 1 - tail.length);
  const left = blocks.length - head.length - tail.length;
  return [...head, remark(`… and ${String(left)} more, not shown here.`), ...tail];
}

export function remark(text: string): types.ContextBlock {
  return { type: 'context', elements: [plain(text, LIMIT.contextText)] };
}

/** Literal text: no mentions, no links, no emphasis, no emoji codes. Slack refuses empty text. */
export function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(text, most) || '–', emoji: false };
}

type Problem = string;

/** What Slack would refuse about a message, one line each with a pointer; empty when it is fine. */
export function messageProblems(message: { readonly text: string; readonly blocks: readonly Block[] }): Problem[] {
  return [
    ...within(message.text, 1, LIMIT.messageText, 'text'),
    ...blocksProblems(message.blocks, LIMIT.messageBlocks),
  ];
}

export function viewProblems(view: types.ModalView | types.HomeView, blocks: readonly Block[]): Problem[] {
  const asks = blocks.some((block) => block.type === 'input');
  return [
    ...blocksProblems(blocks, LIMIT.viewBlocks),
    ...within(view.private_metadata ?? '', 0, LIMIT.privateMetadata, 'private_metadata'),
    ...within(view.callback_id ?? '', 0, LIMIT.id, 'callback_id'),
    ...(view.type === 'modal' ? modalProblems(view, asks) : []),
  ];
}

function modalProblems(view: types.ModalView, asks: boolean): Problem[] {
  return [
    ...within(view.title.text, 1, LIMIT.viewTitle, 'title'),
    ...(view.submit === undefined ? [] : within(view.submit.text, 1, LIMIT.viewTitle, 'submit')),
    ...(view.close === undefined ? [] : within(view.close.text, 1, LIMIT.viewTitle, 'close')),
    ...(asks && view.submit === undefined ? ['submit is missing where there are inputs'] : []),
  ];
}

function blocksProblems(blocks: readonly Block[], most: number): Problem[] {
  const ids = blocks.flatMap((block) => (block.block_id === undefined ? [] : [block.block_id]));
  return [
    ...(blocks.length > most ? [`${String(blocks.length)} blocks, ${String(most)} fit`] : []),
    ...(new Set(ids).size < ids.length ? ['a block_id is used twice'] : []),
    ...ids.flatMap((id) => within(id, 1, LIMIT.id, 'block_id')),
    ...blocks.flatMap((block, index) => blockProblems(block).map((problem) => `block ${String(index)}: ${problem}`)),
  ];
}

function blockProblems(block: Block): Problem[] {
  switch (block.type) {
    case 'header':
      return within(block.text.text, 1, LIMIT.header, 'header');
    case 'section':
      return sectionProblems(block);
    case 'rich_text':
      return within(richTextOf(block), 1, LIMIT.richText, 'rich text');
    case 'actions':
      return [
        ...within('x'.repeat(block.elements.length), 1, LIMIT.actionElements, 'elements'),
        ...duplicates(block.elements.flatMap((element) => element.action_id ?? [])),
        ...block.elements.flatMap(elementProblems),
      ];
    case 'input':
      return [...within(block.label.text, 1, LIMIT.inputLabel, 'label'), ...elementProblems(block.element)];
    case 'image':
      return [
        ...within(block.alt_text, 1, LIMIT.altText, 'alt_text'),
        ...('image_url' in block ? within(block.image_url, 1, LIMIT.url, 'image_url') : []),
      ];
    case 'context':
      return block.elements.flatMap((element) =>
        'text' in element ? within(element.text, 1, LIMIT.contextText, 'context') : [],
      );
  }
}

function sectionProblems(block: types.SectionBlock): Problem[] {
  const fields = block.fields ?? [];
  return [
    ...(block.text === undefined ? [] : within(block.text.text, 1, LIMIT.sectionText, 'text')),
    ...(block.text === undefined && fields.length === 0 ? ['a section without text'] : []),
    ...(fields.length > LIMIT.fields ? [`${String(fields.length)} fields`] : []),
    ...fields.flatMap((field) => within(field.text, 1, LIMIT.fieldText, 'field')),
    ...(block.accessory === undefined ? [] : elementProblems(block.accessory)),
  ];
}

interface AnyElement {
  readonly type: string;
  readonly action_id?: string;
  readonly accessibility_label?: string;
  readonly text?: { readonly text: string };
  readonly value?: string;
  readonly url?: string;
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value?: string }[];
  readonly placeholder?: { readonly text: string };
  readonly max_length?: number;
}

function elementProblems(element: AnyElement): Problem[] {
  const most = element.type.endsWith('static_select') ? LIMIT.selectOptions : LIMIT.radioOptions;
  const options = element.options;
  return [
    ...within(element.action_id ?? '', 0, LIMIT.id, 'action_id'),
    ...(element.type === 'button' ? within(element.text?.text ?? '', 1, LIMIT.buttonText, 'button text') : []),
    ...within(element.accessibility_label ?? '', 0, LIMIT.buttonText, 'accessibility_label'),
    ...within(element.value ?? '', 0, LIMIT.buttonValue, 'value'),
    ...within(element.url ?? '', 0, LIMIT.url, 'url'),
    ...within(element.placeholder?.text ?? '', 0, LIMIT.placeholder, 'placeholder'),
    ...((element.max_length ?? 1) > LIMIT.inputLength ? ['max_length'] : []),
    ...(options === undefined ? [] : within('x'.repeat(options.length), 1, most, 'options')),
    ...(options ?? []).flatMap((option) => [
      ...within(option.text.text, 1, LIMIT.optionText, 'option text'),
      ...within(option.value ?? '', 1, LIMIT.optionValue, 'option value'),
    ]),
  ];
}

export function richTextOf(block: types.RichTextBlock): string {
  return block.elements
    .flatMap((part) => (part.type === 'rich_text_section' ? part.elements : []))
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('');
}

function within(text: string, least: number, most: number, what: string): Problem[] {
  return text.length < least || text.length > most
    ? [`${what}: ${String(text.length)} long, ${String(least)} to ${String(most)} allowed`]
    : [];
}

function duplicates(ids: readonly string[]): Problem[] {
  return new Set(ids).size < ids.length ? ['an action_id is used twice'] : [];
}
