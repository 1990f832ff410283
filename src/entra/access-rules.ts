import type { AccessGrant, AccessRule, AccessUsers, Strength } from '../domain/access';
import type { AccessPolicy } from './wire-access';

type Conditions = AccessPolicy['conditions'];

const STATE: Readonly<Record<string, AccessRule['state']>> = {
  enabled: 'enabled',
  enabledForReportingButNotEnforced: 'reportOnly',
  disabled: 'off',
};

/** A policy as the rules read it. A state newer than this code counts as enabled: nothing is made easier by it. */
export function accessRule({ id, displayName, state, conditions, grantControls }: AccessPolicy): AccessRule {
  const { applications: apps, platforms } = conditions;
  return {
    id,
    name: displayName ?? id,
    state: STATE[state] ?? 'enabled',
    users: usersOf(conditions),
    apps: apps?.includeApplications ?? [],
    excludedApps: apps?.excludeApplications ?? [],
    appFilter: apps?.applicationFilter ?? false,
    userActions: apps?.includeUserActions ?? [],
    platforms: platforms?.includePlatforms ?? [],
    excludedPlatforms: platforms?.excludePlatforms ?? [],
    narrowedBy: narrowing(conditions),
    ...(grantControls === undefined ? {} : { grant: grantOf(grantControls) }),
  };
}

function usersOf({ users }: Conditions): AccessRule['users'] {
  const all = (ids: readonly string[] = []): boolean => ids.some((id) => id.toLowerCase() === 'all');
  const guests = (ids: readonly string[] = []): boolean => ids.includes('GuestsOrExternalUsers');
  const include: AccessUsers = {
    all: all(users?.includeUsers),
    users: users?.includeUsers ?? [],
    groups: users?.includeGroups ?? [],
    roles: users?.includeRoles ?? [],
    guests: users?.includeGuestsOrExternalUsers === true || guests(users?.includeUsers),
  };
  const exclude: AccessUsers = {
    all: all(users?.excludeUsers),
    users: users?.excludeUsers ?? [],
    groups: users?.excludeGroups ?? [],
    roles: users?.excludeRoles ?? [],
    guests: users?.excludeGuestsOrExternalUsers === true || guests(users?.excludeUsers),
  };
  return { include, exclude };
}

function grantOf(grant: NonNullable<AccessPolicy['grantControls']>): AccessGrant {
  const strength = grant.authenticationStrength;
  return {
    operator: grant.operator?.toUpperCase() === 'OR' ? 'OR' : 'AND',
    controls: [...grant.builtInControls, ...grant.customAuthenticationFactors, ...grant.termsOfUse.map(() => 'terms')],
    ...(strength === undefined ? {} : { strength: strengthOf(strength) }),
  };
}

function strengthOf(
  strength: NonNullable<NonNullable<AccessPolicy['grantControls']>['authenticationStrength']>,
): Strength {
  const lists = (strength.combinationConfigurations ?? []).flatMap(
    ({ allowedAAGUIDs: models, appliesToCombinations }) =>
      models === undefined || !appliesToCombinations.includes('fido2') ? [] : [models],
  );
  return {
    name: strength.displayName ?? strength.id ?? 'an authentication strength',
    combinations: strength.allowedCombinations,
    ...(lists.length === 0 ? {} : { passkeyModels: lists.flat() }),
  };
}

function narrowing(conditions: Conditions): readonly string[] {
  const { locations, devices, clientAppTypes } = conditions;
  const all = (list: readonly string[]): boolean => list.some((one) => one.toLowerCase() === 'all');
  const everywhere =
    locations === undefined || (all(locations.includeLocations) && locations.excludeLocations.length === 0);
  return [
    ...(everywhere ? [] : ['location']),
    ...(conditions.signInRiskLevels.length > 0 || conditions.userRiskLevels.length > 0 ? ['risk'] : []),
    ...(devices?.deviceFilter === true ? ['device'] : []),
    ...(clientAppTypes.length > 0 && !all(clientAppTypes) && !clientAppTypes.includes('browser') ? ['client app'] : []),
    ...(conditions.authenticationFlows ? ['authentication flow'] : []),
  ];
}
