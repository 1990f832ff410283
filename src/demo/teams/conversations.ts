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

export interface Conversations {
  add(conversation: Pick<Conversation, 'id' | 'type' | 'name' | 'members'>): Conversation;
  byId(id: string): Conversation | undefined;
  all(): Conversation[];
  post(conversation: Conversation, from: string, activity: unknown, replyToId?: string): TeamsMessage | undefined;
  replace(conversation: Conversation, messageId: string, activity: unknown): boolean;
  remove(conversation: Conversation, messageId: string): boolean;
  showOnlyTo(conversation: Conversation, messageId: string, personKey: string, card: Card): void;
  onChange(listener: () => void): () => void;
  changed(): void;
}

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

export function openConversations(clock: Clock): Conversations {
  const conversations = new Map<string, Conversation>();
  const listeners = new Set<() => void>();
  let lastId = 0;
  const changed = (): void => listeners.forEach((listener) => listener());

  return {
    add(start) {
      const conversation: Conversation = {
        ...start,
        hasBot: true,
        messages: new Map(),
        ownViews: new Map(),
        typing: false,
      };
      conversations.set(conversation.id, conversation);
      changed();
      return conversation;
    },
    // A thread of a channel is addressed as `<channel>;messageid=<root>`.
    byId: (id) => conversations.get(id.split(';')[0] ?? id),
    all: () => [...conversations.values()],
    post(conversation, from, activity, replyToId) {
      if (textAt(activity, 'type') === 'typing') {
        conversation.typing = true;
        changed();
        return undefined;
      }
      lastId = Math.max(lastId + 1, clock.now().getTime());
      const message: TeamsMessage = {
        ...contentOf(activity),
        id: String(lastId),
        conversationId: conversation.id,
        from,
        at: clock.now(),
        edits: 0,
        replyToId: replyToId ?? textAt(activity, 'replyToId'),
      };
      conversation.messages.set(message.id, message);
      if (from === 'bot') conversation.typing = false;
      changed();
      return message;
    },
    replace(conversation, messageId, activity) {
      const old = conversation.messages.get(messageId);
      if (old === undefined) return false;
      conversation.messages.set(messageId, { ...old, ...contentOf(activity), edits: old.edits + 1 });
      conversation.ownViews.delete(messageId);
      changed();
      return true;
    },
    remove(conversation, messageId) {
      const existed = conversation.messages.delete(messageId);
      if (existed) changed();
      return existed;
    },
    showOnlyTo(conversation, messageId, personKey, card) {
      const views = conversation.ownViews.get(messageId) ?? new Map<string, Card>();
      conversation.ownViews.set(messageId, views.set(personKey, card));
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
  };
}

function contentOf(activity: unknown): { text: string; card: Card | undefined } {
  const card = listAt(activity, 'attachments').find((attachment) => textAt(attachment, 'contentType') === adaptiveCard);
  const content = isObject(card) ? card['content'] : undefined;
  return { text: textAt(activity, 'text') ?? '', card: isObject(content) ? content : undefined };
}
