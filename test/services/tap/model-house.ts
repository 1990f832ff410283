import { HOUR, MINUTE, type Instant } from '../../../src/domain/clock';
import { isOver } from '../../../src/domain/tap-request';
import type { Commit, Messenger } from '../../../src/services/ports';
import type { TapParts } from '../../../src/services/tap';
import { Pairing } from '../../../src/services/tap/pairing';
import type { Reply, Turn } from '../../../src/services/turn';
import { ADMINS, APPROVERS, EntraModel, HELPDESK, SECURITY, type Write } from './entra-model';
import { MemoryStore } from './memory-store';
import { PAIRING_SECRET, partsOn } from './model-parts';
import { type Crash, type ModelChoice, Process, Scheduler } from './model-process';

export const TARGET = 'tom';
export const MANAGER = `manager-of-${TARGET}`;
const OLD_KEY = 'key-of-last-year';

/** How somebody may have built it otherwise; each is seen failing. */
export interface Naive {
  /** Reads, decides and writes, without asking whether somebody else has written meanwhile. */
  readonly readThenWrite?: true;
  readonly change?: (parts: TapParts) => TapParts;
}

/**
 * Keysmith as two processes on one store, with a model of Entra, clocks that are off, and everything that is watched:
 * whatever breaks a promise is in `wrong`.
 */
export class House {
  at: Instant = Date.parse('2026-03-02T09:00:00Z');
  readonly entra = new EntraModel(() => this.at);
  readonly store: MemoryStore;
  readonly scheduler = new Scheduler();
  readonly pairing = new Pairing(PAIRING_SECRET);
  readonly processes: readonly Process[];
  /** What was found that must never be. */
  readonly wrong: string[] = [];
  /** Codes that were shown, by request and opening. */
  readonly shown = new Map<string, string[]>();
  #passesMade = 0;
  #serial = 0;

