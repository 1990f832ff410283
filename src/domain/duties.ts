import type { Pause } from './brakes';
import type { Fact } from './fact';
import type { OwnAct } from './account-change';
import { mayRefuse, mayTakeSeat, stillAsDangerous } from './approval';
import { type PersonFacts, nameOf } from './facts';
import { MANAGER_OUT_WORDS, managerOut } from './line-manager';
import type { Person } from './person';
import { type Circumstances, type RiskAssessment, type RiskRules, assessRisk } from './privilege';
import { type Outcome, type RefusalCode, done, refuse } from './refusal';
import type { SeatRules } from './seats';
import type { TapRequest } from './tap-request';

export { nameOf } from './facts';

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
  | 'ask-for-changes'
  | 'amend'
  | 'withdraw'
  | 'open'
  | 'confirm-method'
  | 'remove'
  | 'end-own-sessions'
  | 'contain'
  | 'report'
  | 'unfreeze'
  /** Say that a pass which somebody else made may be replaced by ours. */
  | 'replace'
  | 'pause'
  | 'resume'
  | 'look-up'
  /** Write to somebody for the helpdesk, hand them over, or keep their procedure: no effect on the account. */
  | 'assist';

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
  /** Keysmith makes no passes. */
  readonly pause?: Pause;
  readonly request?: TapRequest;
  /** At asking, when there is no request yet. */
  readonly asked?: Pick<TapRequest, 'recipientAs' | 'reason'>;
  /** At asking: whether the pass would work once only. */
  readonly usableOnce?: boolean;
  /** At lifting a stop: every request that was reported since it stands. */
  readonly reported?: readonly TapRequest[];
  /** What Keysmith has already done to the account for this request. */
  readonly own?: readonly OwnAct[];
  /** Whether the target signs in on computers that the organisation manages, and nowhere else. */
  readonly onManagedComputer?: Fact<boolean>;
}

export interface DutyRules extends RiskRules, SeatRules {
  readonly helpdeskGroupId: string;
  readonly adminGroupId?: string;
  readonly privilegedTargets: 'deny' | 'two-approvers';
  /** Who may receive a pass (TAP_RECIPIENTS). */
  readonly recipients: readonly TapRequest['recipientAs'][];
}

/** The risk of the target as it is now, or the refusal. */
export function mayDo(act: Act, situation: Case, rules: DutyRules): Outcome<RiskAssessment> {
  const risk = riskOf(situation, rules);
  const refusal =
    actorMay(act, situation, rules) ??
    (concernsTarget(act)
      ? (pausedNow(situation) ?? targetAllows(situation, risk, rules) ?? routeAllows(act, situation, rules))
      : undefined) ??
    (restsOnRisk(act) ? stillAsDangerous(risk, situation.request) : undefined) ??
    (act === 'approve' ? mayTakeSeat(situation, risk, rules) : undefined);
  return refusal ?? done(risk);
}

/** A decision, and what follows from it, holds for the risk that was known when it was asked for. */
function restsOnRisk(act: Act): boolean {
  return act === 'approve' || act === 'open' || act === 'remove';
}

/** How dangerous it is now, for the pass that was asked for or would be. */
export function riskOf(situation: Case, rules: RiskRules): RiskAssessment {
  return assessRisk(situation.target, rules, circumstancesOf(situation));
}

function circumstancesOf({ request, asked, usableOnce = false, own = [] }: Case): Circumstances {
  if (request?.removal !== undefined) return { usableOnce: true, recipientAs: 'self', own };
  if (request !== undefined) return { usableOnce: request.usableOnce, recipientAs: request.recipientAs, own };
  return { usableOnce, recipientAs: asked?.recipientAs ?? 'self', own };
}

type Refused = ReturnType<typeof refuse> | undefined;

/** Looking, refusing, withdrawing and reporting are never made harder by what the target is. */
export function concernsTarget(act: Act): boolean {
  return (
    act === 'ask' ||
    act === 'prove-as-manager' ||
    act === 'prove-as-agent' ||
    act === 'approve' ||
    act === 'open' ||
    act === 'remove'
  );
}

