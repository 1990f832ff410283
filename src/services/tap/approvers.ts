import { mayRefuse } from '../../domain/approval';
import { known } from '../../domain/fact';
import type { PersonFacts } from '../../domain/facts';
import type { Person } from '../../domain/person';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { type Seat, groupsOf, openSeats, seatFor } from '../../domain/seats';
import type { TapRequest } from '../../domain/tap-request';
import { type TapParts, readActor } from './parts';

/** Not more than this many approvers are written to one by one; larger groups use a conversation (TEAMS_APPROVAL_CONVERSATION_ID). */
export const WRITE_TO_AT_MOST = 25;

/** Somebody who could decide, and whose part it could be. */
export interface Decider {
  readonly person: Person;
  readonly seats: readonly Seat[];
  /** In the second group only. */
  readonly escalated: boolean;
}

/** Members of the groups that decide about this request whom the duties allow to, in the order of the directory. */
export async function decidersOf(
  parts: TapParts,
  request: TapRequest,
  target: PersonFacts,
): Promise<Outcome<readonly Decider[]>> {
  const groups = [...new Set(openSeats(request.risk, request).flatMap((seat) => groupsOf(seat, request, parts.rules)))];
  const members = await Promise.all(
    groups.map(async (group) => ({ group, read: await parts.directory.membersOf(group) })),
  );
  const people = new Map<string, { person: Person; groups: Set<string> }>();
  for (const { group, read } of members) {
    if (!read.ok) return read;
    for (const person of read.value) {
      const found = people.get(person.id) ?? { person, groups: new Set<string>() };
      people.set(person.id, { ...found, groups: found.groups.add(group) });
    }
  }
  const at = parts.clock.now().getTime();
  return done(
    [...people.values()].flatMap(({ person, groups: memberOf }) => {
      const refused = mayRefuse(
        { actor: { id: person.id, groups: known(memberOf, at) }, target, request },
        parts.rules,
      );
      const seats = seatsFor(memberOf, request, parts);
      const escalated = [...memberOf].every((group) => group === parts.rules.escalationGroupId);
      return refused === undefined && seats.length > 0 ? [{ person, seats, escalated }] : [];
    }),
  );
}

function seatsFor(memberOf: ReadonlySet<string>, request: TapRequest, { rules }: TapParts): readonly Seat[] {
  const open = [...new Set(openSeats(request.risk, request))];
  return open.filter((seat) => groupsOf(seat, request, rules).some((group) => memberOf.has(group)));
}

/** Whether there are people for every seat, each taking one (Hall's condition: there are two kinds at most). */
export function enoughToDecide(request: TapRequest, deciders: readonly Decider[]): Outcome<void> {
  const open = openSeats(request.risk, request);
  const kinds = [...new Set(open)];
  const short = [kinds, ...kinds.map((kind) => [kind])].some((some) => {
    const seats = open.filter((seat) => some.includes(seat)).length;
    return deciders.filter((one) => one.seats.some((seat) => some.includes(seat))).length < seats;
  });
  return short ? refuse('nobody-to-decide') : done(undefined);
}

/** Whether each approval could be given now: authority is never cached past the act (design.md section 3). */
export async function approvalsStand(
  parts: TapParts,
  request: TapRequest,
  target: PersonFacts,
): Promise<Outcome<void>> {
  for (const approval of request.approvals) {
    const actor = await readActor(parts, approval.by);
    if (!actor.person.known || !actor.groups.known) return refuse('facts-unread', { what: 'who approved this' });
    if (!actor.person.value.enabled) return refuse('actor-disabled');
    const without = { ...request, approvals: request.approvals.filter(({ by }) => by !== approval.by) };
    const refused = mayRefuse({ actor, target, request: without }, parts.rules);
    if (refused !== undefined) return refused;
    if (seatFor(actor.groups.value, request.risk, without, parts.rules) === undefined) return refuse('not-approver');
  }
  return done(undefined);
}

/**
 * Whether whoever checked who it is still has an account. One that is disabled or gone takes its word with it: that may
 * be why. Having left the helpdesk since does not: they checked while they were there.
 */
export async function proofsStand(
  { directory }: Pick<TapParts, 'directory'>,
  { proofs }: Pick<TapRequest, 'proofs'>,
): Promise<Outcome<void>> {
  const people = await Promise.all(proofs.map(({ by }) => directory.person(by)));
  for (const person of people) {
    if (!person.ok && person.refusal.code !== 'graph-not-found')
      return refuse('facts-unread', { what: 'who checked who it is' });
    if (!person.ok || !person.value.enabled) return refuse('verifier-left');
  }
  return done(undefined);
}
