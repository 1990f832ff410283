import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Database, Engine, Tables } from './database';
import { CHAIN_CONSTRAINT, withoutRows } from './attempt';

/** Both engines get the same tables; where their words differ, the engine decides. Never changed after a release: added to. */
function migrationsFor(engine: Engine): Record<string, Migration> {
  return {
    '001-house': { up: (db: Kysely<Tables>) => house(db, engine) },
    '002-marks': { up: (db: Kysely<Tables>) => marks(db, engine) },
    '003-brakes': { up: brakeTables },
    '004-removals': { up: removals },
    '005-requesters': { up: (db: Kysely<Tables>) => requesters(db, engine) },
    '006-link-stops': { up: linkStops },
    '007-link-marks': { up: linkMarks },
  };
}

/** Brings the tables up to date. Safe when several replicas start at once: the engine's own lock lets one go first. */
export async function migrate(db: Database, engine: Engine): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrationsFor(engine)) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw withoutRows(error);
}

/** Names of the migrations that are still to be done; changes nothing. */
export async function pendingMigrations(db: Database, engine: Engine): Promise<readonly string[]> {
  const provider = { getMigrations: () => Promise.resolve(migrationsFor(engine)) };
  const all = await new Migrator({ db, provider }).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}

async function house(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await requestTables(db);
  await auditTables(db, engine);
  await refuseChanges(db, engine, 'audit');
  await refuseChanges(db, engine, 'audit_seals');
  await workTables(db, engine);
  await channelTables(db);
}

