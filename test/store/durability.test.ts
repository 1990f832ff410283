import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../src/store';
import { checkAudit } from '../../src/store/audit-check';
import { readAudit } from '../../src/store/audit-read';
import { openRaw } from '../contracts/store-raw';
import { T0 } from '../contracts/store-samples';
import { startChild, stopChild } from './children';
import { type TestEngine, onEngine } from './engines';

/** The store alone; the whole app dies in test/stories/killed.test.ts. */
const ROUNDS = Number(process.env['KEYSMITH_KILL_ROUNDS'] ?? '3');

function durability(engine: TestEngine): void {
  onEngine(engine, ({ url }) => {
    /** Starts a writer, kills it with -9 at a random moment, and gives back the versions it had acknowledged. */
    async function killedInTheMiddle(): Promise<Map<string, number>> {
      const writer = await startChild('writer.ts', url());
      let said = '';
      writer.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await pause(100 + Math.random() * 400);
      await stopChild(writer, 'SIGKILL');
      await pause(20);
      const lines = said.split('\n').slice(0, -1);
      return new Map(lines.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]));
    }

    it(
      `loses nothing acknowledged when the process is killed with -9, ${String(ROUNDS)} times`,
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const acknowledged = await killedInTheMiddle();
          expect(acknowledged.size).toBeGreaterThan(0);
          const store = await openStore(url());
          for (const [id, version] of acknowledged) {
            const request = await store.ledger.request(id);
            expect(request?.version).toBeGreaterThanOrEqual(version);
            expect(await store.ledger.auditOf(id)).toHaveLength(request?.version ?? 0);
          }
          await store.close();
        }
        await nothingIsTorn(url());
      },
      30_000 + ROUNDS * 10_000,
    );
  });
}

/** Every request has the audit rows and the jobs of its version, also those that were being written when death came. */
async function nothingIsTorn(url: string): Promise<void> {
  const report = await readAudit(url, (reader) => checkAudit(reader, { keys: [], heads: [] }));
  expect(report.findings).toEqual([]);
  const raw = await openRaw(url);
  const requests = await raw.run('select version, count(*) as n from requests group by version');
  const counted = (version: number): number => Number(requests.find((row) => row['version'] === version)?.['n'] ?? 0);
  expect(report.rows).toBe(counted(1) + 2 * counted(2));
  const store = await openStore(url);
  expect(await store.jobs.overdue(T0 + 1e9)).toBe(counted(1) + 4 * counted(2));
  await store.close();
  if (url.startsWith('sqlite:')) expect(await raw.run('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  await raw.close();
}

durability('sqlite');
durability('postgres');
