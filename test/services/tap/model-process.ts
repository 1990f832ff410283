import { MINUTE } from '../../../src/domain/clock';
import { pause, resume } from '../../../src/services/admin';
import { Recovery } from '../../../src/services/recovery';
import { Tap, type TapParts } from '../../../src/services/tap';
import type { Choice, Reply, Turn } from '../../../src/services/turn';
import { type JobHandlers, Worker } from '../../../src/services/worker';
import { passJobs } from './pass-jobs';

/** Lets what waits at a gate go on in an order of its own, so that two processes meet at every step. */
export class Scheduler {
  readonly #waiting: (() => void)[] = [];
  #together = false;

  /** A step of somebody: at once when nobody else is under way. */
  turn(): Promise<void> {
    if (!this.#together) return Promise.resolve();
    return new Promise((go) => this.#waiting.push(go));
  }

  /** Does all of these at once; `order` says who goes on next, again and again. */
  async run(tasks: readonly (() => Promise<void>)[], order: readonly number[]): Promise<void> {
    const [only, second] = tasks;
    if (only === undefined) return;
    if (second === undefined) return only();
    this.#together = true;
    let left = tasks.length;
    const failures: unknown[] = [];
    for (const task of tasks) {
      void task()
        .catch((error: unknown) => failures.push(error))
        .finally(() => (left -= 1));
    }
    for (let step = 0; left > 0; step += 1) {
      await new Promise((settled) => setImmediate(settled));
      const next = (order[step % order.length] ?? 0) % Math.max(1, this.#waiting.length);
      this.#waiting.splice(next, 1)[0]?.();
    }
    this.#together = false;
    for (const go of this.#waiting.splice(0)) go();
    if (failures.length > 0) throw failures[0];
  }
}

/** Where a process dies: at the call of this number from now on, before it or before its answer. */
export interface Crash {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** One life of a process, until it is killed: nothing it waits for ever goes on then. */
class Life {
  readonly ended: Promise<void>;
  dead = false;
  readonly #scheduler: Scheduler;
  #calls = 0;
  #crash: Crash | undefined;
  #end: () => void = () => undefined;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.ended = new Promise((end) => {
      this.#end = end;
    });
  }

  dieAt(crash: Crash | undefined): void {
    this.#crash = crash === undefined ? undefined : { ...crash, at: this.#calls + 1 + crash.at };
  }

  async through<T>(call: () => Promise<T>): Promise<T> {
    const number = (this.#calls += 1);
    const crash = this.#crash?.at === number ? this.#crash.when : undefined;
    if (crash === 'before') this.#die();
    await this.#onlyAlive();
    await this.#scheduler.turn();
    await this.#onlyAlive();
    const answer = await call();
    if (crash === 'after') this.#die();
    await this.#onlyAlive();
    return answer;
  }

  /** What is dead waits here for ever. */
  #onlyAlive(): Promise<void> {
    return this.dead ? new Promise(() => undefined) : Promise.resolve();
  }

  #die(): void {
    this.dead = true;
    this.#end();
  }
}

/** Every call of the port passes the gate of this life. */
function gated<T extends object>(life: Life, port: T): T {
  return new Proxy(port, {
    get: (target, name): unknown => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...given: readonly unknown[]) =>
        life.through(() => Promise.resolve(Reflect.apply(member, target, given) as unknown));
    },
  });
}

type PassChoice = Parameters<Tap['choose']>[1] | Parameters<Recovery['choose']>[1];
export type ModelChoice = PassChoice | Extract<Choice, { verb: 'pause' | 'resume' }>;

/** One replica: its own clock, its own worker, and a new life after each death. */
export class Process {
  /** How far its clock is off (milliseconds). */
  skew = 0;
  /** Looks at the target's methods at most this often (milliseconds): days of looking would be most of a run. */
  watchEvery = 2 * MINUTE;
  readonly #scheduler: Scheduler;
  readonly #partsNow: (process: Process) => TapParts;
  #life: Life;
  #parts: TapParts;
  #worker: Worker;

  constructor(scheduler: Scheduler, partsNow: (process: Process) => TapParts) {
    this.#scheduler = scheduler;
    this.#partsNow = partsNow;
    this.#life = new Life(scheduler);
    this.#parts = this.#gatedParts();
    this.#worker = this.#newWorker();
  }

  /** What the process answers, unless it dies on the way; then it is started again. */
  async doing<T>(
    crash: Crash | undefined,
    work: (parts: TapParts, worker: Worker) => Promise<T>,
  ): Promise<T | undefined> {
    if (this.#life.dead) this.#restart();
    const life = this.#life;
    life.dieAt(crash);
    const answer = await Promise.race([work(this.#parts, this.#worker), life.ended.then(() => undefined)]);
    if (!life.dead) life.dieAt(undefined);
    return answer;
  }

  press(turn: Turn, choice: ModelChoice, crash?: Crash): Promise<readonly Reply[] | undefined> {
    return this.doing(crash, (parts) => chosen(parts, turn, choice));
  }

  work(crash?: Crash): Promise<number | undefined> {
    return this.doing(crash, (_, worker) => worker.once());
  }

  #restart(): void {
    this.#life = new Life(this.#scheduler);
    this.#parts = this.#gatedParts();
    this.#worker = this.#newWorker();
  }

  #newWorker(): Worker {
    return workerOf(this.#parts, () => this.watchEvery);
  }

  #gatedParts(): TapParts {
    const parts = this.#partsNow(this);
    const life = this.#life;
    const { ledger, brakes, jobs, copies, references, seen, directory, tenant, methods } = parts;
    const { passes, removals, sessions } = parts;
    const ports = {
      ledger,
      brakes,
      jobs,
      copies,
      references,
      seen,
      directory,
      tenant,
      methods,
      passes,
      removals,
      sessions,
    };
    const gatedPorts = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, gated(life, port)]));
    return { ...parts, ...(gatedPorts as typeof ports) };
  }
}

function chosen(parts: TapParts, turn: Turn, choice: ModelChoice): Promise<readonly Reply[]> {
  switch (choice.verb) {
    case 'pause':
      return pause(parts, turn);
    case 'resume':
      return resume(parts, turn);
    case 'removal.form':
    case 'removal.ask':
    case 'sessions.end':
    case 'method.contain':
      return new Recovery(parts).choose(turn, choice);
    default:
      return new Tap(parts).choose(turn, choice);
  }
}

/** Days of looking would be most of a run: the watch is slower here. */
function workerOf(parts: TapParts, watchEvery: () => number): Worker {
  const jobs = passJobs(parts);
  const handlers: JobHandlers = {
    ...jobs,
    'watch-target': async (body, attempt) => {
      const end = await jobs['watch-target'](body, attempt);
      return end === 'done' ? end : { ...end, at: Math.max(end.at, parts.clock.now().getTime() + watchEvery()) };
    },
  };
  return new Worker(parts.jobs, handlers, parts.clock, parts.observer);
}
