import { ActivityTypes, type TurnContext } from 'botbuilder';
import { type Refusal, refuse } from '../../domain/refusal';
import { notice, refusalView } from '../../services/notice';
import type { Choice, Reply } from '../../services/turn';
import type { MessageView } from '../../services/views';
import { parseChoice } from '../choice';
import { choiceData, pressedData } from './activity';
import { isOwnChat } from './identity';
import { handledIn, type BotParts, type Handled } from './parts';
import { cardAnswer, textAnswer } from './render';
import { answerLate, asButtonChoice, chatView, offerDialog, say, sayToPerson } from './send';
import { failureView } from './trouble';
import { withTyping } from './typing';

/** These may show a pass, or lead to one: only a dialog leaves nothing in the chat. */
export const PASS_VERBS: ReadonlySet<Choice['verb']> = new Set<Choice['verb']>(['pass.open', 'pass.create']);

const ON_IT = 'I am on it.';

/** An Action.Execute: answered in time with a card for the person who pressed, or told that the answer comes later. */
export async function onPress(parts: BotParts, context: TurnContext): Promise<void> {
  const handled = handledIn(context);
  const choice = parseChoice(pressedData(handled.incoming.value));
  if (!choice.ok) return answer(context, cardAnswer(parts.cards.fill(unreadableView(parts, choice.refusal))));
  if (PASS_VERBS.has(choice.value.verb)) {
    return answer(context, cardAnswer(parts.cards.fill(offerDialog(asButtonChoice(choice.value)))));
  }
  const work = parts.conversation.choose(handled.turn, choice.value);
  const replies = await inTime(context, parts, work);
  if (replies !== undefined) return answerNow(parts, context, handled, choice.value, replies);
  parts.later(answerWhenDone(parts, handled, choice.value, work));
  const wait = 'This takes longer than usual. The answer comes here as soon as I have it.';
  if (!isOwnChat(handled.incoming)) return answer(context, textAnswer(`${ON_IT} I will tell you in our own chat.`));
  return answer(context, cardAnswer(parts.cards.fill(notice(ON_IT, [wait]))));
}

/** The fallback of a press: old clients send Action.Submit as a message without text. */
export async function onSubmittedMessage(parts: BotParts, context: TurnContext): Promise<void> {
  const { incoming, turn } = handledIn(context);
  const choice = parseChoice(choiceData(incoming.value));
  if (!choice.ok) return say(parts, context, unreadableView(parts, choice.refusal));
  const does = asButtonChoice(choice.value);
  if (PASS_VERBS.has(choice.value.verb)) return say(parts, context, offerDialog(does));
  const replies = await withTyping(context, parts.patience.typing, parts.conversation.choose(turn, choice.value));
  for (const reply of replies) await say(parts, context, chatView(reply, does));
}

/** A press without a verb, or with something else than a press inside. */
export function onBrokenPress(parts: BotParts, context: TurnContext): Promise<void> {
  const { refusal } = refuse('bad-input', { what: 'an unknown button' });
  return answer(context, cardAnswer(parts.cards.fill(unreadableView(parts, refusal))));
}

/** Data that no card of ours carries: one line in the log, and a sentence. */
export function unreadableView(parts: BotParts, refusal: Refusal): MessageView {
  parts.observer.event('teams.refused', { why: refusal.code, type: 'card-data' });
  return refusalView(refusal);
}

/** The same press arrived again and its first answer has gone out: nothing happens twice. */
export function onRepeatedPress(context: TurnContext): Promise<void> {
  return answer(context, textAnswer('I have that already. Nothing was done twice.'));
}

export async function answer(context: TurnContext, body: object, status = 200): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } });
}

/** Undefined when patience ends first; the work goes on. */
async function inTime<T>(context: TurnContext, parts: BotParts, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), parts.patience.press);
  });
  try {
    return await withTyping(context, parts.patience.typing, Promise.race([work, patience]));
  } finally {
    clearTimeout(timer);
  }
}

async function answerNow(
  parts: BotParts,
  context: TurnContext,
  handled: Handled,
  choice: Choice,
  replies: readonly Reply[],
): Promise<void> {
  const does = asButtonChoice(choice);
  const shown = replies.find((reply) => reply.kind === 'replace' || reply.kind === 'dialog');
  const said = replies.filter((reply) => reply !== shown).map((reply) => chatView(reply, does));
  for (const view of said) await sayToPerson(parts, context, handled, view);
  if (shown !== undefined) return answer(context, cardAnswer(parts.cards.fill(chatView(shown, does))));
  return answer(context, textAnswer(said[0]?.text ?? 'Done.'));
}

async function answerWhenDone(
  parts: BotParts,
  handled: Handled,
  choice: Choice,
  work: Promise<readonly Reply[]>,
): Promise<void> {
  let views: readonly MessageView[];
  try {
    const replies = await work;
    views = replies.map((reply) => chatView(reply, asButtonChoice(choice)));
  } catch (error) {
    views = [failureView(parts, handled.turn.correlationId, error, asButtonChoice(choice))];
  }
  try {
    await answerLate(parts, handled, views);
  } catch (error) {
    parts.observer.failure('teams.unanswered', error, { correlation: handled.turn.correlationId });
  }
}
