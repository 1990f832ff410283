import { type Outcome, done } from './domain/refusal';
import type { Entra } from './entra';
import type { Settings } from './settings';

/** Production does not start: something it rests on is not safe. One sentence each, with what to do. */
export class UnsafeStart extends Error {
  constructor(problems: readonly string[]) {
    super(
      ['Keysmith does not start, because it could not keep its promises:', ...problems.map((one) => `- ${one}`)].join(
        '\n',
      ),
    );
  }
}

/**
 * Whoever can add a member to these groups can approve passes, so nobody below a privileged role may (design.md
 * section 3). Answers what is wrong with them; a Graph that does not answer says nothing about them.
 */
export async function groupProblems(entra: Entra, { groups }: Settings): Promise<Outcome<readonly string[]>> {
  const trusted = [
    { setting: 'APPROVER_GROUP_ID', id: groups.approvers },
    { setting: 'PRIVILEGED_APPROVER_GROUP_ID', id: groups.privilegedApprovers },
    { setting: 'ESCALATION_GROUP_ID', id: groups.escalation },
    { setting: 'SECURITY_GROUP_ID', id: groups.security },
    { setting: 'ADMIN_GROUP_ID', id: groups.admins },
  ];
  const read = await entra.groupsAreRoleAssignable(trusted.flatMap(({ id }) => (id === undefined ? [] : [id])));
  if (!read.ok) return read;
  const found = new Map(read.value.map((group) => [group.id, group]));
  return done(
    trusted.flatMap(({ setting, id }) => {
      if (id === undefined) return [];
      const group = found.get(id);
      if (group === undefined || group.missing)
        return [`${setting}: there is no such group. Set the object id of a group in this tenant.`];
      if (group.isRoleAssignable) return [];
      return [
        `${setting}: "${group.name}" is not role-assignable, so a group administrator could let anybody decide. Make a new group with "Microsoft Entra roles can be assigned to the group" set to Yes; it cannot be changed later.`,
      ];
    }),
  );
}
