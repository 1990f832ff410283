import MiniSearch from 'minisearch';
import { entries as builtIn } from './entries';
import type { Entry } from './schema';
import { isOurs, plain, similarity, terms } from './words';

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
/** Above: the answer. Between: "is it one of these?". Below: "I don't know". Measured by test/knowledge/matcher. */
const SURE = 0.62;
const MAYBE = 0.46;
/** The same for a text that has a word of ours in it: asking back costs little, a shrug helps nobody. */
const MAYBE_OURS = 0.22;
/** The best has to be this much better than the next, or both are shown. */
const LEAD = 0.08;

interface Phrase {
  readonly id: string;
  readonly entry: string;
  readonly words: string;
}

/** Finds by code, by a text on the screen, then by words with typos. The same text has the same answer every time. */
export function createMatcher(entries: readonly Entry[] = builtIn): Matcher {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = new PhraseIndex(entries);
  const catalogue = entries.map(lettersOf);
  return {
    entry: (id) => byId.get(id),
    match(text) {
      const words = plain(text.slice(0, MAX_CHARACTERS));
      const code = byCode(entries, words);
      if (code.entry !== undefined) return { kind: 'sure', entry: code.entry };
      const shown = byScreenText(catalogue, letters(words)) ?? byWholePhrasing(catalogue, letters(words));
      if (shown !== undefined) return { kind: 'sure', entry: shown };
      const ranked = index.rank(words).flatMap(({ entry, confidence }) => {
        const found = byId.get(entry);
        return found === undefined ? [] : [{ entry: found, confidence }];
      });
      const [best, second] = ranked;
      const maybe = isOurs(terms(words)) ? MAYBE_OURS : MAYBE;
      if (best === undefined || best.confidence < maybe) {
        return { kind: 'unknown', ...(code.unknown === undefined ? {} : { code: code.unknown }) };
      }
      if (best.confidence >= SURE && best.confidence - (second?.confidence ?? 0) >= LEAD)
        return { kind: 'sure', entry: best.entry };
      return {
        kind: 'unsure',
        entries: ranked
          .filter(({ confidence }) => confidence >= maybe * 0.7)
          .slice(0, 3)
          .map(({ entry }) => entry),
      };
    },
  };
}

/** "AADSTS135016", "error 135016", "0x801c03ed"; a bare number only when it is a known code. */
function byCode(entries: readonly Entry[], words: string): { readonly entry?: Entry; readonly unknown?: string } {
  const written = [...words.matchAll(/\b(?:aadsts\s*[:#-]?\s*(\d{4,7})|(0x[0-9a-f]{8})|(\d{4,7}))\b/g)];
  for (const [, aadsts, hex, bare] of written) {
    const code = aadsts ?? hex ?? bare ?? '';
    const entry = entries.find((candidate) => candidate.kind === 'answer' && candidate.codes.includes(code));
    if (entry !== undefined) return { entry };
  }
  const named = written.find(([, aadsts, hex]) => aadsts !== undefined || hex !== undefined)?.[0];
  return named === undefined ? {} : { unknown: named.toUpperCase().replace('0X', '0x') };
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

/** The longest text of the catalogue that stands in the words; short ones have to be everything that was said. */
function byScreenText(catalogue: readonly Lettered[], bare: string): Entry | undefined {
  const hits = catalogue.flatMap(({ entry, texts }) =>
    texts.flatMap((text) => (text === bare || (text.length >= 30 && bare.includes(text)) ? [{ entry, text }] : [])),
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

/** Full-text search over single phrasings; how sure it is counts how much of either side the other one covers. */
class PhraseIndex {
  readonly #search: MiniSearch<Phrase>;
  readonly #entryOf = new Map<string, string>();
  readonly #termsOf = new Map<string, readonly string[]>();
  readonly #weight = new Map<string, number>();
  readonly #unheard: number;
  readonly #place: ReadonlyMap<string, number>;

  constructor(entries: readonly Entry[]) {
    this.#place = new Map(entries.map((entry, place) => [entry.id, place]));
    const phrases = entries.flatMap(phrasesOf);
    const counts = new Map<string, number>();
    for (const { id, entry, words } of phrases) {
      const own = [...new Set(terms(words))];
      this.#entryOf.set(id, entry);
      this.#termsOf.set(id, own);
      for (const term of own) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    for (const [term, count] of counts) this.#weight.set(term, Math.log(1 + phrases.length / count));
    // A word that no phrasing has may be what the question is about: it weighs like a rare one.
    this.#unheard = Math.log(1 + phrases.length / 8);
    this.#search = new MiniSearch<Phrase>({
      fields: ['words'],
      tokenize: (text) => [...terms(text)],
      processTerm: (term) => term,
      searchOptions: {
        fuzzy: (term) => (term.length > 3 ? 0.3 : false),
        prefix: (term) => term.length > 5,
        maxFuzzy: 2,
      },
    });
    this.#search.addAll(phrases);
  }

  /** One row per entry, by its best phrasing, surest first; equal ones in the order of the catalogue. */
  rank(words: string): readonly { readonly entry: string; readonly confidence: number }[] {
    const asked = [...new Set(terms(words))];
    const alike = rememberedSimilarity();
    const best = new Map<string, number>();
    for (const { id } of this.#search.search(words)) {
      const entry = this.#entryOf.get(String(id));
      if (entry === undefined) continue;
      const confidence = this.#confidence(this.#termsOf.get(String(id)) ?? [], asked, alike);
      best.set(entry, Math.max(best.get(entry) ?? 0, confidence));
    }
    const place = (entry: string): number => this.#place.get(entry) ?? 0;
    return [...best]
      .map(([entry, confidence]) => ({ entry, confidence }))
      .sort((a, b) => b.confidence - a.confidence || place(a.entry) - place(b.entry));
  }

  #confidence(own: readonly string[], asked: readonly string[], alike: Similarity): number {
    const ofPhrase = this.#covered(own, asked, alike);
    const ofQuestion = this.#covered(asked, own, alike);
    // One word found in a long text says little, three say a lot.
    const share = [0, 0.15, 0.5][own.length] ?? 0.6;
    return share * ofPhrase + (1 - share) * ofQuestion * ofPhrase;
  }

  /** How much of the weight of these words the other ones have. */
  #covered(words: readonly string[], by: readonly string[], similar: Similarity): number {
    let found = 0;
    let all = 0;
    for (const word of words) {
      let alike = 0;
      let twin: string | undefined;
      for (const other of by) {
        const one = similar(word, other);
        if (one > alike) [alike, twin] = [one, other];
      }
      const weight =
        this.#weight.get(word) ?? (twin === undefined ? undefined : this.#weight.get(twin)) ?? this.#unheard;
      all += weight;
      found += weight * alike;
    }
    return all === 0 ? 0 : found / all;
  }
}

type Similarity = (a: string, b: string) => number;

/** For one text: its few words meet the same words of the catalogue in hundreds of phrasings, from both sides. */
function rememberedSimilarity(): Similarity {
  const known = new Map<string, Map<string, number>>();
  return (a, b) => {
    const [first, second] = a < b ? [a, b] : [b, a];
    const ofFirst = known.get(first) ?? new Map<string, number>();
    known.set(first, ofFirst);
    const found = ofFirst.get(second) ?? similarity(first, second);
    ofFirst.set(second, found);
    return found;
  };
}

function phrasesOf(entry: Entry): readonly Phrase[] {
  const words = [...entry.phrasings, ...(entry.kind === 'answer' ? entry.texts : [])];
  return words.map((text, place) => ({ id: `${entry.id}#${String(place)}`, entry: entry.id, words: text }));
}
