import type { PersonFacts } from './facts';

/** One Conditional Access policy. Lists hold ids; roles are role template ids. */
export interface AccessRule {
  readonly id: string;
  readonly name: string;
  readonly state: 'enabled' | 'reportOnly' | 'off';
  readonly users: { readonly include: AccessUsers; readonly exclude: AccessUsers };
  /** "All", "None", "Office365", or app ids. */
  readonly apps: readonly string[];
  readonly excludedApps: readonly string[];
  /** Apps are chosen by a filter over custom attributes instead, or as well. */
  readonly appFilter: boolean;
  readonly userActions: readonly string[];
  /** "all", "android", "iOS", "windows" …; empty: every platform. */
  readonly platforms: readonly string[];
  readonly excludedPlatforms: readonly string[];
  /** Other conditions that narrow it: location, risk, device, client, flow. */
  readonly narrowedBy: readonly string[];
  /** Undefined: it only sets session controls. */
  readonly grant?: AccessGrant;
}

export interface AccessUsers {
  readonly all: boolean;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly guests: boolean;
}

export interface AccessGrant {
  /** Undefined: a word newer than this code. */
  readonly operator: 'AND' | 'OR';
  /** As Graph names them: mfa, block, compliantDevice, domainJoinedDevice, approvedApplication, compliantApplication. */
  readonly controls: readonly string[];
  readonly strength?: Strength;
}

/** An authentication strength; `passkeyModels`: the only passkeys it takes, when it says so. */
export interface Strength {
  readonly name: string;
  readonly combinations: readonly string[];
  readonly passkeyModels?: readonly string[];
}

/** `maybe`: it depends on something that could not be read, or that Keysmith does not know (a role, a kind of guest). */
export type Reach = 'yes' | 'no' | 'maybe';

/** Whether a policy is about this person at all. As everywhere, an exclusion wins over an inclusion. */
export function reaches(rule: AccessRule, facts: PersonFacts): Reach {
  const excluded = hits(rule.users.exclude, facts);
  if (excluded === 'yes') return 'no';
  const included = hits(rule.users.include, facts);
  if (included === 'no') return 'no';
  return included === 'yes' && excluded === 'no' ? 'yes' : 'maybe';
}

function hits(users: AccessUsers, facts: PersonFacts): Reach {
  const has = (ids: readonly string[], id: string): boolean =>
    ids.some((one) => one.toLowerCase() === id.toLowerCase());
  if (users.all || has(users.users, facts.id)) return 'yes';
  const { groups, activeRoles, person } = facts;
  if (groups.known && groups.value.some(({ id }) => has(users.groups, id))) return 'yes';
  const unsure = [
    users.groups.length > 0 && !groups.known,
    // Facts hold the names of roles, policies their ids: only somebody without any role is certainly not meant.
    users.roles.length > 0 && !(activeRoles.known && activeRoles.value.length === 0),
    users.guests && !(person.known && person.value.guest === 'no'),
  ];
  return unsure.some((one) => one) ? 'maybe' : 'no';
}

/** Policies that demand something of this person, on this platform. Report-only ones demand nothing. */
export function onPlatform(rule: AccessRule, platform: string): boolean {
  const named = (list: readonly string[]): boolean =>
    list.some((one) => one.toLowerCase() === 'all' || one.toLowerCase() === platform.toLowerCase());
  return (rule.platforms.length === 0 || named(rule.platforms)) && !named(rule.excludedPlatforms);
}

export function aboutAllApps(rule: AccessRule): boolean {
  return !rule.appFilter && rule.apps.some((app) => app.toLowerCase() === 'all');
}

export const REGISTER_ACTION = 'urn:user:registersecurityinfo';

export function aboutRegistering(rule: AccessRule): boolean {
  return rule.userActions.some((action) => action.toLowerCase() === REGISTER_ACTION);
}

const CONTROLS: ReadonlySet<string> = new Set([
  ...['block', 'mfa', 'compliantDevice', 'domainJoinedDevice', 'approvedApplication', 'compliantApplication'],
  ...['passwordChange', 'terms'],
]);

/** A control that cannot be got round and is newer than this code. Those of other makers have names like RequireDuoMfa. */
export function demandsSomethingNew({ grant }: AccessRule): boolean {
  if (grant === undefined) return false;
  const { controls, operator, strength } = grant;
  const unheard = controls.filter((one) => /^[a-z]+([A-Z][a-z]*)*$/.test(one) && !CONTROLS.has(one));
  const known = controls.length - unheard.length + (strength === undefined ? 0 : 1);
  return unheard.length > 0 && (operator === 'AND' || known === 0);
}
