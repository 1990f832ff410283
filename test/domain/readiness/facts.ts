import { known } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { ExistingPass, Method, Passkey } from '../../../src/domain/methods';
import type { PassPolicy, PasskeyPolicy, PasskeyProfile } from '../../../src/domain/policies';

export const NOW = Date.parse('2026-11-23T09:00:00Z');
export const IOS = '90a3ccdf-635c-4729-a248-9b709135078f';
export const ANDROID = 'de1e552d-db1d-4423-a619-566b625cdc84';
export const YUBIKEY = 'fa2b99dc-9e39-4257-8f92-4a30d23c4118';

export const push: Method = { kind: 'authenticator', id: 'push', name: 'Priya’s iPhone' };

export function profile(changes: Partial<PasskeyProfile> = {}): PasskeyProfile {
  return {
    id: 'default',
    name: 'Default',
    attestation: 'disabled',
    passkeyTypes: ['deviceBound'],
    keyRestrictions: { enforced: false, type: 'allow', aaguids: [] },
    ...changes,
  };
}

export function passkeyPolicy(changes: Partial<PasskeyPolicy> = {}): PasskeyPolicy {
  return {
    enabled: true,
    mode: 'profiles',
    selfServiceAllowed: true,
    profiles: [profile()],
    include: [{ target: { to: 'all' }, allowedProfiles: ['default'] }],
    exclude: [],
    ...changes,
  };
}

export function passPolicy(changes: Partial<PassPolicy> = {}): PassPolicy {
  return {
    enabled: true,
    include: [{ to: 'all' }],
    exclude: [],
    minimumLifetimeMinutes: 60,
    maximumLifetimeMinutes: 480,
    oneTimeOnly: true,
    ...changes,
  };
}

export function passkey(changes: Partial<Passkey> = {}): Passkey {
  return {
    kind: 'passkey',
    id: 'pk',
    name: 'Authenticator Passkey – iPhone',
    aaguid: IOS,
    passkeyType: 'deviceBound',
    ...changes,
  };
}

export function pass(changes: Partial<ExistingPass> = {}): ExistingPass {
  return {
    kind: 'pass',
    id: 'tap',
    createdAt: NOW,
    startsAt: NOW,
    lifetimeMinutes: 60,
    usableOnce: true,
    usable: true,
    usability: 'EnabledByPolicy',
    ...changes,
  };
}

/** Priya: a member with Authenticator push and everything allowed. */
export function facts(changes: Partial<PersonFacts> = {}): PersonFacts {
  return {
    id: 'priya',
    person: known(
      {
        id: 'priya',
        displayName: 'Priya Nair',
        userPrincipalName: 'priya@contoso.example',
        enabled: true,
        guest: 'no',
      },
      NOW,
    ),
    groups: known([{ id: 'staff', displayName: 'All staff', isAssignableToRole: false }], NOW),
    methods: known([push], NOW),
    activeRoles: known([], NOW),
    eligibleRoles: known([], NOW),
    ownedGroups: known([], NOW),
    eligibleGroups: known([], NOW),
    restrictedUnits: known([], NOW),
    manager: known(undefined, NOW),
    directReports: known([], NOW),
    riskState: known('none', NOW),
    changes: known([], NOW),
    passkeyPolicy: known(passkeyPolicy(), NOW - 240_000),
    passPolicy: known(passPolicy(), NOW),
    authenticatorPolicy: known({ enabled: true, include: [{ target: { to: 'all' }, mode: 'any' }], exclude: [] }, NOW),
    methodsPolicy: known({ migration: 'complete', campaign: { state: 'off', include: [], exclude: [] } }, NOW),
    access: known([], NOW),
    devices: known([], NOW),
    methodDevices: known([{ methodId: 'push' }], NOW),
    ...changes,
  };
}
