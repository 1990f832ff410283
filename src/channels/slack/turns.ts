import { type Refusal, refuse } from '../../domain/refusal';
import type { TicketOffice } from '../../services/confirming';
import { refusalView } from '../../services/notice';
import { type Observer, StoreUnavailable } from '../../services/ports';
import type { Choice, Conversation, Reply, Suggestions } from '../../services/turn';
import type { ButtonChoice, View } from '../../services/views';
import { readPress, readSubmission } from './choices';
import { type Asked, readCommand, readSentence, readShortcut } from './commands';
import type { Envelope, Payload } from './envelope';
import { type Guard, type Member, userOf } from './guard';
import type { Home } from './home';
import { helpAuthor } from './help';
import type { Identity } from './identity';
import { type LinkOffice, offerLink } from './link-offer';
import { type Origin, Stage, type StageParts } from './stage';
import { HELP, KEYSMITH, LOOKING, broken, mentionNotLinked } from './words';

export interface TurnParts extends StageParts {
  readonly conversation: Conversation;
  readonly suggestions?: Suggestions;
  readonly identity: Identity;
  readonly ticketOffice: Pick<TicketOffice, 'linkAddress'>;
  readonly linking: LinkOffice;
  readonly home: Home;
  readonly standing: Guard['standing'];
  readonly observer: Observer;
  readonly botUserId: string;
}

export interface Admitted {
  readonly envelope: Envelope;
  readonly member: Member;
}

/**
 * These are forms and pages wherever they are pressed, also on a message from before its card said so. The address that
 * confirms a decision is one too: an ephemeral message may never be shown.
 */
const WINDOWS: readonly Choice['verb'][] = [
  'pass.approve',
  'pass.form',
  'pass.prove-form',
  'pass.number',
  'pass.deny-form',
  'removal.form',
  'method.contain',
  'person.search',
  'person.show',
  'person.look',
  'person.section',
  'person.method',
];

/** Another view of what is on the screen: in a window it takes its place, unless its button says otherwise. */
const TURNS_THE_PAGE: readonly Choice['verb'][] = ['person.show', 'person.section', 'person.method'];

/** One verified doing of one person: who they are, what they ask for, and the answer in its place. Never throws. */
export async function takeTurn(parts: TurnParts, { envelope, member }: Admitted): Promise<void> {
  if (envelope.kind === 'event' && envelope.payload.event.type === 'app_home_opened') {
    if (envelope.payload.event.tab === 'home') await parts.home.publish(member);
    return;
  }
  const origin = originOf(envelope);
  if (origin === undefined) return;
  const stage = new Stage(parts, origin);
  try {
    await walk(parts, stage, envelope, member);
  } catch (error) {
    parts.observer.failure('slack.turn', error, { kind: envelope.kind, reference: member.reference });
    await stage.show([say(brokenView(error, member))]).catch((second: unknown) => {
      parts.observer.failure('slack.answer', second);
    });
  }
}

function brokenView(error: unknown, member: Member): View<'notice'> {
  if (error instanceof StoreUnavailable) return refusalView(refuse('store-unavailable').refusal);
  return broken(member.reference);
}

function originOf(envelope: Envelope): Origin | undefined {
  const user = userOf(envelope);
  switch (envelope.kind) {
    case 'command':
      return { in: 'command', user, responseUrl: envelope.payload.response_url };
    case 'action':
      return pressedIn(user, envelope.payload);
    case 'submission':
      return { in: 'modal', user, view: { id: envelope.payload.view.id }, submitted: true };
    case 'shortcut':
      return { in: 'app', user };
    case 'event': {
      const { event } = envelope.payload;
      if (event.type === 'message') return { in: 'direct', user, channel: event.channel };
      if (event.type !== 'app_mention') return undefined;
      return { in: 'mention', user, channel: event.channel, thread: event.thread_ts ?? event.ts };
    }
    case 'closed':
    case 'suggestion':
      return undefined;
  }
}

function pressedIn(user: string, { where }: Payload<'action'>): Origin {
  if ('view' in where) {
    const { id, hash, type } = where.view;
    return type === 'home' ? { in: 'app', user } : { in: 'modal', user, view: { id, hash }, submitted: false };
  }
  const { channel, container, response_url: responseUrl } = where;
  // Slack's direct messages, and no others, have ids with a D.
  if (channel.id.startsWith('D') && !container.is_ephemeral) {
    return { in: 'direct', user, channel: channel.id, pressed: container.message_ts };
  }
  return { in: 'channel', user, responseUrl, ephemeral: container.is_ephemeral };
}

