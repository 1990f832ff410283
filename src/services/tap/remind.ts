import { MINUTE, type Instant } from '../../domain/clock';
import { type Outcome, done } from '../../domain/refusal';
import { openSeats } from '../../domain/seats';
import { type TapRequest, isOver } from '../../domain/tap-request';
import { notice } from '../notice';
import type { JobBody, Messenger, NewJob, PostedCopy } from '../ports';
import type { View } from '../views';
import type { JobResult } from '../worker';
import { untilWords } from '../when';
import { zoneOf } from '../zone';
import { type Decider, decidersOf } from './approvers';
import { SYSTEM, type TapParts, advance, now } from './parts';
import type { JobEnd } from './settle';
import { askApprovers } from './status-jobs';
import { REASON_WORDS } from './words';

/** After 15, 45 and 105 minutes, and so on: each pause is twice the one before. */
const FIRST_REMINDER = 15 * MINUTE;
/** Nobody can do much with a reminder that comes this late. */
const TOO_LATE = 5 * MINUTE;

/** What follows when the approvers have been asked. The keys let each chain run once, however often they are asked. */
export function followUps(request: TapRequest, at: Instant, { rules }: Pick<TapParts, 'rules'>): readonly NewJob[] {
  const body = { kind: 'remind-approvers', request: request.id, round: 1 } as const;
  const remind = { key: `remind:${request.id}`, dueAt: at + FIRST_REMINDER, body };
  if (rules.escalationGroupId === undefined || request.escalatedAt !== undefined) return [remind];
  const escalate = { kind: 'escalate-request', request: request.id } as const;
  return [remind, { key: `escalate:${request.id}`, dueAt: Math.max(at, halfTime(request)), body: escalate }];
}

function halfTime({ createdAt, expiresAt }: TapRequest): Instant {
  return createdAt + Math.floor((expiresAt - createdAt) / 2);
}

/** One short message to everybody who was asked and could still decide: under the card in Slack, beside it in Teams. */
export async function remindApprovers(
  parts: TapParts,
  { request: id, round }: Extract<JobBody, { kind: 'remind-approvers' }>,
): Promise<JobResult> {
  const request = await parts.ledger.request(id);
  if (request === undefined || isOver(request)) return 'done';
  const at = now(parts);
  const next = nextReminder(request, round, at);
  // While proofs or an answer are missing, it is not the approvers' turn.
  if (request.state === 'awaiting-proof' || request.changesAsked !== undefined) return next;
  if (request.state !== 'awaiting-approval') return 'done';
  const deciders = await readDeciders(parts, request);
  if (!deciders.ok) return { at: at + MINUTE };
  const copies = (await parts.copies.of(id)).filter(({ role }) => role === 'approval');
  await Promise.all(copies.map((copy) => remindOne(parts, request, copy, deciders.value, round)));
  return next;
}

/** Who could still decide, on facts that are a minute old at most: a name on a card decides nothing. */
export async function readDeciders(parts: TapParts, request: TapRequest): Promise<Outcome<readonly Decider[]>> {
  if (request.state !== 'awaiting-approval') return done([]);
  return decidersOf(parts, request, await parts.tenant.facts(request.target));
}

/** Half of the time is over: the second group may decide too, and gets the card. */
export async function escalateRequest(parts: TapParts, id: string): Promise<JobEnd> {
  const at = now(parts);
  const request = await parts.ledger.request(id);
  const theirs = request !== undefined && openSeats(request.risk, request).includes('approver');
  if (request?.state !== 'awaiting-approval' || !theirs || request.escalatedAt !== undefined) return 'done';
  // Whoever can write a job decides no time.
  if (at < halfTime(request)) return { at: halfTime(request) };
  await advance(parts, SYSTEM, id, () =>
    done({
      event: { type: 'escalate', at },
      act: 'request.escalated',
      jobs: (next) => [{ ...askApprovers(next), dueAt: at }],
    }),
  );
  return 'done';
}

function nextReminder(request: TapRequest, round: number, at: Instant): JobResult {
  if (round === 0) return 'done';
  const due = at + FIRST_REMINDER * 2 ** round;
  if (due >= request.expiresAt - TOO_LATE) return 'done';
  return { at: due, body: { kind: 'remind-approvers', request: request.id, round: round + 1 } };
}

async function remindOne(
  parts: TapParts,
  request: TapRequest,
  copy: PostedCopy,
  deciders: readonly Decider[],
  round: number,
): Promise<void> {
  if (copy.viewer !== undefined && deciders.every(({ person }) => person.id !== copy.viewer)) return;
  const messenger: Messenger | undefined = copy.address.channel === 'teams' ? parts.teams : parts.slack;
  // A reminder that does not arrive is followed by another; the card itself is what must arrive.
  await messenger?.send(copy.address, await reminder(parts, request, copy.viewer, round), copy.message);
}

async function reminder(
  parts: TapParts,
  request: TapRequest,
  viewer: string | undefined,
  round: number,
): Promise<View<'notice'>> {
  const name = await parts.names.of(request.target);
  const what = request.removal === undefined ? `A pass for ${name}` : `A removal for ${name}`;
  const timeZone = viewer === undefined ? 'UTC' : await zoneOf(parts.references, viewer);
  const asked = await parts.names.of(request.requester);
  const title = round === 0 ? `${what}: the request has changed` : `${what} still waits for a decision`;
  const lines = [
    ...(round === 0 ? ['Whoever asked has answered. Approvals so far do not count any more.'] : []),
    `${REASON_WORDS[request.reason]}, asked by ${asked}. There is time ${untilWords(request.expiresAt, now(parts), timeZone)}.`,
  ];
  return notice(title, lines, {
    buttons: [{ title: 'Look and decide', does: { verb: 'pass.review', request: request.id }, opens: 'dialog' }],
  });
}
