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

/** Where a feature stands, and with how much weight at each place. */
interface Places {
  readonly at: number[];
  readonly weights: number[];
}

/** Compares by one kind of features with every phrasing of every topic, and with all phrasings of a topic together. */
export class View {
  readonly #weigh: Weigh;
  readonly #rarity = new Map<string, number>();
  /** The topic of each phrasing. */
  readonly #topicOf: number[] = [];
  readonly #inPhrases = new Map<string, Places>();
  readonly #inTopics = new Map<string, Places>();
  readonly #topics: number;

  /** `said`: the features of each phrasing of each topic. */
  constructor(said: readonly (readonly ReadonlySet<string>[])[], weigh: Weigh) {
    this.#weigh = weigh;
    this.#topics = said.length;
    const topicsWith = counted(said.map((phrases) => new Set(phrases.flatMap((phrase) => [...phrase]))));
    for (const [feature, count] of topicsWith) this.#rarity.set(feature, Math.log(1 + said.length / count));
    said.forEach((phrases, topic) => {
      this.#keep(phrases, topic);
    });
  }

  /** Whether any phrasing has it. */
  knows(feature: string): boolean {
    return this.#rarity.has(feature);
  }

  /** Of every topic, in their order. */
  near(asked: Vector): readonly Nearness[] {
    const centres = dot(this.#inTopics, asked, this.#topics);
    const near = Array.from(centres, (centre) => ({ nearest: 0, second: 0, centre }));
    dot(this.#inPhrases, asked, this.#topicOf.length).forEach((score, phrase) => {
      const found = near[this.#topicOf[phrase] ?? 0];
      if (found === undefined || score <= found.second) return;
      found.second = Math.min(score, found.nearest);
      found.nearest = Math.max(score, found.nearest);
    });
    return near;
  }

  #keep(phrases: readonly ReadonlySet<string>[], topic: number): void {
    const sum = new Map<string, number>();
    for (const phrase of phrases) {
      const place = this.#topicOf.push(topic) - 1;
      for (const [feature, weight] of this.vector(phrase)) {
        put(this.#inPhrases, feature, place, weight);
        sum.set(feature, (sum.get(feature) ?? 0) + weight);
      }
    }
    for (const [feature, weight] of unit(dampened(sum))) put(this.#inTopics, feature, topic, weight);
  }

  /** The features of a text, weighed; of length 1. */
  vector(of: ReadonlySet<string>): Vector {
    return unit(new Map([...of].map((feature) => [feature, this.#weigh(feature, this.#rarity.get(feature))])));
  }
}

function put(index: Map<string, Places>, feature: string, place: number, weight: number): void {
  const places = index.get(feature) ?? { at: [], weights: [] };
  index.set(feature, places);
  places.at.push(place);
  places.weights.push(weight);
}

/** Plain numbers side by side: a run of letters stands in thousands of phrasings, and they are all looked at each time. */
function dot(index: ReadonlyMap<string, Places>, asked: Vector, places: number): Float64Array {
  const sums = new Float64Array(places);
  for (const [feature, weight] of asked) {
    const found = index.get(feature);
    found?.at.forEach((place, n) => {
      sums[place] = (sums[place] ?? 0) + weight * (found.weights[n] ?? 0);
    });
  }
  return sums;
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
