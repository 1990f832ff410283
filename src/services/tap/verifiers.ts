import { known } from '../../domain/fact';
import type { PersonFacts } from '../../domain/facts';
import { mayDo } from '../../domain/duties';
import { type ManagerOut, managerOut } from '../../domain/line-manager';
import { proofsMissing } from '../../domain/proofs';
import type { TapRequest } from '../../domain/tap-request';
import type { CopyOf, NewJob } from '../ports';
import type { Address } from '../views';
import { zoneOf } from '../zone';
import { WRITE_TO_AT_MOST } from './approvers';
import type { TapParts } from './parts';
import { proofCard } from './proof-card';

/** Why the manager is not asked, told in Teams or not at all; undefined: they are asked. */
export async function managerOutNow(
  parts: TapParts,
  target: PersonFacts,
  requester: string,
): Promise<ManagerOut | undefined> {
  const out = managerOut(target, requester);
  if (out !== undefined || !target.manager.known || target.manager.value === undefined) return out;
  return (await parts.teams.reaches(target.manager.value.id)) ? undefined : 'unreachable';
}

/** Agents who may verify and can be written to in Teams: where there is no Slack, each gets the card in their own chat. */
export async function reachableAgents(
  parts: TapParts,
  request: TapRequest,
  target: PersonFacts,
): Promise<readonly string[]> {
  const group = parts.rules.helpdeskGroupId;
  const members = await parts.directory.membersOf(group);
  if (!members.ok) return [];
  const at = parts.clock.now().getTime();
  const agents = members.value.filter((person) => {
    const actor = { id: person.id, person: known(person, at), groups: known(new Set([group]), at) };
    return mayDo('prove-as-agent', { actor, target, frozen: false, request }, parts.rules).ok;
  });
  const reached = await Promise.all(
    agents.slice(0, WRITE_TO_AT_MOST).map(async ({ id }) => ((await parts.teams.reaches(id)) ? [id] : [])),
  );
  return reached.flat();
}

/** Asks the manager and the helpdesk to check who it is; whoever did so already is not asked again. */
export async function proofJobs(
  parts: TapParts,
  request: TapRequest,
  target: PersonFacts,
  at: number,
): Promise<readonly NewJob[]> {
  if (proofsMissing(request).count === 0) return [];
  const proved = new Set(request.proofs.map((proof) => proof.by));
  const manager = target.manager.known ? target.manager.value?.id : undefined;
  const asks: { role: CopyOf['role']; to: Address }[] = [];
  if (request.managerOut === undefined && manager !== undefined && !proved.has(manager))
    asks.push({ role: 'vouch', to: { channel: 'teams', person: manager } });
  if (parts.settings.slackRooms) asks.push({ role: 'verify', to: { channel: 'slack', room: 'helpdesk' } });
  else {
    for (const person of await reachableAgents(parts, request, target))
      if (!proved.has(person)) asks.push({ role: 'verify', to: { channel: 'teams', person } });
  }
  return Promise.all(asks.map((ask) => proofJob(parts, request, ask, at)));
}

async function proofJob(
  parts: TapParts,
  request: TapRequest,
  { role, to }: { role: CopyOf['role']; to: Address },
  at: number,
): Promise<NewJob> {
  const viewer = 'person' in to ? to.person : undefined;
  const timeZone = viewer === undefined ? 'UTC' : await zoneOf(parts.references, viewer);
  const view = await proofCard(parts, request, {
    as: role === 'vouch' ? 'manager' : 'agent',
    keepWords: to.channel === 'teams',
    timeZone,
    ...(viewer === undefined ? {} : { viewer }),
  });
  return {
    key: `${role}:${request.id}:${viewer ?? 'room'}:${String(request.version)}`,
    dueAt: at,
    body: { kind: 'tell', to, view, copy: { request: request.id, role } },
  };
}
