import { DAY, HOUR } from '../../domain/clock';
import { counted, roomForOpening } from '../../domain/brakes';
import { nameOf } from '../../domain/duties';
import { concerned } from '../../domain/proofs';
import { existingPass } from '../../domain/readiness/pass';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { type Proof, type TapRequest, newRequest } from '../../domain/tap-request';
import { momentIn } from '../calendar';
import { notice, refusalView } from '../notice';
import type { AuditEntry, NewJob } from '../ports';
import { removalStatus } from '../recovery/cards';
import type { Choice, Reply, Turn } from '../turn';
import { OPENS_WITHIN_DAYS } from './ask-form';
import { brakeRefusal } from './brakes';
import { statusCard } from './status-card';
import { existingFacts } from './existing';
import { type TapParts, type Weighed, actorOf, asWords, neededAt, now, riskFacts, weigh, wouldWork } from './parts';
import { recorded } from './prove';
import { reachable } from './reach';
import { askApprovers, statusJobs } from './status-jobs';
import { tellTargetJobs } from './told';
import { managerOutNow, proofJobs } from './verifiers';

/** As the form sends it (services/turn.ts). */
type Ask = Omit<Extract<Choice, { verb: 'pass.ask' }>, 'verb'>;

/** Everything that could make the pass useless or dangerous is looked at before anybody is bothered. */
export async function ask(parts: TapParts, turn: Turn, asked: Ask): Promise<readonly Reply[]> {
  const made = await makeRequest(parts, turn, asked);
  if (!made.ok) return [{ kind: 'dialog', title: 'Not possible', view: refusalView(made.refusal) }];
  const proof = made.value.proofs.find(({ by }) => by === turn.who);
  if (proof !== undefined) return [await recorded(parts, made.value, proof)];
  return [{ kind: 'close', text: await onItsWay(parts, turn, made.value) }];
}

async function onItsWay(parts: TapParts, turn: Turn, request: TapRequest): Promise<string> {
  const whose = turn.who === request.target ? 'Your request' : 'The request';
  const when = turn.who === request.target ? 'here' : 'when something happens';
  const manager = request.recipientAs === 'manager' ? await parts.names.of(request.recipient) : undefined;
  const route = manager === undefined ? '' : ` ${manager}, the manager, will open the pass and hand it over.`;
  return `${whose} is on its way.${route} You will hear from me ${when}.`;
}

async function makeRequest(parts: TapParts, turn: Turn, asked: Ask): Promise<Outcome<TapRequest>> {
  const target = asked.person ?? turn.who;
  const opensAt = firstDay(parts, turn, asked);
  if (!opensAt.ok) return opensAt;
  const weighed = await weighRoute(parts, turn, target, asked);
  if (!weighed.ok) return weighed;
  const { lifetimeMinutes, usableOnce } = parts.settings;
  const usable = wouldWork(weighed.value.target, { lifetimeMinutes, usableOnce }, asked.replace);
  if (!usable.ok) return usable;
  const out = await managerOutNow(parts, weighed.value.target, turn.who);
  const drafted = draft(parts, turn, target, asked, { ...weighed.value, opensAt: opensAt.value });
  const request = out === undefined ? drafted : { ...drafted, managerOut: out };
  const own = await mayRecord(parts, turn, request);
  if (!own.ok) return own;
  const reached = await reachable(parts, request, weighed.value.target);
  if (!reached.ok) return reached;
  const at = request.createdAt;
  const words = asWords(asked.note, at);
  const jobs = await firstJobs(parts, request, weighed.value);
  const committed = await parts.ledger.commit({
    request,
    audit: [askedEntry(turn, request, weighed.value)],
    jobs,
    counts: [roomForOpening(target, at), counted('agent', turn.who, request.id, at)],
    ...(words === undefined ? {} : { words: [words] }),
  });
  if (committed.end === 'capped' || committed.end === 'paused') return brakeRefusal(parts, committed);
  if (committed.end !== 'written') return refuse('request-open', { target: nameOf(weighed.value.target) });
  parts.observer.event('tap.changed', { act: 'request.asked', state: request.state });
  return done(request);
}

function askedEntry(turn: Turn, request: TapRequest, weighed: Weighed): AuditEntry {
  return {
    chain: request.id,
    at: request.createdAt,
    ...actorOf(turn),
    act: 'request.asked',
    facts: {
      version: 1,
      state: request.state,
      target: request.target,
      recipient: request.recipient,
      recipientAs: request.recipientAs,
      opensAt: request.opensAt ?? null,
      managerOut: request.managerOut ?? null,
      reason: request.reason,
      noteHash: request.noteHash ?? null,
      proofs: request.proofs.map((proof) => `${proof.as}:${proof.way}`),
      ...existingFacts(weighed.target, request.replaces?.pass),
      ...riskFacts(weighed, request.createdAt),
    },
  };
}

interface Routed extends Weighed {
  readonly recipientAs: TapRequest['recipientAs'];
  readonly recipient: string;
}

