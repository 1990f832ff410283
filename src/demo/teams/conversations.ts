import type { Clock } from '../../domain/clock';
import { listAt, isObject, textAt } from '../json';
import type { Card } from './cards';

export interface TeamsPerson {
  key: string;
  /** Entra object id. */
  objectId: string;
  name: string;
  userPrincipalName: string;
  locale?: string;
  timeZone?: string;
  /** Their tenant, when it is not the bot's own: a guest or a federated stranger. */
  tenantId?: string;
}

export interface TeamsMessage {
  id: string;
  conversationId: string;
  /** `bot` or the key of a person. */
  from: string;
  text: string;
  card: Card | undefined;
  at: Date;
  /** How often the bot has replaced it. */
  edits: number;
  replyToId: string | undefined;
}

export interface Conversation {
  id: string;
  type: 'personal' | 'groupChat' | 'channel';
  name: string;
  members: TeamsPerson[];
  /** False once the bot was removed: nothing can be posted. */
  hasBot: boolean;
  messages: Map<string, TeamsMessage>;
  /** Cards that only one person sees since their click: message id → person key → card. */
  ownViews: Map<string, Map<string, Card>>;
  typing: boolean;
}

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/** Everything that stands in the chats of one Teams. */
export class Conversations {
  private readonly conversations = new Map<string, Conversation>();
  private readonly listeners = new Set<() => void>();
  private lastId = 0;

  constructor(private readonly clock: Clock) {}

  add(start: Pick<Conversation, 'id' | 'type' | 'name' | 'members'>): Conversation {
    const empty = { hasBot: true, messages: new Map(), ownViews: new Map(), typing: false };
    const conversation: Conversation = { ...start, ...empty };
    this.conversations.set(conversation.id, conversation);
    this.changed();
    return conversation;
  }

  /** A thread of a channel is addressed as `<channel>;messageid=<root>`. */
  byId(id: string): Conversation | undefined {
    return this.conversations.get(id.split(';')[0] ?? id);
  }

  all(): Conversation[] {
    return [...this.conversations.values()];
  }

  post(conversation: Conversation, from: string, activity: unknown, replyToId?: string): TeamsMessage | undefined {
    if (textAt(activity, 'type') === 'typing') {
      conversation.typing = true;
      this.changed();
      return undefined;
    }
    this.lastId = Math.max(this.lastId + 1, this.clock.now().getTime());
    const message: TeamsMessage = {
      ...contentOf(activity),
      id: String(this.lastId),
      conversationId: conversation.id,
      from,
      at: this.clock.now(),
      edits: 0,
      replyToId: replyToId ?? textAt(activity, 'replyToId'),
    };
    conversation.messages.set(message.id, message);
    if (from === 'bot') conversation.typing = false;
    this.changed();
    return message;
  }

  /** @returns whether there was such a message */
  replace(conversation: Conversation, messageId: string, activity: unknown): boolean {
    const old = conversation.messages.get(messageId);
    if (old === undefined) return false;
    conversation.messages.set(messageId, { ...old, ...contentOf(activity), edits: old.edits + 1 });
    conversation.ownViews.delete(messageId);
    this.changed();
    return true;
  }

  remove(conversation: Conversation, messageId: string): boolean {
    const existed = conversation.messages.delete(messageId);
    if (existed) this.changed();
    return existed;
  }

  showOnlyTo(conversation: Conversation, messageId: string, personKey: string, card: Card): void {
    const views = conversation.ownViews.get(messageId) ?? new Map<string, Card>();
    conversation.ownViews.set(messageId, views.set(personKey, card));
    this.changed();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }
}

function contentOf(activity: unknown): { text: string; card: Card | undefined } {
  const card = listAt(activity, 'attachments').find((attachment) => textAt(attachment, 'contentType') === adaptiveCard);
  const content = isObject(card) ? card['content'] : undefined;
  return { text: textAt(activity, 'text') ?? '', card: isObject(content) ? content : undefined };
}
