import type { Fact } from './fact';
import { type PersonFacts, nameOf } from './facts';
import { type RiskAssessment, riskRose, strictest } from './privilege';
import { refuse } from './refusal';
import { type Seat, type SeatRules, openSeats, seatFor } from './seats';
import type { TapRequest } from './tap-request-record';

/*
 * Who may decide about a request (design.md section 4, "Approval"), for domain/duties. One person is one Entra object
 * id: whoever has decided in Slack has decided in Teams.
 */

interface Deciding {
  readonly actor: { readonly id: string; readonly groups: Fact<ReadonlySet<string>> };
  readonly target: PersonFacts;
  readonly request?: TapRequest;
}

type Refused = ReturnType<typeof refuse> | undefined;

/** In a group that decides about something, and with no part in this request. */
export function mayRefuse(situation: Deciding, rules: SeatRules): Refused {
  const { groups } = situation.actor;
  if (!groups.known) return refuse('facts-unread', { what: 'your group memberships' });
  return decidingGroups(rules).some((group) => groups.value.has(group)) ? separated(situation) : refuse('not-approver');
}

/** One of the seats that are still open is theirs. */
export function mayTakeSeat({ actor, request }: Deciding, risk: RiskAssessment, rules: SeatRules): Refused {
  if (request === undefined || !actor.groups.known) return refuse('not-approver');
  const asked = strictest(risk, request.risk);
  return seatFor(actor.groups.value, asked, request, rules) === undefined
    ? noSeat(openSeats(asked, request), actor.groups.value, rules)
    : undefined;
}

/** Whoever decides or opens must not know less than what is read now: then it is asked again. */
export function stillAsDangerous(risk: RiskAssessment, request: TapRequest | undefined): Refused {
  const rose = request === undefined ? false : riskRose(risk, request.risk);
  if (rose === false) return undefined;
  return rose === 'passing'
    ? refuse('facts-unread', { what: 'everything that says how dangerous this is' })
    : refuse('risk-rose', { why: newInputs(risk, request).join('; ') });
}

/** Nobody approves for themselves, what they asked for, what they vouched for or verified, or what they will receive. */
function separated({ actor, target, request }: Deciding): Refused {
  if (actor.id === target.id) return refuse('own-pass');
  if (request?.requester === actor.id)
    return refuse('own-request', { it: request.removal === undefined ? 'pass' : 'removal' });
  if (request?.recipient === actor.id) return refuse('own-receipt');
  if (request?.proofs.some((proof) => proof.by === actor.id)) return refuse('own-verification');
  if (request?.approvals.some((approval) => approval.by === actor.id)) return refuse('already-decided-by-you');
  if (!target.directReports.known) return refuse('facts-unread', { what: `who reports to ${nameOf(target)}` });
  return target.directReports.value.includes(actor.id)
    ? refuse('direct-report', { target: nameOf(target) })
    : undefined;
}

function noSeat(open: readonly Seat[], groups: ReadonlySet<string>, rules: SeatRules): ReturnType<typeof refuse> {
  if (open.length === 0 || rules.securityGroupId === undefined) return refuse('not-approver');
  // A security contact alone does not decide, and the approvers do not do without one.
  if (open.every((seat) => seat === 'security-contact')) return refuse('needs-security');
  return groups.has(rules.securityGroupId) && !groups.has(rules.approverGroupId)
    ? refuse('needs-approver')
    : refuse('not-approver');
}

function decidingGroups(rules: SeatRules): readonly string[] {
  const { approverGroupId, privilegedApproverGroupId, escalationGroupId, securityGroupId } = rules;
  return [approverGroupId, privilegedApproverGroupId, escalationGroupId, securityGroupId].filter(
    (group) => group !== undefined,
  );
}

function newInputs(risk: RiskAssessment, request: TapRequest | undefined): readonly string[] {
  const before = new Set(request?.risk.inputs.map(({ what }) => what));
  return risk.inputs.filter(({ what }) => !before.has(what)).map(({ what }) => `the account ${what}`);
}
