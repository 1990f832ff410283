import { HOUR } from '../../domain/clock';
import { nameOf } from '../../domain/duties';
import { type Outcome, done, refuse } from '../../domain/refusal';
import {
  type PassReason,
  type Proof,
  type ProofWay,
  type TapRequest,
  PASS_REASONS,
  PROOF_WAYS,
  newRequest,
} from '../../domain/tap-request';
import { notice, refusalView } from '../notice';
import type { NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import type { Address, View } from '../views';
import { zoneOf } from '../zone';
import { approversWhoMayDecide } from './approvers';
import { proofCard, statusCard } from './cards';
import { type TapParts, type Weighed, actorOf, asWords, neededAt, now, riskFacts, weigh, wouldWork } from './parts';
import { REASON_WORDS, WAY_WORDS } from './words';

/** The form to ask for a pass. An agent who asks for somebody may record at once how they checked who it is. */
export async function askForm(
  parts: TapParts,
  turn: Turn,
  { person, reason }: { readonly person?: string; readonly reason?: PassReason },
): Promise<Reply> {
  const forSomebody = person !== undefined && person !== turn.who;
  if (forSomebody) {
    // Not even a name, and no form in vain, for those who may not ask for others.
    const may = await weigh(parts, 'look-up', turn.who, person);
    if (!may.ok) return { kind: 'dialog', title: 'Not possible', view: refusalView(may.refusal) };
  }
  const name = forSomebody ? await parts.names.of(person) : '';
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: forSomebody ? `A pass for ${name}` : 'Ask for a pass',
      intro: forSomebody
        ? 'Somebody else decides about it, and only the person themselves will see the pass, in Teams.'
        : 'A Temporary Access Pass lets you sign in once and set up your phone again. Your manager or the helpdesk first checks that it is you; then somebody else decides.',
      choices: [
        {
          id: 'reason',
          label: 'What happened?',
          options: PASS_REASONS.map((value) => ({ title: REASON_WORDS[value], value })),
          value: reason ?? '',
          required: true,
        },
        ...(forSomebody
          ? [
              {
                id: 'way',
                label: 'How did you check who it is?',
                options: [
                  ...PROOF_WAYS.map((value) => ({ title: capital(WAY_WORDS[value]), value })),
                  { title: 'Not yet: ask the manager or a colleague', value: 'not-yet' },
                ],
                value: '',
                required: false,
              },
            ]
          : []),
      ],
      texts: [
        {
          id: 'note',
          label: 'Anything the approver should know?',
          placeholder: 'No passwords or codes, please.',
          maxLength: 500,
          required: false,
        },
      ],
      submit: {
        title: 'Ask for the pass',
        does: { verb: 'pass.ask', ...(forSomebody ? { person } : {}) },
        style: 'positive',
      },
    },
    text: forSomebody ? `Ask for a pass for ${name}.` : 'Ask for a pass.',
  };
  return { kind: 'dialog', title: 'Temporary Access Pass', view: form };
}

export interface Ask {
  readonly person?: string;
  readonly reason: PassReason;
  readonly note: string;
  readonly way?: ProofWay;
}

/** Everything that could make the pass useless or dangerous is looked at before anybody is bothered. */
export async function ask(parts: TapParts, turn: Turn, asked: Ask): Promise<readonly Reply[]> {
  const made = await makeRequest(parts, turn, asked);
  if (!made.ok) return [{ kind: 'dialog', title: 'Not possible', view: refusalView(made.refusal) }];
  const said =
    turn.who === made.value.recipient
      ? 'Your request is on its way. You will hear from me here.'
      : 'The request is on its way. You will hear from me when something happens.';
  return [{ kind: 'close', text: said }];
}

async function makeRequest(parts: TapParts, turn: Turn, asked: Ask): Promise<Outcome<TapRequest>> {
  const target = asked.person ?? turn.who;
  const weighed = await weigh(parts, 'ask', turn.who, target);
  if (!weighed.ok) return weighed;
  const usable = wouldWork(weighed.value.target, {
    lifetimeMinutes: parts.settings.lifetimeMinutes,
    usableOnce: parts.settings.usableOnce,
  });
  if (!usable.ok) return usable;
  const request = draft(parts, turn, target, asked, weighed.value);
  const reached = await reachable(parts, request, weighed.value);
  if (!reached.ok) return reached;
  const at = request.createdAt;
  const words = asWords(asked.note, at);
  const jobs = await firstJobs(parts, request, weighed.value);
  const committed = await parts.ledger.commit({
    request,
    audit: [
      {
        chain: request.id,
        at,
        ...actorOf(turn),
        act: 'request.asked',
        facts: {
          version: 1,
          state: request.state,
          target,
          recipient: request.recipient,
          reason: request.reason,
          noteHash: request.noteHash ?? null,
          proofs: request.proofs.map((proof) => `${proof.as}:${proof.way}`),
          ...riskFacts(weighed.value, at),
        },
      },
    ],
    jobs,
    ...(words === undefined ? {} : { words: [words] }),
  });
  if (committed.end !== 'written') return refuse('request-open', { target: nameOf(weighed.value.target) });
  parts.observer.event('tap.changed', { act: 'request.asked', state: request.state });
  return done(request);
}

