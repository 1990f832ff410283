import { z } from 'zod/v4';
import { openStore } from '../store';
import type { Bench } from './bench';
import { type LocalPostgres, startPostgres } from './postgres';
import type { Helper } from './processes';
import { type Row, median } from './row';
import { askedFor } from './samples';

const took = z.object({ ms: z.number() });

/** Lanes of one replica: with one, a replica mostly waits for the database, and what is measured is who waits for whom. */
const LANES = 1;
const WHAT = 'decisions of two replicas, PostgreSQL';

/** Whether replicas wait for each other: decisions of two against decisions of one, on one PostgreSQL. */
export const replicasBench: Bench = {
  name: 'replicas',
  about: 'decisions of one and of two replicas on PostgreSQL',
  async run({ start, quick }) {
    const postgres = await startPostgres();
    const why = 'no PostgreSQL here; install it, or set DATABASE_URL_TEST';
    if (postgres === undefined) return [{ bench: 'replicas', what: WHAT, skipped: why }];
    try {
      const pair = [start('replica'), start('replica')];
      for (const one of pair) await one.ask('open', { url: postgres.url }, z.null());
      return [await measure(postgres, pair, quick ? { each: 400, rounds: 5 } : { each: 1_000, rounds: 5 })];
    } finally {
      await postgres.stop();
    }
  },
};

async function measure(
  { url }: LocalPostgres,
  pair: readonly Helper[],
  { each, rounds }: { readonly each: number; readonly rounds: number },
): Promise<Row> {
  const store = await openStore(url);
  let made = 0;
  const decideWith = async (replicas: readonly Helper[]): Promise<number> => {
    const ids = replicas.map(() => Array.from({ length: each }, () => `r${String(++made)}`));
    for (const id of ids.flat()) await store.ledger.commit(askedFor(id, Date.now()));
    const started = performance.now();
    await Promise.all(replicas.map((one, place) => one.ask('decide', { ids: ids[place] ?? [], lanes: LANES }, took)));
    return (ids.flat().length / (performance.now() - started)) * 1_000;
  };
  try {
    await decideWith(pair);
    const [one, two]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      one.push(await decideWith(pair.slice(0, 1)));
      two.push(await decideWith(pair));
    }
    return {
      bench: 'replicas',
      what: WHAT,
      unit: 'decisions/s',
      value: median(two),
      control: { what: 'one replica', value: median(one) },
      bar: { on: 'ratio', is: 'at least', limit: 1.7 },
      note: 'each decision: read, guarded update, audit row, three outbox rows, commit; one at a time per replica, so that two replicas and the server fit on two cores; fsync off where this started the server',
    };
  } finally {
    await store.close();
  }
}