function actorMay(act: Act, situation: Case, rules: DutyRules): Refused {
  const { actor, request } = situation;
  const account = actorIsThere(actor);
  if (account) return account;
  switch (act) {
    case 'ask':
      return actor.id === situation.target.id ? undefined : inGroup(actor, rules.helpdeskGroupId, 'not-agent');
    case 'look-up':
      return inGroup(actor, rules.helpdeskGroupId, 'not-agent');
    case 'assist':
      return inGroup(actor, rules.helpdeskGroupId, 'not-agent') ?? notOneself(situation);
    case 'prove-as-manager':
      return notTarget(situation) ?? isManager(situation) ?? managerMaySpeak(situation) ?? hasNotApproved(situation);
    case 'stop-as-manager':
      return notTarget(situation) ?? isManager(situation);
    case 'prove-as-agent':
      return (
        notTarget(situation) ??
        inGroup(actor, rules.helpdeskGroupId, 'not-agent') ??
        isNotManager(situation) ??
        hasNotApproved(situation)
      );
    case 'stop-as-agent':
      return notTarget(situation) ?? inGroup(actor, rules.helpdeskGroupId, 'not-agent');
    // Saying no is safe, so whoever may decide about anything may say it; for a yes comes more.
    case 'approve':
    case 'deny':
    case 'ask-for-changes':
      return mayRefuse(situation, rules);
    case 'amend':
      return request?.requester === actor.id ? undefined : refuse('not-yours');
    case 'withdraw':
      return request !== undefined && [request.target, request.requester].includes(actor.id)
        ? undefined
        : refuse('not-yours');
    case 'open':
      return request?.recipient === actor.id ? undefined : refuse('not-recipient');
    case 'confirm-method':
      return request?.target === actor.id ? undefined : refuse('not-yours');
    case 'remove':
      return mayCarryOut(situation, rules);
    case 'end-own-sessions':
      return actor.id === situation.target.id ? undefined : refuse('not-yours');
    case 'contain':
      return mayContain(situation, rules);
    case 'report':
      return mayReport(situation, rules);
    case 'unfreeze':
      return mayUnfreeze(situation, rules);
    case 'replace':
      return actor.id === situation.target.id ? undefined : inGroup(actor, rules.helpdeskGroupId, 'not-agent');
    case 'pause':
    case 'resume':
      return rules.adminGroupId === undefined ? refuse('not-admin') : inGroup(actor, rules.adminGroupId, 'not-admin');
  }
}

function actorIsThere(actor: Actor): Refused {
  if (!actor.person.known) return refuse('facts-unread', { what: 'your account' });
  return actor.person.value.enabled ? undefined : refuse('actor-disabled');
}

function inGroup(actor: Actor, group: string, otherwise: RefusalCode): Refused {
  if (!actor.groups.known) return refuse('facts-unread', { what: 'your group memberships' });
  return actor.groups.value.has(group) ? undefined : refuse(otherwise);
}

function notTarget({ actor, target }: Case): Refused {
  return actor.id === target.id ? refuse('verify-yourself') : undefined;
}

function notOneself({ actor, target }: Case): Refused {
  return actor.id === target.id ? refuse('desk-yourself') : undefined;
}

function isManager({ actor, target }: Case): Refused {
  if (!target.manager.known) return refuse('facts-unread', { what: `the manager of ${nameOf(target)}` });
  return target.manager.value?.id === actor.id ? undefined : refuse('not-manager');
}

function managerMaySpeak({ target, request }: Case): Refused {
  const out = managerOut(target, request?.requester);
  return out === undefined ? undefined : refuse('manager-cannot-vouch', { why: MANAGER_OUT_WORDS[out] });
}

/** Whoever approves learns no number that opens the pass, in whatever order they do it. */
function hasNotApproved({ actor, request }: Case): Refused {
  return request?.approvals.some(({ by }) => by === actor.id) ? refuse('approved-already') : undefined;
}

/** A manager who is an agent too vouches as the manager, or not at all: their word is one, whatever they are. */
function isNotManager({ actor, target }: Case): Refused {
  if (!target.manager.known) return refuse('facts-unread', { what: `the manager of ${nameOf(target)}` });
  return target.manager.value?.id === actor.id ? refuse('manager-as-agent', { target: nameOf(target) }) : undefined;
}

