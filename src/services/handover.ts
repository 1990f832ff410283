import { MINUTE } from '../domain/clock';
import { mayDo } from '../domain/duties';
import { unreadFacts } from '../domain/facts';
import { allVerdicts } from '../domain/readiness';
import { type Refusal, refuse } from '../domain/refusal';
import { flows } from '../flows';
import { requirements } from '../knowledge/requirements';
import { askedFrom } from './asked';
import type { CaseNotes } from './case';
import { answersOf, contentOf, type HandoverContent, handoverView } from './handover-card';
import {
  chainOf,
  DRAFT,
  HANDOVER,
  type HandoverParts,
  keyOf,
  pageButton,
  SENT,
  showJob,
  takenBy,
} from './handover-parts';
import { destinations } from './handover-post';
import { METHOD_NAMES, type MethodState, methodStates } from './method-states';
import { notice, refusalView } from './notice';
import { MARKS } from './overview-rows';
import { nameOf } from './person-readiness';
import { takesPlace } from './places';
import type { AuditEntry, NewJob } from './ports';
import { actorOf, readActor } from './tap/parts';
import type { Choice, Reply, Turn } from './turn';
import type { Button, MessageView } from './views';

type HandoverChoice = Extract<Choice, { verb: `handover.${string}` }>;

/** The way out of everything that a bot cannot solve. */
export const handoverButton: Button = { title: 'Send this to the helpdesk', does: { verb: 'handover.show' } };

/** So many in an hour, and the helpdesk still reads them. */
const PER_HOUR = 3;
/** One press at a time; a process that dies in the middle gives way after this. */
const ALONE_MS = MINUTE;

/**
 * Takes a conversation over to a person at the helpdesk: shows what would be sent, sends it once, and tells who has
 * taken it. What was sent and who took it is read from the audit, so that a card can be drawn again at any time.
 */
export class Handover {
  readonly #parts: HandoverParts;

  constructor(parts: HandoverParts) {
    this.#parts = parts;
  }

