import fc from 'fast-check';
import { type TapEvent, type TapRequest, isOver, stateInWords, transition } from '../../src/domain/tap-request';
import { AT, request } from './cases';

const timing = { openMinutes: 30 };
const MIN = 60_000;

function after(from: TapRequest, ...events: TapEvent[]): TapRequest {
  return events.reduce((current, event) => {
    const next = transition(current, event, timing);
    if (!next.ok) throw new Error(`${event.type} was refused: ${next.refusal.code}`);
    return next.value;
  }, from);
}

function refusal(from: TapRequest, event: TapEvent): string {
  const next = transition(from, event, timing);
  return next.ok ? `went to ${next.value.state}` : next.refusal.code;
}

const approve = (by: string, at = AT): TapEvent => ({
  type: 'approve',
  decision: { by, channel: 'teams', at, confirmed: true },
});
const begin = (opening: string, at = AT): TapEvent => ({ type: 'begin-opening', opening, by: 'tom', before: [], at });
const created = (opening: string, at = AT): TapEvent => ({
  type: 'created',
  opening,
  passId: `pass-${opening}`,
  endsAt: at + 60 * MIN,
  at,
});

const approved = after(request(), approve('ana'));
const opened = after(approved, begin('o1'), created('o1'));

describe('the life of a request', () => {
  it('goes from proof to completion', () => {
    const asked = request({ requester: 'tom', proofs: [], state: 'awaiting-proof' });
    const proved = after(asked, { type: 'prove', proof: { by: 'mia', as: 'manager', way: 'in-person', at: AT } });
    expect(proved.state).toBe('awaiting-approval');
    const done = after(
      proved,
      approve('ana'),
      begin('o1'),
      created('o1'),
      { type: 'appeared', method: { id: 'k', name: 'Passkey', kind: 'passkey', at: AT } },
      { type: 'confirm-mine', method: 'k', at: AT },
      { type: 'pass-gone', at: AT },
    );
    expect(done.state).toBe('completed');
    expect(done.version).toBe(8);
  });

  it('completes only when the method is confirmed and the pass is gone, in either order', () => {
    const appeared: TapEvent = { type: 'appeared', method: { id: 'k', name: 'Passkey', kind: 'passkey', at: AT } };
    const confirm: TapEvent = { type: 'confirm-mine', method: 'k', at: AT };
    const gone: TapEvent = { type: 'pass-gone', at: AT };
    expect(after(opened, appeared, confirm).state).toBe('open');
    expect(after(opened, appeared, gone).state).toBe('open');
    expect(after(opened, appeared, gone, confirm).state).toBe('completed');
  });

  it('needs as many approvals as it says, from as many people', () => {
    const two = request({ approvalsNeeded: 2 });
    expect(after(two, approve('ana')).state).toBe('awaiting-approval');
    expect(refusal(after(two, approve('ana')), approve('ana'))).toBe('already-decided-by-you');
    expect(after(two, approve('ana'), approve('ben')).state).toBe('approved');
  });

  it('is not approved before anybody has checked who is asking', () => {
    expect(refusal(request({ state: 'awaiting-proof', proofs: [] }), approve('ana'))).toBe('needs-proof');
  });

  it('waits thirty minutes to be opened, from the approval or from the first working day', () => {
    expect(approved.openUntil).toBe(AT + 30 * MIN);
    expect(refusal(approved, begin('o1', AT + 30 * MIN))).toBe('opening-expired');
    const later = after(request({ opensAt: AT + 120 * MIN }), approve('ana'));
    expect(refusal(later, begin('o1', AT + 119 * MIN))).toBe('not-yet');
    expect(after(later, begin('o1', AT + 149 * MIN)).state).toBe('opening');
  });

  it('answers a repeat of one opening calmly and another opening not', () => {
    expect(refusal(opened, begin('o1'))).toBe('already-shown');
    expect(refusal(opened, begin('o2'))).toBe('other-opening');
    expect(refusal(opened, created('o1'))).toBe('pass-uncertain');
  });

  it('replaces a pass that was not seen once, never by the opening that was used', () => {
    const again = after(opened, { type: 'not-seen', opening: 'o1', at: AT }, { type: 'settled', at: AT });
    expect(again.state).toBe('approved');
    expect(refusal(again, begin('o1'))).toBe('already-shown');
    const second = after(again, begin('o2'), created('o2'));
    expect(refusal(second, { type: 'not-seen', opening: 'o2', at: AT })).toBe('not-seen-twice');
  });

  it('does not replace a pass that the recipient has', () => {
    const has = after(opened, { type: 'have-it', opening: 'o1', at: AT });
    expect(refusal(has, { type: 'not-seen', opening: 'o1', at: AT })).toBe('already-shown');
  });

  it('takes an approval back when the risk rises', () => {
    const risen = after(approved, {
      type: 'reassess',
      risk: { level: 'elevated', inputs: [], unread: [] },
      proofsNeeded: 2,
      approvalsNeeded: 2,
      at: AT,
    });
    expect(risen.state).toBe('awaiting-proof');
    expect(risen.approvals).toEqual([]);
  });

  it('forgets approvals of a request that was changed', () => {
    const half = after(request({ approvalsNeeded: 2 }), approve('ana'));
    const asked = after(half, { type: 'ask-for-changes', by: 'ben', at: AT, whatHash: 'what' });
    expect(refusal(asked, approve('cat'))).toBe('changes-asked');
    const amended = after(asked, { type: 'amend', at: AT, noteHash: 'new' });
    expect([amended.approvals, amended.changesAsked]).toEqual([[], undefined]);
    expect(refusal(half, { type: 'amend', at: AT, noteHash: 'new' })).toBe('no-changes-asked');
  });

  it('lets the second group in once, while it waits for a decision', () => {
    const escalated = after(request(), { type: 'escalate', at: AT + 1 });
    expect(escalated.escalatedAt).toBe(AT + 1);
    expect(refusal(escalated, { type: 'escalate', at: AT + 2 })).toBe('request-decided');
    expect(refusal(approved, { type: 'escalate', at: AT })).toBe('request-decided');
  });

  it('expires only when its time is over', () => {
    expect(refusal(request(), { type: 'expire', at: AT })).toBe('not-yet');
    expect(after(request(), { type: 'expire', at: AT + 5 * 3_600_000 }).state).toBe('expired');
    expect(refusal(request(), approve('ana', AT + 5 * 3_600_000))).toBe('request-over');
  });

  it('ends at "This was not me", and keeps the word even after completion', () => {
    expect(after(opened, { type: 'report', by: 'tom', at: AT }).state).toBe('revoked');
    const ended = after(opened, { type: 'revoke', why: 'timed-out', at: AT });
    expect(after(ended, { type: 'report', by: 'mia', at: AT }).reported).toEqual({ by: 'mia', at: AT });
  });

  it('says its state in words for every state', () => {
    for (const state of ['awaiting-proof', 'approved', 'open', 'uncertain', 'denied', 'revoked'] as const) {
      expect(stateInWords(request({ state }))).toMatch(/^[a-z]/);
    }
    // Nobody opens a removal.
    const removal = { methods: [], sessions: true, done: [], left: [] };
    expect(stateInWords(request({ state: 'approved', removal }))).toBe('approved, not begun yet');
  });
});

