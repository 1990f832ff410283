import * as fc from 'fast-check';
import type { AccessRule } from '../../../src/domain/access';
import { type Fact, known, unread } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { Method } from '../../../src/domain/methods';
import type { AuthenticatorPolicy, PasskeyProfile, Target } from '../../../src/domain/policies';
import { type Asked, allVerdicts, type MethodName, type Verdict } from '../../../src/domain/readiness';
import { requirements } from '../../../src/knowledge/requirements';
import { ANDROID, facts, IOS, NOW, pass, passkey, passkeyPolicy, push, YUBIKEY } from './facts';
import { access, everybody, hello, HELLO, pc, registering, resistant, strength, users } from './tenants';

const target: fc.Arbitrary<Target> = fc.constantFrom<Target>(
  { to: 'all' },
  { to: 'group', id: 'staff' },
  { to: 'group', id: 'other' },
  { to: 'user', id: 'PRIYA' },
);
const profile = (id: string): fc.Arbitrary<PasskeyProfile> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    attestation: fc.constantFrom('disabled', 'disabled', 'registrationOnly', 'unknown'),
    passkeyTypes: fc.subarray(['deviceBound', 'synced'] as const),
    keyRestrictions: fc.record({
      enforced: fc.boolean(),
      type: fc.constantFrom('allow', 'block'),
      aaguids: fc.subarray([IOS, ANDROID, YUBIKEY.toUpperCase(), ...HELLO, 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd']),
    }),
  });
const mode: fc.Arbitrary<AuthenticatorPolicy['include'][number]['mode']> = fc.constantFrom(
  'any',
  'push',
  'deviceBasedPush',
  'unknown',
);
const rule: fc.Arbitrary<AccessRule> = fc
  .record({
    shape: fc.constantFrom(access, registering),
    state: fc.constantFrom('enabled', 'reportOnly', 'off'),
    include: fc.constantFrom(everybody, users({ groups: ['staff'] }), users({ roles: ['r'] })),
    exclude: fc.constantFrom(users({}), users({}), users({ groups: ['other'] })),
    grant: fc.constantFrom<AccessRule['grant']>(
      undefined,
      { operator: 'OR', controls: ['mfa'] },
      { operator: 'OR', controls: ['block'] },
      { operator: 'OR', controls: [], strength: resistant },
      { operator: 'AND', controls: ['mfa'], strength: strength('deviceBasedPush') },
      { operator: 'OR', controls: [], strength: { ...strength('fido2'), passkeyModels: [YUBIKEY] } },
      { operator: 'OR', controls: ['approvedApplication'] },
    ),
  })
  .map(({ shape, state, include, exclude, grant }) => {
    const { grant: _, ...rest } = shape({ state, users: { include, exclude } });
    return { ...rest, ...(grant === undefined ? {} : { grant }) };
  });
const everyMethod: readonly Method[] = [
  push,
  { ...push, id: 'second' },
  hello,
  passkey(),
  passkey({ id: 'key', aaguid: YUBIKEY }),
  pass(),
  { kind: 'phone', id: 'sms', phoneType: 'mobile' },
  { kind: 'password', id: 'pw' },
];

/** Half of the generated tenants are kind ones, or hardly anybody would be ready for anything. */
const anybody: fc.Arbitrary<PersonFacts> = fc
  .record({
    kind: fc.boolean(),
    profiles: fc.tuple(profile('a'), profile('b')),
    include: fc.array(fc.record({ target, allowedProfiles: fc.subarray(['a', 'b']) }), { maxLength: 3 }),
    exclude: fc.array(target, { maxLength: 1 }),
    modes: fc.array(fc.record({ target, mode }), { maxLength: 2 }),
    rules: fc.array(rule, { maxLength: 2 }),
    methods: fc.subarray([...everyMethod]),
    devices: fc.subarray([pc(), pc({ id: 'old', enabled: false }), pc({ id: 'own', trust: 'registered' })]),
    tied: fc.subarray([
      { methodId: 'push', device: pc({ id: 'phone', system: 'IPhone' }) },
      { methodId: 'hello', device: pc() },
    ]),
  })
  .map(({ kind, ...one }) =>
    facts({
      methods: known(one.methods, NOW),
      devices: known(one.devices, NOW),
      methodDevices: known(one.tied, NOW),
      access: known(one.rules, NOW),
      passkeyPolicy: known(
        passkeyPolicy({ profiles: one.profiles, include: one.include, exclude: kind ? [] : one.exclude }),
        NOW,
      ),
      authenticatorPolicy: known({ enabled: true, include: one.modes, exclude: kind ? [] : one.exclude }, NOW),
    }),
  );

const asked: fc.Arbitrary<Asked> = fc.constantFrom<Asked>(
  { platform: 'ios', osVersion: '18', authenticatorVersion: 'newest', keyModel: 'YubiKey 5 NFC', helloOffered: true },
  { platform: 'android', osVersion: '15', screenLock: true, authenticatorVersion: 'newest', keyModel: 'NoName' },
  {},
);
const names = [
  'person',
  'groups',
  'methods',
  'activeRoles',
  'eligibleRoles',
  'riskState',
  'passkeyPolicy',
  'authenticatorPolicy',
  'methodsPolicy',
  'access',
  'devices',
  'methodDevices',
] as const;
const gap: Fact<never> = unread({ what: 'x', reason: 'permission', permission: 'P' });

