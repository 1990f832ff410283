import type { Instant } from '../../domain/clock';
import type { Fact } from '../../domain/fact';
import type { Federation } from '../../domain/federation';
import type { PersonFacts } from '../../domain/facts';
import type { MethodChange, PreferredMethod } from '../../domain/method-change';
import type { ExistingPass, Method } from '../../domain/methods';
import type { Person } from '../../domain/person';
import type { Outcome, Refusal } from '../../domain/refusal';
import type { RemovableKind } from '../../domain/removal';
import type { PassCode } from '../../domain/secret';
import type { SignIn } from '../../domain/sign-ins';

/* Microsoft Entra: what is read of a person and their tenant, and the few writes. */

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
