import {
  aaGuids,
  type AuthenticatorPolicy,
  type PasskeyPolicy,
  type PasskeyProfile,
  type PolicyTarget,
} from './policies';
import type { Method, PassSession, Person } from './state';

/** Why Entra refuses a registration or a sign-in; the story pages turn these into what a phone would say. */
export type Obstacle =
  | 'no-such-person'
  | 'disabled'
  | 'guest'
  | 'method-off'
  | 'excluded'
  | 'not-targeted'
  | 'no-profile'
  | 'self-service-off'
  | 'type-not-allowed'
  | 'attestation-needs-the-app'
  | 'model-not-allowed'
  | 'too-many-passkeys'
  | 'app-off'
  | 'app-mode'
  | 'no-app'
  | 'no-computer'
  | 'no-strong-sign-in';

export interface Candidate {
  readonly aaGuid: string;
  readonly passkeyType: 'deviceBound' | 'synced';
  /** Can prove its model in the way it is being registered (knowledge.md C.0, step 3). */
  readonly attestable: boolean;
}

export const isTargeted = (
  targets: readonly PolicyTarget[],
  personId: string,
  groupIds: ReadonlySet<string>,
): boolean => targets.some(({ id }) => id === 'all_users' || id === personId || groupIds.has(id));

/** knowledge.md C.0, steps 1 to 3 and 5: exclusion wins, then any one wholly satisfied profile will do. */
export function policyObstacle(
  policy: PasskeyPolicy,
  personId: string,
  groupIds: ReadonlySet<string>,
  candidate: Candidate,
): Obstacle | undefined {
  if (policy.state !== 'enabled') return 'method-off';
  if (isTargeted(policy.excludeTargets, personId, groupIds)) return 'excluded';
  const matching = policy.includeTargets.filter((entry) => isTargeted([entry], personId, groupIds));
  if (matching.length === 0) return 'not-targeted';
  if (!policy.isSelfServiceRegistrationAllowed) return 'self-service-off';
  const allowed = new Set(matching.flatMap((entry) => entry.allowedPasskeyProfiles ?? []));
  const profiles =
    policy.passkeyProfiles.length > 0
      ? policy.passkeyProfiles.filter((profile) => allowed.has(profile.id))
      : [olderSettings(policy)];
  if (profiles.length === 0) return 'no-profile';
  const obstacles = profiles.map((profile) => profileObstacle(profile, candidate));
  return obstacles.includes(undefined) ? undefined : obstacles[0];
}

/** knowledge.md: the mode lets the app be used for notifications, for phone sign-in, or for both. */
export function appObstacle(
  policy: AuthenticatorPolicy,
  personId: string,
  groupIds: ReadonlySet<string>,
  use: 'push' | 'deviceBasedPush',
): Obstacle | undefined {
  if (policy.state !== 'enabled') return 'app-off';
  if (isTargeted(policy.excludeTargets, personId, groupIds)) return 'app-off';
  if (!isTargeted(policy.includeTargets, personId, groupIds)) return 'app-off';
  return policy.authenticationMode === 'any' || policy.authenticationMode === use ? undefined : 'app-mode';
}

function olderSettings(policy: PasskeyPolicy): PasskeyProfile {
  return {
    id: 'older',
    name: 'older settings',
    attestationEnforcement: policy.isAttestationEnforced ? 'registrationOnly' : 'disabled',
    passkeyTypes: policy.isAttestationEnforced ? 'deviceBound' : 'deviceBound,synced',
    keyRestrictions: policy.keyRestrictions,
  };
}

function profileObstacle(profile: PasskeyProfile, candidate: Candidate): Obstacle | undefined {
  if (!profile.passkeyTypes.split(',').includes(candidate.passkeyType)) return 'type-not-allowed';
  const { isEnforced, enforcementType, aaGuids: listed } = profile.keyRestrictions;
  const named = isEnforced && enforcementType === 'allow' && listed.includes(candidate.aaGuid);
  if (isWindowsHello(candidate.aaGuid) && !named) return 'model-not-allowed';
  if (isEnforced && listed.includes(candidate.aaGuid) !== (enforcementType === 'allow')) return 'model-not-allowed';
  if (profile.attestationEnforcement === 'registrationOnly' && !candidate.attestable)
    return 'attestation-needs-the-app';
  return undefined;
}

/** Windows Hello has to be allowed by name; not being forbidden is not enough (EPW). */
function isWindowsHello(aaGuid: string): boolean {
  return [aaGuids.windowsHello, aaGuids.windowsHelloVbs, aaGuids.windowsHelloSoftware].some((one) => one === aaGuid);
}

export function accountObstacle(person: Person | undefined): Obstacle | undefined {
  if (!person) return 'no-such-person';
  if (!person.accountEnabled) return 'disabled';
  return person.external ? 'guest' : undefined;
}

/** Guests of either kind cannot have a passkey (knowledge.md B-35). */
export function personObstacle(person: Person | undefined, methods: readonly Method[]): Obstacle | undefined {
  const obstacle = accountObstacle(person);
  if (obstacle !== undefined) return obstacle;
  if (person?.userType === 'Guest') return 'guest';
  if (methods.filter((method) => method.kind === 'passkey').length >= 10) return 'too-many-passkeys';
  return undefined;
}

/** Security info asks for multifactor authentication, or a session opened with a pass (knowledge.md E1, R-28, R-67). */
export function hasStrongSession(methods: readonly Method[], session: PassSession | undefined, now: Date): boolean {
  if (session && now < session.until) return true;
  const usable = methods.filter((method) => method.lost !== true);
  if (usable.some((method) => method.kind === 'passkey' || method.kind === 'windowsHello')) return true;
  if (usable.some((method) => method.kind === 'authenticator' && method.deviceId !== null)) return true;
  const second = usable.some((method) => ['authenticator', 'phone', 'softwareOath'].includes(method.kind));
  return second && usable.some((method) => method.kind === 'password');
}

export const authenticatorModel = {
  ios: 'Microsoft Authenticator (iOS)',
  android: 'Microsoft Authenticator (Android)',
} as const;

export const securityKeys = {
  yubikey: { aaGuid: aaGuids.yubikey, model: 'YubiKey 5 Series with NFC', attestable: true },
  titan: { aaGuid: aaGuids.titan, model: 'Google Titan Security Key v2', attestable: true },
} as const;

/** Passkeys that are on no key and not in Authenticator; neither can prove what it is (knowledge.md C.0). */
export const otherPasskeys = {
  synced: { aaGuid: aaGuids.applePasswords, model: 'iCloud Keychain', name: 'Apple Passwords', passkeyType: 'synced' },
  windows: {
    aaGuid: aaGuids.windowsHello,
    model: 'Windows Hello Hardware Authenticator',
    name: 'Windows PC',
    passkeyType: 'deviceBound',
  },
} as const;
