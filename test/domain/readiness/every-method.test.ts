import { adviceFor, allVerdicts, type Asked, methodTables } from '../../../src/domain/readiness';
import type { Finding } from '../../../src/domain/readiness';
import { requirements } from '../../../src/knowledge/requirements';
import { facts } from './facts';
import { access, type Changes, guarded, methods } from './tenants';
import { type Row, rows } from './method-cases';

function findingsOf(method: Row[1], changes: Changes, asked: Asked = {}): readonly Finding[] {
  const person = facts(changes);
  if (method === 'advice') return adviceFor(person, requirements).findings;
  const verdict = allVerdicts(person, asked, requirements).find((one) => one.method === method);
  if (verdict === undefined) throw new Error(`no verdict about ${method}`);
  const blocked = verdict.findings.some(({ severity }) => severity === 'blocker');
  if (blocked && verdict.ready) throw new Error('ready and blocked');
  return verdict.findings;
}

const cases = rows.map(([rule, method, when, given, names, nearly, but, weighs]) => {
  return { rule, method, when, given, names, nearly, but, weighs };
});

describe.each(cases)('$rule, $method: $when', ({ rule, method, given, names, nearly, but, weighs }) => {
  it('is found and named', () => {
    const all = findingsOf(method, ...given);
    const finding = all.find((one) => one.rule === rule);
    if (finding === undefined) throw new Error(`not found among ${all.map((one) => one.rule).join(', ')}`);
    const words = [finding.what, finding.why, finding.fix, finding.who].join(' ');
    for (const name of names) expect(words).toContain(name);
    expect(words).not.toMatch(/undefined|\$\{|\[object/);
    if (weighs !== undefined) expect(finding.severity).toBe(weighs);
  });

  it(`is silent when ${nearly}`, () => {
    expect(findingsOf(method, ...but).filter((one) => one.rule === rule)).toEqual([]);
  });
});

it('R-44 comes before what the policy says: where Windows Hello is, nothing has to be changed', () => {
  const hello = { kind: 'windows-hello', id: 'hello', name: 'LH-PRIYA' } as const;
  const all = findingsOf('windows-passkey', methods(hello), { symptom: 'already-registered' });
  expect(all.map(({ rule }) => rule).slice(0, 2)).toEqual(['R-44', 'R-45']);
});

it('R-76 names the policy that hits an emergency access account, and only that account', () => {
  const rule = (...ids: readonly string[]) =>
    adviceFor(facts(guarded(access())), requirements, { emergencyAccessIds: ids }).findings.filter(
      (one) => one.rule === 'R-76',
    );
  expect(rule('PRIYA').map(({ what }) => what)).toEqual([expect.stringContaining('"CA1 All apps"')]);
  expect(rule('tom')).toEqual([]);
});

it('has a case for every row of every table', () => {
  const here = new Set(rows.map(([rule]) => rule));
  const passkeysOnPhones = new Set(methodTables['authenticator-passkey'].map(({ id }) => id));
  const others = Object.values(methodTables)
    .flat()
    .map(({ id }) => id);
  const first = [
    'R-24',
    'R-25',
    'R-26',
    'R-29',
    'R-50',
    'R-53',
    'R-54',
    'R-55',
    'R-56',
    'R-58',
    'R-65',
    'R-66',
    'R-67',
  ];
  const wanted = [...first, ...others.filter((id) => !passkeysOnPhones.has(id))];
  expect(wanted.filter((id) => !here.has(id))).toEqual([]);
});
