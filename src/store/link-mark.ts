import type { KeyObject } from 'node:crypto';
import { isMarkOf, rowMark } from '../domain/audit-chain';
import { LINK_ACTS, linkChain } from '../domain/slack-link';
import type { AuditKeys } from './audit-keys';
import { entryOf, notOurs } from './audit-rows';
import type { Room, Tables } from './database';
import { read, written } from './text';

/*
 * A link says that a Slack account acts as somebody: whoever could write one into the database would ask and verify in
 * their name. Its mark is made like that of a request, for exactly these two accounts and the moment they were proved,
 * so it fits no other row and cannot be made younger. One that was removed and is put back has a right mark, but the
 * audit says that it is over.
 */

export type LinkRow = Tables['links'];
type Unmarked = Omit<LinkRow, 'mark'>;

const TOLD_AT_MOST = 1_000;

export function marked(link: Unmarked, keys: AuditKeys | undefined): LinkRow {
  const key = keys?.rows.get(keys.name);
  return { ...link, mark: key === undefined ? '' : rowMark(textOf(link), key) };
}

/** Whether a row is a link at all. What is none is told once in the life of this process: each turn from Slack reads it. */
export function linkCheck({ keys, onFailure }: Pick<Room, 'keys' | 'onFailure'>) {
  const told = new Set<string>();
  return async (db: Pick<Room['db'], 'selectFrom'>, link: LinkRow): Promise<boolean> => {
    if (keys === undefined) return true;
    const why = isMarkedLink(link, [...keys.rows.values()])
      ? (await isOver(db, link, keys)) && 'was put back: the audit says that it is over'
      : 'was not written by Keysmith';
    if (why === false) return true;
    const text = textOf(link);
    if (told.has(text)) return false;
    if (told.size >= TOLD_AT_MOST) told.clear();
    told.add(text);
    onFailure('store.link-forged', new Error(`The ${text} ${why}`));
    return false;
  };
}

export function isMarkedLink(link: LinkRow, keys: readonly KeyObject[]): boolean {
  const text = textOf(link);
  return keys.some((key) => isMarkOf(text, link.mark, key));
}

/** That a link stands is believed only when we wrote it; that it is over, whoever did. */
async function isOver(db: Pick<Room['db'], 'selectFrom'>, link: LinkRow, keys: AuditKeys): Promise<boolean> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('chain', '=', written(linkChain(read(link.account))))
    .where('act', 'in', [...LINK_ACTS.keys()])
    .orderBy('seq', 'desc')
    .execute();
  const newest = rows.find((row) => {
    const { act, facts } = entryOf(row);
    if (facts['person'] !== read(link.person)) return false;
    return LINK_ACTS.get(act) === 'over' || notOurs(row, keys) === undefined;
  });
  return newest !== undefined && LINK_ACTS.get(read(newest.act)) === 'over';
}

function textOf({ team, account, person, at }: Unmarked): string {
  return `link ${JSON.stringify([team, account, person, at])}`;
}
