import { done } from '../../domain/refusal';
import { type Outcome, refuse } from '../../domain/refusal';
import { type ProofWay, type TapRequest, PROOF_WAYS, isOver } from '../../domain/tap-request';
import { notice, refusalView } from '../notice';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { askApprovers, statusJob } from './ask';
import { type TapParts, actorOf, advance, now, riskFacts, weigh } from './parts';
import { WAY_WORDS } from './words';

/** "How did you check?" Knowledge questions do not exist: anybody can know a birthday. */
export async function proveForm(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const allowed = await mayProve(parts, turn, id);
  if (!allowed.ok) return { kind: 'dialog', title: 'Not possible', view: refusalView(allowed.refusal) };
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
    const jobs = await movedJobs(parts, request);
    return done({
      event: { type: 'prove', proof },
      act: 'request.proved',
      facts: { as: proof.as, way, ...riskFacts(as.value.weighed, at) },
      jobs: (next) => (next.state === 'awaiting-approval' ? [askApprovers(next), ...jobs] : []),
    });
  });
  if (!proved.ok) return [{ kind: 'dialog', title: 'Not recorded', view: refusalView(proved.refusal) }];
  return [{ kind: 'close', text: 'Recorded. Now somebody else decides. Nothing more is needed from you.' }];
}

/** The manager or agent says it is not them: that ends the request and warns the person it is about. */
export async function cannotVouch(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  const ended = await advance(parts, actorOf(turn), id, async (request) => {
    const as = await actsAs(parts, turn, request, 'stop');
    if (!as.ok) return as;
    const at = now(parts);
    const stopped: TapRequest = { ...request, state: 'denied', denied: { by: turn.who, at } };
    const forRequester =
      request.requester === request.target || request.requester === turn.who
        ? []
        : [await statusJob(parts, stopped, request.requester, 'not-vouched')];
    return done({
      event: { type: 'deny', by: turn.who, at },
      act: 'request.not-vouched',
      facts: { as: as.value.as },
      jobs: (next) => [
        ...forRequester,
        {
          key: `not-vouched:${next.id}`,
          dueAt: at,
          body: {
            kind: 'tell',
            to: { channel: 'teams', person: next.target },
            view: notice(
              'Your request for a pass was stopped',
              [
                'Whoever was asked to check could not confirm that it was you.',
                'If you asked, speak with the helpdesk. If you did not, tell them at once: somebody may be using your account.',
                'No pass was made.',
              ],
              { tone: 'warning' },
            ),
          },
        },
      ],
    });
  });
  if (!ended.ok) return [{ kind: 'say', view: refusalView(ended.refusal) }];
  return [
    {
      kind: 'say',
      view: notice(
        'Stopped',
        ['Thank you. The request has ended, no pass was made, and the person has been told in Teams.'],
        { tone: 'good' },
      ),
    },
  ];
}

async function mayProve(parts: TapParts, turn: Turn, id: string): Promise<Outcome<{ request: TapRequest }>> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return refuse('request-unknown');
  if (request.state !== 'awaiting-proof')
    return refuse(isOver(request) ? 'request-over' : 'request-decided', { state: stateFor(request) });
  const as = await actsAs(parts, turn, request, 'prove');
  return as.ok ? done({ request }) : as;
}

/** As the manager where the directory says so, as an agent otherwise; the refusal of the more likely role. */
async function actsAs(parts: TapParts, turn: Turn, request: TapRequest, act: 'prove' | 'stop') {
  const asManager = await weigh(parts, `${act}-as-manager`, turn.who, request.target, request);
  if (asManager.ok) return done({ as: 'manager' as const, weighed: asManager.value });
  if (asManager.refusal.code !== 'not-manager') return asManager;
  const asAgent = await weigh(parts, `${act}-as-agent`, turn.who, request.target, request);
  return asAgent.ok ? done({ as: 'agent' as const, weighed: asAgent.value }) : asAgent;
}

async function movedJobs(parts: TapParts, request: TapRequest) {
  return [await statusJob(parts, { ...request, state: 'awaiting-approval' }, request.recipient, 'proved')];
}

function stateFor(request: TapRequest): string {
  return request.state === 'awaiting-approval' ? 'somebody has checked already' : `it is ${request.state}`;
}
