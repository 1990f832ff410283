import type { Cap, Count, Pause } from '../domain/brakes';
import type { Instant } from '../domain/clock';
import type { Fact } from '../domain/fact';
import type { Federation } from '../domain/federation';
import type { PersonFacts } from '../domain/facts';
import type { MethodChange, PreferredMethod } from '../domain/method-change';
import type { ExistingPass, Method } from '../domain/methods';
import type { Person } from '../domain/person';
import type { MethodName } from '../domain/readiness';
import type { Outcome, Refusal } from '../domain/refusal';
import type { RemovableKind } from '../domain/removal';
import type { PassCode } from '../domain/secret';
import type { SignIn } from '../domain/sign-ins';
import type { TapRequest } from '../domain/tap-request';
import type { PendingContainment, PendingResume } from './confirming';
import type { Address, MessageView } from './views';

/*
 * What the services need from the outside. Each port is small and has one contract suite in test/contracts that every
 * implementation passes. Reading or writing the tenant answers with an Outcome; the store throws StoreUnavailable.
 */

// --- Microsoft Entra -------------------------------------------------------------------------------------------

export interface Directory {
  /** One user by object id. Unknown: `graph-not-found`. */
  person(id: string): Promise<Outcome<Person>>;
  /** Users whose UPN, mail, employee id or name fits, best first, at most 10, guests and disabled ones included. */
  find(words: string): Promise<Outcome<readonly Person[]>>;
  managerOf(id: string): Promise<Outcome<Person | undefined>>;
  /** Users in a group, also through groups, enabled ones only, at most 200. */
  membersOf(groupId: string): Promise<Outcome<readonly Person[]>>;
  /** Which of these groups the person is in (transitive), read live: authority is never cached. */
  groupsAmong(personId: string, groupIds: readonly string[]): Promise<Outcome<ReadonlySet<string>>>;
}

export interface TenantReader {
  /**
   * Everything about one person in one Graph round trip, two when the policies are cold. Never fails as a whole: what
   * could not be read is a gap in its place. `fresh` reads the policies again too (before an effect). `history` reads
   * the audit log beside it, for `changes`; without it they are a gap.
   */
  facts(personId: string, options?: { readonly fresh?: boolean; readonly history?: boolean }): Promise<PersonFacts>;
}

/** Everything the page of a person shows, read together; what could not be read is a gap in its place. */
export interface DeskReading {
  /** With `changes` of the last 30 days. */
  readonly facts: PersonFacts;
  /** Of the last seven days, newest first, at most 10. */
  readonly signIns: Fact<readonly SignIn[]>;
  /** Of the last 30 days, newest first. */
  readonly methodChanges: Fact<readonly MethodChange[]>;
  readonly preferred: Fact<PreferredMethod>;
  /** Of those who were asked about, as far as they could be read. */
  readonly names: ReadonlyMap<string, string>;
}

export interface Desk {
  /** One Graph round trip, two when the policies are cold. `others`: object ids whose names the page needs. */
  reading(personId: string, others: readonly string[]): Promise<DeskReading>;
}

export interface Methods {
  /** Live from /authentication/methods, never from the registration report, which lags for hours. */
  list(personId: string): Promise<Outcome<readonly Method[]>>;
}

export interface SignIns {
  /** Sign-ins of the last seven days, newest first, at most 10; a gap without AuditLog.Read.All or without a licence. */
  last(personId: string): Promise<Fact<readonly SignIn[]>>;
}

/** Who signs in the people of a domain; read only where it can be the reason. */
export interface Federations {
  /** `domain` as it stands behind the @ of a sign-in name. */
  of(domain: string): Promise<Fact<Federation>>;
}

export interface PassSpec {
  readonly lifetimeMinutes: number;
  readonly usableOnce: boolean;
}

/** A POST that makes a pass has three ends; only the second one is certain to have had no effect. */
export type PassCreation =
  | { readonly end: 'created'; readonly pass: ExistingPass; readonly code: PassCode }
  | { readonly end: 'refused'; readonly refusal: Refusal }
  | { readonly end: 'uncertain' };

export interface Passes {
  /** One POST, no retry, within `deadlineMs`. */
  create(personId: string, spec: PassSpec, deadlineMs: number): Promise<PassCreation>;
  list(personId: string): Promise<Outcome<readonly ExistingPass[]>>;
  /** Absent already counts as removed. */
  remove(personId: string, passId: string): Promise<Outcome<void>>;
}

/**
 * How one removal ended. `later`: certainly not done, ask again after this; `uncertain`: nobody knows, so look first.
 */
