import type { TurnContext } from 'botbuilder';
import { z } from 'zod/v4';
import { DAY, HOUR } from '../../domain/clock';
import { notice } from '../../services/notice';
import type { Reply } from '../../services/turn';
import { isOwnChat } from './identity';
import { handledIn, type BotParts } from './parts';
import { onSubmittedMessage } from './presses';
import { chatView, say } from './send';
import { withTyping } from './typing';

/** More than a long error message with its details; what is longer is read in part, and the person is told. */
const LONGEST = 4_000;

/** Teams adds the message itself as HTML: that is no attachment. */
const OWN_HTML = 'text/html';

/** A picture comes without any text. */
const written = z.string().catch('');

export async function onMessage(parts: BotParts, context: TurnContext): Promise<void> {
  const { incoming } = handledIn(context);
  const text = textOf(context);
  if (text !== '') return onText(parts, context, text);
  if (typeof incoming.value === 'object' && incoming.value !== null) return onSubmittedMessage(parts, context);
  const attached = (incoming.attachments ?? []).some(({ contentType }) => contentType !== OWN_HTML);
  if (!attached) return reply(parts, context, parts.conversation.choose(handledIn(context).turn, { verb: 'help' }));
  const what = 'Tell me in a sentence what you see, or copy the error message as text.';
  return say(parts, context, notice("I can't look at files or pictures.", [what]));
}

async function onText(parts: BotParts, context: TurnContext, text: string): Promise<void> {
  const { turn } = handledIn(context);
  if (text.length > LONGEST) {
    const short = 'That was long, so I read only its beginning.';
    await say(parts, context, notice(short, ['If I miss the point, write it in a sentence or two.']));
  }
  return reply(parts, context, parts.conversation.hear(turn, Array.from(text).slice(0, LONGEST).join('')));
}

/** Somebody corrected what they wrote: what stands there now counts. */
export async function onEdit(parts: BotParts, context: TurnContext): Promise<void> {
  const text = textOf(context);
  if (text !== '') await onText(parts, context, text);
}

/** A thumb on a card decides nothing, and whoever gives one should know it; but not each time. */
export async function onReaction(parts: BotParts, context: TurnContext): Promise<void> {
  const { incoming, turn } = handledIn(context);
  if (!isOwnChat(incoming)) return;
  const now = parts.clock.now().getTime();
  if (!(await parts.seen.first(`teams:reaction:${turn.who}`, now, HOUR))) return;
  const what = 'Use the buttons on a card, or write to me. Nothing was changed.';
  return say(parts, context, notice('A reaction does nothing here.', [what]));
}

/** The app was added: Teams says so twice, as an installation and as a new member. */
export async function onAdded(parts: BotParts, context: TurnContext): Promise<void> {
  const { incoming, turn } = handledIn(context);
  const own = isOwnChat(incoming);
  const now = parts.clock.now().getTime();
  const place = own ? turn.who : incoming.conversation.id;
  if (!(await parts.seen.first(`teams:greeted:${place}`, now, own ? HOUR : DAY))) return;
  if (own) return reply(parts, context, parts.conversation.greet(turn));
  const lines = [
    'Approvers may see requests for passes here.',
    'For your own sign-in, write to me in a chat of our own.',
  ];
  return say(parts, context, notice('Keysmith is here.', lines));
}

export async function onRemoved(parts: BotParts, context: TurnContext): Promise<void> {
  const { incoming, turn } = handledIn(context);
  if (isOwnChat(incoming)) await parts.chats.forget(turn.who);
}

/** What was written, without the mention of the bot, which the library has cut out by now. */
function textOf(context: TurnContext): string {
  return written.parse(context.activity.text).trim();
}

async function reply(parts: BotParts, context: TurnContext, work: Promise<readonly Reply[]>): Promise<void> {
  for (const one of await withTyping(context, parts.patience.typing, work)) await say(parts, context, chatView(one));
}
