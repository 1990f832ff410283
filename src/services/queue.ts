import type { Clock } from '../domain/clock';
import type { DutyRules } from '../domain/duties';
import { type Outcome, done, refuse } from '../domain/refusal';
import { seatFor } from '../domain/seats';
import { type TapRequest, stateInWords } from '../domain/tap-request';
import { refusalView } from './notice';
import type { Names } from './names';
import type { Copies, Directory, Ledger } from './ports';
import { readActor } from './tap/parts';
import { REASON_WORDS } from './tap/words';
import type { Reply, Turn } from './turn';
import type { Button, Lines, View } from './views';
import { untilWords } from './when';

export interface QueueParts {
  readonly ledger: Ledger;
  readonly copies: Copies;
  readonly directory: Directory;
  readonly names: Names;
  readonly clock: Clock;
  readonly rules: DutyRules;
}

const SHOWN_AT_MOST = 10;

type Duty = 'decide' | 'verify' | 'vouch' | 'answer';

export interface Waiting {
  readonly request: TapRequest;
  readonly duty: Duty;
}

/** What waits for somebody, oldest first, and the groups that say so. */
export interface Work {
  readonly groups: ReadonlySet<string>;
  readonly forMe: readonly Waiting[];
  /** How many they asked for and others have to decide about. */
  readonly mine: number;
}

export async function workOf(parts: QueueParts, who: string): Promise<Outcome<Work>> {
  const actor = await readActor(parts, who);
  if (!actor.groups.known) return refuse('facts-unread', { what: 'your group memberships' });
  const groups = actor.groups.value;
  const waiting = await parts.ledger.waiting(200);
  const duties = await Promise.all(
    waiting.map(async (request) => ({ request, duty: await dutyOf(parts, request, who, groups) })),
  );
  const forMe = duties.flatMap(({ request, duty }) => (duty === undefined ? [] : [{ request, duty }]));
  const mine = duties.filter(({ request, duty }) => request.requester === who && duty === undefined).length;
  return done({ groups, forMe, mine });
}

/** What waits for this person, by what they would do about it; and what they asked for and others decide about. */
export async function queue(
  parts: QueueParts,
  turn: Turn,
  asked: { readonly page?: string } = {},
): Promise<readonly Reply[]> {
  const work = await workOf(parts, turn.who);
  if (!work.ok) return [{ kind: 'say', view: refusalView(work.refusal) }];
  const { groups, forMe, mine } = work.value;
  const pages = Math.max(1, Math.ceil(forMe.length / SHOWN_AT_MOST));
  const page = Math.min(Math.max(1, Number(asked.page ?? 1)), pages);
  const from = (page - 1) * SHOWN_AT_MOST;
  const shown = forMe.slice(from, from + SHOWN_AT_MOST);
  const rows = await Promise.all(shown.map((one) => waitingRow(parts, one, turn)));
  const headline =
    forMe.length === 0
      ? 'Nothing waits for you'
      : `${String(forMe.length)} ${forMe.length === 1 ? 'request waits' : 'requests wait'} for you`;
  const lines = [
    ...dutyLines(forMe.map(({ duty }) => duty)),
    ...(pages > 1
      ? [`${String(from + 1)} to ${String(from + shown.length)} of ${String(forMe.length)}, oldest first.`]
      : []),
    ...(mine === 0
      ? []
      : [`You asked for ${String(mine)} more, and somebody else has to decide about ${mine === 1 ? 'it' : 'them'}.`]),
  ];
  const turnTo = (title: string, to: number): readonly Button[] =>
    to < 1 || to > pages ? [] : [{ title, does: { verb: 'queue', page: String(to) } }];
  const buttons: readonly Button[] = [
    ...turnTo('Next', page + 1),
    ...turnTo('Previous', page - 1),
    ...(groups.has(parts.rules.helpdeskGroupId)
      ? [{ title: 'Look somebody up', does: { verb: 'person.search' }, opens: 'dialog' } as const]
      : []),
    { title: 'Refresh', does: { verb: 'queue' } },
  ];
  const view: View<'queue'> = {
    card: 'queue',
    data: { headline, lines, waiting: rows, buttons, links: [] },
    text: [headline, ...rows.map((item) => `${item.title}: ${item.detail}`), ...lines].join('. '),
  };
  return [{ kind: 'say', view }];
}

/** A hint of who may act, from what is at hand; the act itself is decided on fresh facts. */
async function dutyOf(
  parts: QueueParts,
  request: TapRequest,
  who: string,
  groups: ReadonlySet<string>,
): Promise<Duty | undefined> {
  if (request.changesAsked !== undefined) return request.requester === who ? 'answer' : undefined;
  if (request.target === who || [...request.proofs, ...request.approvals].some(({ by }) => by === who))
    return undefined;
  if (request.state === 'awaiting-proof') {
    if (await isAskedToVouch(parts, request, who)) return 'vouch';
    return groups.has(parts.rules.helpdeskGroupId) ? 'verify' : undefined;
  }
  if (request.requester === who || request.recipient === who) return undefined;
  return seatFor(groups, request.risk, request, parts.rules) === undefined ? undefined : 'decide';
}

/** The directory named them when the request was made: they have the card. */
async function isAskedToVouch({ copies }: QueueParts, request: TapRequest, who: string): Promise<boolean> {
  return (await copies.of(request.id)).some(({ role, viewer }) => role === 'vouch' && viewer === who);
}

const DUTY_WORDS: Record<Duty, string> = {
  decide: 'to decide',
  verify: 'to check who is asking',
  vouch: 'to vouch for as the manager',
  answer: 'to answer, because an approver asked for changes',
};

/** Where there is more than one kind of work, how much of each. */
function dutyLines(duties: readonly Duty[]): Lines {
  const kinds = [...new Set(duties)];
  if (kinds.length < 2) return [];
  const count = (kind: Duty) => String(duties.filter((duty) => duty === kind).length);
  return [`${kinds.map((kind) => `${count(kind)} ${DUTY_WORDS[kind]}`).join(', ')}.`];
}

const DUTY_BUTTONS: Record<Duty, { readonly title: string; readonly verb: string }> = {
  decide: { title: 'Look and decide', verb: 'pass.review' },
  verify: { title: 'I have checked who it is', verb: 'pass.prove-form' },
  vouch: { title: 'I have spoken with them', verb: 'pass.prove-form' },
  answer: { title: 'Change my request', verb: 'pass.amend-form' },
};

export async function waitingRow(
  parts: Pick<QueueParts, 'clock' | 'names'>,
  { request, duty }: Waiting,
  turn: Turn,
): Promise<{ title: string; detail: string; button: Button }> {
  const now = parts.clock.now().getTime();
  const { title, verb } = DUTY_BUTTONS[duty];
  const state = duty === 'answer' ? 'an approver asked for changes' : stateInWords(request);
  const what = request.removal === undefined ? 'A pass for' : 'A removal for';
  return {
    title: `${what} ${await parts.names.of(request.target)}`,
    detail: `${REASON_WORDS[request.reason]} · ${state} · ${untilWords(request.expiresAt, now, turn.timeZone)}`,
    button: { title, does: { verb, request: request.id }, opens: 'dialog' },
  };
}
