import type { types } from '@slack/bolt';
import {
  type Card,
  type CardAction,
  type ColumnSet,
  type DoingAction,
  type Element,
  type Leaf,
  type Run,
  isInput,
} from './card';
import { inputBlock } from './inputs';
import { type Block, LIMIT, plain } from './limits';
import { type Fact, type Line, type Piece, joined } from './pieces';
import { cut } from './text';

/**
 * An Adaptive Card as Block Kit. All words become rich text or plain text, never mrkdwn: a name like `<!channel>`,
 * `*x*` or `[x](http://evil)` stays what it is, whoever wrote it.
 */
export interface Drawn {
  readonly blocks: readonly Block[];
  /** The action that sends the inputs: a modal shows it as its own button. Only where `asModal` was asked for. */
  readonly submit?: DoingAction;
}

/** What stands before a step or a point of a list; nothing else in the left column is more than a label. */
const STEP_NUMBER = /^\d{1,2}$/;
const BULLET = '•';

export function draw(card: Card, options: { readonly asModal: boolean }): Drawn {
  const asks = everyElement(card.body).some(isInput);
  const takes = (action: CardAction): action is DoingAction =>
    asks && action.type !== 'Action.OpenUrl' && action.associatedInputs !== 'none';
  const submit = options.asModal ? everyAction(card).find(takes) : undefined;
  const buttons = new Buttons(takes, submit);
  const pieces = [...card.body, ...endActions(card)].flatMap((element) => piecesOf(element, buttons));
  return { blocks: joined(pieces), ...(submit === undefined ? {} : { submit }) };
}

function endActions(card: Card): Element[] {
  return card.actions.length === 0 ? [] : [{ type: 'ActionSet', actions: card.actions, spacing: 'Medium' }];
}

function everyElement(elements: readonly Element[]): Element[] {
  return elements.flatMap((element) => {
    if (element.type === 'Container') return [element, ...everyElement(element.items)];
    if (element.type === 'ColumnSet') return element.columns.flatMap((column) => everyElement(column.items));
    return [element];
  });
}

function everyAction(card: Card): CardAction[] {
  return [
    ...everyElement(card.body).flatMap((element) => (element.type === 'ActionSet' ? element.actions : [])),
    ...card.actions,
  ];
}

/** Numbers the buttons of one card, so that no `action_id` comes twice. */
class Buttons {
  private count = 0;

  constructor(
    private readonly takes: (action: CardAction) => boolean,
    private readonly submit: DoingAction | undefined,
  ) {}

  of(actions: readonly CardAction[]): types.Button[] {
    return actions.filter((action) => action !== this.submit).map((action) => this.one(action));
  }

  private one(action: CardAction): types.Button {
    const number = String(this.count++);
    const text = plain(action.title, LIMIT.buttonText);
    if (action.type === 'Action.OpenUrl') return { type: 'button', text, action_id: `url:${number}`, url: action.url };
    const { choice, opensDialog } = choiceOf(action);
    const marks = `${opensDialog ? ':dialog' : ''}${this.takes(action) ? ':inputs' : ''}`;
    const style = buttonStyle(action.style);
    const verb = typeof choice['verb'] === 'string' ? choice['verb'] : 'unknown';
    return {
      type: 'button',
      text,
      action_id: `${verb}:${number}${marks}`,
      value: JSON.stringify(choice),
      ...(style === undefined ? {} : { style }),
    };
  }
}

function buttonStyle(style: string | undefined): 'primary' | 'danger' | undefined {
  if (style === 'positive') return 'primary';
  return style === 'destructive' ? 'danger' : undefined;
}

/** What a button sends, without what only Teams reads. */
export function choiceOf(action: DoingAction): { choice: Record<string, unknown>; opensDialog: boolean } {
  const { msteams, ...data } = action.data;
  const verb = action.verb ?? data['verb'];
  return { choice: { ...data, ...(verb === undefined ? {} : { verb }) }, opensDialog: msteams !== undefined };
}

/** `below`: the button of a row stands under its words, not beside them. */
function piecesOf(element: Element, buttons: Buttons, below = false): Piece[] {
  if (element.type === 'Container') {
    const under = below || mixesRows(element.items);
    const [first, ...rest] = element.items.flatMap((item) => piecesOf(item, buttons, under));
    if (first === undefined) return [];
    return [first.piece === 'line' ? { ...first, gap: first.gap || hasGap(element) } : first, ...rest];
  }
  if (element.type === 'ColumnSet') return columnPieces(element, buttons, below);
  return leafPieces(element, buttons);
}

/** Some rows of the list have a button and some have none: beside the words, only some would be narrow and not bold. */
function mixesRows(items: readonly Element[]): boolean {
  const rows = items.flatMap((item) => (item.type === 'Container' && item.items.length === 1 ? item.items : []));
  return rows.some(({ type }) => type === 'ColumnSet') && rows.some(({ type }) => type === 'Container');
}

function leafPieces(element: Leaf, buttons: Buttons): Piece[] {
  switch (element.type) {
    case 'TextBlock':
      return isLarge(element) ? titled(element.text.replaceAll('**', '')) : [line(boldRuns(element), hasGap(element))];
    case 'RichTextBlock':
      return element.inlines.length > 0 && element.inlines.every(isLarge)
        ? titled(element.inlines.map(wordsOf).join(''))
        : [line(element.inlines.map(richRun), hasGap(element))];
    case 'FactSet':
      return element.facts.map(({ title, value }) =>
        factPiece(title, value, [{ type: 'text', text: value || '–' }], false),
      );
    case 'Image':
      return imagePieces(element.url, element.altText);
    case 'ActionSet':
      return actionBlocks(buttons.of(element.actions));
    case 'Input.Text':
    case 'Input.Toggle':
      return [{ piece: 'block', block: inputBlock(element) }];
    case 'Input.ChoiceSet':
      return element.choices.length === 0
        ? [line([{ type: 'text', text: `${element.label ?? element.id}: there is nothing to choose from.` }], true)]
        : [{ piece: 'block', block: inputBlock(element) }];
  }
}

