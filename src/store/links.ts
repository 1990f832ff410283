import type { Transaction } from 'kysely';
import type { AuditEntry, Links, SlackAccount } from '../services/ports';
import { InDoubt, transact, unavailable } from './attempt';
import { appendAudit } from './audit-rows';
import type { Room, Tables } from './database';
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

    link: (account, person, audit) =>
      attempt('link two accounts', () => once(room, (tx) => link(tx, room, account, person, audit))),

    unlink: (person, audit) =>
      attempt('unlink two accounts', () =>
        once(room, async (tx) => {
          const gone = await tx
            .deleteFrom('links')
            .where('person', '=', written(person))
            .returning('person')
            .executeTakeFirst();
          if (gone !== undefined) await appendAudit(tx, room.engine, [audit]);
          return gone !== undefined;
        }),
      ),
  };
}

/** Linking the same two again is true and writes nothing: it happened once. */
async function link(
  tx: Transaction<Tables>,
  room: Room,
  account: SlackAccount,
  person: string,
  audit: AuditEntry,
): Promise<boolean> {
  const added = await tx
    .insertInto('links')
    .values({ team: written(account.team), account: written(account.user), person: written(person), at: audit.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person')
    .executeTakeFirst();
  if (added === undefined) return (await linkOf(tx, account))?.person === written(person);
  await appendAudit(tx, room.engine, [audit]);
  return true;
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
