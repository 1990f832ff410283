import type { ExpressionBuilder, Transaction } from 'kysely';
import type { AuditEntry, Links, NewJob, SlackAccount } from '../services/ports';
import { InDoubt, transact, unavailable } from './attempt';
import { appendAudit } from './audit-rows';
import type { Room, Tables } from './database';
import { addJobs } from './jobs';
import { type LinkRow, linkCheck, marked } from './link-mark';
import { read, written } from './text';

export function links(room: Room): Links {
  const { db, attempt } = room;
  const isOurs = linkCheck(room);
  return {
    personOf: (account) =>
      attempt('read a link', async () => {
        const row = await linkOf(db, account, isOurs);
        return row === undefined ? undefined : { person: read(row.person), at: row.at };
      }),

    accountOf: (person) =>
      attempt('read a link', async () => {
        const row = await db.selectFrom('links').selectAll().where('person', '=', written(person)).executeTakeFirst();
        return row === undefined || !(await isOurs(db, row))
          ? undefined
          : { team: read(row.team), user: read(row.account) };
      }),

    link: (account, person, audit, jobs) =>
      attempt('link two accounts', () =>
        once(room, async (tx) => {
          const { team, user } = account;
          const row = { team: written(team), account: written(user), person: written(person), at: audit.at };
          const end = await link(tx, marked(row, room.keys), isOurs);
          return end === 'same' || writeIf(end === 'new', tx, room, audit, jobs);
        }),
      ),

    renew: (account, person, audit, jobs) =>
      attempt('prove a link again', () =>
        once(room, async (tx) => {
          const before = await linkOf(tx, account, isOurs);
          if (before?.person !== written(person)) return false;
          const { at, mark } = marked({ ...before, at: audit.at }, room.keys);
          const renewed = await tx
            .updateTable('links')
            .set({ at, mark })
            .where(between(before))
            .returning('person')
            .executeTakeFirst();
          return writeIf(renewed !== undefined, tx, room, audit, jobs);
        }),
      ),

    unlink: (account, person, audit, jobs) =>
      attempt('unlink two accounts', () =>
        once(room, async (tx) => writeIf(await removed(tx, account, person, isOurs), tx, room, audit, jobs)),
      ),

    disown: ({ team, user, person, at }, audit, jobs) =>
      attempt('stop the linking of an account', () =>
        once(room, async (tx) => {
          const gone = await removed(tx, { team, user }, person, isOurs);
          const stopped = await tx
            .insertInto('link_stops')
            .values({ team: written(team), account: written(user), person: written(person), at })
            .onConflict((conflict) => conflict.doNothing())
            .returning('person')
            .executeTakeFirst();
          return writeIf(gone || stopped !== undefined, tx, room, audit, jobs);
        }),
      ),

    ...stops(room),
  };
}

function stops(room: Room): Pick<Links, 'stopOf' | 'liftStop'> {
  const { db, attempt } = room;
  return {
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

type IsOurs = ReturnType<typeof linkCheck>;

async function removed(
  tx: Transaction<Tables>,
  account: SlackAccount,
  person: string,
  isOurs: IsOurs,
): Promise<boolean> {
  const row = await linkOf(tx, account, isOurs);
  if (row?.person !== written(person)) return false;
  // Also where it was renewed in between.
  const gone = await tx.deleteFrom('links').where(between(row)).returning('person').executeTakeFirst();
  return gone !== undefined;
}

/** Linking the same two again writes nothing: it happened once. */
async function link(tx: Transaction<Tables>, row: LinkRow, isOurs: IsOurs): Promise<'new' | 'same' | 'other'> {
  if (await inserted(tx, row)) return 'new';
  const inTheWay = await tx
    .selectFrom('links')
    .selectAll()
    .where(({ eb }) => eb.or([eb.and({ team: row.team, account: row.account }), eb('person', '=', row.person)]))
    .execute();
  const ours: LinkRow[] = [];
  const forged: LinkRow[] = [];
  for (const other of inTheWay) ((await isOurs(tx, other)) ? ours : forged).push(other);
  // It keeps nobody from a link of their own; what has taken its place since is left.
  for (const { at, mark, ...accounts } of forged)
    await tx.deleteFrom('links').where(between(accounts)).where('at', '=', at).where('mark', '=', mark).execute();
  if (forged.length > 0 && (await inserted(tx, row))) return 'new';
  const { team, account, person } = row;
  const same = ours.some((one) => one.team === team && one.account === account && one.person === person);
  return same ? 'same' : 'other';
}

async function inserted(tx: Transaction<Tables>, row: LinkRow): Promise<boolean> {
  const added = await tx
    .insertInto('links')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('person')
    .executeTakeFirst();
  return added !== undefined;
}

function between({ team, account, person }: Pick<LinkRow, 'team' | 'account' | 'person'>) {
  return ({ eb }: ExpressionBuilder<Tables, 'links'>) => eb.and({ team, account, person });
}

/** Undefined also where a row stands there that we did not write. */
async function linkOf(db: Room['db'], { team, user }: SlackAccount, isOurs: IsOurs): Promise<LinkRow | undefined> {
  const row = await db
    .selectFrom('links')
    .selectAll()
    .where('team', '=', written(team))
    .where('account', '=', written(user))
    .executeTakeFirst();
  return row !== undefined && (await isOurs(db, row)) ? row : undefined;
}

async function once<T>(room: Room, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  try {
    return await transact(room.db, work);
  } catch (error) {
    throw error instanceof InDoubt ? unavailable('say whether a link was written', error.cause) : error;
  }
}
