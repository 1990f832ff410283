import { known } from '../../../src/domain/fact';
import type { Federation } from '../../../src/domain/federation';
import { adviceFor, allRules, type PassAsked, passVerdict, signInFindings } from '../../../src/domain/readiness';
import { federationRule } from '../../../src/domain/readiness/federation-rule';
import { effectivePolicy } from '../../../src/domain/readiness/effective-policy';
import { speaker } from '../../../src/domain/readiness/rule';
import type { AppliedPolicy } from '../../../src/domain/sign-ins';
import { requirements } from '../../../src/knowledge/requirements';
import { tenantCases } from '../../entra/tenant-cases';
import { facts, NOW, pass, passPolicy } from './facts';
import { rows } from './method-cases';
import { cases } from './phone-cases';
import { access, type Changes, guarded, methods } from './tenants';

/** All 81 of knowledge.md section C.1. A number that is missing there is missing here. */
const RULES = [
  ...['00a', '00b', '00c', '00d', '01', '02', '03', '04', '05', '06', '07', '08', '10', '11', '12', '13', '14', '15'],
  ...['16', '17', '18', '19', '20', '20a', '20b', '21', '22', '23', '24', '25', '26', '27', '28', '29', '29a'],
  ...['30', '31', '32', '33', '34', '35', '36', '37', '40', '41', '42', '43', '44', '45', '46', '47', '48', '49'],
  ...['50', '51', '52', '53', '54', '55', '56', '57', '58', '59', '60', '61', '62', '63', '64', '65', '66', '67'],
  ...['68', '69', '70', '71', '72', '73', '74', '75', '76', '77'],
].map((number) => `R-${number}`);

/** Decided where a pass is asked for (readiness/pass.ts), not among the methods. */
const OF_THE_PASS = ['R-60', 'R-61', 'R-62', 'R-63', 'R-64', 'R-68'];

/** The rule looks at nothing that Graph says, only at what the person says. */
const NOT_FROM_GRAPH = 'asked';

/**
 * What decides each rule. Where Graph does, alone or with what the person says, the case over the simulated tenant that
 * shows it, with its near miss (test/entra/tenant-cases.ts); otherwise the cases over plain facts are all there can be.
 */
const DECIDED: Readonly<Record<string, string>> = {
  'R-00a': 'authenticator-passkey for emil',
  'R-00b': 'authenticator-passkey for grace',
  'R-00c': 'authenticator-passkey for yuki',
  'R-00d': 'authenticator-passkey for sofia',
  'R-01': 'authenticator-passkey for yuki',
  'R-02': 'synced-passkey for noa',
  'R-03': 'security-key for pavel',
  'R-04': 'authenticator-passkey for yuki',
  'R-05': 'authenticator-passkey for yuki',
  'R-06': 'authenticator-passkey for yuki',
  'R-07': 'synced-passkey for yuki',
  'R-08': 'security-key for yuki',
  'R-10': 'security-key for yuki',
  'R-11': 'authenticator-passkey for yuki',
  'R-12': 'authenticator-passkey for lena',
  'R-13': 'authenticator-passkey for aoife',
  'R-14': 'security-key for yuki',
  'R-15': 'authenticator-passkey for chidi',
  'R-16': 'synced-passkey for yuki',
  'R-17': 'authenticator-passkey for chidi',
  'R-18': 'authenticator-passkey for aoife',
  'R-19': 'authenticator-passkey for yuki',
  'R-20': NOT_FROM_GRAPH,
  'R-20a': NOT_FROM_GRAPH,
  'R-20b': NOT_FROM_GRAPH,
  'R-21': 'authenticator-passkey for yuki',
  'R-22': 'authenticator-passkey for ana',
  'R-23': NOT_FROM_GRAPH,
  'R-24': 'security-key for oscar',
  'R-25': NOT_FROM_GRAPH,
  'R-26': NOT_FROM_GRAPH,
  'R-27': NOT_FROM_GRAPH,
  'R-28': 'authenticator-passkey for samir',
  'R-29': 'authenticator-passkey for ana',
  'R-29a': 'authenticator-passkey for oscar',
  'R-30': 'authenticator-push for yuki',
  'R-31': 'phone-sign-in for yuki',
  'R-32': 'authenticator-push for yuki',
  'R-33': 'phone-sign-in for yuki',
  'R-34': 'phone-sign-in for yuki',
  'R-35': NOT_FROM_GRAPH,
  'R-36': 'authenticator-push for yuki',
  'R-37': NOT_FROM_GRAPH,
  'R-40': 'windows-hello for tom',
  'R-41': 'windows-hello for ida',
  'R-42': 'windows-hello for ida',
  'R-43': NOT_FROM_GRAPH,
  'R-44': 'windows-passkey for ida',
  'R-45': 'windows-passkey for yuki',
  'R-46': 'windows-passkey for yuki',
  'R-47': NOT_FROM_GRAPH,
  'R-48': NOT_FROM_GRAPH,
  'R-49': NOT_FROM_GRAPH,
  'R-50': 'authenticator-passkey for yuki',
  'R-51': 'sign-in for tom',
  'R-52': 'sign-in for tom',
  'R-53': 'authenticator-passkey for yuki',
  'R-54': 'security-key for yuki',
  'R-55': 'security-key for yuki',
  'R-56': 'windows-passkey for yuki',
  'R-57': NOT_FROM_GRAPH,
  'R-58': 'security-key for yuki',
  'R-59': 'domain for tom',
  'R-60': 'pass for tom',
  'R-61': 'pass for tom',
  'R-62': 'pass for mateo',
  'R-63': 'pass for tom',
  'R-64': 'pass for tom',
  'R-65': 'security-key for samir',
  'R-66': 'security-key for samir',
  'R-67': 'authenticator-passkey for samir',
  'R-68': NOT_FROM_GRAPH,
  'R-69': 'windows-hello for ida',
  'R-70': 'advice for zoe',
  'R-71': 'advice for gus',
  'R-72': 'advice for yuki',
  'R-73': 'advice for viktor',
  'R-74': 'advice for ida',
  'R-75': 'advice for ida',
  'R-76': 'advice for breakGlass1',
  'R-77': 'advice for ida',
};

