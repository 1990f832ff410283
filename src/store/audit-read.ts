import { type Expression, sql } from 'kysely';
import { z } from 'zod/v4';
import type { SealedRow } from '../domain/audit-chain';
import { StoreUnavailable } from '../services/ports';
import { unavailable } from './attempt';
import { connect } from './connect';
import type { Database, Engine } from './database';
import type { LinkRow } from './link-mark';
import type { RequestRow } from './request-mark';
import { read, written } from './text';

/** An audit row as it lies in the database, whoever wrote it. */
export interface StoredRow {
  readonly chain: string;
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly channel: string;
  readonly act: string;
  /** JSON text. */
  readonly facts: string;
  readonly prev: string;
  readonly hash: string;
  readonly mark: string;
  readonly markKey: string;
}

/** A row that the sealer put aside. */
export interface StoredRefusal extends SealedRow {
  readonly why: string;
}

export interface StoredSeal {
  readonly seq: number;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly rowsHash: string;
  readonly prev: string;
  readonly sealedAt: number;
  readonly key: string;
  readonly hash: string;
  readonly signature: string;
  /** How its rows were checked; empty in seals made before rows had marks. */
  readonly rowCheck: string;
  /** What it lists; undefined when the list cannot be read. */
  readonly rows: readonly SealedRow[] | undefined;
}

/** The audit at one moment. What cannot be read even as a row is counted in `unreadable`. */
export interface AuditReader {
  /** Chain by chain, each in the order of its numbers. */
  chains(only?: string): AsyncIterable<readonly StoredRow[]>;
  unsealed(): AsyncIterable<SealedRow>;
  refused(): AsyncIterable<StoredRefusal>;
  seals(): AsyncIterable<StoredSeal>;
  /** Requests and links as they are stored, like their marks. */
  requests(): AsyncIterable<RequestRow>;
  links(): AsyncIterable<LinkRow>;
  frozen(): AsyncIterable<{ readonly person: string }>;
  linkStops(): AsyncIterable<{ readonly account: string }>;
  pauses(): AsyncIterable<{ readonly id: string }>;
  readonly unreadable: () => number;
}

const ROWS_AT_ONCE = 2_000;

const text = z.string().transform(decoded);
const whole = z.number().int();
const rowSchema: z.ZodType<StoredRow> = z
  .object({
    chain: text,
    seq: whole,
    at: whole,
    actor: text,
    channel: z.string(),
    act: text,
    facts: z.string(),
    prev: z.string(),
    hash: z.string(),
    mark: z.string(),
    mark_key: z.string(),
  })
  .transform(({ mark_key: markKey, ...row }) => ({ ...row, markKey }));
const refusedSchema: z.ZodType<StoredRefusal> = z.object({
  chain: text,
  seq: whole,
  hash: z.string(),
  why: z.string(),
});
const sealedRow = z
  .tuple([z.string(), whole, z.string()])
  .transform(([chain, seq, hash]): SealedRow => ({ chain, seq, hash }));
const unsealedSchema: z.ZodType<SealedRow> = z.object({ chain: text, seq: whole, hash: z.string() });
const requestSchema: z.ZodType<RequestRow> = z.object({
  id: z.string(),
  kind: z.string(),
  version: whole,
  state: z.string(),
  is_over: whole,
  target: z.string(),
  requester: z.string(),
  created_at: whole,
  expires_at: whole,
  body: z.string(),
  mark: z.string(),
});
const linkSchema: z.ZodType<LinkRow> = z.object({
  team: z.string(),
  account: z.string(),
  person: z.string(),
  at: whole,
  mark: z.string(),
});
const frozenSchema = z.object({ person: z.string() });
const stopSchema = z.object({ account: z.string() });
const pauseSchema = z.object({ id: z.string() });
const sealSchema: z.ZodType<StoredSeal> = z
  .object({
    seq: whole,
    row_count: whole,
    first_row: text,
    last_row: text,
    rows_hash: z.string(),
    prev: z.string(),
    sealed_at: whole,
    key_id: z.string(),
    hash: z.string(),
    signature: z.string(),
    row_list: z.string(),
    row_check: z.string(),
  })
  .transform((row) => ({
    seq: row.seq,
    count: row.row_count,
    first: row.first_row,
    last: row.last_row,
    rowsHash: row.rows_hash,
    prev: row.prev,
    sealedAt: row.sealed_at,
    key: row.key_id,
    hash: row.hash,
    signature: row.signature,
    rowCheck: row.row_check,
    rows: z.array(sealedRow).safeParse(jsonOrNothing(row.row_list)).data,
  }));

