import { stableId } from '../ids';

/** The authentication methods policies as Graph v1.0 returns them. */
export interface PolicyTarget {
  readonly targetType: 'group' | 'user';
  readonly id: string;
}

interface KeyRestrictions {
  readonly isEnforced: boolean;
  readonly enforcementType: 'allow' | 'block';
  readonly aaGuids: readonly string[];
}

export interface PasskeyProfile {
  readonly id: string;
  readonly name: string;
  readonly attestationEnforcement: 'disabled' | 'registrationOnly';
  /** Comma-separated flags, as on the wire. */
  readonly passkeyTypes: string;
  readonly keyRestrictions: KeyRestrictions;
}

interface PasskeyTarget extends PolicyTarget {
  readonly isRegistrationRequired: boolean;
  readonly allowedPasskeyProfiles?: readonly string[];
}

interface Scope {
  readonly state: 'enabled' | 'disabled';
  readonly includeTargets: readonly PolicyTarget[];
  readonly excludeTargets: readonly PolicyTarget[];
}

export interface PasskeyPolicy extends Scope {
  readonly includeTargets: readonly PasskeyTarget[];
  readonly isSelfServiceRegistrationAllowed: boolean;
  /** The older top-level settings; Graph still returns them beside profiles. */
  readonly isAttestationEnforced: boolean;
  readonly keyRestrictions: KeyRestrictions;
  readonly defaultPasskeyProfile: string | null;
  readonly passkeyProfiles: readonly PasskeyProfile[];
}

export interface PassPolicy extends Scope {
  readonly defaultLength: number;
  readonly defaultLifetimeInMinutes: number;
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
}

export interface AuthenticatorPolicy extends Scope {
  readonly authenticationMode: 'any' | 'push' | 'deviceBasedPush';
}

export interface Policies {
  passkeys: PasskeyPolicy;
  passes: PassPolicy;
  authenticator: AuthenticatorPolicy;
}

export interface PolicyGroups {
  readonly pilot: string;
  readonly attested: string;
  readonly fieldCrew: string;
  readonly passkeysExcluded: string;
  readonly passesExcluded: string;
}

/** Microsoft Authenticator's AAGUIDs (knowledge.md C.0), written out here so that the product's own list is checked against it. */
export const aaGuids = {
  ios: '90a3ccdf-635c-4729-a248-9b709135078f',
  android: 'de1e552d-db1d-4423-a619-566b625cdc84',
  yubikey: 'fa2b99dc-9e39-4257-8f92-4a30d23c4118',
  titan: '42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3',
  applePasswords: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
  windowsHello: '08987058-cadc-4b81-b6e1-30de50dcbe96',
  windowsHelloVbs: '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  windowsHelloSoftware: '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
} as const;

const profileIds = {
  standard: '00000000-0000-0000-0000-000000000001',
  attested: stableId('profile attested'),
  iphoneOnly: stableId('profile iphone only'),
  synced: stableId('profile synced'),
  windows: stableId('profile windows'),
} as const;

const group = (id: string): PolicyTarget => ({ targetType: 'group', id });
const everyone = group('all_users');
const free: KeyRestrictions = { isEnforced: false, enforcementType: 'allow', aaGuids: [] };
const allow = (...ids: string[]): KeyRestrictions => ({ isEnforced: true, enforcementType: 'allow', aaGuids: ids });
const target = (id: string, ...profiles: string[]): PasskeyTarget => ({
  ...group(id),
  isRegistrationRequired: false,
  allowedPasskeyProfiles: profiles,
});

const profiles: readonly PasskeyProfile[] = [
  {
    id: profileIds.standard,
    name: 'Default passkey profile',
    attestationEnforcement: 'disabled',
    passkeyTypes: 'deviceBound',
    keyRestrictions: free,
  },
  {
    id: profileIds.attested,
    name: 'Attested passkeys',
    attestationEnforcement: 'registrationOnly',
    passkeyTypes: 'deviceBound',
    keyRestrictions: allow(aaGuids.ios, aaGuids.android, aaGuids.yubikey),
  },
  {
    id: profileIds.iphoneOnly,
    name: 'Field crew iPhones',
    attestationEnforcement: 'disabled',
    passkeyTypes: 'deviceBound',
    keyRestrictions: allow(aaGuids.ios, aaGuids.yubikey),
  },
  {
    id: profileIds.synced,
    name: 'Synced trial (not assigned)',
    attestationEnforcement: 'disabled',
    passkeyTypes: 'deviceBound,synced',
    keyRestrictions: free,
  },
];

const onWindows: PasskeyProfile = {
  id: profileIds.windows,
  name: 'Passkeys on Windows',
  attestationEnforcement: 'disabled',
  passkeyTypes: 'deviceBound',
  keyRestrictions: allow(aaGuids.windowsHello, aaGuids.windowsHelloVbs, aaGuids.windowsHelloSoftware),
};

function standard(groups: PolicyGroups): Policies {
  return {
    passkeys: {
      state: 'enabled',
      isSelfServiceRegistrationAllowed: true,
      isAttestationEnforced: false,
      keyRestrictions: free,
      defaultPasskeyProfile: profileIds.standard,
      passkeyProfiles: profiles,
      includeTargets: [
        target(groups.pilot, profileIds.standard),
        target(groups.attested, profileIds.attested),
        target(groups.fieldCrew, profileIds.iphoneOnly),
      ],
      excludeTargets: [group(groups.passkeysExcluded)],
    },
    passes: {
      state: 'enabled',
      includeTargets: [everyone],
      excludeTargets: [group(groups.passesExcluded)],
      defaultLength: 12,
      defaultLifetimeInMinutes: 60,
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      isUsableOnce: true,
    },
    authenticator: { state: 'enabled', includeTargets: [everyone], excludeTargets: [], authenticationMode: 'any' },
  };
}

