import { unread } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { PasskeyPolicy } from '../../../src/domain/policies';
import { type Asked, authenticatorRules, authenticatorVerdict } from '../../../src/domain/readiness';
import { requirements } from '../../../src/knowledge/requirements';
import { facts, profile, push } from './facts';
import { attested, cases, iphone, methods, policy, restricted } from './phone-cases';

describe.each(cases)('$rule: $when', (test) => {
  const judge = (changes: Partial<PersonFacts>, asked: Asked): ReturnType<typeof authenticatorVerdict> =>
    authenticatorVerdict(facts(changes), asked, requirements);

  it('is found and named', () => {
    const verdict = judge(test.with, test.asked ?? iphone);
    const finding = verdict.findings.find(({ rule }) => rule === test.rule);
    if (finding === undefined)
      throw new Error(`not found among ${verdict.findings.map(({ rule }) => rule).join(', ')}`);
    const words = [finding.what, finding.why, finding.fix, finding.who].join(' ');
    for (const name of test.names) expect(words).toContain(name);
    expect(words).not.toMatch(/undefined|\$\{|\[object/);
    if (finding.severity === 'blocker') expect(verdict.ready).toBe(false);
  });

  it(`is silent when ${test.nearly}`, () => {
    const verdict = judge(test.butWith, test.butAsked ?? iphone);
    expect(verdict.findings.filter(({ rule }) => rule === test.rule)).toEqual([]);
  });
});

it('has a case for every rule in the table', () => {
  // What is not about the phone has its cases in every-method.test.ts.
  const elsewhere = /^R-(24|25|26|29|5[0-8]|6[5-7])$/;
  const tested = new Set(cases.map(({ rule }) => rule));
  expect(authenticatorRules.map(({ id }) => id).filter((id) => !tested.has(id) && !elsewhere.test(id))).toEqual([]);
});

it('speaks about somebody else by name', () => {
  const verdict = authenticatorVerdict(facts(methods()), iphone, requirements, 'Tom Berg');
  expect(verdict.findings[0]?.what).toBe('Tom Berg has only a password, and that is not enough to add a passkey.');
});

describe('a fact that cannot be read', () => {
  const gap = unread({
    what: 'sign-in methods',
    reason: 'permission',
    permission: 'UserAuthenticationMethod.Read.All',
  });

  it.each(['person', 'methods', 'passkeyPolicy'] as const)('%s keeps the verdict from ready and is named', (fact) => {
    const verdict = authenticatorVerdict(facts({ [fact]: gap }), iphone, requirements);
    expect(verdict.ready).toBe(false);
    expect(verdict.gaps).toContainEqual({ ...gap.gap, decides: true });
  });

  it('is named, and does not decide, when only a warning rests on it', () => {
    const verdict = authenticatorVerdict(facts({ eligibleRoles: gap }), iphone, requirements);
    expect(verdict.ready).toBe(true);
    expect(verdict.gaps).toEqual([{ ...gap.gap, decides: false }]);
  });

  it('decides for groups only where a group could exclude or include', () => {
    const ready = (changes: Partial<PasskeyPolicy>): boolean =>
      authenticatorVerdict(facts({ groups: gap, ...policy(changes) }), iphone, requirements).ready;
    expect(ready({})).toBe(true);
    expect(ready({ exclude: [{ to: 'group', id: 'x' }] })).toBe(false);
    expect(ready({ include: [{ target: { to: 'group', id: 'x' }, allowedProfiles: ['default'] }] })).toBe(false);
  });

  it('makes no blocker out of profiles that an unread group might bring', () => {
    const verdict = authenticatorVerdict(
      facts({
        groups: gap,
        ...policy({
          profiles: [profile({ passkeyTypes: ['synced'] }), profile({ id: 'admins' })],
          include: [
            { target: { to: 'all' }, allowedProfiles: ['default'] },
            { target: { to: 'group', id: 'x' }, allowedProfiles: ['admins'] },
          ],
        }),
      }),
      iphone,
      requirements,
    );
    expect([verdict.ready, verdict.findings.filter(({ severity }) => severity === 'blocker')]).toEqual([false, []]);
  });

  it('is an attestation setting that nobody knows', () => {
    const verdict = authenticatorVerdict(
      facts(policy({ profiles: [profile({ attestation: 'unknown' })] })),
      iphone,
      requirements,
    );
    expect([verdict.ready, verdict.gaps.map(({ what }) => what)]).toEqual([
      false,
      ['the attestation setting of the passkey profile "Default"'],
    ]);
  });
});

describe('what has to be asked', () => {
  it.each([
    ['nothing is known', {}, ['platform', 'osVersion']],
    ['an iPhone without a version', { platform: 'ios' }, ['osVersion']],
    ['an Android', { platform: 'android', osVersion: '15' }, ['screenLock']],
    ['an iPhone', iphone, []],
    ['a version that is none', { platform: 'ios', osVersion: 'the newest' }, ['osVersion']],
  ] as const)('%s', (_, asked, questions) => {
    const verdict = authenticatorVerdict(facts(), asked, requirements);
    expect([verdict.questions, verdict.ready]).toEqual([questions, questions.length === 0]);
  });

  it('asks for the version of the app only when both kinds are allowed and Graph has no newer one', () => {
    const both = policy({ profiles: [profile({ passkeyTypes: ['deviceBound', 'synced'] })] });
    const questions = (appVersion?: string): readonly string[] =>
      authenticatorVerdict(
        facts({ ...both, ...methods({ ...push, ...(appVersion === undefined ? {} : { appVersion }) }) }),
        iphone,
        requirements,
      ).questions;
    expect(questions()).toEqual(['authenticatorVersion']);
    expect(questions('6.8.40')).toEqual([]);
    expect(questions('6.8.1')).toEqual(['authenticatorVersion']);
    // Android's numbering: this is another phone's.
    expect(questions('6.2510.1000')).toEqual(['authenticatorVersion']);
  });
});

describe('the ways that are offered', () => {
  it.each([
    ['without attestation', {}, ['in-app', 'security-info', 'cross-device']],
    ['with attestation enforced', attested(), ['in-app', 'security-info']],
    [
      'one of two profiles without attestation',
      policy({
        profiles: [profile(), profile({ id: 'strict', attestation: 'registrationOnly' })],
        include: [{ target: { to: 'all' }, allowedProfiles: ['default', 'strict'] }],
      }),
      ['in-app', 'security-info', 'cross-device'],
    ],
    ['excluded', policy({ exclude: [{ to: 'all' }] }), []],
    ['no model allowed', restricted('allow'), []],
  ] as const)('%s', (_, changes, flows) => {
    expect(authenticatorVerdict(facts(changes), iphone, requirements).allowedFlows).toEqual(flows);
  });
});
