import type { Instant } from './clock';

/** What somebody did to an account lately, as far as the tenant's audit log tells it (design.md section 4, "Risk"). */
export interface AccountChange {
  readonly what: 'manager-changed' | 'method-removed' | 'sessions-revoked';
  readonly at: Instant;
  /** An application did it, perhaps Keysmith; the log does not always say which. */
  readonly byApp: boolean;
}

/** What Keysmith itself did to the account for the request in hand, out of our own audit. */
export interface OwnAct {
  readonly what: 'method-removed' | 'sessions-revoked';
  readonly at: Instant;
}
