import type { PassReason, ProofWay } from '../../domain/tap-request';

/** The same words for the same thing in Teams, Slack, audit and docs. */
export const REASON_WORDS: Record<PassReason, string> = {
  'first-passkey': 'First passkey',
  'new-starter': 'New starter',
  'lost-phone': 'Lost or stolen phone',
  'replaced-phone': 'Replaced phone',
  'broken-authenticator': 'Authenticator does not work',
  'no-usable-method': 'No usable sign-in method',
};

export const WAY_WORDS: Record<ProofWay, string> = {
  'in-person': 'in person',
  'video-with-photo-id': 'by video, with a photo ID',
  'call-back-on-hr-number': 'by calling back on the number HR has',
};

export const RISK_WORDS = {
  standard: 'Standard',
  elevated: 'Elevated',
  security: 'Account at risk',
  privileged: 'Privileged account',
  never: 'Emergency access account',
} as const;
