import { createHash } from 'node:crypto';
import { type Clock, SECOND } from '../../domain/clock';
import type { Actor, Act, Case, DutyRules } from '../../domain/duties';
import { concernsTarget, mayDo, restsOnSession, riskOf } from '../../domain/duties';
import { passVerdict } from '../../domain/readiness';
import { existingPass } from '../../domain/readiness/pass';
import { known, unread } from '../../domain/fact';
import { type PersonFacts, oldestReading } from '../../domain/facts';
import { plainWords } from '../../domain/plain-text';
import type { RiskAssessment } from '../../domain/privilege';
import { approvalsFor } from '../../domain/seats';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { onManagedComputers } from '../../domain/sign-ins';
import { type TapEvent, type TapRequest, type Timing, stateInWords, transition } from '../../domain/tap-request';
import { requirements } from '../../knowledge/requirements';
import type { TicketOffice } from '../confirming';
import type { Names } from '../names';
import type { Pairing } from './pairing';
import type {
  AuditFacts,
  By,
  Brakes,
  Commit,
  Copies,
  Directory,
  Ids,
  Jobs,
  Ledger,
  Messenger,
  Methods,
  NewJob,
  Observer,
  PassSpec,
  Passes,
  References,
  Removals,
  SeenIds,
  Sessions,
  SignIns,
  TenantReader,
} from '../ports';
import type { Turn } from '../turn';
import { ownActs } from './own-acts';
import { brakeRefusal } from './brakes';

/** What the pass service is made of. One object, so that each step takes what it needs by name. */
export interface TapParts {
  readonly ledger: Ledger;
  readonly brakes: Brakes;
  readonly jobs: Jobs;
  readonly copies: Copies;
  readonly references: References;
  readonly seen: SeenIds;
  readonly directory: Directory;
  readonly tenant: TenantReader;
  readonly methods: Methods;
  readonly signIns: SignIns;
  readonly passes: Passes;
  readonly removals: Removals;
  readonly sessions: Sessions;
  readonly teams: Messenger;
  readonly slack?: Messenger;
  readonly tickets: TicketOffice;
  readonly pairing: Pairing;
  readonly names: Names;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observer: Observer;
  readonly rules: DutyRules;
  readonly settings: TapSettings;
  /** Whether a decision can be confirmed with Entra such that the confirmation means something (design.md section 3). */
  readonly stepUpReady: () => Promise<boolean>;
  /** Whether what makes it mean something applies to this person: nobody whom Conditional Access exempts confirms. */
  readonly stepUpReaches: (who: string) => Promise<Outcome<boolean>>;
}

export interface TapSettings extends Timing {
  readonly lifetimeMinutes: number;
  readonly usableOnce: boolean;
  readonly requestHours: number;
  readonly quorum: { readonly standard: number; readonly elevated: number };
  readonly proofs: { readonly standard: number; readonly elevated: number };
  /** Who may receive a pass (TAP_RECIPIENTS). */
  readonly recipients: readonly TapRequest['recipientAs'][];
  /** Where approval cards go: a Teams conversation, else each approver's own chat; and a Slack channel. */
  readonly teamsApprovalRoom: boolean;
  readonly slackRooms: boolean;
  readonly decideInSlackWithoutStepUp: boolean;
  /** Everything but the pass itself. */
  readonly dryRun: boolean;
}

/** How many proofs and approvals a pass at this risk takes. */
export function neededAt(
  risk: RiskAssessment,
  { proofs, quorum }: TapSettings,
): Pick<TapRequest, 'proofsNeeded' | 'approvalsNeeded'> {
  const proofsNeeded = proofs[risk.level === 'standard' ? 'standard' : 'elevated'];
  return { proofsNeeded, approvalsNeeded: approvalsFor(risk, quorum) };
}

/** Graph, fresh facts and the store have to fit into what Teams waits for (five seconds). */
export const OPENING_BUDGET_MS = 3 * SECOND;