export type RemovalEnd =
  | { readonly end: 'removed' | 'absent' | 'uncertain' }
  | { readonly end: 'refused'; readonly refusal: Refusal }
  | { readonly end: 'later'; readonly afterMs: number };

export interface Removals {
  /** One DELETE, no retry. Absent already is an end of its own. */
  remove(personId: string, kind: RemovableKind, methodId: string): Promise<RemovalEnd>;
}

export interface Sessions {
  /** Sessions opened before this count no more. It moves when sessions are ended, so it shows whether they were. */
  validFrom(personId: string): Promise<Outcome<Instant>>;
  /** One POST, no retry. */
  end(personId: string): Promise<RemovalEnd>;
}

/** Installs the Teams app for a person (TEAMS_APP_CATALOG_ID). */
export interface TeamsInstaller {
  install(personId: string): Promise<Outcome<void>>;
}

// --- Store -----------------------------------------------------------------------------------------------------

/** The store is locked, gone or full. Nothing of the failed call was written. */
export class StoreUnavailable extends Error {}

/** How it was verified who acted: what stands in the audit, so that a doubt can be followed up. */
export type Identity =
  | { readonly how: 'teams-jwt' }
  /** `linkedAt`: when this Slack account was bound to the person. */
  | { readonly how: 'slack-signature+link'; readonly slackUser: string; readonly linkedAt: Instant }
  | { readonly how: 'entra-step-up'; readonly authTime: Instant; readonly acrs: readonly string[] };

/** Who acted, where, and how that is known. */
export type By = Pick<AuditEntry, 'actor' | 'channel' | 'identity'>;

export interface AuditEntry {
  /** The chain this row belongs to: a request id, or `person:<id>`, `link:<slack user>`, `brakes`. */
  readonly chain: string;
  readonly at: Instant;
  /** Entra object id, or `keysmith` for what no person did. */
  readonly actor: string;
  readonly channel: 'teams' | 'slack' | 'web' | 'system';
  /** None for what no person did. Kept as one of the facts. */
  readonly identity?: Identity | undefined;
  /** One word per act: request.asked, request.approved, pass.created … */
  readonly act: string;
  /** Ids, states, levels and times; never names, notes or codes. */
  readonly facts: AuditFacts;
}

export type AuditFacts = { readonly [key: string]: string | number | boolean | null | readonly string[] | AuditFacts };

/** Work that has to happen at or after a moment: what must be told (the outbox) and what must be looked at (timers). */
export type JobBody =
  | { readonly kind: 'tell'; readonly to: Address; readonly view: MessageView; readonly copy?: CopyOf }
  | { readonly kind: 'ask-approvers'; readonly request: string }
  /** Manager route: the target hears of it everywhere before the pass can be opened. */
  | { readonly kind: 'tell-target'; readonly request: string }
  /** Round 0 says at once that the request has changed; the others come by themselves, with growing pauses. */
  | { readonly kind: 'remind-approvers'; readonly request: string; readonly round: number }
  | { readonly kind: 'escalate-request'; readonly request: string }
  | { readonly kind: 'refresh-copies'; readonly request: string }
  /** Posts the card of a handover, or draws it again. */
  | { readonly kind: 'show-handover'; readonly handover: string }
  /** From the desk into somebody's own chat in Teams; `tell`, the agent, hears whether it arrived. */
  | {
      readonly kind: 'desk-card';
      readonly card: string;
      readonly person: string;
      readonly view: MessageView;
      /** What it is, for the agent. */
      readonly what: string;
      readonly tell: { readonly channel: 'teams' | 'slack'; readonly person: string };
    }
  | { readonly kind: 'expire-request'; readonly request: string }
  | { readonly kind: 'settle-pass'; readonly request: string }
  | { readonly kind: 'end-pass'; readonly request: string }
  | { readonly kind: 'carry-out'; readonly request: string }
  | { readonly kind: 'alarm-contacts'; readonly request: string; readonly what: string; readonly key: string }
  | {
      readonly kind: 'watch-target';
      readonly request: string;
      readonly until: Instant;
      readonly seen: readonly string[];
    }
  /** Looks at both accounts of a link; `since` names the link, `warned`: the person was told that it ends. */
  | ({ readonly kind: 'check-link'; readonly person: string } & SlackAccount & {
        readonly since: Instant;
        readonly warned: boolean;
      })
  /** "This was not me" about a link: the security contacts have to know. */
  | ({ readonly kind: 'alarm-link' } & LinkStop & { readonly since: Instant })
  /** The whole tenant's pause: who has to know. */
  | ({ readonly kind: 'announce-brakes'; readonly what: 'paused' | 'resumed' } & Pause)
  | {
      readonly kind: 'watch-registration';
      readonly person: string;
      readonly since: Instant;
      readonly until: Instant;
      readonly before: readonly string[];
      readonly flow: string;
      readonly expects: MethodName;
    };

