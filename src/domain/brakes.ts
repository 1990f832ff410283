import { DAY, HOUR, type Instant } from './clock';

/**
 * The brakes (design.md section 4): how often the same thing may happen before somebody has to look. What is counted
 * is a row in the store, written in the transaction of the act itself, so that two replicas cannot both be the last.
 *
 * - `target`: openings begun for one person. One that Microsoft Entra refused made nothing and is taken off again.
 * - `agent`: requests that somebody asked, for others or for themselves, or verified as an agent; asking and verifying
 *   count once. Whoever sits in a stolen chat cannot call everybody until somebody says yes.
 * - `manager`: requests vouched for. `approver`: requests approved. Saying no is never counted.
 * - `tenant`: openings begun in the whole tenant. The one too many pauses Keysmith.
 */
export const CAPS = {
  target: { most: 3, withinMs: DAY },
  agent: { most: 10, withinMs: HOUR },
  approver: { most: 10, withinMs: HOUR },
  manager: { most: 10, withinMs: HOUR },
  tenant: { most: 20, withinMs: HOUR },
} as const satisfies Record<string, { readonly most: number; readonly withinMs: number }>;

export type Cap = keyof typeof CAPS;

/** Nothing older than this is ever looked at again. */
export const LONGEST_CAP_MS = DAY;

/** One act against one cap. The same `ref` counts once, however often it is tried. */
export interface Count {
  readonly cap: Cap;
  /** Whose cap: a person's object id; empty for the tenant. */
  readonly of: string;
  /** What is counted: the id of a request or of an opening. */
  readonly ref: string;
  readonly at: Instant;
  readonly most: number;
  readonly withinMs: number;
  /** `room`: is there room? Nothing is counted. */
  readonly only?: 'room';
}

export function counted(cap: Exclude<Cap, 'tenant'>, of: string, ref: string, at: Instant): Count {
  return { cap, of, ref, at, ...CAPS[cap] };
}

/** What an opening costs: it counts for its target and for the tenant. */
export function openingCounts(target: string, opening: string, at: Instant): readonly Count[] {
  return [counted('target', target, opening, at), { cap: 'tenant', of: '', ref: opening, at, ...CAPS.tenant }];
}

/** Asking for a pass that could not be opened for hours helps nobody. */
export function roomForOpening(target: string, at: Instant): Count {
  return { ...counted('target', target, '', at), only: 'room' };
}

/**
 * When there is room again: undefined means now. `earlier` are the moments already counted, newest first; only those
 * inside the window matter. A moment in the future (two clocks) counts as much as one in the past.
 */
export function fullUntil(
  { at, most, withinMs }: Pick<Count, 'at' | 'most' | 'withinMs'>,
  earlier: readonly Instant[],
): Instant | undefined {
  const inside = earlier.filter((moment) => moment > at - withinMs).sort((a, b) => b - a);
  const oldest = inside[most - 1];
  return oldest === undefined ? undefined : oldest + withinMs;
}

/** Keysmith makes no passes: by whom, since when, and why. `by` is `keysmith` when it paused itself. */
export interface Pause {
  readonly by: string;
  readonly at: Instant;
  readonly why: 'admin' | 'tenant-cap';
}
