import type { Clock } from '../domain/clock';
import { refuse } from '../domain/refusal';
import { writtenCodes } from '../knowledge/codes';
import { createMatcher, type Matcher } from '../knowledge/matcher';
import type { Answer, Entry } from '../knowledge/schema';
import {
  entryId,
  flowButtons,
  sharedAnswerView,
  sharedPlaceView,
  unknownView,
  unsureView,
  welcomeView,
  whoView,
} from './answers';
import { Cases } from './case';
import { type ChoiceHandlers, type ChoiceOf, handled } from './choice-handlers';
import { readPassLine } from './desk/pass-line';
import { FlowWalk, type WalkParts } from './flow-walk';
import { handoverButton } from './handover';
import { withoutSecrets } from './handover-words';
import { searchKnowledge } from './knowledge-search';
import type { Linking } from './linking';
import { notice, refusalView } from './notice';
import type { Brakes, Directory, Federations, Observer, SignIns } from './ports';
import { mySignIns } from './sign-ins';
import { TROUBLESHOOT, Troubleshoot } from './troubleshoot';
import type { Choice, Conversation, Reply, Turn } from './turn';
import type { Button, MessageView } from './views';
import { rememberZone } from './zone';

/** Longer texts are read up to here: nobody needs more to say what is the matter. */
const MAX_CHARACTERS = 2_000;

export interface ConverseParts extends WalkParts {
  readonly directory: Directory;
  readonly signIns: SignIns;
  readonly federations: Federations;
  readonly brakes: Pick<Brakes, 'pause'>;
  readonly linking: Pick<Linking, 'unlink'>;
  readonly handlers: ChoiceHandlers;
  readonly clock: Clock;
  readonly observer: Observer;
  /** The built-in knowledge unless told otherwise. */
  readonly matcher?: Matcher;
}

/** The one door for text and buttons of both channels: finds the flow, the knowledge or the handler for it. */
export class Converse implements Conversation {
  readonly #parts: ConverseParts;
  #built: Matcher | undefined;
  readonly #walk: FlowWalk;
  readonly #cases: Cases;
  readonly #trouble: Troubleshoot;

  constructor(parts: ConverseParts) {
    this.#parts = parts;
    this.#built = parts.matcher;
    this.#walk = new FlowWalk(parts);
    this.#cases = new Cases(parts.conversations);
    this.#trouble = new Troubleshoot({ ...parts, cases: this.#cases });
  }

