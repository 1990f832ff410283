import { type KeyObject, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from './clock';

/*
 * What the audit's hashes are made of. Pure, so that the running bot and the offline check (`npm run audit -- verify`)
 * compute the same thing from the same text.
 */

/** One audit row as it is hashed. `seq` counts a chain's rows from 1; `prev` is the hash of the row before, or ''. */
export interface ChainedRow {
  readonly chain: string;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly channel: string;
  readonly act: string;
  /** A JSON value. */
  readonly facts: unknown;
  readonly prev: string;
}

/** A row inside a seal: where it stands and what its hash was when it was sealed. */
export interface SealedRow {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/** One seal as it is hashed and signed. `rowsHash` covers the row hashes in their order; `prev` is the seal before, or ''. */
export interface Seal {
  readonly seq: number;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly rowsHash: string;
  readonly prev: string;
  readonly sealedAt: Instant;
  readonly key: string;
  /** How each row's mark was checked before it was sealed; none or '' in seals made before rows had marks. */
  readonly rowCheck?: string;
}

/** The way of checking rows that this version knows. */
export const ROW_CHECK = 'marks-1';

/** The one JSON text of a value: keys in code unit order, no white space. Throws on what JSON cannot say. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number that JSON cannot write');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`A ${typeof value} is not JSON`);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function rowHash(row: ChainedRow): string {
  const { chain, seq, at, actor, channel, act, facts, prev } = row;
  return sha256(canonicalJson({ chain, seq, at, actor, channel, act, facts, prev }));
}

/** Made when the row is written: only who has the key could have written it. `key` is a secret key (audit-keys.ts). */
export function rowMark(hash: string, key: KeyObject): string {
  return createHmac('sha256', key).update(`keysmith audit row ${hash}`, 'utf8').digest('hex');
}

export function isMarkOf(hash: string, mark: string, key: KeyObject): boolean {
  const [right, given] = [Buffer.from(rowMark(hash, key)), Buffer.from(mark)];
  return right.length === given.length && timingSafeEqual(right, given);
}

/** How a seal names a row. */
export function rowName(row: { readonly chain: string; readonly seq: number }): string {
  return `${row.chain}#${String(row.seq)}`;
}

export function rowsHash(rows: readonly SealedRow[]): string {
  return sha256(canonicalJson(rows.map((row) => [row.chain, row.seq, row.hash])));
}

/** The text that is signed; its hash is the seal's. */
export function sealText(seal: Seal): string {
  const { seq, count, first, last, rowsHash: rows, prev, sealedAt, key, rowCheck } = seal;
  const check = rowCheck === '' ? undefined : rowCheck;
  return canonicalJson({ seq, count, first, last, rowsHash: rows, prev, sealedAt, key, rowCheck: check });
}
