import MiniSearch from 'minisearch';
import { Spelling } from './spelling';
import { knownWords, surface, terms } from './words';

/** Something that texts are compared with: the ways to say it, and prose about it. */
export interface Topic {
  readonly id: string;
  readonly phrasings: readonly string[];
  readonly title?: string;
  readonly prose?: string;
}

export interface Likeness {
  readonly id: string;
  /** Orders the topics of one text. */
  readonly score: number;
  /** 0 to 1: how much the text is like what was said about the topic; comparable between texts. */
  readonly alike: number;
}

/** A word, or two neighbours, with its weight; of length 1 where it stands for a phrasing. */
type Vector = ReadonlyMap<string, number>;

/** Words that stand at most this far apart count as a pair. */
const NEAR = 2;

/** How the views are weighed; found by leaving each phrasing out once (test/knowledge/matcher). */
const WEIGHTS = {
  nearest: 0.5,
  second: 0.2,
  centroid: 0.35,
  prose: 0.2,
  pair: 0.8,
  typical: 0.025,
  smoothing: 10,
};

/**
 * Compares a text with all topics in four views: with the phrasings that are nearest to it, with all phrasings of the
 * topic together, with the words that are typical of the topic, and with the prose about it.
 */
export class TopicIndex {
  /** The phrasings of each topic as they are compared. */
  readonly said: readonly (readonly (readonly string[])[])[];
  readonly #spelling: Spelling;
  readonly #rarity = new Map<string, number>();
  readonly #unheard: number;
  readonly #phrases: { readonly topic: number; readonly length: number }[] = [];
  readonly #inPhrases = new Map<string, (readonly [phrase: number, weight: number])[]>();
  readonly #inTopics = new Map<string, (readonly [topic: number, weight: number])[]>();
  readonly #ids: readonly string[];
  readonly #typical = new Map<string, (readonly [topic: number, weight: number])[]>();
  /** What each word of a text costs a topic by itself: a topic with many phrasings is hit by chance more often. */
  readonly #perWord: readonly number[];
  readonly #prose: MiniSearch<{ id: number; title: string; prose: string }>;