/** The way that was asked for, or the first that the duties allow: themselves, and after a lost phone the manager. */
async function weighRoute(parts: TapParts, turn: Turn, target: string, asked: Ask): Promise<Outcome<Routed>> {
  const { recipients } = parts.settings;
  const ways = asked.recipient === undefined ? WAYS.filter((way) => recipients.includes(way)) : [asked.recipient];
  let refused: Outcome<Routed> = refuse('route-self-off');
  for (const recipientAs of ways) {
    const about = { asked: { recipientAs, reason: asked.reason } };
    const weighed = await weigh(parts, 'ask', turn.who, target, undefined, about);
    if (weighed.ok) return done({ ...weighed.value, recipientAs, recipient: recipientOf(weighed.value, recipientAs) });
    refused = weighed;
    if (weighed.refusal.code !== 'lost-phone-self') return weighed;
  }
  return refused;
}

const WAYS = ['self', 'manager'] as const;

/** The duties have seen that there is a manager where one is to receive. */
function recipientOf({ target }: Weighed, recipientAs: TapRequest['recipientAs']): string {
  const manager = target.manager.known ? target.manager.value?.id : undefined;
  return recipientAs === 'manager' && manager !== undefined ? manager : target.id;
}

function firstDay(parts: TapParts, turn: Turn, asked: Ask): Outcome<number | undefined> {
  if (asked.opensOn === undefined) return done(undefined);
  if (asked.reason !== 'new-starter') return refuse('opens-at-reason');
  const opensAt = momentIn(asked.opensOn, asked.opensTime ?? '09:00', turn.timeZone);
  const ahead = opensAt - now(parts);
  return ahead > 0 && ahead <= (OPENS_WITHIN_DAYS + 1) * DAY
    ? done(opensAt)
    : refuse('opens-at-bounds', { days: String(OPENS_WITHIN_DAYS) });
}

/** What an agent says at asking that they checked is a proof like any other, and decided like one. */
async function mayRecord(parts: TapParts, turn: Turn, request: TapRequest): Promise<Outcome<unknown>> {
  if (request.proofs.length === 0) return done(undefined);
  return weigh(parts, 'prove-as-agent', turn.who, request.target, request);
}

function draft(
  parts: TapParts,
  turn: Turn,
  target: string,
  asked: Ask,
  { risk, target: facts, recipient, recipientAs, opensAt }: Routed & { readonly opensAt: number | undefined },
): TapRequest {
  const at = now(parts);
  const { settings } = parts;
  const words = asWords(asked.note, at);
  const replace = existingPass(facts)?.id === asked.replace ? asked.replace : undefined;
  // An agent who asks for somebody may have verified them; nobody verifies themselves.
  const proofs: readonly Proof[] =
    asked.way !== undefined && target !== turn.who ? [{ by: turn.who, as: 'agent', way: asked.way, at }] : [];
  return newRequest({
    id: parts.ids.next(),
    target,
    requester: turn.who,
    requestedIn: turn.channel,
    recipient,
    recipientAs,
    reason: asked.reason,
    ...(words === undefined ? {} : { noteHash: words.hash }),
    createdAt: at,
    // There is time to decide until the first working day, and as long again on it.
    expiresAt: Math.max(at, opensAt ?? 0) + settings.requestHours * HOUR,
    ...(opensAt === undefined ? {} : { opensAt }),
    lifetimeMinutes: settings.lifetimeMinutes,
    usableOnce: settings.usableOnce,
    ...neededAt(risk, settings),
    risk,
    proofs,
    ...(replace === undefined ? {} : { replaces: { pass: replace, by: turn.who, at } }),
  });
}

async function firstJobs(parts: TapParts, request: TapRequest, { target }: Weighed): Promise<readonly NewJob[]> {
  const at = request.createdAt;
  const jobs: NewJob[] = [
    { key: `expire:${request.id}:1`, dueAt: request.expiresAt, body: { kind: 'expire-request', request: request.id } },
  ];
  // A manager who is to receive it is asked to vouch; that card says the same and more.
  const asked = request.recipientAs === 'manager' && request.state === 'awaiting-proof' ? [request.recipient] : [];
  jobs.push(...(await statusJobs(parts, request, 'first', asked)), ...tellTargetJobs(request));
  if (request.state === 'awaiting-approval') jobs.push(askApprovers(request));
  else jobs.push(...(await proofJobs(parts, request, target, at)));
  return jobs;
}

/** "status": what is open for this person, or that nothing is. */
export async function status(parts: TapParts, turn: Turn, id?: string): Promise<readonly Reply[]> {
  const request =
    id === undefined
      ? ((await parts.ledger.openRequestFor(turn.who)) ?? (await parts.ledger.openRequestFor(turn.who, 'removal')))
      : await parts.ledger.request(id);
  const mine = request !== undefined && concerned(request).includes(turn.who);
  if (request === undefined || !mine) {
    const lines = ['You have no open request.', 'Write "I need a pass" if you cannot sign in.'];
    return [{ kind: 'say', view: notice('Nothing is open', lines) }];
  }
  const view =
    request.removal === undefined
      ? await statusCard(parts, request, turn.who, turn.channel === 'teams')
      : await removalStatus(parts, request, turn.who);
  return [{ kind: 'say', view }];
}