type Found = readonly string[];
const over = pass({ usable: false, usability: 'OneTimeUsed' });
const hour: PassAsked = { lifetimeMinutes: 60, usableOnce: true };

function asksForPass(changes: Changes, asked: Partial<PassAsked> = {}): Found {
  return passVerdict(facts(changes), { ...hour, ...asked }, requirements).findings.map(({ rule }) => rule);
}

function signsIn(code: number, result?: AppliedPolicy['result']): Found {
  const applied = result === undefined ? [] : [{ id: 'ca1', name: 'CA1', result, controls: ['mfa'] }];
  return signInFindings([{ at: NOW, app: 'Teams', code, applied }], facts()).map(({ rule }) => rule);
}

function domainIs(federation: Omit<Federation, 'domain'>): Found {
  const rule = federationRule(known({ domain: 'contoso.example', ...federation }, NOW));
  const seen = { facts: facts(), asked: {}, known: requirements, say: speaker(), method: 'windows-hello' as const };
  return rule.find({ ...seen, passkeys: effectivePolicy(seen.facts) }).problems.map(() => rule.id);
}

function emergency(id: string): Found {
  const options = { emergencyAccessIds: [id] };
  return adviceFor(facts(guarded(access())), requirements, options).findings.map(({ rule }) => rule);
}

/** What is judged elsewhere than among the methods: who it is about, and nearly the same without it. */
const elsewhere: readonly (readonly [rule: string, is: () => Found, nearly: () => Found])[] = [
  ['R-51', () => signsIn(0, 'notApplied'), () => signsIn(0, 'success')],
  ['R-52', () => signsIn(0, 'reportOnlyFailure'), () => signsIn(0, 'reportOnlySuccess')],
  [
    'R-59',
    () => domainIs({ federated: true, factorElsewhere: true }),
    () => domainIs({ federated: true, factorElsewhere: false }),
  ],
  ['R-60', () => asksForPass(methods(pass())), () => asksForPass(methods(over))],
  ['R-61', () => asksForPass(methods(over)), () => asksForPass(methods(pass()))],
  [
    'R-62',
    () => asksForPass({ passPolicy: known(passPolicy({ include: [{ to: 'group', id: 'pilot' }] }), NOW) }),
    () => asksForPass({ passPolicy: known(passPolicy({ include: [{ to: 'group', id: 'staff' }] }), NOW) }),
  ],
  ['R-63', () => asksForPass({}, { usableOnce: false }), () => asksForPass({})],
  ['R-64', () => asksForPass({}, { lifetimeMinutes: 481 }), () => asksForPass({}, { lifetimeMinutes: 480 })],
  ['R-68', () => asksForPass({}, { only: 'nps' }), () => asksForPass({})],
  ['R-70', () => signsIn(53004), () => signsIn(53003)],
  ['R-76', () => emergency('priya'), () => emergency('tom')],
];

it.each(elsewhere)('%s is found, and not where one thing is otherwise', (rule, is, nearly) => {
  expect(is()).toContain(rule);
  expect(nearly()).not.toContain(rule);
});

it('every rule of the list is in the code, and none besides', () => {
  const inCode = new Set([...allRules.map(({ id }) => id), ...OF_THE_PASS]);
  expect(RULES).toHaveLength(81);
  expect(RULES.filter((id) => !inCode.has(id))).toEqual([]);
  expect([...inCode].filter((id) => !RULES.includes(id))).toEqual([]);
});

it('every rule of the list has a case and a near miss', () => {
  const tried = new Set([
    ...cases.map(({ rule }) => rule),
    ...rows.map(([rule]) => rule),
    ...elsewhere.map(([rule]) => rule),
  ]);
  expect(RULES.filter((id) => !tried.has(id))).toEqual([]);
});

it('every rule that Graph decides has its case over the simulated tenant', () => {
  expect(Object.keys(DECIDED)).toEqual(RULES);
  const shown = new Set(tenantCases.map(({ rule, called }) => `${rule}: ${called}`));
  const fromGraph = RULES.filter((id) => DECIDED[id] !== NOT_FROM_GRAPH);
  expect(fromGraph.map((id) => `${id}: ${String(DECIDED[id])}`).filter((one) => !shown.has(one))).toEqual([]);
  expect(tenantCases.filter(({ rule }) => !fromGraph.includes(rule))).toEqual([]);
});

it('no near miss over the simulated tenant is the case itself', () => {
  const idle = tenantCases.filter(({ who, other, change, nearly }) => who === other && change === nearly);
  expect(idle).toEqual([]);
});
