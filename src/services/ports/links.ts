import type { Instant } from '../../domain/clock';
import type { PendingContainment, PendingResume } from '../confirming';
import type { AuditEntry } from './audit';
import type { NewJob } from './jobs';

/* The store: Slack accounts, and the one-time addresses and browsers in which people prove who they are. */

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
