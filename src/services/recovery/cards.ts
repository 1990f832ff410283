import { type TapRequest, isWaiting, stateInWords } from '../../domain/tap-request';
import { sentences } from '../notice';
import type { CopyOf, NewJob } from '../ports';
import { type ApprovalReader, approvalCard } from '../tap/approval-card';
import { namesIn, toneOf, whoAndWhy } from '../tap/cards';
import { type TapParts, now } from '../tap/parts';
import { type ProofReader, proofCard } from '../tap/proof-card';
import { capital } from '../tap/words';
import type { Address, Button, Labelled, Lines, MessageView, View } from '../views';
import { untilWords } from '../when';
import { zoneOf } from '../zone';
import { methodWords, resultLines } from './words';

/*
 * A removal looks like a request for a pass where it is one, the checks and the decision, and says instead of the pass
 * what goes and what is left.
 */

export interface Reader {
  readonly viewer?: string;
  readonly keepWords: boolean;
  readonly timeZone: string;
  readonly deciders?: NonNullable<ApprovalReader['deciders']>;
}

/** The posted card of this role, as it has to look now. */
export async function removalCard(
  parts: TapParts,
  request: TapRequest,
  role: CopyOf['role'],
  reader: Reader,
): Promise<MessageView> {
  switch (role) {
    case 'approval':
      return removalApproval(parts, request, reader);
    case 'vouch':
      return removalProof(parts, request, { ...reader, as: 'manager' });
    case 'verify':
      return removalProof(parts, request, { ...reader, as: 'agent' });
    default:
      return removalStatus(parts, request, reader.viewer ?? request.target);
  }
}

export async function removalApproval(
  parts: TapParts,
  request: TapRequest,
  reader: ApprovalReader,
): Promise<View<'tap-approval'>> {
  const card = await approvalCard(parts, request, reader);
  const headline = await headlineFor(parts, request, request.state === 'awaiting-approval');
  const facts = [...card.data.facts, ...whatGoes(parts, request, reader.timeZone ?? 'UTC')];
  const waiting = card.data.buttons.length > 0;
  return {
    ...card,
    data: {
      ...card.data,
      about: 'Sign-in methods: decision',
      headline,
      facts,
      risk: [...card.data.risk, ...warnings(request)],
    },
    text: waiting
      ? sentences([headline, ...facts.map(({ title, value }) => `${title}: ${value}`), ...warnings(request)])
      : sentences([headline, card.data.outcome].filter((part) => part !== '')),
  };
}

async function removalProof(parts: TapParts, request: TapRequest, reader: ProofReader): Promise<View<'tap-proof'>> {
  const card = await proofCard(parts, request, reader);
  const target = await parts.names.of(request.target);
  const headline =
    request.state === 'awaiting-proof'
      ? `Is it really ${target} whose sign-in methods are to be removed?`
      : await headlineFor(parts, request, false);
  const lines = card.data.lines.filter((line) => !line.includes('six-digit number'));
  return {
    ...card,
    data: {
      ...card.data,
      about: 'Sign-in methods: who is asking?',
      headline,
      facts: [...card.data.facts, ...whatGoes(parts, request, reader.timeZone)],
      lines,
    },
    text: sentences([headline, ...lines]),
  };
}

export async function removalStatus(parts: TapParts, request: TapRequest, viewer: string): Promise<View<'tap-status'>> {
  const names = await namesIn(parts, request);
  const timeZone = await zoneOf(parts.references, viewer);
  const headline = await headlineFor(parts, request, false);
  const lines = statusLines(parts, request, viewer, timeZone);
  return {
    card: 'tap-status',
    data: {
      about: 'Sign-in methods',
      tone: toneOf(request),
      headline,
      facts: [...whoAndWhy(request, names, viewer), ...whatGoes(parts, request, timeZone)],
      note: '',
      lines,
      buttons: statusButtons(request, viewer),
    },
    text: sentences([headline, ...lines]),
  };
}

async function headlineFor(parts: TapParts, request: TapRequest, asks: boolean): Promise<string> {
  const target = await parts.names.of(request.target);
  const what = subject(request);
  if (!asks) return `${capital(what)} for ${target}: ${stateInWords(request)}`;
  return request.requester === request.target
    ? `${target} asks for ${what}`
    : `${await parts.names.of(request.requester)} asks for ${what} for ${target}`;
}

