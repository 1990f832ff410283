import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod/v4';
import type { Cards } from '../../cards';
import { SECOND } from '../../domain/clock';
import type { Delivery, Messenger, Observer, TeamsInstaller } from '../../services/ports';
import type { Address, MessageView } from '../../services/views';
import type { TeamsAdapter } from './adapter';
import { asReference, type ChatAddress, type ChatBook } from './references';
import { messageOf } from './render';

export interface MessengerParts {
  readonly adapter: TeamsAdapter;
  readonly chats: ChatBook;
  readonly cards: Cards;
  readonly observer: Observer;
  readonly appId: string;
  readonly tenantId: string;
  /** TEAMS_APPROVAL_CONVERSATION_ID */
  readonly approvalConversation?: string;
  readonly installer?: TeamsInstaller;
}

/** Sends what was drawn and gives the id of the message. */
type Act = (context: TurnContext, drawn: Partial<Activity>) => Promise<string>;

type Found =
  | { readonly found: true; readonly address: ChatAddress }
  | { readonly found: false; readonly end: Exclude<Delivery, { end: 'delivered' }> };

/**
 * Writes to people's own chats and to the approval conversation. Microsoft's connector client repeats a POST whose
 * answer is lost or is 429, 502 or 503 (platform-facts, ran), so a message may arrive twice: every card survives that.
 */
export class TeamsMessenger implements Messenger {
  readonly #parts: MessengerParts;

  constructor(parts: MessengerParts) {
    this.#parts = parts;
  }

  async send(to: Address, view: MessageView): Promise<Delivery> {
    const delivery = await this.#deliver(to, view, async (context, message) => {
      // Without an id to reply to, a channel gets a new thread and a chat an ordinary message.
      delete context.activity.id;
      const sent = await context.sendActivity(message);
      return sent?.id ?? '';
    });
    const gone = delivery.end === 'unreachable' && delivery.why === GONE;
    if (gone && 'person' in to) await this.#parts.chats.forget(to.person);
    return delivery;
  }

  async update(to: Address, message: string, view: MessageView): Promise<Delivery> {
    return this.#deliver(to, view, async (context, changed) => {
      await context.updateActivity({ ...changed, id: message });
      return message;
    });
  }

  async reaches(person: string): Promise<boolean> {
    return (await this.#chatOf(person)).found;
  }

  async #deliver(to: Address, view: MessageView, act: Act): Promise<Delivery> {
    const place = await this.#placeOf(to);
    if (!place.found) return place.end;
    const { adapter, appId, tenantId, cards, observer } = this.#parts;
    let drawn: Partial<Activity>;
    try {
      drawn = messageOf(cards, view);
    } catch (error) {
      // It will not fit next time either.
      observer.failure('teams.card', error, { card: view.card });
      return { end: 'unreachable', why: `the card "${view.card}" cannot be drawn` };
    }
    let message = '';
    try {
      await adapter.continueConversationAsync(appId, asReference(place.address, tenantId), async (context) => {
        message = await act(context, drawn);
      });
    } catch (error) {
      return this.#undelivered(error);
    }
    return { end: 'delivered', message };
  }

  async #placeOf(to: Address): Promise<Found> {
    if (to.channel !== 'teams') return { found: false, end: { end: 'unreachable', why: 'not a Teams address' } };
    if ('person' in to) return this.#chatOf(to.person);
    const conversation = this.#parts.approvalConversation;
    if (conversation === undefined) {
      return { found: false, end: { end: 'unreachable', why: 'TEAMS_APPROVAL_CONVERSATION_ID is not set' } };
    }
    const serviceUrl = await this.#parts.chats.service();
    return { found: true, address: { serviceUrl, conversation, bot: this.#botId() } };
  }

  /** The chat as it was last seen; else the one that Teams makes for an installed app; else the app is installed first. */
  async #chatOf(person: string): Promise<Found> {
    const known = await this.#parts.chats.of(person);
    if (known !== undefined) return { found: true, address: known };
    const made = await this.#makeChat(person);
    const { installer } = this.#parts;
    if (made.found || made.end.end === 'again' || installer === undefined) return made;
    const installed = await installer.install(person);
    if (!installed.ok) {
      return { found: false, end: { end: 'unreachable', why: `not installed: ${installed.refusal.code}` } };
    }
    return this.#makeChat(person);
  }

  async #makeChat(person: string): Promise<Found> {
    const { adapter, appId, tenantId, chats } = this.#parts;
    const serviceUrl = await chats.service();
    let conversation: string | undefined;
    const parameters = {
      isGroup: false,
      bot: { id: this.#botId(), name: 'Keysmith' },
      members: [{ id: person, name: '' }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    try {
      await adapter.createConversationAsync(appId, 'msteams', serviceUrl, '', parameters, (context) => {
        conversation = context.activity.conversation.id;
        return Promise.resolve();
      });
    } catch (error) {
      return { found: false, end: this.#undelivered(error) };
    }
    if (conversation === undefined) return { found: false, end: { end: 'again' } };
    const address = { serviceUrl, conversation, bot: this.#botId() };
    await chats.keep(person, address);
    return { found: true, address };
  }

  #botId(): string {
    return `28:${this.#parts.appId}`;
  }

  #undelivered(error: unknown): Exclude<Delivery, { end: 'delivered' }> {
    const end = deliveryOf(error);
    // A chat without the app is an answer, not a failure.
    if (end.end === 'again' || end.why !== GONE)
      this.#parts.observer.failure('teams.delivery', error, { end: end.end });
    return end;
  }
}

const GONE = 'not in this chat any more';

const connectorError = z.looseObject({
  statusCode: z.number(),
  response: z.looseObject({ headers: z.unknown() }).optional(),
});

/** What a failed call to the connector means for the message (Teams documentation, "status codes from the connector"). */
export function deliveryOf(error: unknown): Exclude<Delivery, { end: 'delivered' }> {
  const parsed = connectorError.safeParse(error);
  if (!parsed.success) return { end: 'again' };
  const { statusCode } = parsed.data;
  if (statusCode === 403 || statusCode === 404) return { end: 'unreachable', why: GONE };
  const passing = statusCode >= 500 || [401, 408, 412, 429].includes(statusCode);
  if (!passing) return { end: 'unreachable', why: `Teams refused the message (${String(statusCode)})` };
  const seconds = retryAfter(parsed.data.response?.headers);
  return seconds === undefined ? { end: 'again' } : { end: 'again', afterMs: seconds * SECOND };
}

const headers = z.custom<{ get(name: string): unknown }>(
  (value) => typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function',
);

function retryAfter(from: unknown): number | undefined {
  const bag = headers.safeParse(from);
  const seconds = bag.success ? Number(bag.data.get('retry-after')) : NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
