import type { Instant } from './clock';
import type { ManagerOut } from './line-manager';
import type { RiskAssessment } from './privilege';
import type { Seat } from './seats';
import type { Containment, NamedMethod, Removal, RemovalReason, StepEnd } from './removal';

/** What a request for a pass is made of, and what can happen to it. The rules are in tap-request.ts. */
export const REQUEST_STATES = [
  'awaiting-proof',
  'awaiting-approval',
  'approved',
  'opening',
  'open',
  'uncertain',
  'removing',
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
  /** Whose part this approval is (domain/seats). */
  readonly seat?: Seat;
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
  /** The target said "It is me", and it is not the kind that ends the request. */
  readonly noted?: true;
}

export type RevokedWhy =
  'hidden' | 'reported' | 'timed-out' | 'unconfirmed' | 'risk' | 'refused' | 'mistyped' | 'dry-run';

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
  readonly reason: PassReason | RemovalReason;
  /** A request to take methods away instead of one for a pass; recipient, lifetime and openings mean nothing then. */
  readonly removal?: Removal;
  /** Hash of the note; the words live apart and can be erased. */
  readonly noteHash?: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** For a first working day: not to be opened before. */
  readonly opensAt?: Instant;
  /** Why the manager was not asked to vouch. */
  readonly managerOut?: ManagerOut;
  /** Manager route: since when every address of the target that we can write to has the news. */
  readonly targetToldAt?: Instant;
  /** Openings for which a wrong pairing number was typed; the numbers themselves are nowhere. */
  readonly mistyped?: readonly string[];
  readonly lifetimeMinutes: number;
  readonly usableOnce: boolean;
  readonly proofsNeeded: number;
  readonly approvalsNeeded: number;
  readonly risk: RiskAssessment;
  readonly proofs: readonly Proof[];
  readonly approvals: readonly Decision[];
  /** Since when the second group may decide too. */
  readonly escalatedAt?: Instant;
  readonly changesAsked?: { readonly by: string; readonly at: Instant; readonly whatHash: string };
  readonly denied?: { readonly by: string; readonly at: Instant; readonly reasonHash?: string };
  readonly openUntil?: Instant;
  readonly openings: readonly Opening[];
  /** A pass that somebody else made, and who said that ours may take its place. It names that one pass only. */
  readonly replaces?: { readonly pass: string; readonly by: string; readonly at: Instant };
  /** The recipient used the one "I did not see it". */
  readonly replacedOnce?: true;
  readonly appeared: readonly AppearedMethod[];
  readonly confirmedMethod?: string;
  readonly reported?: { readonly by: string; readonly at: Instant };
  /** Entra has been seen without our pass after it was made: nothing of it can be used any more. */
  readonly passGoneAt?: Instant;
  readonly revokedWhy?: RevokedWhy;
  readonly containment?: Containment;
  readonly endedAt?: Instant;
}

export type TapEvent =
  | { readonly type: 'prove'; readonly proof: Proof }
  | { readonly type: 'approve'; readonly decision: Decision }
  | { readonly type: 'deny'; readonly by: string; readonly at: Instant; readonly reasonHash?: string }
  | { readonly type: 'ask-for-changes'; readonly by: string; readonly at: Instant; readonly whatHash: string }
  | { readonly type: 'amend'; readonly at: Instant; readonly noteHash: string }
  | { readonly type: 'escalate'; readonly at: Instant }
  | { readonly type: 'withdraw'; readonly at: Instant }
  | { readonly type: 'expire'; readonly at: Instant }
  | {
      readonly type: 'reassess';
      readonly risk: RiskAssessment;
      readonly proofsNeeded: number;
      readonly approvalsNeeded: number;
      readonly at: Instant;
    }
  | { readonly type: 'target-told'; readonly at: Instant }
  | { readonly type: 'mistype'; readonly opening: string; readonly at: Instant }
  | { readonly type: 'agree-replace'; readonly pass: string; readonly by: string; readonly at: Instant }
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
  | { readonly type: 'note-mine'; readonly method: string; readonly at: Instant }
  | { readonly type: 'report'; readonly by: string; readonly at: Instant }
  | { readonly type: 'revoke'; readonly why: RevokedWhy; readonly at: Instant }
  | { readonly type: 'pass-gone'; readonly at: Instant }
  /** On somebody's word: what was added since the opening goes, and all sessions end. */
  | { readonly type: 'contain'; readonly by: string; readonly at: Instant }
  /** The write-ahead of one removal; `method` where containment finds one more. */
  | {
      readonly type: 'step-begun';
      readonly step: string;
      readonly at: Instant;
      readonly method?: NamedMethod;
      readonly validFrom?: Instant;
    }
  | { readonly type: 'step-ended'; readonly step: string; readonly end: StepEnd; readonly at: Instant }
  | { readonly type: 'carried-out'; readonly at: Instant };
