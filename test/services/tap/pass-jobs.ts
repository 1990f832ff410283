import { carryOut } from '../../../src/services/recovery';
import { type TapParts, endPass, expireRequest, settlePass, tellTarget, watchTarget } from '../../../src/services/tap';
import type { JobHandlers, JobResult } from '../../../src/services/worker';

/** The jobs that decide about a pass, as app-services.ts has them; what is only told goes nowhere. */
export function passJobs(parts: TapParts): JobHandlers {
  const nothing = (): Promise<JobResult> => Promise.resolve('done');
  return {
    tell: nothing,
    'ask-approvers': nothing,
    'tell-target': (body, attempt) => tellTarget(parts, body.request, attempt),
    'remind-approvers': nothing,
    'escalate-request': nothing,
    'refresh-copies': nothing,
    'show-handover': nothing,
    'desk-card': nothing,
    'check-link': nothing,
    'alarm-link': nothing,
    'expire-request': ({ request }) => expireRequest(parts, request),
    'settle-pass': ({ request }) => settlePass(parts, request),
    'end-pass': ({ request }) => endPass(parts, request),
    'watch-target': (body) => watchTarget(parts, body),
    'carry-out': ({ request }) => carryOut(parts, request),
    'alarm-contacts': nothing,
    'announce-brakes': nothing,
    'watch-registration': nothing,
  };
}
