import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type {
  Brakes,
  ConversationStates,
  Copies,
  Ids,
  Jobs,
  Ledger,
  Links,
  References,
  Retention,
  Seals,
  SeenIds,
  Tickets,
} from '../services/ports';
import { adoptUnmarked } from './audit-adopt';
import { auditKeysIn } from './audit-keys';
import { attempt } from './attempt';
import { brakes } from './brakes';
import { connect } from './connect';
import { conversations, references } from './conversations';
import { copies } from './copies';
import type { Room } from './database';
import { jobs } from './jobs';
import { ledger } from './ledger';
import { links } from './links';
import { migrate } from './migrations';
import { seals } from './seals';
import { retention, seen } from './seen';
import { tickets } from './tickets';

/** Everything that is kept. Every call throws StoreUnavailable when the store is locked, gone or full. */
export interface Store {
  readonly ledger: Ledger;
  readonly brakes: Brakes;
  readonly jobs: Jobs;
  readonly copies: Copies;
  readonly conversations: ConversationStates;
  readonly references: References;
  readonly links: Links;
  readonly tickets: Tickets;
  readonly seen: SeenIds;
  readonly seals: Seals;
  readonly retention: Retention;
  ping(): Promise<void>;
  /** Waits for nothing: finish what runs before. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /**
   * PEM of the Ed25519 private key that signs seals and marks rows (the file at AUDIT_SEAL_KEY_PATH), older ones below
   * it. Without it nothing is marked or sealed.
   */
  readonly sealKey?: string;
  readonly ids?: Ids;
  /** PostgreSQL connections of this process; 10 unless told. */
  readonly connections?: number;
  /** Told of what fails behind the scenes: an idle connection that breaks, a job that cannot be read. */
  readonly onFailure?: (what: string, error: unknown) => void;
}

/** How long one statement may take on PostgreSQL (milliseconds). */
const STATEMENT_LIMIT = 10_000;

const randomIds: Ids = { next: () => randomBytes(16).toString('base64url') };

/**
 * Opens the store, makes what is missing and brings its tables up to date.
 *
 * @param databaseUrl `sqlite:./data/keysmith.db` or `postgres://…`
 */
export async function openStore(databaseUrl: string, options: StoreOptions = {}): Promise<Store> {
  const keys = options.sealKey === undefined ? undefined : auditKeysIn(options.sealKey);
  const onFailure = options.onFailure ?? (() => undefined);
  const { db, engine } = connect(databaseUrl, {
    use: 'keep',
    limitMs: STATEMENT_LIMIT,
    connections: options.connections ?? 10,
    onIdleFailure: (error) => {
      onFailure('store.connection', error);
    },
  });
  const ids = options.ids ?? randomIds;
  const room: Room = { db, engine, attempt, keys, nextId: () => ids.next(), onFailure };
  try {
    await attempt('bring its tables up to date', () => migrate(db, engine));
    await adoptUnmarked(room);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    ledger: ledger(room),
    brakes: brakes(room),
    jobs: jobs(room),
    copies: copies(room),
    conversations: conversations(room),
    references: references(room),
    links: links(room),
    tickets: tickets(room),
    seen: seen(room),
    seals: seals(room),
    retention: retention(room),
    ping: () =>
      attempt('answer', async () => {
        await sql`select 1`.execute(db);
      }),
    close: () => db.destroy(),
  };
}
