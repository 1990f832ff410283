import type { ConversationReference } from 'botbuilder';
import { z } from 'zod/v4';
import { MINUTE, type Clock } from '../../domain/clock';
import type { References } from '../../services/ports';
import type { Incoming } from './activity';
import { mayCall, type IdentityRules } from './identity';

const stored = z.object({
  serviceUrl: z.string(),
  conversation: z.string(),
  bot: z.string(),
});

/** What is kept of a chat to write to it later: ids and an address, no names. */
export type ChatAddress = z.infer<typeof stored>;

/** Microsoft's global connector (Teams documentation, "proactive messages"). */
const GLOBAL_SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

const SERVICE_KEY = 'teams:service';

/** Another replica may have forgotten an address that this one wrote; a turn writes it again after a while. */
const WRITTEN_MS = 5 * MINUTE;
const REMEMBERED = 10_000;

/** People's own chats and the connector's address, as they were last seen. */
export class ChatBook {
  /** What this process wrote last, so that a turn does not write what is there. */
  readonly #written = new Map<string, { text: string; at: number }>();
  readonly #references: References;
  readonly #clock: Clock;
  readonly #rules: IdentityRules;

  constructor(parts: { readonly references: References; readonly clock: Clock; readonly rules: IdentityRules }) {
    this.#references = parts.references;
    this.#clock = parts.clock;
    this.#rules = parts.rules;
  }

  async keep(person: string, address: ChatAddress): Promise<void> {
    await this.#put(keyOf(person), JSON.stringify(address));
  }

  /** The newest address of the connector, seen in a verified activity of our tenant. */
  async keepService(serviceUrl: string): Promise<void> {
    await this.#put(SERVICE_KEY, serviceUrl);
  }

  async of(person: string): Promise<ChatAddress | undefined> {
    const text = await this.#references.get(keyOf(person));
    if (text === undefined) return undefined;
    const parsed = stored.safeParse(JSON.parse(text));
    return parsed.success && mayCall(parsed.data.serviceUrl, this.#rules) ? parsed.data : undefined;
  }

  async service(): Promise<string> {
    const seen = await this.#references.get(SERVICE_KEY);
    return seen !== undefined && mayCall(seen, this.#rules) ? seen : GLOBAL_SERVICE_URL;
  }

  async forget(person: string): Promise<void> {
    this.#written.delete(keyOf(person));
    await this.#references.remove(keyOf(person));
  }

  async #put(key: string, text: string): Promise<void> {
    const now = this.#clock.now().getTime();
    const last = this.#written.get(key);
    if (last?.text === text && Math.abs(now - last.at) < WRITTEN_MS) return;
    await this.#references.put(key, text, now);
    if (this.#written.size >= REMEMBERED) this.#written.clear();
    this.#written.set(key, { text, at: now });
  }
}

export function addressIn(incoming: Incoming): ChatAddress {
  return { serviceUrl: incoming.serviceUrl, conversation: incoming.conversation.id, bot: incoming.recipient.id };
}

/** What continueConversationAsync needs. */
export function asReference(address: ChatAddress, tenantId: string): Partial<ConversationReference> {
  return {
    channelId: 'msteams',
    serviceUrl: address.serviceUrl,
    bot: { id: address.bot, name: 'Keysmith' },
    conversation: { id: address.conversation, tenantId, isGroup: false, conversationType: '', name: '' },
  };
}

function keyOf(person: string): string {
  return `teams:${person}`;
}
