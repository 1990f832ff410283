import fc from 'fast-check';
import { CAPS, type Pause, counted, fullUntil, openingCounts, roomForOpening } from '../../src/domain/brakes';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock';
import { type Act, mayDo } from '../../src/domain/duties';
import { AT, actor, request, rules, target } from './cases';

const AT_ONCE = (times: number, at: number): number[] => Array.from({ length: times }, () => at);

describe('a cap', () => {
  it.each([
    { what: 'is empty at first', cap: 'agent', earlier: [], until: undefined },
    { what: 'has room for the last one', cap: 'agent', earlier: AT_ONCE(9, AT - MINUTE), until: undefined },
    { what: 'is full then', cap: 'agent', earlier: AT_ONCE(10, AT - MINUTE), until: AT - MINUTE + HOUR },
    {
      what: 'empties with the oldest',
      cap: 'manager',
      earlier: [AT - 50 * MINUTE, ...AT_ONCE(9, AT)],
      until: AT + 10 * MINUTE,
    },
    { what: 'forgets at the edge', cap: 'approver', earlier: AT_ONCE(10, AT - HOUR), until: undefined },
    { what: 'holds just before it', cap: 'approver', earlier: AT_ONCE(10, AT - HOUR + 1), until: AT + 1 },
    { what: 'is three a day for a target', cap: 'target', earlier: AT_ONCE(3, AT - 23 * HOUR), until: AT + HOUR },
    { what: 'is twenty an hour for the tenant', cap: 'tenant', earlier: AT_ONCE(19, AT), until: undefined },
    {
      what: 'counts what a clock ahead of ours wrote',
      cap: 'target',
      earlier: AT_ONCE(3, AT + MINUTE),
      until: AT + MINUTE + DAY,
    },
  ] as const)('$what', ({ cap, earlier, until }) => {
    expect(fullUntil({ at: AT, ...CAPS[cap] }, earlier)).toBe(until);
  });

  it('never lets more through in any window than it says, whatever the order of the clocks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * HOUR }), { maxLength: 60 }), (moments) => {
        const taken: number[] = [];
        for (const at of moments) if (fullUntil({ at, ...CAPS.agent }, taken) === undefined) taken.push(at);
        const most = Math.max(
          0,
          ...taken.map((at, n) => taken.slice(0, n + 1).filter((one) => one > at - HOUR && one <= at).length),
        );
        expect(most).toBeLessThanOrEqual(CAPS.agent.most);
      }),
    );
  });

  it('counts an opening for its target and for the tenant, under its own id', () => {
    const counts = openingCounts('tom', 'o1', AT);
    expect(counts.map(({ cap, of, ref }) => `${cap} ${of} ${ref}`)).toEqual(['target tom o1', 'tenant  o1']);
    expect(counted('agent', 'hal', 'r1', AT)).toMatchObject({ most: 10, withinMs: HOUR });
    expect(roomForOpening('tom', AT)).toMatchObject({ cap: 'target', only: 'room' });
  });
});

describe('a pause', () => {
  const pause: Pause = { by: 'bruno', at: AT, why: 'admin' };
  const everyRule = { ...rules, adminGroupId: 'admins' };
  const bruno = actor('bruno', ['admins']);
  const inHand = request();
  const hal = actor('hal', ['helpdesk', 'approvers', 'security']);
  const may = (act: Act, who = hal) =>
    mayDo(act, { actor: who, target: target(), frozen: false, pause, request: inHand }, everyRule);

  it.each(['prove-as-agent', 'approve', 'ask'] as const)('stops "%s"', (act) => {
    const who = act === 'approve' ? actor('ana', ['approvers']) : actor('ina', ['helpdesk']);
    expect(may(act, who)).toMatchObject({ ok: false, refusal: { code: 'paused' } });
  });

  it('stops the opening', () => {
    expect(may('open', actor('tom'))).toMatchObject({ ok: false, refusal: { code: 'paused' } });
  });

  it.each([
    { act: 'look-up', who: hal },
    { act: 'deny', who: actor('ana', ['approvers']) },
    { act: 'withdraw', who: actor('tom') },
    { act: 'report', who: actor('tom') },
    { act: 'confirm-method', who: actor('tom') },
    { act: 'unfreeze', who: actor('ina', ['security']) },
    { act: 'resume', who: bruno },
    { act: 'pause', who: bruno },
  ] as const)('lets "$act" go on', ({ act, who }) => {
    expect(may(act, who).ok).toBe(true);
  });

  it.each(['pause', 'resume'] as const)('belongs to the administrators: "%s"', (act) => {
    for (const who of [hal, actor('tom'), actor('ana', ['approvers', 'security', 'helpdesk'])])
      expect(may(act, who)).toMatchObject({ ok: false, refusal: { code: 'not-admin' } });
    expect(may(act, actor('bruno', ['admins'], { enabled: false }))).toMatchObject({
      ok: false,
      refusal: { code: 'actor-disabled' },
    });
    const { adminGroupId: _, ...noAdmins } = everyRule;
    const unset = mayDo(act, { actor: bruno, target: target(), frozen: false, pause }, noAdmins);
    expect(unset).toMatchObject({ ok: false, refusal: { code: 'not-admin' } });
  });
});
