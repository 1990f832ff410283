import type { Line } from './desk/pass-form';
import type { Choice, Reply, Turn } from './turn';

export type ChoiceOf<Prefix extends string> = Extract<Choice, { verb: Prefix | `${Prefix}.${string}` }>;

/** Does what a button of its kind asks for. */
type ChoiceHandler<Prefix extends string> = (turn: Turn, choice: ChoiceOf<Prefix>) => Promise<readonly Reply[]>;

/** The choices that are not conversation, by the first part of their verb. */
export interface ChoiceHandlers {
  readonly pass: ChoiceHandler<'pass'>;
  readonly method: (
    turn: Turn,
    choice: Exclude<ChoiceOf<'method'>, { verb: 'method.contain' }>,
  ) => Promise<readonly Reply[]>;
  /** Removing methods, ending sessions, containment. */
  readonly recovery: (
    turn: Turn,
    choice: Extract<Choice, { verb: `removal.${string}` | 'sessions.end' | 'method.contain' }>,
  ) => Promise<readonly Reply[]>;
  readonly handover: ChoiceHandler<'handover'>;
  readonly person: ChoiceHandler<'person'>;
  readonly link: ChoiceHandler<'link'>;
  readonly queue: ChoiceHandler<'queue'>;
  readonly home: ChoiceHandler<'home'>;
  /** What agents do from somebody's page. */
  readonly desk: ChoiceHandler<'desk'>;
  /** An agent's "pass for …"; undefined from anybody else. */
  readonly passFor: (turn: Turn, line: Line) => Promise<readonly Reply[] | undefined>;
  readonly pause: ChoiceHandler<'pause'>;
  readonly resume: ChoiceHandler<'resume'>;
}

/** The conversation answers these itself (services/converse). */
type OfConversation = ChoiceOf<'help' | 'start' | 'answer' | 'knowledge'>;

/** Gives a choice to whoever does such things. */
export async function handled(
  handlers: ChoiceHandlers,
  turn: Turn,
  choice: Exclude<Choice, OfConversation>,
): Promise<readonly Reply[]> {
  if (isForDesk(choice)) return handlers.desk(turn, choice);
  switch (choice.verb) {
    case 'handover.show':
    case 'handover.send':
    case 'handover.drop':
    case 'handover.take':
      return handlers.handover(turn, choice);
    case 'link.show':
    case 'link.disown':
    case 'link.lift-stop':
      return handlers.link(turn, choice);
    case 'queue':
      return handlers.queue(turn, choice);
    case 'home':
      return handlers.home(turn, choice);
    case 'pause':
      return handlers.pause(turn, choice);
    case 'resume':
      return handlers.resume(turn, choice);
    case 'person.search':
    case 'person.look':
    case 'person.list':
    case 'person.show':
    case 'person.section':
    case 'person.method':
      return handlers.person(turn, choice);
    case 'removal.form':
    case 'removal.ask':
    case 'sessions.end':
    case 'method.contain':
      return handlers.recovery(turn, choice);
    case 'method.mine':
    case 'method.not-mine':
    case 'method.lift-stop':
      return handlers.method(turn, choice);
    default:
      return handlers.pass(turn, choice);
  }
}

function isForDesk(choice: Choice): choice is ChoiceOf<'desk'> {
  return choice.verb.startsWith('desk.');
}
