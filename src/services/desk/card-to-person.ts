import { MINUTE, SECOND } from '../../domain/clock';
import { backToPage } from '../lookup/actions';
import { notice } from '../notice';
import type { AuditEntry, JobBody, NewJob } from '../ports';
import { SYSTEM, now } from '../tap/parts';
import type { Turn } from '../turn';
import type { Address, Lines, MessageView } from '../views';
import type { JobResult } from '../worker';
import { type DeskParts, chainOfPerson } from './parts';

type DeskCard = Extract<JobBody, { kind: 'desk-card' }>;

/** After this many tries the agent is told that it did not arrive. About four hours with the back-off below. */
const TRIES = 12;

/** A card from the desk into somebody's own chat in Teams; the agent hears where they are whether it arrived. */
export function cardJob(
  parts: DeskParts,
  turn: Turn,
  id: string,
  card: Pick<DeskCard, 'person' | 'view' | 'what'>,
): NewJob {
  const tell = { channel: turn.channel, person: turn.who };
  return { key: `desk-card:${id}`, dueAt: now(parts), body: { kind: 'desk-card', card: id, tell, ...card } };
}

export async function sendDeskCard(parts: DeskParts, body: DeskCard, attempt: number): Promise<JobResult> {
  const delivery = await parts.teams.send({ channel: 'teams', person: body.person }, body.view);
  if (delivery.end === 'again' && attempt < TRIES) {
    const pause = Math.min(2 ** attempt * SECOND, 30 * MINUTE);
    return { at: now(parts) + Math.max(pause, delivery.afterMs ?? 0) };
  }
  const arrived = delivery.end === 'delivered';
  if (!arrived) parts.observer.event('message.lost', { card: body.view.card, why: 'unreachable' });
  const at = now(parts);
  const entry: AuditEntry = {
    chain: chainOfPerson(body.person),
    at,
    ...SYSTEM,
    act: arrived ? 'desk.arrived' : 'desk.unreachable',
    facts: { card: body.card, agent: body.tell.person },
  };
  const name = await parts.names.of(body.person);
  const view = arrived ? arrivedView(body, name) : unreachableView(body, name);
  await parts.ledger.commit({
    audit: [entry],
    jobs: [{ key: `desk-card:${body.card}:told`, dueAt: at, body: { kind: 'tell', to: addressOf(body), view } }],
  });
  return 'done';
}

function addressOf({ tell: { channel, person } }: DeskCard): Address {
  return channel === 'slack' ? { channel, person } : { channel, person };
}

function arrivedView({ what, person }: DeskCard, name: string): MessageView {
  const lines: Lines = [`**${name}** has it in Teams: ${what}. What they do with it is theirs.`];
  return notice('It has arrived.', lines, { tone: 'good', buttons: [{ ...backToPage(person), opens: 'dialog' }] });
}

function unreachableView({ what, person }: DeskCard, name: string): MessageView {
  const lines: Lines = [
    `**${name}** cannot be reached in Teams, so they do not have it: ${what}. Nothing else was changed.`,
    'Call them. A Teams administrator can install Keysmith for everybody with an app setup policy.',
  ];
  const buttons = [{ ...backToPage(person), opens: 'dialog' } as const];
  return notice('It did not arrive.', lines, { tone: 'warning', buttons });
}
