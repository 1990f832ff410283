import type { Instant } from './clock';
import type { RiskAssessment } from './privilege';

/** What a request for a pass is made of, and what can happen to it. The rules are in tap-request.ts. */
export const REQUEST_STATES = [
  'awaiting-proof',
  'awaiting-approval',
  'approved',
  'opening',
  'open',
  'uncertain',
  'completed',
  'revoked',
  'withdrawn',
  'denied',
  'expired',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const PASS_REASONS = [
  'first-passkey',
  'new-starter',
  'lost-phone',
  'replaced-phone',
  'broken-authenticator',
  'no-usable-method',
] as const;
export type PassReason = (typeof PASS_REASONS)[number];

export const PROOF_WAYS = ['in-person', 'video-with-photo-id', 'call-back-on-hr-number'] as const;
export type ProofWay = (typeof PROOF_WAYS)[number];

export type Channel = 'teams' | 'slack';

export interface Proof {
  readonly by: string;
  readonly as: 'manager' | 'agent';
  readonly way: ProofWay;
  readonly at: Instant;
}

export interface Decision {
  readonly by: string;
  readonly channel: Channel;
  readonly at: Instant;
  /** Confirmed with Entra (step-up); decisions in Teams come from the Entra session itself. */
  readonly confirmed: boolean;
}

/** One attempt to make and show the pass. The id is bound to the dialog that started it. */
export interface Opening {
  readonly id: string;
  readonly by: string;
  /** The write-ahead: nothing of ours can exist that was created before. */
  readonly startedAt: Instant;
  /** Methods that were there already: never ours, and nothing new. */
  readonly before: readonly string[];
  readonly passId?: string;
  readonly shownAt?: Instant;
  readonly endsAt?: Instant;
  /** "I have it": from now on any other opening is an alarm. */
  readonly seen?: true;
}

export interface AppearedMethod {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly at: Instant;
}

export type RevokedWhy = 'hidden' | 'reported' | 'timed-out' | 'unconfirmed' | 'risk';

export interface TapRequest {
  readonly id: string;
  /** Counts every change; a compare-and-set on it decides every race. */
  readonly version: number;
  readonly state: RequestState;
  readonly target: string;
  readonly requester: string;
  readonly requestedIn: Channel;
  readonly recipient: string;
  readonly recipientAs: 'self' | 'manager';
  readonly reason: PassReason;
  /** Hash of the note; the words live apart and can be erased. */
  readonly noteHash?: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** For a first working day: not to be opened before. */
  readonly opensAt?: Instant;
  readonly lifetimeMinutes: number;
  readonly usableOnce: boolean;
  readonly proofsNeeded: number;
  readonly approvalsNeeded: number;
  readonly risk: RiskAssessment;
  readonly proofs: readonly Proof[];
  readonly approvals: readonly Decision[];
  readonly changesAsked?: { readonly by: string; readonly at: Instant; readonly whatHash: string };
  readonly denied?: { readonly by: string; readonly at: Instant; readonly reasonHash?: string };
  readonly openUntil?: Instant;
  readonly openings: readonly Opening[];
  /** The recipient used the one "I did not see it". */
  readonly replacedOnce?: true;
  readonly appeared: readonly AppearedMethod[];
  readonly confirmedMethod?: string;
  readonly reported?: { readonly by: string; readonly at: Instant };
  /** Entra has been seen without our pass after it was made: nothing of it can be used any more. */
  readonly passGoneAt?: Instant;
  readonly revokedWhy?: RevokedWhy;
  readonly endedAt?: Instant;
}

export type TapEvent =
  | { readonly type: 'prove'; readonly proof: Proof }
  | { readonly type: 'approve'; readonly decision: Decision }
  | { readonly type: 'deny'; readonly by: string; readonly at: Instant; readonly reasonHash?: string }
  | { readonly type: 'ask-for-changes'; readonly by: string; readonly at: Instant; readonly whatHash: string }
  | { readonly type: 'amend'; readonly at: Instant; readonly noteHash: string }
  | { readonly type: 'withdraw'; readonly at: Instant }
  | { readonly type: 'expire'; readonly at: Instant }
  | {
      readonly type: 'reassess';
      readonly risk: RiskAssessment;
      readonly proofsNeeded: number;
      readonly approvalsNeeded: number;
      readonly at: Instant;
    }
  | {
      readonly type: 'begin-opening';
      readonly opening: string;
      readonly by: string;
      readonly before: readonly string[];
      readonly at: Instant;
    }
  | {
      readonly type: 'created';
      readonly opening: string;
      readonly passId: string;
      readonly endsAt: Instant;
      readonly at: Instant;
    }
  | { readonly type: 'not-created'; readonly opening: string; readonly at: Instant }
  | { readonly type: 'lose-sight'; readonly opening: string; readonly at: Instant }
  | { readonly type: 'not-seen'; readonly opening: string; readonly at: Instant }
  | { readonly type: 'have-it'; readonly opening: string; readonly at: Instant }
  | { readonly type: 'settled'; readonly at: Instant }
  | { readonly type: 'appeared'; readonly method: AppearedMethod }
  | { readonly type: 'confirm-mine'; readonly method: string; readonly at: Instant }
  | { readonly type: 'report'; readonly by: string; readonly at: Instant }
  | { readonly type: 'revoke'; readonly why: RevokedWhy; readonly at: Instant }
  | { readonly type: 'pass-gone'; readonly at: Instant };
