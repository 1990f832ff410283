import { counted } from '../../domain/brakes';
import { strictest } from '../../domain/privilege';
import { type Outcome, type Refusal, type RefusalCode, done, refuse } from '../../domain/refusal';
import { questionOf } from '../../domain/question';
import { seatFor } from '../../domain/seats';
import { type Channel, type TapRequest, isOver, stateInWords } from '../../domain/tap-request';
import type { Identity, NewJob } from '../ports';
import { namesIn, outcomeLine } from './cards';
import { type Change, type Looked, type TapParts, advance, type asWords, look, now, riskFacts, weigh } from './parts';
import { afterRefusal } from './reassess';
import { statusJobs } from './status-jobs';

export type Verdict = 'approve' | 'deny';

export interface Decider {
  readonly who: string;
  readonly channel: Channel;
  readonly identity: Identity | undefined;
  readonly confirmed: boolean;
}

export interface Decided {
  readonly id: string;
  readonly verdict: Verdict;
  readonly words: ReturnType<typeof asWords>;
  /** Of the request that was confirmed: another version is another question. */
  readonly version?: number;
  /** What the card asked that was pressed (domain/question). A yes needs one of the two. */
  readonly question?: string;
}

/** The decision itself, wherever it was pressed: on facts read now, in one compare-and-set. */
export async function decide(parts: TapParts, decider: Decider, decided: Decided): Promise<Outcome<TapRequest>> {
  // What was done instead of the decision, because the facts are not those that it was asked on.
  let instead: Refusal | undefined;
  const { who, channel, identity } = decider;
  const ended = await advance(parts, { actor: who, channel, identity }, decided.id, async (request) => {
    instead = undefined;
    const open = await stillOpen(parts, who, request, decided);
    if (!open.ok) return open;
    const seen = await look(parts, decided.verdict, who, request.target, request);
    if (seen.allowed.ok) return changeOf(parts, request, decider, decided, seen);
    const after = await afterRefusal(parts, request, seen.allowed.refusal, seen);
    if (after?.ok === true) instead = { ...seen.allowed.refusal, changed: insteadWords(seen.allowed.refusal.code) };
    return after ?? seen.allowed;
  });
  return ended.ok && instead !== undefined ? { ok: false, refusal: instead } : ended;
}

function insteadWords(code: RefusalCode): string {
  return code === 'risk-rose'
    ? 'You approved nothing. Earlier approvals no longer count, and it is asked for again.'
    : 'The request has ended. No pass was made, and the people it concerns have been told.';
}

/** Whoever may know is told who was first; everybody else hears why they may not. */
async function stillOpen(parts: TapParts, who: string, request: TapRequest, decided: Decided): Promise<Outcome<void>> {
  const open = request.state === 'awaiting-approval' || request.state === 'awaiting-proof';
  const same = isAbout(decided, request);
  if (open && same && !(decided.verdict === 'approve' && request.state === 'awaiting-proof')) return done(undefined);
  const weighed = await weigh(parts, 'deny', who, request.target, request);
  if (!weighed.ok) return weighed;
  if (open && same) return refuse('needs-proof');
  const state = await whatHappened(parts, request, who);
  return refuse(open ? 'request-changed' : 'request-decided', { state });
}

/** A no is about the request whatever has become of it; a yes only about what was shown to whoever said it. */
function isAbout({ verdict, version, question }: Decided, request: TapRequest): boolean {
  if (version !== undefined) return version === request.version;
  return verdict === 'deny' || question === questionOf(request);
}

/** "approved by Marcus Adeyemi at 14:02"; the state alone where nobody decided. */
export async function whatHappened(parts: TapParts, request: TapRequest, reader: string): Promise<string> {
  const zone = (await parts.references.get(`zone:${reader}`)) ?? 'UTC';
  const by = outcomeLine(request, await namesIn(parts, request), zone).replace(/\.$/, '');
  const decision = by === '' || by.startsWith('Over:') ? '' : `${by.charAt(0).toLowerCase()}${by.slice(1)}`;
  const state = stateInWords(request);
  if (decision === '') return state;
  return isOver(request) && request.denied === undefined ? `${state}; ${decision}` : decision;
}

