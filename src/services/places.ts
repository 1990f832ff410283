import { HOUR, type Instant } from '../domain/clock';
import type { SeenIds } from './ports';

/** A place among those that the hour has; taken for good, so that pressing again and again does not help. False: all are. */
export async function takesPlace(seen: SeenIds, of: string, places: number, at: Instant): Promise<boolean> {
  for (let place = 0; place < places; place += 1) if (await seen.first(`${of}:${String(place)}`, at, HOUR)) return true;
  return false;
}
