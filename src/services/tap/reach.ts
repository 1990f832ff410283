import type { PersonFacts } from '../../domain/facts';
import { nameOf } from '../../domain/duties';
import { MANAGER_OUT_WORDS } from '../../domain/line-manager';
import { proofsMissing } from '../../domain/proofs';
import { type Outcome, done, refuse } from '../../domain/refusal';
import type { TapRequest } from '../../domain/tap-request';
import { WRITE_TO_AT_MOST, decidersOf, enoughToDecide } from './approvers';
import type { TapParts } from './parts';
import { reachableAgents } from './verifiers';

/**
 * A request that cannot end well is refused now, with who cannot be reached and what to do (design.md section 3,
 * "Reachable"). Where TEAMS_APP_CATALOG_ID is set, asking whether somebody can be reached installs the app for them.
 */
export async function reachable(parts: TapParts, request: TapRequest, target: PersonFacts): Promise<Outcome<void>> {
  if (!(await parts.teams.reaches(request.target))) return refuse('target-unreachable', { target: nameOf(target) });
  if (request.recipientAs === 'manager' && !(await parts.teams.reaches(request.recipient)))
    return refuse('manager-unreachable', { manager: await parts.names.of(request.recipient) });
  const verifiers = await enoughVerifiers(parts, request, target);
  return verifiers.ok ? enoughDeciders(parts, request, target) : verifiers;
}

/** The helpdesk channel in Slack stands for the agents in it; without it, each has to be written to in Teams. */
async function enoughVerifiers(parts: TapParts, request: TapRequest, target: PersonFacts): Promise<Outcome<void>> {
  const { count, agent } = proofsMissing(request);
  if (count === 0 || parts.settings.slackRooms) return done(undefined);
  const agents = (await reachableAgents(parts, request, target)).length;
  const manager = request.managerOut === undefined ? 1 : 0;
  if (agents + manager >= count && (!agent || agents > 0)) return done(undefined);
  const why = [
    agents === 0
      ? 'no helpdesk agent who may check can be reached in Teams'
      : `only ${String(agents)} from the helpdesk`,
    ...(request.managerOut === undefined ? [] : [MANAGER_OUT_WORDS[request.managerOut]]),
  ];
  return refuse('nobody-to-verify', { why: why.join('; ') });
}

/** A conversation of the approvers reaches them all; else each is written to, and enough of them must be in reach. */
async function enoughDeciders(parts: TapParts, request: TapRequest, target: PersonFacts): Promise<Outcome<void>> {
  const deciders = await decidersOf(parts, request, target);
  if (!deciders.ok) return deciders;
  const inRoom = parts.settings.teamsApprovalRoom || parts.settings.slackRooms;
  const reached = await Promise.all(
    deciders.value.slice(0, WRITE_TO_AT_MOST).map(async (decider) => {
      const near = inRoom || (await parts.teams.reaches(decider.person.id));
      return near ? [decider] : [];
    }),
  );
  return enoughToDecide(request, reached.flat());
}
