import type { Instant } from '../../domain/clock';

/* The store: the audit, its rows and its seals. */

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
