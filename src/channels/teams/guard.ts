import type { Application } from '@microsoft/teams-ai';
import { INVOKE_RESPONSE_KEY, type InvokeResponse, type TurnContext } from 'botbuilder';
import { DAY } from '../../domain/clock';
import { refuse } from '../../domain/refusal';
import { refusalView } from '../../services/notice';
import type { Incoming } from './activity';
import { PRESS, isRemoval, onFailure, routes } from './bot';
import { answerInDialog } from './dialogs';
import { identify, isOwnChat, type Stranger } from './identity';
import { setHandled, type BotParts, type Handled } from './parts';
import { answer, onRepeatedPress } from './presses';
import { addressIn } from './references';
import { cardAnswer } from './render';
import { say } from './send';

/** Longer than any token that could carry a replay (an hour) or any repeat of Teams'. */
const REMEMBER_MS = DAY;

/** Stands between the verified token and everything else: who is it, have we had this, and what if it goes wrong. */
export class Guard {
  readonly #parts: BotParts;
  readonly #app: Application;
  /** Answers of presses that are being worked on: a repeat waits for the same one. */
  readonly #running = new Map<string, Promise<object | undefined>>();

  constructor(parts: BotParts) {
    this.#parts = parts;
    this.#app = routes(parts);
  }

  async run(context: TurnContext, incoming: Incoming): Promise<void> {
    const { rules, ids, observer } = this.#parts;
    const identity = identify(incoming, ids.next(), rules);
    if (!identity.known) return this.#refuse(context, incoming, identity.why);
    const handled = { incoming, turn: identity.turn };
    setHandled(context, handled);
    observer.event('teams.turn', {
      type: incoming.type,
      ...(incoming.name === undefined ? {} : { name: incoming.name }),
      correlation: identity.turn.correlationId,
    });
    try {
      await this.#keepAddress(handled);
      if (incoming.type === 'invoke' && incoming.name === PRESS) await this.#pressOnce(context, handled);
      else if (await this.#isNew(handled)) await this.#app.run(context);
    } catch (error) {
      await onFailure(this.#parts, context, error);
    }
  }

  async #keepAddress({ incoming, turn }: Handled): Promise<void> {
    await this.#parts.chats.keepService(incoming.serviceUrl);
    if (isOwnChat(incoming) && !isRemoval(incoming)) await this.#parts.chats.keep(turn.who, addressIn(incoming));
  }

  /** Dialogs are bound to the state of their request and pass; an edit has the id of its message. */
  async #isNew({ incoming, turn }: Handled): Promise<boolean> {
    if (incoming.type !== 'message') return true;
    return this.#first(`teams:message:${incoming.conversation.id}:${incoming.id}`, turn.correlationId);
  }

  async #pressOnce(context: TurnContext, { incoming, turn }: Handled): Promise<void> {
    const key = `teams:press:${turn.who}:${incoming.id}`;
    const running = this.#running.get(key);
    if (running !== undefined) {
      this.#parts.observer.event('teams.repeated', { correlation: turn.correlationId });
      const body = await running;
      return body === undefined ? onRepeatedPress(context) : answer(context, body);
    }
    const work = this.#press(context, key, turn.correlationId);
    // A repeat only waits for the answer; that the work failed is told once, by the first.
    const first = work.catch(() => undefined);
    this.#running.set(key, first);
    try {
      await work;
    } finally {
      this.#running.delete(key);
    }
  }

  async #press(context: TurnContext, key: string, correlation: string): Promise<object | undefined> {
    if (await this.#first(key, correlation)) await this.#app.run(context);
    else await onRepeatedPress(context);
    return answerIn(context);
  }

  async #first(key: string, correlation: string): Promise<boolean> {
    const first = await this.#parts.seen.first(key, this.#parts.clock.now().getTime(), REMEMBER_MS);
    if (!first) this.#parts.observer.event('teams.repeated', { correlation });
    return first;
  }

  /** One log line, no effect, and one clear sentence where one may be sent: never to a foreign address. */
  async #refuse(context: TurnContext, incoming: Incoming, why: Stranger): Promise<void> {
    this.#parts.observer.event('teams.refused', { why, type: incoming.type });
    const view = refusalView(refuse('foreign-tenant').refusal);
    if (incoming.type === 'invoke') {
      return incoming.name === PRESS
        ? answer(context, cardAnswer(this.#parts.cards.fill(view)))
        : answerInDialog(this.#parts, context, view);
    }
    if (incoming.type !== 'message' || why === 'foreign-service-url' || why === 'other-channel') return;
    try {
      await say(this.#parts, context, view);
    } catch (error) {
      this.#parts.observer.failure('teams.unanswered', error, { why });
    }
  }
}

function answerIn(context: TurnContext): object | undefined {
  const sent = context.turnState.get<{ value?: InvokeResponse<object> } | undefined>(INVOKE_RESPONSE_KEY);
  return sent?.value?.body;
}