async function changeOf(
  parts: TapParts,
  request: TapRequest,
  { who, channel, confirmed }: Decider,
  { verdict, words }: Decided,
  seen: Looked,
): Promise<Outcome<Change>> {
  const at = now(parts);
  const facts = { confirmed, reasonHash: words?.hash ?? null, ...riskFacts(seen, at) };
  const jobs = await decisionJobs(parts, request, verdict);
  if (verdict === 'deny') {
    const event: Change['event'] = {
      type: 'deny',
      by: who,
      at,
      ...(words === undefined ? {} : { reasonHash: words.hash }),
    };
    return done({ event, act: 'request.denied', facts, jobs, ...(words === undefined ? {} : { words: [words] }) });
  }
  const { groups } = seen.actor;
  const known = strictest(seen.risk, request.risk);
  // The risk may have been raised since it was looked at whether this needs a sign-in (design.md section 3).
  if (!confirmed && known.level !== 'standard') return refuse('request-changed', { state: 'its risk has risen' });
  const seat = groups.known ? seatFor(groups.value, known, request, parts.rules) : undefined;
  if (seat === undefined) return refuse('not-approver');
  return done({
    event: { type: 'approve', decision: { by: who, channel, at, confirmed, seat } },
    act: 'request.approved',
    facts: { ...facts, seat },
    jobs,
    counts: [counted('approver', who, request.id, at)],
  });
}

/** Everybody who waits hears of it by a new message; the posted cards change by themselves. */
async function decisionJobs(
  parts: TapParts,
  request: TapRequest,
  verdict: Verdict,
): Promise<(next: TapRequest) => readonly NewJob[]> {
  const final = verdict === 'deny' || request.approvals.length + 1 >= request.approvalsNeeded;
  if (!final) return () => [];
  const openUntil = Math.max(now(parts), request.opensAt ?? 0) + parts.settings.openMinutes * 60_000;
  const preview: TapRequest =
    verdict === 'deny' ? { ...request, state: 'denied' } : { ...request, state: 'approved', openUntil };
  const jobs = await statusJobs(parts, preview, `decided:${String(request.version)}`);
  return (next) => [
    ...jobs,
    ...(verdict === 'approve' ? onTheDay(next, jobs) : []),
    ...(next.state === 'approved' && next.openUntil !== undefined
      ? [
          {
            key: `expire:${next.id}:${String(next.version)}`,
            dueAt: next.openUntil,
            body: { kind: 'expire-request' as const, request: next.id },
          },
        ]
      : []),
  ];
}

/** On the first working day everybody hears once more, when it can be opened: the first message is days old then. */
function onTheDay({ opensAt = 0 }: TapRequest, jobs: readonly NewJob[]): readonly NewJob[] {
  return jobs.flatMap((job) => (opensAt > job.dueAt ? [{ ...job, key: `${job.key}:day`, dueAt: opensAt }] : []));
}

export async function decidedTitle(parts: TapParts, request: TapRequest, verdict: Verdict): Promise<string> {
  const name = await parts.names.of(request.target);
  const what = request.removal === undefined ? `the pass for ${name}` : `the removal for ${name}`;
  if (verdict === 'deny') return `You denied ${what}`;
  return request.state === 'awaiting-approval' ? `Your approval of ${what} is recorded` : `You approved ${what}`;
}

export function decidedLine(request: TapRequest, verdict: Verdict): string {
  if (verdict === 'deny')
    return `${request.removal === undefined ? 'No pass will be made.' : 'Nothing will be removed.'} The person has been told why.`;
  if (request.state === 'awaiting-approval')
    return `${String(request.approvals.length)} of ${String(request.approvalsNeeded)} approvals. Somebody else has to approve as well.`;
  return request.removal === undefined
    ? 'The recipient can open the pass in Teams now. It is made in Entra only at that moment, and nobody else sees it.'
    : 'It begins in a moment. Everybody concerned is told what was removed.';
}
