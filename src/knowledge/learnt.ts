import { z } from 'zod/v4';
import learnt from './weights.json';
import type { Vector } from './view';

/**
 * weights.json, written by `npm run learn` (scripts/learn.mjs): what each feature says for and against each topic.
 * `of`: what it was learnt from, to notice when that has changed. `features`: in the order of `weights`, which are
 * numbers of two bytes: for each feature how many topics it has, then each topic with its weight times `scale`.
 */
const NUMBER = 2;

const schema = z.strictObject({
  of: z.string().min(1),
  topics: z.array(z.string()),
  bias: z.array(z.number()),
  scale: z.number().positive(),
  features: z.array(z.string()),
  weights: z.base64(),
});

/** A linear classifier over the features of a text: above 0 speaks for a topic, below 0 against it. */
export class Learnt {
  readonly of: string;
  readonly #topics: readonly string[];
  readonly #bias: readonly number[];
  readonly #scale: number;
  readonly #numbers: Buffer;
  /** Where the numbers of a feature begin. */
  readonly #starts = new Map<string, number>();

  constructor(data: unknown = learnt) {
    const { of, topics, bias, scale, features, weights } = schema.parse(data);
    this.of = of;
    this.#topics = topics;
    this.#bias = bias;
    this.#scale = scale;
    this.#numbers = Buffer.from(weights, 'base64');
    let start = 0;
    for (const feature of features) {
      this.#starts.set(feature, start);
      start += NUMBER * (1 + 2 * this.#numbers.readInt16LE(start));
    }
  }

  /** By the ids of topics. `vectors`: the features of each view, each of length 1. */
  scores(...vectors: readonly Vector[]): ReadonlyMap<string, number> {
    const sums = [...this.#bias];
    for (const vector of vectors) for (const [feature, worth] of vector) this.#add(sums, feature, worth / this.#scale);
    return new Map(this.#topics.map((id, topic) => [id, sums[topic] ?? 0]));
  }

  #add(sums: number[], feature: string, worth: number): void {
    const start = this.#starts.get(feature);
    if (start === undefined) return;
    const end = start + NUMBER * 2 * this.#numbers.readInt16LE(start);
    for (let at = start + NUMBER; at <= end; at += 2 * NUMBER) {
      const topic = this.#numbers.readInt16LE(at);
      sums[topic] = (sums[topic] ?? 0) + worth * this.#numbers.readInt16LE(at + NUMBER);
    }
  }
}
