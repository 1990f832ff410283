import type { ChildProcess } from 'node:child_process';
import { z } from 'zod/v4';
import { type Store, openStore } from '../../src/store';
import { openRaw, type RawDatabase } from '../contracts/store-raw';
import { asked, sampleRequest } from '../contracts/store-samples';
import { nextMessage, startChild, stopChild } from './children';
import { type TestEngine, onEngine } from './engines';

const CLICKS_PER_PROCESS = [13, 13, 12, 12];
const endsSchema = z.array(z.string());

function concurrency(engine: TestEngine, rounds: number): void {
  onEngine(engine, ({ url }) => {
    let store: Store;
    let raw: RawDatabase;
    let clickers: ChildProcess[] = [];

    beforeAll(async () => {
      store = await openStore(url());
      raw = await openRaw(url());
      await raw.run('create table naive_requests (id text primary key, state text)');
      await raw.run('create table naive_audit (request text, actor text)');
      clickers = await Promise.all(CLICKS_PER_PROCESS.map(() => startChild('clicker.ts', url())));
    }, 60_000);
    afterAll(async () => {
      await Promise.all(clickers.map((clicker) => stopChild(clicker, 'SIGKILL')));
      await raw.close();
      await store.close();
    });

    async function fiftyClicks(request: string, way: 'keysmith' | 'naive'): Promise<string[]> {
      const ends = clickers.map(async (clicker, n) => {
        const answer = nextMessage(clicker);
        clicker.send({ request, way, clicks: CLICKS_PER_PROCESS[n] });
        return endsSchema.parse(await answer);
      });
      return (await Promise.all(ends)).flat();
    }

    it('makes one decision, one audit row and one outbox set of 50 clicks from 4 processes', async () => {
      for (let round = 0; round < rounds; round++) {
        const request = sampleRequest(`round-${String(round)}`);
        await store.ledger.commit(asked(request));
        const ends = await fiftyClicks(request.id, 'keysmith');
        expect(ends).toHaveLength(50);
        expect(ends.filter((end) => end === 'written')).toHaveLength(1);

        const now = await store.ledger.request(request.id);
        expect(now).toMatchObject({ version: 2, state: 'approved', approvals: [{ channel: 'slack' }] });
        const decisions = (await store.ledger.auditOf(request.id)).filter((row) => row.act === 'request.approved');
        expect(decisions.map((row) => row.actor)).toEqual([now?.approvals[0]?.by]);
        const outbox = await raw.run('select key from jobs where key like ?', [`%:${request.id}:2:%`]);
        expect(outbox.map((row) => String(row['key']).split(':')[0]).sort()).toEqual([
          'refresh',
          'tell-requester',
          'tell-target',
        ]);
        for (const row of outbox) expect(row['key']).toContain(now?.approvals[0]?.by);
      }
    });

    it('would not, if a click read, decided and then wrote: the control breaks', async () => {
      let broken = 0;
      for (let round = 0; round < rounds; round++) {
        const id = `naive-${String(round)}`;
        await raw.run(`insert into naive_requests (id, state) values (?, 'waiting')`, [id]);
        await fiftyClicks(id, 'naive');
        const decisions = await raw.run('select actor from naive_audit where request = ?', [id]);
        if (decisions.length > 1) broken += 1;
      }
      expect(broken).toBeGreaterThan(0);
    });
  });
}

concurrency('postgres', 10);
concurrency('sqlite', 3);
