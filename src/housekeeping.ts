import { type Clock, DAY, HOUR, MINUTE } from './domain/clock';
import type { Observer } from './services/ports';
import type { Store } from './store';

/** What has to be done again and again: sealing the audit, erasing what is too old, clearing what has run out. */
export class Housekeeping {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #observer: Observer;
  readonly #retentionDays: number;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(store: Store, clock: Clock, observer: Observer, retentionDays: number) {
    this.#store = store;
    this.#clock = clock;
    this.#observer = observer;
    this.#retentionDays = retentionDays;
  }

  start(): void {
    this.#timers.push(
      setInterval(() => void this.seal(), MINUTE),
      setInterval(() => void this.clear(), HOUR),
    );
    void this.seal();
    void this.clear();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** The head of each seal goes to the log: whoever keeps the logs can prove a truncation (`audit -- verify --heads`). */
  async seal(): Promise<void> {
    await this.#quietly('audit.seal', async () => {
      for (;;) {
        const head = await this.#store.seals.seal(this.#clock.now().getTime());
        if (head === undefined) return;
        this.#observer.event('audit.sealed', { seq: head.seq, hash: head.hash, rows: head.count });
      }
    });
  }

  async clear(): Promise<void> {
    await this.#quietly('store.clear', async () => {
      const now = this.#clock.now().getTime();
      const erased = await this.#store.retention.eraseWords(now - this.#retentionDays * DAY);
      const purged = await this.#store.retention.purge(now);
      if (erased + purged > 0) this.#observer.event('store.cleared', { erased, purged });
    });
  }

  async #quietly(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#observer.failure(name, error);
    }
  }
}
