import type { Entra, TrustedGroup } from '../entra';
import type { Settings } from '../settings';
import { counted, missing, ok, skipped, warning, type Check, type Finding } from './finding';
import { reasonOf } from './graph';

interface Trusted {
  readonly setting: string;
  readonly id: string | undefined;
  /** Its members decide, so nobody below a privileged role may be able to add any. */
  readonly roleAssignable: boolean;
  readonly why: string;
  /** How many members are needed, and how many are better. */
  readonly least: number;
  readonly better: number;
}

export async function checkGroups(entra: Entra, config: Settings): Promise<readonly Finding[]> {
  const trusted = groupsOf(config);
  const ids = trusted.flatMap(({ id }) => id ?? []);
  const read = await entra.groupsAreRoleAssignable(ids);
  if (!read.ok) {
    const of = { check: 'Groups', why: 'Who may do what is read from them.' };
    return [
      missing(of, `They could not be read: ${reasonOf(read)}`, 'Mend "Graph answers" and the permissions first.'),
    ];
  }
  const found = new Map(read.value.map((group) => [group.id, group]));
  const findings = await Promise.all(trusted.map((one) => checkGroup(entra, config, one, found.get(one.id ?? ''))));
  return findings.flat();
}

/** Nobody decides about what they asked for, so one approver more than the quorum has to be there. */
function groupsOf({ groups, passes }: Settings): readonly Trusted[] {
  return [
    {
      setting: 'HELPDESK_GROUP_ID',
      id: groups.helpdesk,
      roleAssignable: false,
      why: 'Its members look people up, verify them and ask for passes.',
      least: 1,
      better: 1,
    },
    {
      setting: 'APPROVER_GROUP_ID',
      id: groups.approvers,
      roleAssignable: true,
      why: 'Its members decide about passes, never about their own, so one is not enough.',
      least: Math.max(2, passes.quorum.standard + 1),
      better: passes.quorum.elevated + 1,
    },
    {
      setting: 'PRIVILEGED_APPROVER_GROUP_ID',
      id: groups.privilegedApprovers,
      roleAssignable: true,
      why: 'Two of its members decide about passes for privileged accounts.',
      least: passes.privilegedTargets === 'two-approvers' ? 2 : 0,
      better: passes.privilegedTargets === 'two-approvers' ? 3 : 0,
    },
    {
      setting: 'ESCALATION_GROUP_ID',
      id: groups.escalation,
      roleAssignable: true,
      why: 'Its members are asked, and may decide, when nobody has for half of the time.',
      least: 0,
      better: 1,
    },
    {
      setting: 'SECURITY_GROUP_ID',
      id: groups.security,
      roleAssignable: true,
      why: 'Its members hear every alarm, and one of them has to approve a pass for an account at risk.',
      least: 1,
      better: 2,
    },
    {
      setting: 'ADMIN_GROUP_ID',
      id: groups.admins,
      roleAssignable: true,
      why: 'Its members pause and resume Keysmith. Without one, an automatic pause could not be lifted.',
      least: 1,
      better: 1,
    },
  ];
}

async function checkGroup(
  entra: Entra,
  config: Settings,
  trusted: Trusted,
  group: TrustedGroup | undefined,
): Promise<readonly Finding[]> {
  const of: Check = { check: `Group ${trusted.setting}`, why: trusted.why };
  if (trusted.id === undefined) return [skipped(of, 'Not set.')];
  if (group === undefined || group.missing) {
    return [missing(of, 'The directory has no such group.', `Set ${trusted.setting} to the Object ID of a group.`)];
  }
  const guarded = trusted.roleAssignable && !group.isRoleAssignable ? [unguarded(of, group.name, config)] : [];
  const members = await entra.directory.membersOf(trusted.id);
  if (!members.ok) {
    return [
      ...guarded,
      missing(of, `Its members could not be read: ${reasonOf(members)}`, 'Grant GroupMember.Read.All.'),
    ];
  }
  return [...guarded, ...judgeMembers(of, trusted, group.name, members.value.length, guarded.length > 0)];
}

function judgeMembers(of: Check, trusted: Trusted, name: string, count: number, bad: boolean): readonly Finding[] {
  const has = `"${name}" has ${counted(count, 'enabled member')}`;
  if (count < trusted.least) {
    return [missing(of, `${has}; ${String(trusted.least)} are needed.`, `The owner of "${name}" can add somebody.`)];
  }
  if (count < trusted.better) {
    return [
      warning(of, `${has}; ${String(trusted.better)} would be better.`, `The owner of "${name}" can add somebody.`),
    ];
  }
  return bad ? [] : [ok(of, `${has}${trusted.roleAssignable ? ' and is role-assignable' : ''}.`)];
}

function unguarded(of: Check, name: string, config: Settings): Finding {
  const what = `"${name}" is not role-assignable: everybody who may edit groups can make themselves a member.`;
  const fix =
    'A Privileged Role Administrator can make a new group with "Microsoft Entra roles can be assigned to the group" set to Yes (it cannot be set later) and move the members.';
  return config.mode === 'production' ? missing(of, what, fix) : warning(of, what, fix);
}
