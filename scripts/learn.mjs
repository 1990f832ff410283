// Writes src/knowledge/weights.json: what the words of src/knowledge/sentences.json and of the entries say for each topic.
// For each topic a linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al.,
// "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008). The same input gives the same file.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../test/typescript-hook.cjs');
const { TopicIndex } = require('../src/knowledge/likeness.ts');
const { said } = require('../src/knowledge/said.ts');
const { topics } = require('../src/knowledge/topics.ts');
const { learntFrom } = require('../src/knowledge/learnt-from.ts');

/** How much a wrong example costs against a simple rule. */
const COST = 0.5;
/** What a feature has to be seen in, and how much a weight has to say, to be kept. */
const SEEN = 2;
const TELLING = 0.04;
const SCALE = 256;
const ROUNDS = 40;

const index = new TopicIndex(topics());
const means = new Map(said().flatMap(({ means, texts }) => texts.map((text) => [text, means])));
const examples = topics().flatMap(({ id, phrasings }) =>
  phrasings.map((text) => ({ ids: new Set([id, ...(means.get(text) ?? [])]), vectors: index.features(text) })),
);

const seen = new Map();
for (const { vectors } of examples)
  for (const feature of vectors.flatMap((vector) => [...vector.keys()]))
    seen.set(feature, (seen.get(feature) ?? 0) + 1);
const features = [...seen].filter(([, count]) => count >= SEEN).map(([feature]) => feature);
const place = new Map(features.map((feature, n) => [feature, n]));

const rows = examples.map(({ vectors }) => {
  const kept = vectors.flatMap((vector) => [...vector]).filter(([feature]) => place.has(feature));
  const at = Int32Array.from([features.length, ...kept.map(([feature]) => place.get(feature))]);
  const worth = Float64Array.from([1, ...kept.map(([, weight]) => weight)]);
  return { at, worth, size: worth.reduce((sum, x) => sum + x * x, 0) };
});

function train(id) {
  const weights = new Float64Array(features.length + 1);
  const alphas = new Float64Array(rows.length);
  const order = Uint32Array.from(rows.keys());
  let seed = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let n = order.length - 1; n > 0; n -= 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const other = seed % (n + 1);
      [order[n], order[other]] = [order[other], order[n]];
    }
    let most = 0;
    for (const n of order) {
      const { at, worth, size } = rows[n];
      const side = examples[n].ids.has(id) ? 1 : -1;
      let value = 0;
      for (let k = 0; k < at.length; k += 1) value += weights[at[k]] * worth[k];
      const slope = side * value - 1 + alphas[n] / (2 * COST);
      if (alphas[n] === 0 && slope > 0) continue;
      const before = alphas[n];
      alphas[n] = Math.max(0, before - slope / (size + 1 / (2 * COST)));
      const step = (alphas[n] - before) * side;
      most = Math.max(most, Math.abs(slope));
      if (step !== 0) for (let k = 0; k < at.length; k += 1) weights[at[k]] += step * worth[k];
    }
    if (most < 0.1) break;
  }
  return weights;
}

const trained = topics().map(({ id }) => train(id));
const numbers = [];
const kept = features.filter((_, n) => {
  const telling = trained.flatMap((weights, topic) =>
    Math.abs(weights[n]) >= TELLING ? [topic, Math.round(weights[n] * SCALE)] : [],
  );
  if (telling.length > 0) numbers.push(telling.length / 2, ...telling);
  return telling.length > 0;
});
const bytes = Buffer.alloc(numbers.length * 2);
numbers.forEach((number, n) => bytes.writeInt16LE(number, n * 2));
const learnt = {
  of: learntFrom(topics()),
  topics: topics().map(({ id }) => id),
  bias: trained.map((weights) => Math.round(weights[features.length] * 1000) / 1000),
  scale: SCALE,
  features: kept,
  weights: bytes.toString('base64'),
};
writeFileSync(new URL('../src/knowledge/weights.json', import.meta.url), `${JSON.stringify(learnt)}\n`);
process.stdout.write(`${examples.length} sentences, ${kept.length} features, ${bytes.length / 1024} KB\n`);
