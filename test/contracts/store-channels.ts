import type { BrowserSession, Ticket } from '../../src/services/ports';
import type { Store } from '../../src/store';
import type { StoreUnderTest } from './store';
import { HOSTILE_TEXTS, T0, entry } from './store-samples';

export function channelContract(underTest: StoreUnderTest): void {
  describe('what channels keep', () => {
    let store: Store;
    let other: Store;

    beforeAll(async () => {
      [store, other] = await Promise.all([underTest.open(), underTest.open()]);
    });
    afterAll(() => Promise.all([store.close(), other.close()]));

    it('remembers where a request was posted, in order, each place once', async () => {
      const first = {
        request: 'c1',
        role: 'approval',
        address: { channel: 'slack', room: 'approval' },
        message: 'C1/17.5',
      } as const;
      const second = {
        request: 'c1',
        role: 'status',
        address: { channel: 'teams', person: 'p' },
        message: 'm',
        viewer: 'p',
      } as const;
      for (const copy of [first, second, first]) await store.copies.add(copy);
      const found = await other.copies.of('c1');
      expect(found).toMatchObject([first, second]);
      expect(new Set(found.map((copy) => copy.id)).size).toBe(2);
      expect(await store.copies.of('c2')).toEqual([]);
    });

    it('keeps, replaces and clears conversations and addresses, whatever is typed', async () => {
      for (const [n, text] of HOSTILE_TEXTS.entries()) {
        const key = `${String(n)}${text.slice(0, 1_000)}`;
        const state = { flow: text, at: text, answers: { [text]: text } };
        await store.conversations.put(key, { flow: 'f', at: 'a', answers: {} }, T0);
        await store.conversations.put(key, state, T0 + 1);
        expect(await other.conversations.get(key)).toEqual(state);
        await store.conversations.clear(key);
        expect(await other.conversations.get(key)).toBeUndefined();

        await store.references.put(key, 'old', T0);
        await store.references.put(key, text, T0 + 1);
        expect(await other.references.get(key)).toBe(text);
        await store.references.remove(key);
        expect(await other.references.get(key)).toBeUndefined();
      }
    });

    it('links one Slack account with one person, with its audit row', async () => {
      const account = { team: 'T1', user: 'U1' };
      const linked = entry('link:U1', 'link.made', { channel: 'web' });
      expect(await store.links.link(account, 'tom', linked, [])).toBe(true);
      expect(await store.links.link(account, 'tom', linked, [])).toBe(true);
      expect(await other.links.link(account, 'mallory', linked, [])).toBe(false);
      expect(await other.links.link({ team: 'T1', user: 'U2' }, 'tom', linked, [])).toBe(false);
      expect(await other.links.personOf(account)).toEqual({ person: 'tom', at: T0 });
      expect(await other.links.accountOf('tom')).toEqual(account);
      expect(await other.links.personOf({ team: 'T2', user: 'U1' })).toBeUndefined();
      expect(await store.ledger.auditOf('link:U1')).toEqual([linked]);

      const unlinked = entry('link:U1', 'link.removed', { channel: 'web' });
      expect(await store.links.unlink({ team: 'T1', user: 'U2' }, 'tom', unlinked, [])).toBe(false);
      expect(await store.links.unlink(account, 'mallory', unlinked, [])).toBe(false);
      expect(await store.links.unlink(account, 'tom', unlinked, [])).toBe(true);
      expect(await store.links.unlink(account, 'tom', unlinked, [])).toBe(false);
      expect(await other.links.accountOf('tom')).toBeUndefined();
      expect(await store.ledger.auditOf('link:U1')).toEqual([linked, unlinked]);
    });

    it('renews, disowns and lets be linked again, each with its audit row, or writes nothing', async () => {
      const account = { team: 'T1', user: 'U-own' };
      const at = (act: string, later = 0) => ({ ...entry('link:U-own', act, { channel: 'teams' }), at: T0 + later });
      await store.links.link(account, 'own', at('link.made'), []);
      expect(await store.links.renew(account, 'mallory', at('link.renewed', 5), [])).toBe(false);
      expect(await store.links.renew(account, 'own', at('link.renewed', 5), [])).toBe(true);
      expect(await other.links.personOf(account)).toEqual({ person: 'own', at: T0 + 5 });
      const stop = { ...account, person: 'own', at: T0 + 6 };
      const both = await Promise.all([store, other].map((one) => one.links.disown(stop, at('link.disowned', 6), [])));
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await store.links.accountOf('own')).toBeUndefined();
      expect(await other.links.stopOf(account)).toEqual(stop);
      expect(await store.links.stopOf({ team: 'T2', user: 'U-own' })).toBeUndefined();
      expect(await store.links.liftStop(account, at('link.lifted', 7))).toBe(true);
      expect(await other.links.liftStop(account, at('link.lifted', 7))).toBe(false);
      const acts = (await store.ledger.auditOf('link:U-own')).map(({ act }) => act);
      expect(acts).toEqual(['link.made', 'link.renewed', 'link.disowned', 'link.lifted']);
    });

    it('gives an account that many people claim at once to one of them', async () => {
      const people = Array.from({ length: 12 }, (_, n) => `person-${String(n)}`);
      const account = { team: 'T1', user: 'U-race' };
      const ends = await Promise.all(
        people.map((person, n) =>
          (n % 2 === 0 ? store : other).links.link(account, person, entry('link:U-race', 'link.made'), []),
        ),
      );
      expect(ends.filter(Boolean)).toHaveLength(1);
      expect(await store.ledger.auditOf('link:U-race')).toHaveLength(1);
    });

    it('spends a ticket once, in time, and still knows it afterwards', async () => {
      const ticket: Ticket = {
        hash: 'h1',
        purpose: { kind: 'confirm', person: 'p', request: 'r', version: 3, decision: 'deny', reasonHash: 'x' },
        expiresAt: T0 + 100,
      };
      await store.tickets.put(ticket);
      expect(await other.tickets.get('h1')).toEqual(ticket);
      expect(await store.tickets.spend('h1', T0 + 100)).toBe(false);
      const tries = await Promise.all([store, other, store, other].map((one) => one.tickets.spend('h1', T0 + 1)));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await other.tickets.get('h1')).toEqual({ ...ticket, spentAt: T0 + 1 });
      expect(await store.tickets.spend('unknown', T0)).toBe(false);
      expect(await store.tickets.get('unknown')).toBeUndefined();
    });

    it('keeps what a browser has shown so far', async () => {
      const empty: BrowserSession = { hash: 's1', ticket: 'h1', expiresAt: T0 + 10 };
      const full: BrowserSession = {
        ...empty,
        slack: { team: 'T', user: 'U' },
        entra: { person: 'p', authTime: T0, acrs: ['c1', 'p1'] },
      };
      await store.tickets.putSession(empty);
      expect(await other.tickets.session('s1')).toEqual(empty);
      await store.tickets.putSession(full);
      expect(await other.tickets.session('s1')).toEqual(full);
      expect(await other.tickets.session('s2')).toBeUndefined();
    });

    it.each(HOSTILE_TEXTS.map((text, n) => ({ n, text })))(
      'sees id $n first exactly once, until it is forgotten',
      async ({ n, text }) => {
        const id = `${String(n)}:${text}`;
        const firsts = await Promise.all([store, other, store, other].map((one) => one.seen.first(id, T0, 1_000)));
        expect(firsts.filter(Boolean)).toHaveLength(1);
        expect(await other.seen.first(id, T0 + 999, 1_000)).toBe(false);
        expect(await other.seen.first(id, T0 + 1_000, 1_000)).toBe(true);
        expect(await other.seen.first(id, T0 + 1_001, 1_000)).toBe(false);
      },
    );

    it('purges what has run out, and nothing else', async () => {
      const long = T0 + 9e8;
      await store.tickets.put({
        hash: 'dead',
        purpose: { kind: 'link', account: { team: 'T', user: 'U' } },
        expiresAt: T0,
      });
      await store.tickets.put({
        hash: 'alive',
        purpose: { kind: 'link', account: { team: 'T', user: 'U' } },
        expiresAt: long,
      });
      await store.tickets.putSession({ hash: 'dead', ticket: 'dead', expiresAt: T0 });
      await store.tickets.putSession({ hash: 'alive', ticket: 'alive', expiresAt: long });
      await store.seen.first('lasting', T0, 9e8);
      expect(await store.retention.purge(T0 + 2 * 86_400_000)).toBeGreaterThanOrEqual(2);
      expect(await store.retention.purge(T0 + 2 * 86_400_000)).toBe(0);
      expect(await store.tickets.get('dead')).toBeUndefined();
      expect(await store.tickets.session('dead')).toBeUndefined();
      expect(await store.tickets.get('alive')).toBeDefined();
      expect(await store.tickets.session('alive')).toBeDefined();
      expect(await store.seen.first('lasting', T0 + 2 * 86_400_000, 1)).toBe(false);
    });

    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
