import type { Generated, Kysely } from 'kysely';
import type { AuditKeys } from './audit-keys';

/** Moments are milliseconds since 1970 in 64-bit integers; JSON is text, the same in both engines. */
export interface Tables {
  requests: {
    id: string;
    /** `pass` or `removal`. */
    kind: string;
    version: number;
    state: string;
    is_over: number;
    target: string;
    requester: string;
    created_at: number;
    expires_at: number;
    body: string;
    /** HMAC over the body; empty where there is no key. */
    mark: string;
  };
  audit: {
    chain: string;
    seq: number;
    at: number;
    actor: string;
    channel: string;
    act: string;
    facts: string;
    prev: string;
    hash: string;
    /** HMAC over `hash`, and the name of the key; empty where there is no key, or was none yet. */
    mark: string;
    mark_key: string;
  };
  /** Written with each audit row and emptied by the sealer; what is in neither place was not written by us. */
  audit_unsealed: { place: Generated<number>; chain: string; seq: number; hash: string };
  audit_seals: {
    seq: number;
    row_count: number;
    first_row: string;
    last_row: string;
    rows_hash: string;
    prev: string;
    sealed_at: number;
    key_id: string;
    hash: string;
    signature: string;
    /** JSON: [[chain, seq, hash], …] in sealing order. */
    row_list: string;
    /** How the rows were checked; empty in seals made before rows had marks. */
    row_check: string;
  };
  /** What the sealer found waiting and would not seal. `told`: 1 once the security contacts were told. */
  audit_refused: {
    id: Generated<number>;
    chain: string;
    seq: number;
    hash: string;
    why: string;
    at: number;
    told: number;
  };
  jobs: {
    id: string;
    key: string;
    due_at: number;
    /** When it may be claimed: `due_at`, or the end of the lease. */
    ready_at: number;
    attempt: number;
    body: string;
  };
  copies: {
    id: Generated<number>;
    request: string;
    role: string;
    address: string;
    message: string;
    viewer: string | null;
  };
  words: { hash: string; words: string; at: number };
  frozen: { person: string; by: string; at: number };
  /** One row for each act that is counted, kept as long as it can matter. `counter` is the cap and whose it is. */
  brake_counts: { counter: string; ref: string; at: number };
  pauses: { id: string; by: string; at: number; why: string };
  conversations: { key: string; state: string; at: number };
  conversation_references: { key: string; reference: string; at: number };
  /** `mark`: HMAC over the others (link-mark.ts); empty where there is no key. */
  links: { team: string; account: string; person: string; at: number; mark: string };
  /** Accounts that nobody may link: `person` said that a link with it was not theirs. */
  link_stops: { team: string; account: string; person: string; at: number };
  tickets: { hash: string; purpose: string; expires_at: number; spent_at: number | null };
  sessions: { hash: string; body: string; expires_at: number };
  seen: { id: string; until: number };
}

export type Engine = 'sqlite' | 'postgres';

export type Database = Kysely<Tables>;

/** What every part of the store works with. */
export interface Room {
  readonly db: Database;
  readonly engine: Engine;
  /** Runs `work` again when the store was busy; turns every failure into StoreUnavailable. */
  readonly attempt: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  /** Without them rows have no mark and nothing is sealed. */
  readonly keys?: AuditKeys | undefined;
  readonly nextId: () => string;
  readonly onFailure: (what: string, error: unknown) => void;
}
