import { writtenCodes } from './codes';
import { elsewhere } from './elsewhere';
import { entries as builtIn } from './entries';
import { TopicIndex, type Topic } from './likeness';
import { Ours } from './ours';
import type { Entry } from './schema';
import { plain } from './words';

/** `code`: something that looks like an error code and is not known, so that the answer can say so. */
export type Match =
  | { readonly kind: 'sure'; readonly entry: Entry }
  | { readonly kind: 'unsure'; readonly entries: readonly Entry[] }
  | { readonly kind: 'unknown'; readonly code?: string };

export interface Matcher {
  /** Never throws, whatever the text. Reads its first 2,000 characters. */
  match(text: string): Match;
  entry(id: string): Entry | undefined;
}

const MAX_CHARACTERS = 2_000;
/** Above: the answer. Below: "is it one of these?". Measured by test/knowledge/matcher. */
const SURE = 0.52;
/** The best has to be this much better than the next, or both are shown. */
const LEAD = 0.08;
/** Below: "I don't know". Found with phrasings that were left out, of ours and of others. */
const WORTH_A_GUESS = 0.15;
const ODDS_COUNT = 0.05;
/** What is like a text from elsewhere may be ours as well: bags are stolen with and without a phone in them. */
const ELSEWHERE_COUNTS = 0.8;
/** A shorter text of a screen has to be everything that was said. */
const TELLING_TEXT = 24;
/** "What is …" asks, and does not say about what. */
const ASKING = new Set(['what', 'how', 'why', 'wher', 'who', 'when', 'which', 'explain']);
/** The topic of everything that is not ours. */
const ELSEWHERE = '';

let ofBuiltIn: Matcher | undefined;

/**
 * Finds by code, by a text on the screen, then by words with typos. The same text has the same answer every time.
 * Reading the catalogue takes some tenths of a second: the matcher of the built-in one is made once.
 */
export function createMatcher(entries: readonly Entry[] = builtIn): Matcher {
  if (entries !== builtIn) return matcherOf(entries);
  ofBuiltIn ??= matcherOf(builtIn);
  return ofBuiltIn;
}

function matcherOf(entries: readonly Entry[]): Matcher {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byCode = new Map(
    entries.flatMap((entry) => (entry.kind === 'answer' ? entry.codes : []).map((code) => [code, entry])),
  );
  const catalogue = entries.map(lettersOf);
  const guess = new Guess(byId);
  return {
    entry: (id) => byId.get(id),
    match(text) {
      const words = plain(text.slice(0, MAX_CHARACTERS));
      const written = writtenCodes(words);
      const coded = written.map(({ code }) => byCode.get(code)).find((entry) => entry !== undefined);
      if (coded !== undefined) return { kind: 'sure', entry: coded };
      const shown = byScreenText(catalogue, letters(words)) ?? byWholePhrasing(catalogue, letters(words));
      if (shown !== undefined) return { kind: 'sure', entry: shown };
      const unknown = written.find(({ named }) => named)?.shown;
      return guess.of(words) ?? { kind: 'unknown', ...(unknown === undefined ? {} : { code: unknown }) };
    },
  };
}

/** Chooses among the topics that are like the text, or says that it is about something else. */
class Guess {
  readonly #index: TopicIndex;
  readonly #ours: Ours;
  readonly #byId: ReadonlyMap<string, Entry>;

  constructor(byId: ReadonlyMap<string, Entry>) {
    const topics = [...byId.values()].map(topicOf);
    const index = new TopicIndex([...topics, { id: ELSEWHERE, phrasings: elsewhere }]);
    this.#byId = byId;
    this.#index = index;
    this.#ours = new Ours(index.said.slice(0, -1).flat(), index.said.slice(-1).flat());
  }

  of(text: string): Match | undefined {
    const words = this.#index.read(text);
    if (words.every((word) => ASKING.has(word) || !this.#index.knows(word))) return undefined;
    const ranked = this.#index.rank(words);
    const found = ranked.flatMap(({ id, score, alike }) => {
      const entry = this.#byId.get(id);
      return entry === undefined ? [] : [{ entry, score, alike }];
    });
    const [best, second] = found;
    const other = ranked.find(({ id }) => id === ELSEWHERE)?.alike ?? 0;
    if (
      best === undefined ||
      best.alike + ODDS_COUNT * this.#ours.odds(words) - ELSEWHERE_COUNTS * other < WORTH_A_GUESS
    )
      return undefined;
    if (best.alike >= SURE && best.score - (second?.score ?? 0) >= LEAD) return { kind: 'sure', entry: best.entry };
    return { kind: 'unsure', entries: found.slice(0, 3).map(({ entry }) => entry) };
  }
}

/** An entry as texts are compared with it: made once, because the whole catalogue is looked at for each text. */
interface Lettered {
  readonly entry: Entry;
  readonly texts: readonly string[];
  readonly phrasings: ReadonlySet<string>;
}

function lettersOf(entry: Entry): Lettered {
  const texts = entry.kind === 'answer' ? entry.texts.map(letters) : [];
  return { entry, texts, phrasings: new Set(entry.phrasings.map(letters)) };
}

function topicOf(entry: Entry): Topic {
  const { id, title, phrasings } = entry;
  if (entry.kind === 'intent') {
    return {
      id,
      title,
      ...(entry.about === undefined ? {} : { prose: entry.about }),
      phrasings: [...phrasings, title],
    };
  }
  const prose = [entry.what, entry.why, entry.fix].join(' ');
  return { id, title, prose, phrasings: [...phrasings, ...entry.texts, title] };
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
