import * as fc from 'fast-check';
import { known, unread } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { PasskeyProfile, PasskeyTarget, Target } from '../../../src/domain/policies';
import { type Asked, authenticatorVerdict } from '../../../src/domain/readiness';
import { requirements } from '../../../src/knowledge/requirements';
import { ANDROID, facts, IOS, NOW, passkey, passkeyPolicy, push, YUBIKEY } from './facts';

const groupIds = ['staff', 'pilot', 'admins', 'contractors'] as const;
const profileIds = ['a', 'b', 'c'] as const;

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ to: 'all' }),
  fc.constantFrom(...groupIds).map((id): Target => ({ to: 'group', id })),
  fc.constantFrom('priya', 'tom').map((id): Target => ({ to: 'user', id })),
);
const profile = (id: string): fc.Arbitrary<PasskeyProfile> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id.toUpperCase()),
    attestation: fc.constantFrom('disabled', 'registrationOnly', 'unknown'),
    passkeyTypes: fc.subarray(['deviceBound', 'synced'] as const),
    keyRestrictions: fc.record({
      enforced: fc.boolean(),
      type: fc.constantFrom('allow', 'block'),
      aaguids: fc.subarray([IOS, ANDROID.toUpperCase(), YUBIKEY]),
    }),
  });
const include: fc.Arbitrary<PasskeyTarget> = fc.record({ target, allowedProfiles: fc.subarray([...profileIds]) });

const anybody: fc.Arbitrary<PersonFacts> = fc
  .record({
    policy: fc.record({
      enabled: fc.boolean(),
      mode: fc.constantFrom('profiles', 'older'),
      selfServiceAllowed: fc.boolean(),
      profiles: fc.tuple(...profileIds.map(profile)),
      include: fc.array(include, { maxLength: 4 }),
      exclude: fc.array(target, { maxLength: 2 }),
    }),
    groups: fc.subarray([...groupIds]),
    methods: fc.subarray([push, passkey(), passkey({ id: 'old', aaguid: ANDROID })]),
  })
  .map(({ policy, groups, methods }) =>
    facts({
      passkeyPolicy: known(policy, NOW),
      groups: known(
        groups.map((id) => ({ id, displayName: id, isAssignableToRole: false })),
        NOW,
      ),
      methods: known(methods, NOW),
    }),
  );

/** Leans to people who are ready, or the properties would mostly speak about blocked ones. */
const mostlyReady: fc.Arbitrary<PersonFacts> = anybody.map((someone) =>
  someone.passkeyPolicy.known
    ? {
        ...someone,
        methods: known([push], NOW),
        passkeyPolicy: known(
          { ...someone.passkeyPolicy.value, enabled: true, selfServiceAllowed: true, exclude: [] },
          NOW,
        ),
      }
    : someone,
);
const someone = fc.oneof(anybody, mostlyReady);

const asked: fc.Arbitrary<Asked> = fc.constantFrom<Asked>(
  { platform: 'ios', osVersion: '18', authenticatorVersion: 'newest' },
  { platform: 'android', osVersion: '15', screenLock: true, authenticatorVersion: 'newest' },
);
const factNames = ['person', 'groups', 'methods', 'activeRoles', 'passkeyPolicy', 'passPolicy', 'riskState'] as const;

const judge = (who: PersonFacts, answers: Asked): ReturnType<typeof authenticatorVerdict> =>
  authenticatorVerdict(who, answers, requirements);

describe('whatever the tenant looks like', () => {
  it('fewer facts or answers never make a person ready', () => {
    let ready = 0;
    fc.assert(
      fc.property(someone, asked, fc.subarray([...factNames]), fc.boolean(), (who, answers, missing, forget) => {
        const gap = unread({ what: 'x', reason: 'unavailable' });
        const less: PersonFacts = { ...who, ...Object.fromEntries(missing.map((name) => [name, gap])) };
        const { osVersion, ...rest } = answers;
        if (judge(who, answers).ready) ready += 1;
        else expect(judge(less, answers).ready).toBe(false);
        if (forget) expect([osVersion, judge(who, rest).ready]).toEqual([osVersion, false]);
      }),
      { numRuns: 2_000 },
    );
    expect(ready).toBeGreaterThan(100);
  });

  it('an exclusion that hits always wins', () => {
    const mine = fc.constantFrom<Target>({ to: 'all' }, { to: 'user', id: 'PRIYA' });
    fc.assert(
      fc.property(mostlyReady, asked, mine, (who, answers, exclude) => {
        const policy = who.passkeyPolicy.known ? who.passkeyPolicy.value : passkeyPolicy();
        const verdict = judge(
          { ...who, passkeyPolicy: known({ ...policy, exclude: [...policy.exclude, exclude] }, NOW) },
          answers,
        );
        expect([verdict.ready, verdict.findings.some(({ rule }) => rule === 'R-02'), verdict.allowedFlows]).toEqual([
          false,
          true,
          [],
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('the order of profiles and targets is irrelevant', () => {
    fc.assert(
      fc.property(someone, asked, (who, answers) => {
        if (!who.passkeyPolicy.known) return;
        const { profiles, include: targets, ...rest } = who.passkeyPolicy.value;
        const turned = { ...rest, profiles: [...profiles].reverse(), include: [...targets].reverse() };
        const [one, other] = [judge(who, answers), judge({ ...who, passkeyPolicy: known(turned, NOW) }, answers)];
        expect(other.ready).toBe(one.ready);
        expect(other.allowedFlows).toEqual(one.allowedFlows);
        expect(other.findings.map(({ rule }) => rule).sort()).toEqual(one.findings.map(({ rule }) => rule).sort());
      }),
      { numRuns: 1_000 },
    );
  });

  it('ready means: one profile is satisfied whole', () => {
    fc.assert(
      fc.property(someone, asked, (who, answers) => {
        const verdict = judge(who, answers);
        if (!verdict.ready || !who.passkeyPolicy.known) return;
        const mine = answers.platform === 'ios' ? IOS : ANDROID;
        const whole = who.passkeyPolicy.value.profiles.filter(
          ({ passkeyTypes, attestation, keyRestrictions: { enforced, type, aaguids } }) => {
            const listed = aaguids.some((aaguid) => aaguid.toLowerCase() === mine);
            return (
              passkeyTypes.includes('deviceBound') &&
              attestation !== 'unknown' &&
              (!enforced || listed === (type === 'allow'))
            );
          },
        );
        expect(whole.length).toBeGreaterThan(0);
        expect(verdict.allowedFlows).toContain('in-app');
      }),
      { numRuns: 2_000 },
    );
  });
});
