import { DAY, MINUTE, SECOND } from '../../domain/clock';
import { nameOf } from '../../domain/facts';
import { type Outcome, type Refusal, type RefusalCode, done, refuse } from '../../domain/refusal';
import { type Containment, type NamedMethod, addedSince, nextStep, usableWithout } from '../../domain/removal';
import { type TapRequest, stateInWords } from '../../domain/tap-request';
import type { NewJob } from '../ports';
import { approvalsStand, proofsStand } from '../tap/approvers';
import { type Change, SYSTEM, type TapParts, type Weighed, advance, look, now } from '../tap/parts';
import { afterRefusal, askAgain } from '../tap/reassess';
import { toldJobs } from './cards';
import { type StepResult, methodStep, namedOf, sessionsStep } from './steps';

type JobEnd = 'done' | { readonly at: number };

/** One job does so many steps, then comes back: its lease must not run out in the middle. */
const STEPS_AT_ONCE = 8;
const LOOK_AGAIN = 20 * SECOND;

/** Does what was approved or ordered, a step at a time; safe to run twice, and to be killed anywhere. */
export async function carryOut(parts: TapParts, id: string): Promise<JobEnd> {
  for (let round = 0; round < STEPS_AT_ONCE; round += 1) {
    const request = await parts.ledger.request(id);
    if (request === undefined) return 'done';
    const end = await (request.removal === undefined ? containOn(parts, request) : removeOn(parts, request));
    if (end !== 'on') return end;
  }
  return { at: now(parts) };
}

async function removeOn(parts: TapParts, request: TapRequest): Promise<StepResult> {
  const { removal } = request;
  if (removal === undefined) return 'done';
  if (request.state === 'approved') {
    const may = await mayBegin(parts, request);
    if (may !== 'on') return may;
  } else if (request.state !== 'removing') return 'done';
  else if ((await parts.brakes.pause()) !== undefined) return later(parts);
  const step = nextStep(removal);
  if (step === undefined) return finishRemoval(parts, request);
  const approvedAt = Math.max(...request.approvals.map(({ at }) => at));
  if (now(parts) > approvedAt + DAY) return giveUp(parts, request, step);
  const named = removal.methods.find((method) => method.id === step);
  return named === undefined ? sessionsStep(parts, request, removal) : methodStep(parts, request, removal, named);
}

/**
 * The last look before anything is touched: the duties, the risk and the approvers as they are now, and that nobody is
 * locked out. What cannot be read waits; the request expires by its own timer.
 */
async function mayBegin(parts: TapParts, request: TapRequest): Promise<StepResult> {
  if (now(parts) >= (request.openUntil ?? request.expiresAt)) return 'done';
  const { allowed, ...weighed } = await look(parts, 'remove', request.requester, request.target, request);
  if (!allowed.ok) return notNow(parts, request, allowed.refusal, weighed);
  const checked = await proofsStand(parts, request);
  if (!checked.ok) return notNow(parts, request, checked.refusal, weighed);
  const stand = await approvalsStand(parts, request, weighed.target);
  if (!stand.ok)
    return stand.refusal.code === 'facts-unread'
      ? later(parts)
      : change(parts, request, await askAgain(parts, request, weighed, 'approver-left'));
  const plan = await planFor(parts, request.target, weighed, request.removal?.methods ?? []);
  if (!plan.ok) return notNow(parts, request, plan.refusal, weighed);
  return plan.value === 'waiting' ? { at: now(parts) + LOOK_AGAIN } : 'on';
}

/** What rules it out for good ends it, a risk that rose asks again, and luck waits. */
async function notNow(parts: TapParts, request: TapRequest, refusal: Refusal, weighed: Weighed): Promise<StepResult> {
  if (LUCK.includes(refusal.code)) return later(parts);
  const next = await afterRefusal(parts, request, refusal, weighed);
  if (next !== undefined) return change(parts, request, next);
  const at = now(parts);
  const told = await toldJobs(parts, { ...request, state: 'denied', denied: { by: 'keysmith', at } }, 'taken-back');
  const event = { type: 'deny', by: 'keysmith', at } as const;
  return change(
    parts,
    request,
    done({ event, act: 'request.taken-back', facts: { code: refusal.code }, jobs: () => told }),
  );
}

