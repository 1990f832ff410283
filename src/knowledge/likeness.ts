import MiniSearch from 'minisearch';
import type { Learnt } from './learnt';
import { Spelling } from './spelling';
import { type Nearness, type Vector, View, counted, listed } from './view';
import { knownWords, surface, terms } from './words';

/** Something that texts are compared with: the ways to say it, and prose about it. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly prose: string;
  readonly phrasings: readonly string[];
}

export interface Likeness {
  readonly id: string;
  /** Comparable between the topics of one text, and by its distance to the others between texts. */
  readonly score: number;
}

/** Words that stand at most this far apart count as a pair. */
const NEAR = 2;
/** Runs of letters of this length, the ends of words included. */
const RUN = 3;
/** A sentence of fewer words tells no trouble by itself, and of a long story the first sentences are looked at. */
const TELLING = 3;
const MAX_SENTENCES = 12;

/** How the views are weighed; found with sentences of strangers (docs/architecture.md). */
const WEIGHTS = {
  nearest: 0.5,
  second: 0.2,
  centre: 0.35,
  letters: 2,
  learnt: 1.5,
  prose: 0.2,
  pair: 0.8,
  typical: 0.025,
  smoothing: 10,
  whole: 0.7,
};

/**
 * Compares a text with all topics: by its words with the phrasings that are nearest to it and with all phrasings of
 * the topic together; by its letters in the same way, which sees through endings and typos; by what was learnt about
 * both; by the words that are typical of the topic; and by the prose about it.
 */
export class TopicIndex {
  readonly #spelling: Spelling;
  readonly #words: View<readonly string[]>;
  readonly #letters: View<readonly string[]>;
  readonly #ids: readonly string[];
  readonly #learnt: Learnt | undefined;
  readonly #typical = new Map<string, (readonly [topic: number, weight: number])[]>();
  /** What each word of a text costs a topic by itself: a topic with many phrasings is hit by chance more often. */
  readonly #perWord: readonly number[];
  readonly #prose: MiniSearch<{ id: number; title: string; prose: string }>;

