import { counted } from '../../domain/brakes';
import { proofsMissing } from '../../domain/proofs';
import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import { type Proof, type ProofWay, type TapRequest, PROOF_WAYS, isOver, stateInWords } from '../../domain/tap-request';
import { notice, refusalView } from '../notice';
import type { Reply, Turn } from '../turn';
import type { Lines, View } from '../views';
import { pairingDialog } from './dialogs';
import { type TapParts, actorOf, advance, now, riskFacts, weigh } from './parts';
import { missingLine } from './proof-card';
import { askApprovers, statusJobs } from './status-jobs';
import { WAY_WORDS } from './words';

/** "How did you check?" Knowledge questions do not exist: anybody can know a birthday. */
export async function proveForm(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const allowed = await mayProve(parts, turn, id);
  if (!allowed.ok) return refusedDialog('Not possible', allowed.refusal);
  const name = await parts.names.of(allowed.value.request.target);
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: `Was it really ${name}?`,
      intro: `You record under your own name that you checked. Afterwards somebody else decides; you cannot approve this request yourself.`,
      choices: [
        {
          id: 'way',
          label: 'I have spoken with them …',
          options: PROOF_WAYS.map((value) => ({ title: WAY_WORDS[value], value })),
          value: '',
          required: true,
        },
      ],
      texts: [],
      submit: { title: 'Yes, it was them', does: { verb: 'pass.prove', request: id }, style: 'positive' },
    },
    text: `Record how you checked that it is ${name}.`,
  };
  return { kind: 'dialog', title: 'Check who is asking', view: form };
}

export async function prove(parts: TapParts, turn: Turn, id: string, way: ProofWay): Promise<readonly Reply[]> {
  const proved = await advance(parts, actorOf(turn), id, async (request) => {
    const as = await actsAs(parts, turn, request, 'prove');
    if (!as.ok) return as;
    const at = now(parts);
    const proof = { by: turn.who, as: as.value.as, way, at };
    const proofs = [...request.proofs, proof];
    const enough = proofsMissing({ ...request, proofs }).count === 0;
    const told = enough ? await statusJobs(parts, { ...request, proofs, state: 'awaiting-approval' }, 'proved') : [];
    return done({
      event: { type: 'prove', proof },
      act: 'request.proved',
      facts: { as: proof.as, way, ...riskFacts(as.value.weighed, at) },
      counts: [counted(proof.as, turn.who, id, at)],
      jobs: (next) => (next.state === 'awaiting-approval' ? [askApprovers(next), ...told] : []),
    });
  });
  if (!proved.ok) return [refusedDialog('Not recorded', proved.refusal)];
  const request = proved.value;
  const proof = request.proofs.find(({ by }) => by === turn.who);
  return [await recorded(parts, request, proof)];
}

/** The answer to whoever has just recorded a check: their number, and what comes next. */
export async function recorded(parts: TapParts, request: TapRequest, proof: Proof | undefined): Promise<Reply> {
  const next =
    request.state === 'awaiting-proof'
      ? `Recorded. ${missingLine(request)}`
      : 'Recorded. Now somebody else decides. Nothing more is needed from you.';
  const hasNumber = proof !== undefined && proof.by !== request.recipient && request.removal === undefined;
  return hasNumber ? numberDialog(parts, request, proof, [next]) : { kind: 'close', text: next };
}

/** Once more, for the same verifier only, and only while the pass has not been opened. */
export async function showNumber(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return refusedDialog('Not possible', refuse('request-unknown').refusal);
  const proof = request.proofs.find(({ by }) => by === turn.who);
  if (proof === undefined || request.recipient === turn.who)
    return refusedDialog('Not possible', refuse('not-verifier').refusal);
  if (isOver(request) || request.state === 'open' || request.state === 'opening')
    return refusedDialog('Not possible', refuse('request-over', { state: stateInWords(request) }).refusal);
  const may = await actsAs(parts, turn, request, 'stop');
  return may.ok ? numberDialog(parts, request, proof, []) : refusedDialog('Not possible', may.refusal);
}

