import { MINUTE, SECOND, type Clock } from '../domain/clock';
import type { Job, JobBody, Jobs, Observer } from './ports';

/** A job either is done, or comes back at a moment, perhaps having learnt something. */
export type JobResult = 'done' | { readonly at: number; readonly body?: JobBody };

/** What each kind of job does. A kind without an entry does not compile. */
export type JobHandlers = {
  readonly [Kind in JobBody['kind']]: (body: Extract<JobBody, { kind: Kind }>, attempt: number) => Promise<JobResult>;
};

const LEASE = 2 * MINUTE;
const AT_ONCE = 8;
const BATCH = 64;

/**
 * Takes due jobs out of the store and does them. Any number of replicas may run one: a job is leased, and a lease that
 * runs out gives it to another. A handler that throws is tried again with a growing pause; the job is never dropped.
 */
export class Worker {
  readonly #jobs: Jobs;
  readonly #handlers: JobHandlers;
  readonly #clock: Clock;
  readonly #observer: Observer;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<number> = Promise.resolve(0);
  #ended: Job[] = [];
  #ending: Promise<void> | undefined;
  #stopped = false;

  constructor(jobs: Jobs, handlers: JobHandlers, clock: Clock, observer: Observer) {
    this.#jobs = jobs;
    this.#handlers = handlers;
    this.#clock = clock;
    this.#observer = observer;
  }

  start(everyMs: number): void {
    const tick = async (): Promise<void> => {
      // A full round means that more may be waiting.
      const did = await this.once();
      if (!this.#stopped) this.#timer = setTimeout(() => void tick(), did >= BATCH ? 0 : everyMs);
    };
    this.#timer = setTimeout(() => void tick(), 0);
  }

  /** Does what is due now, once; answers how many jobs that were. Rounds never overlap. */
  once(): Promise<number> {
    this.#round = this.#round.then(() => this.#doRound());
    return this.#round;
  }

  /** Takes no more work and waits for what runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  async #doRound(): Promise<number> {
    try {
      const due = await this.#jobs.claim(this.#clock.now().getTime(), BATCH, LEASE);
      const queue = [...due];
      const lanes = Array.from({ length: Math.min(AT_ONCE, queue.length) }, async () => {
        for (let job = queue.shift(); job !== undefined; job = queue.shift()) await this.#do(job);
      });
      await Promise.all(lanes);
      await this.#ending;
      return due.length;
    } catch (error) {
      this.#observer.failure('worker.round', error);
      return 0;
    }
  }

  async #do(job: Job): Promise<void> {
    try {
      const result = await this.#run(job);
      if (result === 'done') this.#end(job);
      else await this.#jobs.again(job, result.at, result.body);
    } catch (error) {
      this.#observer.failure('worker.job', error, { kind: job.body.kind, attempt: job.attempt });
      await this.#jobs
        .again(job, this.#clock.now().getTime() + Math.min(2 ** job.attempt * SECOND, 5 * MINUTE))
        .catch((again: unknown) => {
          // The lease runs out by itself and gives the job back.
          this.#observer.failure('worker.job', again, { kind: job.body.kind, attempt: job.attempt });
        });
    }
  }

  /** What ends while the store still writes the last ones is written together next: each write waits for a disk. */
  #end(job: Job): void {
    this.#ended.push(job);
    this.#ending ??= this.#endAll();
  }

  async #endAll(): Promise<void> {
    while (this.#ended.length > 0) {
      const ended = this.#ended;
      this.#ended = [];
      try {
        await this.#jobs.doneAll(ended);
      } catch (error) {
        // Their lease runs out by itself, and they are done again: every job survives that.
        this.#observer.failure('worker.ended', error, { jobs: ended.length });
      }
    }
    this.#ending = undefined;
  }

  #run(job: Job): Promise<JobResult> {
    const { body, attempt } = job;
    switch (body.kind) {
      case 'tell':
        return this.#handlers.tell(body, attempt);
      case 'ask-approvers':
        return this.#handlers['ask-approvers'](body, attempt);
      case 'tell-target':
        return this.#handlers['tell-target'](body, attempt);
      case 'remind-approvers':
        return this.#handlers['remind-approvers'](body, attempt);
      case 'escalate-request':
        return this.#handlers['escalate-request'](body, attempt);
      case 'refresh-copies':
        return this.#handlers['refresh-copies'](body, attempt);
      case 'show-handover':
        return this.#handlers['show-handover'](body, attempt);
      case 'desk-card':
        return this.#handlers['desk-card'](body, attempt);
      case 'expire-request':
        return this.#handlers['expire-request'](body, attempt);
      case 'settle-pass':
        return this.#handlers['settle-pass'](body, attempt);
      case 'end-pass':
        return this.#handlers['end-pass'](body, attempt);
      case 'alarm-contacts':
        return this.#handlers['alarm-contacts'](body, attempt);
      case 'carry-out':
        return this.#handlers['carry-out'](body, attempt);
      case 'watch-target':
        return this.#handlers['watch-target'](body, attempt);
      case 'check-link':
        return this.#handlers['check-link'](body, attempt);
      case 'alarm-link':
        return this.#handlers['alarm-link'](body, attempt);
      case 'announce-brakes':
        return this.#handlers['announce-brakes'](body, attempt);
      case 'watch-registration':
        return this.#handlers['watch-registration'](body, attempt);
    }
  }
}
