import type { PassReason } from '../../domain/tap-request';
import { find, list, type Offer } from '../lookup/find';
import { type LookupParts, mayLookUp } from '../lookup/parts';
import { refusalView } from '../notice';
import { askForm } from '../tap/ask-form';
import type { Reply, Turn } from '../turn';
import { type DeskParts, refusedWindow, window } from './parts';

export interface Line {
  readonly words: string;
  readonly reason?: PassReason;
  readonly note?: string;
}

/** The line in Slack: the form with what it says, or who is meant where several fit. */
export async function passForm(parts: DeskParts, lookup: LookupParts, turn: Turn, line: Line): Promise<Reply> {
  const may = await mayLookUp(parts, turn);
  if (!may.ok) return refusedWindow(may.refusal);
  const found = await find(lookup, turn, line.words, formFor(line));
  if (found.end === 'one') return askForm(parts, turn, { person: found.person.id, ...about(line) });
  return window(found.view.card === 'people' ? 'Which one?' : 'Nobody found', found.view);
}

/** The line in a chat, which has no room for forms: who is meant, each with the form behind a button. */
export async function passOffer(parts: DeskParts, lookup: LookupParts, turn: Turn, line: Line): Promise<Reply> {
  const may = await mayLookUp(parts, turn);
  if (!may.ok) return { kind: 'say', view: refusalView(may.refusal) };
  return { kind: 'say', view: await list(lookup, turn, line.words, formFor(line)) };
}

function formFor(line: Line): Offer {
  return ({ id }) => ({
    title: 'Ask for a pass',
    does: { verb: 'pass.form', person: id, ...about(line) },
    opens: 'dialog',
  });
}

function about({ reason, note = '' }: Line): { readonly reason?: PassReason; readonly note?: string } {
  return { ...(reason === undefined ? {} : { reason }), ...(note === '' ? {} : { note: note.slice(0, 500) }) };
}
