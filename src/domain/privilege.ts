import type { Fact } from './fact';
import type { PersonFacts } from './facts';

/**
 * How dangerous a pass for this person is (design.md section 4, knowledge.md F-2, F-19, R-00d, R-70).
 * Keysmith computes it from fresh facts at request, at decision and at opening; what cannot be read makes it stricter.
 */
export type RiskLevel = 'standard' | 'elevated' | 'security' | 'privileged' | 'never';

const ORDER: readonly RiskLevel[] = ['standard', 'elevated', 'security', 'privileged', 'never'];

/** One input and what it says of the account: "holds the role …". */
export interface RiskInput {
  readonly level: RiskLevel;
  readonly what: string;
}

export interface RiskAssessment {
  readonly level: RiskLevel;
  readonly inputs: readonly RiskInput[];
  /** A role or group fact could not be read: that refuses, whatever the level. */
  readonly unread: readonly string[];
}

export interface RiskRules {
  readonly emergencyAccessIds: readonly string[];
  /** The groups that Keysmith itself trusts: whoever is in one can approve, so they count as privileged. */
  readonly trustedGroupIds: readonly string[];
}

export function assessRisk(target: PersonFacts, rules: RiskRules): RiskAssessment {
  const inputs: RiskInput[] = [];
  if (rules.emergencyAccessIds.includes(target.id))
    inputs.push({ level: 'never', what: 'is an emergency access account' });
  inputs.push(...roleInputs(target), ...groupInputs(target, rules), ...riskInputs(target));
  const unreadFacts = [
    target.activeRoles,
    target.eligibleRoles,
    target.groups,
    target.ownedGroups,
    target.restrictedUnits,
  ].flatMap((fact) => (fact.known ? [] : [fact.gap.what]));
  return { level: highest(inputs), inputs, unread: unreadFacts };
}

export function higherRisk(a: RiskLevel, b: RiskLevel): boolean {
  return ORDER.indexOf(a) > ORDER.indexOf(b);
}

function roleInputs(target: PersonFacts): RiskInput[] {
  return [
    ...each(target.activeRoles, (role) => `holds the role ${role}`),
    ...each(target.eligibleRoles, (role) => `can activate the role ${role}`),
    ...each(target.restrictedUnits, (unit) => `is in the restricted management unit ${unit}`),
  ].map((what) => ({ level: 'privileged', what }));
}

function groupInputs(target: PersonFacts, rules: RiskRules): RiskInput[] {
  const inputs: RiskInput[] = [];
  for (const group of target.groups.known ? target.groups.value : []) {
    if (group.isAssignableToRole)
      inputs.push({ level: 'privileged', what: `is in the role-assignable group ${group.displayName}` });
    else if (rules.trustedGroupIds.includes(group.id))
      inputs.push({ level: 'privileged', what: `is in ${group.displayName}, which Keysmith trusts` });
  }
  for (const group of target.ownedGroups.known ? target.ownedGroups.value : []) {
    if (group.isAssignableToRole)
      inputs.push({ level: 'privileged', what: `owns the role-assignable group ${group.displayName}` });
    else if (rules.trustedGroupIds.includes(group.id))
      inputs.push({ level: 'privileged', what: `owns ${group.displayName}, which Keysmith trusts` });
  }
  return inputs;
}

function riskInputs(target: PersonFacts): RiskInput[] {
  if (!target.riskState.known) {
    // A tenant without Identity Protection has no risk to read; every other gap is a gap.
    return target.riskState.gap.reason === 'licence'
      ? []
      : [{ level: 'elevated', what: 'has a sign-in risk that could not be read' }];
  }
  if (target.riskState.value === 'none') return [];
  return [{ level: 'security', what: 'is reported as at risk by Microsoft Entra' }];
}

function each<T>(fact: Fact<readonly T[]>, words: (value: T) => string): string[] {
  return fact.known ? fact.value.map(words) : [];
}

function highest(inputs: readonly RiskInput[]): RiskLevel {
  return inputs.reduce<RiskLevel>((level, input) => (higherRisk(input.level, level) ? input.level : level), 'standard');
}
