import { type TapRequest, newRequest } from '../domain/tap-request';
import type { AuditEntry, Commit, NewJob } from '../services/ports';

/* What is written to the store while it is measured: rows as the services write them. */

const HOURS = 3_600_000;

export function askedFor(id: string, at: number): Commit {
  const request = newRequest({
    id,
    target: `target-of-${id}`,
    requester: 'agent-1',
    requestedIn: 'slack',
    recipient: `target-of-${id}`,
    recipientAs: 'self',
    reason: 'lost-phone',
    createdAt: at,
    expiresAt: at + 4 * HOURS,
    lifetimeMinutes: 60,
    usableOnce: true,
    proofsNeeded: 0,
    approvalsNeeded: 1,
    risk: { level: 'standard', inputs: [], unread: [] },
    proofs: [],
  });
  return { request, audit: [entry(request, 'request.asked')], jobs: [timer(`expire:${id}`, request.expiresAt, id)] };
}

/** A decision with its audit row and its outbox. */
export function decisionOn(request: TapRequest, by: string, at: number): Commit {
  const approvals = [...request.approvals, { by, channel: 'slack' as const, at, confirmed: true }];
  const next: TapRequest = { ...request, version: request.version + 1, state: 'approved', approvals };
  return {
    request: next,
    audit: [entry(next, 'request.approved')],
    jobs: ['tell-target', 'tell-requester', 'refresh'].map((what) => timer(`${what}:${next.id}`, at + HOURS, next.id)),
  };
}

export function timer(key: string, dueAt: number, request = 'none'): NewJob {
  return { key, dueAt, body: { kind: 'expire-request', request } };
}

function entry({ id, createdAt, version }: TapRequest, act: string): AuditEntry {
  return { chain: id, at: createdAt, actor: 'agent-1', channel: 'slack', act, facts: { version } };
}
