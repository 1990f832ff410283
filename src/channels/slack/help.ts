import type { Conversation, Reply } from '../../services/turn';
import type { Payload } from './envelope';
import type { Guard, Member } from './guard';
import { type OfferParts, offerLink } from './link-offer';
import type { Stage } from './stage';
import { LOOKING, whyNotFound } from './words';

export interface HelpParts extends OfferParts {
  readonly conversation: Conversation;
  readonly standing: Guard['standing'];
}

/** The message shortcut: whoever wrote the message, by their own link. Of the message itself nothing goes on. */
export async function helpAuthor(
  parts: HelpParts,
  stage: Stage,
  member: Member,
  { trigger_id: trigger, message }: Payload<'shortcut'>,
): Promise<void> {
  const turn = await parts.identity.turn(member);
  if (turn === undefined) return offerLink(parts, stage, member, trigger, false);
  await stage.openModal(trigger, LOOKING);
  const author = message?.bot_id === undefined ? message?.user : undefined;
  const person = author === undefined ? undefined : await parts.identity.personOf(author);
  if (person !== undefined) {
    const shown = parts.conversation.choose(turn, { verb: 'person.show', person });
    return stage.show(await stage.whileWorking(shown), { verb: 'person.show', person });
  }
  const why = whyNotFound(author === undefined ? 'bot' : await parts.standing(author));
  const found = await stage.whileWorking(parts.conversation.choose(turn, { verb: 'person.search' }));
  await stage.show(
    found.map((reply) => explained(reply, why)),
    { verb: 'person.search' },
  );
}

/** The form to look somebody up says first why it is shown; a refusal stays what it is. */
function explained(reply: Reply, why: string): Reply {
  if (reply.kind !== 'dialog' || reply.view.card !== 'form') return reply;
  const { view } = reply;
  const intro = [why, view.data.intro].filter((words) => words !== '').join(' ');
  return { ...reply, view: { ...view, data: { ...view.data, intro }, text: `${why} ${view.text}` } };
}
