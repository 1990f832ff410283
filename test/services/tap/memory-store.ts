import { type Count, LONGEST_CAP_MS, type Pause, fullUntil } from '../../../src/domain/brakes';
import { canonicalJson, rowHash } from '../../../src/domain/audit-chain';
import { type TapRequest, isOver } from '../../../src/domain/tap-request';
import {
  type AuditEntry,
  type Brakes,
  type Commit,
  type Committed,
  type Freeze,
  type ConversationState,
  type ConversationStates,
  type Copies,
  type Job,
  type Jobs,
  type Ledger,
  type NewJob,
  type PostedCopy,
  type References,
  type Retention,
  type SeenIds,
  StoreUnavailable,
} from '../../../src/services/ports';

interface Row {
  readonly entry: AuditEntry;
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
}

interface Leased {
  job: Job;
  readyAt: number;
}

/**
 * What the pass service keeps, in memory: fast enough for tens of thousands of lives of a pass. It passes the contracts
 * of the ledger, the jobs and the brakes (memory-store.test.ts), so what holds on it says something about the real one.
 * `guarded: false` is the naive store that writes whatever it is told: no version, no one open request.
 */
export class MemoryStore {
  readonly #requests = new Map<string, string>();
  readonly #chains = new Map<string, Row[]>();
  readonly #jobs = new Map<string, Leased>();
  readonly #words = new Map<string, { readonly text: string; at: number }>();
  readonly #talks = new Map<string, { readonly state: ConversationState; readonly at: number }>();
  readonly #frozen = new Map<string, Freeze>();
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #seen = new Map<string, number>();
  readonly #references = new Map<string, string>();
  readonly #copies: PostedCopy[] = [];
  readonly #guarded: boolean;
  #pause: Pause | undefined;
  #serial = 0;

  constructor({ guarded }: { readonly guarded: boolean } = { guarded: true }) {
    this.#guarded = guarded;
  }

