import { type Refusal, explain } from '../domain/refusal';
import type { Button, Lines, Link, Tone, View } from './views';

export interface NoticeOptions {
  /** `neutral` when absent. */
  readonly tone?: Tone;
  readonly buttons?: readonly Button[];
  readonly links?: readonly Link[];
}

/** A sentence or several with buttons. Empty lines are left out; `**bold**` works; `text` says title and lines as one paragraph. */
export function notice(title: string, lines: Lines, options: NoticeOptions = {}): View<'notice'> {
  const spoken = lines.filter((line) => line.trim() !== '');
  return {
    card: 'notice',
    data: {
      tone: options.tone ?? 'neutral',
      title,
      lines: spoken,
      buttons: options.buttons ?? [],
      links: options.links ?? [],
    },
    text: plainText(sentences([title, ...spoken])),
  };
}

/** What is the matter and why, what to do now and who can, and what happened to the world: in this order. */
export function refusalView(refusal: Refusal, options: NoticeOptions = {}): View<'notice'> {
  const { what, next, changed } = explain(refusal);
  return { ...notice(what, [next, changed], { tone: 'attention', ...options }), refused: refusal.code };
}

/** One paragraph: what has no full stop of its own gets one before the next begins. */
export function sentences(parts: Lines): string {
  return parts.map((part, at) => (at === parts.length - 1 || /[.?!:…]$/.test(part) ? part : `${part}.`)).join(' ');
}

/** Cards show **bold**; notifications and screen readers read the words only. */
export function plainText(words: string): string {
  return words.replaceAll('**', '');
}
