import type { Transaction } from 'kysely';
import type { Instant } from '../domain/clock';
import type { Links, SlackAccount } from '../services/ports';
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
          if (end !== 'new') return end === 'same';
          await appendAudit(tx, room, [audit]);
          await addJobs(tx, room, jobs);
          return true;
        }),
      ),

    unlink: (person, audit) =>
      attempt('unlink two accounts', () =>
        once(room, async (tx) => {
          const gone = await tx
            .deleteFrom('links')
            .where('person', '=', written(person))
            .returning('person')
            .executeTakeFirst();
          if (gone !== undefined) await appendAudit(tx, room, [audit]);
          return gone !== undefined;
        }),
      ),
  };
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