  readonly ledger: Ledger = {
    commit: (change) => soon(() => this.#commit(change)),
    request: (id) => soon(() => this.#request(id)),
    openRequestFor: (target, what = 'pass') => soon(() => this.#open(target, what)),
    requestsFor: (target, limit) => soon(() => this.#newest((request) => request.target === target, limit)),
    requestedBy: (requester, limit) => soon(() => this.#newest((request) => request.requester === requester, limit)),
    waiting: (limit) =>
      soon(() =>
        this.#all()
          .filter(({ state }) => state === 'awaiting-proof' || state === 'awaiting-approval')
          .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      ),
    words: (hash) => soon(() => this.#words.get(hash)?.text),
    frozen: (person) => soon(() => this.#frozen.get(person)),
    auditOf: (chain) => soon(() => (this.#chains.get(chain) ?? []).map(({ entry }) => entry)),
  };

  readonly jobs: Jobs = {
    claim: (now, limit, leaseMs) => soon(() => this.#claim(now, limit, leaseMs)),
    done: (job, next = []) =>
      soon(() => {
        if (!this.#holds(job)) return false;
        this.#jobs.delete(job.key);
        this.#add(next);
        return true;
      }),
    doneAll: (ended) =>
      soon(() => {
        for (const job of ended) if (this.#holds(job)) this.#jobs.delete(job.key);
      }),
    again: (job, dueAt, body = job.body) =>
      soon(() => {
        if (!this.#holds(job)) return false;
        this.#jobs.set(job.key, { job: { ...job, dueAt, body: copyOf(body) }, readyAt: dueAt });
        return true;
      }),
    add: (jobs) =>
      soon(() => {
        this.#add(jobs);
      }),
    nextDue: () => soon(() => this.nextDue()),
    overdue: (now) => soon(() => [...this.#jobs.values()].filter(({ readyAt }) => readyAt <= now).length),
  };

  readonly brakes: Brakes = {
    pause: () => soon(() => this.#pause),
    setPause: (pause, audit, jobs) =>
      soon(() => {
        if (this.#pause !== undefined) return false;
        this.#pause = pause;
        this.#append([audit]);
        this.#add(jobs);
        return true;
      }),
    liftPause: (pause, audit, jobs) =>
      soon(() => {
        if (this.#pause?.at !== pause.at) return false;
        this.#pause = undefined;
        if (pause.why === 'tenant-cap') this.#counts.delete('tenant:');
        this.#append([audit]);
        this.#add(jobs);
        return true;
      }),
  };

  readonly copies: Copies = {
    add: (copy) =>
      soon(() => {
        this.#copies.push({ ...copy, id: String((this.#serial += 1)) });
      }),
    of: (request) => soon(() => this.#copies.filter((copy) => copy.request === request)),
  };

  readonly references: References = {
    get: (key) => soon(() => this.#references.get(key)),
    put: (key, reference) =>
      soon(() => {
        this.#references.set(key, reference);
      }),
    remove: (key) =>
      soon(() => {
        this.#references.delete(key);
      }),
  };

  readonly seen: SeenIds = {
    first: (id, at, keepMs) =>
      soon(() => {
        if ((this.#seen.get(id) ?? -Infinity) > at) return false;
        this.#seen.set(id, at + keepMs);
        return true;
      }),
  };

  readonly conversations: ConversationStates = {
    get: (key) => soon(() => this.#talks.get(key)?.state),
    put: (key, state, at) =>
      soon(() => {
        this.#talks.set(key, { state, at });
      }),
    clear: (key) =>
      soon(() => {
        this.#talks.delete(key);
      }),
  };

  readonly retention: Retention = {
    purge: (now) =>
      soon(() => {
        const counters = [...this.#counts.values()];
        return counters.flatMap((counter) =>
          [...counter].filter(([, at]) => at <= now - LONGEST_CAP_MS).map(([ref]) => counter.delete(ref)),
        ).length;
      }),
    eraseWords: (before) =>
      soon(() => {
        const old = [this.#words, this.#talks].flatMap((kept: Map<string, { readonly at: number }>) =>
          [...kept].filter(([, { at }]) => at < before).map(([key]) => kept.delete(key)),
        );
        return old.length;
      }),
  };

  /** When the next job may be claimed, without asking as a process would. */
  nextDue(): number | undefined {
    const moments = [...this.#jobs.values()].map(({ readyAt }) => readyAt);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  isPaused(): boolean {
    return this.#pause !== undefined;
  }

  isFrozen(person: string): boolean {
    return this.#frozen.has(person);
  }

  requests(): readonly TapRequest[] {
    return this.#all();
  }

  rowsOf(chain: string): readonly AuditEntry[] {
    return (this.#chains.get(chain) ?? []).map(({ entry }) => entry);
  }

  /** Where a chain does not hold together, if anywhere. */
  brokenChain(): string | undefined {
    for (const [chain, rows] of this.#chains) {
      let prev = '';
      for (const [place, row] of rows.entries()) {
        if (row.seq !== place + 1 || row.prev !== prev || hashOf(row) !== row.hash)
          return `${chain}, row ${String(place + 1)}`;
        prev = row.hash;
      }
    }
    return undefined;
  }

  #commit(change: Commit): Committed {
    const { request, audit, jobs, words = [], freeze, unfreeze, counts = [], uncounts = [] } = change;
    try {
      canonicalJson(audit);
    } catch (error) {
      throw new StoreUnavailable('The store could not write a change', { cause: error });
    }
    const brake = this.#braked(counts);
    if (brake !== undefined) return brake;
    if (request !== undefined) {
      const obstacle = this.#guarded ? this.#obstacle(request) : undefined;
      if (obstacle !== undefined) return obstacle;
      this.#requests.set(request.id, JSON.stringify(request));
    }
    if (unfreeze !== undefined) {
      if (this.#frozen.get(unfreeze.person)?.at !== unfreeze.at) return { end: 'lost', now: undefined };
      this.#frozen.delete(unfreeze.person);
    }
    this.#append(audit);
    this.#add(jobs);
    for (const { hash, text, at } of words)
      this.#words.set(hash, { text, at: Math.max(at, this.#words.get(hash)?.at ?? at) });
    if (freeze !== undefined && !this.#frozen.has(freeze.person)) this.#frozen.set(freeze.person, freeze);
    for (const count of counts.filter(({ only }) => only === undefined)) this.#counter(count).set(count.ref, count.at);
    for (const count of uncounts) this.#counter(count).delete(count.ref);
    return { end: 'written' };
  }

  #obstacle(request: TapRequest): Committed | undefined {
    const now = this.#request(request.id);
    if (request.version > 1) return now?.version === request.version - 1 ? undefined : { end: 'lost', now };
    if (now !== undefined) return { end: 'lost', now };
    const open = this.#open(request.target, request.removal === undefined ? 'pass' : 'removal');
    return open === undefined ? undefined : { end: 'open-exists', now: open };
  }

  #braked(counts: readonly Count[]): Committed | undefined {
    if (counts.length === 0) return undefined;
    if (this.#pause !== undefined) return { end: 'paused', pause: this.#pause };
    for (const count of counts) {
      const counter = this.#counter(count);
      if ((counter.get(count.ref) ?? -Infinity) > count.at - count.withinMs) continue;
      const moments = [...counter.values()].filter((at) => at > count.at - count.withinMs).sort((a, b) => b - a);
      const until = fullUntil(count, moments.slice(0, count.most + 1));
      if (until !== undefined) return { end: 'capped', cap: count.cap, until };
    }
    return undefined;
  }

  #counter({ cap, of }: Pick<Count, 'cap' | 'of'>): Map<string, number> {
    const name = `${cap}:${of}`;
    const counter = this.#counts.get(name) ?? new Map<string, number>();
    this.#counts.set(name, counter);
    return counter;
  }

  #append(entries: readonly AuditEntry[]): void {
    for (const entry of entries) {
      const chain = this.#chains.get(entry.chain) ?? [];
      const row = { entry: copyOf(entry), seq: chain.length + 1, prev: chain.at(-1)?.hash ?? '' };
      chain.push({ ...row, hash: hashOf(row) });
      this.#chains.set(entry.chain, chain);
    }
  }

  #add(jobs: readonly NewJob[]): void {
    for (const { key, dueAt, body } of jobs) {
      if (this.#jobs.has(key)) continue;
      const job = { id: String((this.#serial += 1)), key, dueAt, body: copyOf(body), attempt: 0 };
      this.#jobs.set(key, { job, readyAt: dueAt });
    }
  }

  #claim(now: number, limit: number, leaseMs: number): readonly Job[] {
    const due = [...this.#jobs.values()].filter(({ readyAt }) => readyAt <= now);
    const taken = due.sort((a, b) => a.readyAt - b.readyAt).slice(0, limit);
    return taken.map((leased) => {
      leased.readyAt = now + leaseMs;
      leased.job = { ...leased.job, attempt: leased.job.attempt + 1 };
      return leased.job;
    });
  }

  #holds(job: Job): boolean {
    const there = this.#jobs.get(job.key)?.job;
    return there?.id === job.id && there.attempt === job.attempt;
  }

  #all(): TapRequest[] {
    return [...this.#requests.values()].map((text) => JSON.parse(text) as TapRequest);
  }

  #request(id: string): TapRequest | undefined {
    const text = this.#requests.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as TapRequest);
  }

  #open(target: string, what: 'pass' | 'removal'): TapRequest | undefined {
    return this.#all().find(
      (request) =>
        request.target === target && !isOver(request) && (request.removal === undefined) === (what === 'pass'),
    );
  }

  #newest(fits: (request: TapRequest) => boolean, limit: number): TapRequest[] {
    return this.#all()
      .filter(fits)
      .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }
}

function hashOf({ entry, seq, prev }: Pick<Row, 'entry' | 'seq' | 'prev'>): string {
  const { chain, at, actor, channel, act, facts } = entry;
  return rowHash({ chain, seq, at, actor, channel, act, facts, prev });
}

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** As a store: the answer comes later, and a failure is a rejection. */
function soon<T>(work: () => T): Promise<T> {
  return Promise.resolve().then(work);
}
