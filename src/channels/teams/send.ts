import type { TurnContext } from 'botbuilder';
import { notice } from '../../services/notice';
import type { Choice, Reply } from '../../services/turn';
import type { ButtonChoice, DialogView, MessageView } from '../../services/views';
import { isOwnChat } from './identity';
import type { BotParts, Handled } from './parts';
import { addressIn, asReference } from './references';
import { messageOf } from './render';

const DIALOG_CARDS: ReadonlySet<string> = new Set<DialogView['card']>([
  'form',
  'pairing-number',
  'pass-opening',
  'pass-shown',
  'person',
]);

function isDialogView(view: DialogView | MessageView): view is DialogView {
  return DIALOG_CARDS.has(view.card);
}

/** A form or a pass belongs in a dialog, never in the chat: whoever pressed a plain button is offered the dialog. */
export function offerDialog(does: ButtonChoice | undefined): MessageView {
  if (does === undefined)
    return notice('This needs a window of its own.', ['Write "help", then use the button there.']);
  return notice('This opens in a window of its own.', ['Press the button. Nothing was changed yet.'], {
    buttons: [{ title: 'Open', does, opens: 'dialog', style: 'positive' }],
  });
}

/** The choice as a button would carry it: what somebody typed to open a pass stands on no card. */
export function asButtonChoice(choice: Choice): ButtonChoice {
  return choice.verb === 'pass.create' ? { verb: 'pass.open', request: choice.request } : { ...choice };
}

/** What an answer shows in a chat. */
export function chatView(reply: Reply, does?: ButtonChoice): MessageView {
  switch (reply.kind) {
    case 'say':
    case 'replace':
    case 'post':
      return reply.view;
    case 'dialog':
      return isDialogView(reply.view) ? offerDialog(does) : reply.view;
    case 'close':
      return notice(reply.text, []);
  }
}

export async function say(parts: BotParts, context: TurnContext, view: MessageView): Promise<void> {
  await context.sendActivity(messageOf(parts.cards, view));
}

/** Says something that only this person should read: in place in their own chat, else in that chat from elsewhere. */
export async function sayToPerson(
  parts: BotParts,
  context: TurnContext,
  { incoming, turn }: Handled,
  view: MessageView,
): Promise<void> {
  if (!isOwnChat(incoming)) {
    const delivery = await parts.messenger.send({ channel: 'teams', person: turn.who }, view);
    if (delivery.end === 'delivered') return;
  }
  await say(parts, context, view);
}

/**
 * Delivers an answer after its request has ended. In a chat of two the pressed card, which says "I am on it", becomes
 * the answer; a card that others see too stays as it is, and the person is told in their own chat.
 */
export async function answerLate(parts: BotParts, handled: Handled, views: readonly MessageView[]): Promise<void> {
  const { incoming } = handled;
  const reference = asReference(addressIn(incoming), parts.rules.tenantId);
  await parts.adapter.continueConversationAsync(parts.appId, reference, async (context) => {
    delete context.activity.id;
    const inPlace = isOwnChat(incoming) ? incoming.replyToId : undefined;
    for (const [index, view] of views.entries()) {
      if (index === 0 && inPlace !== undefined && (await changed(parts, context, inPlace, view))) continue;
      await sayToPerson(parts, context, handled, view);
    }
  });
}

async function changed(parts: BotParts, context: TurnContext, message: string, view: MessageView): Promise<boolean> {
  try {
    await context.updateActivity({ ...messageOf(parts.cards, view), id: message });
    return true;
  } catch (error) {
    parts.observer.failure('teams.update', error);
    return false;
  }
}
