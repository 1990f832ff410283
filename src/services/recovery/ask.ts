import { counted } from '../../domain/brakes';
import { HOUR } from '../../domain/clock';
import { nameOf } from '../../domain/facts';
import { type Method, describeMethod } from '../../domain/methods';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { type NamedMethod, type RemovalReason, removableKind, usableWithout } from '../../domain/removal';
import { type Proof, type ProofWay, type TapRequest, newRequest } from '../../domain/tap-request';
import { refusalView } from '../notice';
import type { NewJob } from '../ports';
import { brakeRefusal } from '../tap/brakes';
import { type TapParts, type Weighed, actorOf, asWords, neededAt, now, riskFacts, weigh } from '../tap/parts';
import { reachable } from '../tap/reach';
import { askApprovers } from '../tap/status-jobs';
import { managerOutNow, proofJobs } from '../tap/verifiers';
import type { Reply, Turn } from '../turn';
import type { Button } from '../views';
import { toldJobs } from './cards';
import { planFor } from './carry-out';
import { isChosen } from './form';
import { namedOf } from './steps';

interface AskRemoval {
  /** Whose methods; absent: one's own. */
  readonly person?: string;
  readonly reason: RemovalReason;
  /** Ids of methods, or the names that the form gave them. */
  readonly methods: readonly string[];
  readonly sessions: boolean;
  readonly note: string;
  readonly way?: ProofWay;
}

/** As strong as asking for a pass, and through the same duties: nothing is touched before it is proved and approved. */
export async function askRemoval(parts: TapParts, turn: Turn, asked: AskRemoval): Promise<readonly Reply[]> {
  const made = await requestRemoval(parts, turn, asked);
  if (!made.ok) {
    const buttons = made.refusal.code === 'last-method' ? [passFirst(asked)] : [];
    return [{ kind: 'dialog', title: 'Not possible', view: refusalView(made.refusal, { buttons }) }];
  }
  const last = made.value.removal?.left.length === 0 && made.value.removal.methods.length > 0;
  const text = last
    ? 'The request is on its way. It takes the last way to sign in, so it waits until the pass is approved.'
    : 'The request is on its way. Nothing is removed before it is checked and approved.';
  return [{ kind: 'close', text }];
}

/** What the refusal of the last way in tells to do first. */
function passFirst({ person, reason }: AskRemoval): Button {
  const why = reason === 'lost-phone' || reason === 'replaced-phone' ? reason : 'no-usable-method';
  return {
    title: 'Ask for a pass',
    does: { verb: 'pass.form', ...(person === undefined ? {} : { person }), reason: why },
    opens: 'dialog',
    style: 'positive',
  };
}

/** For flows and the desk: the request as it was made, or why it was not. */
async function requestRemoval(
  parts: TapParts,
  turn: Pick<Turn, 'who' | 'channel' | 'identity'>,
  asked: AskRemoval,
): Promise<Outcome<TapRequest>> {
  const target = asked.person ?? turn.who;
  const weighed = await weigh(parts, 'ask', turn.who, target);
  if (!weighed.ok) return weighed;
  const { methods } = weighed.value.target;
  if (!methods.known) return refuse('facts-unread', { what: 'the sign-in methods' });
  const named = chosenOf(methods.value, asked.methods, nameOf(weighed.value.target));
  if (!named.ok) return named;
  if (named.value.length === 0 && !asked.sessions)
    return refuse('nothing-to-remove', { target: nameOf(weighed.value.target) });
  const plan = await planFor(parts, target, weighed.value, named.value);
  if (!plan.ok) return plan;
  const left = usableWithout(methods.value, named.value).map(describeMethod);
  const request = await draft(parts, turn, target, { ...asked, named: named.value, left }, weighed.value);
  const reached = await reachable(parts, request, weighed.value.target);
  if (!reached.ok) return reached;
  return commitNew(parts, turn, request, weighed.value, asked.note);
}

