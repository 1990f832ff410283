import { known, unread } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { PassPolicy } from '../../../src/domain/policies';
import { type PassAsked, passVerdict } from '../../../src/domain/readiness';
import { explain } from '../../../src/domain/refusal';
import { requirements } from '../../../src/knowledge/requirements';
import { facts, NOW, pass, passPolicy } from './facts';

const usual: PassAsked = { lifetimeMinutes: 60, usableOnce: true };
const policy = (changes: Partial<PassPolicy>): Partial<PersonFacts> => ({
  passPolicy: known(passPolicy(changes), NOW),
});
const person = (changes: { enabled?: boolean; guest?: 'internal' | 'external' }): Partial<PersonFacts> => ({
  person: known(
    { id: 'tom', displayName: 'Tom Berg', userPrincipalName: 't@c.example', enabled: true, guest: 'no', ...changes },
    NOW,
  ),
});
const gap = unread({ what: 'group membership', reason: 'permission', permission: 'GroupMember.Read.All' });

it('is possible for an ordinary member', () => {
  expect(passVerdict(facts(), usual, requirements)).toEqual({ possible: true, findings: [], refusals: [], gaps: [] });
});

it.each<[string, Partial<PersonFacts>, PassAsked, string, string]>([
  ['an external guest', person({ guest: 'external' }), usual, 'R-00b', 'target-guest'],
  ['a disabled account', person({ enabled: false }), usual, 'R-00a', 'target-disabled'],
  ['the policy switched off', policy({ enabled: false }), usual, 'R-62', 'pass-off'],
  [
    'somebody outside of the scope',
    policy({ include: [{ to: 'group', id: 'pilot' }] }),
    usual,
    'R-62',
    'pass-out-of-scope',
  ],
  ['somebody excluded', policy({ exclude: [{ to: 'group', id: 'STAFF' }] }), usual, 'R-62', 'pass-out-of-scope'],
  ['a lifetime too short', {}, { ...usual, lifetimeMinutes: 59 }, 'R-64', 'pass-lifetime'],
  ['a lifetime too long', {}, { ...usual, lifetimeMinutes: 481 }, 'R-64', 'pass-lifetime'],
  [
    'a lifetime that Graph never takes',
    policy({ minimumLifetimeMinutes: 1 }),
    { ...usual, lifetimeMinutes: 9 },
    'R-64',
    'pass-lifetime',
  ],
  [
    'a multi-use pass where only one-time ones are allowed',
    {},
    { ...usual, usableOnce: false },
    'R-63',
    'pass-one-time',
  ],
  ['something behind NPS', {}, { ...usual, only: 'nps' }, 'R-68', 'pass-unsupported'],
  ['a pass that works', { methods: known([pass()], NOW) }, usual, 'R-60', 'pass-exists'],
  [
    'a pass that will work',
    { methods: known([pass({ usable: false, usability: 'NotYetValid' })], NOW) },
    usual,
    'R-61',
    'pass-exists',
  ],
])('is refused for %s, with the sentence for it', (_, changes, asked, rule, code) => {
  const verdict = passVerdict(facts(changes), asked, requirements);
  expect([
    verdict.possible,
    verdict.findings.map((finding) => finding.rule),
    verdict.refusals.map((refusal) => refusal.code),
  ]).toEqual([false, [rule], [code]]);
  for (const refusal of verdict.refusals) expect(explain(refusal).what).not.toMatch(/[{}]/);
});

it.each<[string, Partial<PersonFacts>, PassAsked]>([
  ['an internal guest', person({ guest: 'internal' }), usual],
  ['the shortest lifetime', {}, usual],
  ['the longest lifetime', {}, { ...usual, lifetimeMinutes: 480 }],
  ['a multi-use pass where they are allowed', policy({ oneTimeOnly: false }), { ...usual, usableOnce: false }],
  ['an expired pass', { methods: known([pass({ usable: false, usability: 'Expired' })], NOW) }, usual],
  ['a used pass', { methods: known([pass({ usable: false, usability: 'OneTimeUsed' })], NOW) }, usual],
  ['a pass that shall be replaced', { methods: known([pass()], NOW) }, { ...usual, replace: true }],
  ['unread groups where everybody is included', { groups: gap }, usual],
])('is possible for %s', (_, changes, asked) => {
  expect(passVerdict(facts(changes), asked, requirements)).toMatchObject({ possible: true, refusals: [] });
});

it.each<[string, Partial<PersonFacts>]>([
  ['the person', { person: gap }],
  ['the policy', { passPolicy: gap }],
  ['the methods', { methods: gap }],
  ['the groups, where one is included', { groups: gap, ...policy({ include: [{ to: 'group', id: 'staff' }] }) }],
  ['the groups, where one is excluded', { groups: gap, ...policy({ exclude: [{ to: 'group', id: 'other' }] }) }],
])('is refused when %s cannot be read', (_, changes) => {
  const verdict = passVerdict(facts(changes), usual, requirements);
  expect([verdict.possible, verdict.refusals.map(({ code, facts: said }) => [code, said['what']])]).toEqual([
    false,
    [['facts-unread', 'group membership']],
  ]);
});
