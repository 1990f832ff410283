import { StoreUnavailable, type Commit } from '../../src/services/ports';
import type { Store } from '../../src/store';
import type { StoreUnderTest } from './store';
import { HOSTILE_TEXTS, T0, asked, decisionOn, entry, fullRequest, job, sampleRequest } from './store-samples';

export function ledgerContract(underTest: StoreUnderTest): void {
  describe('ledger', () => {
    let store: Store;
    let other: Store;

    beforeAll(async () => {
      [store, other] = await Promise.all([underTest.open(), underTest.open()]);
    });
    afterAll(() => Promise.all([store.close(), other.close()]));

    it('gives a request back as it was written, every property of it', async () => {
      const request = fullRequest('full');
      expect(await store.ledger.commit(asked(request))).toEqual({ end: 'written' });
      expect(await other.ledger.request('full')).toEqual(request);
      expect(await store.ledger.openRequestFor('target-of-full')).toEqual(request);
      expect(await store.ledger.request('nobody')).toBeUndefined();
    });

    it('writes request, audit, jobs, words and freeze together', async () => {
      const request = sampleRequest('together');
      await store.ledger.commit({
        ...asked(request),
        words: [{ hash: 'w-together', text: 'my phone fell into the canal', at: T0 }],
        freeze: { person: 'frozen-person', by: 'target', at: T0 },
      });
      expect(await other.ledger.auditOf('together')).toEqual([entry('together', 'request.asked')]);
      expect(await other.ledger.words('w-together')).toBe('my phone fell into the canal');
      expect(await other.ledger.frozen('frozen-person')).toBeDefined();
      expect(await other.ledger.frozen('somebody-else')).toBeUndefined();
    });

    it('of two commits on one version writes one, and tells the other what stands there now', async () => {
      const request = sampleRequest('race');
      await store.ledger.commit(asked(request));
      const clicks = Array.from({ length: 20 }, (_, n) => decisionOn(request, `approver-${String(n)}`));
      const ends = await Promise.all(clicks.map((click, n) => (n % 2 === 0 ? store : other).ledger.commit(click)));
      expect(ends.filter((end) => end.end === 'written')).toHaveLength(1);
      const now = await store.ledger.request('race');
      expect(now?.approvals).toHaveLength(1);
      for (const end of ends) if (end.end !== 'written') expect(end).toEqual({ end: 'lost', now });
      expect(await store.ledger.auditOf('race')).toHaveLength(2);
    });

    it('is lost, with nothing there, for a later version of a request that never was', async () => {
      const request = sampleRequest('never', { version: 2 });
      expect(await store.ledger.commit(asked(request))).toEqual({ end: 'lost', now: undefined });
      expect(await store.ledger.auditOf('never')).toEqual([]);
    });

    it('keeps one open request of each kind for a person, with every property of a removal', async () => {
      const two = { target: 'two-kinds' };
      const method = { id: 'k', kind: 'passkey', name: 'Key', createdAt: T0 };
      const removal = {
        methods: [method],
        sessions: true,
        begun: { step: 'sessions', at: T0, validFrom: T0 - 1 },
        done: [{ step: 'k', end: 'removed' as const, at: T0 }],
        left: ['Windows Hello on a PC'],
      };
      const containment = { methods: [method], sessions: true, done: [], by: 'target', at: T0, finishedAt: T0 + 1 };
      const pass = sampleRequest('kind-pass', { ...two, containment });
      const lost = sampleRequest('kind-removal', { ...two, removal, reason: 'lost-key' });
      expect(await store.ledger.commit(asked(pass))).toEqual({ end: 'written' });
      expect(await store.ledger.commit(asked(lost))).toEqual({ end: 'written' });
      const again = sampleRequest('kind-again', { ...two, removal });
      expect(await other.ledger.commit(asked(again))).toEqual({ end: 'open-exists', now: lost });
      expect(await other.ledger.openRequestFor('two-kinds')).toEqual(pass);
      expect(await other.ledger.openRequestFor('two-kinds', 'removal')).toEqual(lost);
    });

    it('tells what somebody asked for, for whomever, newest first', async () => {
      const by = { requester: 'busy-agent' };
      const asks = [0, 1, 2].map((n) => sampleRequest(`asked-${String(n)}`, { ...by, createdAt: T0 + n }));
      for (const request of asks) await store.ledger.commit(asked(request));
      expect(await other.ledger.requestedBy('busy-agent', 2)).toEqual([asks[2], asks[1]]);
      expect(await other.ledger.requestedBy('idle-agent', 2)).toEqual([]);
    });

    it('is lost for a request id that exists', async () => {
      const request = sampleRequest('twice');
      await store.ledger.commit(asked(request));
      expect(await store.ledger.commit(asked({ ...request, target: 'another' }))).toEqual({
        end: 'lost',
        now: request,
      });
    });

    it('allows one open request for a target, and the next when that is over', async () => {
      const first = sampleRequest('open-1', { target: 'busy-target' });
      const second = sampleRequest('open-2', { target: 'busy-target', createdAt: T0 + 1 });
      const ends = await Promise.all([store.ledger.commit(asked(first)), other.ledger.commit(asked(second))]);
      const winner = ends[0].end === 'written' ? first : second;
      const loser = winner === first ? second : first;
      expect(ends).toContainEqual({ end: 'written' });
      expect(ends).toContainEqual({ end: 'open-exists', now: winner });
      expect(await store.ledger.auditOf(loser.id)).toEqual([]);

      const over = { ...winner, version: 2, state: 'withdrawn' as const, endedAt: T0 + 2 };
      await store.ledger.commit({ request: over, audit: [entry(winner.id, 'request.withdrawn')], jobs: [] });
      expect(await store.ledger.openRequestFor('busy-target')).toBeUndefined();
      expect(await store.ledger.commit(asked(loser))).toEqual({ end: 'written' });
      const newestFirst = [over, loser].sort((a, b) => b.createdAt - a.createdAt);
      expect(await store.ledger.requestsFor('busy-target', 10)).toEqual(newestFirst);
      expect(await store.ledger.requestsFor('busy-target', 1)).toEqual(newestFirst.slice(0, 1));
    });

    it('lists what waits for a proof or a decision, oldest first', async () => {
      const states = ['awaiting-proof', 'approved', 'awaiting-approval'] as const;
      for (const [n, state] of states.entries()) {
        await store.ledger.commit(asked(sampleRequest(`waits-${String(n)}`, { state, createdAt: T0 - 1_000 + n })));
      }
      const waiting = await store.ledger.waiting(2);
      expect(waiting.map((request) => request.id)).toEqual(['waits-0', 'waits-2']);
    });

    it('writes nothing of a change that cannot be written whole', async () => {
      const request = sampleRequest('halfway');
      const broken = { ...entry('halfway', 'request.asked'), facts: { bad: Number.NaN } };
      const change: Commit = {
        ...asked(request),
        audit: [entry('halfway', 'first'), broken],
        words: [{ hash: 'w-halfway', text: 'x', at: T0 }],
      };
      const failure: unknown = await store.ledger.commit(change).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StoreUnavailable);
      expect(await store.ledger.request('halfway')).toBeUndefined();
      expect(await store.ledger.auditOf('halfway')).toEqual([]);
      expect(await store.ledger.words('w-halfway')).toBeUndefined();
      expect(await store.ledger.commit(asked(request))).toEqual({ end: 'written' });
    });

    it('adds a job key once, and the rest of the change all the same', async () => {
      await store.ledger.commit({ audit: [], jobs: [job('same-key', T0 + 7)] });
      await store.ledger.commit({
        audit: [entry('same', 'again')],
        jobs: [job('same-key', T0 + 9), job('same-key', T0 + 8)],
      });
      expect(await store.ledger.auditOf('same')).toHaveLength(1);
      const found = (await store.jobs.claim(T0 + 9, 1_000, 1)).filter((claimed) => claimed.key === 'same-key');
      expect(found.map((claimed) => claimed.dueAt)).toEqual([T0 + 7]);
    });

    it('appends to one chain from many sides without a gap, a fork or a loss', async () => {
      const writers = Array.from({ length: 30 }, (_, n) =>
        (n % 2 === 0 ? store : other).ledger.commit({ audit: [entry('person:p', `act-${String(n)}`)], jobs: [] }),
      );
      await Promise.all(writers);
      const acts = (await store.ledger.auditOf('person:p')).map((row) => row.act);
      expect(new Set(acts).size).toBe(30);
    });

    it('mixes decisions on a request with other entries on its chain', async () => {
      let request = sampleRequest('mixed');
      await store.ledger.commit(asked(request));
      for (let round = 0; round < 5; round++) {
        const decision = decisionOn(request, `approver-${String(round)}`);
        const refusals = Array.from({ length: 6 }, () =>
          other.ledger.commit({ audit: [entry('mixed', 'refused')], jobs: [] }),
        );
        const [decided] = await Promise.all([store.ledger.commit(decision), ...refusals]);
        expect(decided).toEqual({ end: 'written' });
        request = decision.request ?? request;
      }
      expect(await store.ledger.auditOf('mixed')).toHaveLength(36);
    });

    it.each(HOSTILE_TEXTS.map((text, n) => ({ n, text })))('keeps hostile text $n exactly', async ({ n, text }) => {
      const id = `hostile-${String(n)}`;
      const request = sampleRequest(id, { requester: text, target: `${text.slice(0, 500)}${id}` });
      const audit = entry(id, text, { actor: text, facts: { [text]: text, list: [text], deep: { [text]: null } } });
      await store.ledger.commit({ request, audit: [audit], jobs: [], words: [{ hash: id, text, at: T0 }] });
      expect(await other.ledger.request(id)).toEqual(request);
      expect(await other.ledger.openRequestFor(request.target)).toEqual(request);
      expect(await other.ledger.auditOf(id)).toEqual([audit]);
      expect(await other.ledger.words(id)).toBe(text);
    });

    it('erases old words and keeps the others', async () => {
      const words = [
        { hash: 'old', text: 'old words', at: T0 - 100 },
        { hash: 'renewed', text: 'said again', at: T0 - 100 },
      ];
      await store.ledger.commit({ audit: [], jobs: [], words });
      await store.ledger.commit({ audit: [], jobs: [], words: [{ hash: 'renewed', text: 'said again', at: T0 }] });
      await store.conversations.put('old-talk', { flow: 'f', at: 'a', answers: {} }, T0 - 100);
      expect(await store.retention.eraseWords(T0)).toBe(2);
      expect(await store.ledger.words('old')).toBeUndefined();
      expect(await store.ledger.words('renewed')).toBe('said again');
      expect(await store.conversations.get('old-talk')).toBeUndefined();
    });

    it('takes large volumes', async () => {
      const targets = Array.from({ length: 300 }, (_, n) => sampleRequest(`many-${String(n)}`));
      await Promise.all(targets.map((request) => store.ledger.commit(asked(request))));
      await store.jobs.add(Array.from({ length: 3_000 }, (_, n) => job(`bulk-${String(n)}`, T0 + 1e9)));
      expect(await store.ledger.request('many-299')).toEqual(targets[299]);
      expect(await store.jobs.overdue(T0 + 1e9)).toBeGreaterThanOrEqual(3_000);
    });
  });
}
