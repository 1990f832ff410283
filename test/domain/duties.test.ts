import fc from 'fast-check';
import { type Act, type Case, mayDo } from '../../src/domain/duties';
import { known } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import { assessRisk } from '../../src/domain/privilege';
import { type RefusalCode, explain } from '../../src/domain/refusal';
import { ACTS, AT, actor, gap, group, person, request, rules, situation, target } from './cases';

const approver = actor('ana', ['approvers']);

function answer(act: Act, of: Case, with_ = rules): RefusalCode | 'allowed' {
  const decision = mayDo(act, of, with_);
  if (decision.ok) return 'allowed';
  explain(decision.refusal); // throws where a sentence lacks a fact
  return decision.refusal.code;
}

describe('who may do what', () => {
  const allowed: [string, Act, Case][] = [
    ['an employee asks for themselves', 'ask', situation(actor('tom'))],
    ['an agent asks for somebody', 'ask', situation(actor('hal', ['helpdesk']))],
    ['the manager vouches', 'prove-as-manager', situation(actor('mia'))],
    ['an agent verifies', 'prove-as-agent', situation(actor('hal', ['helpdesk']))],
    ['an approver who had no part in it approves', 'approve', situation(approver)],
    ['the requester withdraws', 'withdraw', situation(actor('hal'))],
    ['the target withdraws', 'withdraw', situation(actor('tom'))],
    ['the recipient opens', 'open', situation(actor('tom'))],
    ['the target says "It is me"', 'confirm-method', situation(actor('tom'))],
    ['the manager says "That was not them"', 'report', situation(actor('mia'))],
    ['a security contact reports', 'report', situation(actor('sec', ['security']))],
    ['an agent looks somebody up', 'look-up', situation(actor('hal', ['helpdesk']))],
    ['an agent writes to somebody', 'assist', situation(actor('hal', ['helpdesk']))],
  ];
  it.each(allowed)('%s', (_, act, of) => {
    expect(answer(act, of)).toBe('allowed');
  });

  const refused: [string, RefusalCode, Act, Case][] = [
    ['an employee asks for somebody else', 'not-agent', 'ask', situation(actor('zoe'))],
    ['the target vouches for themselves', 'verify-yourself', 'prove-as-manager', situation(actor('tom'))],
    [
      'the target, an agent, verifies themselves',
      'verify-yourself',
      'prove-as-agent',
      situation(actor('tom', ['helpdesk'])),
    ],
    ['a colleague vouches', 'not-manager', 'prove-as-manager', situation(actor('zoe'))],
    [
      'the manager cannot be read',
      'facts-unread',
      'prove-as-manager',
      situation(actor('mia'), { target: target({ manager: gap }) }),
    ],
    ['somebody outside the group approves', 'not-approver', 'approve', situation(actor('zoe'))],
    ['an agent approves', 'not-approver', 'approve', situation(actor('hal', ['helpdesk']))],
    ['the target approves', 'own-pass', 'approve', situation(actor('tom', ['approvers']))],
    ['the requester approves', 'own-request', 'approve', situation(actor('hal', ['approvers', 'helpdesk']))],
    [
      'the recipient approves',
      'own-receipt',
      'approve',
      situation(actor('mia', ['approvers']), { request: request({ recipient: 'mia', recipientAs: 'manager' }) }),
    ],
    [
      'who verified approves',
      'own-verification',
      'approve',
      situation(approver, {
        request: request({ requester: 'tom', proofs: [{ by: 'ana', as: 'agent', way: 'in-person', at: AT }] }),
      }),
    ],
    [
      'one person approves twice, in Slack and in Teams',
      'already-decided-by-you',
      'approve',
      situation(approver, {
        request: request({ approvals: [{ by: 'ana', channel: 'slack', at: AT, confirmed: true }] }),
      }),
    ],
    ['a direct report of the target approves', 'direct-report', 'approve', situation(actor('rob', ['approvers']))],
    [
      'direct reports cannot be read',
      'facts-unread',
      'approve',
      situation(approver, { target: target({ directReports: gap }) }),
    ],
    [
      'the approver is disabled',
      'actor-disabled',
      'approve',
      situation(actor('ana', ['approvers'], { enabled: false })),
    ],
    ['the approver cannot be read', 'facts-unread', 'approve', situation({ ...approver, person: gap })],
    ['the approver groups cannot be read', 'facts-unread', 'approve', situation({ ...approver, groups: gap })],
    ['somebody else opens', 'not-recipient', 'open', situation(actor('hal', ['helpdesk']))],
    ['somebody else says "It is me"', 'not-yours', 'confirm-method', situation(actor('hal'))],
    ['a stranger withdraws', 'not-yours', 'withdraw', situation(actor('zoe'))],
    ['a stranger reports', 'not-yours', 'report', situation(actor('zoe'))],
    ['an employee looks somebody up', 'not-agent', 'look-up', situation(actor('zoe'))],
    ['an approver writes to somebody for the helpdesk', 'not-agent', 'assist', situation(approver)],
    ['an agent writes to themselves', 'desk-yourself', 'assist', situation(actor('tom', ['helpdesk']))],
  ];
  it.each(refused)('not when %s', (_, code, act, of) => {
    expect(answer(act, of)).toBe(code);
  });
});

