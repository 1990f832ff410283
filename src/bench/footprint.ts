import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import type { Bench } from './bench';
import { loaded } from './load';
import type { Helper } from './processes';
import { type Row, median } from './row';
import { type Surroundings, surroundings } from './surroundings';
import { listening } from './teams';

const memory = z.object({ bytes: z.number() });

/** The SDKs that the house is made of, and nothing else. */
const SDKS = [
  'botbuilder',
  '@microsoft/teams-ai',
  '@slack/bolt',
  '@microsoft/microsoft-graph-client',
  '@azure/identity',
];

/** What an idle conversation keeps in memory, and how long a start takes. */
export const footprintBench: Bench = {
  name: 'footprint',
  about: 'memory of idle conversations, and cold start',
  async run({ start, quick }) {
    const [platforms, house] = [start('platforms'), start('house')];
    const around = await platforms.ask('surroundings', {}, surroundings);
    const { origin } = await house.ask('start', around, listening);
    return [await idle(platforms, house, origin, quick ? 3_000 : 5_000), await coldStart(around, quick ? 3 : 7)];
  },
};

/** People who have each asked something once and said no more. */
async function idle(platforms: Helper, house: Helper, origin: string, people: number): Promise<Row> {
  await platforms.ask('install', { origin }, z.null());
  const order = { origin, connections: 16, kind: 'newcomer' };
  await platforms.ask('teams', { ...order, count: 1_000 }, loaded);
  const before = await house.ask('memory', {}, memory);
  const { firstBad } = await platforms.ask('teams', { ...order, count: people }, loaded);
  if (firstBad !== undefined) throw new Error(`A turn was not answered as it should be: ${firstBad}`);
  const after = await house.ask('memory', {}, memory);
  const kept = await house.ask('memory-of-map', { count: people }, memory);
  return {
    bench: 'footprint',
    what: 'memory of an idle conversation',
    unit: 'bytes',
    value: Math.max(0, after.bytes - before.bytes) / people,
    control: { what: 'the same kept in memory', value: kept.bytes / people },
    bar: { on: 'value', is: 'at most', limit: 1_024 },
    note: `heap after ${String(people)} people had a turn each; the process remembers up to 10,000 chat addresses`,
  };
}

async function coldStart(around: Surroundings, rounds: number): Promise<Row> {
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(
      await untilSays(
        'ready',
        ['-e', `${SDKS.map((name) => `require('${name}')`).join(';')};console.log('ready')`],
        {},
      ),
    );
    ours.push(await startOnce(around));
  }
  return {
    bench: 'footprint',
    what: 'cold start until it listens',
    unit: 'ms',
    value: median(ours),
    control: { what: 'importing the bare SDKs', value: median(bare) },
    bar: { on: 'ratio', is: 'at most', limit: 2 },
    note: 'a new process with an empty SQLite database each time; Slack on loopback',
  };
}

async function startOnce({ environment }: Surroundings): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-bench-'));
  try {
    const more = { PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'keysmith.db')}`, LOG_LEVEL: 'info' };
    return await untilSays('app.started', [join(__dirname, '..', 'index.js')], { ...environment, ...more });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the birth of the process to the word; the process is ended then. */
function untilSays(word: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const started = performance.now();
  const options = { env: { PATH: process.env['PATH'] ?? '', ...env }, cwd: join(__dirname, '..', '..') };
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (!said.includes(word)) return;
      resolve(performance.now() - started);
      child.kill('SIGKILL');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', () => reject(new Error(`It ended before it said "${word}": ${said.slice(-1_000)}`)));
  });
}
