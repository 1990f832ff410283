import { MINUTE, type Instant } from './clock';
import { provedEnough } from './proofs';
import { type Outcome, done, refuse } from './refusal';
import type { RequestState, TapEvent, TapRequest } from './tap-request-record';
import { decided, isWaiting } from './tap-request-state';

/*
 * The part of a request's life before its opening: proofs, approvals, changes, the second group, and every way to end.
 */

interface Timing {
  readonly openMinutes: number;
}

type Of<T extends TapEvent['type']> = Extract<TapEvent, { type: T }>;

export function decideStep(
  request: TapRequest,
  event: Of<'prove' | 'approve' | 'deny' | 'ask-for-changes' | 'amend'>,
  timing: Timing,
): Outcome<TapRequest> {
  // An approval that nobody has opened can still be taken back by a denial: the risk may have risen.
  if (!isWaiting(request) && !(event.type === 'deny' && request.state === 'approved')) return decided(request);
  const at = event.type === 'prove' ? event.proof.at : event.type === 'approve' ? event.decision.at : event.at;
  if (isWaiting(request) && at >= request.expiresAt) return refuse('request-over', { state: 'it expired' });
  switch (event.type) {
    case 'prove': {
      if (request.proofs.some((proof) => proof.by === event.proof.by)) return refuse('already-proved');
      const proofs = [...request.proofs, event.proof];
      return done({ ...request, proofs, state: waitingState({ ...request, proofs }) });
    }
    case 'approve': {
      if (request.state === 'awaiting-proof') return refuse('needs-proof');
      if (request.changesAsked !== undefined) return refuse('changes-asked', { by: 'An approver' });
      if (request.approvals.some((approval) => approval.by === event.decision.by))
        return refuse('already-decided-by-you');
      const approvals = [...request.approvals, event.decision];
      if (approvals.length < request.approvalsNeeded) return done({ ...request, approvals });
      return done({ ...request, approvals, state: 'approved', openUntil: openUntil(request, at, timing) });
    }
    case 'deny': {
      const denied = { by: event.by, at, ...(event.reasonHash === undefined ? {} : { reasonHash: event.reasonHash }) };
      return done({ ...request, state: 'denied', denied, endedAt: at });
    }
    case 'ask-for-changes':
      if (request.state !== 'awaiting-approval') return refuse('needs-proof');
      if (request.changesAsked !== undefined) return refuse('changes-asked', { by: 'An approver' });
      return done({ ...request, changesAsked: { by: event.by, at, whatHash: event.whatHash } });
    case 'amend': {
      if (request.changesAsked === undefined) return refuse('no-changes-asked');
      // A changed request is another question: what was decided about the old one does not count.
      const { changesAsked: _, ...rest } = request;
      return done({ ...rest, noteHash: event.noteHash, approvals: [] });
    }
  }
}

export function endOrReassess(
  request: TapRequest,
  event: Of<'escalate' | 'withdraw' | 'expire' | 'reassess'>,
): Outcome<TapRequest> {
  if (!isWaiting(request) && request.state !== 'approved') return decided(request);
  switch (event.type) {
    case 'escalate':
      if (request.state !== 'awaiting-approval' || request.escalatedAt !== undefined) return decided(request);
      return done({ ...request, escalatedAt: event.at });
    case 'withdraw':
      return done({ ...request, state: 'withdrawn', endedAt: event.at });
    case 'expire': {
      const until = request.state === 'approved' ? (request.openUntil ?? request.expiresAt) : request.expiresAt;
      if (event.at < until) return refuse('not-yet', { time: new Date(until).toISOString() });
      return done({ ...request, state: 'expired', endedAt: event.at });
    }
    case 'reassess': {
      // A risk that rises takes the approval back: those who decided did not know.
      const { openUntil: _, ...rest } = request;
      const { risk, proofsNeeded, approvalsNeeded } = event;
      return done({
        ...rest,
        risk,
        proofsNeeded,
        approvalsNeeded,
        approvals: [],
        state: waitingState({ ...request, proofsNeeded }),
      });
    }
  }
}

export function waitingState(request: Parameters<typeof provedEnough>[0]): RequestState {
  return provedEnough(request) ? 'awaiting-approval' : 'awaiting-proof';
}

function openUntil(request: TapRequest, at: Instant, timing: Timing): Instant {
  // Nobody has to open a removal: the worker begins at once, or waits for the pass that has to come first.
  if (request.removal !== undefined) return Math.max(request.expiresAt, at + timing.openMinutes * MINUTE);
  return Math.max(at, request.opensAt ?? 0) + timing.openMinutes * MINUTE;
}