async function requestTables(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('is_over', 'integer', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await sql`create unique index requests_one_open on requests (target) where is_over = 0`.execute(db);
  await db.schema.createIndex('requests_of_target').on('requests').columns(['target', 'created_at']).execute();
  await db.schema.createIndex('requests_in_state').on('requests').columns(['state', 'created_at']).execute();
  await table(db, 'words', 'hash', { words: 'text', at: 'bigint' });
  await db.schema.createIndex('words_age').on('words').column('at').execute();
  await table(db, 'frozen', 'person', { by: 'text', at: 'bigint' });
}

async function auditTables(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('prev', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addUniqueConstraint(CHAIN_CONSTRAINT, ['chain', 'seq'])
    .execute();
  await counted(db, engine, 'audit_unsealed', 'place')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('audit_seals')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('row_count', 'integer', (column) => column.notNull())
    .addColumn('first_row', 'text', (column) => column.notNull())
    .addColumn('last_row', 'text', (column) => column.notNull())
    .addColumn('rows_hash', 'text', (column) => column.notNull())
    .addColumn('prev', 'text', (column) => column.notNull())
    .addColumn('sealed_at', 'bigint', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('signature', 'text', (column) => column.notNull())
    .addColumn('row_list', 'text', (column) => column.notNull())
    .execute();
}

/** Rows and requests are marked when they are written, so that nobody else can add or change one unseen. */
async function marks(db: Kysely<Tables>, engine: Engine): Promise<void> {
  for (const column of ['mark', 'mark_key'] as const) {
    await db.schema
      .alterTable('audit')
      .addColumn(column, 'text', (text) => text.notNull().defaultTo(''))
      .execute();
  }
  await db.schema
    .alterTable('audit_seals')
    .addColumn('row_check', 'text', (text) => text.notNull().defaultTo(''))
    .execute();
  await db.schema
    .alterTable('requests')
    .addColumn('mark', 'text', (text) => text.notNull().defaultTo(''))
    .execute();
  await counted(db, engine, 'audit_refused', 'id')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('told', 'integer', (column) => column.notNull())
    .execute();
}

/** The primary key finds one act; the index counts those of a window, however many there are before it. */
async function brakeTables(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('brake_counts')
    .addColumn('counter', 'text', (column) => column.notNull())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('brake_counts_once', ['counter', 'ref'])
    .execute();
  await db.schema.createIndex('brake_counts_window').on('brake_counts').columns(['counter', 'at']).execute();
  await db.schema.createIndex('brake_counts_age').on('brake_counts').column('at').execute();
  await table(db, 'pauses', 'id', { by: 'text', at: 'bigint', why: 'text' });
}

/** One open request of each kind, so that a removal and the pass it waits for can stand side by side. */
async function removals(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('requests')
    .addColumn('kind', 'text', (text) => text.notNull().defaultTo('pass'))
    .execute();
  await db.schema.dropIndex('requests_one_open').execute();
  await sql`create unique index requests_one_open_of_kind on requests (target, kind) where is_over = 0`.execute(db);
}

/** What somebody asked for others is looked up for every approver. */
async function requesters(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema
    .alterTable('requests')
    .addColumn('requester', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  const inBody = engine === 'postgres' ? sql`body::json ->> 'requester'` : sql`json_extract(body, '$.requester')`;
  await sql`update requests set requester = ${inBody}`.execute(db);
  await db.schema.createIndex('requests_by_requester').on('requests').columns(['requester', 'created_at']).execute();
}

/** "This was not me" about a link: the account waits for a security contact. */
async function linkStops(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('link_stops')
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('link_stops_account', ['team', 'account'])
    .execute();
}

/** What a link is, is marked like requests are: who is linked already in a store that has marks proves both accounts anew. */
async function linkMarks(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('links')
    .addColumn('mark', 'text', (text) => text.notNull().defaultTo(''))
    .execute();
}

async function workTables(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('ready_at', 'bigint', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('jobs_ready').on('jobs').column('ready_at').execute();
  await counted(db, engine, 'copies', 'id')
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('viewer', 'text')
    .addUniqueConstraint('copies_once', ['request', 'role', 'address', 'message'])
    .execute();
}

async function channelTables(db: Kysely<Tables>): Promise<void> {
  await table(db, 'conversations', 'key', { state: 'text', at: 'bigint' });
  await table(db, 'conversation_references', 'key', { reference: 'text', at: 'bigint' });
  await db.schema
    .createTable('links')
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull().unique())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('links_account', ['team', 'account'])
    .execute();
  await db.schema
    .createTable('tickets')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('spent_at', 'bigint')
    .execute();
  await table(db, 'sessions', 'hash', { body: 'text', expires_at: 'bigint' });
  await table(db, 'seen', 'id', { until: 'bigint' });
  await db.schema.createIndex('seen_until').on('seen').column('until').execute();
}

/** A table with one text key and columns that are always filled. */
async function table(
  db: Kysely<Tables>,
  name: keyof Tables,
  key: string,
  columns: Readonly<Record<string, 'text' | 'bigint'>>,
): Promise<void> {
  let creating = db.schema.createTable(name).addColumn(key, 'text', (column) => column.primaryKey());
  for (const [column, type] of Object.entries(columns)) creating = creating.addColumn(column, type, (c) => c.notNull());
  await creating.execute();
}

/** A table whose rows are numbered as they come. */
function counted(db: Kysely<Tables>, engine: Engine, name: keyof Tables, key: string) {
  return engine === 'postgres'
    ? db.schema.createTable(name).addColumn(key, 'bigserial', (column) => column.primaryKey())
    : db.schema.createTable(name).addColumn(key, 'integer', (column) => column.primaryKey().autoIncrement());
}

/** Nothing in the program changes or removes these rows; this refuses it to slips and to the unwary by hand, too. */
async function refuseChanges(db: Kysely<Tables>, engine: Engine, name: 'audit' | 'audit_seals'): Promise<void> {
  const words = sql.lit(`${name} rows are append-only`);
  if (engine === 'sqlite') {
    for (const change of ['update', 'delete']) {
      const trigger = sql.id(`${name}_refuses_${change}`);
      await sql`create trigger ${trigger} before ${sql.raw(change)} on ${sql.table(name)} begin select raise(abort, ${words}); end`.execute(
        db,
      );
    }
    return;
  }
  const refuse = sql.id(`${name}_refuse`);
  await sql`create function ${refuse}() returns trigger language plpgsql as $$ begin raise exception ${words}; end $$`.execute(
    db,
  );
  await sql`create trigger ${refuse} before update or delete or truncate on ${sql.table(name)} for each statement execute function ${refuse}()`.execute(
    db,
  );
}
