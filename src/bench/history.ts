import { generateKeyPairSync } from 'node:crypto';
import { openStore, type Store } from '../store';
import type { Bench } from './bench';
import { type Row, median } from './row';
import { askedFor, decisionOn, timer } from './samples';
import { type Place, withStores } from './stores';

const FEW = 100;

/** Whether years of past requests slow today's work down. */
export const historyBench: Bench = {
  name: 'history',
  about: 'work in a store with many past requests beside one with few',
  run: ({ quick }) =>
    withStores(async (places) => {
      const rows: Row[] = [];
      for (const place of places) rows.push(...(await compare(place, quick ? 3_000 : 100_000)));
      return rows;
    }),
};

async function compare(place: Place, many: number): Promise<readonly Row[]> {
  // As in production: every row with its mark.
  const sealKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const empty = async (): Promise<Store> => openStore(await place.another(), { sealKey });
  const [small, large] = [await empty(), await empty()];
  try {
    await fill(small, FEW);
    await fill(large, many);
    await sealAll(small);
    await sealAll(large);
    const rows: Row[] = [];
    for (const [what, work] of Object.entries(works)) {
      const [ours, control]: [number[], number[]] = [[], []];
      for (let round = 0; round < 60; round += 1) {
        control.push(await timed(() => work(small, round)));
        ours.push(await timed(() => work(large, round)));
      }
      rows.push({
        bench: 'history',
        what: `${what}, ${place.engine}, ${String(many)} past requests`,
        unit: 'ms',
        value: median(ours),
        control: { what: `${String(FEW)} past`, value: median(control) },
        bar: { on: 'ratio', is: 'at most', limit: 2 },
      });
    }
    return rows;
  } finally {
    await Promise.all([small.close(), large.close()]);
  }
}

const works: Readonly<Record<string, (store: Store, round: number) => Promise<void>>> = {
  deciding: async ({ ledger }, round) => {
    const asked = askedFor(`now-${String(round)}`, Date.now());
    await ledger.commit(asked);
    if (asked.request !== undefined) await ledger.commit(decisionOn(asked.request, 'approver-1', Date.now()));
  },
  listing: async ({ ledger }, round) => {
    await ledger.waiting(50);
    await ledger.requestsFor(`target-of-past-${String(round)}`, 10);
    await ledger.openRequestFor(`target-of-past-${String(round)}`);
    await ledger.request(`past-${String(round)}`);
    await ledger.auditOf(`past-${String(round)}`);
  },
  sealing: async ({ ledger, seals }, round) => {
    const { audit } = askedFor(`seal-${String(round)}`, Date.now());
    await ledger.commit({ audit, jobs: [] });
    await seals.seal(Date.now());
  },
  timers: async ({ jobs }, round) => {
    await jobs.add([timer(`now-${String(round)}`, 1)]);
    await jobs.doneAll(await jobs.claim(2, 10, 60_000));
  },
};

/** Past requests as they are left: decided, withdrawn, with their audit and without open timers. */
async function fill({ ledger }: Store, count: number): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) {
      const { request, audit } = askedFor(`past-${String(n)}`, n);
      if (request === undefined) continue;
      await ledger.commit({ request: { ...request, state: 'withdrawn', endedAt: n }, audit, jobs: [] });
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
}

async function sealAll({ seals }: Store): Promise<void> {
  while ((await seals.seal(Date.now())) !== undefined);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
