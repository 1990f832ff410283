import fc from 'fast-check';
import { MINUTE } from '../../../src/domain/clock';
import { questionOf } from '../../../src/domain/question';
import type { TapRequest } from '../../../src/domain/tap-request';
import type { Reply } from '../../../src/services/turn';
import { APPROVERS, type Fate } from './entra-model';
import { House, MANAGER, type Naive, TARGET } from './model-house';
import type { Crash, ModelChoice } from './model-process';

/* What may happen to one life of a pass, as fast-check makes and shrinks it. */

/** Somebody presses something, on one of the two processes, which may die of it. */
interface Press {
  readonly do: 'press';
  readonly who: string;
  readonly what: What;
  readonly process: number;
  readonly crash: Crash | undefined;
}

type What =
  | 'ask'
  | 'prove'
  | 'approve'
  | 'deny'
  | 'withdraw'
  | 'dialog'
  | 'create'
  | 'create-with-wrong-number'
  | 'not-seen'
  | 'have-it'
  | 'mine'
  | 'not-mine'
  | 'contain'
  | 'lift'
  | 'pause'
  | 'resume'
  /** Something pressed before arrives once more. */
  | 'again';

interface Work {
  readonly do: 'work';
  readonly process: number;
  readonly crash: Crash | undefined;
}

type Event =
  | { readonly do: 'fate'; readonly fate: Fate }
  | { readonly do: 'deleting'; readonly how: 'works' | 'fails' | 'answer-lost' }
  | { readonly do: 'reading'; readonly how: 'works' | 'fails' }
  | { readonly do: 'risk'; readonly how: 'none' | 'atRisk' | 'confirmedCompromised' | 'unread' | 'administrator' }
  | { readonly do: 'approver'; readonly who: string; readonly how: 'leaves' | 'is-disabled' | 'comes-back' }
  | { readonly do: 'clock'; readonly process: number; readonly minutes: number }
  | { readonly do: 'register' | 'land' | 'somebody-elses-pass' }
  | { readonly do: 'wait'; readonly minutes: number };

/** Either one thing after the other, or presses and workers that meet at every step in this order. */
export interface Move {
  readonly together: readonly (Press | Work | Event)[];
  readonly order: readonly number[];
}

export interface Script {
  readonly route: 'self' | 'manager';
  /** How far it has gone, without trouble, before anything happens. */
  readonly begun: 'asked' | 'approved' | 'dialog' | 'shown' | 'appeared';
  readonly moves: readonly Move[];
}

const crash: fc.Arbitrary<Crash | undefined> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.record({ at: fc.nat(14), when: fc.constantFrom('before', 'after') }) },
);
const process = fc.nat(1);

const press = (weight: number, what: What, ...people: readonly string[]) => ({
  weight,
  arbitrary: fc.record({
    do: fc.constant('press' as const),
    who: fc.constantFrom(...people),
    what: fc.constant(what),
    process,
    crash,
  }),
});

const RECIPIENT = 'the-recipient';
const everybody = [TARGET, MANAGER, 'hal', 'hil', 'ana', 'ben', 'eva', 'sec'] as const;

const doing: fc.Arbitrary<Press | Work> = fc.oneof(
  press(1, 'ask', 'hal', TARGET),
  press(2, 'prove', 'hil', MANAGER, 'hal', TARGET),
  press(4, 'approve', ...everybody),
  press(1, 'deny', 'ana', 'ben'),
  press(1, 'withdraw', 'hal'),
  press(5, 'dialog', RECIPIENT, RECIPIENT, RECIPIENT, 'ana'),
  press(12, 'create', RECIPIENT, RECIPIENT, RECIPIENT, RECIPIENT, 'ana'),
  press(1, 'create-with-wrong-number', RECIPIENT),
  press(2, 'not-seen', RECIPIENT),
  press(2, 'have-it', RECIPIENT),
  press(3, 'mine', TARGET),
  press(1, 'not-mine', TARGET, MANAGER, 'hal'),
  press(2, 'contain', TARGET, 'sec'),
  press(1, 'lift', 'sec'),
  press(1, 'pause', 'adm'),
  press(1, 'resume', 'adm'),
  press(3, 'again', ...everybody),
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('work' as const), process, crash }),
  },
);

const one = <T extends object>(arbitrary: fc.Arbitrary<T>, weight: number) => ({ weight, arbitrary });

