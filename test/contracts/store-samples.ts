import { type TapRequest, newRequest } from '../../src/domain/tap-request';
import type { AuditEntry, Commit, NewJob } from '../../src/services/ports';

export const T0 = Date.UTC(2026, 0, 15, 9, 0, 0);

/** What people, phones and scripts put into text fields. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  `Robert'); DROP TABLE requests;--`,
  'a "quoted" \\ backslash \' and `tick`',
  'before\u0000after',
  'lone \ud83d surrogate \udc00 here',
  '👩‍👩‍👧‍👦 🇳🇱 ‮ right to left',
  '\u2028 \r\n \t \u0007 \u007f \ufeff',
  '\\u0000 written out, and \\" too',
  '%s %n $1 ${1+1} {{x}} <!channel> [x](http://evil)',
  'x'.repeat(20_000),
];

export function sampleRequest(id: string, change: Partial<TapRequest> = {}): TapRequest {
  const asked = newRequest({
    id,
    target: `target-of-${id}`,
    requester: 'agent-1',
    requestedIn: 'slack',
    recipient: `target-of-${id}`,
    recipientAs: 'self',
    reason: 'lost-phone',
    createdAt: T0,
    expiresAt: T0 + 4 * 3_600_000,
    lifetimeMinutes: 60,
    usableOnce: true,
    proofsNeeded: 0,
    approvalsNeeded: 1,
    risk: { level: 'standard', inputs: [], unread: [] },
    proofs: [],
  });
  return { ...asked, ...change };
}

/** A request with every property set. */
export function fullRequest(id: string): TapRequest {
  return sampleRequest(id, {
    state: 'open',
    noteHash: 'note-hash',
    opensAt: T0,
    risk: {
      level: 'elevated',
      inputs: [{ level: 'elevated', what: 'manager "changed" – 3 days ago', passing: true }],
      unread: ['roles'],
    },
    proofs: [{ by: 'manager-1', as: 'manager', way: 'video-with-photo-id', at: T0 }],
    approvals: [{ by: 'approver-1', channel: 'teams', at: T0, confirmed: true, seat: 'approver' }],
    escalatedAt: T0,
    changesAsked: { by: 'approver-2', at: T0, whatHash: 'what' },
    denied: { by: 'approver-3', at: T0, reasonHash: 'why' },
    openUntil: T0 + 1,
    openings: [
      { id: 'o1', by: 'target', startedAt: T0, before: ['old'], passId: 'p1', shownAt: T0, endsAt: T0 + 9, seen: true },
      { id: 'o2', by: 'target', startedAt: T0, before: [] },
    ],
    replacedOnce: true,
    appeared: [{ id: 'm1', name: 'Pixel 9', kind: 'passkey', at: T0 }],
    confirmedMethod: 'm1',
    reported: { by: 'target', at: T0 },
    passGoneAt: T0,
    revokedWhy: 'hidden',
    endedAt: T0,
  });
}

export function entry(chain: string, act: string, change: Partial<AuditEntry> = {}): AuditEntry {
  return { chain, at: T0, actor: 'agent-1', channel: 'slack', act, facts: { state: 'awaiting-approval' }, ...change };
}

export function job(key: string, dueAt: number = T0, request = 'r1'): NewJob {
  return { key, dueAt, body: { kind: 'expire-request', request } };
}

/** What a decision writes: the next version, its audit row and its outbox. */
export function decisionOn(request: TapRequest, by: string): Commit {
  const approvals = [...request.approvals, { by, channel: 'slack' as const, at: T0 + 1, confirmed: true }];
  const next: TapRequest = { ...request, version: request.version + 1, state: 'approved', approvals };
  return {
    request: next,
    audit: [entry(request.id, 'request.approved', { actor: by, facts: { version: next.version } })],
    jobs: ['tell-target', 'tell-requester', 'refresh'].map((what) =>
      job(`${what}:${request.id}:${String(next.version)}:${by}`),
    ),
  };
}

export function asked(request: TapRequest): Commit {
  return {
    request,
    audit: [entry(request.id, 'request.asked')],
    jobs: [job(`expire:${request.id}`, request.expiresAt, request.id)],
  };
}