export interface NewJob {
  /** Unique: a job with a key that exists is not added again. */
  readonly key: string;
  readonly dueAt: Instant;
  readonly body: JobBody;
}

export interface Job extends NewJob {
  readonly id: string;
  /** How often it has been claimed, this time included. */
  readonly attempt: number;
}

/** A message of ours that shows a request and must change when the request changes. */
export interface CopyOf {
  readonly request: string;
  readonly role: 'approval' | 'vouch' | 'verify' | 'status' | 'alarm' | 'alarm-told' | 'handover';
}

export interface PostedCopy extends CopyOf {
  readonly id: string;
  readonly address: Address;
  /** The channel's own id of the message, opaque here. */
  readonly message: string;
  readonly viewer?: string;
}

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

export interface Jobs {
  /** Jobs due at `now`, leased for `leaseMs` so that no other worker takes them. */
  claim(now: Instant, limit: number, leaseMs: number): Promise<readonly Job[]>;
  /**
   * Ends the job and adds what follows from it, in one transaction. False, and nothing is written, when the lease ran
   * out and another worker has claimed the job since.
   */
  done(job: Job, next?: readonly NewJob[]): Promise<boolean>;
  /** Ends many at once, nothing following from them. What another worker has claimed since stays. */
  doneAll(jobs: readonly Job[]): Promise<void>;
  /** Gives it back, to be claimed again at `dueAt`, with another body if it has learnt something. False as for `done`. */
  again(job: Job, dueAt: Instant, body?: JobBody): Promise<boolean>;
  add(jobs: readonly NewJob[]): Promise<void>;
  /** When the next job is due, if any. */
  nextDue(): Promise<Instant | undefined>;
  /** How many are overdue, for /metrics. */
  overdue(now: Instant): Promise<number>;
}

export interface Copies {
  add(copy: Omit<PostedCopy, 'id'>): Promise<void>;
  of(request: string): Promise<readonly PostedCopy[]>;
}

/** Where a conversation stands. `state` is JSON of the flow's own making. */
export interface ConversationStates {
  get(key: string): Promise<ConversationState | undefined>;
  put(key: string, state: ConversationState, at: Instant): Promise<void>;
  clear(key: string): Promise<void>;
}