const LUCK: readonly RefusalCode[] = ['facts-unread', 'graph-unavailable', 'graph-throttled', 'paused'];

/** A change that somebody else made meanwhile is looked at first. */
async function change(parts: TapParts, request: TapRequest, planned: Outcome<Change>): Promise<StepResult> {
  const changed = await advance(parts, SYSTEM, request.id, (latest) =>
    latest.version === request.version ? planned : refuse('request-changed', { state: stateInWords(latest) }),
  );
  return changed.ok ? 'done' : 'on';
}

/**
 * `not-needed`: something they can sign in with stays. Otherwise the last one goes only together with a pass: `ready`
 * when it is approved, `waiting` while it is not, and refused where nobody has asked for one.
 */
export async function planFor(
  parts: TapParts,
  target: string,
  { target: facts }: Pick<Weighed, 'target'>,
  removed: readonly NamedMethod[],
): Promise<Outcome<'not-needed' | 'ready' | 'waiting'>> {
  if (removed.length === 0) return done('not-needed');
  if (!facts.methods.known) return refuse('facts-unread', { what: 'the sign-in methods' });
  if (usableWithout(facts.methods.value, removed).length > 0) return done('not-needed');
  const pass = await parts.ledger.openRequestFor(target, 'pass');
  if (pass === undefined) return refuse('last-method', { target: nameOf(facts) });
  return done(pass.state === 'awaiting-proof' || pass.state === 'awaiting-approval' ? 'waiting' : 'ready');
}

function later(parts: TapParts): StepResult {
  return { at: now(parts) + MINUTE };
}

async function finishRemoval(parts: TapParts, request: TapRequest): Promise<StepResult> {
  const at = now(parts);
  const refused = request.removal?.done.some(({ end }) => end === 'refused') ?? false;
  const after: TapRequest = refused
    ? { ...request, state: 'revoked', revokedWhy: 'refused' }
    : { ...request, state: 'completed' };
  const told = await toldJobs(parts, after, 'carried-out');
  const event = { type: 'carried-out', at } as const;
  return change(parts, request, done({ event, act: 'removal.carried-out', facts: { refused }, jobs: () => told }));
}

/** A day of trying: the step that is left is recorded as refused, so that somebody hears of it. */
async function giveUp(parts: TapParts, request: TapRequest, step: string): Promise<StepResult> {
  const event = { type: 'step-ended', step, end: 'refused', at: now(parts) } as const;
  await change(parts, request, done({ event, act: 'removal.given-up', facts: { step } }));
  return 'on';
}

/** Everything that was added since the opening, then all sessions, then what came meanwhile. */
async function containOn(parts: TapParts, request: TapRequest): Promise<StepResult> {
  const { containment } = request;
  if (containment === undefined || containment.finishedAt !== undefined) return 'done';
  const listed = await parts.methods.list(request.target);
  if (!listed.ok) return { at: now(parts) + LOOK_AGAIN };
  const named = nextAdded(containment, addedSince(request.openings, listed.value).map(namedOf));
  if (named !== undefined) return methodStep(parts, request, containment, named);
  if (nextStep(containment) !== undefined) return sessionsStep(parts, request, containment);
  const event = { type: 'carried-out', at: now(parts) } as const;
  const facts = { steps: containment.done.map(({ step, end }) => `${step}:${end}`) };
  return change(parts, request, done({ event, act: 'containment.finished', facts }));
}

/** What was begun before a crash comes first; it may be gone from the list already. */
function nextAdded(containment: Containment, added: readonly NamedMethod[]): NamedMethod | undefined {
  const left = ({ id }: NamedMethod): boolean => !containment.done.some(({ step }) => step === id);
  return containment.methods.find(left) ?? added.find(left);
}

export function carryOutJob(request: TapRequest, dueAt: number): NewJob {
  return {
    key: `carry-out:${request.id}:${String(request.version)}`,
    dueAt,
    body: { kind: 'carry-out', request: request.id },
  };
}
