import type { types } from '@slack/bolt';
import { type Block, LIMIT, plain } from './limits';
import { cut } from './text';

/** What a card is made of on its way to blocks. `gap`: an empty line before it. */
export type Line = { readonly piece: 'line'; readonly runs: readonly types.RichTextText[]; readonly gap: boolean };
export type Fact = {
  readonly piece: 'fact';
  readonly title: string;
  readonly value: string;
  /** The value with its emphasis, for a card that has no room for columns. */
  readonly runs: readonly types.RichTextText[];
  readonly gap: boolean;
};
type Whole = { readonly piece: 'block'; readonly block: Block };
export type Piece = Line | Fact | Whole;

/** Longer values read badly in the half width of a field. */
const FIELD_VALUE = 80;

/**
 * Lines that follow each other share one block, and so do facts: a message has room for 50. One card has one layout:
 * where one value is too long for a column, all facts are lines.
 */
export function joined(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  const asLines = pieces.some((piece) => piece.piece === 'fact' && piece.value.length > FIELD_VALUE);
  for (const one of pieces) {
    const piece = asLines && one.piece === 'fact' ? lineOf(one) : one;
    const last = blocks.at(-1);
    if (piece.piece === 'block') blocks.push(piece.block);
    else if (piece.piece === 'fact') addFact(blocks, last, piece);
    else addLine(blocks, last, piece);
  }
  return blocks;
}

function lineOf({ title, runs, gap }: Fact): Line {
  return { piece: 'line', runs: [{ type: 'text', text: `${title}: `, style: { bold: true } }, ...runs], gap };
}

function addFact(blocks: Block[], last: Block | undefined, fact: Fact): void {
  const fields = [{ ...plain(fact.title, LIMIT.fieldText) }, { ...plain(fact.value, LIMIT.fieldText) }];
  if (last?.type === 'section' && last.fields !== undefined && last.fields.length + 2 <= LIMIT.fields) {
    last.fields.push(...fields);
  } else blocks.push({ type: 'section', fields });
}

function addLine(blocks: Block[], last: Block | undefined, piece: Line): void {
  const runs = withinLength(piece.runs, LIMIT.richText);
  if (runs.length === 0) return;
  const section = last?.type === 'rich_text' ? last.elements[0] : undefined;
  if (section?.type === 'rich_text_section') {
    const separator = piece.gap ? '\n\n' : '\n';
    if (lengthOf(section.elements) + separator.length + lengthOf(runs) <= LIMIT.richText) {
      section.elements.push({ type: 'text', text: separator }, ...runs);
      return;
    }
  }
  blocks.push({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...runs] }] });
}

function lengthOf(elements: readonly types.RichTextElement[]): number {
  return elements.reduce((sum, element) => sum + (element.type === 'text' ? element.text.length : 0), 0);
}

/** What is too long for one block ends with an ellipsis. */
function withinLength(runs: readonly types.RichTextText[], most: number): types.RichTextText[] {
  if (lengthOf(runs) <= most) return [...runs];
  const kept: types.RichTextText[] = [];
  let left = most;
  for (const run of runs) {
    if (run.text.length >= left) {
      kept.push({ ...run, text: cut(`${run.text}……`, left) });
      break;
    }
    kept.push(run);
    left -= run.text.length;
  }
  return kept;
}
