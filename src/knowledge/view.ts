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

/** Compares by one kind of features with every phrasing of every topic, and with all phrasings of a topic together. */
export class View<Phrase> {
  readonly #weigh: Weigh;
  readonly #rarity = new Map<string, number>();
  /** The topic of each phrasing. */
  readonly #topicOf: readonly number[];
  readonly #inPhrases: Places;
  readonly #inTopics: Places;

  /** `said`: the phrasings of each topic; `features`: what one is compared by. */
  constructor(said: readonly (readonly Phrase[])[], features: (phrase: Phrase) => ReadonlySet<string>, weigh: Weigh) {
    this.#weigh = weigh;
    const topicsWith = counted(said.map((phrases) => new Set(phrases.flatMap((phrase) => [...features(phrase)]))));
    for (const [feature, count] of topicsWith) this.#rarity.set(feature, Math.log(1 + said.length / count));
    const inPhrases = new Postings();
    const inTopics = new Postings();
    said.forEach((phrases) => {
      const sum = new Map<string, number>();
      for (const phrase of phrases)
        inPhrases.add(this.vector(features(phrase)), (feature, weight) => {
          sum.set(feature, (sum.get(feature) ?? 0) + weight);
        });
      inTopics.add(unit(dampened(sum)));
    });
    this.#topicOf = said.flatMap((phrases, topic) => phrases.map(() => topic));
    this.#inPhrases = inPhrases.packed();
    this.#inTopics = inTopics.packed();
  }

  /** Whether any phrasing has it. */
  knows(feature: string): boolean {
    return this.#rarity.has(feature);
  }

  /** Of every topic, in their order. */
  near(asked: Vector): readonly Nearness[] {
    const centres = this.#inTopics.dot(asked);
    const near = Array.from(centres, (centre) => ({ nearest: 0, second: 0, centre }));
    this.#inPhrases.dot(asked).forEach((score, phrase) => {
      const found = near[this.#topicOf[phrase] ?? 0];
      if (found === undefined || score <= found.second) return;
      found.second = Math.min(score, found.nearest);
      found.nearest = Math.max(score, found.nearest);
    });
    return near;
  }

  /** The features of a text, weighed; of length 1. */
  vector(of: ReadonlySet<string>): Vector {
    return unit(new Map([...of].map((feature) => [feature, this.#weigh(feature, this.#rarity.get(feature))])));
  }
}

/** Vectors by what is in them; the place of a vector is how many were there before. */
class Postings {
  readonly #lists = new Map<string, { readonly at: number[]; readonly weights: number[] }>();
  #vectors = 0;

  add(vector: Vector, each: (feature: string, weight: number) => void = () => undefined): void {
    for (const [feature, weight] of vector) {
      const list = this.#lists.get(feature) ?? { at: [], weights: [] };
      this.#lists.set(feature, list);
      list.at.push(this.#vectors);
      list.weights.push(weight);
      each(feature, weight);
    }
    this.#vectors += 1;
  }

  packed(): Places {
    return new Places(this.#lists, this.#vectors);
  }
}

/** Where each feature stands, and with how much weight at each place: numbers side by side, because they are a million. */
class Places {
  readonly #places: number;
  readonly #order: ReadonlyMap<string, number>;
  /** Of each feature in this order: where its numbers begin; they end where those of the next begin. */
  readonly #starts: Uint32Array;
  readonly #at: Uint16Array;
  readonly #weights: Float32Array;

  constructor(
    lists: ReadonlyMap<string, { readonly at: readonly number[]; readonly weights: readonly number[] }>,
    places: number,
  ) {
    this.#places = places;
    this.#order = new Map([...lists.keys()].map((feature, n) => [feature, n]));
    this.#starts = new Uint32Array(lists.size + 1);
    let end = 0;
    [...lists.values()].forEach(({ at }, n) => (this.#starts[n + 1] = end += at.length));
    this.#at = new Uint16Array(end);
    this.#weights = new Float32Array(end);
    [...lists.values()].forEach(({ at, weights }, n) => {
      this.#at.set(at, this.#starts[n]);
      this.#weights.set(weights, this.#starts[n]);
    });
  }

  /** How much of a vector stands at each place. */
  dot(asked: Vector): Float64Array {
    const sums = new Float64Array(this.#places);
    for (const [feature, weight] of asked) {
      const n = this.#order.get(feature);
      if (n === undefined) continue;
      for (let k = this.#starts[n] ?? 0; k < (this.#starts[n + 1] ?? 0); k += 1) {
        const place = this.#at[k] ?? 0;
        sums[place] = (sums[place] ?? 0) + weight * (this.#weights[k] ?? 0);
      }
    }
    return sums;
  }
}

function unit(vector: Vector): Vector {
  const length = Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return length === 0 ? vector : new Map([...vector].map(([feature, weight]) => [feature, weight / length]));
}

/** Ten phrasings with one word say more than one, but not ten times more. */
function dampened(vector: Vector): Vector {
  return new Map([...vector].map(([feature, weight]) => [feature, Math.sqrt(weight)]));
}

/** In how many of the lists each stands; a list that repeats counts what it repeats. */
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
