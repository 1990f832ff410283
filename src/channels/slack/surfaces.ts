import type { types } from '@slack/bolt';
import { notice } from '../../services/notice';
import type { View } from '../../services/views';
import { choiceOf, draw } from './blocks';
import { readCard } from './card';
import { type Block, LIMIT, fitBlocks, messageProblems, plain, remark, richTextOf, viewProblems } from './limits';
import { cut, escapeWithin } from './text';

/** src/cards, as far as this channel needs it: a filled Adaptive Card. */
export interface CardFiller {
  fill(view: { readonly card: string; readonly data: object; readonly text: string }): unknown;
}

export interface SlackMessage {
  /** What notifications and screen readers read: everything the blocks say, the most important first. */
  readonly text: string;
  readonly blocks: Block[];
}

/** What our modals are called when they come back: a form to read, or anything else. */
export const CALLBACK = { form: 'form', shown: 'shown' } as const;

export interface Surfaces {
  message(view: View): SlackMessage;
  modal(title: string, view: View): types.ModalView;
  home(view: View): types.HomeView;
  /** A modal that says it is being looked up, to be filled with `views.update`. */
  working(title: string): types.ModalView;
}

/** Every message, modal and home tab that leaves for Slack is made here, and none with a mistake Slack would refuse. */
export function openSurfaces(cards: CardFiller): Surfaces {
  const drawn = (view: View, asModal: boolean): ReturnType<typeof draw> =>
    draw(readCard(cards.fill(showable(view))), { asModal });
  return {
    message(view) {
      const blocks = fitBlocks(drawn(view, false).blocks, LIMIT.messageBlocks);
      const message = { text: escapeWithin(spoken(view.text, blocks), LIMIT.messageText) || '–', blocks };
      return sound(message, messageProblems(message));
    },
    modal(title, view) {
      const { blocks, submit } = drawn(view, true);
      const fitting = fitBlocks(blocks, LIMIT.viewBlocks);
      const modal: types.ModalView = {
        type: 'modal',
        callback_id: submit === undefined ? CALLBACK.shown : CALLBACK.form,
        title: plain(title, LIMIT.viewTitle),
        close: plain(submit === undefined ? 'Close' : 'Cancel', LIMIT.viewTitle),
        blocks: fitting,
        ...(submit === undefined
          ? {}
          : {
              submit: plain(submit.title, LIMIT.viewTitle),
              private_metadata: JSON.stringify(choiceOf(submit).choice),
            }),
      };
      return sound(modal, viewProblems(modal, fitting));
    },
    home(view) {
      const blocks = fitBlocks(drawn(view, false).blocks, LIMIT.viewBlocks);
      const home: types.HomeView = { type: 'home', callback_id: CALLBACK.shown, blocks };
      return sound(home, viewProblems(home, blocks));
    },
    working: (title) => ({
      type: 'modal',
      callback_id: CALLBACK.shown,
      title: plain(title, LIMIT.viewTitle),
      close: plain('Close', LIMIT.viewTitle),
      blocks: [remark('Looking this up in Microsoft Entra …')],
    }),
  };
}

/**
 * What notifications and screen readers read: the sentence of the view first, then everything the blocks say that is
 * not in it yet. Buttons and fields are left out: they are read as what they are.
 */
function spoken(sentence: string, blocks: readonly Block[]): string {
  let said = sentence;
  for (const line of blocks.flatMap(wordsIn)) {
    if (line !== '' && !plainly(said).includes(plainly(line))) said = `${said}\n${line}`;
  }
  return said;
}

/** Without what only separates: a full stop, an emphasis, a space more or less. */
function plainly(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** One line for each line a reader sees; a fact is a line with its title. */
function wordsIn(block: Block): string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text];
    case 'section': {
      const fields = (block.fields ?? []).map(({ text }) => text);
      const facts = fields.flatMap((title, at) => (at % 2 === 0 ? [`${title}: ${fields[at + 1] ?? ''}`] : []));
      return [...(block.text?.text ?? '').split('\n'), ...facts];
    }
    case 'rich_text':
      return richTextOf(block)
        .split('\n')
        .map((line) => line.trim());
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? [element.text] : []));
    case 'image':
      return [block.alt_text];
    default:
      return [];
  }
}

/** A pass is opened and shown in Teams, never in Slack (design.md section 4), whatever anybody asks this channel to draw. */
function showable(view: View): View {
  if (view.card !== 'pass-shown' && view.card !== 'pass-opening') return view;
  return notice('A pass is shown only in Microsoft Teams, to the person it is for.', [
    'Open your chat with Keysmith in Teams and press "Show my pass" there.',
    'Nothing is shown here.',
  ]);
}

function sound<Rendered>(rendered: Rendered, problems: readonly string[]): Rendered {
  if (problems.length === 0) return rendered;
  throw new Error(`Slack would refuse this: ${cut(problems.join('; '), 500)}`);
}
