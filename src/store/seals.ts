import { sign } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ROW_CHECK, type Seal, type SealedRow, rowName, rowsHash, sealText, sha256 } from '../domain/audit-chain';
import type { SealHead, Sealed, Seals } from '../services/ports';
import type { AuditKeys } from './audit-keys';
import { refusedRows, waitAgain } from './audit-refused';
import { transact } from './attempt';
import { notOurs } from './audit-rows';
import type { Room, Tables } from './database';
import { read, written } from './text';

const ROWS_A_SEAL = 1_000;
/** The first seal names no seal before it. */
export const NO_SEAL = '';

export function seals(room: Room): Seals {
  const { db, attempt, keys } = room;
  return {
    seal: (now) =>
      keys === undefined
        ? Promise.resolve(undefined)
        : attempt('seal the audit', () => transact(db, (tx) => seal(tx, keys, now))),

    head: () => attempt('read the newest seal', () => readHead(db)),

    ...refusedRows(room),
  };
}

export async function readHead(db: Room['db']): Promise<SealHead | undefined> {
  return headOf(await newest(db));
}

/** A row that waits to be sealed, with what stands in the audit in its place. */
interface Waiting extends SealedRow {
  readonly place: number;
  readonly stored: Tables['audit'] | undefined;
}

/**
 * Seals what was written by us, and puts aside what was not: a hash is no secret, a mark is. Two replicas may read the
 * same rows; the seal's number is a primary key, so the second insert waits for the first transaction and then writes
 * nothing.
 */
async function seal(tx: Transaction<Tables>, keys: AuditKeys, now: number): Promise<Sealed | undefined> {
  // Before the rows: whoever seals in between must find its number taken.
  const before = await newest(tx);
  await waitAgain(tx, [...keys.rows.keys()]);
  const judged = (await waitingRows(tx)).map((row) => ({ row, why: whyNotSealed(row, keys) }));
  const refused = judged.flatMap(({ row, why }) =>
    why === undefined ? [] : [{ chain: written(row.chain), seq: row.seq, hash: row.hash, why, at: now, told: 0 }],
  );
  const good = judged.flatMap(({ row, why }) => (why === undefined ? [row] : []));
  const made = good.length === 0 ? undefined : await writeSeal(tx, { keys, before, now, rowCheck: ROW_CHECK }, good);
  // Another replica was first: it has judged the same rows.
  if (good.length > 0 && made === undefined) return undefined;
  const places = judged.map(({ row }) => row.place);
  if (places.length > 0) {
    const gone = await tx.deleteFrom('audit_unsealed').where('place', 'in', places).returning('place').execute();
    if (refused.length > 0 && gone.length === places.length)
      await tx.insertInto('audit_refused').values(refused).execute();
  }
  const acts = [...new Set(good.flatMap(({ stored }) => (stored === undefined ? [] : [read(stored.act)])))];
  if (made !== undefined) return { ...made, acts };
  return refused.length === ROWS_A_SEAL ? seal(tx, keys, now) : undefined;
}

/**
 * Once, when a store that wrote rows without marks gets keys: what waits unmarked is sealed as it stands. Afterwards no
 * unmarked row is.
 */
export async function sealUnmarked(tx: Transaction<Tables>, keys: AuditKeys): Promise<void> {
  for (;;) {
    const before = await newest(tx);
    const old = (await waitingRows(tx, '')).filter((row) => row.stored !== undefined);
    const now = Math.max(0, ...old.map(({ stored }) => stored?.at ?? 0));
    if (old.length === 0 || (await writeSeal(tx, { keys, before, now }, old)) === undefined) return;
    const places = old.map(({ place }) => place);
    await tx.deleteFrom('audit_unsealed').where('place', 'in', places).execute();
  }
}

/**
 * Whether this store has ever marked anything. Each place alone says so: whoever can write to the database can add a
 * newer seal and empty the waiting list, and what they forged without a mark must not be taken over for that.
 */
