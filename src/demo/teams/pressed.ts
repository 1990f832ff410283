import { isObject, objectAt, textAt } from '../json';
import { wordsOf, type Card } from './cards';
import type { TeamsMessage } from './conversations';
import type { Answer } from './delivery';

/** A message as one person sees it. */
export interface SeenMessage extends TeamsMessage {
  /** All words of text and card, one line per piece. */
  words: string;
}

export interface Dialog {
  title: string;
  /** Undefined for a dialog that only says `message`. */
  card: Card | undefined;
  message: string;
  words: string;
  /** Of the message whose button opened it. */
  openedFrom: SeenMessage;
}

/** What the person sees after a press. `repeats` are the results of further sendings, when `resend` asked for them. */
export type Pressed = { status: number; repeats: Pressed[] } & (
  | { kind: 'card'; card: Card; words: string }
  | { kind: 'message'; text: string }
  | { kind: 'error'; code: string; message: string }
  | { kind: 'dialog'; dialog: Dialog }
  | { kind: 'closed' }
  | { kind: 'link'; url: string }
  | { kind: 'sent' }
  | { kind: 'no answer' }
);

/** The first sending counts; the others stand beside it. */
export function withRepeats(results: Pressed[]): Pressed {
  const [first, ...repeats] = results;
  if (first === undefined) throw new Error('Nothing was sent.');
  return { ...first, repeats };
}

/** Universal Actions: the invoke's body carries its own status and a media type (Teams documentation, "Response format"). */
export function executed(answer: Answer): Pressed {
  const rest = { status: answer.status, repeats: [] };
  if (answer.status === 0) return { kind: 'no answer', ...rest };
  const type = textAt(answer.body, 'type') ?? '';
  const value = isObject(answer.body) ? answer.body['value'] : undefined;
  if (answer.status !== 200 || !isObject(answer.body) || typeof answer.body['statusCode'] !== 'number') {
    return { kind: 'error', code: 'BadAnswer', message: 'Something went wrong. Please try again.', ...rest };
  }
  if (type === 'application/vnd.microsoft.card.adaptive' && isObject(value)) {
    return { kind: 'card', card: value, words: wordsOf(value), ...rest };
  }
  if (type === 'application/vnd.microsoft.activity.message') return { kind: 'message', text: String(value), ...rest };
  return { kind: 'error', code: textAt(value, 'code') ?? type, message: textAt(value, 'message') ?? '', ...rest };
}

/** Dialogs: another card, a message, or nothing more. */
export function taskResult(answer: Answer, openedFrom: SeenMessage): Pressed {
  const rest = { status: answer.status, repeats: [] };
  if (answer.status === 0) return { kind: 'no answer', ...rest };
  if (answer.status !== 200) {
    return { kind: 'error', code: String(answer.status), message: 'Unable to reach app. Please try again.', ...rest };
  }
  const task = objectAt(answer.body, 'task');
  if (task['type'] === 'message') {
    const message = String(task['value']);
    return {
      kind: 'dialog',
      dialog: { title: 'Keysmith', card: undefined, message, words: message, openedFrom },
      ...rest,
    };
  }
  const value = objectAt(task, 'value');
  const card = objectAt(objectAt(value, 'card'), 'content');
  if (task['type'] !== 'continue') return { kind: 'closed', ...rest };
  return {
    kind: 'dialog',
    dialog: { title: textAt(value, 'title') ?? '', card, message: '', words: wordsOf(card), openedFrom },
    ...rest,
  };
}
