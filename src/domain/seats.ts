import type { RiskAssessment } from './privilege';
import { isAtRisk } from './privilege';
import type { Decision, TapRequest } from './tap-request-record';

/*
 * Who has to agree (design.md section 4): a request has as many seats as it needs approvals, and each approval takes
 * one. At risk, one seat is a security contact's; for a privileged account, all others are privileged approvers'.
 */
export const SEATS = ['security-contact', 'privileged-approver', 'approver'] as const;
export type Seat = (typeof SEATS)[number];

export interface SeatRules {
  readonly approverGroupId: string;
  readonly privilegedApproverGroupId?: string;
  readonly escalationGroupId?: string;
  readonly securityGroupId?: string;
}

type Asked = Pick<TapRequest, 'approvalsNeeded' | 'approvals' | 'escalatedAt'>;

/** How many approvals, from the quorum of the operator: nobody alone lets a privileged account in. */
export function approvalsFor(risk: RiskAssessment, quorum: { readonly standard: number; readonly elevated: number }) {
  if (risk.level === 'standard') return quorum.standard;
  if (risk.level === 'privileged') return Math.max(2, quorum.elevated) + (isAtRisk(risk) ? 1 : 0);
  return quorum.elevated;
}

/** The seats that nobody has taken yet, the hardest to fill first. */
export function openSeats(risk: RiskAssessment, { approvalsNeeded, approvals }: Asked): readonly Seat[] {
  const free = [...seatsOf(risk, approvalsNeeded)];
  for (const approval of approvals) {
    const taken = free.indexOf(seatTaken(risk, approval));
    if (taken >= 0) free.splice(taken, 1);
  }
  return free;
}

/** The seat that a member of these groups would take; undefined when none that is open is theirs. */
export function seatFor(
  groups: ReadonlySet<string>,
  risk: RiskAssessment,
  request: Asked,
  rules: SeatRules,
): Seat | undefined {
  return openSeats(risk, request).find((seat) => groupsOf(seat, request, rules).some((group) => groups.has(group)));
}

/** The groups whose members may take this seat. The second group joins when nobody has decided for a while. */
export function groupsOf(seat: Seat, { escalatedAt }: Pick<Asked, 'escalatedAt'>, rules: SeatRules): readonly string[] {
  const groups: Record<Seat, readonly (string | undefined)[]> = {
    'security-contact': [rules.securityGroupId],
    'privileged-approver': [rules.privilegedApproverGroupId],
    approver: [rules.approverGroupId, escalatedAt === undefined ? undefined : rules.escalationGroupId],
  };
  return groups[seat].filter((group) => group !== undefined);
}

function seatsOf(risk: RiskAssessment, needed: number): readonly Seat[] {
  const security: readonly Seat[] = isAtRisk(risk) ? ['security-contact'] : [];
  return [...security, ...Array<Seat>(Math.max(0, needed - security.length)).fill(usualSeat(risk))];
}

function seatTaken(risk: RiskAssessment, { seat }: Decision): Seat {
  return seat ?? usualSeat(risk);
}

function usualSeat({ inputs }: RiskAssessment): Seat {
  return inputs.some(({ level }) => level === 'privileged') ? 'privileged-approver' : 'approver';
}
