import type { AccessRule, AccessUsers, Strength } from '../../../src/domain/access';
import type { Device } from '../../../src/domain/devices';
import { known } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { Method } from '../../../src/domain/methods';
import type { AuthenticatorPolicy, KeyRestrictions, MethodsPolicy, PasskeyPolicy } from '../../../src/domain/policies';
import { NOW, passkeyPolicy, profile } from './facts';

export type Changes = Partial<PersonFacts>;

export const HELLO = [
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
] as const;

export const policy = (changes: Partial<PasskeyPolicy>): Changes => ({
  passkeyPolicy: known(passkeyPolicy(changes), NOW),
});
export const profiled = (changes: Parameters<typeof profile>[0]): Changes => policy({ profiles: [profile(changes)] });
export const list = (
  type: KeyRestrictions['type'],
  ...aaguids: readonly string[]
): { keyRestrictions: KeyRestrictions } => ({
  keyRestrictions: { enforced: true, type, aaguids },
});
export const windowsAllowed: Changes = profiled({ name: 'Windows', ...list('allow', ...HELLO) });
export const methods = (...all: readonly Method[]): Changes => ({ methods: known(all, NOW) });
export const app = (changes: Partial<AuthenticatorPolicy>): Changes => ({
  authenticatorPolicy: known(
    { enabled: true, include: [{ target: { to: 'all' }, mode: 'any' }], exclude: [], ...changes },
    NOW,
  ),
});
export const campaign = (changes: Partial<MethodsPolicy>): Changes => ({
  methodsPolicy: known(
    { migration: 'complete', campaign: { state: 'off', include: [], exclude: [] }, ...changes },
    NOW,
  ),
});

export const pc = (changes: Partial<Device> = {}): Device => ({
  id: 'pc',
  name: 'LH-PRIYA',
  system: 'Windows',
  trust: 'joined',
  enabled: true,
  ...changes,
});
export const hello: Method = { kind: 'windows-hello', id: 'hello', name: 'LH-PRIYA' };
export const on = (...devices: readonly Device[]): Changes => ({ devices: known(devices, NOW) });
export const helloOn = (device?: Device): Changes => ({
  methods: known([hello], NOW),
  methodDevices: known([{ methodId: 'hello', ...(device === undefined ? {} : { device }) }], NOW),
  devices: known(device === undefined ? [] : [device], NOW),
});

const nobody: AccessUsers = { all: false, users: [], groups: [], roles: [], guests: false };
export const everybody: AccessUsers = { ...nobody, all: true };
export const users = (changes: Partial<AccessUsers>): AccessUsers => ({ ...nobody, ...changes });
export const strength = (...combinations: readonly string[]): Strength => ({
  name: 'Phishing-resistant MFA',
  combinations,
});
export const resistant = strength('windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor');

/** For everybody, all apps, the phishing-resistant strength. */
export const access = (changes: Partial<AccessRule> = {}): AccessRule => ({
  id: 'ca1',
  name: 'CA1 All apps',
  state: 'enabled',
  users: { include: everybody, exclude: nobody },
  apps: ['All'],
  excludedApps: [],
  appFilter: false,
  userActions: [],
  platforms: [],
  excludedPlatforms: [],
  narrowedBy: [],
  grant: { operator: 'OR', controls: [], strength: resistant },
  ...changes,
});
export const registering = (changes: Partial<AccessRule> = {}): AccessRule =>
  access({ name: 'CA3 Registering', apps: [], userActions: ['urn:user:registersecurityinfo'], ...changes });
export const guarded = (...rules: readonly AccessRule[]): Changes => ({ access: known(rules, NOW) });
