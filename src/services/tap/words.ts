import type { RiskAssessment } from '../../domain/privilege';
import type { RemovalReason } from '../../domain/removal';
import type { Seat } from '../../domain/seats';
import type { PassReason, ProofWay } from '../../domain/tap-request';

/** The same words for the same thing in Teams, Slack, audit and docs. */
export const REASON_WORDS: Record<PassReason | RemovalReason, string> = {
  'first-passkey': 'First passkey',
  'new-starter': 'New starter',
  'lost-phone': 'Lost or stolen phone',
  'replaced-phone': 'Replaced phone',
  'broken-authenticator': 'Authenticator does not work',
  'no-usable-method': 'No usable sign-in method',
  'lost-key': 'Lost security key',
  'lost-number': 'Lost phone number or SIM card',
  'lost-computer': 'Lost or stolen computer',
  'not-recognised': 'A method that is not theirs',
};

export const WAY_WORDS: Record<ProofWay, string> = {
  'in-person': 'in person',
  'video-with-photo-id': 'by video, with a photo ID',
  'call-back-on-hr-number': 'by calling back on the number HR has',
};

/** Whose part an approval is. */
export const SEAT_WORDS: Record<Seat, { readonly one: string; readonly many: string }> = {
  approver: { one: 'an approver', many: 'approvers' },
  'privileged-approver': { one: 'an approver for privileged accounts', many: 'approvers for privileged accounts' },
  'security-contact': { one: 'a security contact', many: 'security contacts' },
};

/** For whoever asks for somebody else, before they ask: what approvers will read, too. */
export function riskLine({ level, inputs }: RiskAssessment): string {
  const why = inputs.map(({ what }) => what).join('; ');
  return `Risk as it is now: **${RISK_WORDS[level]}**${why === '' ? '' : `, because this account ${why}`}.`;
}

export const RISK_WORDS = {
  standard: 'Standard',
  elevated: 'Elevated',
  security: 'Account at risk',
  privileged: 'Privileged account',
  never: 'Emergency access account',
} as const;

/** As the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
