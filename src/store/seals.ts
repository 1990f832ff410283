import { type KeyObject, createHash, createPublicKey, sign } from 'node:crypto';
import { type Seal, type SealedRow, rowName, rowsHash, sealText, sha256 } from '../domain/audit-chain';
import type { SealHead, Seals } from '../services/ports';
import type { Transaction } from 'kysely';
import type { Room, Tables } from './database';
import { transact } from './attempt';
import { read, written } from './text';

const ROWS_A_SEAL = 1_000;
/** The first seal names no seal before it. */
export const NO_SEAL = '';

export function seals(room: Room, key: KeyObject | undefined): Seals {
  const { db, attempt } = room;
  return {
    seal: (now) =>
      key === undefined
        ? Promise.resolve(undefined)
        : attempt('seal the audit', () => transact(db, (tx) => seal(tx, key, now))),

    head: () => attempt('read the newest seal', () => readHead(db)),
  };
}

export async function readHead(db: Room['db']): Promise<SealHead | undefined> {
  return headOf(await newest(db));
}

/** First 16 hexadecimal digits of SHA-256 over the public key (SPKI, DER). */
export function keyId(key: KeyObject): string {
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

/**
 * Two replicas may read the same rows; the seal's number is a primary key, so the second insert waits for the first
 * transaction and then writes nothing.
 */
async function seal(tx: Transaction<Tables>, key: KeyObject, now: number): Promise<SealHead | undefined> {
  const before = await newest(tx);
  const waiting = await tx.selectFrom('audit_unsealed').selectAll().orderBy('place').limit(ROWS_A_SEAL).execute();
  const rows = waiting.map((row): SealedRow => ({ chain: read(row.chain), seq: row.seq, hash: row.hash }));
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const body: Seal = {
    seq: (before?.seq ?? 0) + 1,
    count: rows.length,
    first: rowName(first),
    last: rowName(last),
    rowsHash: rowsHash(rows),
    prev: before?.hash ?? NO_SEAL,
    sealedAt: now,
    key: keyId(key),
  };
  const inserted = await tx
    .insertInto('audit_seals')
    .values(sealRow(body, rows, sign(null, Buffer.from(sealText(body)), key).toString('base64')))
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted === undefined) return undefined;
  const places = waiting.map((row) => row.place);
  await tx.deleteFrom('audit_unsealed').where('place', 'in', places).execute();
  return headOf(inserted);
}

function sealRow(seal: Seal, rows: readonly SealedRow[], signature: string): Tables['audit_seals'] {
  return {
    seq: seal.seq,
    row_count: seal.count,
    first_row: written(seal.first),
    last_row: written(seal.last),
    rows_hash: seal.rowsHash,
    prev: seal.prev,
    sealed_at: seal.sealedAt,
    key_id: seal.key,
    hash: sha256(sealText(seal)),
    signature,
    row_list: JSON.stringify(rows.map((row) => [row.chain, row.seq, row.hash])),
  };
}

function newest(db: Room['db']): Promise<Tables['audit_seals'] | undefined> {
  return db.selectFrom('audit_seals').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

function headOf(row: Tables['audit_seals'] | undefined): SealHead | undefined {
  if (row === undefined) return undefined;
  return { seq: row.seq, count: row.row_count, hash: row.hash, sealedAt: row.sealed_at, key: row.key_id };
}
