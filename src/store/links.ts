import type { Transaction } from 'kysely';
import type { Instant } from '../domain/clock';
import type { AuditEntry, Links, NewJob, SlackAccount } from '../services/ports';
import { InDoubt, transact, unavailable } from './attempt';
import { appendAudit } from './audit-rows';
import type { Room, Tables } from './database';
import { addJobs } from './jobs';
import { read, written } from './text';

export function links(room: Room): Links {
  const { db, attempt } = room;
  return {
    personOf: (account) =>
      attempt('read a link', async () => {
        const row = await linkOf(db, account);
        return row === undefined ? undefined : { person: read(row.person), at: row.at };
      }),

    accountOf: (person) =>
      attempt('read a link', async () => {
        const row = await db.selectFrom('links').selectAll().where('person', '=', written(person)).executeTakeFirst();
        return row === undefined ? undefined : { team: read(row.team), user: read(row.account) };
      }),

    link: (account, person, audit, jobs) =>
      attempt('link two accounts', () =>
        once(room, async (tx) => {
          const end = await link(tx, account, person, audit.at);
          return end === 'same' || writeIf(end === 'new', tx, room, audit, jobs);
        }),
      ),

    renew: (account, person, audit, jobs) =>
      attempt('prove a link again', () =>
        once(room, async (tx) => {
          const renewed = await tx
            .updateTable('links')
            .set({ at: audit.at })
            .where('team', '=', written(account.team))
            .where('account', '=', written(account.user))
            .where('person', '=', written(person))
            .returning('person')
            .executeTakeFirst();
          return writeIf(renewed !== undefined, tx, room, audit, jobs);
        }),
      ),

    unlink: (account, person, audit, jobs) =>
      attempt('unlink two accounts', () =>
        once(room, async (tx) => writeIf(await removed(tx, account, person), tx, room, audit, jobs)),
      ),

    disown: ({ team, user, person, at }, audit, jobs) =>
      attempt('stop the linking of an account', () =>
        once(room, async (tx) => {
          const gone = await removed(tx, { team, user }, person);
          const stopped = await tx
            .insertInto('link_stops')
            .values({ team: written(team), account: written(user), person: written(person), at })
            .onConflict((conflict) => conflict.doNothing())
            .returning('person')
            .executeTakeFirst();
          return writeIf(gone || stopped !== undefined, tx, room, audit, jobs);
        }),
      ),

    stopOf: ({ team, user }) =>
      attempt('read whether linking is stopped', async () => {
        const row = await db
          .selectFrom('link_stops')
          .selectAll()
          .where('team', '=', written(team))
          .where('account', '=', written(user))
          .executeTakeFirst();
        return row === undefined ? undefined : { team, user, person: read(row.person), at: row.at };
      }),

    liftStop: ({ team, user }, audit) =>
      attempt('let an account be linked again', () =>
        once(room, async (tx) => {
          const lifted = await tx
            .deleteFrom('link_stops')
            .where('team', '=', written(team))
            .where('account', '=', written(user))
            .returning('person')
            .executeTakeFirst();
          return writeIf(lifted !== undefined, tx, room, audit, []);
        }),
      ),
  };
}

async function writeIf(
  happened: boolean,
  tx: Transaction<Tables>,
  room: Room,
  audit: AuditEntry,
  jobs: readonly NewJob[],
): Promise<boolean> {
  if (!happened) return false;
  await appendAudit(tx, room, [audit]);
  await addJobs(tx, room, jobs);
  return true;
}

async function removed(tx: Transaction<Tables>, { team, user }: SlackAccount, person: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('links')
    .where('team', '=', written(team))
    .where('account', '=', written(user))
    .where('person', '=', written(person))
    .returning('person')
    .executeTakeFirst();
  return gone !== undefined;
}

/** Linking the same two again writes nothing: it happened once. */
async function link(
  tx: Transaction<Tables>,
  account: SlackAccount,
  person: string,
  at: Instant,
): Promise<'new' | 'same' | 'other'> {
  const added = await tx
    .insertInto('links')
    .values({ team: written(account.team), account: written(account.user), person: written(person), at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person')
    .executeTakeFirst();
  if (added !== undefined) return 'new';
  return (await linkOf(tx, account))?.person === written(person) ? 'same' : 'other';
}

function linkOf(db: Room['db'], { team, user }: SlackAccount): Promise<Tables['links'] | undefined> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('team', '=', written(team))
    .where('account', '=', written(user))
    .executeTakeFirst();
}

async function once<T>(room: Room, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  try {
    return await transact(room.db, work);
  } catch (error) {
    throw error instanceof InDoubt ? unavailable('say whether a link was written', error.cause) : error;
  }
}
