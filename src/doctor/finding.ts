/** `missing`: Keysmith, or something the settings ask for, cannot work. `warning`: it works, and somebody should look. */
export type Verdict = 'ok' | 'warning' | 'missing' | 'skipped';

/** One check and what came of it: what is the case, why it matters, what to do. `fix` is empty where all is well. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** The part of a finding that is the same however the check ends. */
export interface Check {
  readonly check: string;
  readonly why: string;
}

export function ok(of: Check, what: string): Finding {
  return { ...of, verdict: 'ok', what, fix: '' };
}

export function warning(of: Check, what: string, fix: string): Finding {
  return { ...of, verdict: 'warning', what, fix };
}

export function missing(of: Check, what: string, fix: string): Finding {
  return { ...of, verdict: 'missing', what, fix };
}

export function skipped(of: Check, what: string): Finding {
  return { ...of, verdict: 'skipped', what, fix: '' };
}

/** `1 approver`, `3 approvers`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
