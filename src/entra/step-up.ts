import { type Outcome, done } from '../domain/refusal';
import type { AccessReads } from './access-reads';
import { deadlineIn } from './deadline';
import { outcomeOf } from './failure';
import { isObjectId, path, withQuery } from './paths';
import type { Reader } from './reader';
import type { AccessPolicy } from './wire-access';
import { standing as standingShape } from './wire-roles';

/** What Conditional Access makes of an authentication context (STEP_UP_AUTH_CONTEXT). */
export interface StepUpProtection {
  /** An enabled policy demands a phishing-resistant sign-in for it, from everybody who may decide, always. */
  readonly protected: boolean;
  readonly policies: readonly { readonly id: string; readonly name: string; readonly protects: boolean }[];
  /** Why a policy does not count, and who is exempt from one that does: sentences for the doctor. */
  readonly findings: readonly string[];
}

export interface StepUpReader {
  /**
   * From policies that are kept for five minutes, failures for ten seconds (access-reads).
   * @param deciders groups whose members decide; a policy for just these groups is enough
   */
  protection(authContext: string, deciders: readonly string[]): Promise<Outcome<StepUpProtection>>;
  /** Whether a policy that protects it applies to this person too: nobody whom it exempts is protected by it. */
  reaches(authContext: string, deciders: readonly string[], personId: string): Promise<Outcome<boolean>>;
}

