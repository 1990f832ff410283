import type { KeyObject } from 'node:crypto';
import { isMarkOf, rowMark } from '../domain/audit-chain';
import type { AuditKeys } from './audit-keys';
import type { Room, Tables } from './database';

/*
 * A link says that a Slack account acts as somebody: whoever could write one into the database would ask and verify in
 * their name. Its mark is made like that of a request, for exactly these two accounts and the moment they were proved,
 * so it fits no other row and cannot be made younger. One that was removed and is put back has a right mark.
 */

export type LinkRow = Tables['links'];
type Unmarked = Omit<LinkRow, 'mark'>;

const TOLD_AT_MOST = 1_000;

export function marked(link: Unmarked, keys: AuditKeys | undefined): LinkRow {
  const key = keys?.rows.get(keys.name);
  return { ...link, mark: key === undefined ? '' : rowMark(textOf(link), key) };
}

/** Whether a row is a link at all. What is none is told once in the life of this process: each turn from Slack reads it. */
export function linkCheck({ keys, onFailure }: Pick<Room, 'keys' | 'onFailure'>): (link: LinkRow) => boolean {
  const told = new Set<string>();
  return (link) => {
    if (keys === undefined || isMarkedLink(link, [...keys.rows.values()])) return true;
    const text = textOf(link);
    if (told.has(text)) return false;
    if (told.size >= TOLD_AT_MOST) told.clear();
    told.add(text);
    onFailure('store.link-forged', new Error(`The ${text} was not written by Keysmith`));
    return false;
  };
}

export function isMarkedLink(link: LinkRow, keys: readonly KeyObject[]): boolean {
  const text = textOf(link);
  return keys.some((key) => isMarkOf(text, link.mark, key));
}

function textOf({ team, account, person, at }: Unmarked): string {
  return `link ${JSON.stringify([team, account, person, at])}`;
}
