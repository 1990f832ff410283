import type { Instant } from './clock';

/** One line of the tenant's audit log about somebody's sign-in methods. */
export interface MethodChange {
  readonly at: Instant;
  /** In Microsoft's words: "User registered security info". */
  readonly what: string;
  /** Which method, where the log says so. */
  readonly detail?: string;
  readonly by: 'themselves' | 'somebody-else' | 'an-app' | 'unknown';
  /** A name out of the log, for other people and apps. */
  readonly byName?: string;
  readonly failed: boolean;
}

/** What somebody is asked for as a second factor, out of a report that lags for hours. */
export interface PreferredMethod {
  /** Chosen by the person: push, oath, sms …; `none` where they have not. */
  readonly chosen: string;
  /** Microsoft Entra asks for the strongest one instead of the chosen one. */
  readonly bySystem: boolean;
  readonly system: readonly string[];
  readonly updatedAt?: Instant;
}
