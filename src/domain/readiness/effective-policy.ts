import { type Fact, type Gap, known } from '../fact';
import type { PersonFacts } from '../facts';
import { type AuthenticatorPlatform, AUTHENTICATOR_AAGUID, type PasskeyType, sameAaguid } from '../methods';
import type { Group } from '../person';
import type { PasskeyPolicy, PasskeyProfile, PasskeyTarget, Target } from '../policies';

/** Whom a policy takes in, for one person. Exclusion always wins (knowledge.md C.0 step 1, PKF). */
export interface Scope<T> {
  readonly excludedBy: readonly Target[];
  readonly matched: readonly T[];
  /** The groups could not be read, and a group target might exclude, or include, the person. */
  readonly exclusionUnread?: Gap;
  readonly inclusionUnread?: Gap;
}

export interface EffectivePolicy extends Scope<PasskeyTarget> {
  readonly policy: PasskeyPolicy;
  /** The union over all matching targets; any one profile that is satisfied whole is enough (PKF). */
  readonly profiles: readonly PasskeyProfile[];
}

export function scopeOf<T>(
  person: { readonly id: string; readonly groups: Fact<readonly Group[]> },
  include: readonly T[],
  exclude: readonly Target[],
  targetOf: (item: T) => Target,
): Scope<T> {
  const excludedBy = exclude.filter((target) => hits(target, person) === true);
  const matched = include.filter((item) => hits(targetOf(item), person) === true);
  const gap = person.groups.known ? undefined : person.groups.gap;
  const undecided = (targets: readonly Target[]): boolean =>
    targets.some((target) => hits(target, person) === undefined);
  return {
    excludedBy,
    matched,
    ...(gap !== undefined && undecided(exclude) ? { exclusionUnread: gap } : {}),
    ...(gap !== undefined && undecided(include.map(targetOf)) ? { inclusionUnread: gap } : {}),
  };
}

export function effectivePolicy(facts: PersonFacts): Fact<EffectivePolicy> {
  if (!facts.passkeyPolicy.known) return facts.passkeyPolicy;
  const policy = facts.passkeyPolicy.value;
  const scope = scopeOf(facts, policy.include, policy.exclude, ({ target }) => target);
  const allowed = new Set(scope.matched.flatMap((target) => target.allowedProfiles));
  // Older settings are one for the whole tenant: every matching target has them.
  const applies = (profile: PasskeyProfile): boolean =>
    policy.mode === 'older' ? scope.matched.length > 0 : allowed.has(profile.id);
  return known({ ...scope, policy, profiles: policy.profiles.filter(applies) }, facts.passkeyPolicy.readAt);
}

/** Undefined: a group target, and the groups are not known. */
function hits(
  target: Target,
  person: { readonly id: string; readonly groups: Fact<readonly Group[]> },
): boolean | undefined {
  switch (target.to) {
    case 'all':
      return true;
    case 'user':
      return sameId(target.id, person.id);
    case 'group':
      return person.groups.known ? person.groups.value.some((group) => sameId(group.id, target.id)) : undefined;
  }
}

/** The phone's passkey as the policy sees it: always bound to the device, attestable only when made in the app (EAP). */
export function candidates(platform: AuthenticatorPlatform | undefined): readonly AuthenticatorPlatform[] {
  return platform === undefined ? ['ios', 'android'] : [platform];
}

export function allowsType(profile: PasskeyProfile, type: PasskeyType): boolean {
  return profile.passkeyTypes.includes(type);
}

/** An allow list that is enforced and empty allows nothing (knowledge.md C.0 step 3). */
export function allowsModel(profile: PasskeyProfile, aaguid: string): boolean {
  const { enforced, type, aaguids } = profile.keyRestrictions;
  if (!enforced) return true;
  return aaguids.some((listed) => sameAaguid(listed, aaguid)) === (type === 'allow');
}

/** The profiles under which this phone's Authenticator passkey is acceptable, attestation aside. */
export function acceptingProfiles(
  effective: EffectivePolicy,
  platform: AuthenticatorPlatform,
): readonly PasskeyProfile[] {
  return effective.profiles.filter(
    (profile) => allowsType(profile, 'deviceBound') && allowsModel(profile, AUTHENTICATOR_AAGUID[platform]),
  );
}

/** Still usable at sign-in, or nobody can say that it is not: scope, type and model are checked again, attestation is not (C.0 step 4, PKF). */
export function usableAtSignIn(effective: EffectivePolicy, aaguid: string, type: PasskeyType | undefined): boolean {
  return effective.profiles.some(
    (profile) =>
      (type === undefined || profile.typesUnread === true || allowsType(profile, type)) && allowsModel(profile, aaguid),
  );
}

export function targetName(target: Target, groups: Fact<readonly Group[]>): string {
  switch (target.to) {
    case 'all':
      return 'all users';
    case 'user':
      return 'this account by itself';
    case 'group': {
      const group = groups.known ? groups.value.find(({ id }) => sameId(id, target.id)) : undefined;
      return `the group "${group?.displayName ?? target.name ?? target.id}"`;
    }
  }
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