describe('any sequence of events', () => {
  const at = fc.integer({ min: -10, max: 300 }).map((minutes) => AT + minutes * MIN);
  const opening = fc.constantFrom('o1', 'o2', 'o3');
  const by = fc.constantFrom('ana', 'ben', 'mia', 'tom');
  const event: fc.Arbitrary<TapEvent> = fc.oneof(
    fc.record({
      type: fc.constant('prove' as const),
      proof: fc.record({ by, as: fc.constant('manager' as const), way: fc.constant('in-person' as const), at }),
    }),
    fc.record({
      type: fc.constant('approve' as const),
      decision: fc.record({ by, channel: fc.constant('teams' as const), at, confirmed: fc.constant(true) }),
    }),
    fc.record({ type: fc.constant('deny' as const), by, at }),
    fc.record({
      type: fc.constantFrom('withdraw' as const, 'expire' as const, 'settled' as const, 'pass-gone' as const),
      at,
    }),
    fc.record({
      type: fc.constant('begin-opening' as const),
      opening,
      by: fc.constant('tom'),
      before: fc.constant([]),
      at,
    }),
    fc.record({
      type: fc.constant('created' as const),
      opening,
      passId: opening.map((id) => `pass-${id}`),
      endsAt: at,
      at,
    }),
    fc.record({
      type: fc.constantFrom('not-created' as const, 'lose-sight' as const, 'not-seen' as const, 'have-it' as const),
      opening,
      at,
    }),
    fc.record({
      type: fc.constant('appeared' as const),
      method: fc.record({
        id: fc.constantFrom('k1', 'k2'),
        name: fc.constant('Passkey'),
        kind: fc.constant('passkey'),
        at,
      }),
    }),
    fc.record({ type: fc.constant('confirm-mine' as const), method: fc.constantFrom('k1', 'k2', 'k3'), at }),
    fc.record({ type: fc.constant('report' as const), by, at }),
    fc.record({ type: fc.constant('revoke' as const), why: fc.constant('risk' as const), at }),
  );

  it('is shown at most once per opening, never leaves an end state, and counts each change', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let current = request({ proofs: [], state: 'awaiting-proof', requester: 'tom' });
        const shown: string[] = [];
        for (const happened of events) {
          const next = transition(current, happened, timing);
          if (!next.ok) continue;
          if (isOver(current)) expect(next.value.state).toBe(current.state);
          expect(next.value.version).toBe(current.version + 1);
          if (happened.type === 'created') shown.push(happened.opening);
          if (happened.type === 'begin-opening') expect(current.approvals.length).toBeGreaterThan(0);
          current = next.value;
        }
        expect(new Set(shown).size).toBe(shown.length);
        if (current.state === 'completed') expect(current.confirmedMethod).toBeDefined();
      }),
      { numRuns: 3_000 },
    );
  });
});
