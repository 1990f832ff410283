import { mayDo } from '../../domain/duties';
import { known } from '../../domain/fact';
import type { PersonFacts } from '../../domain/facts';
import type { Person } from '../../domain/person';
import { type Outcome, done, refuse } from '../../domain/refusal';
import type { TapRequest } from '../../domain/tap-request';
import { type TapParts, readActor } from './parts';

/** Not more than this many approvers are written to one by one; larger groups use a conversation (TEAMS_APPROVAL_CONVERSATION_ID). */
export const WRITE_TO_AT_MOST = 25;

/** Members of the approvers group whom the duties allow to decide about this request. */
export async function approversWhoMayDecide(
  parts: TapParts,
  request: TapRequest,
  target: PersonFacts,
): Promise<Outcome<readonly Person[]>> {
  const group =
    request.risk.level === 'privileged' ? parts.rules.privilegedApproverGroupId : parts.rules.approverGroupId;
  if (group === undefined) return refuse('nobody-to-decide');
  const members = await parts.directory.membersOf(group);
  if (!members.ok) return members;
  const at = parts.clock.now().getTime();
  return done(
    members.value.filter((person) => {
      const actor = { id: person.id, person: known(person, at), groups: known(new Set([group]), at) };
      return mayDo('approve', { actor, target, frozen: false, request }, parts.rules).ok;
    }),
  );
}

/** Whether each approval could be given now: authority is never cached past the act (design.md section 3). */
export async function approvalsStand(
  parts: TapParts,
  request: TapRequest,
  target: PersonFacts,
): Promise<Outcome<void>> {
  for (const { by } of request.approvals) {
    const approvals = request.approvals.filter((approval) => approval.by !== by);
    const actor = await readActor(parts, by);
    if (!actor.person.known || !actor.groups.known) return refuse('facts-unread', { what: 'who approved this' });
    const may = mayDo('approve', { actor, target, frozen: false, request: { ...request, approvals } }, parts.rules);
    if (!may.ok) return may;
  }
  return done(undefined);
}