describe('for whom no pass is issued', () => {
  const cases: [string, RefusalCode, Partial<ReturnType<typeof target>>][] = [
    ['a guest from outside', 'target-guest', { person: known(person('tom', { guest: 'external' }), AT) }],
    ['an internal guest', 'target-guest', { person: known(person('tom', { guest: 'internal' }), AT) }],
    ['a disabled account', 'target-disabled', { person: known(person('tom', { enabled: false }), AT) }],
    ['an active role', 'target-privileged', { activeRoles: known(['User Administrator'], AT) }],
    ['a role that could be activated', 'target-privileged', { eligibleRoles: known(['Global Administrator'], AT) }],
    ['a member of a role-assignable group', 'target-privileged', { groups: known([group('admins', true)], AT) }],
    ['a member of a group that Keysmith trusts', 'target-privileged', { groups: known([group('helpdesk')], AT) }],
    ['an owner of a role-assignable group', 'target-privileged', { ownedGroups: known([group('admins', true)], AT) }],
    ['an owner of a group that Keysmith trusts', 'target-privileged', { ownedGroups: known([group('helpdesk')], AT) }],
    ['a restricted management unit', 'target-privileged', { restrictedUnits: known(['Board'], AT) }],
    ['an emergency access account', 'target-emergency', { id: 'glass' }],
    [
      'a group that could be joined',
      'target-privileged',
      { eligibleGroups: known([{ name: 'Admins', as: 'member' }], AT) },
    ],
    [
      'a group that could be owned',
      'target-privileged',
      { eligibleGroups: known([{ name: 'Admins', as: 'owner' }], AT) },
    ],
    ['roles that cannot be read', 'facts-unread', { activeRoles: gap }],
    ['eligible roles that cannot be read', 'facts-unread', { eligibleRoles: gap }],
    ['groups that cannot be read', 'facts-unread', { groups: gap }],
    ['owned groups that cannot be read', 'facts-unread', { ownedGroups: gap }],
    ['groups to activate that cannot be read', 'facts-unread', { eligibleGroups: gap }],
    ['units that cannot be read', 'facts-unread', { restrictedUnits: gap }],
    ['an account that cannot be read', 'facts-unread', { person: gap }],
  ];
  it.each(cases)('%s: at asking, deciding and opening alike', (_, code, change) => {
    const facts = target(change);
    const asked = request({ target: facts.id, recipient: facts.id });
    expect(answer('ask', situation(actor('hal', ['helpdesk']), { target: facts, request: asked }))).toBe(code);
    expect(answer('open', situation(actor(facts.id), { target: facts, request: asked }))).toBe(code);
    const both = actor('ana', ['approvers', 'privileged-approvers']);
    expect(answer('approve', situation(both, { target: facts, request: asked }))).toBe(code);
  });

  it('nobody while "This was not me" stands', () => {
    expect(answer('ask', situation(actor('tom'), { frozen: true }))).toBe('target-frozen');
    expect(answer('open', situation(actor('tom'), { frozen: true }))).toBe('target-frozen');
  });

  it('privileged ones where the operator allows it, decided by privileged approvers only', () => {
    const open = { ...rules, privilegedTargets: 'two-approvers' as const };
    const facts = target({ activeRoles: known(['User Administrator'], AT) });
    const of = { target: facts, request: request({ risk: assessRisk(facts, rules), approvalsNeeded: 2 }) };
    expect(answer('approve', situation(approver, of), open)).toBe('not-approver');
    expect(answer('approve', situation(actor('pia', ['privileged-approvers']), of), open)).toBe('allowed');
  });
});

