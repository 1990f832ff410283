import { MINUTE, SECOND } from '../../domain/clock';
import type { Person } from '../../domain/person';
import { refuse } from '../../domain/refusal';
import { backToPage } from '../lookup/actions';
import { notice } from '../notice';
import type { AuditEntry, AuditFacts, JobBody, NewJob } from '../ports';
import { SYSTEM, now } from '../tap/parts';
import type { Reply, Turn } from '../turn';
import type { Address, CardData, Lines, MessageView, View } from '../views';
import type { JobResult } from '../worker';
import { type DeskParts, chainOfPerson, firstTime, recorded, refusedWindow, roomFor, window } from './parts';

type DeskCard = Extract<JobBody, { kind: 'desk-card' }>;

/** After this many tries the agent is told that it did not arrive. About four hours with the back-off below. */
const TRIES = 12;

/** The window in which an agent chooses what this person gets; what it sends is taken once. */
export function chooseCard(
  parts: DeskParts,
  person: Person,
  asked: {
    /** The title of the window; `title` stands in the form itself. */
    readonly window: string;
    readonly title: string;
    readonly intro: string;
    readonly text: string;
    readonly verb: string;
    readonly choice: Omit<CardData['form']['choices'][number], 'required'>;
  },
): Reply {
  const { title, intro, text, verb, choice } = asked;
  const does = { verb, person: person.id, once: parts.ids.next() };
  const form: View<'form'> = {
    card: 'form',
    data: {
      title,
      intro,
      choices: [{ ...choice, required: true }],
      texts: [],
      submit: { title: 'Send it', does, style: 'positive' },
    },
    text,
  };
  return window(asked.window, form);
}

/**
 * A card from the desk into somebody's own chat in Teams, once for each form, within the limits of an hour, and with
 * its audit row; the agent hears where they are whether it arrived.
 */
export async function sendCard(
  parts: DeskParts,
  turn: Turn,
  person: Person,
  sent: {
    readonly once: string;
    /** What it is called, for the agent. */
    readonly title: string;
    readonly act: string;
    readonly facts: AuditFacts;
    readonly view: (agent: string) => MessageView;
  },
): Promise<Reply> {
  const { id, displayName } = person;
  if (!(await parts.teams.reaches(id)))
    return refusedWindow(refuse('target-unreachable', { target: displayName }).refusal, [backToPage(id)]);
  if (!(await firstTime(parts, turn, sent.once))) return alreadySent(id);
  const room = await roomFor(parts, turn.who, person);
  if (!room.ok) return refusedWindow(room.refusal, [backToPage(id)]);
  const card = parts.ids.next();
  const view = sent.view(await parts.names.of(turn.who));
  const what = `"${sent.title}"`;
  const tell = { channel: turn.channel, person: turn.who };
  const job: NewJob = {
    key: `desk-card:${card}`,
    dueAt: now(parts),
    body: { kind: 'desk-card', card, tell, person: id, view, what },
  };
  const row = { chain: chainOfPerson(id), act: sent.act, facts: { card, ...sent.facts } };
  await recorded(parts, turn, row, [job]);
  const lines = [
    `**${displayName}** gets it in Teams: ${what}.`,
    'I tell you when it has arrived, or that it could not.',
  ];
  return window('Sent', notice('It is on its way.', lines, { tone: 'good', buttons: [backToPage(id)] }));
}

export function alreadySent(person: string): Reply {
  const view = notice('This was sent already.', ['Nothing was sent twice.'], { buttons: [backToPage(person)] });
  return window('Sent', view);
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
