import type { Instant } from './clock';

/** One line of the sign-in log, as far as it explains why somebody got in or not. */
export interface SignIn {
  readonly at: Instant;
  readonly app: string;
  /** 0 for success, otherwise the AADSTS number. */
  readonly code: number;
  /** In Microsoft's words. */
  readonly failureReason?: string;
  readonly applied: readonly AppliedPolicy[];
}

export interface AppliedPolicy {
  readonly id: string;
  readonly name: string;
  readonly result:
    | 'success'
    | 'failure'
    | 'notApplied'
    | 'notEnabled'
    | 'reportOnlySuccess'
    | 'reportOnlyFailure'
    | 'reportOnlyNotApplied'
    | 'reportOnlyInterrupted'
    | 'unknown';
  /** What it demanded: "mfa", "block", the name of a strength. */
  readonly controls: readonly string[];
}
