import type { Fact } from './fact';
import type { PersonFacts } from './facts';
import type { Person } from './person';
import { type RiskAssessment, type RiskRules, assessRisk } from './privilege';
import { type Outcome, type RefusalCode, done, refuse } from './refusal';
import type { TapRequest } from './tap-request';

/**
 * Who may do what (design.md section 4): the one decision function for asking, clicking and opening. It sees only
 * fresh facts; a fact that could not be read refuses. Nothing else in Keysmith decides about a person.
 */
export type Act =
  | 'ask'
  | 'prove-as-manager'
  | 'prove-as-agent'
  | 'stop-as-manager'
  | 'stop-as-agent'
  | 'approve'
  | 'deny'
  | 'withdraw'
  | 'open'
  | 'confirm-method'
  | 'report'
  | 'unfreeze'
  | 'look-up';

export interface Actor {
  readonly id: string;
  readonly person: Fact<Person>;
  /** Which of the groups that Keysmith trusts the actor is in, read live. */
  readonly groups: Fact<ReadonlySet<string>>;
}

export interface Case {
  readonly actor: Actor;
  readonly target: PersonFacts;
  /** The target's pass requests are frozen since somebody said "This was not me". */
  readonly frozen: boolean;
  readonly request?: TapRequest;
}

export interface DutyRules extends RiskRules {
  readonly helpdeskGroupId: string;
  readonly approverGroupId: string;
  readonly privilegedApproverGroupId?: string;
  readonly securityGroupId?: string;
  readonly privilegedTargets: 'deny' | 'two-approvers';
}

/** The risk of the target as it is now, or the refusal. */
export function mayDo(act: Act, situation: Case, rules: DutyRules): Outcome<RiskAssessment> {
  const risk = assessRisk(situation.target, rules);
  const refusal =
    actorMay(act, situation, risk, rules) ?? (concernsTarget(act) ? targetAllows(situation, risk, rules) : undefined);
  return refusal ?? done(risk);
}

type Refused = ReturnType<typeof refuse> | undefined;

/** Looking, refusing, withdrawing and reporting are never made harder by what the target is. */
function concernsTarget(act: Act): boolean {
  return act === 'ask' || act === 'prove-as-manager' || act === 'prove-as-agent' || act === 'approve' || act === 'open';
}

function actorMay(act: Act, situation: Case, risk: RiskAssessment, rules: DutyRules): Refused {
  const { actor, request } = situation;
  const account = actorIsThere(actor);
  if (account) return account;
  switch (act) {
    case 'ask':
      return actor.id === situation.target.id ? undefined : inGroup(actor, rules.helpdeskGroupId, 'not-agent');
    case 'look-up':
      return inGroup(actor, rules.helpdeskGroupId, 'not-agent');
    case 'prove-as-manager':
    case 'stop-as-manager':
      return notTarget(situation) ?? isManager(situation);
    case 'prove-as-agent':
    case 'stop-as-agent':
      return notTarget(situation) ?? inGroup(actor, rules.helpdeskGroupId, 'not-agent');
    case 'approve':
      return inApprovers(actor, risk, rules) ?? separated(situation);
    case 'deny':
      return inAnyApprovers(actor, rules) ?? separated(situation);
    case 'withdraw':
      return request !== undefined && [request.target, request.requester].includes(actor.id)
        ? undefined
        : refuse('not-yours');
    case 'open':
      return request?.recipient === actor.id ? undefined : refuse('not-recipient');
    case 'confirm-method':
      return request?.target === actor.id ? undefined : refuse('not-yours');
    case 'report':
      return mayReport(situation, rules);
    case 'unfreeze':
      return mayUnfreeze(situation, rules);
  }
}

function actorIsThere(actor: Actor): Refused {
  if (!actor.person.known) return refuse('facts-unread', { what: 'your account' });
  return actor.person.value.enabled ? undefined : refuse('actor-disabled');
}

