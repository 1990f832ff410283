import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import { type Channel, type TapRequest, stateInWords } from '../../domain/tap-request';
import type { ConfirmedDecisions, DecisionPreview, PendingDecision } from '../confirming';
import { notice, refusalView } from '../notice';
import type { NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { untilWords } from '../when';
import { statusJob } from './ask';
import { approvalCard, namesIn, proofLines, riskLines } from './cards';
import { type TapParts, actorOf, advance, asWords, now, riskFacts, weigh } from './parts';
import { REASON_WORDS } from './words';

type Verdict = 'approve' | 'deny';

/** A decision needs the click of somebody who may, on facts read now; in Slack also their sign-in to Entra. */
export async function approve(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  return (await needsConfirmation(parts, turn, id))
    ? sendToConfirm(parts, turn, id, 'approve')
    : decideHere(parts, turn, id, 'approve');
}

export async function deny(parts: TapParts, turn: Turn, id: string, why: string): Promise<readonly Reply[]> {
  if (why.trim() === '')
    return [{ kind: 'dialog', title: 'Deny', view: refusalView(refuse('reason-missing').refusal) }];
  return (await needsConfirmation(parts, turn, id))
    ? sendToConfirm(parts, turn, id, 'deny', why)
    : decideHere(parts, turn, id, 'deny', why);
}

/** The approval card for one who may decide; the refusal for everybody else. */
export async function review(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const request = await parts.ledger.request(id);
  if (request === undefined)
    return { kind: 'dialog', title: 'Request', view: refusalView(refuse('request-unknown').refusal) };
  const weighed = await weigh(parts, 'deny', turn.who, request.target, request);
  if (!weighed.ok) return { kind: 'dialog', title: 'Request', view: refusalView(weighed.refusal) };
  return {
    kind: 'dialog',
    title: 'Request',
    view: await approvalCard(parts, request, { keepWords: turn.channel === 'teams', timeZone: turn.timeZone }),
  };
}

export function denyForm(id: string): Reply {
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: 'Deny this request',
      intro: 'The person is told your reason in Teams. No pass is made.',
      choices: [],
      texts: [
        {
          id: 'why',
          label: 'Why?',
          placeholder: 'One sentence they can do something with.',
          maxLength: 300,
          required: true,
        },
      ],
      submit: { title: 'Deny', does: { verb: 'pass.deny', request: id }, style: 'destructive' },
    },
    text: 'Deny this request, with a reason.',
  };
  return { kind: 'dialog', title: 'Deny', view: form };
}

/** A Slack account is not an Entra account (design.md section 3); the operator may let that pass for standard risk. */
async function needsConfirmation(parts: TapParts, turn: Turn, id: string): Promise<boolean> {
  if (turn.channel !== 'slack') return false;
  if (!parts.settings.decideInSlackWithoutStepUp) return true;
  return (await parts.ledger.request(id))?.risk.level !== 'standard';
}

async function decideHere(
  parts: TapParts,
  turn: Turn,
  id: string,
  verdict: Verdict,
  why = '',
): Promise<readonly Reply[]> {
  const decided = await decide(
    parts,
    { who: turn.who, channel: turn.channel, confirmed: turn.channel === 'teams' },
    id,
    verdict,
    asWords(why, now(parts)),
  );
  if (!decided.ok) return [show(verdict, decided.refusal)];
  const title = await decidedTitle(parts, decided.value, verdict);
  const view = notice(title, [decidedLine(decided.value, verdict)], { tone: 'good' });
  return [verdict === 'deny' ? { kind: 'close', text: view.text } : { kind: 'say', view }];
}

/** The deny form is a dialog and shows its refusal there; the approve button has no dialog. */
function show(verdict: Verdict, refusal: Refusal): Reply {
  const view = refusalView(refusal);
  return verdict === 'deny' ? { kind: 'dialog', title: 'Not decided', view } : { kind: 'say', view };
}

