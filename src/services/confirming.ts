import type { Outcome } from '../domain/refusal';
import type { Identity, SlackAccount } from './ports';
import type { Lines } from './views';

/**
 * Between a press in Slack and its effect stands a browser: to link the Slack account, or to confirm a decision with
 * Entra (design.md section 3). channels/web walks the browser through; these are the two sides it connects.
 */
export interface TicketOffice {
  /** The address for this Slack account to link itself, good for 10 minutes, once. */
  linkAddress(account: SlackAccount): Promise<string>;
  /** The address for this person to confirm exactly this decision, good for 10 minutes, once. */
  confirmAddress(decision: Pending): Promise<string>;
}

/** The sign-in that confirmed something. */
export interface SignedIn {
  readonly identity?: Identity;
}

export interface PendingDecision {
  readonly person: string;
  readonly request: string;
  /** The version the person saw. A request that has changed since is another question. */
  readonly version: number;
  readonly decision: 'approve' | 'deny';
  readonly reasonHash?: string;
}

/** An administrator wants Keysmith to go on. `version`: the moment of the pause they saw. */
export interface PendingResume {
  readonly person: string;
  readonly request: 'brakes';
  readonly version: number;
  readonly decision: 'resume';
}

/** The target or a security contact wants what came with a pass taken away. `version`: when it was reported. */
export interface PendingContainment {
  readonly person: string;
  readonly request: string;
  readonly version: number;
  readonly decision: 'contain';
}

/** Everything that somebody may be asked to confirm. */
export type Pending = PendingDecision | PendingResume | PendingContainment;

/** What the confirm page shows before its button, in the words of the approval card. */
export interface DecisionPreview {
  readonly version: number;
  readonly headline: string;
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  readonly risk: Lines;
  readonly proofs: Lines;
}

/** Implemented by services/tap and services/admin. Decides with `confirmed: true` after all duties on fresh facts. */
export interface Confirmed<Pending> {
  preview(pending: Pending): Promise<Outcome<DecisionPreview>>;
  /** The sentence that the page shows: "You approved …". */
  decideConfirmed(pending: Pending & SignedIn): Promise<Outcome<string>>;
}

export type ConfirmedDecisions = Confirmed<Pending>;

/** Each kind of decision to those who decide it. */
export function confirmedBy(
  decisions: Confirmed<PendingDecision>,
  resumes: Confirmed<PendingResume>,
  containments: Confirmed<PendingContainment>,
): ConfirmedDecisions {
  const asked = <T>(
    pending: Pending & SignedIn,
    ask: <P extends Pending>(by: Confirmed<P>, one: P & SignedIn) => T,
  ): T => {
    switch (pending.decision) {
      case 'resume':
        return ask(resumes, pending);
      case 'contain':
        return ask(containments, pending);
      default:
        return ask(decisions, pending);
    }
  };
  return {
    preview: (pending) => asked(pending, (by, one) => by.preview(one)),
    decideConfirmed: (pending) => asked(pending, (by, one) => by.decideConfirmed(one)),
  };
}