export async function hasMarks(db: Room['db']): Promise<boolean> {
  const vouching = await db
    .selectFrom('audit_seals')
    .select('seq')
    .where('row_check', '!=', '')
    .orderBy('seq', 'desc')
    .limit(1)
    .execute();
  if (vouching.length > 0) return true;
  const request = await db.selectFrom('requests').select('id').where('mark', '!=', '').limit(1).execute();
  if (request.length > 0) return true;
  const link = await db.selectFrom('links').select('person').where('mark', '!=', '').limit(1).execute();
  if (link.length > 0) return true;
  const waiting = await db
    .selectFrom('audit_unsealed')
    .innerJoin('audit', (join) =>
      join.onRef('audit.chain', '=', 'audit_unsealed.chain').onRef('audit.seq', '=', 'audit_unsealed.seq'),
    )
    .select('place')
    .where('mark_key', '!=', '')
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
}

async function waitingRows(tx: Transaction<Tables>, markKey?: string): Promise<readonly Waiting[]> {
  const rows = await tx
    .selectFrom('audit_unsealed')
    .leftJoin('audit', (join) =>
      join.onRef('audit.chain', '=', 'audit_unsealed.chain').onRef('audit.seq', '=', 'audit_unsealed.seq'),
    )
    .select(['place', 'audit_unsealed.chain', 'audit_unsealed.seq', 'audit_unsealed.hash as listed'])
    .select(['at', 'actor', 'channel', 'act', 'facts', 'prev', 'audit.hash', 'mark', 'mark_key'])
    .$if(markKey !== undefined, (query) => query.where('mark_key', '=', markKey ?? ''))
    .orderBy('place')
    .limit(ROWS_A_SEAL)
    .execute();
  return rows.map(({ place, chain, seq, listed, at, actor, channel, act, facts, prev, hash, mark, mark_key }) => {
    const found = hash !== null && at !== null && actor !== null && channel !== null && act !== null;
    const stored =
      found && facts !== null && prev !== null && mark !== null && mark_key !== null
        ? { chain, seq, at, actor, channel, act, facts, prev, hash, mark, mark_key }
        : undefined;
    return { place, chain: read(chain), seq, hash: listed, stored };
  });
}

/** In words for the check and the alarm. */
function whyNotSealed({ stored, hash }: Waiting, keys: AuditKeys): string | undefined {
  if (stored === undefined) return 'missing';
  const why = notOurs(stored, keys);
  return why === undefined && stored.hash !== hash ? 'edited' : why;
}

interface Sealing {
  readonly keys: AuditKeys;
  readonly before: Tables['audit_seals'] | undefined;
  readonly now: number;
  readonly rowCheck?: typeof ROW_CHECK;
}

async function writeSeal(
  tx: Transaction<Tables>,
  { keys, before, now, rowCheck }: Sealing,
  rows: readonly SealedRow[],
): Promise<SealHead | undefined> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const body: Seal = {
    seq: (before?.seq ?? 0) + 1,
    count: rows.length,
    first: rowName(first),
    last: rowName(last),
    rowsHash: rowsHash(rows),
    prev: before?.hash ?? NO_SEAL,
    sealedAt: now,
    key: keys.name,
    ...(rowCheck === undefined ? {} : { rowCheck }),
  };
  const inserted = await tx
    .insertInto('audit_seals')
    .values(sealRow(body, rows, sign(null, Buffer.from(sealText(body)), keys.sign).toString('base64')))
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
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
    row_check: seal.rowCheck ?? '',
  };
}

function newest(db: Room['db']): Promise<Tables['audit_seals'] | undefined> {
  return db.selectFrom('audit_seals').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

function headOf(row: Tables['audit_seals'] | undefined): SealHead | undefined {
  if (row === undefined) return undefined;
  return { seq: row.seq, count: row.row_count, hash: row.hash, sealedAt: row.sealed_at, key: row.key_id };
}
