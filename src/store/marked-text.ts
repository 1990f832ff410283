import { isMarkOf, rowMark, sha256 } from '../domain/audit-chain';
import type { Room } from './database';

/*
 * A ticket says what somebody may confirm, a browser session who has signed in: whoever could write one into the
 * database would decide in another person's name. So each has a mark in front of its JSON, made like that of a request,
 * for the place where it stands: copied to another place it is not right.
 */

export function withMark(place: string, json: string, { keys }: Pick<Room, 'keys'>): string {
  const key = keys?.rows.get(keys.name);
  return key === undefined ? json : `${rowMark(textOf(place, json), key)}${json}`;
}

/** The JSON without its mark; undefined, and told, where it was not written with one of our keys. */
export function unmarked(place: string, stored: string, { keys, onFailure }: Room): string | undefined {
  const start = Math.max(0, stored.indexOf('{'));
  const [mark, json] = [stored.slice(0, start), stored.slice(start)];
  if (keys === undefined || [...keys.rows.values()].some((key) => isMarkOf(textOf(place, json), mark, key)))
    return json;
  onFailure('store.ticket-forged', new Error('A ticket or browser session was not written by Keysmith'));
  return undefined;
}

function textOf(place: string, json: string): string {
  return `${place} ${sha256(json)}`;
}
