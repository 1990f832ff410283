import { z } from 'zod/v4';
import type { Bench } from './bench';
import { type Loaded, loaded } from './load';
import type { Helper } from './processes';
import { type Row, median } from './row';
import { surroundings } from './surroundings';
import { CONNECTIONS, listening } from './teams';

const counted = z.object({ count: z.number() });

/** How long Slack waits for the acknowledgement of a burst of signed requests, beside a bare Bolt app. */
export const slackBench: Bench = {
  name: 'slack',
  about: 'the acknowledgement of signed requests beside a bare Bolt app',
  async run({ start, quick }) {
    const [platforms, house, ack] = [start('platforms'), start('house'), start('ack')];
    const around = await platforms.ask('surroundings', {}, surroundings);
    const { origin } = await house.ask('start', around, listening);
    const bare = await ack.ask('start', around, listening);
    await platforms.ask('slack-begin', { origin }, z.null());
    const sizes = { size: 200, rounds: quick ? 4 : 15 };
    const rows: Row[] = [];
    for (const kind of ['command', 'press'] as const) {
      rows.push(...(await compare(platforms, { kind, house: origin, ack: bare.origin, ...sizes })));
    }
    return rows;
  },
};

interface Comparison {
  readonly kind: 'command' | 'press';
  readonly house: string;
  readonly ack: string;
  readonly size: number;
  readonly rounds: number;
}

async function compare(platforms: Helper, { kind, house, ack, size, rounds }: Comparison): Promise<readonly Row[]> {
  const burst = (origin: string): Promise<Loaded> =>
    platforms.ask('slack', { origin, connections: CONNECTIONS, count: size, kind }, loaded);
  await burst(house);
  await untilQuiet(platforms);
  await burst(ack);
  const [ours, theirs]: [Loaded[], Loaded[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await burst(house));
    await untilQuiet(platforms);
    theirs.push(await burst(ack));
  }
  return rowsOf(kind, size, ours, theirs);
}

/** Until the turns behind the acknowledgements have all been answered. */
async function untilQuiet(platforms: Helper): Promise<void> {
  let before = -1;
  for (let same = 0; same < 3;) {
    const { count } = await platforms.ask('slack-calls', {}, counted);
    same = count === before ? same + 1 : 0;
    before = count;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

const WHAT = { command: 'slash command', press: 'button press' } as const;

function rowsOf(kind: 'command' | 'press', size: number, ours: readonly Loaded[], theirs: readonly Loaded[]): Row[] {
  const bad = [...ours, ...theirs].find(({ firstBad }) => firstBad !== undefined)?.firstBad;
  if (bad !== undefined) throw new Error(`Not acknowledged: ${bad}`);
  const of = (all: readonly Loaded[], key: 'perSecond' | 'p99'): number => median(all.map((one) => one[key]));
  const control = (key: 'perSecond' | 'p99') => ({ what: 'bare Bolt ack', value: of(theirs, key) });
  const note = `bursts of ${String(size)} on 16 connections; each turn behind its ack runs whole, the next burst waits for it`;
  return [
    {
      bench: 'slack',
      what: `${WHAT[kind]}: acknowledged`,
      unit: 'acks/s',
      value: of(ours, 'perSecond'),
      control: control('perSecond'),
      bar: { on: 'ratio', is: 'at least', limit: 0.7 },
      note,
    },
    {
      bench: 'slack',
      what: `${WHAT[kind]}: p99 until acknowledged`,
      unit: 'ms',
      value: of(ours, 'p99'),
      control: control('p99'),
      bar: { on: 'value', is: 'at most', limit: 50 },
    },
  ];
}