/** "removing 2 sign-in methods and ending all sessions". */
export function subject({ removal }: TapRequest): string {
  const count = removal?.methods.length ?? 0;
  const methods =
    count === 0 ? undefined : `removing ${count === 1 ? 'a sign-in method' : `${String(count)} sign-in methods`}`;
  const sessions = removal?.sessions === true ? 'ending all sessions' : undefined;
  return [methods, sessions].filter((part) => part !== undefined).join(' and ');
}

function whatGoes(parts: TapParts, { removal }: TapRequest, timeZone: string): readonly Labelled[] {
  if (removal === undefined) return [];
  const at = now(parts);
  return [
    ...removal.methods.map((method) => ({ title: 'Removed', value: methodWords(method, at, timeZone) })),
    ...(removal.sessions ? [{ title: 'Sessions', value: 'all ended' }] : []),
    ...(removal.methods.length === 0
      ? []
      : [{ title: 'Left', value: removal.left.length === 0 ? 'nothing to sign in with' : removal.left.join(', ') }]),
  ];
}

function warnings({ removal }: TapRequest): Lines {
  return removal !== undefined && removal.methods.length > 0 && removal.left.length === 0
    ? ['This takes the last way to sign in. It waits until the pass for them is approved.']
    : [];
}

function statusLines(parts: TapParts, request: TapRequest, viewer: string, timeZone: string): Lines {
  const until = untilWords(request.expiresAt, now(parts), timeZone);
  const mine = viewer === request.target;
  switch (request.state) {
    case 'awaiting-proof':
      return [
        mine
          ? 'First, your manager or a helpdesk agent checks that it is really you. Expect a call or a visit.'
          : 'First, the manager or a helpdesk agent checks that it is really them.',
        `The request is open ${until}. Nothing has been removed so far.`,
      ];
    case 'awaiting-approval':
      return ['The approvers have been asked.', `They have time ${until}. Nothing has been removed so far.`];
    case 'approved':
      return [...warnings(request), 'It is approved and begins in a moment. Nothing has been removed so far.'];
    case 'removing':
      return request.removal === undefined ? [] : ['It is being done now.', ...resultLines(request.removal)];
    case 'completed':
      return request.removal === undefined ? [] : [...resultLines(request.removal), ...afterwards(request, mine)];
    default:
      return request.removal === undefined || request.removal.done.length === 0
        ? ['Nothing was removed.']
        : resultLines(request.removal);
  }
}

/** knowledge.md B-28, F-22: what is left on the phone, and what a person sees next. */
function afterwards(request: TapRequest, mine: boolean): Lines {
  const inApp = request.removal?.methods.some(({ kind }) => kind === 'passkey' || kind === 'authenticator') ?? false;
  return inApp && mine && request.reason === 'replaced-phone'
    ? ['If you still have the old phone, delete the account in **Authenticator** there as well.']
    : [];
}

function statusButtons(request: TapRequest, viewer: string): readonly Button[] {
  const open = isWaiting(request) || request.state === 'approved';
  if (!open || ![request.target, request.requester].includes(viewer)) return [];
  const withdraw: Button = { title: 'Withdraw', does: { verb: 'pass.withdraw', request: request.id } };
  if (viewer !== request.target || viewer === request.requester) return [withdraw];
  const stop: Button = {
    title: 'I did not ask for this',
    does: { verb: 'method.not-mine', request: request.id },
    style: 'destructive',
  };
  return [withdraw, stop];
}

/** The news for the target in Teams and for who asked, where they asked. */
export function toldJobs(parts: TapParts, request: TapRequest, key: string): Promise<NewJob[]> {
  const viewers = [...new Set([request.target, request.requester])];
  return Promise.all(
    viewers.map(async (viewer) => {
      const inSlack = viewer === request.requester && viewer !== request.target && request.requestedIn === 'slack';
      const to: Address = inSlack ? { channel: 'slack', person: viewer } : { channel: 'teams', person: viewer };
      const view = await removalStatus(parts, request, viewer);
      const copy = { request: request.id, role: 'status' } as const;
      return {
        key: `status:${request.id}:${viewer}:${key}`,
        dueAt: now(parts),
        body: { kind: 'tell', to, view, copy } as const,
      };
    }),
  );
}
