import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../src/services/ports';
import { openStore } from '../../src/store';
import { openRaw } from '../contracts/store-raw';
import { T0, asked, decisionOn, entry, job, sampleRequest } from '../contracts/store-samples';
import { startChild, stopChild } from './children';
import { type TestEngine, onEngine } from './engines';

function trouble(engine: TestEngine): void {
  onEngine(engine, ({ url, another }) => {
    it('opens from several processes at once on an empty database', async () => {
      const empty = await another();
      const children = await Promise.all([1, 2, 3].map(() => startChild('clicker.ts', empty)));
      const store = await openStore(empty);
      await store.ledger.commit(asked(sampleRequest('r1')));
      await store.close();
      await Promise.all(children.map((child) => stopChild(child, 'SIGKILL')));
    });

    it('does not mix transactions that run at once in one process', async () => {
      const stores = await Promise.all([openStore(url()), openStore(url())]);
      const good = Array.from({ length: 40 }, (_, n) => asked(sampleRequest(`good-${String(n)}`)));
      const bad = good.map((change, n) => ({
        ...asked(sampleRequest(`bad-${String(n)}`)),
        audit: [...change.audit, { ...entry('x', 'y'), facts: { no: Number.NaN } }],
      }));
      const all = good.flatMap((change, n) => [change, bad[n] ?? change]);
      const ends = await Promise.allSettled(all.map((change, n) => stores[n % 2 === 0 ? 0 : 1].ledger.commit(change)));
      expect(ends.map((end) => end.status)).toEqual(all.map((_, n) => (n % 2 === 0 ? 'fulfilled' : 'rejected')));
      for (const [n, { request }] of good.entries()) {
        expect(await stores[0].ledger.request(`good-${String(n)}`)).toEqual(request);
        expect(await stores[0].ledger.auditOf(`good-${String(n)}`)).toHaveLength(1);
        expect(await stores[0].ledger.request(`bad-${String(n)}`)).toBeUndefined();
      }
      expect(await stores[0].ledger.auditOf('x')).toEqual([]);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('keeps what arrives together, but for what cannot be kept', async () => {
      const stores = await Promise.all([openStore(url()), openStore(url())]);
      const ends = await Promise.allSettled(
        Array.from({ length: 60 }, async (_, n) => {
          const key = `together-${String(n)}`;
          await stores[n % 2 === 0 ? 0 : 1].references.put(key, key, n % 10 === 9 ? Number.NaN : T0);
          // Told after the commit, so whoever asks finds it.
          return stores[n % 2 === 0 ? 1 : 0].references.get(key);
        }),
      );
      for (const [n, end] of ends.entries()) {
        if (n % 10 === 9) expect(end.status === 'rejected' && end.reason instanceof StoreUnavailable).toBe(true);
        else expect(end).toEqual({ status: 'fulfilled', value: `together-${String(n)}` });
      }
      expect(await stores[0].references.get('together-9')).toBeUndefined();
      await Promise.all(stores.map((store) => store.close()));
    });

    it('hands out the jobs it can read when one cannot be read, and says which could not', async () => {
      const failures: string[] = [];
      const fresh = await another();
      const store = await openStore(fresh, { onFailure: (what) => failures.push(what) });
      await store.jobs.add([job('fine', T0), job('from-the-future', T0 - 1)]);
      const raw = await openRaw(fresh);
      await raw.run(`update jobs set body = '{"kind":"brew-coffee"}' where key = 'from-the-future'`);
      await raw.close();
      expect((await store.jobs.claim(T0, 10, 1_000)).map((one) => one.key)).toEqual(['fine']);
      expect(failures).toEqual(['store.job-unreadable']);
      await store.close();
    });

    it('refuses a request that is not as we write it, and quotes nothing of it', async () => {
      const spoilt = await another();
      const store = await openStore(spoilt);
      await store.ledger.commit(asked(sampleRequest('r1')));
      const raw = await openRaw(spoilt);
      await raw.run(`update requests set body = '{"id":"r1","state":"hunter2"}'`);
      await raw.close();
      const failure: unknown = await store.ledger.request('r1').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StoreUnavailable);
      const cause = String((failure as StoreUnavailable).cause);
      expect(cause).toContain('a request that cannot be read: look at');
      expect(cause).not.toContain('hunter2');
      await store.close();
    });
  });
}

trouble('sqlite');
trouble('postgres');

onEngine('sqlite', ({ url }) => {
  it('says that the store is locked, does not stop the process meanwhile, and goes on afterwards', async () => {
    const store = await openStore(url());
    const request = sampleRequest('locked');
    await store.ledger.commit(asked(request));
    const raw = await openRaw(url());
    await raw.run('begin immediate');
    await expect(store.seen.first('while-locked', T0, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 20);
    const failure: unknown = await store.ledger.commit(decisionOn(request, 'a')).catch((error: unknown) => error);
    clearInterval(ticking);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(String(failure)).toContain('The store could not write a change');
    expect((failure as StoreUnavailable).cause).toMatchObject({ code: 'SQLITE_BUSY' });
    expect(ticks).toBeGreaterThan(10);
    await raw.run('rollback');
    expect(await store.ledger.commit(decisionOn(request, 'a'))).toEqual({ end: 'written' });
    expect(await store.seen.first('while-locked', T0, 1)).toBe(true);
    await raw.close();
    await store.close();
  });

  it('waits while somebody else writes', async () => {
    const store = await openStore(url());
    const raw = await openRaw(url());
    await raw.run('begin immediate');
    const commit = store.ledger.commit(asked(sampleRequest('patient')));
    await pause(600);
    await raw.run('commit');
    expect(await commit).toEqual({ end: 'written' });
    await raw.close();
    await store.close();
  });
});

onEngine('postgres', ({ url }) => {
  it('survives that the server ends its connections', async () => {
    const failures: string[] = [];
    const store = await openStore(url(), { onFailure: (what) => failures.push(what) });
    await store.ping();
    const raw = await openRaw(url());
    for (let round = 0; round < 5; round++) {
      const others = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'keysmith'`;
      const commits = Array.from({ length: 10 }, (_, n) =>
        store.ledger.commit(asked(sampleRequest(`cut-${String(round)}-${String(n)}`))),
      );
      await raw.run(others);
      expect(await Promise.all(commits)).toEqual(commits.map(() => ({ end: 'written' })));
    }
    await raw.close();
    await store.close();
  });
});

it('says that the store is gone, without its address', async () => {
  const failure: unknown = await openStore('postgres://u:geheim@127.0.0.1:1/x').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreUnavailable);
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure as object))).not.toContain('geheim');
});
