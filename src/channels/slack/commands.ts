import { type PassLine, readPassLine } from '../../services/desk/pass-line';
import type { Choice } from '../../services/turn';
import type { View } from '../../services/views';
import { mentioned, typed } from './text';
import { COMMAND, explainWhat, usage } from './words';

/** What somebody asks for in words or with a button, before anybody knows who they are in Entra. */
export type Asked =
  | { readonly asks: 'usage'; readonly view: View<'notice'> }
  /** `again`: proved anew by somebody who is linked. */
  | { readonly asks: 'link'; readonly again: boolean }
  | { readonly asks: 'sentence'; readonly text: string }
  /** `window`: the answer belongs in a modal. */
  | { readonly asks: 'choice'; readonly choice: Choice; readonly window: boolean }
  /** Somebody named by @mention: their own link says who they are. */
  | {
      readonly asks: 'mention';
      readonly verb: 'person.show' | 'pass.form';
      readonly user: string;
      readonly about?: ReturnType<typeof about>;
    };

const MOST_WORDS = 200;

/** As much as the field of the form takes. */
const MOST_NOTE = 500;
/** A message of an error with its details. */
const MOST_EXPLAINED = 2_000;

/** `/passwordless <sub-command> [person]`; nothing, or what nobody knows, gets the list. */
export function readCommand(text: string): Asked {
  const [word = '', ...others] = text.trim().split(/\s+/);
  const rest = others.join(' ');
  switch (word.toLowerCase()) {
    case '':
    case 'help':
      return { asks: 'usage', view: usage('What I can do here') };
    case 'link':
      return { asks: 'link', again: false };
    case 'lookup':
      return lookup(rest);
    case 'error':
    case 'why':
      return explain(word.toLowerCase(), rest);
    case 'pass':
      return rest === '' ? { asks: 'choice', choice: { verb: 'pass.form' }, window: true } : passFor(rest);
    case 'queue':
      return { asks: 'choice', choice: { verb: 'queue' }, window: false };
    case 'status':
      return { asks: 'choice', choice: { verb: 'pass.status' }, window: false };
    case 'pause':
      return { asks: 'choice', choice: { verb: 'pause' }, window: false };
    case 'resume':
      return { asks: 'choice', choice: { verb: 'resume' }, window: true };
    default:
      return { asks: 'usage', view: usage(`I do not know "${COMMAND} ${typed(word).slice(0, 40)}".`) };
  }
}

function lookup(rest: string): Asked {
  const user = mentioned(rest);
  if (user !== undefined) return { asks: 'mention', verb: 'person.show', user };
  const words = typed(rest).trim().slice(0, MOST_WORDS);
  if (words === '') return { asks: 'choice', choice: { verb: 'person.search' }, window: true };
  return { asks: 'choice', choice: { verb: 'person.look', words }, window: true };
}

/** A number by itself is an error only when somebody says so. */
function explain(word: string, rest: string): Asked {
  const words = typed(rest).trim().slice(0, MOST_EXPLAINED);
  if (words === '') return { asks: 'usage', view: explainWhat() };
  const asked = word === 'error' && /^\d{4,7}$/.test(words) ? `AADSTS${words}` : words;
  return { asks: 'choice', choice: { verb: 'knowledge.find', words: asked }, window: false };
}

/**
 * "@tom lost-phone he calls from home". With a reason, or by mention, it is the form at once; by other words it is the
 * person's page first: the pass is asked for there, for somebody who has been seen.
 */
function passFor(rest: string): Asked {
  const [first = '', ...others] = rest.trim().split(/\s+/);
  const user = mentioned(first);
  if (user !== undefined) {
    const { person, reason, note } = readPassLine(typed(others.join(' ')));
    return { asks: 'mention', verb: 'pass.form', user, about: about(reason, `${person} ${note}`) };
  }
  const { person, reason, note } = readPassLine(typed(rest));
  if (reason === undefined) return lookup(rest);
  const words = person.slice(0, MOST_WORDS);
  return words === ''
    ? { asks: 'choice', choice: { verb: 'pass.form', ...about(reason, note) }, window: true }
    : { asks: 'choice', choice: { verb: 'desk.pass', words, ...about(reason, note) }, window: true };
}

function about(reason: PassLine['reason'], note: string): Omit<PassLine, 'person' | 'note'> & { note?: string } {
  const words = note.trim().slice(0, MOST_NOTE);
  return { ...(reason === undefined ? {} : { reason }), ...(words === '' ? {} : { note: words }) };
}

/** A direct message or a mention. Slash commands do not work in threads, so the two that need Slack work here too. */
export function readSentence(text: string, botUserId: string): Asked {
  const said = text.replace(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g'), ' ').trim();
  const [word = '', ...others] = said.replace(new RegExp(`^${COMMAND}\\s+`), '').split(/\s+/);
  if (word.toLowerCase() === 'link' && others.length === 0) return { asks: 'link', again: false };
  if (word.toLowerCase() === 'lookup') return asList(lookup(others.join(' ')));
  return { asks: 'sentence', text: typed(said) };
}

/** A message stays, and has no window: it names who fits, and the page is behind a button. */
function asList(asked: Asked): Asked {
  if (asked.asks !== 'choice') return asked;
  const words = asked.choice.verb === 'person.look' ? asked.choice.words : '';
  return { asks: 'choice', choice: { verb: 'person.list', words }, window: false };
}

/** Those that are pressed anywhere; the one on a message is in help.ts. */
export const SHORTCUTS: Readonly<Record<string, Choice>> = {
  queue: { verb: 'queue' },
  'pass.form': { verb: 'pass.form' },
  'person.search': { verb: 'person.search' },
};

/** The shortcuts of manifest/slack/manifest.json by their `callback_id`. */
export function readShortcut(callbackId: string): Asked {
  const choice = Object.hasOwn(SHORTCUTS, callbackId) ? SHORTCUTS[callbackId] : undefined;
  if (choice !== undefined) return { asks: 'choice', choice, window: true };
  return { asks: 'usage', view: usage('I do not know this shortcut.') };
}
