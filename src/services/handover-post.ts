import { MINUTE, SECOND } from '../domain/clock';
import { contentOf, type HandoverContent, handoverView } from './handover-card';
import { chainOf, type HandoverParts, keyOf, pageButton, SENT, takenBy } from './handover-parts';
import { notice } from './notice';
import type { AuditEntry, Delivery, JobBody, Messenger } from './ports';
import type { Address, Button, MessageView } from './views';
import type { JobResult } from './worker';
import { zoneOf } from './zone';

/** Agents written to one by one, where there is no channel. */
const AGENTS_AT_MOST = 10;
/** After this many tries nobody can be reached, and whoever waits is told. */
const TRIES = 8;

const NOBODY_READ = 'Nobody has read what you sent. Please call or write to your helpdesk as usual.';

/** Posts the card where it is not yet, and draws it again where it is. Any number of times comes to the same. */
export async function postHandover(
  parts: HandoverParts,
  { handover: id }: Extract<JobBody, { kind: 'show-handover' }>,
  attempt: number,
): Promise<JobResult> {
  const { conversations, copies, ledger } = parts;
  const state = await conversations.get(keyOf(id));
  if (state === undefined || state.at !== SENT) return 'done';
  const content = contentOf(state.answers);
  const taken = takenBy(await ledger.auditOf(chainOf(id)));
  const posted = await copies.of(id);
  const draw = (to: Address): Promise<MessageView> => cardFor(parts, id, content, taken, to);
  if (posted.length > 0) {
    const ends = posted.map(async ({ address, message }) =>
      messengerFor(parts, address)?.update(address, message, await draw(address)),
    );
    return (await laterOf(parts, await Promise.all(ends), attempt)) ?? 'done';
  }
  const ends = (await placesFor(parts, content)).map(async (address) => {
    const end = await messengerFor(parts, address)?.send(address, await draw(address));
    if (end?.end === 'delivered') await copies.add({ request: id, role: 'handover', address, message: end.message });
    return end;
  });
  const came = await Promise.all(ends);
  if (came.some((end) => end?.end === 'delivered')) return 'done';
  const later = await laterOf(parts, came, attempt);
  if (later !== undefined) return later;
  await giveUp(parts, id, content);
  return 'done';
}

/** Passed on to one agent: wherever they are. */
async function placesFor(parts: HandoverParts, { person, to }: HandoverContent): Promise<readonly Address[]> {
  if (to === '') return destinations(parts, person);
  const { slack, teams } = parts;
  return [
    ...(slack !== undefined && (await slack.reaches(to)) ? [{ channel: 'slack', person: to } as const] : []),
    ...((await teams.reaches(to)) ? [{ channel: 'teams', person: to } as const] : []),
  ];
}

/** The channel in Slack, or agents one by one in Teams; never whoever asks. */
export async function destinations(parts: HandoverParts, person: string): Promise<readonly Address[]> {
  const { slackRooms, slack, directory, rules, teams } = parts;
  if (slackRooms && slack !== undefined) return [{ channel: 'slack', room: 'helpdesk' }];
  const agents = await directory.membersOf(rules.helpdeskGroupId);
  const reached: Address[] = [];
  for (const { id } of agents.ok ? agents.value : []) {
    if (reached.length >= AGENTS_AT_MOST) break;
    if (id !== person && (await teams.reaches(id))) reached.push({ channel: 'teams', person: id });
  }
  return reached;
}

async function cardFor(
  parts: HandoverParts,
  id: string,
  content: HandoverContent,
  taken: AuditEntry | undefined,
  to: Address,
): Promise<MessageView> {
  const take: Button = { title: 'I take it', does: { verb: 'handover.take', handover: id }, style: 'positive' };
  return handoverView(content, {
    tone: taken === undefined ? 'attention' : 'good',
    headline: `${content.name} needs help`,
    outcome: taken === undefined ? '' : `Taken by ${await parts.names.of(taken.actor)}.`,
    // A room has readers in several time zones.
    timeZone: 'person' in to ? await zoneOf(parts.references, to.person) : 'UTC',
    now: parts.clock.now().getTime(),
    buttons: [...(taken === undefined ? [take] : []), pageButton(content.person)],
  });
}

function messengerFor(parts: HandoverParts, to: Address): Messenger | undefined {
  return to.channel === 'teams' ? parts.teams : parts.slack;
}

async function laterOf(
  parts: HandoverParts,
  ends: readonly (Delivery | undefined)[],
  attempt: number,
): Promise<JobResult | undefined> {
  const again = ends.flatMap((end) => (end?.end === 'again' ? [end.afterMs ?? 0] : []));
  if (again.length === 0 || attempt >= TRIES) return undefined;
  const pause = Math.min(2 ** attempt * SECOND, 30 * MINUTE);
  return Promise.resolve({ at: parts.clock.now().getTime() + Math.max(pause, ...again) });
}

/** Whoever waits must not wait for nothing. */
async function giveUp(parts: HandoverParts, id: string, { person, name, from }: HandoverContent): Promise<void> {
  const at = parts.clock.now().getTime();
  parts.observer.event('message.lost', { card: 'handover', why: 'unreachable' });
  const view =
    from === ''
      ? notice('I could not reach the helpdesk.', [NOBODY_READ], { tone: 'warning' })
      : notice(`I could not reach your colleague about ${name}.`, ['It is still yours.'], { tone: 'warning' });
  const entry: AuditEntry = {
    ...{ chain: chainOf(id), at, actor: 'keysmith', channel: 'system', act: 'handover.lost' },
    facts: { person },
  };
  const to = { channel: 'teams', person: from === '' ? person : from } as const;
  const body = { kind: 'tell', to, view } as const;
  await parts.ledger.commit({ audit: [entry], jobs: [{ key: `handover:${id}:lost`, dueAt: at, body }] });
}