describe('fewer facts never permit more', () => {
  const facts = fc.record({
    person: fc.constantFrom(
      known(person('tom'), AT),
      known(person('tom', { enabled: false }), AT),
      known(person('tom', { guest: 'external' }), AT),
    ),
    groups: fc.constantFrom(
      known([group('sales')], AT),
      known([group('admins', true)], AT),
      known([group('approvers')], AT),
    ),
    activeRoles: fc.constantFrom(known([], AT), known(['Global Administrator'], AT)),
    eligibleRoles: fc.constantFrom(known([], AT), known(['Global Administrator'], AT)),
    ownedGroups: fc.constantFrom(known([], AT), known([group('admins', true)], AT)),
    restrictedUnits: fc.constantFrom(known([], AT), known(['Board'], AT)),
    manager: fc.constantFrom(known(person('mia'), AT), known(undefined, AT)),
    directReports: fc.constantFrom(known([], AT), known(['ana'], AT)),
    riskState: fc.constantFrom(known('none' as const, AT), known('atRisk' as const, AT)),
    eligibleGroups: fc.constantFrom(known([], AT), known([{ name: 'Admins', as: 'owner' as const }], AT)),
    changes: fc.subarray(['manager-changed', 'method-removed', 'sessions-revoked'] as const).map((list) =>
      known(
        list.map((what) => ({ what, at: AT - 60_000, byApp: false })),
        AT,
      ),
    ),
  });
  const who = fc.record({
    id: fc.constantFrom('tom', 'hal', 'mia', 'ana', 'zoe'),
    groups: fc.subarray(['helpdesk', 'approvers', 'privileged-approvers', 'security', 'escalation']),
  });
  const hidden = fc.subarray([
    'person',
    'groups',
    'activeRoles',
    'eligibleRoles',
    'ownedGroups',
    'restrictedUnits',
    'manager',
    'directReports',
    'eligibleGroups',
    'changes',
    'riskState',
  ] as const);

  /** As it stood when it was asked for, whatever was known then; perhaps with one approval already. */
  const asked = fc.record({
    level: fc.constantFrom('standard', 'elevated', 'security', 'privileged'),
    approvalsNeeded: fc.integer({ min: 1, max: 3 }),
    approvedBy: fc.subarray(['ben', 'cat'], { maxLength: 1 }),
    escalated: fc.boolean(),
    changesAsked: fc.boolean(),
  });
  type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;
  const requestOf = ({ level, approvalsNeeded, approvedBy, escalated }: Asked) =>
    request({
      approvalsNeeded,
      risk: { level, inputs: level === 'standard' ? [] : [{ level, what: `was ${level}` }], unread: [] },
      approvals: approvedBy.map((by) => ({ by, channel: 'teams' as const, at: AT, confirmed: true })),
      ...(escalated ? { escalatedAt: AT } : {}),
    });
  const operators = fc.constantFrom(rules, { ...rules, privilegedTargets: 'two-approvers' as const });

  it('for any act, actor, target and request', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTS),
        who,
        facts,
        hidden,
        fc.boolean(),
        asked,
        operators,
        (act, { id, groups }, change, gaps, hideGroups, of, operator) => {
          const full = situation(actor(id, groups), { target: target(change), request: requestOf(of) });
          const blind = {
            ...full,
            target: target({ ...change, ...Object.fromEntries(gaps.map((name) => [name, gap])) }),
            actor: hideGroups ? { ...full.actor, groups: gap } : full.actor,
          };
          if (answer(act, full, operator) !== 'allowed') expect(answer(act, blind, operator)).not.toBe('allowed');
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('nor does it look less dangerous', () => {
    fc.assert(
      fc.property(facts, hidden, (change, gaps) => {
        const blind = target({ ...change, ...Object.fromEntries(gaps.map((name) => [name, gap])) });
        const [seen, unseen] = [assessRisk(target(change), rules), assessRisk(blind, rules)];
        const order = ['standard', 'elevated', 'security', 'privileged', 'never'];
        const lower = order.indexOf(unseen.level) < order.indexOf(seen.level);
        // What hides a role, a group or a risk is itself named: unread refuses, or counts as elevated.
        if (lower) expect(unseen.unread.length > 0 || unseen.level === 'elevated').toBe(true);
        if (seen.level === 'elevated') expect(unseen.level).not.toBe('standard');
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('request, click and opening never disagree', () => {
  const world = fc.record({
    activeRoles: fc.constantFrom(known([], AT), known(['Global Administrator'], AT), gap),
    groups: fc.constantFrom(known([group('sales')], AT), known([group('admins', true)], AT), gap),
    riskState: fc.constantFrom(known('none' as const, AT), known('atRisk' as const, AT), gap),
    changes: fc.constantFrom(
      known([], AT),
      known([{ what: 'method-removed' as const, at: AT - 60_000, byApp: false }], AT),
      gap,
    ),
    person: fc.constantFrom(known(person('tom'), AT), known(person('tom', { enabled: false }), AT), gap),
  });
  const operators = fc.constantFrom(rules, { ...rules, privilegedTargets: 'two-approvers' as const });
  const everybody = actor('ana', ['approvers', 'privileged-approvers', 'security']);

  it('about the same facts, whoever asks', () => {
    fc.assert(
      fc.property(world, fc.boolean(), operators, (change: Partial<PersonFacts>, frozen, operator) => {
        const facts = target(change);
        const asking = answer('ask', { actor: actor('tom'), target: facts, frozen, usableOnce: true }, operator);
        const of = {
          target: facts,
          frozen,
          request: request({ risk: assessRisk(facts, operator), approvalsNeeded: 3 }),
        };
        expect(answer('approve', situation(everybody, of), operator)).toBe(asking);
        expect(answer('open', situation(actor('tom'), of), operator)).toBe(asking);
      }),
      { numRuns: 3_000 },
    );
  });

  it('and when the facts got worse in between, neither click nor opening goes ahead', () => {
    fc.assert(
      fc.property(world, world, operators, (before, after, operator) => {
        const then = assessRisk(target(before), operator);
        const now = assessRisk(target(after), operator);
        const order = ['standard', 'elevated', 'security', 'privileged', 'never'];
        if (order.indexOf(now.level) <= order.indexOf(then.level)) return;
        const of = { target: target(after), request: request({ risk: then, approvalsNeeded: 3 }) };
        expect(answer('approve', situation(everybody, of), operator)).not.toBe('allowed');
        expect(answer('open', situation(actor('tom'), of), operator)).not.toBe('allowed');
      }),
      { numRuns: 3_000 },
    );
  });
});
