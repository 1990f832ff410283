import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import type { TapRequest } from '../../domain/tap-request';
import type { Confirmed, DecisionPreview, PendingDecision } from '../confirming';
import { notice, refusalView } from '../notice';
import type { Reply, Turn } from '../turn';
import { zoneOf } from '../zone';
import { aboutFacts, waitingFacts } from './approval-card';
import { namesIn, proofLines, riskLines } from './cards';
import { type Verdict, decide, decidedLine, decidedTitle, whatHappened } from './decision';
import { type TapParts, actorOf, asWords, now, riskFacts, weigh } from './parts';

/** From the press in Slack to the page that asks: the intent is written first, and the ticket names exactly one request. */
export async function sendToConfirm(
  parts: TapParts,
  turn: Turn,
  id: string,
  decision: Verdict,
  why = '',
): Promise<readonly Reply[]> {
  const refused = (refusal: Refusal): readonly Reply[] => [
    { kind: 'dialog', title: 'Not decided', view: refusalView(refusal) },
  ];
  const request = await parts.ledger.request(id);
  if (request === undefined) return refused(refuse('request-unknown').refusal);
  if (request.state !== 'awaiting-approval') return refused(await notNow(parts, turn.who, request));
  const weighed = await weigh(parts, decision, turn.who, request.target, request);
  // A risk that rose is for the decision itself to deal with, and nothing is decided here.
  if (!weighed.ok && weighed.refusal.code === 'risk-rose') return decideAtOnce(parts, turn, request, decision);
  if (!weighed.ok) return refused(weighed.refusal);
  const counts = await confirmationCounts(parts, turn.who);
  if (!counts.ok) return refused(counts.refusal);
  const at = now(parts);
  const words = asWords(why, at);
  await parts.ledger.commit({
    audit: [
      {
        chain: id,
        at,
        ...actorOf(turn),
        act: 'decision.intended',
        facts: { decision, version: request.version, ...riskFacts(weighed.value, at) },
      },
    ],
    jobs: [],
    ...(words === undefined ? {} : { words: [words] }),
  });
  const pending = { person: turn.who, request: id, version: request.version, decision };
  const url = await parts.tickets.confirmAddress(
    words === undefined ? pending : { ...pending, reasonHash: words.hash },
  );
  const lines = [
    'A decision made in Slack is confirmed with your Entra account. Nothing is decided until then.',
    'The page shows the request once more. The link works for 10 minutes, once, and only for you.',
  ];
  return [
    {
      kind: 'dialog',
      title: 'Confirm with Entra',
      view: notice('One more step: confirm it is you', lines, {
        links: [{ title: 'Confirm with Microsoft Entra', url }],
      }),
    },
  ];
}

/** It cannot be approved as it is: the decision finds the same, and asks everybody again. */
async function decideAtOnce(
  parts: TapParts,
  turn: Turn,
  { id, version }: TapRequest,
  verdict: Verdict,
): Promise<readonly Reply[]> {
  const decided = await decide(
    parts,
    { who: turn.who, channel: turn.channel, identity: turn.identity, confirmed: false },
    { id, verdict, words: undefined, version },
  );
  if (!decided.ok) return [{ kind: 'dialog', title: 'Not decided', view: refusalView(decided.refusal) }];
  throw new Error('A decision that was refused a moment ago has been made without its confirmation');
}

/** Step-up is set up, and what protects it applies to this person too: nobody whom it exempts confirms anything. */
export async function confirmationCounts(parts: TapParts, who: string): Promise<Outcome<void>> {
  if (!(await parts.stepUpReady())) return refuse('step-up-absent');
  const reaches = await parts.stepUpReaches(who);
  if (!reaches.ok) return refuse('facts-unread', { what: 'whether Conditional Access protects your sign-in' });
  return reaches.value ? done(undefined) : refuse('step-up-exempt');
}

async function notNow(parts: TapParts, who: string, request: TapRequest): Promise<Refusal> {
  const weighed = await weigh(parts, 'deny', who, request.target, request);
  if (!weighed.ok) return weighed.refusal;
  if (request.state === 'awaiting-proof') return refuse('needs-proof').refusal;
  return refuse('request-decided', { state: await whatHappened(parts, request, who) }).refusal;
}

/** The browser side: what was confirmed with Entra is decided here, by the same function as a click in Teams. */
export function confirmedDecisions(parts: TapParts): Confirmed<PendingDecision> {
  return {
    preview: async (pending) => preview(parts, pending),
    decideConfirmed: async (pending) => {
      const counts = await confirmationCounts(parts, pending.person);
      if (!counts.ok) return counts;
      const words = pending.reasonHash === undefined ? undefined : await parts.ledger.words(pending.reasonHash);
      const said =
        pending.reasonHash === undefined ? undefined : { hash: pending.reasonHash, text: words ?? '', at: now(parts) };
      const decided = await decide(
        parts,
        { who: pending.person, channel: 'slack', identity: pending.identity, confirmed: true },
        { id: pending.request, verdict: pending.decision, words: said, version: pending.version },
      );
      if (!decided.ok) return decided;
      const title = await decidedTitle(parts, decided.value, pending.decision);
      return done(`${title}. ${decidedLine(decided.value, pending.decision)}`);
    },
  };
}

/** What is shown is for whoever may decide: an approver who has left the group since sees the refusal. */
async function preview(parts: TapParts, pending: PendingDecision): Promise<Outcome<DecisionPreview>> {
  const request = await parts.ledger.request(pending.request);
  if (request === undefined) return refuse('request-unknown');
  const weighed = await weigh(parts, 'deny', pending.person, request.target, request);
  if (!weighed.ok) return weighed;
  if (request.version !== pending.version)
    return refuse('request-changed', { state: await whatHappened(parts, request, pending.person) });
  const names = await namesIn(parts, request);
  const timeZone = await zoneOf(parts.references, pending.person);
  const what = request.removal === undefined ? 'a Temporary Access Pass' : 'a removal of sign-in methods';
  return done({
    version: request.version,
    headline: `${pending.decision === 'approve' ? 'Approve' : 'Deny'} ${what} for ${names(request.target)}`,
    facts: [...aboutFacts(request, names, now(parts), timeZone), ...waitingFacts(request, timeZone, now(parts))],
    risk: riskLines(request),
    proofs: proofLines(request, names, timeZone),
  });
}
