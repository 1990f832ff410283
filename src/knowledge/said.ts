import { z } from 'zod/v4';
import collected from './sentences.json';

/** Up to three ids of entries, best first; none for what is not our business. */
const meaning = z.string().regex(/^(?:[a-z0-9-]+(?: [a-z0-9-]+){0,2})?$/, 'is not up to three ids');

/**
 * sentences.json: what people write, by the entries that are right for it. The place to add a sentence that was not
 * understood; `npm run learn` afterwards.
 */
export const saidSchema = z.record(meaning, z.array(z.string().min(1).max(2_000)).min(1));

export interface Said {
  readonly means: readonly string[];
  readonly texts: readonly string[];
}

let read: readonly Said[] | undefined;

/** Read for the first text, not for the start. */
export function said(): readonly Said[] {
  read ??= Object.entries(saidSchema.parse(collected)).map(([means, texts]) => ({
    means: means.split(' ').filter((id) => id !== ''),
    texts,
  }));
  return read;
}

/** What was said and means this entry before all others; without an id: nothing of ours. */
export function saidFor(id: string | undefined): readonly string[] {
  return said()
    .filter(({ means }) => means[0] === id)
    .flatMap(({ texts }) => texts);
}
