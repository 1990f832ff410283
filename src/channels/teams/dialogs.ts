import type { TaskModuleTaskInfo, TurnContext } from 'botbuilder';
import type { Reply, Turn } from '../../services/turn';
import type { MessageView } from '../../services/views';
import { parseChoice } from '../choice';
import { dialogData } from './activity';
import { isOwnChat } from './identity';
import { handledIn, type BotParts } from './parts';
import { PASS_VERBS, answer, unreadableView } from './presses';
import { dialogOf } from './render';
import { sayToPerson } from './send';
import { withTyping } from './typing';

/** A card on a dialog's page, or a sentence that ends the dialog. */
type Page = TaskModuleTaskInfo | string;

const TITLE = 'Keysmith';

/**
 * `task/fetch` and `task/submit`. Not deduplicated by activity id: Teams repeats a slow one under a new id anyway, so
 * what must happen once is bound to the state of the request, and a repeat is answered from there.
 */
export async function onDialog(parts: BotParts, context: TurnContext): Promise<Page> {
  const handled = handledIn(context);
  const choice = parseChoice(dialogData(handled.incoming.value));
  if (!choice.ok) return refusalPage(parts, unreadableView(parts, choice.refusal));
  if (PASS_VERBS.has(choice.value.verb) && !isOwnChat(handled.incoming)) {
    parts.observer.event('teams.refused', { why: 'shared-place', type: choice.value.verb });
    return 'A pass opens only in your own chat with Keysmith. Nothing was changed.';
  }
  // A dialog is seen only by the person who opened it, wherever its button was.
  const turn: Turn = { ...handled.turn, place: 'personal' };
  const replies = await withTyping(context, parts.patience.typing, parts.conversation.choose(turn, choice.value));
  const page = pageOf(replies);
  for (const reply of replies) {
    if (reply !== page && (reply.kind === 'say' || reply.kind === 'replace')) {
      await sayToPerson(parts, context, handled, reply.view);
    }
  }
  return page === undefined ? 'Done.' : drawn(parts, page);
}

export async function answerInDialog(parts: BotParts, context: TurnContext, view: MessageView): Promise<void> {
  await answer(context, { task: { type: 'continue', value: refusalPage(parts, view) } });
}

function refusalPage(parts: BotParts, view: MessageView): TaskModuleTaskInfo {
  return dialogOf(parts.cards, TITLE, view);
}

/** The answer that the dialog itself shows: its next page or its end, else whatever there is to see. */
function pageOf(replies: readonly Reply[]): Reply | undefined {
  return replies.find((reply) => reply.kind === 'dialog' || reply.kind === 'close') ?? replies[0];
}

function drawn(parts: BotParts, page: Reply): Page {
  switch (page.kind) {
    case 'close':
      return page.text === '' ? 'Done.' : page.text;
    case 'dialog':
      return dialogOf(parts.cards, page.title, page.view);
    default:
      return dialogOf(parts.cards, TITLE, page.view);
  }
}
