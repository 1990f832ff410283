import { DAY } from '../../domain/clock';
import { nameOf } from '../../domain/facts';
import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import { addedSince, leftToContain } from '../../domain/removal';
import type { TapRequest } from '../../domain/tap-request';
import type { Confirmed, DecisionPreview, PendingContainment } from '../confirming';
import { notice, refusalView } from '../notice';
import type { By } from '../ports';
import { type TapParts, type Weighed, actorOf, advance, now, riskFacts, weigh } from '../tap/parts';
import { confirmationCounts } from '../tap/confirm';
import type { Reply, Turn } from '../turn';
import { dayAndTime } from '../when';
import { zoneOf } from '../zone';
import { carryOutJob } from './carry-out';
import { methodWords } from './words';
import { namedOf } from './steps';

/** Afterwards nobody can tell any more what belongs to that pass; a removal by request goes on being possible. */
const WITHIN = 3 * DAY;

/** "Remove what was added and end all sessions", on the target's or a security contact's word; in Slack after Entra. */
export async function contain(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  if (turn.channel === 'slack') return sendToConfirm(parts, turn, id);
  const contained = await containNow(parts, actorOf(turn), id);
  if (!contained.ok) return [{ kind: 'say', view: refusalView(contained.refusal) }];
  return [{ kind: 'say', view: notice('It is being done now', ORDERED) }];
}

const ORDERED = [
  'What was added since the pass was opened is removed, then all sessions are ended. Older methods stay.',
  'The card above shows what was done. If a sign-in method is needed afterwards, the helpdesk can ask for a pass once the stop is lifted.',
];

async function containNow(parts: TapParts, by: By, id: string): Promise<Outcome<TapRequest>> {
  const who = by.actor;
  return advance(parts, by, id, async (request) => {
    const may = await mayContain(parts, who, request);
    if (!may.ok) return may;
    const at = now(parts);
    return done({
      event: { type: 'contain' as const, by: who, at },
      act: 'containment.ordered',
      facts: { target: request.target, ...riskFacts(may.value, at) },
      jobs: (next) => [carryOutJob(next, at)],
    });
  });
}

async function mayContain(parts: TapParts, who: string, request: TapRequest): Promise<Outcome<Weighed>> {
  const weighed = await weigh(parts, 'contain', who, request.target, request);
  if (!weighed.ok) return weighed;
  if (request.reported === undefined || request.openings.length === 0) return refuse('nothing-to-contain');
  if (request.containment !== undefined) {
    if (request.containment.finishedAt === undefined) return refuse('already-contained');
    const listed = await parts.methods.list(request.target);
    if (!listed.ok) return listed;
    if (leftToContain(request.containment, addedSince(request.openings, listed.value)).length === 0)
      return refuse('already-contained');
  }
  // Once the stop is lifted, a new pass and new methods may be there that have nothing to do with this.
  const over = now(parts) - request.reported.at > WITHIN || (await parts.ledger.frozen(request.target)) === undefined;
  return over ? refuse('contain-over', { target: nameOf(weighed.value.target) }) : weighed;
}

/** A Slack account is not an Entra account (design.md section 3). */
async function sendToConfirm(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  const refused = (refusal: Refusal): readonly Reply[] => [
    { kind: 'dialog', title: 'Not done', view: refusalView(refusal) },
  ];
  const request = await parts.ledger.request(id);
  if (request === undefined) return refused(refuse('request-unknown').refusal);
  const may = await mayContain(parts, turn.who, request);
  if (!may.ok) return refused(may.refusal);
  const counts = await confirmationCounts(parts, turn.who);
  if (!counts.ok) return refused(counts.refusal);
  const at = now(parts);
  const entry = {
    chain: id,
    at,
    ...actorOf(turn),
    act: 'containment.intended',
    facts: { ...riskFacts(may.value, at) },
  };
  await parts.ledger.commit({ audit: [entry], jobs: [] });
  const url = await parts.tickets.confirmAddress({
    person: turn.who,
    request: id,
    version: request.reported?.at ?? 0,
    decision: 'contain',
  });
  const lines = [
    'What is ordered in Slack is confirmed with your Entra account. Nothing is removed until then.',
    'The page shows what would be removed. The link works for 10 minutes, once, and only for you.',
  ];
  const links = [{ title: 'Confirm with Microsoft Entra', url }];
  return [
    { kind: 'dialog', title: 'Confirm with Entra', view: notice('One more step: confirm it is you', lines, { links }) },
  ];
}

/** The browser side: what was confirmed with Entra is done by the same function as a press in Teams. */
export function confirmedContainments(parts: TapParts): Confirmed<PendingContainment> {
  return {
    preview: (pending) => preview(parts, pending),
    decideConfirmed: async (pending) => {
      const counts = await confirmationCounts(parts, pending.person);
      if (!counts.ok) return counts;
      const by = { actor: pending.person, channel: 'slack', identity: pending.identity } as const;
      const contained = await containNow(parts, by, pending.request);
      if (!contained.ok) return contained;
      const name = await parts.names.of(contained.value.target);
      return done(`What was added for ${name} is being removed, and all sessions are being ended.`);
    },
  };
}

async function preview(parts: TapParts, pending: PendingContainment): Promise<Outcome<DecisionPreview>> {
  const request = await parts.ledger.request(pending.request);
  if (request === undefined) return refuse('request-unknown');
  const may = await mayContain(parts, pending.person, request);
  if (!may.ok) return may;
  const listed = await parts.methods.list(request.target);
  if (!listed.ok) return listed;
  const at = now(parts);
  const timeZone = await zoneOf(parts.references, pending.person);
  const opened = request.openings[0]?.startedAt ?? at;
  const added = addedSince(request.openings, listed.value).map(
    (method) =>
      methodWords(namedOf(method), at, timeZone) +
      (method.id === request.confirmedMethod ? `; ${nameOf(may.value.target)} said it is theirs` : ''),
  );
  return done({
    version: request.reported?.at ?? 0,
    headline: `Remove what was added for ${nameOf(may.value.target)}, and end all sessions`,
    facts: [
      { title: 'For', value: nameOf(may.value.target) },
      { title: 'Pass opened', value: dayAndTime(opened, at, timeZone) },
      ...(added.length === 0
        ? [{ title: 'To remove', value: 'nothing is there that was added since' }]
        : added.map((value) => ({ title: 'To remove', value }))),
      { title: 'To end', value: 'all sessions, on every device' },
      { title: 'Stays', value: 'what was there before the pass was opened' },
    ],
    risk: [],
    proofs: [],
  });
}