export interface Change {
  readonly event: TapEvent;
  readonly act: string;
  readonly facts?: AuditFacts;
  readonly jobs?: (next: TapRequest) => readonly NewJob[];
  readonly words?: Commit['words'];
  readonly freeze?: string;
  readonly counts?: Commit['counts'];
  readonly uncounts?: Commit['uncounts'];
}

const ATTEMPTS = 6;

/**
 * Changes a request: loads it, lets `plan` decide on what is there now, and writes state, audit and jobs in one
 * compare-and-set. Whoever loses a race decides again on what the winner made of it.
 */
export async function advance(
  parts: TapParts,
  who: By,
  id: string,
  plan: (request: TapRequest) => Promise<Outcome<Change>> | Outcome<Change>,
): Promise<Outcome<TapRequest>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const request = await parts.ledger.request(id);
    if (request === undefined) return refuse('request-unknown');
    const change = await plan(request);
    if (!change.ok) return change;
    const next = transition(request, change.value.event, parts.settings);
    if (!next.ok) return next;
    const committed = await parts.ledger.commit(commitOf(parts, who, next.value, change.value));
    if (committed.end === 'written') {
      parts.observer.event('tap.changed', { act: change.value.act, state: next.value.state });
      return next;
    }
    if (committed.end === 'capped' || committed.end === 'paused') return brakeRefusal(parts, committed);
  }
  const now = await parts.ledger.request(id);
  return refuse('request-changed', { state: now === undefined ? 'unknown' : stateInWords(now) });
}

function commitOf(parts: TapParts, who: By, next: TapRequest, change: Change): Commit {
  const at = now(parts);
  return {
    request: next,
    audit: [
      {
        chain: next.id,
        at,
        ...who,
        act: change.act,
        facts: { version: next.version, state: next.state, ...change.facts },
      },
    ],
    jobs: [refreshCopies(next, at), ...carryOutJobs(next, at), ...(change.jobs?.(next) ?? [])],
    ...(change.words === undefined ? {} : { words: change.words }),
    ...(change.counts === undefined ? {} : { counts: change.counts }),
    ...(change.uncounts === undefined ? {} : { uncounts: change.uncounts }),
    ...(change.freeze === undefined ? {} : { freeze: { person: change.freeze, by: who.actor, at } }),
  };
}

/** However a removal came to be approved, the worker carries it out. */
function carryOutJobs(next: TapRequest, dueAt: number): readonly NewJob[] {
  if (next.removal === undefined || next.state !== 'approved') return [];
  const body = { kind: 'carry-out', request: next.id } as const;
  return [{ key: `carry-out:${next.id}:${String(next.version)}`, dueAt, body }];
}

export function refreshCopies(request: TapRequest, at: number): NewJob {
  return {
    key: `refresh:${request.id}:${String(request.version)}`,
    dueAt: at,
    body: { kind: 'refresh-copies', request: request.id },
  };
}

export function now(parts: Pick<TapParts, 'clock'>): number {
  return parts.clock.now().getTime();
}

export const SYSTEM = { actor: 'keysmith', channel: 'system' } as const;

/** A pass is opened, and spoken of, by its recipient in Teams: a Slack account is not theirs. */
export function isRecipient({ who, channel }: Pick<Turn, 'who' | 'channel'>, request: TapRequest): boolean {
  return channel === 'teams' && who === request.recipient;
}

export function actorOf(turn: Pick<Turn, 'who' | 'channel' | 'identity'>): By {
  return { actor: turn.who, channel: turn.channel, identity: turn.identity };
}

export interface Weighed {
  readonly risk: RiskAssessment;
  readonly target: PersonFacts;
  readonly actor: Actor;
}

/** What was read, and whether it allows the act. */
export interface Looked extends Weighed {
  readonly allowed: Outcome<RiskAssessment>;
}

/** What the decision function sees beside what is read here. */
export type Circumstance = Pick<Case, 'asked' | 'reported'>;

/**
 * Asks the one decision function on facts read now. `request` is the one in hand; `target` the person it is about.
 */
