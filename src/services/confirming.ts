import type { Outcome } from '../domain/refusal';
import type { SlackAccount } from './ports';
import type { Lines } from './views';

/**
 * Between a press in Slack and its effect stands a browser: to link the Slack account, or to confirm a decision with
 * Entra (design.md section 3). channels/web walks the browser through; these are the two sides it connects.
 */
export interface TicketOffice {
  /** The address for this Slack account to link itself, good for 10 minutes, once. */
  linkAddress(account: SlackAccount): Promise<string>;
  /** The address for this person to confirm exactly this decision, good for 10 minutes, once. */
  confirmAddress(decision: PendingDecision): Promise<string>;
}

export interface PendingDecision {
  readonly person: string;
  readonly request: string;
  /** The version the person saw. A request that has changed since is another question. */
  readonly version: number;
  readonly decision: 'approve' | 'deny';
  readonly reasonHash?: string;
}

/** What the confirm page shows before its button, in the words of the approval card. */
export interface DecisionPreview {
  readonly version: number;
  readonly headline: string;
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  readonly risk: Lines;
  readonly proofs: Lines;
}

/** Implemented by services/tap. Decides with `confirmed: true` after all duties on fresh facts. */
export interface ConfirmedDecisions {
  preview(pending: PendingDecision): Promise<Outcome<DecisionPreview>>;
  /** The sentence that the page shows: "You approved …". */
  decideConfirmed(pending: PendingDecision): Promise<Outcome<string>>;
}
