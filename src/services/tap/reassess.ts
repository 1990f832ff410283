import { strictest } from '../../domain/privilege';
import { proofsMissing } from '../../domain/proofs';
import { type Outcome, type Refusal, type RefusalCode, done } from '../../domain/refusal';
import type { TapRequest } from '../../domain/tap-request';
import { type Change, type TapParts, type Weighed, neededAt, now, riskFacts } from './parts';
import { askApprovers, statusJobs } from './status-jobs';
import { proofJobs } from './verifiers';

/** What rules a pass out for good. Luck (unread facts) ends nothing. */
const FOR_GOOD: readonly RefusalCode[] = [
  'target-privileged',
  'target-emergency',
  'target-guest',
  'target-disabled',
  'target-frozen',
  'verifier-left',
];

/**
 * What was asked for, or approved, rests on what was known then. Facts that rule it out end it; a risk that rose takes
 * every approval back, and it is asked again with that known. Undefined: the refusal changes nothing.
 */
export async function afterRefusal(
  parts: TapParts,
  request: TapRequest,
  refusal: Refusal,
  weighed: Weighed,
): Promise<Outcome<Change> | undefined> {
  if (refusal.code === 'risk-rose') return askAgain(parts, request, weighed, 'risk-rose');
  if (!FOR_GOOD.includes(refusal.code)) return undefined;
  const at = now(parts);
  const denied: TapRequest = { ...request, state: 'denied', denied: { by: 'keysmith', at } };
  const status = await statusJobs(parts, denied, 'risk');
  return done({
    event: { type: 'deny', by: 'keysmith', at },
    act: 'request.taken-back',
    facts: { code: refusal.code, ...riskFacts(weighed, at) },
    jobs: () => status,
  });
}

/** Those who decided did not know of a risk that rose; and who may no longer decide has not decided. */
export async function askAgain(
  parts: TapParts,
  request: TapRequest,
  weighed: Weighed,
  why: 'risk-rose' | 'approver-left',
): Promise<Outcome<Change>> {
  const { risk, target } = weighed;
  const at = now(parts);
  const known = strictest(risk, request.risk);
  const needed = neededAt(known, parts.settings);
  const again: TapRequest = { ...request, ...needed, risk: known, approvals: [], version: request.version + 1 };
  const state = proofsMissing(again).count > 0 ? 'awaiting-proof' : 'awaiting-approval';
  const asked: TapRequest = { ...again, state };
  const status = await statusJobs(parts, asked, `again:${String(request.version)}`);
  parts.observer.event('tap.taken-back', { request: request.id, why });
  const proofs = state === 'awaiting-proof' ? await proofJobs(parts, asked, target, at) : [];
  return done({
    event: { type: 'reassess', risk: known, ...needed, at },
    act: `request.${why}`,
    facts: {
      from: request.risk.level,
      to: known.level,
      ...riskFacts(weighed, at),
      approvalsLost: request.approvals.map(({ by }) => by),
    },
    jobs: (next) => [...status, ...proofs, { ...askApprovers(next), dueAt: at }],
  });
}