/** Two columns of text are a fact or a numbered step; text beside one button is a row; anything else goes below. */
function columnPieces(element: ColumnSet, buttons: Buttons, below: boolean): Piece[] {
  const [left, right, ...more] = element.columns;
  if (left !== undefined && right !== undefined && more.length === 0) {
    const title = textOf(left.items);
    const value = textOf(right.items);
    if (title !== undefined && value !== undefined) return pairPieces(title, value, right.items, element);
    const only = right.items[0];
    if (title !== undefined && right.items.length === 1 && only?.type === 'ActionSet' && only.actions.length === 1) {
      const [accessory] = buttons.of(only.actions);
      if (accessory !== undefined && below)
        return [
          ...left.items.flatMap((item) => piecesOf(item, buttons)),
          ...actionBlocks([labelled(accessory, title)]),
        ];
      if (accessory !== undefined) {
        const text = plain(title, LIMIT.sectionText);
        return [{ piece: 'block', block: { type: 'section', text, accessory: labelled(accessory, title) } }];
      }
    }
  }
  return element.columns.flatMap((column) => column.items.flatMap((item) => piecesOf(item, buttons)));
}

/** Several rows have a button of one name: a screen reader says whose it is. */
function labelled(button: types.Button, row: string): types.Button {
  const [about = ''] = row.split('\n');
  return { ...button, accessibility_label: cut(`${button.text.text}: ${about}`, LIMIT.buttonText) };
}

function pairPieces(title: string, value: string, items: readonly Element[], element: ColumnSet): Piece[] {
  const runs = items.flatMap((item, index) => [
    ...(index === 0 ? [] : [{ type: 'text', text: '\n' } as const]),
    ...runsOf(item),
  ]);
  if (title !== BULLET && !STEP_NUMBER.test(title)) return [factPiece(title, value, runs, hasGap(element))];
  const label = title === BULLET ? `${BULLET} ` : `${title}. `;
  return [line([{ type: 'text', text: label, style: { bold: true } }, ...runs], hasGap(element))];
}

function factPiece(title: string, value: string, runs: readonly types.RichTextText[], gap: boolean): Fact {
  return { piece: 'fact', title, value, runs: runs.filter(({ text }) => text !== ''), gap };
}

function imagePieces(url: string, altText: string | undefined): Piece[] {
  // Slack fetches pictures itself and only over https; a picture is never the only carrier of a fact.
  if (!url.startsWith('https://') || url.length > LIMIT.url) return [];
  return [
    { piece: 'block', block: { type: 'image', image_url: url, alt_text: cut(altText || 'Picture', LIMIT.altText) } },
  ];
}

function actionBlocks(elements: readonly types.Button[]): Piece[] {
  const blocks: Piece[] = [];
  for (let at = 0; at < elements.length; at += LIMIT.actionElements) {
    blocks.push({
      piece: 'block',
      block: { type: 'actions', elements: elements.slice(at, at + LIMIT.actionElements) },
    });
  }
  return blocks;
}

function titled(text: string): Piece[] {
  if (text.trim() === '') return [];
  if (text.length > LIMIT.header) return [line([{ type: 'text', text, style: { bold: true } }], true)];
  return [{ piece: 'block', block: { type: 'header', text: plain(text, LIMIT.header) } }];
}

function line(runs: readonly types.RichTextText[], gap: boolean): Line {
  return { piece: 'line', runs: runs.filter(({ text }) => text !== ''), gap };
}

function hasGap(element: { readonly spacing?: string | undefined; readonly separator?: boolean | undefined }): boolean {
  return element.separator === true || ['Medium', 'Large', 'ExtraLarge'].includes(element.spacing ?? '');
}

function isLarge(text: Run | { readonly size?: string | undefined }): boolean {
  return typeof text !== 'string' && ['Large', 'ExtraLarge'].includes(text.size ?? '');
}

function wordsOf(run: Run): string {
  return typeof run === 'string' ? run : run.text;
}

function richRun(run: Run): types.RichTextText {
  if (typeof run === 'string') return { type: 'text', text: run };
  return styled(run.text, run.weight === 'Bolder', run.italic === true);
}

/** Our templates write **bold**; no other Markdown is read. */
function boldRuns(block: { readonly text: string; readonly weight?: string | undefined }): types.RichTextText[] {
  return block.text.split('**').map((text, index) => styled(text, block.weight === 'Bolder' || index % 2 === 1, false));
}

function styled(text: string, bold: boolean, italic: boolean): types.RichTextText {
  const style = { ...(bold ? { bold } : {}), ...(italic ? { italic } : {}) };
  return { type: 'text', text, ...(bold || italic ? { style } : {}) };
}

function runsOf(element: Element): types.RichTextText[] {
  if (element.type === 'TextBlock') return boldRuns(element);
  return element.type === 'RichTextBlock' ? element.inlines.map(richRun) : [];
}

/** The words of elements that are nothing but text, one line each; undefined when there is anything else. */
function textOf(elements: readonly Element[]): string | undefined {
  if (elements.length === 0 || elements.some(({ type }) => type !== 'TextBlock' && type !== 'RichTextBlock'))
    return undefined;
  return elements
    .map((element) =>
      runsOf(element)
        .map(({ text }) => text)
        .join(''),
    )
    .join('\n');
}
