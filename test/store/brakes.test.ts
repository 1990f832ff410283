import type { ChildProcess } from 'node:child_process';
import { z } from 'zod/v4';
import { type Store, openStore } from '../../src/store';
import { openRaw } from '../contracts/store-raw';
import { T0 } from '../contracts/store-samples';
import { nextMessage, startChild, stopChild } from './children';
import { type TestEngine, onEngine } from './engines';

const endsSchema = z.array(z.string());
const PAST = 100_000;
const TRIES = 15;

function brakes(engine: TestEngine): void {
  onEngine(engine, ({ url }) => {
    let store: Store;
    let openers: ChildProcess[] = [];

    beforeAll(async () => {
      store = await openStore(url());
      openers = await Promise.all([0, 1].map(() => startChild('opener.ts', url())));
    }, 60_000);
    afterAll(async () => {
      await Promise.all(openers.map((opener) => stopChild(opener, 'SIGKILL')));
      await store.close();
    });

    async function openAll(prefix: string, at: number): Promise<string[]> {
      const ends = openers.map(async (opener, n) => {
        const answer = nextMessage(opener);
        opener.send({ prefix: `${prefix}-${String(n)}`, tries: TRIES, at });
        return endsSchema.parse(await answer);
      });
      return (await Promise.all(ends)).flat();
    }

    it('lets two processes open exactly twenty passes together in an hour', async () => {
      for (let round = 0; round < 3; round += 1) {
        const ends = await openAll(`round-${String(round)}`, T0 + round * 7_200_000);
        expect(ends.filter((end) => end === 'written')).toHaveLength(20);
        expect(ends.filter((end) => end === 'capped')).toHaveLength(10);
      }
    });

    it('counts as fast with a hundred thousand earlier acts', async () => {
      const before = await median(store, 'few');
      const raw = await openRaw(url());
      try {
        for (let from = 0; from < PAST; from += 1_000) {
          const rows = Array.from({ length: 1_000 }, (_, n) => {
            const act = from + n;
            const counter = act % 2 === 0 ? 'tenant:' : `target:many-${String(act % 500)}`;
            return `('${counter}', 'past-${String(act)}', ${String(T0 - 7_200_000 - act)})`;
          });
          await raw.run(`insert into brake_counts (counter, ref, at) values ${rows.join(', ')}`);
        }
      } finally {
        await raw.close();
      }
      // A scan of the past would take tens of milliseconds each; the store alone takes one.
      expect(await median(store, 'many')).toBeLessThan(Math.max(10, 5 * before));
    }, 60_000);
  });
}

/** Milliseconds of one counted change that finds no room, so that nothing is added. */
async function median(store: Store, name: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 31; n += 1) {
    const started = performance.now();
    const at = T0 + 2 * 7_200_000 + 100;
    const count = { cap: 'tenant', of: '', ref: `${name}-${String(n)}`, at, most: 20, withinMs: 3_600_000 } as const;
    const { end } = await store.ledger.commit({ audit: [], jobs: [], counts: [count] });
    times.push(performance.now() - started);
    expect(end).toBe('capped');
  }
  return times.sort((a, b) => a - b)[15] ?? Infinity;
}

brakes('postgres');
brakes('sqlite');
