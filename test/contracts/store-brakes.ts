import { type Count, type Pause, counted, openingCounts, roomForOpening } from '../../src/domain/brakes';
import { DAY, HOUR } from '../../src/domain/clock';
import type { Store } from '../../src/store';
import type { StoreUnderTest } from './store';
import { T0, asked, entry, job, sampleRequest } from './store-samples';

export function brakesContract(underTest: StoreUnderTest): void {
  describe('brakes', () => {
    let store: Store;
    let other: Store;

    beforeAll(async () => {
      [store, other] = await Promise.all([underTest.open(), underTest.open()]);
    });
    afterAll(() => Promise.all([store.close(), other.close()]));

    const act = (counts: readonly Count[], chain: string) => ({ audit: [entry(chain, 'counted')], jobs: [], counts });

    it('of many acts at once from two sides lets exactly as many through as there is room', async () => {
      const acts = Array.from({ length: 24 }, (_, n) =>
        (n % 2 === 0 ? store : other).ledger.commit(
          act([counted('agent', 'hal', `r-${String(n)}`, T0 + n)], `busy-${String(n)}`),
        ),
      );
      const ends = await Promise.all(acts);
      expect(ends.filter(({ end }) => end === 'written')).toHaveLength(10);
      expect(ends.filter(({ end }) => end === 'capped')).toHaveLength(14);
      const written = await Promise.all(ends.map((_, n) => store.ledger.auditOf(`busy-${String(n)}`)));
      expect(written.flat()).toHaveLength(10);
    });

    it('says when there is room again, and then there is', async () => {
      for (let n = 0; n < 3; n += 1)
        await store.ledger.commit(act(openingCounts('tom', `o-${String(n)}`, T0 + n * HOUR), 'tom'));
      const full = { end: 'capped', cap: 'target', until: T0 + DAY };
      expect(await other.ledger.commit(act(openingCounts('tom', 'o-3', T0 + 4 * HOUR), 'tom'))).toEqual(full);
      expect(await other.ledger.commit(act([roomForOpening('tom', T0 + 4 * HOUR)], 'tom'))).toEqual(full);
      expect(await store.ledger.auditOf('tom')).toHaveLength(3);
      const room = await other.ledger.commit(act([roomForOpening('tom', T0 + DAY)], 'tom'));
      expect(room).toEqual({ end: 'written' });
      expect(await other.ledger.commit(act(openingCounts('tom', 'o-3', T0 + DAY), 'tom'))).toEqual({ end: 'written' });
    });

    it('counts the same act once, and takes off what made nothing', async () => {
      for (let again = 0; again < 12; again += 1) {
        const end = await store.ledger.commit(act([counted('manager', 'ana', 'same', T0)], 'ana'));
        expect(end).toEqual({ end: 'written' });
      }
      for (let n = 0; n < 9; n += 1)
        await store.ledger.commit(act([counted('manager', 'ana', `r-${String(n)}`, T0)], 'ana'));
      const eleventh = act([counted('manager', 'ana', 'r-9', T0)], 'ana');
      expect(await store.ledger.commit(eleventh)).toMatchObject({ end: 'capped', cap: 'manager' });
      await other.ledger.commit({ audit: [], jobs: [], uncounts: [{ cap: 'manager', of: 'ana', ref: 'same' }] });
      expect(await store.ledger.commit(eleventh)).toEqual({ end: 'written' });
    });

    it('counts nothing of a change that is lost or full elsewhere', async () => {
      const request = sampleRequest('counted-once');
      await store.ledger.commit(asked(request));
      const stale = { ...request, version: 3 };
      for (let n = 0; n < 11; n += 1) {
        const counts = [counted('approver', 'ben', `lost-${String(n)}`, T0)];
        const end = await store.ledger.commit({ request: stale, audit: [], jobs: [], counts });
        expect(end).toMatchObject({ end: 'lost' });
      }
      const counts = [counted('approver', 'ben', 'first', T0)];
      expect(await store.ledger.commit(act(counts, 'ben'))).toEqual({ end: 'written' });
    });

    it('pauses for everybody at once, exactly one of those who press, and only counted acts stand still', async () => {
      const pause = (by: string): Pause => ({ by, at: T0, why: 'admin' });
      const presses = ['bruno', 'else'].flatMap((by) =>
        [store, other].map((one) => one.brakes.setPause(pause(by), entry('brakes', 'paused'), [job(`told:${by}`)])),
      );
      expect((await Promise.all(presses)).filter(Boolean)).toHaveLength(1);
      const now = await other.brakes.pause();
      expect(now).toMatchObject({ at: T0, why: 'admin' });
      const stopped = act([counted('agent', 'new-agent', 'r', T0)], 'stopped');
      expect(await other.ledger.commit(stopped)).toEqual({ end: 'paused', pause: now });
      expect(await store.ledger.auditOf('stopped')).toEqual([]);
      expect(await store.ledger.commit({ audit: [entry('goes-on', 'withdrawn')], jobs: [] })).toEqual({
        end: 'written',
      });
    });

    it('is lifted by who names the pause that stands there, once', async () => {
      const now = await store.brakes.pause();
      if (now === undefined) throw new Error('It is not paused');
      const audit = entry('brakes', 'resumed');
      expect(await store.brakes.liftPause({ ...now, at: now.at - 1 }, audit, [])).toBe(false);
      const lifts = [store, other, store].map((one) => one.brakes.liftPause(now, audit, []));
      expect((await Promise.all(lifts)).filter(Boolean)).toHaveLength(1);
      expect(await other.brakes.pause()).toBeUndefined();
      expect((await store.ledger.auditOf('brakes')).map((row) => row.act)).toEqual(['paused', 'resumed']);
    });

    it('counts the openings of the tenant anew after an automatic pause, and only after that', async () => {
      const at = T0 + 10 * DAY;
      const open = (n: number) =>
        store.ledger.commit(act(openingCounts(`t-${String(n)}`, `a-${String(n)}`, at), 'anew'));
      for (let n = 0; n < 20; n += 1) expect(await open(n)).toEqual({ end: 'written' });
      for (const why of ['admin', 'tenant-cap'] as const) {
        expect(await open(20)).toMatchObject({ end: 'capped', cap: 'tenant' });
        const pause: Pause = { by: 'keysmith', at, why };
        await other.brakes.setPause(pause, entry('brakes', 'paused'), []);
        expect(await store.brakes.liftPause(pause, entry('brakes', 'resumed'), [])).toBe(true);
      }
      expect(await open(20)).toEqual({ end: 'written' });
    });

    it('forgets what no cap can look back to', async () => {
      await store.ledger.commit(act([counted('agent', 'old', 'r', T0 - 3 * DAY)], 'old'));
      expect(await store.retention.purge(T0)).toBeGreaterThanOrEqual(1);
    });
  });
}
