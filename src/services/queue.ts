import type { Clock } from '../domain/clock';
import type { DutyRules } from '../domain/duties';
import { type TapRequest, stateInWords } from '../domain/tap-request';
import { refusalView } from './notice';
import type { Names } from './names';
import type { Directory, Ledger, TenantReader } from './ports';
import { readActor } from './tap/parts';
import { REASON_WORDS } from './tap/words';
import type { Reply, Turn } from './turn';
import type { Button, View } from './views';
import { untilWords } from './when';

export interface QueueParts {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly tenant: TenantReader;
  readonly names: Names;
  readonly clock: Clock;
  readonly rules: DutyRules;
}

const SHOWN_AT_MOST = 10;

/** What waits for this person: requests they may decide about or check, and what they asked for themselves. */
export async function queue(parts: QueueParts, turn: Turn): Promise<readonly Reply[]> {
  const actor = await readActor(parts, turn.who);
  if (!actor.groups.known)
    return [
      {
        kind: 'say',
        view: refusalView({
          code: 'facts-unread',
          facts: { what: 'your group memberships' },
          changed: 'Nothing was changed.',
        }),
      },
    ];
  const waiting = await parts.ledger.waiting(200);
  const forMe = waiting.filter((request) =>
    waitsFor(request, turn.who, actor.groups.known ? actor.groups.value : new Set(), parts.rules),
  );
  const mine = waiting.filter((request) => request.requester === turn.who);
  const rows = await Promise.all(forMe.slice(0, SHOWN_AT_MOST).map((request) => row(parts, request, turn)));
  const headline =
    forMe.length === 0
      ? 'Nothing waits for you'
      : `${String(forMe.length)} ${forMe.length === 1 ? 'request waits' : 'requests wait'} for you`;
  const lines = [
    ...(forMe.length > SHOWN_AT_MOST ? [`The ${String(SHOWN_AT_MOST)} oldest are shown.`] : []),
    ...(mine.length === 0
      ? []
      : [
          `You asked for ${String(mine.length)} more, and somebody else has to decide about ${mine.length === 1 ? 'it' : 'them'}.`,
        ]),
    ...(actor.groups.value.has(parts.rules.helpdeskGroupId)
      ? ['To look somebody up, write "/passwordless lookup" and a name.']
      : []),
  ];
  const view: View<'queue'> = {
    card: 'queue',
    data: { headline, lines, waiting: rows, buttons: [{ title: 'Refresh', does: { verb: 'queue' } }], links: [] },
    text: [headline, ...rows.map((item) => `${item.title}: ${item.detail}`), ...lines].join('. '),
  };
  return [{ kind: 'say', view }];
}

/** A hint of who may act, from what is at hand; the act itself is decided on fresh facts. */
function waitsFor(request: TapRequest, who: string, groups: ReadonlySet<string>, rules: DutyRules): boolean {
  if (request.target === who || request.recipient === who) return false;
  if (request.state === 'awaiting-proof') return groups.has(rules.helpdeskGroupId);
  const inApprovers = groups.has(
    request.risk.level === 'privileged' ? (rules.privilegedApproverGroupId ?? '') : rules.approverGroupId,
  );
  return (
    inApprovers && request.requester !== who && ![...request.proofs, ...request.approvals].some(({ by }) => by === who)
  );
}

async function row(
  parts: QueueParts,
  request: TapRequest,
  turn: Turn,
): Promise<{ title: string; detail: string; button: Button }> {
  const now = parts.clock.now().getTime();
  const button: Button =
    request.state === 'awaiting-proof'
      ? { title: 'I have checked who it is', does: { verb: 'pass.prove-form', request: request.id }, opens: 'dialog' }
      : { title: 'Look and decide', does: { verb: 'pass.review', request: request.id }, opens: 'dialog' };
  return {
    title: `A pass for ${await parts.names.of(request.target)}`,
    detail: `${REASON_WORDS[request.reason]} · ${stateInWords(request)} · ${untilWords(request.expiresAt, now, turn.timeZone)}`,
    button,
  };
}