const ready = (verdicts: readonly Verdict[]): readonly MethodName[] =>
  verdicts.flatMap((verdict) => (verdict.ready ? [verdict.method] : []));
const judge = (who: PersonFacts, answers: Asked): readonly Verdict[] => allVerdicts(who, answers, requirements);

it('half of the permissions missing makes nothing ready that was not, and names what is missing', () => {
  const everReady = new Set<MethodName>();
  fc.assert(
    fc.property(anybody, asked, fc.subarray([...names], { minLength: 1 }), (who, answers, missing) => {
      const less: PersonFacts = { ...who, ...Object.fromEntries(missing.map((name) => [name, gap])) };
      const before = ready(judge(who, answers));
      for (const method of before) everReady.add(method);
      const after = judge(less, answers);
      expect(before).toEqual(expect.arrayContaining([...ready(after)]));
      for (const verdict of after) {
        const why = verdict.findings.length + verdict.gaps.length + verdict.questions.length;
        expect(verdict.ready || why > 0).toBe(true);
      }
    }),
    { numRuns: 1_500 },
  );
  // Otherwise this would be a property of nothing.
  expect([...everReady].sort()).toEqual(
    judge(facts(), {})
      .map(({ method }) => method)
      .sort(),
  );
});

it('an answer fewer makes nothing ready either', () => {
  fc.assert(
    fc.property(anybody, asked, fc.constantFrom('platform', 'keyModel', 'helloOffered'), (who, answers, forgotten) => {
      const rest = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== forgotten));
      expect(ready(judge(who, answers))).toEqual(expect.arrayContaining([...ready(judge(who, rest))]));
    }),
    { numRuns: 1_000 },
  );
});

it('an exclusion that hits wins for every method that has a policy', () => {
  fc.assert(
    fc.property(
      anybody,
      asked,
      fc.constantFrom<Target>({ to: 'all' }, { to: 'user', id: 'priya' }),
      (who, answers, out) => {
        const { passkeyPolicy: keys, authenticatorPolicy: app } = who;
        if (!keys.known || !app.known) return;
        const excluded: PersonFacts = {
          ...who,
          passkeyPolicy: { ...keys, value: { ...keys.value, exclude: [out] } },
          authenticatorPolicy: { ...app, value: { ...app.value, exclude: [out] } },
        };
        expect(ready(judge(excluded, answers)).filter((method) => method !== 'windows-hello')).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

it('the order of policies, profiles, targets, methods and devices is irrelevant', () => {
  const turned = <T>(fact: Fact<readonly T[]>): Fact<readonly T[]> =>
    fact.known ? { ...fact, value: fact.value.toReversed() } : fact;
  fc.assert(
    fc.property(anybody, asked, (who, answers) => {
      const { passkeyPolicy: keys } = who;
      if (!keys.known) return;
      const { profiles, include } = keys.value;
      const other: PersonFacts = {
        ...who,
        methods: turned(who.methods),
        devices: turned(who.devices),
        methodDevices: turned(who.methodDevices),
        access: turned(who.access),
        passkeyPolicy: {
          ...keys,
          value: { ...keys.value, profiles: profiles.toReversed(), include: include.toReversed() },
        },
      };
      const rules = (verdicts: readonly Verdict[]) =>
        verdicts.map(({ ready: is, findings, questions }) => [is, findings.map((one) => one.rule).sort(), questions]);
      expect(rules(judge(other, answers))).toEqual(rules(judge(who, answers)));
    }),
    { numRuns: 1_000 },
  );
});

it('200 groups, 10 passkeys and empty lists everywhere are judged too', () => {
  const groups = Array.from({ length: 200 }, (_, n) => ({
    id: `g${String(n)}`,
    displayName: 'G',
    isAssignableToRole: false,
  }));
  const full = facts({
    groups: known(groups, NOW),
    methods: known(
      Array.from({ length: 10 }, (_, n) => passkey({ id: String(n) })),
      NOW,
    ),
    passkeyPolicy: known(passkeyPolicy({ exclude: [{ to: 'group', id: 'G199' }] }), NOW),
  });
  const passkeys = judge(full, {}).filter(({ method }) => method.endsWith('passkey') || method === 'security-key');
  for (const { findings } of passkeys)
    expect(findings.map((one) => one.rule)).toEqual(expect.arrayContaining(['R-02', 'R-29a']));
  const empty = facts({
    methods: known([], NOW),
    passkeyPolicy: known(passkeyPolicy({ profiles: [], include: [] }), NOW),
    authenticatorPolicy: known({ enabled: true, include: [], exclude: [] }, NOW),
  });
  expect(ready(judge(empty, {}))).toEqual([]);
});
