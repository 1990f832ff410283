'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.channelContract = channelContract;
const store_samples_1 = require('./store-samples');
function channelContract(underTest) {
  describe('what channels keep', () => {
    let store;
    let other;
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
      };
      const second = {
        request: 'c1',
        role: 'status',
        address: { channel: 'teams', person: 'p' },
        message: 'm',
        viewer: 'p',
      };
      for (const copy of [first, second, first]) await store.copies.add(copy);
      const found = await other.copies.of('c1');
      expect(found).toMatchObject([first, second]);
      expect(new Set(found.map((copy) => copy.id)).size).toBe(2);
      expect(await store.copies.of('c2')).toEqual([]);
    });
    it('keeps, replaces and clears conversations and addresses, whatever is typed', async () => {
      for (const [n, text] of store_samples_1.HOSTILE_TEXTS.entries()) {
        const key = `${String(n)}${text.slice(0, 1_000)}`;
        const state = { flow: text, at: text, answers: { [text]: text } };
        await store.conversations.put(key, { flow: 'f', at: 'a', answers: {} }, store_samples_1.T0);
        await store.conversations.put(key, state, store_samples_1.T0 + 1);
        expect(await other.conversations.get(key)).toEqual(state);
        await store.conversations.clear(key);
        expect(await other.conversations.get(key)).toBeUndefined();
        await store.references.put(key, 'old', store_samples_1.T0);
        await store.references.put(key, text, store_samples_1.T0 + 1);
        expect(await other.references.get(key)).toBe(text);
        await store.references.remove(key);
        expect(await other.references.get(key)).toBeUndefined();
      }
    });
    it('links one Slack account with one person, with its audit row', async () => {
      const account = { team: 'T1', user: 'U1' };
      const linked = (0, store_samples_1.entry)('link:U1', 'link.made', { channel: 'web' });
      expect(await store.links.link(account, 'tom', linked)).toBe(true);
      expect(await store.links.link(account, 'tom', linked)).toBe(true);
      expect(await other.links.link(account, 'mallory', linked)).toBe(false);
      expect(await other.links.link({ team: 'T1', user: 'U2' }, 'tom', linked)).toBe(false);
      expect(await other.links.personOf(account)).toEqual({ person: 'tom', at: store_samples_1.T0 });
      expect(await other.links.accountOf('tom')).toEqual(account);
      expect(await other.links.personOf({ team: 'T2', user: 'U1' })).toBeUndefined();
      expect(await store.ledger.auditOf('link:U1')).toEqual([linked]);
      const unlinked = (0, store_samples_1.entry)('link:U1', 'link.removed', { channel: 'web' });
      expect(await store.links.unlink('tom', unlinked)).toBe(true);
      expect(await store.links.unlink('tom', unlinked)).toBe(false);
      expect(await other.links.accountOf('tom')).toBeUndefined();
      expect(await store.ledger.auditOf('link:U1')).toEqual([linked, unlinked]);
    });
    it('gives an account that many people claim at once to one of them', async () => {
      const people = Array.from({ length: 12 }, (_, n) => `person-${String(n)}`);
      const account = { team: 'T1', user: 'U-race' };
      const ends = await Promise.all(
        people.map((person, n) =>
          (n % 2 === 0 ? store : other).links.link(
            account,
            person,
            (0, store_samples_1.entry)('link:U-race', 'link.made'),
          ),
        ),
      );
      expect(ends.filter(Boolean)).toHaveLength(1);
      expect(await store.ledger.auditOf('link:U-race')).toHaveLength(1);
    });
    it('spends a ticket once, in time, and still knows it afterwards', async () => {
      const ticket = {
        hash: 'h1',
        purpose: { kind: 'confirm', person: 'p', request: 'r', version: 3, decision: 'deny', reasonHash: 'x' },
        expiresAt: store_samples_1.T0 + 100,
      };
      await store.tickets.put(ticket);
      expect(await other.tickets.get('h1')).toEqual(ticket);
      expect(await store.tickets.spend('h1', store_samples_1.T0 + 100)).toBe(false);
      const tries = await Promise.all(
        [store, other, store, other].map((one) => one.tickets.spend('h1', store_samples_1.T0 + 1)),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await other.tickets.get('h1')).toEqual({ ...ticket, spentAt: store_samples_1.T0 + 1 });
      expect(await store.tickets.spend('unknown', store_samples_1.T0)).toBe(false);
      expect(await store.tickets.get('unknown')).toBeUndefined();
    });
    it('keeps what a browser has shown so far', async () => {
      const empty = { hash: 's1', ticket: 'h1', expiresAt: store_samples_1.T0 + 10 };
      const full = {
        ...empty,
        slack: { team: 'T', user: 'U' },
        entra: { person: 'p', authTime: store_samples_1.T0, acrs: ['c1', 'p1'] },
      };
      await store.tickets.putSession(empty);
      expect(await other.tickets.session('s1')).toEqual(empty);
      await store.tickets.putSession(full);
      expect(await other.tickets.session('s1')).toEqual(full);
      expect(await other.tickets.session('s2')).toBeUndefined();
    });
    it.each(store_samples_1.HOSTILE_TEXTS.map((text, n) => ({ n, text })))(
      'sees id $n first exactly once, until it is forgotten',
      async ({ n, text }) => {
        const id = `${String(n)}:${text}`;
        const firsts = await Promise.all(
          [store, other, store, other].map((one) => one.seen.first(id, store_samples_1.T0, 1_000)),
        );
        expect(firsts.filter(Boolean)).toHaveLength(1);
        expect(await other.seen.first(id, store_samples_1.T0 + 999, 1_000)).toBe(false);
        expect(await other.seen.first(id, store_samples_1.T0 + 1_000, 1_000)).toBe(true);
        expect(await other.seen.first(id, store_samples_1.T0 + 1_001, 1_000)).toBe(false);
      },
    );
    it('purges what has run out, and nothing else', async () => {
      const long = store_samples_1.T0 + 9e8;
      await store.tickets.put({
        hash: 'dead',
        purpose: { kind: 'link', account: { team: 'T', user: 'U' } },
        expiresAt: store_samples_1.T0,
      });
      await store.tickets.put({
        hash: 'alive',
        purpose: { kind: 'link', account: { team: 'T', user: 'U' } },
        expiresAt: long,
      });
      await store.tickets.putSession({ hash: 'dead', ticket: 'dead', expiresAt: store_samples_1.T0 });
      await store.tickets.putSession({ hash: 'alive', ticket: 'alive', expiresAt: long });
      await store.seen.first('lasting', store_samples_1.T0, 9e8);
      expect(await store.retention.purge(store_samples_1.T0 + 2 * 86_400_000)).toBeGreaterThanOrEqual(2);
      expect(await store.retention.purge(store_samples_1.T0 + 2 * 86_400_000)).toBe(0);
      expect(await store.tickets.get('dead')).toBeUndefined();
      expect(await store.tickets.session('dead')).toBeUndefined();
      expect(await store.tickets.get('alive')).toBeDefined();
      expect(await store.tickets.session('alive')).toBeDefined();
      expect(await store.seen.first('lasting', store_samples_1.T0 + 2 * 86_400_000, 1)).toBe(false);
    });
    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
//# sourceMappingURL=store-channels.js.map
