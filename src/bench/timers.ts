import { systemClock } from '../domain/clock';
import type { Jobs, Observer } from '../services/ports';
import { type JobHandlers, type JobResult, Worker } from '../services/worker';
import { openStore } from '../store';
import type { Bench } from './bench';
import type { Row } from './row';
import { timer } from './samples';
import { type Place, withStores } from './stores';

const silent: Observer = { event: () => undefined, failure: () => undefined };

/** How long overdue timers take after a night without the bot, and that each is done once. */
export const timersBench: Bench = {
  name: 'timers',
  about: 'overdue timers, claimed and ended by the real worker',
  run: ({ quick }) =>
    withStores(async (places) => {
      const rows: Row[] = [];
      for (const place of places) rows.push(await sweep(place, quick ? 2_000 : 20_000));
      return rows;
    }),
};

async function sweep(place: Place, count: number): Promise<Row> {
  const store = await openStore(await place.another());
  try {
    await store.jobs.add(Array.from({ length: count }, (_, n) => timer(`late-${String(n)}`, 1, String(n))));
    const bare = await bareSweep(store.jobs, count);
    await store.jobs.add(Array.from({ length: count }, (_, n) => timer(`late-${String(n)}`, 1, String(n))));
    const ms = await workerSweep(store.jobs, count);
    // The bar is for 20,000; a shorter run is held to its share of it.
    const limit = (2_000 * count) / 20_000;
    return {
      bench: 'timers',
      what: `${String(count)} overdue timers, ${place.engine}`,
      unit: 'ms',
      value: ms,
      control: { what: 'claiming alone, in thousands', value: bare },
      bar: { on: 'value', is: 'at most', limit },
      note: 'claimed, handled (a handler that does nothing) and ended through the worker of the house; each handled once, or the run breaks off',
    };
  } finally {
    await store.close();
  }
}

async function bareSweep(jobs: Jobs, count: number): Promise<number> {
  const started = performance.now();
  const all = [];
  while (all.length < count) all.push(...(await jobs.claim(Date.now(), 1_000, 60_000)));
  const ms = performance.now() - started;
  await jobs.doneAll(all);
  return ms;
}

async function workerSweep(jobs: Jobs, count: number): Promise<number> {
  const times = new Map<string, number>();
  const nothing = (): Promise<JobResult> => Promise.resolve('done');
  const handlers: JobHandlers = {
    tell: nothing,
    'tell-target': nothing,
    'ask-approvers': nothing,
    'remind-approvers': nothing,
    'escalate-request': nothing,
    'refresh-copies': nothing,
    'show-handover': nothing,
    'desk-card': nothing,
    'check-link': nothing,
    'alarm-link': nothing,
    'expire-request': ({ request }) => {
      times.set(request, (times.get(request) ?? 0) + 1);
      return nothing();
    },
    'settle-pass': nothing,
    'carry-out': nothing,
    'alarm-contacts': nothing,
    'end-pass': nothing,
    'watch-target': nothing,
    'announce-brakes': nothing,
    'watch-registration': nothing,
  };
  const worker = new Worker(jobs, handlers, systemClock, silent);
  const started = performance.now();
  while ((await worker.once()) > 0);
  const ms = performance.now() - started;
  const again = [...times.values()].filter((done) => done !== 1).length;
  const left = await jobs.overdue(Date.now());
  if (times.size !== count || again > 0 || left > 0) {
    throw new Error(`Of ${String(count)} timers ${String(times.size)} were done, ${String(again)} not once`);
  }
  return ms;
}
