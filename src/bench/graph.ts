import { z } from 'zod/v4';
import type { Bench } from './bench';
import { type Row, percentile } from './row';
import { surroundings } from './surroundings';
import { listening } from './teams';

const counted = z.object({ count: z.number() });
const read = z.object({ ms: z.number(), known: z.literal(true), reads: z.number() });
const raw = z.object({ ms: z.number() });

/** What one diagnosis costs at Graph: round trips, and time beside one bare `$batch` of the same reads. */
export const graphBench: Bench = {
  name: 'graph',
  about: 'round trips and time of one diagnosis',
  async run({ start, quick }) {
    const [platforms, house] = [start('platforms'), start('house')];
    const around = await platforms.ask('surroundings', {}, surroundings);
    await house.ask('start', around, listening);
    const facts = (how: object) => house.ask('facts', { id: around.personId, ...how }, read);
    const trips = async (how: object): Promise<{ trips: number; reads: number }> => {
      const before = await platforms.ask('graph-requests', {}, counted);
      const { reads } = await facts(how);
      const after = await platforms.ask('graph-requests', {}, counted);
      return { trips: after.count - before.count, reads };
    };
    const rows = [
      tripsRow('a diagnosis, cold', 2, await trips({ anew: true })),
      tripsRow('a diagnosis, policies warm', 1, await trips({})),
      tripsRow('a diagnosis, fresh, before an effect', 1, await trips({ fresh: true })),
      tripsRow("an agent's page of somebody, cold", 2, await trips({ page: true, anew: true })),
      tripsRow("an agent's page of somebody, policies warm", 1, await trips({ page: true })),
    ];
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < (quick ? 60 : 400); round += 1) {
      ours.push((await facts({})).ms);
      bare.push((await house.ask('raw-batch', { id: around.personId }, raw)).ms);
    }
    return [...rows, latencyRow('p50', 0.5, ours, bare), latencyRow('p99', 0.99, ours, bare)];
  },
};

function tripsRow(what: string, limit: number, { trips, reads }: { trips: number; reads: number }): Row {
  return {
    bench: 'graph',
    what: `round trips: ${what}`,
    unit: 'trips',
    value: trips,
    control: { what: 'each read by itself', value: reads },
    bar: { on: 'value', is: 'at most', limit },
  };
}

function latencyRow(what: string, share: number, ours: readonly number[], bare: readonly number[]): Row {
  return {
    bench: 'graph',
    what: `a diagnosis, policies warm: ${what}`,
    unit: 'ms',
    value: percentile(ours, share),
    control: { what: 'one raw $batch', value: percentile(bare, share) },
    bar: { on: 'ratio', is: 'at most', limit: 3 },
    note: 'against the simulated tenant on loopback, where the batch itself is nearly free; at Graph it takes a hundred times as long',
  };
}
