import type { Generated, Kysely } from 'kysely';

/** Moments are milliseconds since 1970 in 64-bit integers; JSON is text, the same in both engines. */
export interface Tables {
  requests: {
    id: string;
    version: number;
    state: string;
    is_over: number;
    target: string;
    created_at: number;
    expires_at: number;
    body: string;
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
  conversations: { key: string; state: string; at: number };
  conversation_references: { key: string; reference: string; at: number };
  links: { team: string; account: string; person: string; at: number };
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
  readonly nextId: () => string;
  readonly onFailure: (what: string, error: unknown) => void;
}