  /** `learnt`: left out by whoever learns. */
  constructor(topics: readonly Topic[], learnt?: Learnt) {
    this.#ids = topics.map(({ id }) => id);
    this.#learnt = learnt;
    this.#perWord = topics.map(({ phrasings }) => Math.log(WEIGHTS.smoothing / (phrasings.length + WEIGHTS.smoothing)));
    const written = topics.map(({ phrasings }) => phrasings.map(surface));
    const prose = topics.flatMap((topic) => [surface(topic.title), surface(topic.prose)]);
    this.#spelling = new Spelling(counted([...written.flat(), ...prose, knownWords()]));
    const said = written.map((phrases) => phrases.map(terms));
    const unheard = Math.log(1 + topics.length);
    // A word that nobody used counts, so that a strange text is like nothing; a pair that nobody used does not.
    this.#words = new View(said, wordsAndPairs, (feature, rarity) =>
      feature.includes(' ') ? (rarity ?? 0) * WEIGHTS.pair : (rarity ?? unheard),
    );
    this.#letters = new View(written, runs, (_, rarity) => rarity ?? 0);
    this.#countTypical(said);
    this.#prose = proseOf(topics);
  }

  /** The words of a text as they are compared: spelling mended, one form each. */
  read(text: string): readonly string[] {
    return terms(this.#spelling.mend(surface(text)));
  }

  /** Whether any phrasing has the word. */
  knows(word: string): boolean {
    return this.#words.knows(word);
  }

  /** What a text is compared by, in each view. */
  features(text: string): readonly [words: Vector, letters: Vector] {
    return [this.#words.vector(wordsAndPairs(this.read(text))), this.#letters.vector(runs(surface(text)))];
  }

  /**
   * All topics, most alike first; equal ones in the order of the catalogue. In a story, the one sentence that tells
   * the trouble counts beside the whole.
   */
  rank(text: string): readonly Likeness[] {
    const whole = this.#scores(text);
    const parts = sentences(text).map((part) => this.#scores(part));
    const score = (all: number, topic: number): number =>
      parts.length === 0
        ? all
        : WEIGHTS.whole * all + (1 - WEIGHTS.whole) * Math.max(...parts.map((part) => part[topic] ?? 0));
    return whole
      .map((all, topic) => ({ id: this.#ids[topic] ?? '', score: score(all, topic) }))
      .sort((a, b) => b.score - a.score);
  }

  #scores(text: string): readonly number[] {
    const known = new Set(this.read(text).filter((word) => this.knows(word)));
    const [asWords, asLetters] = this.features(text);
    const [byWords, byLetters] = [this.#words.near(asWords), this.#letters.near(asLetters)];
    const learnt = this.#learnt?.scores(asWords, asLetters);
    const prose = this.#proseLike(known);
    const typical = this.#typicalOf(known);
    return this.#ids.map(
      (id, topic) =>
        together(byWords[topic]) +
        WEIGHTS.letters * together(byLetters[topic]) +
        WEIGHTS.learnt * (learnt?.get(id) ?? 0) +
        WEIGHTS.prose * (prose.get(topic) ?? 0) +
        // Words that nobody used speak for no topic and against none: long stories are full of them.
        WEIGHTS.typical * ((typical.get(topic) ?? 0) + known.size * (this.#perWord[topic] ?? 0)),
    );
  }

  #proseLike(known: ReadonlySet<string>): ReadonlyMap<number, number> {
    const found = known.size === 0 ? [] : this.#prose.search([...known].join(' '));
    const best = found[0]?.score ?? 1;
    return new Map(found.map(({ id, score }) => [Number(id), score / best]));
  }

  #typicalOf(known: ReadonlySet<string>): ReadonlyMap<number, number> {
    const sums = new Map<number, number>();
    for (const word of known)
      for (const [topic, weight] of this.#typical.get(word) ?? []) sums.set(topic, (sums.get(topic) ?? 0) + weight);
    return sums;
  }

  /** Naive Bayes: how much more often a topic has a word than all topics together. */
  #countTypical(said: readonly (readonly (readonly string[])[])[]): void {
    const spoken = said.map((phrases) => phrases.map((words) => new Set(words)));
    const all = counted(spoken.flat());
    const total = spoken.reduce((sum, phrases) => sum + phrases.length, 0);
    spoken.forEach((phrases, topic) => {
      for (const [word, count] of counted(phrases)) {
        const usual = (all.get(word) ?? count) / total;
        listed(this.#typical, word).push([topic, Math.log(1 + count / (WEIGHTS.smoothing * usual))]);
      }
    });
  }
}

function together(near: Nearness | undefined): number {
  if (near === undefined) return 0;
  return WEIGHTS.nearest * near.nearest + WEIGHTS.second * near.second + WEIGHTS.centre * near.centre;
}

function proseOf(topics: readonly Topic[]): MiniSearch<{ id: number; title: string; prose: string }> {
  const search = new MiniSearch<{ id: number; title: string; prose: string }>({
    fields: ['title', 'prose'],
    tokenize: (text) => [...terms(surface(text))],
    processTerm: (term) => term,
    searchOptions: { boost: { title: 2 }, tokenize: (text) => text.split(' ') },
  });
  search.addAll(topics.map(({ title, prose }, id) => ({ id, title, prose })));
  return search;
}

/** The sentences of a text that has several. */
function sentences(text: string): readonly string[] {
  const found = text.split(/(?<=[.!?;])\s+|\n+/u).filter((part) => surface(part).length >= TELLING);
  return found.length < 2 ? [] : found.slice(0, MAX_SENTENCES);
}

/** Single words, and neighbours whatever their order. */
function wordsAndPairs(words: readonly string[]): ReadonlySet<string> {
  const found = new Set(words);
  words.forEach((word, place) => {
    for (const next of words.slice(place + 1, place + 1 + NEAR))
      if (next !== word) found.add(word < next ? `${word} ${next}` : `${next} ${word}`);
  });
  return found;
}

/** Marked, because short words look like runs of letters. Numbers are alike only as a whole: that is for the words. */
function runs(words: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of words.filter((one) => !/\d/.test(one))) {
    const padded = ` ${word} `;
    for (let place = 0; place + RUN <= padded.length; place += 1) found.add(`#${padded.slice(place, place + RUN)}`);
  }
  return found;
}
