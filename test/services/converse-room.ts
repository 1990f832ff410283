import type { Pause } from '../../src/domain/brakes';
import { type Fact, known } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import type { Method } from '../../src/domain/methods';
import { done, type Outcome, refuse } from '../../src/domain/refusal';
import type { Federation } from '../../src/domain/federation';
import type { SignIn } from '../../src/domain/sign-ins';
import type { ChoiceHandlers } from '../../src/services/choice-handlers';
import { Converse } from '../../src/services/converse';
import type { ConversationState, JobBody, NewJob } from '../../src/services/ports';
import { watchRegistration } from '../../src/services/registration';
import type { Choice, Reply, Turn } from '../../src/services/turn';
import type { Button, MessageView } from '../../src/services/views';
import { facts, NOW, push } from '../domain/readiness/facts';

type Watch = Extract<JobBody, { kind: 'watch-registration' }>;

/** One employee in their chat, a tenant that can be changed, and everything kept in memory. */
export class Room {
  now = NOW;
  facts: PersonFacts = facts();
  methods: Outcome<readonly Method[]> = done([push]);
  federation: Fact<Federation> = known({ domain: 'contoso.example', federated: false, factorElsewhere: false }, NOW);
  signIns: Fact<readonly SignIn[]> = known([], NOW);
  reads = 0;
  readonly delegated: (readonly [Turn, Choice])[] = [];
  readonly jobs: NewJob[] = [];
  readonly states = new Map<string, ConversationState>();
  readonly references = new Map<string, string>();
  readonly turn: Turn = {
    who: 'priya',
    channel: 'teams',
    identity: { how: 'teams-jwt' },
    place: 'personal',
    conversation: 'teams:priya',
    correlationId: 'c1',
    timeZone: 'Europe/Berlin',
  };

  paused: Pause | undefined;
  readonly ports = {
    clock: { now: (): Date => new Date(this.now) },
    observer: { event: (): void => undefined, failure: (): void => undefined },
    tenant: {
      facts: (): Promise<PersonFacts> => {
        this.reads += 1;
        const methods = this.methods.ok ? { methods: known(this.methods.value, this.now) } : {};
        return Promise.resolve({ ...this.facts, ...methods });
      },
    },
    methods: { list: (): Promise<Outcome<readonly Method[]>> => Promise.resolve(this.methods) },
    jobs: {
      claim: () => Promise.resolve([]),
      done: () => Promise.resolve(true),
      doneAll: () => Promise.resolve(),
      again: () => Promise.resolve(true),
      add: (jobs: readonly NewJob[]): Promise<void> => {
        for (const job of jobs) if (!this.jobs.some(({ key }) => key === job.key)) this.jobs.push(job);
        return Promise.resolve();
      },
      nextDue: () => Promise.resolve(undefined),
      overdue: () => Promise.resolve(0),
    },
    conversations: {
      get: (key: string) => Promise.resolve(this.states.get(key)),
      put: (key: string, state: ConversationState): Promise<void> => {
        this.states.set(key, structuredClone(state));
        return Promise.resolve();
      },
      clear: (key: string): Promise<void> => Promise.resolve(void this.states.delete(key)),
    },
    references: {
      get: (key: string) => Promise.resolve(this.references.get(key)),
      put: (key: string, value: string): Promise<void> => Promise.resolve(void this.references.set(key, value)),
      remove: (key: string): Promise<void> => Promise.resolve(void this.references.delete(key)),
    },
    directory: {
      person: () =>
        Promise.resolve(
          done({
            id: 'priya',
            displayName: 'Priya Nair',
            givenName: 'Priya',
            userPrincipalName: 'p',
            enabled: true,
            guest: 'no' as const,
          }),
        ),
      find: () => Promise.resolve(done([])),
      managerOf: () => Promise.resolve(done(undefined)),
      membersOf: () => Promise.resolve(done([])),
      groupsAmong: () => Promise.resolve(done(new Set<string>())),
    },
    signIns: { last: (): Promise<Fact<readonly SignIn[]>> => Promise.resolve(this.signIns) },
    federations: { of: (): Promise<Fact<Federation>> => Promise.resolve(this.federation) },
    brakes: { pause: (): Promise<Pause | undefined> => Promise.resolve(this.paused) },
    linking: {
      unlink: ({ who }: Turn) =>
        Promise.resolve(who === 'priya' ? done({ team: 'T1', user: 'U1' }) : refuse('not-linked')),
    },
  };

  readonly #delegate = (turn: Turn, choice: Choice): Promise<readonly Reply[]> => {
    this.delegated.push([turn, choice]);
    return Promise.resolve([]);
  };
  readonly #handlers: ChoiceHandlers = {
    pass: this.#delegate,
    method: this.#delegate,
    recovery: this.#delegate,
    link: this.#delegate,
    home: this.#delegate,
    person: this.#delegate,
    handover: this.#delegate,
    desk: this.#delegate,
    passFor: () => Promise.resolve(undefined),
    queue: this.#delegate,
    pause: this.#delegate,
    resume: this.#delegate,
  };
  readonly converse = new Converse({ ...this.ports, handlers: this.#handlers });

  async write(text: string, turn: Turn = this.turn): Promise<MessageView> {
    return viewOf(await this.converse.hear(turn, text));
  }

  /** Presses the button with this title on a view. */
  async press(view: MessageView, title: string): Promise<MessageView> {
    return viewOf(await this.pressFor(view, title));
  }

  async pressFor(view: MessageView, title: string): Promise<readonly Reply[]> {
    const button = buttonsOf(view).find((candidate) => candidate.title === title);
    if (button === undefined) throw new Error(`No button "${title}", but: ${titles(view).join(', ')}`);
    return this.converse.choose(this.turn, choiceOf(button));
  }

  /** Writes the text, then presses button after button. */
  async talk(text: string, ...presses: readonly string[]): Promise<MessageView> {
    let view = await this.write(text);
    for (const title of presses) view = await this.press(view, title);
    return view;
  }

  watch(): Watch {
    const body = this.jobs.map((job) => job.body).findLast((job) => job.kind === 'watch-registration');
    if (body?.kind !== 'watch-registration') throw new Error('nothing is watched');
    return body;
  }

  look(body: Watch = this.watch()): ReturnType<typeof watchRegistration> {
    return watchRegistration(this.ports, body);
  }

  told(): readonly MessageView[] {
    return this.jobs.flatMap(({ body }) => (body.kind === 'tell' ? [body.view] : []));
  }
}

function viewOf(replies: readonly Reply[]): MessageView {
  const last = replies.at(-1);
  if (last === undefined || (last.kind !== 'say' && last.kind !== 'replace')) throw new Error('nothing was said');
  return last.view;
}

export function buttonsOf(view: MessageView): readonly Button[] {
  return 'buttons' in view.data ? view.data.buttons : [];
}

export function titles(view: MessageView): readonly string[] {
  return buttonsOf(view).map(({ title }) => title);
}

function choiceOf({ does }: Button): Choice {
  const { verb, flow = '', at = '', choice = '' } = does;
  if (verb === 'start') return { verb, flow };
  if (verb === 'answer') return { verb, flow, at, choice };
  throw new Error(`The test presses no ${verb}`);
}