  async greet(turn: Turn): Promise<readonly Reply[]> {
    await rememberZone(this.#parts.references, turn, this.#now());
    return [say(await this.#help(turn))];
  }

  async hear(turn: Turn, text: string): Promise<readonly Reply[]> {
    return this.#noted(turn, 'text', await this.#heard(turn, text));
  }

  async choose(turn: Turn, choice: Choice): Promise<readonly Reply[]> {
    return this.#noted(turn, choice.verb, await this.#chosen(turn, choice));
  }

  /** Each no is one line and one count, whichever channel it goes to. */
  #noted(turn: Turn, verb: string, replies: readonly Reply[]): readonly Reply[] {
    for (const reply of replies) {
      if (reply.kind === 'close' || reply.view.refused === undefined) continue;
      this.#parts.observer.event('turn.refused', { code: reply.view.refused, verb });
    }
    return turn.place === 'shared' ? replies : replies.map(withWayOut);
  }

  async #heard(turn: Turn, text: string): Promise<readonly Reply[]> {
    await rememberZone(this.#parts.references, turn, this.#now());
    const words = text.slice(0, MAX_CHARACTERS).trim();
    const named = /^(?:look\s?up|\/lookup)\s+(.{1,200})$/i.exec(words)?.[1]?.trim();
    if (named !== undefined && named !== '') return this.#aside(turn, { verb: 'person.list', words: named });
    if (/^(?:(?:my\s+)?desk|home|look\s?up)$/i.test(words)) return this.#aside(turn, { verb: 'home' });
    if (turn.place === 'personal') {
      const offered = await this.#passFor(turn, words);
      if (offered !== undefined) return offered;
      const answered = await this.#walk.answerInWords(turn, words);
      if (answered !== undefined) return answered;
    }
    if (!/[\p{L}\p{N}]/u.test(words)) return [say(await this.#help(turn))];
    const match = this.#matcher.match(words);
    this.#parts.observer.event('text.matched', {
      kind: match.kind,
      ...(match.kind === 'sure' ? { entry: match.entry.id } : {}),
    });
    await this.#noteWords(turn, words, match.kind === 'sure');
    if (match.kind === 'sure') return this.#lead(turn, match.entry);
    const more = await this.#waysOut(turn);
    const { code } = match;
    return [say(match.kind === 'unsure' ? unsureView(match.entries, code, more) : unknownView(code, more))];
  }

  /** Only agents ask for others; whoever else begins like this means something else. */
  async #passFor(turn: Turn, words: string): Promise<readonly Reply[] | undefined> {
    const [, line] = /^(?:request |a )?pass for\s+(.{1,600})$/is.exec(words) ?? [];
    if (line === undefined) return undefined;
    const { person, ...about } = readPassLine(line);
    if (/^(?:|me|my|myself)$/i.test(person)) return undefined;
    return this.#parts.handlers.passFor(turn, { words: person.slice(0, 200), ...about });
  }

  async #chosen(turn: Turn, choice: Choice): Promise<readonly Reply[]> {
    switch (choice.verb) {
      case 'help':
        return [say(await this.#help(turn))];
      case 'start':
        return this.#start(turn, choice.flow);
      case 'answer':
        if (turn.place === 'shared') return [say(sharedPlaceView())];
        return choice.flow === TROUBLESHOOT ? this.#narrow(turn, choice) : this.#walk.answer(turn, choice);
      case 'knowledge.find':
      case 'knowledge.show':
      case 'knowledge.share':
        return [searchKnowledge(choice, this.#matcher)];
      default:
        return handled(this.#parts.handlers, turn, choice);
    }
  }

  async #start(turn: Turn, name: string): Promise<readonly Reply[]> {
    if (name === 'unlink') return this.#unlink(turn);
    const id = entryId(name);
    if (id !== undefined) {
      const entry = this.#matcher.entry(id);
      return entry === undefined
        ? [say(refusalView(refuse('bad-input', { what: 'flow' }).refusal))]
        : this.#lead(turn, entry);
    }
    return turn.place === 'shared' ? [say(sharedPlaceView())] : this.#walk.start(turn, name);
  }

  async #lead(turn: Turn, entry: Entry): Promise<readonly Reply[]> {
    if (entry.kind === 'answer') return [say(await this.#answer(turn, entry))];
    if ('flow' in entry.leads) return this.#start(turn, entry.leads.flow);
    switch (entry.leads.command) {
      case 'help':
        return [say(await this.#help(turn))];
      case 'status':
        return this.#aside(turn, { verb: 'pass.status' });
      case 'queue':
        return this.#aside(turn, { verb: 'queue' });
      case 'pause':
        return this.#aside(turn, { verb: 'pause' });
      case 'resume':
        return this.#resume(turn);
      case 'human':
        return this.#aside(turn, { verb: 'handover.show' });
      case 'sign-ins':
        return turn.place === 'shared' ? [say(sharedPlaceView())] : [say(await this.#signIns(turn))];
      case 'who':
        return [say(whoView())];
      case 'link':
        return this.#aside(turn, { verb: 'link.show' });
      case 'unlink':
        return this.#unlink(turn);
      case 'go-on':
        return turn.place === 'shared' ? [say(sharedPlaceView())] : this.#walk.goOn(turn);
      case 'cancel':
        return [say(await this.#walk.cancel(turn))];
    }
  }

  /** What is true for anybody stands anywhere; what is looked up for this person, in their own chat only. */
  async #answer(turn: Turn, entry: Answer): Promise<MessageView> {
    if (turn.place === 'shared') return sharedAnswerView(entry);
    return this.#trouble.answer(turn, entry, this.#matcher, await this.#waysOut(turn, entry));
  }

  /** A question under an answer was answered. */
  async #narrow(turn: Turn, choice: ChoiceOf<'answer'>): Promise<readonly Reply[]> {
    const [id = ''] = choice.at.split(':');
    const entry = this.#matcher.entry(id);
    const more = await this.#waysOut(turn, entry?.kind === 'answer' ? entry : undefined);
    const view = await this.#trouble.choose(turn, choice, this.#matcher, more);
    return view === undefined
      ? [say(refusalView(refuse('bad-input', { what: choice.at }).refusal))]
      : [{ kind: 'replace', view }];
  }

  async #signIns(turn: Turn): Promise<MessageView> {
    return mySignIns(this.#parts, turn, this.#now(), this.#matcher, await this.#waysOut(turn));
  }

  async #waysOut(turn: Turn, entry?: Answer): Promise<readonly Button[]> {
    const goOn = await this.#walk.goOnButtons(turn);
    return [
      ...(entry === undefined ? [] : flowButtons(entry)),
      ...goOn,
      ...(turn.place === 'shared' ? [] : [handoverButton]),
    ];
  }

  /** For a handover: codes that were named, and words that nobody understood, without what looks like a secret. */
  async #noteWords(turn: Turn, words: string, understood: boolean): Promise<void> {
    if (turn.place === 'shared') return;
    const codes = writtenCodes(words).map(({ code }) => code);
    if (understood && codes.length === 0) return;
    const unknown = understood ? {} : { words: withoutSecrets(words), topic: '', findings: [], gaps: [], outcome: '' };
    await this.#cases.note(turn, this.#now(), { codes, ...unknown });
  }

  /** "resume" means Keysmith while it is paused, and the conversation otherwise. */
  async #resume(turn: Turn): Promise<readonly Reply[]> {
    if ((await this.#parts.brakes.pause()) !== undefined) return this.#aside(turn, { verb: 'resume' });
    return turn.place === 'shared' ? [say(sharedPlaceView())] : this.#walk.goOn(turn);
  }

  /** Asked for in words, so the answer would stand where the words stand: never where others read along. */
  async #aside(turn: Turn, choice: Choice): Promise<readonly Reply[]> {
    return turn.place === 'shared' ? [say(sharedPlaceView())] : this.#chosen(turn, choice);
  }

  async #unlink(turn: Turn): Promise<readonly Reply[]> {
    const unlinked = await this.#parts.linking.unlink(turn);
    if (!unlinked.ok) return [say(refusalView(unlinked.refusal))];
    const lines = [
      `The Slack account ${unlinked.value.user} can no longer act as you in Keysmith.`,
      'If you had not linked it yourself, tell your security team too.',
    ];
    return [say(notice('The link is removed.', lines, { tone: 'good' }))];
  }

  async #help(turn: Turn): Promise<MessageView> {
    const person = await this.#parts.directory.person(turn.who);
    // The greeting is no reason to fail: without the directory it goes without the name.
    const name = person.ok ? (person.value.givenName ?? person.value.displayName) : '';
    return welcomeView(name, await this.#walk.goOnButtons(turn));
  }

  /** Built for the first text: a start that others wait for is a quarter of a second shorter. */
  get #matcher(): Matcher {
    this.#built ??= createMatcher();
    return this.#built;
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

/** Noes that the person cannot change and a colleague at the helpdesk can look at. */
const FOR_A_COLLEAGUE: ReadonlySet<string> = new Set([
  ...['facts-unread', 'target-guest', 'target-disabled', 'target-risky', 'target-frozen', 'target-unreachable'],
  ...['nobody-to-decide', 'pass-off', 'pass-out-of-scope', 'pass-lifetime', 'pass-one-time', 'graph-denied'],
]);

function withWayOut(reply: Reply): Reply {
  if (reply.kind !== 'say' && reply.kind !== 'replace') return reply;
  const { view } = reply;
  if (view.card !== 'notice' || view.refused === undefined || !FOR_A_COLLEAGUE.has(view.refused)) return reply;
  return { ...reply, view: { ...view, data: { ...view.data, buttons: [...view.data.buttons, handoverButton] } } };
}

function say(view: MessageView): Reply {
  return { kind: 'say', view };
}