/**
 * Reads the audit of `databaseUrl` in one transaction that sees one moment and changes nothing, also while the bot runs.
 * Throws StoreUnavailable when there is none.
 */
export async function readAudit<T>(databaseUrl: string, work: (audit: AuditReader) => Promise<T>): Promise<T> {
  const { db, engine } = connect(databaseUrl, { use: 'read', connections: 1, onIdleFailure: () => undefined });
  const audit = { found: false };
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        await sql`select 1 from audit, audit_unsealed, audit_seals, audit_refused limit 0`.execute(tx);
        audit.found = true;
        return work(reader(tx, engine));
      });
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    throw unavailable(audit.found ? 'give the audit out' : 'find an audit in this database', error);
  } finally {
    await db.destroy();
  }
}

type Streamable = Expression<unknown> & { stream(): AsyncIterable<unknown> };

function reader(db: Database, engine: Engine): AuditReader {
  let unreadable = 0;
  async function* every<Row>(schema: z.ZodType<Row>, name: string, query: Streamable): AsyncIterable<Row> {
    for await (const row of engine === 'postgres' ? byCursor(db, name, query) : query.stream()) {
      const { data } = schema.safeParse(row);
      if (data === undefined) unreadable += 1;
      else yield data;
    }
  }
  return {
    chains: (only) => {
      const all = db.selectFrom('audit').selectAll().orderBy('chain').orderBy('seq');
      return chains(every(rowSchema, 'audit_rows', only === undefined ? all : all.where('chain', '=', written(only))));
    },
    unsealed: () =>
      every(unsealedSchema, 'unsealed_rows', db.selectFrom('audit_unsealed').selectAll().orderBy('place')),
    refused: () => every(refusedSchema, 'refused_rows', db.selectFrom('audit_refused').selectAll().orderBy('id')),
    requests: () => every(requestSchema, 'request_rows', db.selectFrom('requests').selectAll().orderBy('id')),
    links: () => every(linkSchema, 'link_rows', db.selectFrom('links').selectAll().orderBy('account')),
    frozen: () => every(frozenSchema, 'frozen_rows', db.selectFrom('frozen').selectAll().orderBy('person')),
    linkStops: () => every(stopSchema, 'stop_rows', db.selectFrom('link_stops').selectAll().orderBy('account')),
    pauses: () => every(pauseSchema, 'pause_rows', db.selectFrom('pauses').selectAll().orderBy('id')),
    seals: () => every(sealSchema, 'seal_rows', db.selectFrom('audit_seals').selectAll().orderBy('seq')),
    unreadable: () => unreadable,
  };
}

/** A cursor, so that neither the whole audit lies in memory nor paging depends on what somebody wrote into a row. */
async function* byCursor(db: Database, name: string, query: Expression<unknown>): AsyncIterable<unknown> {
  await sql`declare ${sql.id(name)} no scroll cursor for ${query}`.execute(db);
  for (;;) {
    const { rows } = await sql`fetch ${sql.lit(ROWS_AT_ONCE)} from ${sql.id(name)}`.execute(db);
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

async function* chains(rows: AsyncIterable<StoredRow>): AsyncIterable<readonly StoredRow[]> {
  let chain: StoredRow[] = [];
  for await (const row of rows) {
    if (chain[0] !== undefined && chain[0].chain !== row.chain) {
      yield chain;
      chain = [];
    }
    chain.push(row);
  }
  if (chain.length > 0) yield chain;
}

function decoded(stored: string): string {
  try {
    return read(stored);
  } catch {
    // Not as we write it: whoever checks the hash will see.
    return stored;
  }
}

function jsonOrNothing(list: string): unknown {
  try {
    return JSON.parse(list);
  } catch {
    return undefined;
  }
}