  constructor(topics: readonly Topic[]) {
    this.#ids = topics.map(({ id }) => id);
    this.#perWord = topics.map(({ phrasings }) => Math.log(WEIGHTS.smoothing / (phrasings.length + WEIGHTS.smoothing)));
    this.#spelling = new Spelling(counted([...topics.flatMap(wordsOf), ...knownWords()]));
    this.said = topics.map(({ phrasings }) => phrasings.map((phrasing) => terms(surface(phrasing))));
    const said = this.said.map((phrases) => phrases.map(features));
    this.#weigh(said);
    this.#unheard = Math.log(1 + topics.length);
    this.#countTypical(said);
    said.forEach((phrases, topic) => {
      const sum = new Map<string, number>();
      for (const phrase of phrases) {
        const vector = this.#vector(phrase);
        const place = this.#phrases.push({ topic, length: phrase.size }) - 1;
        for (const [feature, weight] of vector) {
          listed(this.#inPhrases, feature).push([place, weight]);
          sum.set(feature, (sum.get(feature) ?? 0) + weight);
        }
      }
      for (const [feature, weight] of unit(dampened(sum))) listed(this.#inTopics, feature).push([topic, weight]);
    });
    this.#prose = new MiniSearch({
      fields: ['title', 'prose'],
      tokenize: (text) => [...terms(surface(text))],
      processTerm: (term) => term,
      searchOptions: { boost: { title: 2 }, tokenize: (text) => text.split(' ') },
    });
    this.#prose.addAll(
      topics.map(({ title, prose, phrasings }, id) => ({
        id,
        title: title ?? '',
        prose: prose ?? phrasings.join(' '),
      })),
    );
  }

  /** The words of a text as they are compared: spelling mended, one form each. */
  read(text: string): readonly string[] {
    return terms(this.#spelling.mend(surface(text)));
  }

  /** Whether any phrasing has the word. */
  knows(word: string): boolean {
    return this.#rarity.has(word);
  }

  /** All topics that have something of the text, most alike first; equal ones in the order of the catalogue. */
  rank(words: readonly string[]): readonly Likeness[] {
    const asked = this.#vector(features(words));
    const nearest = new Map<number, [number, number]>();
    for (const [phrase, score] of this.#dot(this.#inPhrases, asked)) {
      const topic = this.#phrases[phrase]?.topic ?? 0;
      const [first, second] = nearest.get(topic) ?? [0, 0];
      nearest.set(topic, score > first ? [score, first] : [first, Math.max(second, score)]);
    }
    const centroid = this.#dot(this.#inTopics, asked);
    const prose = this.#proseOf(words);
    // Words that nobody used speak for no topic and against none: long stories are full of them.
    const known = [...new Set(words)].filter((word) => this.#rarity.has(word));
    const typical = this.#dot(this.#typical, new Map(known.map((word) => [word, 1])));
    return [...nearest]
      .map(([topic, [first, second]]) => {
        const alike = WEIGHTS.nearest * first + WEIGHTS.second * second + WEIGHTS.centroid * (centroid.get(topic) ?? 0);
        const score =
          alike +
          WEIGHTS.prose * (prose.get(topic) ?? 0) +
          WEIGHTS.typical * ((typical.get(topic) ?? 0) + known.length * (this.#perWord[topic] ?? 0));
        return { topic, alike, score };
      })
      .sort((a, b) => b.score - a.score || a.topic - b.topic)
      .map(({ topic, alike, score }) => ({ id: this.#ids[topic] ?? '', alike, score }));
  }

  #proseOf(words: readonly string[]): ReadonlyMap<number, number> {
    const known = [...new Set(words)].filter((word) => this.#rarity.has(word));
    const found = known.length === 0 ? [] : this.#prose.search(known.join(' '));
    const best = found[0]?.score ?? 1;
    return new Map(found.map(({ id, score }) => [Number(id), score / best]));
  }

  #dot(index: ReadonlyMap<string, readonly (readonly [number, number])[]>, asked: Vector): Map<number, number> {
    const sums = new Map<number, number>();
    for (const [feature, weight] of asked)
      for (const [place, other] of index.get(feature) ?? []) sums.set(place, (sums.get(place) ?? 0) + weight * other);
    return sums;
  }

  /** Naive Bayes: how much more often a topic has a word than all topics together. */
  #countTypical(said: readonly (readonly ReadonlySet<string>[])[]): void {
    const all = counted(said.flatMap((phrases) => phrases.flatMap((phrase) => [...phrase])));
    const total = said.reduce((sum, phrases) => sum + phrases.length, 0);
    said.forEach((phrases, topic) => {
      for (const [feature, count] of counted(phrases.flatMap((phrase) => [...phrase]))) {
        const usual = (all.get(feature) ?? count) / total;
        if (!feature.includes(' '))
          listed(this.#typical, feature).push([topic, Math.log(1 + count / (WEIGHTS.smoothing * usual))]);
      }
    });
  }

  /** A feature that few topics have says most. */
  #weigh(said: readonly (readonly ReadonlySet<string>[])[]): void {
    const topicsOf = new Map<string, number>();
    for (const phrases of said)
      for (const feature of new Set(phrases.flatMap((phrase) => [...phrase])))
        topicsOf.set(feature, (topicsOf.get(feature) ?? 0) + 1);
    for (const [feature, count] of topicsOf) this.#rarity.set(feature, Math.log(1 + said.length / count));
  }

  #vector(of: ReadonlySet<string>): Vector {
    const weights = new Map<string, number>();
    for (const feature of of) {
      const pair = feature.includes(' ');
      const rarity = this.#rarity.get(feature) ?? (pair ? 0 : this.#unheard);
      weights.set(feature, pair ? rarity * WEIGHTS.pair : rarity);
    }
    return unit(weights);
  }
}

function wordsOf({ phrasings, title, prose }: Topic): readonly string[] {
  return [...phrasings, title ?? '', prose ?? ''].flatMap((text) => [...surface(text)]);
}

/** Single words and neighbours. */
function features(words: readonly string[]): ReadonlySet<string> {
  const found = new Set(words);
  words.forEach((word, place) => {
    for (const next of words.slice(place + 1, place + 1 + NEAR))
      if (next !== word) found.add(word < next ? `${word} ${next}` : `${next} ${word}`);
  });
  return found;
}

function unit(vector: Vector): Vector {
  const length = Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return length === 0 ? vector : new Map([...vector].map(([feature, weight]) => [feature, weight / length]));
}

/** Ten phrasings with one word say more than one, but not ten times more. */
function dampened(vector: Vector): Vector {
  return new Map([...vector].map(([feature, weight]) => [feature, Math.sqrt(weight)]));
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function listed<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