/** A tenant that has not moved to profiles: top-level settings count, targets name no profiles. */
function older(base: PasskeyPolicy, settings: Partial<PasskeyPolicy> = {}): PasskeyPolicy {
  return {
    ...base,
    defaultPasskeyProfile: null,
    passkeyProfiles: [],
    includeTargets: base.includeTargets.map(({ targetType, id }) => ({
      targetType,
      id,
      isRegistrationRequired: false,
    })),
    ...settings,
  };
}

const changes = {
  profiles: (policies: Policies) => policies,
  older: (policies: Policies) => ({ ...policies, passkeys: older(policies.passkeys) }),
  'older-attestation': (policies: Policies) => ({
    ...policies,
    passkeys: older(policies.passkeys, { isAttestationEnforced: true }),
  }),
  'older-no-android': (policies: Policies) => ({
    ...policies,
    passkeys: older(policies.passkeys, { keyRestrictions: allow(aaGuids.ios) }),
  }),
  'self-service-off': (policies: Policies) => ({
    ...policies,
    passkeys: { ...policies.passkeys, isSelfServiceRegistrationAllowed: false },
  }),
  attestation: (policies: Policies) => ({
    ...policies,
    passkeys: {
      ...policies.passkeys,
      passkeyProfiles: policies.passkeys.passkeyProfiles.map((profile) => ({
        ...profile,
        attestationEnforcement: 'registrationOnly' as const,
      })),
    },
  }),
  'no-profile-linked': (policies: Policies) => ({
    ...policies,
    passkeys: {
      ...policies.passkeys,
      includeTargets: policies.passkeys.includeTargets.map((entry) => ({ ...entry, allowedPasskeyProfiles: [] })),
    },
  }),
  'passkeys-off': (policies: Policies) => ({
    ...policies,
    passkeys: { ...policies.passkeys, state: 'disabled' as const },
  }),
  'passkeys-for-all': (policies: Policies) => ({
    ...policies,
    passkeys: { ...policies.passkeys, includeTargets: [target('all_users', profileIds.standard)], excludeTargets: [] },
  }),
  'authenticator-push': (policies: Policies) => ({
    ...policies,
    authenticator: { ...policies.authenticator, authenticationMode: 'push' as const },
  }),
  'authenticator-passwordless': (policies: Policies) => ({
    ...policies,
    authenticator: { ...policies.authenticator, authenticationMode: 'deviceBasedPush' as const },
  }),
  'authenticator-off': (policies: Policies) => ({
    ...policies,
    authenticator: { ...policies.authenticator, state: 'disabled' as const },
  }),
  /** The pilot group may keep passkeys in password managers, too. */
  'synced-for-pilot': (policies: Policies, groups: PolicyGroups) => ({
    ...policies,
    passkeys: {
      ...policies.passkeys,
      includeTargets: [target(groups.pilot, profileIds.standard, profileIds.synced)],
    },
  }),
  /** The pilot group may keep passkeys in Windows, which has to be allowed by name (EPW). */
  'windows-for-pilot': (policies: Policies, groups: PolicyGroups) => ({
    ...policies,
    passkeys: {
      ...policies.passkeys,
      passkeyProfiles: [...policies.passkeys.passkeyProfiles, onWindows],
      includeTargets: [target(groups.pilot, profileIds.standard, profileIds.windows)],
    },
  }),
  /** Two models of key for everybody in the pilot group, beside Authenticator. */
  'keys-by-list': (policies: Policies, groups: PolicyGroups) => ({
    ...policies,
    passkeys: {
      ...policies.passkeys,
      passkeyProfiles: policies.passkeys.passkeyProfiles.map((profile) =>
        profile.id === profileIds.standard
          ? { ...profile, keyRestrictions: allow(aaGuids.ios, aaGuids.android, aaGuids.yubikey, aaGuids.titan) }
          : profile,
      ),
      includeTargets: [target(groups.pilot, profileIds.standard)],
    },
  }),
  'passes-off': (policies: Policies) => ({ ...policies, passes: { ...policies.passes, state: 'disabled' as const } }),
  'passes-multi-use': (policies: Policies) => ({ ...policies, passes: { ...policies.passes, isUsableOnce: false } }),
  'passes-for-pilot': (policies: Policies, groups: PolicyGroups) => ({
    ...policies,
    passes: { ...policies.passes, includeTargets: [group(groups.pilot)] },
  }),
  'passes-up-to-30-minutes': (policies: Policies) => ({
    ...policies,
    passes: {
      ...policies.passes,
      minimumLifetimeInMinutes: 10,
      defaultLifetimeInMinutes: 20,
      maximumLifetimeInMinutes: 30,
    },
  }),
} satisfies Record<string, (policies: Policies, groups: PolicyGroups) => Policies>;

export type PolicyVariant = keyof typeof changes;
const isVariant = (name: string): name is PolicyVariant => Object.hasOwn(changes, name);
export const policyVariants: readonly PolicyVariant[] = Object.keys(changes).filter(isVariant);

export function policiesOf(variant: PolicyVariant, groups: PolicyGroups): Policies {
  return changes[variant](standard(groups), groups);
}
