import type { AccountChange, OwnAct } from './account-change';
import { DAY, HOUR, MINUTE, type Instant } from './clock';
import type { Fact, Gap } from './fact';
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
  /** It stands for something that could not be read just now, and may be readable in a minute. */
  readonly passing?: true;
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

/** What the pass would be like, and what this request has already done to the account. */
export interface Circumstances {
  readonly usableOnce: boolean;
  readonly recipientAs: 'self' | 'manager';
  readonly own: readonly OwnAct[];
}

export const MANAGER_CHANGE_COUNTS_FOR = 14 * DAY;
const REMOVAL_COUNTS_FOR = 24 * HOUR;
/** Our clock and Entra's may differ by this much, and the log's moment is that of the effect. */
const CLOCKS = 5 * MINUTE;

export function assessRisk(target: PersonFacts, rules: RiskRules, about?: Circumstances): RiskAssessment {
  const inputs: RiskInput[] = [];
  if (rules.emergencyAccessIds.includes(target.id))
    inputs.push({ level: 'never', what: 'is an emergency access account' });
  inputs.push(...roleInputs(target), ...groupInputs(target, rules), ...riskInputs(target));
  inputs.push(...passInputs(about), ...changeInputs(target.changes, about?.own ?? []));
  const unreadFacts = [
    target.activeRoles,
    target.eligibleRoles,
    target.groups,
    target.ownedGroups,
    target.eligibleGroups,
    target.restrictedUnits,
  ].flatMap((fact) => (fact.known ? [] : [fact.gap.what]));
  return { level: highest(inputs), inputs, unread: unreadFacts };
}

export function higherRisk(a: RiskLevel, b: RiskLevel): boolean {
  return ORDER.indexOf(a) > ORDER.indexOf(b);
}

/** Whether those who saw `then` did not know how dangerous it is now. `passing`: only for what may be readable in a minute. */
export function riskRose(now: RiskAssessment, then: RiskAssessment): false | 'really' | 'passing' {
  if (!isAbove(now, then)) return false;
  const inputs = now.inputs.filter((input) => input.passing !== true);
  return isAbove({ level: highest(inputs), inputs }, then) ? 'really' : 'passing';
}

/** Risk that falls while somebody decides makes nothing easier: what was asked for at first still has to be given. */
export function strictest(now: RiskAssessment, then: RiskAssessment): RiskAssessment {
  const known = new Set(now.inputs.map(({ what }) => what));
  const inputs = [...now.inputs, ...then.inputs.filter(({ what }) => !known.has(what))];
  return { level: higherRisk(then.level, now.level) ? then.level : now.level, inputs, unread: now.unread };
}

export function isAtRisk({ inputs }: Pick<RiskAssessment, 'inputs'>): boolean {
  return inputs.some(({ level }) => level === 'security');
}

function isAbove(now: Pick<RiskAssessment, 'level' | 'inputs'>, then: RiskAssessment): boolean {
  return higherRisk(now.level, then.level) || (!isAtRisk(then) && (isAtRisk(now) || (isDark(now) && !isDark(then))));
}

/** Whoever decided when it could be read saw that the account was not at risk; now it may be. */
function isDark({ inputs }: Pick<RiskAssessment, 'inputs'>): boolean {
  return inputs.some(({ what }) => what === UNREAD_RISK);
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
  // A group is put under PIM because it opens something: all of them count, whatever else they are.
  for (const { name, as } of target.eligibleGroups.known ? target.eligibleGroups.value : [])
    inputs.push({
      level: 'privileged',
      what: `can become ${as === 'owner' ? 'an owner' : 'a member'} of ${name} (PIM)`,
    });
  return inputs;
}

const UNREAD_RISK = 'has a sign-in risk that could not be read';

function riskInputs(target: PersonFacts): RiskInput[] {
  if (!target.riskState.known) {
    // A tenant without Identity Protection has no risk to read; every other gap is a gap.
    return target.riskState.gap.reason === 'licence' ? [] : [unreadInput(target.riskState.gap, UNREAD_RISK)];
  }
  if (target.riskState.value === 'none') return [];
  return [{ level: 'security', what: 'is reported as at risk by Microsoft Entra' }];
}

function passInputs(about: Circumstances | undefined): RiskInput[] {
  if (about === undefined) return [];
  return [
    ...(about.usableOnce ? [] : ['would get a pass that works more than once']),
    ...(about.recipientAs === 'manager' ? ['would get its pass through the manager'] : []),
  ].map((what) => ({ level: 'elevated', what }));
}

function changeInputs(changes: Fact<readonly AccountChange[]>, own: readonly OwnAct[]): RiskInput[] {
  if (!changes.known) return [unreadInput(changes.gap, 'has a recent history that could not be read')];
  const since = (ms: number, what: AccountChange['what']) =>
    changes.value.some((one) => one.what === what && one.at > changes.readAt - ms && !isOurs(one, own));
  return [
    ...(since(MANAGER_CHANGE_COUNTS_FOR, 'manager-changed') ? ['got another manager in the last 14 days'] : []),
    ...(since(REMOVAL_COUNTS_FOR, 'method-removed') ? ['lost a sign-in method in the last 24 hours'] : []),
    ...(since(REMOVAL_COUNTS_FOR, 'sessions-revoked') ? ['had its sessions ended in the last 24 hours'] : []),
  ].map((what) => ({ level: 'elevated', what }));
}

function isOurs(change: AccountChange, own: readonly OwnAct[]): boolean {
  return change.byApp && own.some((act) => act.what === change.what && near(act.at, change.at));
}

function near(a: Instant, b: Instant): boolean {
  return Math.abs(a - b) <= CLOCKS;
}

function unreadInput({ reason }: Gap, what: string): RiskInput {
  return { level: 'elevated', what, ...(reason === 'unavailable' ? { passing: true } : {}) };
}

function each<T>(fact: Fact<readonly T[]>, words: (value: T) => string): string[] {
  return fact.known ? fact.value.map(words) : [];
}

function highest(inputs: readonly RiskInput[]): RiskLevel {
  return inputs.reduce<RiskLevel>((level, input) => (higherRisk(input.level, level) ? input.level : level), 'standard');
}
