import type { TurnContext } from 'botbuilder';
import type { Cards } from '../../cards';
import type { Clock } from '../../domain/clock';
import type { Ids, Observer, SeenIds } from '../../services/ports';
import type { Conversation, Turn } from '../../services/turn';
import type { Incoming } from './activity';
import type { TeamsAdapter } from './adapter';
import type { IdentityRules } from './identity';
import type { TeamsMessenger } from './messenger';
import type { ChatBook } from './references';

/** How long people wait before they are told that something is going on. Milliseconds. */
export interface Patience {
  /** Then "typing…" shows. */
  readonly typing: number;
  /** Then a press is answered with "I am on it"; Teams wants an answer within 5 s (platform-facts, read). */
  readonly press: number;
}

export interface BotParts {
  readonly adapter: TeamsAdapter;
  readonly messenger: TeamsMessenger;
  readonly chats: ChatBook;
  readonly conversation: Conversation;
  readonly cards: Cards;
  readonly seen: SeenIds;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observer: Observer;
  readonly rules: IdentityRules;
  readonly appId: string;
  readonly patience: Patience;
  /** Keeps work that outlives its request in sight, so that a stop waits for it. */
  readonly later: (work: Promise<void>) => void;
}

/** A verified activity and who sent it. */
export interface Handled {
  readonly incoming: Incoming;
  readonly turn: Turn;
}

const HANDLED = Symbol('verified turn');

export function setHandled(context: TurnContext, handled: Handled): void {
  context.turnState.set(HANDLED, handled);
}

/** Throws when a handler runs before the guard: that is a mistake in this room. */
export function handledIn(context: TurnContext): Handled {
  const handled: Handled | undefined = context.turnState.get<Handled | undefined>(HANDLED);
  if (handled === undefined) throw new Error('A Teams handler ran without a verified turn');
  return handled;
}
