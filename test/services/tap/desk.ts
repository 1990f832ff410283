import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MINUTE, type Instant } from '../../../src/domain/clock';
import { questionOf } from '../../../src/domain/question';
import { Tap, type TapParts } from '../../../src/services/tap';
import type { Choice, Reply, Turn } from '../../../src/services/turn';
import { Worker } from '../../../src/services/worker';
import { type Store, openStore } from '../../../src/store';
import { APPROVERS, EntraModel, HELPDESK, SECURITY } from './entra-model';
import { partsOn } from './model-parts';
import { passJobs } from './pass-jobs';

/** The pass service over the real store, with a model of Entra and a clock that can be moved. */
export class Desk {
  at: Instant = Date.parse('2026-03-02T09:00:00Z');
  readonly entra = new EntraModel(() => this.at);
  readonly parts: TapParts;
  readonly tap: Tap;
  readonly worker: Worker;
  readonly failures: unknown[] = [];
  readonly told: { to: string; card: string; text: string }[] = [];
  readonly #store: Store;
  #serial = 0;

  constructor(store: Store, change: (parts: TapParts) => TapParts = (parts) => parts) {
    this.#store = store;
    const clock = { now: () => new Date(this.at) };
    const messenger = {
      send: (to: object, view: { card: string; text: string }) => {
        this.told.push({ to: JSON.stringify(to), card: view.card, text: view.text });
        return Promise.resolve({ end: 'delivered' as const, message: String((this.#serial += 1)) });
      },
      update: () => Promise.resolve({ end: 'delivered' as const, message: '' }),
      reaches: () => Promise.resolve(true),
    };
    this.parts = change(
      partsOn({
        store,
        entra: this.entra,
        teams: messenger,
        clock,
        ids: { next: () => `id-${String((this.#serial += 1))}-${Math.random().toString(36).slice(2)}` },
        onFailure: (error) => this.failures.push(error),
      }),
    );
    this.tap = new Tap(this.parts);
    this.worker = new Worker(store.jobs, passJobs(this.parts), clock, this.parts.observer);
    for (const [id, group] of [
      ['ana', APPROVERS],
      ['ben', APPROVERS],
      ['hal', HELPDESK],
      ['sec', SECURITY],
    ] as const)
      this.entra.groupsOf.set(id, [group]);
  }

  turn(who: string, channel: Turn['channel'] = 'teams'): Turn {
    return {
      who,
      channel,
      identity: { how: 'teams-jwt' },
      place: 'personal',
      conversation: `${channel}:${who}`,
      correlationId: 'test',
      timeZone: 'UTC',
    };
  }

  press(
    who: string,
    choice: Parameters<Tap['choose']>[1],
    channel: Turn['channel'] = 'teams',
  ): Promise<readonly Reply[]> {
    return this.tap.choose(this.turn(who, channel), choice);
  }

  /** Asked by an agent who has checked who it is, and approved: ready to be opened by its target. */
  async approvedFor(target: string): Promise<string> {
    await this.press('hal', {
      verb: 'pass.ask',
      person: target,
      reason: 'broken-authenticator',
      note: '',
      way: 'in-person',
    });
    const request = await this.#store.ledger.openRequestFor(target);
    if (request === undefined) throw new Error('no request was made');
    await this.approve('ana', request.id);
    return request.id;
  }

  /** Presses the card as it is now. */
  async approve(who: string, id: string, channel: Turn['channel'] = 'teams'): Promise<readonly Reply[]> {
    const request = await this.#store.ledger.request(id);
    if (request === undefined) throw new Error('no request');
    return this.press(who, { verb: 'pass.approve', request: id, question: questionOf(request) }, channel);
  }

  async openingOf(who: string, request: string): Promise<string | undefined> {
    const [reply] = await this.press(who, { verb: 'pass.open', request });
    if (reply?.kind !== 'dialog' || reply.view.card !== 'pass-opening') return undefined;
    const { opening } = (reply.view as { data: { create: { does: Record<string, string> } } }).data.create.does;
    return opening;
  }

  /** Types the number that the verifier was shown, or another. */
  async create(who: string, request: string, opening: string, pairing?: string): Promise<readonly Reply[]> {
    const typed = pairing ?? (await this.numberOf(request));
    return this.press(who, { verb: 'pass.create', request, opening, pairing: typed } satisfies Choice);
  }

  /** What the first verifier is shown when they ask for it once more; nothing when it is not shown any more. */
  async numberOf(id: string): Promise<string> {
    const verifier = (await this.#store.ledger.request(id))?.proofs[0]?.by ?? 'hal';
    const [reply] = await this.press(verifier, { verb: 'pass.number', request: id });
    if (reply?.kind !== 'dialog' || reply.view.card !== 'pairing-number') return '000 000';
    return (reply.view as { data: { number: string } }).data.number;
  }

  /** POSTs that were on their way arrive. */
  land(): void {
    for (const { land } of this.entra.late.splice(0)) land();
  }

  /** Moves time on and lets the worker do what falls due on the way. */
  async pass(minutes: number): Promise<void> {
    const until = this.at + minutes * MINUTE;
    for (;;) {
      while ((await this.worker.once()) > 0);
      const next = await this.#store.jobs.nextDue();
      const landing = this.entra.late[0];
      if (landing !== undefined && landing.by <= until && landing.by <= (next ?? Infinity)) {
        this.at = Math.max(this.at, landing.by);
        this.land();
      } else if (next === undefined || next > until) break;
      else this.at = Math.max(this.at + 1, next);
    }
    this.at = until;
  }
}

export function codeIn(replies: readonly Reply[]): string | undefined {
  for (const reply of replies) {
    if (reply.kind === 'dialog' && reply.view.card === 'pass-shown')
      return (reply.view as { data: { code: string } }).data.code;
  }
  return undefined;
}

/** A store of its own in a temporary folder. */
export async function temporaryStore(): Promise<{ store: Store; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-tap-'));
  const store = await openStore(`sqlite:${join(folder, 'keysmith.db')}`);
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
