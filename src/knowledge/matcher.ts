import { withoutNamedCodes, writtenCodes } from './codes';
import { entries } from './entries';
import { Learnt } from './learnt';
import { TopicIndex } from './likeness';
import type { Entry } from './schema';
import { ELSEWHERE, topics } from './topics';
import { plain } from './words';

/** `code`: an error code that is not known, so that the answer can say so. */
export type Match =
  | { readonly kind: 'sure'; readonly entry: Entry }
  | { readonly kind: 'unsure'; readonly entries: readonly Entry[]; readonly code?: string }
  | { readonly kind: 'unknown'; readonly code?: string };

export interface Matcher {
  /** Never throws, whatever the text. Reads its first 2,000 characters. */
  match(text: string): Match;
  entry(id: string): Entry | undefined;
}

const MAX_CHARACTERS = 2_000;
/** So much better than everything that is not ours, or "I don't know". Found with what strangers wrote (docs/architecture.md). */
const OURS = 0.45;
/** So much better than the next: the answer. Otherwise: "is it one of these?". */
const SURE = 1.5;
/** One word that is ours may be there by chance ("a heron in the lake"). */
const ENOUGH = 2;
/** A shorter text of a screen has to be everything that was said. */
const TELLING_TEXT = 24;
/** "What is …" asks, and does not say about what. */
const ASKING = new Set(['what', 'how', 'why', 'wher', 'who', 'when', 'which', 'explain']);

let made: Matcher | undefined;

/**
 * Finds by code, by a text on the screen, then by words with typos. The same text has the same answer every time.
 * It is made once, and what was said is read (a second) for the first text that is more than a code.
 */
export function createMatcher(): Matcher {
  made ??= matcherOf();
  return made;
}

function matcherOf(): Matcher {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byCode = new Map(
    entries.flatMap((entry) => (entry.kind === 'answer' ? entry.codes : []).map((code) => [code, entry])),
  );
  let byWords: ByWords | undefined;
  return {
    entry: (id) => byId.get(id),
    match(text) {
      const start = text.slice(0, MAX_CHARACTERS);
      const written = writtenCodes(plain(start));
      const coded = written.map(({ code }) => byCode.get(code)).find((entry) => entry !== undefined);
      if (coded !== undefined) return { kind: 'sure', entry: coded };
      const unknown = written.find(({ named }) => named)?.shown;
      if (letters(withoutNamedCodes(start)) === '') return withCode({ kind: 'unknown' }, unknown);
      byWords ??= new ByWords(byId);
      const shown = byWords.shown(start);
      return shown === undefined ? withCode(byWords.guess(start), unknown) : { kind: 'sure', entry: shown };
    },
  };
}

/** Somebody who shows an error code wants to know about it, whatever their other words say. */
function withCode(guessed: Match, code: string | undefined): Match {
  if (code === undefined) return guessed;
  return guessed.kind === 'sure' ? { kind: 'unsure', entries: [guessed.entry], code } : { ...guessed, code };
}

/** Compares with what stands on screens and with what people say. */
class ByWords {
  readonly #index = new TopicIndex(topics(), new Learnt());
  readonly #byId: ReadonlyMap<string, Entry>;
  readonly #catalogue: readonly Lettered[];

  constructor(byId: ReadonlyMap<string, Entry>) {
    this.#byId = byId;
    this.#catalogue = topics().flatMap(({ id, phrasings }) => lettersOf(byId.get(id), phrasings));
  }

  /** The entry whose text on the screen it is, or that is said in exactly these words. */
  shown(text: string): Entry | undefined {
    const bare = letters(text);
    return byScreenText(this.#catalogue, bare) ?? byWholePhrasing(this.#catalogue, bare);
  }

  /** Chooses among the topics that are like the text, or says that it is about something else. */
  guess(text: string): Match {
    const words = withoutNamedCodes(text);
    const telling = this.#index.read(words).filter((word) => !ASKING.has(word) && this.#index.knows(word));
    if (telling.length === 0) return { kind: 'unknown' };
    const ranked = this.#index.rank(words);
    const found = ranked.flatMap(({ id, score }) => {
      const entry = this.#byId.get(id);
      return entry === undefined ? [] : [{ entry, score }];
    });
    const [best, second] = found;
    const other = ranked.find(({ id }) => id === ELSEWHERE);
    if (best === undefined || best.score - (other?.score ?? 0) < OURS) return { kind: 'unknown' };
    const sure = best.score - (second?.score ?? 0) >= SURE && telling.length >= ENOUGH;
    if (sure) return { kind: 'sure', entry: best.entry };
    return { kind: 'unsure', entries: found.slice(0, 3).map(({ entry }) => entry) };
  }
}

/** An entry as texts are compared with it: made once, because the whole catalogue is looked at for each text. */
interface Lettered {
  readonly entry: Entry;
  readonly texts: readonly string[];
  readonly phrasings: ReadonlySet<string>;
}

function lettersOf(entry: Entry | undefined, phrasings: readonly string[]): readonly Lettered[] {
  if (entry === undefined) return [];
  const texts = entry.kind === 'answer' ? entry.texts.map(letters) : [];
  return [{ entry, texts, phrasings: new Set(phrasings.map(letters)) }];
}

/** The longest text of the catalogue that stands in the words; short ones have to be everything that was said. */
function byScreenText(catalogue: readonly Lettered[], bare: string): Entry | undefined {
  const hits = catalogue.flatMap(({ entry, texts }) =>
    texts.flatMap((text) =>
      text === bare || (text.length >= TELLING_TEXT && bare.includes(text)) ? [{ entry, text }] : [],
    ),
  );
  return hits.sort((a, b) => b.text.length - a.text.length)[0]?.entry;
}

/** "who are you" and "hi" consist of words that say nothing by themselves: they have to be everything that was said. */
function byWholePhrasing(catalogue: readonly Lettered[], bare: string): Entry | undefined {
  return bare === '' ? undefined : catalogue.find(({ phrasings }) => phrasings.has(bare))?.entry;
}

function letters(words: string): string {
  return plain(words)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
