import { createHash } from 'node:crypto';
import type { Topic } from './likeness';

/** A fingerprint of all that is learnt from, so that a test sees when `npm run learn` was forgotten. */
export function learntFrom(topics: readonly Topic[]): string {
  const all = topics.map(({ id, phrasings }) => [id, ...phrasings]);
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
}
