import type { Job } from '../../src/services/ports';
import type { Store } from '../../src/store';
import type { StoreUnderTest } from './store';
import { HOSTILE_TEXTS, T0, job } from './store-samples';

/** Far before the other tests of the same database, so that only the jobs of these tests are due. */
const EARLY = T0 - 1e10;

export function jobsContract(underTest: StoreUnderTest): void {
  describe('jobs', () => {
    let store: Store;
    let other: Store;

    beforeAll(async () => {
      [store, other] = await Promise.all([underTest.open(), underTest.open()]);
    });
    afterAll(() => Promise.all([store.close(), other.close()]));

    async function claimed(from: Store, key: string, now: number, leaseMs = 1_000): Promise<Job> {
      const found = (await from.jobs.claim(now, 100, leaseMs)).find((one) => one.key === key);
      if (found === undefined) throw new Error(`${key} was not claimed`);
      return found;
    }

    it('gives out what is due, earliest first, with everything that was put in', async () => {
      const tell = {
        key: 'tell',
        dueAt: EARLY + 1,
        body: {
          kind: 'tell',
          to: { channel: 'teams', person: 'p' },
          view: {
            card: 'welcome',
            data: { name: HOSTILE_TEXTS.join(' '), abilities: ['a'], buttons: [] },
            text: 'Hello',
          },
          copy: { request: 'r', role: 'status' },
        },
      } as const;
      await store.jobs.add([job('later', EARLY + 50), job('second', EARLY + 2), tell]);
      expect(await store.jobs.nextDue()).toBe(EARLY + 1);
      expect(await store.jobs.overdue(EARLY + 2)).toBe(2);
      expect(await store.jobs.claim(EARLY, 10, 1_000)).toEqual([]);
      const due = await store.jobs.claim(EARLY + 2, 10, 1_000);
      expect(due.map(({ key, attempt }) => [key, attempt])).toEqual([
        ['tell', 1],
        ['second', 1],
      ]);
      expect(due[0]).toMatchObject(tell);
      for (const one of due) expect(await store.jobs.done(one)).toBe(true);
      expect(await store.jobs.nextDue()).toBe(EARLY + 50);
      await store.jobs.done(await claimed(store, 'later', EARLY + 50));
    });

    it('gives each job to one worker only', async () => {
      await store.jobs.add(Array.from({ length: 200 }, (_, n) => job(`shared-${String(n)}`, EARLY)));
      const workers = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? store : other));
      const batches = await Promise.all(workers.map((worker) => worker.jobs.claim(EARLY, 40, 60_000)));
      const keys = batches.flat().map((one) => one.key);
      expect(new Set(keys).size).toBe(keys.length);
      const rest = await store.jobs.claim(EARLY, 1_000, 60_000);
      expect(keys.length + rest.length).toBe(200);
      await Promise.all([...batches.flat(), ...rest].map((one) => store.jobs.done(one)));
    });

    it('gives a job whose lease ran out to another worker, and lets the first one neither end nor change it', async () => {
      await store.jobs.add([job('slow', EARLY)]);
      const first = await claimed(store, 'slow', EARLY, 1_000);
      expect(await other.jobs.claim(EARLY + 999, 10, 1_000)).toEqual([]);
      expect(await store.jobs.nextDue()).toBe(EARLY + 1_000);
      const second = await claimed(other, 'slow', EARLY + 1_000, 1_000);
      expect(second).toEqual({ ...first, attempt: 2 });
      expect(await store.jobs.done(first, [job('follows-first', EARLY)])).toBe(false);
      expect(await store.jobs.again(first, EARLY + 5_000)).toBe(false);
      expect(await other.jobs.done(second, [job('follows-second', EARLY)])).toBe(true);
      expect((await store.jobs.claim(EARLY + 9_000, 10, 1)).map((one) => one.key)).toEqual(['follows-second']);
      await store.jobs.done(await claimed(store, 'follows-second', EARLY + 20_000));
    });

    it('ends many at once, but none that another worker has claimed since', async () => {
      await store.jobs.add(Array.from({ length: 250 }, (_, n) => job(`many-${String(n)}`, EARLY)));
      const mine = await store.jobs.claim(EARLY, 250, 1_000);
      expect(mine).toHaveLength(250);
      await store.jobs.doneAll(mine.slice(0, 240));
      const theirs = await other.jobs.claim(EARLY + 1_000, 250, 1_000);
      expect(theirs).toHaveLength(10);
      await store.jobs.doneAll(mine);
      expect(await store.jobs.claim(EARLY + 2_000, 250, 1_000)).toHaveLength(10);
      await store.jobs.doneAll(theirs.map((one) => ({ ...one, attempt: 3 })));
      await store.jobs.doneAll([]);
      expect(await store.jobs.claim(EARLY + 9_000, 250, 1_000)).toEqual([]);
    });

    it('lets a slow worker end its job while nobody else has it', async () => {
      await store.jobs.add([job('late-end', EARLY)]);
      const mine = await claimed(store, 'late-end', EARLY, 1);
      expect(await store.jobs.done(mine)).toBe(true);
      expect(await store.jobs.done(mine)).toBe(false);
    });

    it('gives a job back for later with what it has learnt, and goes on counting', async () => {
      await store.jobs.add([job('returns', EARLY)]);
      const first = await claimed(store, 'returns', EARLY);
      const body = { kind: 'watch-target', request: 'r', until: EARLY + 9, seen: ['m1'] } as const;
      expect(await store.jobs.again(first, EARLY + 30, body)).toBe(true);
      expect(await store.jobs.claim(EARLY + 29, 10, 1)).toEqual([]);
      const second = await claimed(store, 'returns', EARLY + 30);
      expect(second).toMatchObject({ attempt: 2, dueAt: EARLY + 30, body });
      await store.jobs.done(second);
    });

    it('takes a key again after its job has ended', async () => {
      await store.jobs.add([job('weekly', EARLY)]);
      await store.jobs.done(await claimed(store, 'weekly', EARLY));
      await store.jobs.add([job('weekly', EARLY)]);
      await store.jobs.done(await claimed(store, 'weekly', EARLY));
    });
  });
}
