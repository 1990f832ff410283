import type { Cap, Count, Pause } from '../../domain/brakes';
import type { Instant } from '../../domain/clock';
import type { TapRequest } from '../../domain/tap-request';
import type { AuditEntry } from './audit';
import type { NewJob } from './jobs';

/* The store: requests, and what changes together with them. */

/** The store is locked, gone or full. Nothing of the failed call was written. */
export class StoreUnavailable extends Error {}

/** No passes for this person, since somebody said "This was not me". */
export interface Freeze {
  readonly person: string;
  readonly by: string;
  readonly at: Instant;
}

export interface Commit {
  /** Written only if the stored request still has version `next.version - 1`; version 1 is inserted. */
  readonly request?: TapRequest;
  readonly audit: readonly AuditEntry[];
  readonly jobs: readonly NewJob[];
  /** Words that a person typed, kept apart from the facts so that they can be erased. */
  readonly words?: readonly { readonly hash: string; readonly text: string; readonly at: Instant }[];
  readonly freeze?: Freeze;
  /** Passes may be asked for this person again: exactly this freeze is lifted, or nothing is written. Not together with a request. */
  readonly unfreeze?: Pick<Freeze, 'person' | 'at'>;
  /** Written only while nothing is paused and each of these caps has room: in the same transaction, or nothing at all. */
  readonly counts?: readonly Count[];
  /** Counted before, and nothing came of it. */
  readonly uncounts?: readonly Pick<Count, 'cap' | 'of' | 'ref'>[];
}

/**
 * `lost`: somebody else was first; what they made of it, where it is a request. `open-exists`: the target has an open request already.
 * `capped`, `paused`: a brake holds, only for a change with `counts`.
 */
export type Committed =
  | { readonly end: 'written' }
  | { readonly end: 'lost'; readonly now: TapRequest | undefined }
  | { readonly end: 'open-exists'; readonly now: TapRequest }
  | { readonly end: 'capped'; readonly cap: Cap; readonly until: Instant }
  | { readonly end: 'paused'; readonly pause: Pause };

/** The pause of the whole tenant, the same for all replicas. Counting is part of `Ledger.commit`. */
export interface Brakes {
  pause(): Promise<Pause | undefined>;
  /** False, and nothing is written, when it is paused already. */
  setPause(pause: Pause, audit: AuditEntry, jobs: readonly NewJob[]): Promise<boolean>;
  /** Lifts exactly this pause; after an automatic one the tenant's openings are counted anew. False, and nothing is written, when it is gone or another one stands there. */
  liftPause(pause: Pause, audit: AuditEntry, jobs: readonly NewJob[]): Promise<boolean>;
}

/** A person has at most one open request of each kind: a removal may wait for the pass that replaces what it takes. */
export type RequestKind = 'pass' | 'removal';

export interface Ledger {
  /** Request, audit, jobs and words in one transaction, or nothing. */
  commit(change: Commit): Promise<Committed>;
  request(id: string): Promise<TapRequest | undefined>;
  /** The one request of this person that is not over. */
  openRequestFor(target: string, what?: RequestKind): Promise<TapRequest | undefined>;
  /** Newest first. */
  requestsFor(target: string, limit: number): Promise<readonly TapRequest[]>;
  /** What this person asked for, for whomever; newest first. */
  requestedBy(requester: string, limit: number): Promise<readonly TapRequest[]>;
  /** Requests that wait for a proof or a decision, oldest first. */
  waiting(limit: number): Promise<readonly TapRequest[]>;
  words(hash: string): Promise<string | undefined>;
  frozen(person: string): Promise<Freeze | undefined>;
  auditOf(chain: string): Promise<readonly AuditEntry[]>;
}

export interface Retention {
  /** Erases typed words and conversation positions older than this; their hashes stay. How many rows went. */
  eraseWords(before: Instant): Promise<number>;
  /** Removes what has run out: seen ids, tickets (a day after their end), browser sessions, old counts. How many rows went. */
  purge(now: Instant): Promise<number>;
}
