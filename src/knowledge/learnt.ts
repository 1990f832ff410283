import { z } from 'zod/v4';
import learnt from './weights.json';
import type { Vector } from './view';

/**
 * weights.json, written by `npm run learn` (scripts/learn.mjs): what each feature says for and against each topic.
 * `of`: what it was learnt from, to notice when that has changed. `features`: in the order of `weights`, which are
 * numbers of two bytes: for each feature how many topics it has, then each topic with its weight times `scale`.
 */
const schema = z.strictObject({
  of: z.string().min(1),
  topics: z.array(z.string()),
  bias: z.array(z.number()),
  scale: z.number().positive(),
  features: z.array(z.string()),
  weights: z.base64(),
});

type Weights = readonly (readonly [topic: number, weight: number])[];

/** A linear classifier over the features of a text: above 0 speaks for a topic, below 0 against it. */
export class Learnt {
  readonly of: string;
  readonly #topics: readonly string[];
  readonly #bias: readonly number[];
  readonly #weights: ReadonlyMap<string, Weights>;

  constructor(data: unknown = learnt) {
    const { of, topics, bias, scale, features, weights } = schema.parse(data);
    const bytes = Buffer.from(weights, 'base64');
    let at = -2;
    const next = (): number => bytes.readInt16LE((at += 2));
    this.of = of;
    this.#topics = topics;
    this.#bias = bias;
    this.#weights = new Map(
      features.map((feature) => [feature, Array.from({ length: next() }, () => [next(), next() / scale] as const)]),
    );
  }

  /** By the ids of topics. `vectors`: the features of each view, each of length 1. */
  scores(...vectors: readonly Vector[]): ReadonlyMap<string, number> {
    const sums = [...this.#bias];
    for (const vector of vectors)
      for (const [feature, worth] of vector)
        for (const [topic, weight] of this.#weights.get(feature) ?? [])
          sums[topic] = (sums[topic] ?? 0) + worth * weight;
    return new Map(this.#topics.map((id, topic) => [id, sums[topic] ?? 0]));
  }
}