/** Whether the pass may go the way it was asked for: to the target, or to the manager of somebody locked out. */
function routeAllows(act: Act, situation: Case, rules: DutyRules): Refused {
  const { actor, target, request } = situation;
  const route = request ?? situation.asked;
  if (route === undefined || request?.removal !== undefined || act === 'prove-as-manager' || act === 'prove-as-agent')
    return undefined;
  if (!rules.recipients.includes(route.recipientAs))
    return refuse(route.recipientAs === 'self' ? 'route-self-off' : 'route-manager-off');
  if (route.recipientAs === 'self') return lostPhoneAllows(act, route, situation);
  const out = managerOut(target, request === undefined ? actor.id : request.requester);
  if (out === 'unread') return refuse('facts-unread', { what: `the manager of ${nameOf(target)}` });
  if (out !== undefined)
    return refuse('manager-cannot-receive', { why: MANAGER_OUT_WORDS[out], target: nameOf(target) });
  const manager = target.manager.known ? target.manager.value?.id : undefined;
  return request === undefined || request.recipient === manager
    ? undefined
    : refuse('manager-cannot-receive', { why: MANAGER_OUT_WORDS.changed, target: nameOf(target) });
}

/** Whoever has the phone may have the chats on it: it is looked at where the pass is asked for and where it is shown. */
export function restsOnSession(act: Act, route: NonNullable<Case['asked']>): boolean {
  return route.reason === 'lost-phone' && route.recipientAs === 'self' && (act === 'ask' || act === 'open');
}

function lostPhoneAllows(act: Act, route: NonNullable<Case['asked']>, { onManagedComputer: session }: Case): Refused {
  if (!restsOnSession(act, route)) return undefined;
  return session?.known === true && session.value ? undefined : refuse('lost-phone-self');
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

/** What was approved is carried out in the name of who asked; both must still hold when it begins. */
function mayCarryOut({ actor, target, request }: Case, rules: DutyRules): Refused {
  if (request?.removal === undefined || request.requester !== actor.id) return refuse('not-yours');
  if (request.approvals.length < request.approvalsNeeded) return refuse('not-approved');
  return actor.id === target.id ? undefined : inGroup(actor, rules.helpdeskGroupId, 'not-agent');
}

/** It only takes away what came with the pass, so the person themselves may say so, and a security contact. */
function mayContain({ actor, target, request }: Case, rules: DutyRules): Refused {
  if (request?.target !== target.id) return refuse('not-yours');
  if (actor.id === target.id) return undefined;
  return rules.securityGroupId === undefined
    ? refuse('not-contact')
    : inGroup(actor, rules.securityGroupId, 'not-contact');
}

/** Only the security contacts lift a stop: not their own, nor one that was called about what they asked for or checked. */
function mayUnfreeze({ actor, target, request, reported = [] }: Case, rules: DutyRules): Refused {
  if (actor.id === target.id || rules.securityGroupId === undefined) return refuse('not-security');
  const about = request === undefined ? reported : [request, ...reported];
  const parts = about.flatMap(({ requester, recipient, proofs }) => [
    requester,
    recipient,
    ...proofs.map(({ by }) => by),
  ]);
  const contact = inGroup(actor, rules.securityGroupId, 'not-security');
  return contact ?? (parts.includes(actor.id) ? refuse('stop-about-yours') : undefined);
}

const PAUSED_WHY: Readonly<Record<Pause['why'], string>> = {
  admin: 'an administrator has stopped everything that makes a pass or removes a method',
  'tenant-cap': 'more passes were opened within an hour than is usual',
};

/** What leads to a pass waits; looking, refusing, withdrawing and reporting go on. */
function pausedNow({ pause }: Case): Refused {
  return pause === undefined ? undefined : pausedRefusal(pause);
}

export function pausedRefusal({ why }: Pause): ReturnType<typeof refuse> {
  return refuse('paused', { why: PAUSED_WHY[why] });
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
  return undefined;
}
