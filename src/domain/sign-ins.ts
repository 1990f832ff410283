import type { Instant } from './clock';
import { type Fact, known } from './fact';

/** One line of the sign-in log, as far as it explains why somebody got in or not. */
export interface SignIn {
  readonly at: Instant;
  readonly app: string;
  readonly appId?: string;
  /** As Conditional Access names it: windows, macOS, iOS, android, linux. */
  readonly platform?: string;
  /** Absent where the log does not say what it was on. */
  readonly device?: { readonly managed: boolean; readonly computer: boolean };
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

/**
 * Whether every sign-in of these days was on a computer that the organisation manages. Which of their sessions somebody
 * is in now, nobody can say: Teams does not tell. So one other device, an unknown one, or no sign-in at all means no.
 * Sessions that were renewed in silence for longer than the log reaches back are not seen.
 */
export function onManagedComputers(signIns: Fact<readonly SignIn[]>): Fact<boolean> {
  if (!signIns.known) return signIns;
  const entered = signIns.value.filter(({ code }) => code === 0);
  const all = entered.every(({ device }) => device?.managed === true && device.computer);
  return known(entered.length > 0 && all, signIns.readAt);
}