  constructor(naive: Naive = {}) {
    this.store = new MemoryStore({ guarded: naive.readThenWrite !== true });
    const teams: Messenger = {
      send: () => Promise.resolve({ end: 'delivered', message: String((this.#serial += 1)) }),
      update: () => Promise.resolve({ end: 'delivered', message: '' }),
      reaches: () => Promise.resolve(true),
    };
    const { ledger, brakes, jobs, copies, references, seen } = this.store;
    const shelf = { ledger, brakes, jobs, copies, references, seen };
    const partsNow = (process: Process): TapParts => {
      const parts = partsOn({
        store: { ...shelf, ledger: { ...shelf.ledger, commit: (change) => this.#commit(change) } },
        entra: this.entra,
        teams,
        clock: { now: () => new Date(this.at + process.skew) },
        ids: { next: () => `id-${String((this.#serial += 1))}` },
        onFailure: (error) => this.wrong.push(`a failure: ${String(error)}`),
      });
      return naive.change?.(parts) ?? parts;
    };
    this.processes = [new Process(this.scheduler, partsNow), new Process(this.scheduler, partsNow)];
    this.entra.onWrite = (write) => {
      this.#hold(write);
    };
    const groups = { ana: APPROVERS, ben: APPROVERS, eva: APPROVERS, hal: HELPDESK, hil: HELPDESK, sec: SECURITY };
    for (const [id, group] of Object.entries({ ...groups, adm: ADMINS })) this.entra.groupsOf.set(id, [group]);
    // Whoever is asked for, asks or vouches is an approver as well: only the duties keep them from deciding.
    for (const id of [TARGET, MANAGER, 'hal']) {
      this.entra.groupsOf.set(id, [...(this.entra.groupsOf.get(id) ?? []), APPROVERS]);
    }
    this.register(OLD_KEY, this.at - 300 * 24 * HOUR);
  }

  turn(who: string): Turn {
    return {
      who,
      channel: 'teams',
      identity: { how: 'teams-jwt' },
      place: 'personal',
      conversation: `teams:${who}`,
      correlationId: 'model',
      timeZone: 'UTC',
    };
  }

  async press(process: number, who: string, choice: ModelChoice, crash?: Crash): Promise<readonly Reply[]> {
    const replies = (await this.process(process).press(this.turn(who), choice, crash)) ?? [];
    for (const reply of replies) {
      if (reply.kind !== 'dialog' || reply.view.card !== 'pass-shown' || choice.verb !== 'pass.create') continue;
      const { code } = (reply.view as { data: { code: string } }).data;
      const opening = `${choice.request} ${choice.opening}`;
      this.shown.set(opening, [...(this.shown.get(opening) ?? []), code]);
      if (who !== TARGET && who !== MANAGER) this.wrong.push(`${who} was shown a code`);
    }
    return replies;
  }

  process(which: number): Process {
    const found = this.processes[which % this.processes.length];
    if (found === undefined) throw new Error('There is no such process');
    return found;
  }

  register(id: string, createdAt: Instant): void {
    const aaguid = '90a3ccdf-635c-4729-a248-9b709135078f';
    this.entra.addMethod(TARGET, { kind: 'passkey', id, name: 'Passkey', aaguid, createdAt });
  }

  /** Moves time on; both processes do what falls due on the way, met at every step as `order` says. */
  async pass(minutes: number, order: readonly number[] = []): Promise<void> {
    const until = this.at + minutes * MINUTE;
    for (;;) {
      await this.#workAll(order);
      const due = this.store.nextDue();
      // A process whose clock is behind sees later that something is due.
      const next = due === undefined ? undefined : due - Math.max(...this.processes.map(({ skew }) => skew));
      const landing = this.entra.late[0];
      if (landing !== undefined && landing.by <= until && landing.by <= (next ?? Infinity)) {
        this.at = Math.max(this.at, landing.by);
        this.land();
      } else if (next === undefined || next > until) break;
      else this.at = Math.max(this.at + 1, next);
    }
    this.at = Math.max(this.at, until);
  }

  async #workAll(order: readonly number[]): Promise<void> {
    for (let did = 1; did > 0;) {
      did = 0;
      const work = async (process: Process): Promise<void> => {
        did += (await process.work()) ?? 0;
      };
      if (order.length === 0) for (const process of this.processes) await work(process);
      else
        await this.scheduler.run(
          this.processes.map((process) => () => work(process)),
          order,
        );
    }
  }

  land(): void {
    for (const { land } of this.entra.late.splice(0)) land();
  }

  /** Good weather, and nobody does anything for two days: what must hold then. */
  async rest(): Promise<void> {
    Object.assign(this.entra, { deleting: 'works', reading: 'works', riskUnread: false });
    for (const process of this.processes) process.watchEvery = 6 * HOUR;
    await this.pass(2 * 24 * 60);
    for (const [id, pass] of this.entra.passesOf)
      if (this.entra.made.has(pass.id)) this.wrong.push(`a pass of ours for ${id} is left at rest`);
    for (const request of this.store.requests()) {
      if (!isOver(request)) this.wrong.push(`a request rests in ${request.state}`);
      const versions = this.store.rowsOf(request.id).flatMap(({ facts }) => {
        const version = facts['version'];
        return typeof version === 'number' ? [version] : [];
      });
      const each = Array.from({ length: request.version }, (_, n) => n + 1);
      const changes = versions.filter((version, place) => versions.indexOf(version) === place);
      if (changes.join() !== each.join()) this.wrong.push(`versions in the audit: ${versions.join()}`);
    }
    for (const [opening, codes] of this.shown)
      if (codes.length > 1) this.wrong.push(`opening ${opening} showed ${String(codes.length)} codes`);
    const broken = this.store.brokenChain();
    if (broken !== undefined) this.wrong.push(`the audit is broken at ${broken}`);
    if (!(this.entra.methodsOf.get(TARGET) ?? []).some(({ id }) => id === OLD_KEY))
      this.wrong.push('a method from before the pass was removed');
  }

  /** An opening is written only for who was allowed it, by enough people, while nothing speaks against it. */
  async #commit(change: Commit): ReturnType<TapParts['ledger']['commit']> {
    const written = await this.store.ledger.commit(change);
    const { request } = change;
    const opening = change.audit.find(({ act }) => act === 'pass.opening');
    if (written.end !== 'written' || request === undefined || opening === undefined) return written;
    if (request.state !== 'opening') return written;
    if (this.store.isPaused()) this.wrong.push('opened while paused');
    if (this.store.isFrozen(request.target)) this.wrong.push('opened for somebody frozen');
    const approved = new Set(request.approvals.map(({ by }) => by));
    const proved = new Set(request.proofs.map(({ by }) => by));
    const level = this.entra.risk.has(request.target) ? 2 : 1;
    if (approved.size < Math.max(level, request.approvalsNeeded)) this.wrong.push('opened without the quorum');
    if (proved.size < request.proofsNeeded) this.wrong.push('opened without the proofs');
    const concerned = [request.target, request.recipient, request.requester, ...proved];
    for (const who of concerned.filter((one) => approved.has(one))) this.wrong.push(`${who} approved their own`);
    const acts = this.store.rowsOf(request.id);
    for (const who of approved)
      if (!acts.some(({ act, actor }) => act === 'request.approved' && actor === who))
        this.wrong.push(`an approval of ${who} without its row`);
    return written;
  }

  /** No write to Entra without a row that was written before. */
  #hold(write: Write): void {
    const rows = this.store.requests().flatMap(({ id }) => this.store.rowsOf(id));
    const count = (act: string): number => rows.filter((row) => row.act === act).length;
    switch (write.what) {
      case 'pass-made':
        this.#passesMade += 1;
        if (this.#passesMade > count('pass.opening')) this.wrong.push('a pass was made without a row before it');
        return;
      case 'pass-removed':
        if (!this.entra.made.has(write.id)) this.wrong.push('a pass of somebody else was deleted');
        return;
      case 'method-removed':
        if (!rows.some((row) => row.act === 'method.removing' && row.facts['method'] === write.id))
          this.wrong.push('a method was removed without a row before it');
        return;
      case 'sessions-ended':
        if (count('sessions.revoking') === 0) this.wrong.push('sessions were ended without a row before it');
    }
  }
}