async function walk(parts: TurnParts, stage: Stage, envelope: Envelope, member: Member): Promise<void> {
  switch (envelope.kind) {
    case 'command':
      return ask(parts, stage, member, readCommand(envelope.payload.text), envelope.payload.trigger_id);
    case 'event': {
      const text = 'text' in envelope.payload.event ? envelope.payload.event.text : '';
      return ask(parts, stage, member, readSentence(text, parts.botUserId));
    }
    case 'shortcut':
      if (envelope.payload.callback_id === HELP) return helpAuthor(parts, stage, member, envelope.payload);
      return ask(parts, stage, member, readShortcut(envelope.payload.callback_id), envelope.payload.trigger_id);
    case 'action':
      return press(parts, stage, member, envelope.payload);
    case 'submission': {
      const read = readSubmission(envelope.payload.view);
      if (!read.ok) return;
      if (!read.choice.ok) return stage.show([unreadable(parts, envelope, read.choice.refusal)]);
      return ask(parts, stage, member, { asks: 'choice', choice: read.choice.value, window: false });
    }
    case 'closed':
    case 'suggestion':
      return;
  }
}

async function press(parts: TurnParts, stage: Stage, member: Member, payload: Payload<'action'>): Promise<void> {
  const pressed = readPress(payload);
  const inHome = 'view' in payload.where && payload.where.view.type === 'home';
  if (pressed.does === 'quiet') return;
  if (pressed.does === 'link') {
    return ask(parts, stage, member, { asks: 'link', again: pressed.again }, payload.trigger_id);
  }
  if (!pressed.choice.ok) {
    await stage.openIfBare(payload.trigger_id, KEYSMITH);
    return stage.show([unreadable(parts, { kind: 'action' }, pressed.choice.refusal)]);
  }
  const choice = pressed.choice.value;
  if (inHome && (choice.verb === 'home' || choice.verb === 'queue')) return parts.home.publish(member, choice.page);
  const inModal = 'view' in payload.where && !inHome;
  const opens = WINDOWS.includes(choice.verb) && !(inModal && TURNS_THE_PAGE.includes(choice.verb));
  const window = inHome || pressed.dialog || opens;
  await ask(parts, stage, member, { asks: 'choice', choice, window }, payload.trigger_id);
  // What waits is different now; the page on the screen should not say otherwise.
  if (inHome) await parts.home.publish(member);
}

/** `trigger`: with it, a window can be opened in the three seconds after the doing. */
async function ask(parts: TurnParts, stage: Stage, member: Member, asked: Asked, trigger?: string): Promise<void> {
  if (asked.asks === 'usage') {
    if (trigger !== undefined) await stage.openIfBare(trigger, KEYSMITH);
    return stage.show([say(asked.view)]);
  }
  if (asked.asks === 'link' && asked.again) return offerLink(parts, stage, member, trigger, true);
  const turn = await parts.identity.turn(member);
  if (turn === undefined) return offerLink(parts, stage, member, trigger, asked.asks === 'link');
  if (asked.asks === 'link') {
    if (trigger !== undefined) await stage.openIfBare(trigger, KEYSMITH);
    return stage.show(await stage.whileWorking(parts.conversation.choose(turn, { verb: 'link.show' })));
  }
  if (asked.asks === 'sentence') {
    return stage.show(await stage.whileWorking(parts.conversation.hear(turn, asked.text)));
  }
  const window = asked.asks === 'mention' || asked.window;
  if (trigger !== undefined && window) await stage.openModal(trigger, LOOKING);
  const choice = asked.asks === 'mention' ? await mentionedPerson(parts, asked) : asked.choice;
  if (choice === undefined) return stage.show([say(mentionNotLinked())]);
  const shown = trigger === undefined ? withoutWindow(choice) : choice;
  await stage.show(await stage.whileWorking(parts.conversation.choose(turn, shown)), repeated(shown));
}

/** A message opens no window, and stays: it names the person, and the page is behind a button. */
function withoutWindow(choice: Choice): Choice {
  return choice.verb === 'person.show' ? { verb: 'person.list', words: choice.person } : choice;
}

async function mentionedPerson(parts: TurnParts, asked: Asked & { asks: 'mention' }): Promise<Choice | undefined> {
  const person = await parts.identity.personOf(asked.user);
  if (person === undefined) return undefined;
  return asked.verb === 'pass.form' ? { verb: asked.verb, person, ...asked.about } : { verb: asked.verb, person };
}

/** What somebody typed stands on no card; what they were told after a form was sent can be looked at again. */
function repeated(choice: Choice): ButtonChoice {
  if (choice.verb === 'pass.create') return { verb: 'pass.open', request: choice.request };
  if (choice.verb === 'pass.prove') return { verb: 'pass.number', request: choice.request };
  const entries = Object.entries(choice).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { ...Object.fromEntries(entries), verb: choice.verb };
}

/** Data that no card of ours carries: one line in the log, and a sentence. */
function unreadable(parts: TurnParts, { kind }: Pick<Envelope, 'kind'>, refusal: Refusal): Reply {
  parts.observer.event('slack.refused', { reason: refusal.code, kind });
  return say(refusalView(refusal));
}

function say(view: View<'notice'>): Reply {
  return { kind: 'say', view };
}