async function sendToConfirm(
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
  if (request.state !== 'awaiting-approval') return refused(notNow(request));
  const weighed = await weigh(parts, decision, turn.who, request.target, request);
  if (!weighed.ok) return refused(weighed.refusal);
  if (!(await parts.stepUpReady())) return refused(refuse('step-up-absent').refusal);
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

interface Decider {
  readonly who: string;
  readonly channel: Channel;
  readonly confirmed: boolean;
}

async function decide(
  parts: TapParts,
  { who, channel, confirmed }: Decider,
  id: string,
  verdict: Verdict,
  words: ReturnType<typeof asWords>,
  expectedVersion?: number,
): Promise<Outcome<TapRequest>> {
  return advance(parts, { actor: who, channel }, id, async (request) => {
    if (expectedVersion !== undefined && request.version !== expectedVersion)
      return refuse('request-changed', { state: stateInWords(request) });
    if (request.state !== 'awaiting-approval' && request.state !== 'awaiting-proof')
      return { ok: false, refusal: notNow(request) };
    const weighed = await weigh(parts, verdict, who, request.target, request);
    if (!weighed.ok) return weighed;
    const at = now(parts);
    const said = words === undefined ? {} : { words: [words] };
    const facts = { confirmed, reasonHash: words?.hash ?? null, ...riskFacts(weighed.value, at) };
    const jobs = await decisionJobs(parts, request, verdict);
    if (verdict === 'deny') {
      const event = { type: 'deny' as const, by: who, at, ...(words === undefined ? {} : { reasonHash: words.hash }) };
      return done({ event, act: 'request.denied', facts, jobs, ...said });
    }
    return done({
      event: { type: 'approve' as const, decision: { by: who, channel, at, confirmed } },
      act: 'request.approved',
      facts,
      jobs,
    });
  });
}

/** Everybody who waits hears of it by a new message; the posted cards change by themselves. */
async function decisionJobs(
  parts: TapParts,
  request: TapRequest,
  verdict: Verdict,
): Promise<(next: TapRequest) => readonly NewJob[]> {
  const people = [...new Set([request.recipient, request.requester])];
  const final = verdict === 'deny' || request.approvals.length + 1 >= request.approvalsNeeded;
  if (!final) return () => [];
  const preview: TapRequest =
    verdict === 'deny'
      ? { ...request, state: 'denied' }
      : { ...request, state: 'approved', openUntil: now(parts) + parts.settings.openMinutes * 60_000 };
  const jobs = await Promise.all(
    people.map((person) => statusJob(parts, preview, person, `decided:${String(request.version)}`)),
  );
  return (next) => [
    ...jobs,
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

function notNow(request: TapRequest): Refusal {
  if (request.state === 'awaiting-proof') return refuse('needs-proof').refusal;
  return refuse('request-decided', { state: stateInWords(request) }).refusal;
}

async function decidedTitle(parts: TapParts, request: TapRequest, verdict: Verdict): Promise<string> {
  const pass = `the pass for ${await parts.names.of(request.target)}`;
  if (verdict === 'deny') return `You denied ${pass}`;
  return request.state === 'approved' ? `You approved ${pass}` : `Your approval of ${pass} is recorded`;
}

function decidedLine(request: TapRequest, verdict: Verdict): string {
  if (verdict === 'deny') return 'No pass will be made. The person has been told why.';
  if (request.state !== 'approved')
    return `${String(request.approvals.length)} of ${String(request.approvalsNeeded)} approvals. Somebody else has to approve as well.`;
  return 'The recipient can open the pass in Teams now. It is made in Entra only at that moment, and nobody else sees it.';
}

/** The browser side: what was confirmed with Entra is decided here, by the same function as a click in Teams. */
export function confirmedDecisions(parts: TapParts): ConfirmedDecisions {
  return {
    preview: async (pending) => preview(parts, pending),
    decideConfirmed: async (pending) => {
      const words = pending.reasonHash === undefined ? undefined : await parts.ledger.words(pending.reasonHash);
      const said =
        pending.reasonHash === undefined ? undefined : { hash: pending.reasonHash, text: words ?? '', at: now(parts) };
      const decided = await decide(
        parts,
        { who: pending.person, channel: 'slack', confirmed: true },
        pending.request,
        pending.decision,
        said,
        pending.version,
      );
      if (!decided.ok) return decided;
      const title = await decidedTitle(parts, decided.value, pending.decision);
      return done(`${title}. ${decidedLine(decided.value, pending.decision)}`);
    },
  };
}

async function preview(parts: TapParts, pending: PendingDecision): Promise<Outcome<DecisionPreview>> {
  const request = await parts.ledger.request(pending.request);
  if (request === undefined) return refuse('request-unknown');
  if (request.version !== pending.version) return refuse('request-changed', { state: stateInWords(request) });
  const names = await namesIn(parts, request);
  return done({
    version: request.version,
    headline: `${pending.decision === 'approve' ? 'Approve' : 'Deny'} a Temporary Access Pass for ${names(request.target)}`,
    facts: [
      { title: 'For', value: names(request.target) },
      { title: 'Asked by', value: names(request.requester) },
      { title: 'Reason', value: REASON_WORDS[request.reason] },
      { title: 'Decide', value: untilWords(request.expiresAt, now(parts), 'UTC') },
    ],
    risk: riskLines(request),
    proofs: proofLines(request, names, 'UTC'),
  });
}
