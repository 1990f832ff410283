import { MINUTE, SECOND } from '../domain/clock';
import type { TapRequest } from '../domain/tap-request';
import type { Delivery, JobBody, Messenger, PostedCopy } from './ports';
import { removalCard } from './recovery/cards';
import { markedIfRequest } from './tap/dry-run';
import { alarmCard } from './tap/alarm';
import { approvalCard } from './tap/approval-card';
import type { Decider } from './tap/approvers';
import { proofCard } from './tap/proof-card';
import { earlierCard, statusCard } from './tap/status-card';
import type { TapParts } from './tap/parts';
import { readDeciders } from './tap/remind';
import type { Address, MessageView } from './views';
import type { JobEnd } from './tap/settle';
import { zoneOf } from './zone';

/** After this many tries a message is given up, and the log says so. About four hours with the back-off below. */
const TRIES = 12;

/**
 * The outbox: what has to be said is a row first and a message afterwards, so nothing acknowledged is lost when the
 * process dies. A message may therefore arrive twice, never not at all; cards survive being shown twice.
 */
export async function tell(
  parts: TapParts,
  body: Extract<JobBody, { kind: 'tell' }>,
  attempt: number,
): Promise<JobEnd> {
  const { to, copy } = body;
  const request = copy === undefined ? undefined : await parts.ledger.request(copy.request);
  // A card about a request is drawn when it is sent: the request may have moved on since the row was written.
  const view =
    copy === undefined || request === undefined
      ? body.view
      : await viewOf(
          parts,
          request,
          { role: copy.role, ...placeOf(to) },
          copy.role === 'approval' ? await decidersNow(parts, request) : [],
        );
  const delivery = await send(parts, to, view);
  if (delivery.end !== 'delivered') return retry(parts, delivery, attempt, view.card);
  if (copy === undefined) return 'done';
  await parts.copies.add({ ...copy, ...placeOf(to), message: delivery.message });
  if (request !== undefined) await putRight(parts, request, to, delivery.message);
  return 'done';
}

function placeOf(address: Address): Pick<PostedCopy, 'address' | 'viewer'> {
  return { address, ...('person' in address ? { viewer: address.person } : {}) };
}

/** Earlier messages to the same person lose their buttons. What moved on while this one was sent is drawn again. */
async function putRight(parts: TapParts, drawn: TapRequest, to: Address, message: string): Promise<void> {
  const all = await parts.copies.of(drawn.id);
  const earlier = all.filter(
    (one) => one.role === 'status' && keyOf(one.address) === keyOf(to) && one.message !== message,
  );
  const ends = await Promise.all(earlier.map((copy) => refreshOne(parts, drawn, copy, all, 0)));
  const latest = await parts.ledger.request(drawn.id);
  if (latest?.version === drawn.version && ends.every((end) => end === 'done')) return;
  const body = { kind: 'refresh-copies', request: drawn.id } as const;
  await parts.jobs.add([{ key: `refresh:${drawn.id}:after:${message}`, dueAt: parts.clock.now().getTime(), body }]);
}

/** Draws every posted card of a request again. If the request changes or a newer card is posted meanwhile, once more. */
export async function refreshCopies(parts: TapParts, id: string, attempt: number): Promise<JobEnd> {
  let drawn = '';
  for (let round = 0; round < 5; round += 1) {
    const request = await parts.ledger.request(id);
    const copies = await parts.copies.of(id);
    const state = `${String(request?.version)}:${String(copies.length)}`;
    if (request === undefined || state === drawn) return 'done';
    drawn = state;
    // Read once for all of them; on their own each would ask Graph again.
    const deciders = copies.some(({ role }) => role === 'approval') ? await decidersNow(parts, request) : [];
    const ends = await Promise.all(copies.map((copy) => refreshOne(parts, request, copy, copies, attempt, deciders)));
    const failed = ends.find((end) => end !== 'done');
    if (failed !== undefined) return failed;
  }
  return 'done';
}

async function refreshOne(
  parts: TapParts,
  request: TapRequest,
  copy: PostedCopy,
  all: readonly PostedCopy[],
  attempt: number,
  deciders: readonly Decider[] = [],
): Promise<JobEnd> {
  const messenger = messengerFor(parts, copy.address);
  if (messenger === undefined) return 'done';
  const newest = all.findLast((one) => one.role === copy.role && keyOf(one.address) === keyOf(copy.address));
  const view =
    copy.role === 'status' && newest !== copy
      ? await earlierCard(parts, request, copy.viewer ?? request.target)
      : await viewOf(parts, request, copy, deciders);
  const shown = markedIfRequest(parts.settings.dryRun, view);
  const delivery = await messenger.update(copy.address, copy.message, shown);
  return delivery.end === 'delivered' ? 'done' : retry(parts, delivery, attempt, view.card);
}

async function viewOf(
  parts: TapParts,
  request: TapRequest,
  { role, address, viewer }: Pick<PostedCopy, 'role' | 'address' | 'viewer'>,
  deciders: readonly Decider[],
): Promise<MessageView> {
  if (role === 'handover') throw new Error('The card of a handover is drawn by services/handover');
  const keepWords = address.channel === 'teams';
  // A room has readers in several time zones.
  const timeZone = viewer === undefined ? 'UTC' : await zoneOf(parts.references, viewer);
  const reader = { keepWords, timeZone, ...(viewer === undefined ? {} : { viewer }) };
  if (request.removal !== undefined && role !== 'alarm' && role !== 'alarm-told')
    return removalCard(parts, request, role, { ...reader, deciders });
  switch (role) {
    case 'alarm':
    case 'alarm-told':
      return alarmCard(parts, request, role, { viewer, inTeams: address.channel === 'teams' });
    case 'approval':
      return approvalCard(parts, request, { ...reader, deciders });
    case 'vouch':
    case 'verify': {
      const as = role === 'vouch' ? 'manager' : 'agent';
      return proofCard(parts, request, { as, keepWords, timeZone, ...(viewer === undefined ? {} : { viewer }) });
    }
    case 'status':
      return statusCard(parts, request, viewer ?? request.target, keepWords);
  }
}

async function decidersNow(parts: TapParts, request: TapRequest): Promise<readonly Decider[]> {
  const deciders = await readDeciders(parts, request);
  return deciders.ok ? deciders.value : [];
}

function retry(parts: TapParts, delivery: Delivery, attempt: number, card: string): JobEnd {
  if (delivery.end === 'delivered') return 'done';
  if (delivery.end === 'unreachable' || attempt >= TRIES) {
    parts.observer.event('message.lost', { card, why: delivery.end === 'unreachable' ? delivery.why : 'tries' });
    return 'done';
  }
  const pause = Math.min(2 ** attempt * SECOND, 30 * MINUTE);
  return { at: parts.clock.now().getTime() + Math.max(pause, delivery.afterMs ?? 0) };
}

async function send(parts: TapParts, to: Address, view: MessageView): Promise<Delivery> {
  const messenger = messengerFor(parts, to);
  return messenger === undefined
    ? { end: 'unreachable', why: `no ${to.channel} here` }
    : messenger.send(to, markedIfRequest(parts.settings.dryRun, view));
}

function messengerFor(parts: TapParts, to: Address): Messenger | undefined {
  return to.channel === 'teams' ? parts.teams : parts.slack;
}

export function keyOf(address: Address): string {
  return 'person' in address ? `${address.channel}:${address.person}` : `${address.channel}:room:${address.room}`;
}
