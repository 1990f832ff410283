import type { Transaction } from 'kysely';
import { canonicalJson } from '../domain/audit-chain';
import type { TapRequest } from '../domain/tap-request';
import type { Commit, Committed, Freeze, Ledger, RequestKind } from '../services/ports';
import { InDoubt, TryAgain, transact, unavailable } from './attempt';
import { appendAudit, entryOf } from './audit-rows';
import { braked, keepCounts } from './brakes';
import type { Room, Tables } from './database';
import { addJobs } from './jobs';
import { type RequestRow, kindOf, requestIn, rowOf } from './request-mark';
import { read, written } from './text';

const WAITING = ['awaiting-proof', 'awaiting-approval'];

export function ledger(room: Room): Ledger {
  const { db, attempt } = room;
  const one = (row: RequestRow | undefined) => (row === undefined ? undefined : requestIn(row, room));
  return {
    commit: (change) => commit(room, change),

    request: (id) => attempt('read a request', async () => one(await requestRow(db, id))),

    openRequestFor: (target, kind = 'pass') =>
      attempt('read a request', async () => one(await openRow(db, target, kind))),

    requestsFor: (target, limit) => attempt('read requests', () => newestOf(room, 'target', target, limit)),

    requestedBy: (requester, limit) => attempt('read requests', () => newestOf(room, 'requester', requester, limit)),

    waiting: (limit) =>
      attempt('read requests', async () => {
        const rows = await db
          .selectFrom('requests')
          .selectAll()
          .where('state', 'in', WAITING)
          .orderBy('created_at')
          .orderBy('id')
          .limit(limit)
          .execute();
        return rows.flatMap((row) => readable(room, row));
      }),

    words: (hash) =>
      attempt('read words', async () => {
        const row = await db.selectFrom('words').select('words').where('hash', '=', written(hash)).executeTakeFirst();
        return row === undefined ? undefined : read(row.words);
      }),

    frozen: (person) =>
      attempt('read who is frozen', async () => {
        const row = await db.selectFrom('frozen').selectAll().where('person', '=', written(person)).executeTakeFirst();
        return row === undefined ? undefined : { person, by: read(row.by), at: row.at };
      }),

    auditOf: (chain) =>
      attempt('read the audit', async () => {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('chain', '=', written(chain))
          .orderBy('seq')
          .execute();
        return rows.map(entryOf);
      }),
  };
}

async function newestOf(
  room: Room,
  column: 'target' | 'requester',
  person: string,
  limit: number,
): Promise<readonly TapRequest[]> {
  const rows = await room.db
    .selectFrom('requests')
    .selectAll()
    .where(column, '=', written(person))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => requestIn(row, room));
}

async function commit(room: Room, change: Commit): Promise<Committed> {
  const once = () => room.attempt('write a change', () => transact(room.db, (tx) => write(tx, room, change)));
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof InDoubt)) throw error;
    if (change.request === undefined) throw unavailable('say whether a change was written', error.cause);
  }
  return afterDoubt(change.request, once);
}

/** The answer to the COMMIT was lost. The guard makes asking again safe: what stands there now is ours, or it is not. */
async function afterDoubt(request: TapRequest, once: () => Promise<Committed>): Promise<Committed> {
  try {
    const second = await once();
    const ours =
      second.end === 'lost' && second.now !== undefined && canonicalJson(second.now) === canonicalJson(request);
    return ours ? { end: 'written' } : second;
  } catch (error) {
    throw error instanceof InDoubt ? unavailable('say whether a change was written', error.cause) : error;
  }
}

async function write(tx: Transaction<Tables>, room: Room, change: Commit): Promise<Committed> {
  const { request, audit, jobs, words = [], freeze, unfreeze } = change;
  const brake = await braked(tx, room, change.counts);
  if (brake !== undefined) return brake;
  if (request !== undefined) {
    const obstacle =
      request.version === 1 ? await insertRequest(tx, room, request) : await replaceRequest(tx, room, request);
    if (obstacle !== undefined) return obstacle;
  }
  if (unfreeze !== undefined && !(await unfrozen(tx, unfreeze))) return { end: 'lost', now: undefined };
  await appendAudit(tx, room, audit, request?.id);
  await keepCounts(tx, change);
  await addJobs(tx, room, jobs);
  for (const { hash, text, at } of words) {
    // The same words typed again are kept as long as the newer ones.
    await tx
      .insertInto('words')
      .values({ hash: written(hash), words: written(text), at })
      .onConflict((conflict) =>
        conflict
          .column('hash')
          .doUpdateSet({ at: (eb) => eb.ref('excluded.at') })
          .whereRef('words.at', '<', 'excluded.at'),
      )
      .execute();
  }
  if (freeze !== undefined) {
    const row = { person: written(freeze.person), by: written(freeze.by), at: freeze.at };
    await tx
      .insertInto('frozen')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return { end: 'written' };
}

async function unfrozen(tx: Transaction<Tables>, { person, at }: Pick<Freeze, 'person' | 'at'>): Promise<boolean> {
  const gone = await tx
    .deleteFrom('frozen')
    .where('person', '=', written(person))
    .where('at', '=', at)
    .returning('person')
    .executeTakeFirst();
  return gone !== undefined;
}

async function insertRequest(tx: Transaction<Tables>, room: Room, request: TapRequest): Promise<Committed | undefined> {
  const inserted = await tx
    .insertInto('requests')
    .values(rowOf(request, room.keys))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return undefined;
  const same = await requestRow(tx, request.id);
  if (same !== undefined) return { end: 'lost', now: requestIn(same, room) };
  const open = await openRow(tx, request.target, kindOf(request));
  if (open !== undefined) return { end: 'open-exists', now: requestIn(open, room) };
  throw new TryAgain('The open request ended while this one was refused for it');
}

async function replaceRequest(
  tx: Transaction<Tables>,
  room: Room,
  request: TapRequest,
): Promise<Committed | undefined> {
  const replaced = await tx
    .updateTable('requests')
    .set(rowOf(request, room.keys))
    .where('id', '=', written(request.id))
    .where('version', '=', request.version - 1)
    .returning('id')
    .executeTakeFirst();
  if (replaced !== undefined) return undefined;
  const now = await requestRow(tx, request.id);
  return { end: 'lost', now: now === undefined ? undefined : requestIn(now, room) };
}

/** One request that somebody forged must not hide the others from those who decide. */
function readable(room: Room, row: RequestRow): TapRequest[] {
  try {
    return [requestIn(row, room)];
  } catch (error) {
    room.onFailure('store.request-unreadable', error);
    return [];
  }
}

function requestRow(db: Room['db'], id: string): Promise<RequestRow | undefined> {
  return db.selectFrom('requests').selectAll().where('id', '=', written(id)).executeTakeFirst();
}

function openRow(db: Room['db'], target: string, kind: RequestKind): Promise<RequestRow | undefined> {
  return db
    .selectFrom('requests')
    .selectAll()
    .where('target', '=', written(target))
    .where('kind', '=', kind)
    .where('is_over', '=', 0)
    .executeTakeFirst();
}