export interface ConversationState {
  readonly flow: string;
  readonly at: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** How to write to somebody first: the Bot Framework conversation reference of their 1:1 chat, opaque here. */
export interface References {
  get(key: string): Promise<string | undefined>;
  put(key: string, reference: string, at: Instant): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface SlackAccount {
  readonly team: string;
  readonly user: string;
}

export interface Links {
  /** The Entra object id of a linked Slack account. */
  personOf(account: SlackAccount): Promise<{ readonly person: string; readonly at: Instant } | undefined>;
  accountOf(person: string): Promise<SlackAccount | undefined>;
  /**
   * False when the person or the account is linked with another one. The audit row and the jobs (the person is told)
   * are written in the same transaction, and only when the link is new.
   */
  link(account: SlackAccount, person: string, audit: AuditEntry, jobs: readonly NewJob[]): Promise<boolean>;
  /** The very same two were proved again: the link counts from `audit.at`. False, and nothing is written, without one. */
  renew(account: SlackAccount, person: string, audit: AuditEntry, jobs: readonly NewJob[]): Promise<boolean>;
  /** False, and nothing is written, when these two are not linked with each other. */
  unlink(account: SlackAccount, person: string, audit: AuditEntry, jobs: readonly NewJob[]): Promise<boolean>;
  /** Removes the link, if it is still there, and lets nobody link the account. False when both had happened already. */
  disown(stop: LinkStop, audit: AuditEntry, jobs: readonly NewJob[]): Promise<boolean>;
  stopOf(account: SlackAccount): Promise<LinkStop | undefined>;
  liftStop(account: SlackAccount, audit: AuditEntry): Promise<boolean>;
}

/** Somebody said that a link of this Slack account with theirs was not their doing. */
export interface LinkStop extends SlackAccount {
  readonly person: string;
  readonly at: Instant;
}

/** A one-time address sent to somebody: to link a Slack account, or to confirm a decision. Kept by hash only. */
export interface Ticket {
  readonly hash: string;
  readonly purpose:
    | { readonly kind: 'link'; readonly account: SlackAccount }
    | {
        readonly kind: 'confirm';
        readonly person: string;
        readonly request: string;
        readonly version: number;
        readonly decision: 'approve' | 'deny';
        readonly reasonHash?: string;
      }
    | ({ readonly kind: 'confirm' } & (PendingResume | PendingContainment));
  readonly expiresAt: Instant;
}

/** What one browser has shown so far. Its key lives in a cookie; here is only the key's hash and nothing secret. */
export interface BrowserSession {
  readonly hash: string;
  readonly ticket: string;
  readonly slack?: SlackAccount;
  readonly entra?: { readonly person: string; readonly authTime: Instant; readonly acrs: readonly string[] };
  readonly expiresAt: Instant;
}

export interface Tickets {
  put(ticket: Ticket): Promise<void>;
  /** A spent ticket is still found until it is purged, so that a page can say so. */
  get(hash: string): Promise<(Ticket & { readonly spentAt?: Instant }) | undefined>;
  /** True exactly once, and only before it expires. */
  spend(hash: string, at: Instant): Promise<boolean>;
  session(hash: string): Promise<BrowserSession | undefined>;
  putSession(session: BrowserSession): Promise<void>;
}

/** Remembers activity, event and trigger ids, so that what a platform sends twice is done once. */
export interface SeenIds {
  /** True the first time, false for ever after (until `keepMs` is over). */
  first(id: string, at: Instant, keepMs: number): Promise<boolean>;
}

/** The newest seal over the audit: post it where the database's owner cannot reach, and a cut-off end is found. */
export interface SealHead {
  /** Counts the seals from 1. */
  readonly seq: number;
  /** How many audit rows this seal covers. */
  readonly count: number;
  /** SHA-256 of the seal, in hexadecimal; the next seal names it. */
  readonly hash: string;
  readonly sealedAt: Instant;
  /** Which key signed: the first 16 hexadecimal digits of SHA-256 over the public key (SPKI, DER). */
  readonly key: string;
}

/** A seal just made, with the acts of the rows in it, each once. */
export interface Sealed extends SealHead {
  readonly acts: readonly string[];
}

/** A row that waited to be sealed and was not written by us: an alarm. */
export interface RefusedRow {
  readonly id: number;
  readonly chain: string;
  readonly seq: number;
  /** missing, unmarked, unknown-key, edited, wrong-mark */
  readonly why: string;
}

export interface Seals {
  /**
   * Seals the audit rows that are not sealed yet, at most 1,000 at a time, and puts aside those that are not ours.
   * Undefined when there is nothing to seal, no key (AUDIT_SEAL_KEY_PATH), or another replica was first.
   */
  seal(now: Instant): Promise<Sealed | undefined>;
  head(): Promise<SealHead | undefined>;
  /** Rows put aside that nobody was told of yet, oldest first, at most 100. */
  refused(): Promise<readonly RefusedRow[]>;
  refusedTold(rows: readonly RefusedRow[]): Promise<void>;
}

export interface Retention {
  /** Erases typed words and conversation positions older than this; their hashes stay. How many rows went. */
  eraseWords(before: Instant): Promise<number>;
  /** Removes what has run out: seen ids, tickets (a day after their end), browser sessions, old counts. How many rows went. */
  purge(now: Instant): Promise<number>;
}

// --- Channels --------------------------------------------------------------------------------------------------

/** `again`: it may work later (throttled, down). */
export type Delivery =
  | { readonly end: 'delivered'; readonly message: string }
  | { readonly end: 'again'; readonly afterMs?: number }
  | { readonly end: 'unreachable'; readonly why: string };

export interface Messenger {
  /** Sends a new message; `under` an earlier one of ours, where the channel has threads. */
  send(to: Address, view: MessageView, under?: string): Promise<Delivery>;
  /** Changes a message of ours in place. */
  update(to: Address, message: string, view: MessageView): Promise<Delivery>;
  /** Whether a message to this person's own chat would arrive. */
  reaches(person: string): Promise<boolean>;
}

// --- Small things ----------------------------------------------------------------------------------------------

export interface Ids {
  /** A new unguessable id, URL-safe, at least 128 bits. */
  next(): string;
}

/** Counted and logged once per occurrence; facts hold ids and codes only. */
export interface Observer {
  event(name: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  failure(name: string, error: unknown, facts?: Readonly<Record<string, string | number | boolean>>): void;
}