/** Only what is registered for this person now; one id that is not refuses the whole. */
function chosenOf(
  methods: readonly Method[],
  chosen: readonly string[],
  target: string,
): Outcome<readonly NamedMethod[]> {
  const named: NamedMethod[] = [];
  for (const choice of new Set(chosen)) {
    const method = methods.find((one) => isChosen(one, choice));
    if (method === undefined) return refuse('nothing-to-remove', { target });
    if (removableKind(method) === undefined) return refuse('method-not-removable', { method: describeMethod(method) });
    named.push(namedOf(method));
  }
  return done(named);
}

type Chosen = AskRemoval & { readonly named: readonly NamedMethod[]; readonly left: readonly string[] };

async function draft(
  parts: TapParts,
  turn: Pick<Turn, 'who' | 'channel' | 'identity'>,
  target: string,
  asked: Chosen,
  { risk, target: facts }: Weighed,
): Promise<TapRequest> {
  const at = now(parts);
  const { settings } = parts;
  const words = asWords(asked.note, at);
  const proofs: readonly Proof[] =
    asked.way !== undefined && target !== turn.who ? [{ by: turn.who, as: 'agent', way: asked.way, at }] : [];
  const out = await managerOutNow(parts, facts, turn.who);
  return newRequest({
    id: parts.ids.next(),
    target,
    requester: turn.who,
    requestedIn: turn.channel,
    recipient: target,
    recipientAs: 'self',
    reason: asked.reason,
    removal: { methods: asked.named, sessions: asked.sessions, done: [], left: asked.left },
    ...(words === undefined ? {} : { noteHash: words.hash }),
    createdAt: at,
    expiresAt: at + settings.requestHours * HOUR,
    ...(out === undefined ? {} : { managerOut: out }),
    lifetimeMinutes: settings.lifetimeMinutes,
    usableOnce: settings.usableOnce,
    ...neededAt(risk, settings),
    risk,
    proofs,
  });
}

async function commitNew(
  parts: TapParts,
  turn: Pick<Turn, 'who' | 'channel' | 'identity'>,
  request: TapRequest,
  weighed: Weighed,
  note: string,
): Promise<Outcome<TapRequest>> {
  const at = request.createdAt;
  const words = asWords(note, at);
  const { removal, target, requester } = request;
  const facts = {
    version: 1,
    state: request.state,
    target,
    reason: request.reason,
    removes: removal?.methods.map(({ id }) => id) ?? [],
    kinds: removal?.methods.map(({ kind }) => kind) ?? [],
    sessions: removal?.sessions ?? false,
    last: removal !== undefined && removal.methods.length > 0 && removal.left.length === 0,
    noteHash: request.noteHash ?? null,
    proofs: request.proofs.map((proof) => `${proof.as}:${proof.way}`),
    ...riskFacts(weighed, at),
  };
  const committed = await parts.ledger.commit({
    request,
    audit: [{ chain: request.id, at, ...actorOf(turn), act: 'removal.asked', facts }],
    jobs: await firstJobs(parts, request, weighed),
    counts: [counted('agent', requester, request.id, at)],
    ...(words === undefined ? {} : { words: [words] }),
  });
  if (committed.end === 'capped' || committed.end === 'paused') return brakeRefusal(parts, committed);
  if (committed.end !== 'written') return refuse('removal-open', { target: nameOf(weighed.target) });
  parts.observer.event('tap.changed', { act: 'removal.asked', state: request.state });
  return done(request);
}

async function firstJobs(parts: TapParts, request: TapRequest, { target }: Weighed): Promise<readonly NewJob[]> {
  const expire = { kind: 'expire-request', request: request.id } as const;
  const asks =
    request.state === 'awaiting-approval'
      ? [askApprovers(request)]
      : await proofJobs(parts, request, target, request.createdAt);
  return [
    { key: `expire:${request.id}:1`, dueAt: request.expiresAt, body: expire },
    ...(await toldJobs(parts, request, 'first')),
    ...asks,
  ];
}
