import { existingPass, method } from '../../src/entra/wire-methods';
import { authenticatorPolicy, passkeyPolicy, passPolicy } from '../../src/entra/wire-policies';
import { riskyUser } from '../../src/entra/wire-roles';

const everybody = [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }];

describe('the passkey policy', () => {
  const older = { '@odata.type': 'x', id: 'Fido2', state: 'enabled', includeTargets: everybody, excludeTargets: [] };
  const profile = { id: 'p1', name: 'Default', attestationEnforcement: 'disabled', passkeyTypes: 'deviceBound,synced' };

  it('of an older tenant becomes one profile', () => {
    const policy = passkeyPolicy.parse({
      ...older,
      isAttestationEnforced: true,
      keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: ['A'] },
      passkeyProfiles: null,
    });
    expect(policy).toEqual({
      bytes: 292,
      enabled: true,
      mode: 'older',
      selfServiceAllowed: true,
      profiles: [
        {
          id: 'older-settings',
          name: 'Passkey (FIDO2) settings',
          attestation: 'registrationOnly',
          passkeyTypes: ['deviceBound'],
          keyRestrictions: { enforced: true, type: 'allow', aaguids: ['A'] },
        },
      ],
      include: [{ target: { to: 'all' }, allowedProfiles: ['older-settings'] }],
      exclude: [],
    });
  });

  it('of an older tenant without anything set allows both types and restricts no key', () => {
    const { profiles } = passkeyPolicy.parse(older);
    expect(profiles).toMatchObject([
      { attestation: 'disabled', passkeyTypes: ['deviceBound', 'synced'], keyRestrictions: { enforced: false } },
    ]);
  });

  it('prefers profiles where there are any', () => {
    const policy = passkeyPolicy.parse({
      ...older,
      isAttestationEnforced: true,
      isSelfServiceRegistrationAllowed: false,
      passkeyProfiles: [{ ...profile, keyRestrictions: null }],
      includeTargets: [
        { id: 'g', targetType: 'group', allowedPasskeyProfiles: ['p1'] },
        { id: 'u', targetType: 'user' },
      ],
    });
    expect(policy).toMatchObject({
      mode: 'profiles',
      selfServiceAllowed: false,
      profiles: [{ id: 'p1', attestation: 'disabled', passkeyTypes: ['deviceBound', 'synced'] }],
      include: [
        { target: { to: 'group', id: 'g' }, allowedProfiles: ['p1'] },
        { target: { to: 'user', id: 'u' }, allowedProfiles: [] },
      ],
    });
  });

  it('makes nothing easier out of values newer than this code', () => {
    const policy = passkeyPolicy.parse({
      ...older,
      passkeyProfiles: [
        {
          ...profile,
          name: null,
          attestationEnforcement: 'always',
          passkeyTypes: 'deviceBound, hybrid',
          keyRestrictions: { isEnforced: true, enforcementType: 'prefer', aaGuids: ['A'] },
        },
      ],
      includeTargets: [{ id: 'x', targetType: 'administrativeUnit', allowedPasskeyProfiles: ['p1'] }],
    });
    expect(policy).toMatchObject({
      profiles: [
        {
          attestation: 'unknown',
          passkeyTypes: ['deviceBound'],
          typesUnread: true,
          keyRestrictions: { enforced: true, type: 'allow', aaguids: [] },
        },
      ],
      include: [],
    });
  });

  it.each([
    ['no state', { ...older, state: undefined }],
    ['a state newer than this code', { ...older, state: 'enabledForPilots' }],
    ['no targets', { ...older, includeTargets: null }],
    ['an exclusion of an unknown kind', { ...older, excludeTargets: [{ id: 'x', targetType: 'administrativeUnit' }] }],
    ['a profile without an id', { ...older, passkeyProfiles: [{ name: 'x' }] }],
    ['a list of keys that is none', { ...older, keyRestrictions: { isEnforced: true, aaGuids: 'A' } }],
  ])('is not readable with %s', (_, shape) => {
    expect(passkeyPolicy.safeParse(shape).success).toBe(false);
  });
});

describe('other policies', () => {
  it('has the bounds of passes, and is not readable without them', () => {
    const shape = {
      state: 'enabled',
      includeTargets: everybody,
      excludeTargets: [],
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      isUsableOnce: true,
    };
    expect(passPolicy.parse(shape)).toEqual({
      enabled: true,
      include: [{ to: 'all' }],
      exclude: [],
      minimumLifetimeMinutes: 60,
      maximumLifetimeMinutes: 480,
      oneTimeOnly: true,
    });
    expect(passPolicy.safeParse({ ...shape, maximumLifetimeInMinutes: '480' }).success).toBe(false);
    expect(passPolicy.safeParse({ ...shape, minimumLifetimeInMinutes: null }).success).toBe(false);
  });

  it('has the mode of Authenticator for each target', () => {
    const policy = authenticatorPolicy.parse({
      state: 'enabled',
      includeTargets: [
        { id: 'a', targetType: 'group', authenticationMode: 'deviceBasedPush' },
        { id: 'b', targetType: 'group', authenticationMode: 'telepathy' },
      ],
      excludeTargets: [],
    });
    expect(policy.include.map(({ mode }) => mode)).toEqual(['deviceBasedPush', 'unknown']);
  });
});

describe('sign-in methods', () => {
  const type = (name: string) => `#microsoft.graph.${name}AuthenticationMethod`;

  it('are kept with what Graph left out or does not say clearly', () => {
    expect(
      method.parse({
        '@odata.type': type('fido2'),
        id: '1',
        createdDateTime: null,
        aaGuid: null,
        passkeyType: 'hybrid',
        attestationLevel: 'somewhat',
      }),
    ).toEqual({
      kind: 'passkey',
      id: '1',
      name: '',
      aaguid: '',
    });
    expect(method.parse({ '@odata.type': type('quantum'), id: '2', createdDateTime: '2026-01-02T03:04:05Z' })).toEqual({
      kind: 'other',
      id: '2',
      odataType: type('quantum'),
      createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    });
    expect(method.parse({ '@odata.type': type('phone'), id: '3', phoneNumber: '+49 1', phoneType: null })).toEqual({
      kind: 'phone',
      id: '3',
      phoneType: 'unknown',
    });
  });

  it('are not readable without id or type', () => {
    expect(method.safeParse({ '@odata.type': type('fido2') }).success).toBe(false);
    expect(method.safeParse({ id: '1' }).success).toBe(false);
    expect(method.safeParse({ '@odata.type': type('fido2'), id: '1', createdDateTime: 'yesterday' }).success).toBe(
      false,
    );
  });

  it('take a pass that says little for the more dangerous one, and never keep a code', () => {
    const pass = existingPass.parse({
      id: 'p',
      startDateTime: '2026-01-02T03:04:05Z',
      lifetimeInMinutes: 60,
      temporaryAccessPass: 'never',
    });
    expect(pass).toMatchObject({
      usableOnce: false,
      usable: true,
      usability: 'unknown',
      createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    });
    expect(JSON.stringify(pass)).not.toContain('never');
  });
});

it.each([
  ['none', 'none'],
  ['remediated', 'none'],
  ['dismissed', 'none'],
  ['confirmedSafe', 'none'],
  ['atRisk', 'atRisk'],
  ['confirmedCompromised', 'confirmedCompromised'],
  ['unknownFutureValue', 'atRisk'],
  ['aStateOfTomorrow', 'atRisk'],
])('a risk state of %s counts as %s', (riskState, expected) => {
  expect(riskyUser.parse({ id: 'x', riskState })).toBe(expected);
});