  async choose(turn: Turn, choice: HandoverChoice): Promise<readonly Reply[]> {
    switch (choice.verb) {
      case 'handover.show':
        return [await this.#show(turn)];
      case 'handover.send':
        return this.#send(turn, choice.handover, choice.words);
      case 'handover.drop':
        return this.#drop(turn, choice.handover);
      case 'handover.take':
        return this.#take(turn, choice.handover);
    }
  }

  /** The preview: word for word what the helpdesk would read. */
  async #show(turn: Turn): Promise<Reply> {
    if (turn.place === 'shared') return say(notice("Let's do this in our own chat.", [OWN_CHAT, NOTHING]));
    if ((await destinations(this.#parts, turn.who)).length === 0) return say(unreachable());
    const now = this.#now();
    const content = await this.#content(turn, now);
    const id = this.#parts.ids.next();
    await this.#parts.conversations.put(keyOf(id), { flow: HANDOVER, at: DRAFT, answers: answersOf(content) }, now);
    const send = (title: string, words: string): Button => ({
      title,
      does: { verb: 'handover.send', handover: id, words },
      ...(words === 'no' && content.words !== '' ? {} : { style: 'positive' }),
    });
    const view = handoverView(content, {
      tone: 'neutral',
      headline: 'This is what the helpdesk would read. Shall I send it?',
      outcome: '',
      timeZone: turn.timeZone,
      now,
      buttons: [
        ...(content.words === ''
          ? [send('Send it', 'no')]
          : [send('Send it', 'yes'), send('Send it without my words', 'no')]),
        { title: "Don't send it", does: { verb: 'handover.drop', handover: id } },
      ],
    });
    return say(view);
  }

  async #content(turn: Turn, now: number): Promise<HandoverContent> {
    const [notes, main, facts] = await Promise.all([
      this.#parts.cases.of(turn, now),
      this.#parts.conversations.get(turn.conversation),
      this.#parts.tenant.facts(turn.who),
    ]);
    const person = facts.person.known ? facts.person.value : undefined;
    const asked = askedFrom({ ...main?.answers, ...notes.facts });
    const states = methodStates(allVerdicts(facts, asked, requirements, nameOf(facts)), facts);
    return {
      person: turn.who,
      name: person?.displayName ?? (await this.#parts.names.of(turn.who)),
      signInName: person?.userPrincipalName ?? '',
      at: now,
      channel: turn.channel,
      topic: notes.topic,
      codes: notes.codes,
      flow: (main === undefined ? undefined : flows.get(main.flow)?.about) ?? '',
      found: foundIn(notes),
      ways: states.map(wayOf),
      tried: notes.tried,
      gaps: notes.gaps,
      words: notes.words,
      from: '',
      to: '',
    };
  }

  async #send(turn: Turn, id: string, words: 'yes' | 'no'): Promise<readonly Reply[]> {
    const now = this.#now();
    const { conversations, ledger, seen, observer } = this.#parts;
    const state = await conversations.get(keyOf(id));
    if (state?.flow !== HANDOVER || state.answers['person'] !== turn.who) return [replace(refused('step-over'))];
    if (state.at === SENT) return [replace(sentView())];
    if (!(await seen.first(`handover:send:${id}`, now, ALONE_MS))) return [replace(sentView())];
    if (!(await takesPlace(seen, `handover:of:${turn.who}`, PER_HOUR, now))) return [replace(tooMany())];
    const content = contentOf(state.answers);
    const sent = words === 'yes' ? content : { ...content, words: '' };
    await conversations.put(keyOf(id), { flow: HANDOVER, at: SENT, answers: answersOf(sent) }, now);
    const entry: AuditEntry = {
      ...{ chain: chainOf(id), at: now, ...actorOf(turn), act: 'handover.sent' },
      facts: { person: turn.who, codes: [...sent.codes], words: sent.words !== '', correlation: turn.correlationId },
    };
    await ledger.commit({ audit: [entry], jobs: [showJob(id, 'sent', now)] });
    observer.event('handover.sent', { words: sent.words !== '' });
    return [replace(sentView())];
  }

  async #drop(turn: Turn, id: string): Promise<readonly Reply[]> {
    const state = await this.#parts.conversations.get(keyOf(id));
    if (state?.flow !== HANDOVER || state.answers['person'] !== turn.who) return [replace(refused('step-over'))];
    if (state.at === SENT) return [replace(sentView())];
    await this.#parts.conversations.clear(keyOf(id));
    return [replace(notice('All right, nothing was sent.', ['Write to me whenever something does not work.']))];
  }

  /** An agent takes it: the card says so everywhere, and the person hears who it is. */
  async #take(turn: Turn, id: string): Promise<readonly Reply[]> {
    const { conversations, ledger, seen, observer, rules } = this.#parts;
    const actor = await readActor(this.#parts, turn.who);
    const may = mayDo('look-up', { actor, target: unreadFacts(turn.who), frozen: false }, rules);
    if (!may.ok) return [say(refusalView(may.refusal))];
    const state = await conversations.get(keyOf(id));
    if (state?.flow !== HANDOVER || state.at !== SENT) return [say(refused('handover-gone'))];
    const content = contentOf(state.answers);
    if (content.person === turn.who) return [say(refused('handover-own'))];
    const now = this.#now();
    const alone = await seen.first(`handover:take:${id}`, now, ALONE_MS);
    const taken = takenBy(await ledger.auditOf(chainOf(id)));
    if (taken !== undefined) return [say(await this.#alreadyTaken(taken, turn.who))];
    if (!alone) return [say(notice('Somebody is just taking it.', ['The card shows who, in a moment.', NOTHING]))];
    const entry: AuditEntry = {
      ...{ chain: chainOf(id), at: now, ...actorOf(turn), act: 'handover.taken' },
      facts: { person: content.person, correlation: turn.correlationId },
    };
    const told = await this.#toldTaken(id, content, turn.who, now);
    await ledger.commit({ audit: [entry], jobs: [showJob(id, 'taken', now), ...told] });
    observer.event('handover.taken');
    const lines = [`${content.name} is told in Teams. The card shows that it is yours.`];
    return [say(notice('You have taken it.', lines, { tone: 'good', buttons: [pageButton(content.person)] }))];
  }

  /** The person knows whom to expect; the agent who passed it on, that it is off their hands. */
  async #toldTaken(id: string, { person, name, from }: HandoverContent, by: string, now: number): Promise<NewJob[]> {
    const agent = await this.#parts.names.of(by);
    const news = [{ person, view: takenOver(agent, from === '' ? '' : await this.#parts.names.of(from)) }];
    if (from !== '')
      news.push({ person: from, view: notice(`${agent} has taken over ${name}.`, [], { tone: 'good' }) });
    return news.map(({ person: to, view }) => ({
      key: `handover:${id}:told${to === person ? '' : `:${to}`}`,
      dueAt: now,
      body: { kind: 'tell', to: { channel: 'teams', person: to }, view },
    }));
  }

  async #alreadyTaken(taken: AuditEntry, who: string): Promise<MessageView> {
    if (taken.actor === who) return notice('You have taken it already.', [NOTHING]);
    return notice(`${await this.#parts.names.of(taken.actor)} has taken it already.`, [NOTHING]);
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

/** Longer lines are cut between words. */
const LINE = 240;
const NOTHING = 'Nothing was changed.';
const OWN_CHAT = 'It is about your account, and others can read here. Open the chat with Keysmith and write it there.';

function foundIn({ findings, outcome }: CaseNotes): readonly string[] {
  const sure = outcome === 'yes' || outcome === 'other';
  return findings.map((finding) => short(sure ? finding : `Perhaps: ${finding}`));
}

/** A way to sign in, and the nearest thing in its way. What to do about it stands on the person's page. */
function wayOf({ method, state, blockers: [first] }: MethodState): string {
  const mark = MARKS[state].replace('You have', 'They have');
  return short(`${METHOD_NAMES[method]}: ${mark}${first === undefined ? '' : `. ${first.what}`}`);
}

function short(line: string): string {
  return line.length <= LINE ? line : `${line.slice(0, line.lastIndexOf(' ', LINE - 1))} …`;
}

/** `before`: the agent who helped until now; empty where nobody did. */
function takenOver(agent: string, before: string): MessageView {
  const first =
    before === '' ? 'They have what I sent, and will write or call.' : `They help you in place of ${before}.`;
  const lines = [first, 'They never need a password or a code from you.'];
  return notice(`${agent} from the helpdesk has taken over.`, lines, { tone: 'good' });
}

function sentView(): MessageView {
  const lines = ['I tell you here as soon as somebody has taken it.', 'They never need a password or a code from you.'];
  return notice('It is with the helpdesk.', lines, { tone: 'good' });
}

function tooMany(): MessageView {
  return refusalView(refuse('handover-often').refusal);
}

function unreachable(): MessageView {
  return refusalView(refuse('handover-nowhere').refusal);
}

function refused(code: Refusal['code']): MessageView {
  return refusalView(refuse(code).refusal);
}

function say(view: MessageView): Reply {
  return { kind: 'say', view };
}

function replace(view: MessageView): Reply {
  return { kind: 'replace', view };
}