function draft(parts: TapParts, turn: Turn, target: string, asked: Ask, { risk }: Weighed): TapRequest {
  const at = now(parts);
  const { settings } = parts;
  const words = asWords(asked.note, at);
  // An agent who asks for somebody may have verified them; nobody verifies themselves.
  const proofs: readonly Proof[] =
    asked.way !== undefined && target !== turn.who ? [{ by: turn.who, as: 'agent', way: asked.way, at }] : [];
  return newRequest({
    id: parts.ids.next(),
    target,
    requester: turn.who,
    requestedIn: turn.channel,
    recipient: target,
    recipientAs: 'self',
    reason: asked.reason,
    ...(words === undefined ? {} : { noteHash: words.hash }),
    createdAt: at,
    expiresAt: at + settings.requestHours * HOUR,
    lifetimeMinutes: settings.lifetimeMinutes,
    usableOnce: settings.usableOnce,
    ...neededAt(risk, settings),
    risk,
    proofs,
  });
}

/** A request that cannot end well is refused now, with who cannot be reached. */
async function reachable(parts: TapParts, request: TapRequest, { target }: Weighed): Promise<Outcome<void>> {
  if (!(await parts.teams.reaches(request.recipient))) return refuse('target-unreachable', { target: nameOf(target) });
  const deciders = await approversWhoMayDecide(parts, request, target);
  if (!deciders.ok) return deciders;
  return deciders.value.length < request.approvalsNeeded ? refuse('nobody-to-decide') : done(undefined);
}

async function firstJobs(parts: TapParts, request: TapRequest, { target }: Weighed): Promise<readonly NewJob[]> {
  const at = request.createdAt;
  const jobs: NewJob[] = [
    { key: `expire:${request.id}:1`, dueAt: request.expiresAt, body: { kind: 'expire-request', request: request.id } },
  ];
  for (const viewer of new Set([request.recipient, request.requester]))
    jobs.push(await statusJob(parts, request, viewer, 'first'));
  if (request.state === 'awaiting-approval') jobs.push(askApprovers(request));
  else jobs.push(...(await proofJobs(parts, request, target.manager.known ? target.manager.value?.id : undefined, at)));
  return jobs;
}

export function askApprovers(request: TapRequest): NewJob {
  return {
    key: `approvers:${request.id}:${String(request.version)}`,
    dueAt: request.createdAt,
    body: { kind: 'ask-approvers', request: request.id },
  };
}

/** The card that follows the request for one person. Whoever asked in Slack is told in Slack, everybody else in Teams. */
export async function statusJob(parts: TapParts, request: TapRequest, viewer: string, key: string): Promise<NewJob> {
  const inSlack = viewer === request.requester && viewer !== request.recipient && request.requestedIn === 'slack';
  const to: Address = inSlack ? { channel: 'slack', person: viewer } : { channel: 'teams', person: viewer };
  const view = await statusCard(parts, request, viewer, !inSlack);
  const copy = { request: request.id, role: 'status' } as const;
  return { key: `status:${request.id}:${viewer}:${key}`, dueAt: now(parts), body: { kind: 'tell', to, view, copy } };
}

/** Asks the manager and the helpdesk to check who it is; whoever did so already is not asked again. */
export async function proofJobs(
  parts: TapParts,
  request: TapRequest,
  manager: string | undefined,
  at: number,
): Promise<readonly NewJob[]> {
  const jobs: NewJob[] = [];
  const proved = new Set(request.proofs.map((proof) => proof.by));
  if (manager !== undefined && !proved.has(manager)) {
    const view = await proofCard(parts, request, 'manager', await zoneOf(parts.references, manager));
    jobs.push({
      key: `vouch:${request.id}:${String(request.version)}`,
      dueAt: at,
      body: {
        kind: 'tell',
        to: { channel: 'teams', person: manager },
        view,
        copy: { request: request.id, role: 'vouch' },
      },
    });
  }
  if (parts.settings.slackRooms) {
    const view = await proofCard(parts, request, 'agent', 'UTC');
    jobs.push({
      key: `verify:${request.id}:${String(request.version)}`,
      dueAt: at,
      body: {
        kind: 'tell',
        to: { channel: 'slack', room: 'helpdesk' },
        view,
        copy: { request: request.id, role: 'verify' },
      },
    });
  }
  return jobs;
}

/** "status": what is open for this person, or that nothing is. */
export async function status(parts: TapParts, turn: Turn, id?: string): Promise<readonly Reply[]> {
  const request = id === undefined ? await parts.ledger.openRequestFor(turn.who) : await parts.ledger.request(id);
  const mine = request !== undefined && [request.target, request.requester, request.recipient].includes(turn.who);
  if (request === undefined || !mine) {
    const lines = ['You have no open request.', 'Write "I need a pass" if you cannot sign in.'];
    return [{ kind: 'say', view: notice('Nothing is open', lines) }];
  }
  return [{ kind: 'say', view: await statusCard(parts, request, turn.who, turn.channel === 'teams') }];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
