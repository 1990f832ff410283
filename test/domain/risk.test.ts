import { DAY, HOUR, MINUTE } from '../../src/domain/clock';
import { known, unread } from '../../src/domain/fact';
import { assessRisk, riskRose, strictest } from '../../src/domain/privilege';
import { type Seat, approvalsFor, openSeats, seatFor } from '../../src/domain/seats';
import { AT, group, request, rules, target } from './cases';

const pass = { usableOnce: true, recipientAs: 'self', own: [] } as const;
const change = (what: 'manager-changed' | 'method-removed' | 'sessions-revoked', at: number, byApp = false) =>
  target({ changes: known([{ what, at, byApp }], AT) });
const lost = (reason: 'permission' | 'licence' | 'unavailable') => unread({ what: 'it', reason });

describe('what makes a pass more dangerous', () => {
  it.each([
    ['nothing', target(), pass, 'standard', []],
    [
      'a pass for several uses',
      target(),
      { ...pass, usableOnce: false },
      'elevated',
      ['would get a pass that works more than once'],
    ],
    [
      'the manager receives it',
      target(),
      { ...pass, recipientAs: 'manager' },
      'elevated',
      ['would get its pass through the manager'],
    ],
    [
      'another manager 13 days ago',
      change('manager-changed', AT - 13 * DAY),
      pass,
      'elevated',
      ['got another manager in the last 14 days'],
    ],
    ['another manager 15 days ago', change('manager-changed', AT - 15 * DAY), pass, 'standard', []],
    [
      'a method removed 23 hours ago',
      change('method-removed', AT - 23 * HOUR),
      pass,
      'elevated',
      ['lost a sign-in method in the last 24 hours'],
    ],
    ['a method removed 25 hours ago', change('method-removed', AT - 25 * HOUR), pass, 'standard', []],
    [
      'sessions ended an hour ago',
      change('sessions-revoked', AT - HOUR),
      pass,
      'elevated',
      ['had its sessions ended in the last 24 hours'],
    ],
    [
      'a history without permission',
      target({ changes: lost('permission') }),
      pass,
      'elevated',
      ['has a recent history that could not be read'],
    ],
    [
      'a sign-in risk that is down',
      target({ riskState: lost('unavailable') }),
      pass,
      'elevated',
      ['has a sign-in risk that could not be read'],
    ],
    ['a tenant without Identity Protection', target({ riskState: lost('licence') }), pass, 'standard', []],
    [
      'an account at risk',
      target({ riskState: known('atRisk', AT) }),
      pass,
      'security',
      ['is reported as at risk by Microsoft Entra'],
    ],
    [
      'a group that could be joined',
      target({ eligibleGroups: known([{ name: 'Tier 0', as: 'member' }], AT) }),
      pass,
      'privileged',
      ['can become a member of Tier 0 (PIM)'],
    ],
    [
      'a trusted group',
      target({ groups: known([group('helpdesk')], AT) }),
      pass,
      'privileged',
      ['is in Group helpdesk, which Keysmith trusts'],
    ],
  ] as const)('%s', (_, facts, about, level, inputs) => {
    const risk = assessRisk(facts, rules, about);
    expect([risk.level, risk.inputs.map(({ what }) => what)]).toEqual([level, inputs]);
  });

  it('what this request did itself makes it no worse, what others did at the same time does', () => {
    const own = [{ what: 'method-removed' as const, at: AT - HOUR }];
    const removed = (at: number, byApp: boolean) => change('method-removed', at, byApp);
    expect(assessRisk(removed(AT - HOUR + MINUTE, true), rules, { ...pass, own }).level).toBe('standard');
    expect(assessRisk(removed(AT - HOUR + MINUTE, false), rules, { ...pass, own }).level).toBe('elevated');
    expect(assessRisk(removed(AT - 2 * HOUR, true), rules, { ...pass, own }).level).toBe('elevated');
    expect(assessRisk(change('sessions-revoked', AT - HOUR, true), rules, { ...pass, own }).level).toBe('elevated');
  });

  it('rises with another kind of danger, not with more of the same, and not for what is unread for a moment', () => {
    const assess = (facts: ReturnType<typeof target>) => assessRisk(facts, rules, pass);
    const [fine, removed, risky] = [target(), change('method-removed', AT), target({ riskState: known('atRisk', AT) })];
    expect(riskRose(assess(removed), assess(fine))).toBe('really');
    expect(riskRose(assess(fine), assess(removed))).toBe(false);
    expect(riskRose(assess(risky), assess(removed))).toBe('really');
    expect(riskRose(assess(target({ changes: lost('unavailable') })), assess(fine))).toBe('passing');
    expect(riskRose(assess(target({ changes: lost('permission') })), assess(fine))).toBe('really');
    const admin = { activeRoles: known(['Reader'], AT) };
    // Who decided about an administrator saw that there was no risk; what cannot be read now may be one.
    const dark = (reason: 'unavailable' | 'permission') => assess(target({ ...admin, riskState: lost(reason) }));
    expect(riskRose(dark('unavailable'), assess(target(admin)))).toBe('passing');
    expect(riskRose(dark('permission'), assess(target(admin)))).toBe('really');
    expect(riskRose(dark('permission'), dark('unavailable'))).toBe(false);
    expect(riskRose(assess(target({ ...admin, riskState: known('atRisk', AT) })), assess(target(admin)))).toBe(
      'really',
    );
  });
});

describe('whose approvals it takes', () => {
  const quorum = { standard: 1, elevated: 2 };
  const seats = (facts: ReturnType<typeof target>): readonly Seat[] => {
    const risk = assessRisk(facts, rules, pass);
    return openSeats(risk, request({ approvalsNeeded: approvalsFor(risk, quorum) }));
  };
  const risky = { riskState: known('atRisk' as const, AT) };
  const admin = { activeRoles: known(['Reader'], AT) };

  it.each<[string, ReturnType<typeof target>, readonly Seat[]]>([
    ['standard', target(), ['approver']],
    ['elevated', change('method-removed', AT), ['approver', 'approver']],
    ['at risk', target(risky), ['security-contact', 'approver']],
    ['privileged', target(admin), ['privileged-approver', 'privileged-approver']],
    [
      'privileged and at risk',
      target({ ...risky, ...admin }),
      ['security-contact', 'privileged-approver', 'privileged-approver'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(seats(facts)).toEqual(expected);
  });

  it('a seat is taken once, and the second group joins for the approvers only', () => {
    const risk = assessRisk(target(risky), rules, pass);
    const asked = request({ approvalsNeeded: 2 });
    const approval = (seat: Seat) => ({ by: 'ana', channel: 'teams' as const, at: AT, confirmed: true, seat });
    const of = (groups: string[], change: Partial<typeof asked> = {}) =>
      seatFor(new Set(groups), risk, { ...asked, ...change }, rules);
    expect(of(['approvers'])).toBe('approver');
    expect(of(['security'])).toBe('security-contact');
    expect(of(['approvers'], { approvals: [approval('approver')] })).toBeUndefined();
    expect(of(['security'], { approvals: [approval('security-contact')] })).toBeUndefined();
    expect(of(['escalation'])).toBeUndefined();
    expect(of(['escalation'], { escalatedAt: AT })).toBe('approver');
  });

  it('what was known when it was asked for still counts when it has gone since', () => {
    const then = assessRisk(target(risky), rules, pass);
    expect(strictest(assessRisk(target(), rules, pass), then)).toMatchObject({
      level: 'security',
      inputs: then.inputs,
    });
  });
});
