import { MINUTE, type Clock } from '../../../domain/clock';
import { allGroupsOf, unitsOf } from './membership';
import { roleTemplates, type RoleName } from './roles';
import type {
  AdministrativeUnit,
  AppliedPolicy,
  AuditEntry,
  Device,
  Group,
  GroupEligibility,
  PassSession,
  Method,
  Person,
  Risk,
  RoleAssignment,
  SignInEntry,
} from './state';

export type Licence = 'free' | 'P1' | 'P2';

/** People, groups, units, roles, risk, devices and logs: everything of the tenant but credentials. */
export class Directory {
  readonly people = new Map<string, Person>();
  readonly groups = new Map<string, Group>();
  readonly units = new Map<string, AdministrativeUnit>();
  readonly devices = new Map<string, Device>();
  readonly methods = new Map<string, Method[]>();
  readonly risks = new Map<string, Risk>();
  readonly activeRoles: RoleAssignment[] = [];
  readonly eligibleRoles: RoleAssignment[] = [];
  readonly eligibleGroups: GroupEligibility[] = [];
  readonly audits: AuditEntry[] = [];
  readonly signIns: SignInEntry[] = [];
  /** Person id to installation id of the bot's Teams app. */
  readonly installs = new Map<string, string>();
  protected readonly passSessions = new Map<string, PassSession>();
  licence: Licence = 'P2';
  /** Objects per page where a request names no $top; Graph's own is 100. */
  pageSize = 25;

  constructor(
    readonly clock: Clock,
    protected readonly newId: () => string,
  ) {}

  /** By object id or user principal name, as Graph takes either. */
  find(idOrUpn: string): Person | undefined {
    const wanted = idOrUpn.toLowerCase();
    const person = this.people.get(wanted);
    return person ?? [...this.people.values()].find((other) => other.userPrincipalName.toLowerCase() === wanted);
  }

  person(id: string): Person {
    const person = this.find(id);
    if (!person) throw new Error(`The simulated tenant knows nobody with the id ${id}.`);
    return person;
  }

  group(id: string): Group {
    const group = this.groups.get(id);
    if (!group) throw new Error(`The simulated tenant knows no group with the id ${id}.`);
    return group;
  }

  /** Ids of all groups a person is in, nested ones too. */
  groupIdsOf(personId: string): ReadonlySet<string> {
    return new Set(allGroupsOf(this.groups, personId).map((group) => group.id));
  }

  /** In a restricted management administrative unit, where an app may not write. */
  isRestricted(personId: string): boolean {
    return unitsOf(this.units, personId).some((unit) => unit.restricted);
  }

  /** @param memberId a person or a group */
  addToGroup(memberId: string, groupId: string): void {
    this.group(groupId).members.add(memberId);
    this.audit('Add member to group', memberId, 'user');
  }

  removeFromGroup(memberId: string, groupId: string): void {
    this.group(groupId).members.delete(memberId);
    this.audit('Remove member from group', memberId, 'user');
  }

  setRoleAssignable(groupId: string, isAssignableToRole: boolean): void {
    this.group(groupId).isAssignableToRole = isAssignableToRole;
  }

  setDisabled(personId: string, disabled = true): void {
    this.person(personId).accountEnabled = !disabled;
    this.audit(disabled ? 'Disable account' : 'Enable account', personId, 'user');
  }

  setManager(personId: string, managerId: string | null): void {
    this.person(personId).managerId = managerId;
    this.audit(managerId === null ? 'Remove user manager' : 'Set user manager', personId, 'user');
  }

  rename(personId: string, displayName: string): void {
    this.person(personId).displayName = displayName;
    this.audit('Update user', personId, 'user');
  }

  deletePerson(personId: string): void {
    this.audit('Delete user', personId, 'user');
    for (const group of this.groups.values()) {
      group.members.delete(personId);
      group.owners.delete(personId);
    }
    for (const unit of this.units.values()) unit.members.delete(personId);
    for (const person of this.people.values()) if (person.managerId === personId) person.managerId = null;
    this.removeRoles(personId);
    this.people.delete(personId);
    this.methods.delete(personId);
    this.risks.delete(personId);
    this.passSessions.delete(personId);
  }

  setRisk(personId: string, level: Risk['level'] = 'high', state: Risk['state'] = 'atRisk'): void {
    this.risks.set(this.person(personId).id, { level, state, since: this.clock.now() });
  }

  clearRisk(personId: string): void {
    this.risks.delete(personId);
  }

  setRestricted(personId: string, restricted = true): void {
    const unit = [...this.units.values()].find((candidate) => candidate.restricted);
    if (!unit) throw new Error('The simulated tenant has no restricted management administrative unit.');
    if (restricted) unit.members.add(personId);
    else unit.members.delete(personId);
  }

  /** @param principalId a person or a role-assignable group */
  assignRole(
    principalId: string,
    role: RoleName,
    kind: 'active' | 'eligible' = 'active',
    endsAt: Date | null = null,
  ): void {
    (kind === 'active' ? this.activeRoles : this.eligibleRoles).push({
      id: this.newId(),
      principalId,
      roleDefinitionId: roleTemplates[role],
      directoryScopeId: '/',
      startsAt: this.clock.now(),
      endsAt,
    });
    this.audit(kind === 'active' ? 'Add member to role' : 'Add eligible member to role in PIM', principalId, 'user');
  }

  makeEligibleForGroup(principalId: string, groupId: string, as: GroupEligibility['as'] = 'member'): void {
    this.eligibleGroups.push({ id: this.newId(), principalId, groupId, as, startsAt: this.clock.now() });
    this.audit('Add eligible member to group in PIM', principalId, 'user');
  }

  removeRoles(principalId: string): void {
    for (const list of [this.activeRoles, this.eligibleRoles]) {
      for (let at = list.length - 1; at >= 0; at -= 1) if (list[at]?.principalId === principalId) list.splice(at, 1);
    }
  }

  /** Ends every session, one opened with a pass too. */
  revokeSessions(personId: string, by: AuditEntry['by'] = 'app'): void {
    this.person(personId).sessionsValidFrom = this.clock.now();
    this.passSessions.delete(personId);
    this.audit('Update StsRefreshTokenValidFrom Timestamp', personId, by);
  }

  recordSignIn(
    personId: string,
    appDisplayName: string,
    errorCode = 0,
    failureReason: string | null = null,
    applied: readonly AppliedPolicy[] = [],
  ): void {
    const at = this.clock.now();
    this.signIns.push({ id: this.newId(), at, personId, appDisplayName, errorCode, failureReason, applied });
  }

  /** A sign-in to Teams some minutes ago, so that the log shows it: on a computer of the company, or on anything else. */
  signInOn(personId: string, device: NonNullable<SignInEntry['device']>, minutesAgo = 10): void {
    const at = new Date(this.clock.now().getTime() - minutesAgo * MINUTE);
    const entry = {
      id: this.newId(),
      at,
      personId,
      appDisplayName: 'Microsoft Teams',
      errorCode: 0,
      failureReason: null,
    };
    this.signIns.push({ ...entry, applied: [], device });
  }

  protected audit(activity: string, targetId: string, by: AuditEntry['by'], why?: string): void {
    const targetName =
      this.people.get(targetId)?.userPrincipalName ?? this.groups.get(targetId)?.displayName ?? targetId;
    const entry = { id: this.newId(), at: this.clock.now(), activity, targetId, targetName, by };
    this.audits.push(why === undefined ? entry : { ...entry, why });
  }
}