const event: fc.Arbitrary<Event> = fc.oneof(
  one(
    fc.record({
      do: fc.constant('fate' as const),
      fate: fc.constantFrom<Fate>('answered', 'refused', 'answer-lost', 'never-arrives', 'lands-late'),
    }),
    5,
  ),
  one(fc.record({ do: fc.constant('deleting' as const), how: fc.constantFrom('works', 'fails', 'answer-lost') }), 2),
  one(fc.record({ do: fc.constant('reading' as const), how: fc.constantFrom('works', 'fails') }), 1),
  one(
    fc.record({
      do: fc.constant('risk' as const),
      how: fc.constantFrom('none', 'none', 'atRisk', 'confirmedCompromised', 'unread', 'administrator'),
    }),
    2,
  ),
  one(
    fc.record({
      do: fc.constant('approver' as const),
      who: fc.constantFrom('ana', 'ben'),
      how: fc.constantFrom('leaves', 'is-disabled', 'comes-back'),
    }),
    2,
  ),
  one(fc.record({ do: fc.constant('clock' as const), process, minutes: fc.integer({ min: -10, max: 10 }) }), 3),
  one(fc.record({ do: fc.constantFrom('register' as const, 'land' as const) }), 4),
  one(fc.record({ do: fc.constant('somebody-elses-pass' as const) }), 1),
  one(fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(0, 1, 3, 9, 31) }), 6),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      together: fc.oneof(doing, event).map((only) => [only]),
      order: fc.constant([]),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      together: fc.array(doing, { minLength: 2, maxLength: 3 }),
      order: fc.array(fc.nat(5), { minLength: 3, maxLength: 12 }),
    }),
  },
);

export const script: fc.Arbitrary<Script> = fc.record({
  route: fc.constantFrom('self' as const, 'self' as const, 'manager' as const),
  begun: fc.constantFrom('asked', 'approved', 'dialog', 'dialog', 'dialog', 'shown', 'shown', 'appeared'),
  moves: fc.array(move, { minLength: 3, maxLength: 14 }),
});

/** Plays a script in a new house and says what went wrong, or nothing. */
export async function play(script: Script, naive?: Naive): Promise<string | undefined> {
  const stage = new Stage(script, naive);
  await stage.begin();
  for (const each of script.moves) await stage.move(each);
  await stage.house.rest();
  return stage.house.wrong[0];
}

interface Pressed {
  readonly who: string;
  readonly choice: ModelChoice;
}

class Stage {
  readonly house: House;
  readonly #script: Script;
  readonly #openings: string[] = [];
  readonly #earlier: Pressed[] = [];
  #serial = 0;

  constructor(script: Script, naive: Naive | undefined) {
    this.#script = script;
    this.house = new House(naive);
  }

  /** Asked by an agent who has checked who it is; approved by enough people, where the script wants it so. */
  async begin(): Promise<void> {
    await this.#press('hal', this.#asking());
    if (this.#script.begun === 'asked') return;
    if (this.#script.route === 'manager') {
      await this.house.pass(1);
      await this.#press('hil', this.#on('pass.prove', { way: 'in-person' }));
      await this.#press('ben', this.#approving());
    }
    await this.#press('ana', this.#approving());
    if (this.#script.begun === 'approved') return;
    const recipient = this.#request()?.recipient ?? TARGET;
    this.#note(await this.house.press(0, recipient, this.#on('pass.open')));
    if (this.#script.begun === 'dialog') return;
    const create = this.#choiceOf('create', this.#request());
    if (create !== undefined) await this.#press(recipient, create);
    if (this.#script.begun === 'shown') return;
    this.house.register('key-of-today', this.house.at);
    await this.house.pass(1);
  }

  async move({ together, order }: Move): Promise<void> {
    const tasks: (() => Promise<void>)[] = [];
    for (const each of together) {
      const task = this.#taskOf(each);
      if (task !== undefined) tasks.push(task);
    }
    await this.house.scheduler.run(tasks, order);
  }

  #taskOf(each: Press | Work | Event): (() => Promise<void>) | undefined {
    if (each.do === 'work')
      return async () => {
        await this.house.process(each.process).work(each.crash);
      };
    if (each.do !== 'press') return () => this.#happens(each);
    const pressed = this.#pressed(each);
    if (pressed === undefined) return undefined;
    this.#earlier.push(pressed);
    return async () => {
      const replies = await this.house.press(each.process, pressed.who, pressed.choice, each.crash);
      this.#note(replies);
    };
  }

  /** The opening that a dialog is bound to. */
  #note(replies: readonly Reply[]): void {
    for (const reply of replies) {
      if (reply.kind !== 'dialog' || reply.view.card !== 'pass-opening') continue;
      const { create } = (reply.view as { data: { create: { does: Record<string, string> } } }).data;
      this.#openings.push(create.does['opening'] ?? '');
    }
  }

  #pressed({ who, what, process: order }: Press): Pressed | undefined {
    const request = this.#request();
    const person = who === RECIPIENT ? (request?.recipient ?? TARGET) : who;
    if (what === 'again')
      return this.#earlier.at(-1 - ((order + this.#earlier.length) % Math.max(1, Math.min(4, this.#earlier.length))));
    const choice = this.#choiceOf(what, request);
    return choice === undefined ? undefined : { who: person, choice };
  }

  #choiceOf(what: Exclude<What, 'again'>, request: TapRequest | undefined): ModelChoice | undefined {
    const opening = this.#openings.at(-1);
    switch (what) {
      case 'ask':
        return this.#asking();
      case 'prove':
        return this.#on('pass.prove', { way: 'in-person' });
      case 'approve':
        return this.#approving();
      case 'deny':
        return this.#on('pass.deny', { why: 'no' });
      case 'withdraw':
        return this.#on('pass.withdraw');
      case 'dialog':
        return this.#on('pass.open');
      case 'create':
      case 'create-with-wrong-number': {
        if (opening === undefined || request === undefined) return undefined;
        const pairing = what === 'create' ? this.#number(request) : '000000';
        return { verb: 'pass.create', request: request.id, opening, pairing };
      }
      case 'not-seen':
      case 'have-it':
        return opening === undefined ? undefined : this.#on(`pass.${what}`, { opening });
      case 'mine':
        return this.#on('method.mine', { method: request?.appeared[0]?.id ?? 'none' });
      case 'not-mine':
        return this.#on('method.not-mine');
      case 'contain':
        return this.#on('method.contain');
      case 'lift':
        return this.#on('method.lift-stop');
      case 'pause':
      case 'resume':
        return { verb: what };
    }
  }

