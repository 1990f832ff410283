import type { Transaction } from 'kysely';
import type { Job, Jobs, NewJob } from '../services/ports';
import { InDoubt, transact, unavailable } from './attempt';
import type { Room, Tables } from './database';
import { jobBodyOf } from './job-row';
import { read, written } from './text';

/** PostgreSQL takes 65,535 parameters a statement; SQLite 32,766. */
const ROWS_AT_ONCE = 500;

/** Each is a condition of its own; SQLite allows a thousand. */
const ENDED_AT_ONCE = 100;

/**
 * Jobs are leased by the attempt they are on: each claim counts it up, so a worker whose lease ran out can neither end
 * nor give back what another one has claimed since.
 */
export function jobs(room: Room): Jobs {
  const { db, attempt } = room;
  return {
    claim: (now, limit, leaseMs) =>
      attempt('claim work', async () => {
        const rows = await claimRows(room, now, limit, leaseMs);
        return rows.flatMap((row) => readable(room, row)).sort((a, b) => a.dueAt - b.dueAt);
      }),

    done: (job, next = []) => attempt('end a job', () => settled(() => transact(db, (tx) => end(tx, room, job, next)))),

    doneAll: (ended) =>
      attempt('end jobs', async () => {
        for (let from = 0; from < ended.length; from += ENDED_AT_ONCE) {
          const some = ended.slice(from, from + ENDED_AT_ONCE);
          await db
            .deleteFrom('jobs')
            .where((eb) => eb.or(some.map(({ id, attempt: lease }) => eb.and({ id, attempt: lease }))))
            .execute();
        }
      }),

    again: (job, dueAt, body = job.body) =>
      attempt('give a job back', async () => {
        const given = await db
          .updateTable('jobs')
          .set({ due_at: dueAt, ready_at: dueAt, body: JSON.stringify(body) })
          .where('id', '=', job.id)
          .where('attempt', '=', job.attempt)
          .returning('id')
          .executeTakeFirst();
        return given !== undefined;
      }),

    add: (more) => attempt('add work', () => settled(() => transact(db, (tx) => addJobs(tx, room, more)))),

    nextDue: () =>
      attempt('read when work is due', async () => {
        const row = await db.selectFrom('jobs').select('ready_at').orderBy('ready_at').limit(1).executeTakeFirst();
        return row?.ready_at;
      }),

    overdue: (now) =>
      attempt('count overdue work', async () => {
        const row = await db
          .selectFrom('jobs')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('ready_at', '<=', now)
          .executeTakeFirstOrThrow();
        return row.count;
      }),
  };
}

/** A job with a key that exists is left as it is. */
export async function addJobs(tx: Transaction<Tables>, room: Room, jobs: readonly NewJob[]): Promise<void> {
  // In key order, so that two transactions that add the same keys wait for each other instead of dead-locking.
  const rows = jobs
    .map(({ key, dueAt, body }) => ({
      id: room.nextId(),
      key: written(key),
      due_at: dueAt,
      ready_at: dueAt,
      attempt: 0,
      body: JSON.stringify(body),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    await tx
      .insertInto('jobs')
      .values(some)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  }
}

async function claimRows(room: Room, now: number, limit: number, leaseMs: number): Promise<Tables['jobs'][]> {
  return room.db
    .with('due', (db) =>
      db
        .selectFrom('jobs')
        .select('id')
        .where('ready_at', '<=', now)
        .orderBy('ready_at')
        .limit(limit)
        .$if(room.engine === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .updateTable('jobs')
    .set((eb) => ({ attempt: eb('attempt', '+', 1), ready_at: now + leaseMs }))
    .where('id', 'in', (eb) => eb.selectFrom('due').select('due.id'))
    .returningAll()
    .execute();
}

async function end(tx: Transaction<Tables>, room: Room, job: Job, next: readonly NewJob[]): Promise<boolean> {
  const ended = await tx
    .deleteFrom('jobs')
    .where('id', '=', job.id)
    .where('attempt', '=', job.attempt)
    .returning('id')
    .executeTakeFirst();
  if (ended !== undefined) await addJobs(tx, room, next);
  return ended !== undefined;
}

/** A job of a newer version, or a broken one, must not hold up the others: it stays leased for somebody who can read it. */
function readable(room: Room, row: Tables['jobs']): Job[] {
  try {
    return [{ id: row.id, key: read(row.key), dueAt: row.due_at, attempt: row.attempt, body: jobBodyOf(row.body) }];
  } catch (error) {
    room.onFailure('store.job-unreadable', error);
    return [];
  }
}

/** A lost answer is passed on as a failure: the job stays leased, and whoever claims it next finds out. */
async function settled<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof InDoubt ? unavailable('say whether work was written', error.cause) : error;
  }
}
