import type { Instant } from '../domain/clock';

/** Keeps what was read for a while. Time comes with each call, so a moved clock ages it too. */
export interface Shelf<T> {
  get(key: string, now: Instant): T | undefined;
  put(key: string, value: T, now: Instant): void;
}

const MOST = 5_000;

export function shelf<T>(maxAgeMs: number): Shelf<T> {
  const kept = new Map<string, { readonly value: T; readonly at: Instant }>();
  return {
    get(key, now) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      if (now >= found.at && now - found.at < maxAgeMs) return found.value;
      kept.delete(key);
      return undefined;
    },
    put(key, value, now) {
      kept.delete(key);
      kept.set(key, { value, at: now });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
  };
}