  #asking(): ModelChoice {
    const recipient = this.#script.route;
    const reason = recipient === 'manager' ? 'lost-phone' : 'broken-authenticator';
    return { verb: 'pass.ask', person: TARGET, reason, note: '', way: 'in-person', recipient };
  }

  /** About the newest request there is, whoever presses. */
  #on<Verb extends ModelChoice['verb']>(
    verb: Verb,
    more: Omit<Extract<ModelChoice, { verb: Verb }>, 'verb' | 'request'> | object = {},
  ): ModelChoice {
    return { verb, request: this.#request()?.id ?? 'none', ...more } as ModelChoice;
  }

  #approving(): ModelChoice {
    const request = this.#request();
    return this.#on('pass.approve', { question: request === undefined ? '' : questionOf(request) });
  }

  #request(): TapRequest | undefined {
    return this.house.store.requests().at(-1);
  }

  /** What a verifier read out to the recipient. */
  #number(request: TapRequest): string {
    const proof = request.proofs.find(({ by }) => by !== request.recipient);
    return proof === undefined ? '000000' : this.house.pairing.of(request, proof).reveal();
  }

  async #press(who: string, choice: ModelChoice): Promise<void> {
    await this.house.press(0, who, choice);
  }

  async #happens(what: Event): Promise<void> {
    const { entra } = this.house;
    switch (what.do) {
      case 'fate':
        entra.fate = what.fate;
        return;
      case 'deleting':
        entra.deleting = what.how;
        return;
      case 'reading':
        entra.reading = what.how;
        return;
      case 'risk':
        this.#risk(what.how);
        return;
      case 'approver':
        this.#approver(what.who, what.how);
        return;
      case 'clock':
        this.house.process(what.process).skew = what.minutes * MINUTE;
        return;
      case 'register':
        this.house.register(`key-${String((this.#serial += 1))}`, this.house.at);
        return;
      case 'land':
        this.house.land();
        return;
      case 'somebody-elses-pass':
        this.#foreignPass();
        return;
      case 'wait':
        await this.house.pass(what.minutes);
    }
  }

  #risk(how: Extract<Event, { do: 'risk' }>['how']): void {
    const { entra } = this.house;
    entra.riskUnread = how === 'unread';
    entra.roles.set(TARGET, how === 'administrator' ? ['Global Administrator'] : []);
    if (how === 'atRisk' || how === 'confirmedCompromised') entra.risk.set(TARGET, how);
    else entra.risk.delete(TARGET);
  }

  #approver(who: string, how: Extract<Event, { do: 'approver' }>['how']): void {
    const { entra } = this.house;
    entra.groupsOf.set(who, how === 'leaves' ? [] : [APPROVERS]);
    if (how === 'is-disabled') entra.disabled.add(who);
    else entra.disabled.delete(who);
  }

  /** An administrator makes one by hand, of another lifetime than ours. */
  #foreignPass(): void {
    const { entra, at } = this.house;
    const id = `by-hand-${String((this.#serial += 1))}`;
    const spec = { lifetimeMinutes: 90, usableOnce: true, usable: true, usability: 'EnabledByPolicy' };
    entra.passesOf.set(TARGET, { kind: 'pass', id, createdAt: at, startsAt: at, ...spec });
  }
}