/** Somebody as Conditional Access sees them. Ids in lower case. */
interface Standing {
  readonly id: string;
  /** Groups and, by template id, active roles; transitive. */
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/** The built-in "Phishing-resistant MFA" strength, and what it is made of. */
const PHISHING_RESISTANT = '00000000-0000-0000-0000-000000000004';
const resistantMethods = new Set(['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']);

export function openStepUpReader(access: Pick<AccessReads, 'all'>, reader: Reader, readMs: number): StepUpReader {
  return {
    async reaches(authContext, deciders, personId) {
      const all = await access.all();
      if (!all.ok) return all;
      const { policies } = judgeProtection(all.value, authContext, deciders);
      const protecting = new Set(policies.filter(({ protects }) => protects).map(({ id }) => id));
      if (protecting.size === 0) return done(false);
      const standing = await standingOf(reader, personId, readMs);
      if (!standing.ok) return standing;
      const reaching = all.value.some(
        ({ id, conditions }) => protecting.has(id) && appliesTo(conditions.users, standing.value),
      );
      return done(reaching);
    },

    async protection(authContext, deciders) {
      const all = await access.all();
      return all.ok ? { ok: true, value: judgeProtection(all.value, authContext, deciders) } : all;
    },
  };
}

export function judgeProtection(
  all: readonly AccessPolicy[],
  authContext: string,
  deciders: readonly string[],
): StepUpProtection {
  const about = all.filter((policy) =>
    (policy.conditions.applications?.includeAuthenticationContextClassReferences ?? []).some(
      (context) => context.toLowerCase() === authContext.toLowerCase(),
    ),
  );
  const judged = about.map((policy) => ({
    policy,
    name: policy.displayName ?? policy.id,
    doubts: doubtsAbout(policy, deciders),
  }));
  const findings = judged.flatMap(({ policy, name, doubts }) => [
    ...doubts.map((doubt) => `"${name}" ${doubt}`),
    ...(doubts.length === 0 ? exemptions(policy).map((who) => `"${name}" exempts ${who}`) : []),
  ]);
  return {
    protected: judged.some(({ doubts }) => doubts.length === 0),
    policies: judged.map(({ policy, name, doubts }) => ({ id: policy.id, name, protects: doubts.length === 0 })),
    findings: about.length === 0 ? [`No policy targets the authentication context ${authContext}`] : findings,
  };
}

/** Everything that keeps a policy from demanding a phishing-resistant sign-in every time, from all deciders. */
function doubtsAbout(policy: AccessPolicy, deciders: readonly string[]): string[] {
  const { conditions, grantControls: grant } = policy;
  const doubts: string[] = [];
  if (policy.state !== 'enabled') doubts.push('is not switched on');
  if (!isResistant(grant?.authenticationStrength)) doubts.push('does not demand a phishing-resistant strength');
  else if (grant?.operator?.toUpperCase() !== 'AND' && hasAlternative(grant)) {
    doubts.push('accepts another control instead of the strength');
  }
  if (!reachesAll(conditions.users, deciders)) doubts.push('does not apply to everybody who decides');
  return [...doubts, ...narrowing(conditions).map((what) => `applies only to some sign-ins (${what})`)];
}

function isResistant(
  strength: { readonly id?: string | undefined; readonly allowedCombinations: readonly string[] } | undefined,
): boolean {
  if (strength === undefined) return false;
  if (strength.id === PHISHING_RESISTANT) return true;
  return (
    strength.allowedCombinations.length > 0 &&
    strength.allowedCombinations.every((method) => resistantMethods.has(method))
  );
}

function hasAlternative(grant: NonNullable<AccessPolicy['grantControls']> | undefined): boolean {
  return [grant?.builtInControls, grant?.customAuthenticationFactors, grant?.termsOfUse].some(
    (controls) => (controls ?? []).length > 0,
  );
}

function reachesAll(users: AccessPolicy['conditions']['users'], deciders: readonly string[]): boolean {
  if (users === undefined) return false;
  const lower = (list: readonly string[]) => new Set(list.map((id) => id.toLowerCase()));
  const [includedUsers, includedGroups, excludedGroups] = [
    lower(users.includeUsers),
    lower(users.includeGroups),
    lower(users.excludeGroups),
  ];
  const groups = deciders.map((id) => id.toLowerCase());
  if (includedUsers.size === 0 && includedGroups.size === 0) return false;
  if (users.excludeUsers.some((id) => id.toLowerCase() === 'all')) return false;
  if (groups.some((id) => excludedGroups.has(id))) return false;
  return includedUsers.has('all') || (groups.length > 0 && groups.every((id) => includedGroups.has(id)));
}

/** Included by id, group or role, and by none of them excluded: an exclusion wins. */
export function appliesTo(users: AccessPolicy['conditions']['users'], { id, groups, roles }: Standing): boolean {
  if (users === undefined) return false;
  const has = (list: readonly string[], among: ReadonlySet<string>) => list.some((one) => among.has(one.toLowerCase()));
  const self = new Set([id.toLowerCase(), 'all']);
  if (has(users.excludeUsers, self) || has(users.excludeGroups, groups) || has(users.excludeRoles, roles)) return false;
  return has(users.includeUsers, self) || has(users.includeGroups, groups) || has(users.includeRoles, roles);
}

async function standingOf(reader: Reader, personId: string, readMs: number): Promise<Outcome<Standing>> {
  const target = withQuery(path`/users/${isObjectId(personId) ? personId : ''}/transitiveMemberOf`, {
    $select: 'id,roleTemplateId',
    $top: '999',
  });
  const read = await reader.list({ operation: 'memberships', path: target }, standingShape, deadlineIn(readMs));
  if (!read.ok) return outcomeOf<never>(read);
  const of = (kind: 'group' | 'role') => new Set(read.value.flatMap((one) => (one?.kind === kind ? [one.id] : [])));
  return done({ id: personId, groups: of('group'), roles: of('role') });
}

function narrowing(conditions: AccessPolicy['conditions']): string[] {
  const { platforms, locations, devices, clientAppTypes } = conditions;
  const all = (list: readonly string[]) => list.some((one) => one.toLowerCase() === 'all');
  return [
    ...(conditions.signInRiskLevels.length > 0 || conditions.userRiskLevels.length > 0 ? ['risk'] : []),
    ...(platforms !== undefined && (!all(platforms.includePlatforms) || platforms.excludePlatforms.length > 0)
      ? ['platform']
      : []),
    ...(locations !== undefined && (!all(locations.includeLocations) || locations.excludeLocations.length > 0)
      ? ['location']
      : []),
    ...(devices?.deviceFilter === true ? ['device'] : []),
    ...(clientAppTypes.length > 0 && !all(clientAppTypes) && !clientAppTypes.includes('browser') ? ['client app'] : []),
    ...(conditions.authenticationFlows ? ['authentication flow'] : []),
  ];
}

function exemptions({ conditions: { users } }: AccessPolicy): string[] {
  if (users === undefined) return [];
  const count = (list: readonly string[], one: string, many: string) =>
    list.length === 0 ? [] : [`${String(list.length)} ${list.length === 1 ? one : many}`];
  return [
    ...count(users.excludeUsers, 'account', 'accounts'),
    ...count(users.excludeGroups, 'group', 'groups'),
    ...count(users.excludeRoles, 'role', 'roles'),
    ...(users.excludeGuestsOrExternalUsers ? ['guests or external users'] : []),
  ];
}