/** Nobody approves for themselves, what they asked for, what they vouched for or verified, or what they will receive. */
function separated({ actor, target, request }: Case): Refused {
  if (actor.id === target.id) return refuse('own-pass');
  if (request?.requester === actor.id) return refuse('own-request');
  if (request?.recipient === actor.id) return refuse('own-receipt');
  if (request?.proofs.some((proof) => proof.by === actor.id)) return refuse('own-verification');
  if (request?.approvals.some((approval) => approval.by === actor.id)) return refuse('already-decided-by-you');
  if (!target.directReports.known) return refuse('facts-unread', { what: `who reports to ${nameOf(target)}` });
  return target.directReports.value.includes(actor.id)
    ? refuse('direct-report', { target: nameOf(target) })
    : undefined;
}

function inApprovers(actor: Actor, risk: RiskAssessment, rules: DutyRules): Refused {
  const needed = risk.level === 'privileged' ? rules.privilegedApproverGroupId : rules.approverGroupId;
  return needed === undefined ? refuse('not-approver') : inGroup(actor, needed, 'not-approver');
}

/** Saying no is safe, so whoever may decide about anything may say it. */
function inAnyApprovers(actor: Actor, rules: DutyRules): Refused {
  const plain = inGroup(actor, rules.approverGroupId, 'not-approver');
  const { privilegedApproverGroupId: privileged } = rules;
  return plain === undefined || privileged === undefined ? plain : inGroup(actor, privileged, 'not-approver');
}

function inGroup(actor: Actor, group: string, otherwise: RefusalCode): Refused {
  if (!actor.groups.known) return refuse('facts-unread', { what: 'your group memberships' });
  return actor.groups.value.has(group) ? undefined : refuse(otherwise);
}

function notTarget({ actor, target }: Case): Refused {
  return actor.id === target.id ? refuse('verify-yourself') : undefined;
}

function isManager({ actor, target }: Case): Refused {
  if (!target.manager.known) return refuse('facts-unread', { what: `the manager of ${nameOf(target)}` });
  return target.manager.value?.id === actor.id ? undefined : refuse('not-manager');
}

/** Everybody who is told of a new method may say "This was not me": it only ever makes things safer. */
function mayReport({ actor, target, request }: Case, rules: DutyRules): Refused {
  const told = [target.id, request?.requester, request?.recipient];
  if (told.includes(actor.id)) return undefined;
  if (target.manager.known && target.manager.value?.id === actor.id) return undefined;
  const memberOf: ReadonlySet<string> = actor.groups.known ? actor.groups.value : new Set();
  const rooms = [rules.securityGroupId, rules.helpdeskGroupId];
  return rooms.some((group) => group !== undefined && memberOf.has(group)) ? undefined : refuse('not-yours');
}

/** Only the security contacts lift a stop, and nobody their own. */
function mayUnfreeze({ actor, target }: Case, rules: DutyRules): Refused {
  if (actor.id === target.id || rules.securityGroupId === undefined) return refuse('not-security');
  return inGroup(actor, rules.securityGroupId, 'not-security');
}

/** Whether anybody at all may be given a pass for this person now. */
function targetAllows({ target, frozen }: Case, risk: RiskAssessment, rules: DutyRules): Refused {
  if (!target.person.known) {
    return target.person.gap.reason === 'not-found'
      ? refuse('target-unknown')
      : refuse('facts-unread', { what: 'this account' });
  }
  const name = { target: nameOf(target) };
  if (risk.level === 'never') return refuse('target-emergency');
  if (target.person.value.guest !== 'no') return refuse('target-guest', name);
  if (!target.person.value.enabled) return refuse('target-disabled', name);
  if (frozen) return refuse('target-frozen', name);
  const unread = risk.unread[0];
  if (unread !== undefined) return refuse('facts-unread', { what: unread });
  if (risk.level === 'privileged' && rules.privilegedTargets === 'deny') {
    const why = risk.inputs.filter((input) => input.level === 'privileged').map((input) => input.what);
    return refuse('target-privileged', { ...name, why: why.join('; ') });
  }
  return risk.inputs.some((input) => input.level === 'security') ? refuse('target-risky', name) : undefined;
}

export function nameOf(facts: PersonFacts): string {
  return facts.person.known ? facts.person.value.displayName : 'this person';
}
