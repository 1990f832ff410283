import { CAPS, type Pause } from '../../domain/brakes';
import { pausedRefusal } from '../../domain/duties';
import { type Refusal, refuse } from '../../domain/refusal';
import type { AuditEntry, Brakes, Committed, NewJob, Observer } from '../ports';
import { spanWords } from '../when';
import type { Clock } from '../../domain/clock';

/** A change that a brake held back. */
export type Braked = Extract<Committed, { end: 'capped' | 'paused' }>;

export interface BrakeParts {
  readonly brakes: Brakes;
  readonly clock: Clock;
  readonly observer: Observer;
}

/** The chain of the audit in which pauses stand. */
export const BRAKES_CHAIN = 'brakes';

/** What the person reads; the one opening too many in the tenant also pauses Keysmith and calls who has to look. */
export async function brakeRefusal(
  parts: BrakeParts,
  braked: Braked,
): Promise<{ readonly ok: false; readonly refusal: Refusal }> {
  if (braked.end === 'paused') return pausedRefusal(braked.pause);
  const { cap, until } = braked;
  parts.observer.event('tap.capped', { reason: cap });
  const most = String(CAPS[cap].most);
  if (cap !== 'tenant') return refuse(`cap-${cap}`, { most, wait: spanWords(until - parts.clock.now().getTime()) });
  await pauseItself(parts);
  return refuse('cap-tenant', { most }, 'No pass was made. Keysmith is paused now.');
}

async function pauseItself({ brakes, clock, observer }: BrakeParts): Promise<void> {
  const pause: Pause = { by: 'keysmith', at: clock.now().getTime(), why: 'tenant-cap' };
  const { most, withinMs } = CAPS.tenant;
  const audit: AuditEntry = {
    chain: BRAKES_CHAIN,
    at: pause.at,
    actor: 'keysmith',
    channel: 'system',
    act: 'brakes.paused',
    facts: { why: pause.why, most, withinMs },
  };
  if (!(await brakes.setPause(pause, audit, [announceJob('paused', pause)]))) return;
  observer.event('tap.paused', { why: pause.why });
}

/** Who has to know is read when it is told, so that a Graph that is down delays it and loses nobody. */
export function announceJob(what: 'paused' | 'resumed', { by, at, why }: Pause): NewJob {
  return { key: `brakes:${what}:${String(at)}`, dueAt: at, body: { kind: 'announce-brakes', what, by, at, why } };
}
