'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.HOSTILE_TEXTS = exports.T0 = void 0;
exports.sampleRequest = sampleRequest;
exports.fullRequest = fullRequest;
exports.entry = entry;
exports.job = job;
exports.decisionOn = decisionOn;
exports.asked = asked;
const tap_request_1 = require('../../src/domain/tap-request');
exports.T0 = Date.UTC(2026, 0, 15, 9, 0, 0);
/** What people, phones and scripts put into text fields. */
exports.HOSTILE_TEXTS = [
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
function sampleRequest(id, change = {}) {
  const asked = (0, tap_request_1.newRequest)({
    id,
    target: `target-of-${id}`,
    requester: 'agent-1',
    requestedIn: 'slack',
    recipient: `target-of-${id}`,
    recipientAs: 'self',
    reason: 'lost-phone',
    createdAt: exports.T0,
    expiresAt: exports.T0 + 4 * 3_600_000,
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
function fullRequest(id) {
  return sampleRequest(id, {
    state: 'open',
    noteHash: 'note-hash',
    opensAt: exports.T0,
    risk: {
      level: 'elevated',
      inputs: [{ level: 'elevated', what: 'manager "changed" – 3 days ago' }],
      unread: ['roles'],
    },
    proofs: [{ by: 'manager-1', as: 'manager', way: 'video-with-photo-id', at: exports.T0 }],
    approvals: [{ by: 'approver-1', channel: 'teams', at: exports.T0, confirmed: true }],
    changesAsked: { by: 'approver-2', at: exports.T0, whatHash: 'what' },
    denied: { by: 'approver-3', at: exports.T0, reasonHash: 'why' },
    openUntil: exports.T0 + 1,
    openings: [
      {
        id: 'o1',
        by: 'target',
        startedAt: exports.T0,
        before: ['old'],
        passId: 'p1',
        shownAt: exports.T0,
        endsAt: exports.T0 + 9,
        seen: true,
      },
      { id: 'o2', by: 'target', startedAt: exports.T0, before: [] },
    ],
    replacedOnce: true,
    appeared: [{ id: 'm1', name: 'Pixel 9', kind: 'passkey', at: exports.T0 }],
    confirmedMethod: 'm1',
    reported: { by: 'target', at: exports.T0 },
    passGoneAt: exports.T0,
    revokedWhy: 'hidden',
    endedAt: exports.T0,
  });
}
function entry(chain, act, change = {}) {
  return {
    chain,
    at: exports.T0,
    actor: 'agent-1',
    channel: 'slack',
    act,
    facts: { state: 'awaiting-approval' },
    ...change,
  };
}
function job(key, dueAt = exports.T0, request = 'r1') {
  return { key, dueAt, body: { kind: 'expire-request', request } };
}
/** What a decision writes: the next version, its audit row and its outbox. */
function decisionOn(request, by) {
  const approvals = [...request.approvals, { by, channel: 'slack', at: exports.T0 + 1, confirmed: true }];
  const next = { ...request, version: request.version + 1, state: 'approved', approvals };
  return {
    request: next,
    audit: [entry(request.id, 'request.approved', { actor: by, facts: { version: next.version } })],
    jobs: ['tell-target', 'tell-requester', 'refresh'].map((what) =>
      job(`${what}:${request.id}:${String(next.version)}:${by}`),
    ),
  };
}
function asked(request) {
  return {
    request,
    audit: [entry(request.id, 'request.asked')],
    jobs: [job(`expire:${request.id}`, request.expiresAt, request.id)],
  };
}
//# sourceMappingURL=store-samples.js.map
