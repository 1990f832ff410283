import { createHash } from 'node:crypto';
import { MINUTE } from '../../../domain/clock';
import { later } from '../time';
import type { PassPolicy } from './policies';
import { isTargeted } from './registration';
import type { PassMethod } from './state';

/** Graph's methodUsabilityReason (knowledge.md R-61). */
export type PassUsability = 'EnabledByPolicy' | 'DisabledByPolicy' | 'NotYetValid' | 'Expired' | 'OneTimeUsed';

export const endOf = (pass: PassMethod): Date => later(pass.startsAt, pass.lifetimeInMinutes * MINUTE);

export function usabilityOf(
  pass: PassMethod,
  policy: PassPolicy,
  personId: string,
  groupIds: ReadonlySet<string>,
  now: Date,
): PassUsability {
  if (pass.isUsableOnce && pass.usedAt !== null) return 'OneTimeUsed';
  if (now >= endOf(pass)) return 'Expired';
  if (!passScope(policy, personId, groupIds) || (policy.isUsableOnce && !pass.isUsableOnce)) return 'DisabledByPolicy';
  return now < pass.startsAt ? 'NotYetValid' : 'EnabledByPolicy';
}

function passScope(policy: PassPolicy, personId: string, groupIds: ReadonlySet<string>): boolean {
  if (policy.state !== 'enabled' || isTargeted(policy.excludeTargets, personId, groupIds)) return false;
  return isTargeted(policy.includeTargets, personId, groupIds);
}

/** Graph's documented bounds, whatever the policy says (G-TAPC). */
const absolute = { minimum: 10, maximum: 43_200 };

export function lifetimeProblem(minutes: number, policy: PassPolicy): string | undefined {
  const minimum = Math.max(absolute.minimum, policy.minimumLifetimeInMinutes);
  const maximum = Math.min(absolute.maximum, policy.maximumLifetimeInMinutes);
  if (minutes >= minimum && minutes <= maximum) return undefined;
  return `Invalid LifetimeInMinutes specified. The valid range between ${String(minimum)} and ${String(maximum)}.`;
}

export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');