export async function weigh(
  parts: TapParts,
  act: Act,
  who: string,
  target: string,
  request?: TapRequest,
  more: Circumstance = {},
): Promise<Outcome<Weighed>> {
  const { allowed, ...weighed } = await look(parts, act, who, target, request, more);
  return allowed.ok ? done(weighed) : allowed;
}

export async function look(
  parts: TapParts,
  act: Act,
  who: string,
  target: string,
  request?: TapRequest,
  more: Circumstance = {},
): Promise<Looked> {
  const route = request ?? more.asked;
  const [actor, facts, frozen, pause, signIns] = await Promise.all([
    readActor(parts, who),
    parts.tenant.facts(target, { fresh: true, history: concernsTarget(act) || act === 'look-up' }),
    parts.ledger.frozen(target),
    parts.brakes.pause(),
    route !== undefined && restsOnSession(act, route) ? parts.signIns.last(target) : undefined,
  ]);
  const situation: Case = {
    ...more,
    actor,
    target: facts,
    frozen: frozen !== undefined,
    ...(pause === undefined ? {} : { pause }),
    ...(signIns === undefined ? {} : { onManagedComputer: onManagedComputers(signIns) }),
    ...(request === undefined ? { usableOnce: parts.settings.usableOnce } : { request }),
    own: await ownActs(parts, facts, request),
  };
  const risk = riskOf(situation, parts.rules);
  return { allowed: mayDo(act, situation, parts.rules), risk, target: facts, actor };
}

/** Whether a pass made now would work; the first reason why not. `agreed`: the existing pass that it may replace. */
export function wouldWork(target: PersonFacts, spec: PassSpec, agreed?: string): Outcome<void> {
  const replace = agreed !== undefined && existingPass(target)?.id === agreed;
  const [refusal] = passVerdict(target, { ...spec, replace }, requirements).refusals;
  return refusal === undefined ? done(undefined) : { ok: false, refusal };
}

export async function readActor(parts: Pick<TapParts, 'directory' | 'rules' | 'clock'>, who: string): Promise<Actor> {
  const [person, groups] = await Promise.all([
    parts.directory.person(who),
    parts.directory.groupsAmong(who, trustedGroups(parts.rules)),
  ]);
  const at = parts.clock.now().getTime();
  return {
    id: who,
    person: person.ok ? known(person.value, at) : unread({ what: 'your account', reason: 'unavailable' }),
    groups: groups.ok ? known(groups.value, at) : unread({ what: 'your group memberships', reason: 'unavailable' }),
  };
}

function trustedGroups(rules: DutyRules): readonly string[] {
  const { helpdeskGroupId, approverGroupId, privilegedApproverGroupId, securityGroupId, adminGroupId } = rules;
  const { escalationGroupId } = rules;
  return [
    helpdeskGroupId,
    approverGroupId,
    privilegedApproverGroupId,
    escalationGroupId,
    securityGroupId,
    adminGroupId,
  ].filter((id) => id !== undefined);
}

/** Words people typed are kept apart, under their hash, so that they can be erased without breaking the audit. */
export function asWords(text: string, at: number): { hash: string; text: string; at: number } | undefined {
  const trimmed = plainWords(text).trim();
  if (trimmed === '') return undefined;
  return {
    hash: createHash('sha256')
      .update(`${String(at)}:${trimmed}`)
      .digest('hex'),
    text: trimmed,
    at,
  };
}

/** What the decision rested on, for the audit: the risk, who the actor was then, and how old the oldest fact was. */
export function riskFacts(weighed: Weighed, at: number): AuditFacts {
  const { risk, target, actor } = weighed;
  const oldest = oldestReading(target);
  return {
    risk: risk.level,
    riskInputs: risk.inputs.map((input) => input.what),
    riskUnread: risk.unread,
    actorGroups: actor.groups.known ? [...actor.groups.value].sort() : null,
    factsAgeMs: oldest === undefined ? null : Math.max(0, at - oldest),
  };
}
