import { done } from '../../domain/refusal';
import { type TapRequest, isOver } from '../../domain/tap-request';
import { notice } from '../notice';
import type { Delivery, NewJob } from '../ports';
import type { View } from '../views';
import { SYSTEM, type TapParts, advance, now } from './parts';
import type { JobEnd } from './settle';

const TRY_AGAIN = 20_000;
/** Slack may stay silent for this many tries; then Teams alone has to do. */
const SLACK_TRIES = 4;

/** Before somebody else can open a pass for an account, its owner hears of it wherever we can write to them. */
export function tellTargetJobs(request: TapRequest): readonly NewJob[] {
  if (request.recipientAs === 'self') return [];
  const body = { kind: 'tell-target', request: request.id } as const;
  return [{ key: `tell-target:${request.id}`, dueAt: request.createdAt, body }];
}

/** Until the message stands in their Teams chat, the pass cannot be opened (domain/tap-request, `target-untold`). */
export async function tellTarget(parts: TapParts, id: string, attempt: number): Promise<JobEnd> {
  const request = await parts.ledger.request(id);
  if (request === undefined || isOver(request) || request.targetToldAt !== undefined) return 'done';
  const view = await newsView(parts, request);
  const inSlack: Delivery | undefined = await parts.slack?.send({ channel: 'slack', person: request.target }, view);
  if (inSlack?.end === 'again' && attempt <= SLACK_TRIES) return { at: now(parts) + (inSlack.afterMs ?? TRY_AGAIN) };
  const inTeams = await parts.teams.send({ channel: 'teams', person: request.target }, view);
  if (inTeams.end !== 'delivered') {
    if (inTeams.end === 'unreachable') parts.observer.event('message.lost', { card: view.card, why: inTeams.why });
    return { at: now(parts) + TRY_AGAIN };
  }
  const channels = inSlack?.end === 'delivered' ? ['teams', 'slack'] : ['teams'];
  const noted = await advance(parts, SYSTEM, id, () =>
    done({ event: { type: 'target-told', at: now(parts) }, act: 'request.target-told', facts: { channels } }),
  );
  return noted.ok || noted.refusal.code !== 'request-changed' ? 'done' : { at: now(parts) + TRY_AGAIN };
}

async function newsView(parts: TapParts, request: TapRequest): Promise<View<'notice'>> {
  const names = await parts.names.ofAll([request.recipient, request.requester]);
  const manager = names.get(request.recipient) ?? 'your manager';
  const asked =
    request.requester === request.target
      ? 'You asked for it.'
      : `${names.get(request.requester) ?? 'A colleague'} from the helpdesk asked for it.`;
  return notice(
    `${manager}, your manager, is to receive a pass for your account`,
    [
      `${asked} With the pass, somebody can sign in as you once, so be there when it is opened.`,
      `It cannot be opened without the six-digit number that the helpdesk tells you. Tell it to ${manager} only, when you are together.`,
      'If you know nothing of this, press the button: no pass is made, and the security contacts are called.',
    ],
    {
      tone: 'attention',
      buttons: [
        {
          title: 'This was not me',
          does: { verb: 'method.not-mine', request: request.id },
          style: 'destructive',
        },
      ],
    },
  );
}
