import { z } from 'zod/v4';
import type { Bench } from './bench';
import { type Loaded, loaded } from './load';
import type { Helper } from './processes';
import { type Row, median } from './row';
import { surroundings } from './surroundings';

export const CONNECTIONS = 16;
export const listening = z.object({ origin: z.string() });
const nothing = z.null();

/** A full card turn in Teams against a bare botbuilder echo with the same verification of tokens. */
export const teamsBench: Bench = {
  name: 'teams',
  about: 'a full card turn beside a bare botbuilder echo',
  async run({ start, quick }) {
    const [platforms, house, echo] = [start('platforms'), start('house'), start('echo')];
    const around = await platforms.ask('surroundings', {}, surroundings);
    const { origin } = await house.ask('start', around, listening);
    const bare = await echo.ask('start', around, listening);
    await platforms.ask('install', { origin }, nothing);
    const size = quick ? 600 : 3_000;
    const rows: Row[] = [];
    for (const kind of ['message', 'press'] as const) {
      rows.push(...(await compare(platforms, { kind, house: origin, echo: bare.origin, size, rounds: quick ? 1 : 3 })));
    }
    return rows;
  },
};

interface Comparison {
  readonly kind: 'message' | 'press';
  readonly house: string;
  readonly echo: string;
  readonly size: number;
  readonly rounds: number;
}

/** By turns, so that both meet the same machine. */
async function compare(platforms: Helper, { kind, house, echo, size, rounds }: Comparison): Promise<readonly Row[]> {
  const turn = (origin: string, count: number): Promise<Loaded> =>
    platforms.ask('teams', { origin, connections: CONNECTIONS, count, kind }, loaded);
  await turn(house, Math.ceil(size / 4));
  await turn(echo, Math.ceil(size / 4));
  const [ours, theirs]: [Loaded[], Loaded[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await turn(house, size));
    theirs.push(await turn(echo, size));
  }
  return rowsOf(kind, ours, theirs);
}

const WHAT = {
  press: 'button press, card in the invoke answer',
  message: 'message, card as an outbound reply',
} as const;

function rowsOf(kind: 'message' | 'press', ours: readonly Loaded[], theirs: readonly Loaded[]): readonly Row[] {
  const bad = [...ours, ...theirs].find(({ firstBad }) => firstBad !== undefined)?.firstBad;
  if (bad !== undefined) throw new Error(`A turn was not answered as it should be: ${bad}`);
  const of = (all: readonly Loaded[], key: 'perSecond' | 'p50' | 'p99'): number => median(all.map((one) => one[key]));
  const control = (key: 'perSecond' | 'p50' | 'p99') => ({ what: 'bare echo', value: of(theirs, key) });
  const common = {
    bench: 'teams',
    note: '16 connections; JWT, identity, once-only ids, flow, SQLite (synchronous=FULL), card',
  };
  return [
    {
      ...common,
      what: WHAT[kind],
      unit: 'turns/s',
      value: of(ours, 'perSecond'),
      control: control('perSecond'),
      bar: { on: 'ratio', is: 'at least', limit: 0.6 },
    },
    ...(['p50', 'p99'] as const).map((key): Row => {
      const bar = { on: 'value', is: 'at most', limit: key === 'p50' ? 50 : 100 } as const;
      return { bench: 'teams', what: `${kind}: ${key}`, unit: 'ms', value: of(ours, key), control: control(key), bar };
    }),
  ];
}
