import { Application } from '@microsoft/teams-ai';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import { pressedData, type Incoming } from './activity';
import { answerInDialog, onDialog } from './dialogs';
import { onAdded, onEdit, onMessage, onReaction, onRemoved } from './messages';
import { handledIn, type BotParts } from './parts';
import { answer, onBrokenPress, onPress } from './presses';
import { errorAnswer, textAnswer } from './render';
import { say } from './send';
import { failureView } from './trouble';

export const PRESS = 'adaptiveCard/action';
const DIALOGS = new Set(['task/fetch', 'task/submit']);

/** Routes verified activities; only the guard calls it. Every route answers, and the last ones answer what is left. */
export function routes(parts: BotParts): Application {
  // Its own typing timer is one for all turns of the process; typing.ts has one per turn.
  const app = new Application({ startTypingTimer: false });
  app.adaptiveCards.actionExecute(isPress, async (context) => {
    // The answer is given by hand: the library's own way goes wrong for good after one card with `refresh`.
    await onPress(parts, context);
    return '';
  });
  app.taskModules.fetch(isInvoke('task/fetch'), (context) => onDialog(parts, context));
  app.taskModules.submit(isInvoke('task/submit'), (context) => onDialog(parts, context));
  app.addRoute(isInvoke(), (context) => onOtherInvoke(parts, context), true);
  app.activity(ActivityTypes.Message, (context) => onMessage(parts, context));
  app.messageEventUpdate('editMessage', (context) => onEdit(parts, context));
  app.messageReactions('reactionsAdded', (context) => onReaction(parts, context));
  app.activity(ActivityTypes.InstallationUpdate, (context) => onInstallation(parts, context));
  app.conversationUpdate('membersAdded', (context) => onMembers(parts, context));
  app.conversationUpdate('membersRemoved', (context) => onMembers(parts, context));
  app.addRoute(isAnything, (context) => onAnythingElse(parts, context));
  return app;
}

/** Whether the person is taking the app away: then their chat is not to be kept. */
export function isRemoval(incoming: Incoming): boolean {
  if (incoming.type === 'installationUpdate') return incoming.action === 'remove';
  return (incoming.membersRemoved ?? []).some(({ id }) => id === incoming.recipient.id);
}

/** A turn threw: one log line, and a sentence where the person is looking. */
export async function onFailure(parts: BotParts, context: TurnContext, error: unknown): Promise<void> {
  const { incoming, turn } = handledIn(context);
  const view = failureView(parts, turn.correlationId, error);
  try {
    if (incoming.type !== 'invoke') await say(parts, context, view);
    else if (DIALOGS.has(incoming.name ?? '')) await answerInDialog(parts, context, view);
    // A card in its place would take the buttons away with which to try again.
    else await answer(context, textAnswer(view.text));
  } catch (unsaid) {
    parts.observer.failure('teams.unanswered', unsaid, { correlation: turn.correlationId });
  }
}

async function onOtherInvoke(parts: BotParts, context: TurnContext): Promise<void> {
  const name = handledIn(context).incoming.name ?? '';
  if (name === PRESS) return onBrokenPress(parts, context);
  parts.observer.event('teams.unknown-invoke', { name });
  return answer(context, errorAnswer('NotSupported', 'Keysmith does not know this. Nothing was changed.'), 501);
}

async function onInstallation(parts: BotParts, context: TurnContext): Promise<void> {
  const { incoming } = handledIn(context);
  if (isRemoval(incoming)) return onRemoved(parts, context);
  // An upgrade is not a first meeting.
  if (incoming.action === 'add') await onAdded(parts, context);
}

async function onMembers(parts: BotParts, context: TurnContext): Promise<void> {
  const { incoming } = handledIn(context);
  if (isRemoval(incoming)) return onRemoved(parts, context);
  if ((incoming.membersAdded ?? []).some(({ id }) => id === incoming.recipient.id)) await onAdded(parts, context);
}

/** Deleted messages, renamed channels, read receipts: nothing that anybody waits for an answer to. */
function onAnythingElse(parts: BotParts, context: TurnContext): Promise<void> {
  parts.observer.event('teams.ignored', { type: handledIn(context).incoming.type });
  return Promise.resolve();
}

/** The library's own selectors break on card data that are null; the door in choice.ts says what is wrong with any. */
function isInvoke(name?: string): (context: TurnContext) => Promise<boolean> {
  return ({ activity }) =>
    Promise.resolve(activity.type === 'invoke' && (name === undefined || activity.name === name));
}

function isPress(context: TurnContext): Promise<boolean> {
  const { type, name, value } = handledIn(context).incoming;
  return Promise.resolve(type === 'invoke' && name === PRESS && pressedData(value) !== undefined);
}

function isAnything(): Promise<boolean> {
  return Promise.resolve(true);
}