async function numberDialog(parts: TapParts, request: TapRequest, proof: Proof, lines: Lines): Promise<Reply> {
  const names = await parts.names.ofAll([request.target, request.recipient]);
  const [target = '', recipient = ''] = [names.get(request.target), names.get(request.recipient)];
  const who =
    request.recipientAs === 'self'
      ? `${target} types it before the pass is made. Whoever has only got into their chat does not know it.`
      : `${recipient}, the manager, opens the pass and needs the number from ${target}. So tell it to ${target} only.`;
  return pairingDialog(parts.pairing.of(request, proof), target, [
    who,
    'Say it in this conversation. Do not write it down or send it; you can see it again with "Show my number again".',
    ...lines,
  ]);
}

/** The manager or agent says it is not them: that ends the request and warns the person it is about. */
export async function cannotVouch(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  const ended = await advance(parts, actorOf(turn), id, async (request) => {
    const as = await actsAs(parts, turn, request, 'stop');
    if (!as.ok) return as;
    const at = now(parts);
    const stopped: TapRequest = { ...request, state: 'denied', denied: { by: turn.who, at } };
    const others = await statusJobs(parts, stopped, 'not-vouched', [request.target, turn.who]);
    return done({
      event: { type: 'deny', by: turn.who, at },
      act: 'request.not-vouched',
      facts: { as: as.value.as, ...riskFacts(as.value.weighed, at) },
      jobs: (next) => [
        ...others,
        {
          key: `not-vouched:${next.id}`,
          dueAt: at,
          body: { kind: 'tell', to: { channel: 'teams', person: next.target }, view: stoppedView(next) },
        },
      ],
    });
  });
  if (!ended.ok) return [{ kind: 'say', view: refusalView(ended.refusal) }];
  const lines = ['Thank you. The request has ended, no pass was made, and the person has been told in Teams.'];
  return [{ kind: 'say', view: notice('Stopped', lines, { tone: 'good' }) }];
}

function stoppedView({ removal }: TapRequest): View<'notice'> {
  const pass = removal === undefined;
  return notice(
    pass ? 'Your request for a pass was stopped' : 'The removal of your sign-in methods was stopped',
    [
      'Whoever was asked to check could not confirm that it was you.',
      'If you asked, speak with the helpdesk. If you did not, tell them at once: somebody may be using your account.',
      pass ? 'No pass was made.' : 'Nothing was removed.',
    ],
    { tone: 'warning' },
  );
}

async function mayProve(parts: TapParts, turn: Turn, id: string): Promise<Outcome<{ request: TapRequest }>> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return refuse('request-unknown');
  if (request.state !== 'awaiting-proof')
    return refuse(isOver(request) ? 'request-over' : 'request-decided', { state: stateFor(request) });
  if (request.proofs.some(({ by }) => by === turn.who)) return refuse('already-proved');
  const as = await actsAs(parts, turn, request, 'prove');
  return as.ok ? done({ request }) : as;
}

/** As the manager where the directory says so, as an agent otherwise; the refusal of the more likely role. */
async function actsAs(parts: TapParts, turn: Turn, request: TapRequest, act: 'prove' | 'stop') {
  const asManager = await weigh(parts, `${act}-as-manager`, turn.who, request.target, request);
  // A manager has no second sign-in to show in Slack: their word counts where their Entra account gives it.
  if (asManager.ok && act === 'prove' && turn.channel !== 'teams') return refuse('only-in-teams');
  if (asManager.ok) return done({ as: 'manager' as const, weighed: asManager.value });
  if (asManager.refusal.code !== 'not-manager') return asManager;
  const asAgent = await weigh(parts, `${act}-as-agent`, turn.who, request.target, request);
  return asAgent.ok ? done({ as: 'agent' as const, weighed: asAgent.value }) : asAgent;
}

function refusedDialog(title: string, refusal: Refusal): Reply {
  return { kind: 'dialog', title, view: refusalView(refusal) };
}

function stateFor(request: TapRequest): string {
  return request.state === 'awaiting-approval' ? 'somebody has checked already' : stateInWords(request);
}
