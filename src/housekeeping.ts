import { type Clock, DAY, HOUR } from './domain/clock';
import type { Entra } from './entra';
import type { Operations } from './observe';
import { type AuditNewsParts, SEAL_EVERY, headNews, isAlarm, refusedNews } from './services/audit-news';
import type { NewJob, Observer, Sealed } from './services/ports';
import type { Settings } from './settings';
import type { Store } from './store';

export interface HousekeepingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly retentionDays: number;
  /** Who is told of the audit's heads, and of rows that are not ours. */
  readonly news: AuditNewsParts;
}

/** The housekeeping of an app, of the parts it is made of. */
export function openHousekeeping(app: {
  readonly config: Settings;
  readonly clock: Clock;
  readonly operations: Operations;
  readonly store: Store;
  readonly entra: Entra;
}): Housekeeping {
  const { config, clock, operations, store, entra } = app;
  return new Housekeeping({
    store,
    clock,
    observer: operations.observer,
    retentionDays: config.retentionDays,
    news: {
      directory: entra.directory,
      seen: store.seen,
      securityGroupId: config.groups.security,
      slackRooms: config.slack !== undefined,
    },
  });
}

/** What has to be done again and again: sealing the audit, erasing what is too old, clearing what has run out. */
export class Housekeeping {
  readonly #parts: HousekeepingParts;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(parts: HousekeepingParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timers.push(
      setInterval(() => void this.seal(), SEAL_EVERY),
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
      const { store, observer } = this.#parts;
      for (let made = await this.#sealOnce(); made !== undefined; made = await this.#sealOnce()) {
        observer.event('audit.sealed', { seq: made.seq, hash: made.hash, rows: made.count });
        await this.#post(made);
      }
      const refused = await store.seals.refused();
      if (refused.length === 0) return;
      for (const { chain, seq, why } of refused) observer.event('audit.refused', { chain, seq, why });
      await store.jobs.add(await refusedNews(this.#parts.news, refused, this.#now()));
      await store.seals.refusedTold(refused);
    });
  }

  async clear(): Promise<void> {
    await this.#quietly('store.clear', async () => {
      const { store, observer, retentionDays } = this.#parts;
      const now = this.#now();
      const erased = await store.retention.eraseWords(now - retentionDays * DAY);
      const purged = await store.retention.purge(now);
      if (erased + purged > 0) observer.event('store.cleared', { erased, purged });
    });
  }

  #sealOnce(): Promise<Sealed | undefined> {
    return this.#parts.store.seals.seal(this.#now());
  }

  async #post(made: Sealed): Promise<void> {
    const { store, news } = this.#parts;
    const now = this.#now();
    const jobs: NewJob[] = [...(await headNews(news, made, now, 'a-day'))];
    if (jobs.length === 0 && made.acts.some(isAlarm)) jobs.push(...(await headNews(news, made, now, 'an-alarm')));
    if (jobs.length > 0) await store.jobs.add(jobs);
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }

  async #quietly(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.observer.failure(name, error);
    }
  }
}
