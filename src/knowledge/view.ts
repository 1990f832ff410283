/** What a text is compared by (words, pairs of words, runs of letters), each with its weight. */
export type Vector = ReadonlyMap<string, number>;

/** How much a text is like a topic, from 0 to 1 each. */
export interface Nearness {
  /** The phrasing that is most like it, and the next. */
  readonly nearest: number;
  readonly second: number;
  /** All phrasings of the topic together. */
  readonly centre: number;
}

/** What a feature counts, given how rare it is; without a rarity where no phrasing has it. */
export type Weigh = (feature: string, rarity: number | undefined) => number;

/** A vector by the numbers of its features: there are a million in all. */
interface Numbered {
  readonly numbers: Uint32Array;
  readonly weights: Float64Array;
}

/** Compares by one kind of features with every phrasing of every topic, and with all phrasings of a topic together. */
export class View<Phrase> {
  readonly #weigh: Weigh;
  readonly #numberOf = new Map<string, number>();
  /** What each feature that was seen counts, by its number. */
  readonly #worth: Float64Array;
  /** The topic of each phrasing. */
  readonly #topicOf: readonly number[];
  readonly #phrases: Places;
  readonly #topics: Places;

  /** `said`: the phrasings of each topic; `features`: what one is compared by. */
  constructor(said: readonly (readonly Phrase[])[], features: (phrase: Phrase) => ReadonlySet<string>, weigh: Weigh) {
    this.#weigh = weigh;
    const numbered = said.map((phrases) =>
      phrases.map((phrase) => Uint32Array.from(features(phrase), (feature) => this.#numbered(feature))),
    );
    const topicsWith = new Uint32Array(this.#numberOf.size);
    for (const phrases of numbered)
      for (const number of new Set(phrases.flatMap((numbers) => [...numbers]))) add(topicsWith, number, 1);
    this.#worth = Float64Array.from(this.#numberOf.keys(), (feature, number) =>
      weigh(feature, Math.log(1 + said.length / (topicsWith[number] ?? 1))),
    );
    const vectors = numbered.map((phrases) =>
      phrases.map((numbers) => unit({ numbers, weights: Float64Array.from(numbers, (n) => this.#worth[n] ?? 0) })),
    );
    this.#topicOf = said.flatMap((phrases, topic) => phrases.map(() => topic));
    this.#phrases = new Places(vectors.flat(), this.#worth.length);
    this.#topics = new Places(vectors.map(centreOf), this.#worth.length);
  }

  /** Whether any phrasing has it. */
  knows(feature: string): boolean {
    return this.#numberOf.has(feature);
  }

  /** The features of a text, weighed; of length 1. */
  vector(features: ReadonlySet<string>): Vector {
    const worth = Array.from(features, (feature) => {
      const number = this.#numberOf.get(feature);
      return (number === undefined ? undefined : this.#worth[number]) ?? this.#weigh(feature, undefined);
    });
    const length = Math.hypot(...worth) || 1;
    return new Map(Array.from(features, (feature, n) => [feature, (worth[n] ?? 0) / length]));
  }

  /** Of every topic, in their order. */
  near(asked: Vector): readonly Nearness[] {
    const known = [...asked].flatMap(([feature, weight]) => {
      const number = this.#numberOf.get(feature);
      return number === undefined ? [] : [{ number, weight }];
    });
    const near = Array.from(this.#topics.dot(known), (centre) => ({ nearest: 0, second: 0, centre }));
    this.#phrases.dot(known).forEach((score, phrase) => {
      const found = near[this.#topicOf[phrase] ?? 0];
      if (found === undefined || score <= found.second) return;
      found.second = Math.min(score, found.nearest);
      found.nearest = Math.max(score, found.nearest);
    });
    return near;
  }

  #numbered(feature: string): number {
    const number = this.#numberOf.get(feature) ?? this.#numberOf.size;
    this.#numberOf.set(feature, number);
    return number;
  }
}

/** Where each feature stands, and with how much weight at each place. */
class Places {
  readonly #places: number;
  /** Of each feature: where its numbers begin; they end where those of the next begin. */
  readonly #starts: Uint32Array;
  readonly #at: Uint32Array;
  readonly #weights: Float32Array;

  constructor(vectors: readonly Numbered[], features: number) {
    this.#places = vectors.length;
    this.#starts = new Uint32Array(features + 1);
    for (const { numbers } of vectors) for (const number of numbers) add(this.#starts, number + 1, 1);
    for (let number = 0; number < features; number += 1) add(this.#starts, number + 1, this.#starts[number] ?? 0);
    const next = this.#starts.slice();
    this.#at = new Uint32Array(this.#starts[features] ?? 0);
    this.#weights = new Float32Array(this.#at.length);
    vectors.forEach(({ numbers, weights }, place) => {
      numbers.forEach((number, n) => {
        const free = next[number] ?? 0;
        this.#at[free] = place;
        this.#weights[free] = weights[n] ?? 0;
        next[number] = free + 1;
      });
    });
  }

  /** How much of a vector stands at each place. */
  dot(asked: readonly { readonly number: number; readonly weight: number }[]): Float64Array {
    const sums = new Float64Array(this.#places);
    for (const { number, weight } of asked)
      for (let k = this.#starts[number] ?? 0; k < (this.#starts[number + 1] ?? 0); k += 1)
        add(sums, this.#at[k] ?? 0, weight * (this.#weights[k] ?? 0));
    return sums;
  }
}

/** All phrasings of a topic as one. Ten phrasings with one word say more than one, but not ten times more. */
function centreOf(phrases: readonly Numbered[]): Numbered {
  const sums = new Map<number, number>();
  for (const { numbers, weights } of phrases)
    numbers.forEach((number, n) => sums.set(number, (sums.get(number) ?? 0) + (weights[n] ?? 0)));
  return unit({ numbers: Uint32Array.from(sums.keys()), weights: Float64Array.from(sums.values(), Math.sqrt) });
}

function unit({ numbers, weights }: Numbered): Numbered {
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { numbers, weights: weights.map((weight) => weight / length) };
}

function add(numbers: Uint32Array | Float64Array, at: number, more: number): void {
  numbers[at] = (numbers[at] ?? 0) + more;
}

/** How often each stands in the lists. */
export function counted(lists: readonly Iterable<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

export function listed<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
