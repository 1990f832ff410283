import { type Transaction, sql } from 'kysely';
import { z } from 'zod/v4';
import { type Count, type Pause, fullUntil } from '../domain/brakes';
import type { AuditEntry, Brakes, Commit, Committed, NewJob } from '../services/ports';
import { InDoubt, transact, unavailable } from './attempt';
import { appendAudit } from './audit-rows';
import type { Room, Tables } from './database';
import { addJobs } from './jobs';
import { read, written } from './text';

/** One row, or none: the pause holds for all replicas. */
const PAUSE = 'pause';

const TENANT = counterOf({ cap: 'tenant', of: '' });

const whyOf = z.enum(['admin', 'tenant-cap']);

export function brakes(room: Room): Brakes {
  const { db, attempt } = room;
  return {
    pause: () => attempt('read whether it is paused', async () => pauseOf(await pauseRow(db))),

    setPause: (pause, audit, jobs) =>
      attempt('pause', () => once(room, (tx) => setPause(tx, room, pause, audit, jobs))),

    liftPause: (pause, audit, jobs) =>
      attempt('resume', () =>
        once(room, async (tx) => {
          await lockPause(tx, room, 'alone');
          const gone = await tx
            .deleteFrom('pauses')
            .where('id', '=', PAUSE)
            .where('at', '=', pause.at)
            .returning('id')
            .executeTakeFirst();
          if (gone === undefined) return false;
          // Who lifts an automatic pause has looked at what was counted: the next opening must not pause it again.
          if (pause.why === 'tenant-cap') await tx.deleteFrom('brake_counts').where('counter', '=', TENANT).execute();
          return noted(tx, room, audit, jobs);
        }),
      ),
  };
}

async function setPause(
  tx: Transaction<Tables>,
  room: Room,
  pause: Pause,
  audit: AuditEntry,
  jobs: readonly NewJob[],
): Promise<boolean> {
  await lockPause(tx, room, 'alone');
  const set = await tx
    .insertInto('pauses')
    .values({ id: PAUSE, by: written(pause.by), at: pause.at, why: pause.why })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return set !== undefined && noted(tx, room, audit, jobs);
}

async function noted(
  tx: Transaction<Tables>,
  room: Room,
  audit: AuditEntry,
  jobs: readonly NewJob[],
): Promise<boolean> {
  await appendAudit(tx, room, [audit]);
  await addJobs(tx, room, jobs);
  return true;
}

/**
 * What stands in the way of a change that is counted, if anything; nothing is written here. On PostgreSQL the counters
 * stay locked until the transaction ends, in one order everywhere, and before the request's own row: whoever asks next
 * sees what this one counts. SQLite has one writer at a time.
 */
export async function braked(
  tx: Transaction<Tables>,
  room: Room,
  counts: Commit['counts'] = [],
): Promise<Extract<Committed, { end: 'capped' | 'paused' }> | undefined> {
  if (counts.length === 0) return undefined;
  await lockPause(tx, room, 'shared');
  const pause = pauseOf(await pauseRow(tx));
  if (pause !== undefined) return { end: 'paused', pause };
  const inOrder = [...counts].sort((a, b) => (counterOf(a) < counterOf(b) ? -1 : 1));
  for (const count of inOrder) {
    const counter = counterOf(count);
    if (room.engine === 'postgres' && count.only === undefined)
      await sql`select pg_advisory_xact_lock(hashtextextended(${`brake ${counter}`}, 0))`.execute(tx);
    const rows = await tx
      .selectFrom('brake_counts')
      .select(['ref', 'at'])
      .where('counter', '=', counter)
      .where('at', '>', count.at - count.withinMs)
      .orderBy('at', 'desc')
      .limit(count.most + 1)
      .execute();
    if (rows.some((row) => row.ref === written(count.ref))) continue;
    const until = fullUntil(
      count,
      rows.map(({ at }) => at),
    );
    if (until !== undefined) return { end: 'capped', cap: count.cap, until };
  }
  return undefined;
}

/** Writes what `braked` has let through, and takes off what made nothing. */
export async function keepCounts(
  tx: Transaction<Tables>,
  { counts = [], uncounts = [] }: Pick<Commit, 'counts' | 'uncounts'>,
): Promise<void> {
  for (const count of counts.filter(({ only }) => only === undefined)) {
    await tx
      .insertInto('brake_counts')
      .values({ counter: counterOf(count), ref: written(count.ref), at: count.at })
      .onConflict((conflict) => conflict.columns(['counter', 'ref']).doUpdateSet({ at: count.at }))
      .execute();
  }
  for (const count of uncounts) {
    await tx
      .deleteFrom('brake_counts')
      .where('counter', '=', counterOf(count))
      .where('ref', '=', written(count.ref))
      .execute();
  }
}

function counterOf({ cap, of }: Pick<Count, 'cap' | 'of'>): string {
  return `${cap}:${written(of)}`;
}

/** Who counts may do so beside others who count; who pauses waits for them, and they for it. */
async function lockPause(tx: Transaction<Tables>, { engine }: Room, how: 'shared' | 'alone'): Promise<void> {
  if (engine !== 'postgres') return;
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${lock}(hashtextextended('brake pause', 0))`.execute(tx);
}

export function pauseRow(db: Pick<Room['db'], 'selectFrom'>): Promise<Tables['pauses'] | undefined> {
  return db.selectFrom('pauses').selectAll().where('id', '=', PAUSE).executeTakeFirst();
}

export function pauseOf(row: Tables['pauses'] | undefined): Pause | undefined {
  return row === undefined ? undefined : { by: read(row.by), at: row.at, why: whyOf.parse(row.why) };
}

/** When the answer to the COMMIT is lost, the caller has to look again: twice is once here, but who did it is not known. */
async function once<T>(room: Room, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  try {
    return await transact(room.db, work);
  } catch (error) {
    throw error instanceof InDoubt ? unavailable('say whether the pause was written', error.cause) : error;
  }
}
