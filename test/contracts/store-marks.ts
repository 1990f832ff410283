import { generateKeyPairSync } from 'node:crypto';
import { rowMark } from '../../src/domain/audit-chain';
import { counted } from '../../src/domain/brakes';
import { StoreUnavailable } from '../../src/services/ports';
import { openStore } from '../../src/store';
import { type AuditReport, checkAudit } from '../../src/store/audit-check';
import { keyId, privateKeysIn, rowKeyOf } from '../../src/store/audit-keys';
import { readAudit } from '../../src/store/audit-read';
import { type AuditUnderTest, forgedEnd } from './store-audit';
import { openRaw } from './store-raw';
import { T0, asked, decisionOn, entry, sampleRequest } from './store-samples';

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** What somebody with the database in their hands, and without the key, can add or change: it is seen. */
export function marksContract(underTest: AuditUnderTest): void {
  describe('marks', () => {
    const sealKey = newKey();

    async function written(...acts: readonly string[]): Promise<string> {
      const url = await underTest.another();
      const store = await openStore(url, { sealKey });
      await store.ledger.commit({ audit: acts.map((act) => entry('r1', act)), jobs: [] });
      await store.close();
      return url;
    }

    /** What the sealer refuses when it comes, and what the check says afterwards. */
    async function sealed(url: string, pem = sealKey): Promise<{ refused: readonly string[]; report: AuditReport }> {
      const store = await openStore(url, { sealKey: pem });
      await store.seals.seal(T0);
      const refused = (await store.seals.refused()).map(({ chain, seq, why }) => `${chain}#${String(seq)} ${why}`);
      await store.close();
      return { refused, report: await check(url, pem) };
    }

    function check(url: string, pem = sealKey): Promise<AuditReport> {
      const keys = privateKeysIn(pem);
      return readAudit(url, (reader) => checkAudit(reader, { keys: [], rowKeys: keys, heads: [] }));
    }

    const said = ({ findings }: AuditReport): string[] => findings.map(({ where, what }) => `${where}: ${what}`);

    async function forge(url: string, mark: (hash: string) => readonly [string, string]): Promise<void> {
      const raw = await openRaw(url);
      await forgedEnd(raw, 'r1', {}, mark);
      const [row] = await raw.run(`select hash, seq from audit where chain = 'r1' order by seq desc limit 1`);
      await raw.run(`insert into audit_unsealed (chain, seq, hash) values ('r1', ?, ?)`, [
        Number(row?.['seq']),
        String(row?.['hash']),
      ]);
      await raw.close();
    }

    it('a row put in before the sealer comes, with a right hash, is refused, and the true ones are sealed', async () => {
      const url = await written('a', 'b');
      await forge(url, () => ['', '']);
      const { refused, report } = await sealed(url);
      expect(refused).toEqual(['r1#3 unmarked']);
      expect(report).toMatchObject({ rows: 3, seals: 1, unsealed: 0, marks: 2 });
      expect(said(report)).toEqual([
        'chain r1, row 3: was not written by Keysmith: it has no mark',
        'chain r1, row 3: was refused by the sealer: it has no mark, so Keysmith did not write it',
      ]);
    });

    it('also with a mark made with another key under the name of ours, or copied from another row', async () => {
      const thief = rowKeyOf(generateKeyPairSync('ed25519').privateKey);
      const [ours] = privateKeysIn(sealKey);
      const url = await written('a');
      await forge(url, (hash) => [rowMark(hash, thief), keyId(ours!)]);
      const raw = await openRaw(url);
      const [first] = await raw.run(`select mark from audit where chain = 'r1' and seq = 1`);
      await raw.close();
      await forge(url, () => [String(first?.['mark']), keyId(ours!)]);
      const { refused, report } = await sealed(url);
      expect(refused).toEqual(['r1#2 wrong-mark', 'r1#3 wrong-mark']);
      expect(said(report)).toContain('chain r1, row 2: has a wrong mark: it was not written with the key of Keysmith');
    });

    it('a waiting row whose place in the audit is empty is refused, and found', async () => {
      const url = await written('a');
      const raw = await openRaw(url);
      await raw.run(`insert into audit_unsealed (chain, seq, hash) values ('r1', 2, 'x')`);
      await raw.close();
      const { refused, report } = await sealed(url);
      expect(refused).toEqual(['r1#2 missing']);
      expect(said(report)).toEqual(['chain r1, row 2: was refused by the sealer: it was deleted before it was sealed']);
    });

    it('the contacts are told of a refused row once', async () => {
      const url = await written('a');
      await forge(url, () => ['', '']);
      const store = await openStore(url, { sealKey });
      await store.seals.seal(T0);
      const refused = await store.seals.refused();
      expect(refused).toHaveLength(1);
      await store.seals.refusedTold(refused);
      expect(await store.seals.refused()).toEqual([]);
      await store.close();
    });

    it('after a change of keys, old rows count while the old key stands below the new one, and again once it does', async () => {
      const url = await written('a', 'b');
      const fresh = newKey();
      const alone = await sealed(url, fresh);
      expect(alone.refused).toEqual(['r1#1 unknown-key', 'r1#2 unknown-key']);
      const both = await sealed(url, `${fresh}${sealKey}`);
      expect(both.refused).toEqual([]);
      expect(both.report).toMatchObject({ rows: 2, seals: 1, unsealed: 0, marks: 2, findings: [] });
    });

    it('what was written before there was a key is taken as it stands, once', async () => {
      const url = await underTest.another();
      const before = await openStore(url);
      await before.ledger.commit({ ...asked(sampleRequest('old')), audit: [entry('old', 'a'), entry('old', 'b')] });
      await before.close();
      expect(said(await readAudit(url, (reader) => checkAudit(reader, { keys: [], heads: [] })))).toEqual([]);
      const store = await openStore(url, { sealKey });
      expect(await store.ledger.request('old')).toBeDefined();
      await store.ledger.commit({ audit: [entry('old', 'c')], jobs: [] });
      expect(await store.seals.seal(T0)).toMatchObject({ seq: 2, count: 1 });
      await store.close();
      expect(await check(url)).toMatchObject({ rows: 3, seals: 2, unsealed: 0, marks: 1, findings: [] });

      const without = await openStore(url);
      await without.ledger.commit({ audit: [entry('old', 'd')], jobs: [] });
      await without.close();
      expect((await sealed(url)).refused).toEqual(['old#4 unmarked']);
    });

    it('a request put back to what it was before a decision is found by the check', async () => {
      const url = await underTest.another();
      const store = await openStore(url, { sealKey });
      const request = sampleRequest('back', { state: 'awaiting-approval' });
      await store.ledger.commit(asked(request));
      const raw = await openRaw(url);
      const [before] = await raw.run(`select version, state, body, mark from requests where id = 'back'`);
      await store.ledger.commit(decisionOn(request, 'approver'));
      expect(said(await check(url))).toEqual([]);
      await raw.run(`update requests set version = ?, state = ?, body = ?, mark = ? where id = 'back'`, [
        Number(before?.['version']),
        ...['state', 'body', 'mark'].map((column) => String(before?.[column])),
      ]);
      await raw.close();
      await store.close();
      expect(said(await check(url))).toEqual([
        'request back: was put back: it stands at version 1, and the audit tells of 2',
      ]);
    });

    it('a request that somebody else wrote or changed is not a request', async () => {
      const url = await underTest.another();
      const failures: string[] = [];
      const store = await openStore(url, { sealKey, onFailure: (what) => failures.push(what) });
      await store.ledger.commit(asked(sampleRequest('mine', { state: 'awaiting-approval' })));
      await store.ledger.commit(asked(sampleRequest('other', { state: 'awaiting-approval' })));
      await store.seals.seal(T0);
      const raw = await openRaw(url);
      const forged = JSON.stringify(sampleRequest('mine', { state: 'approved' }));
      await raw.run(`update requests set body = ?, state = 'approved' where id = 'mine'`, [forged]);
      await raw.run(
        `insert into requests (id, version, state, is_over, target, created_at, expires_at, body, mark)
        select 'made-up', version, state, is_over, 'tom', created_at, expires_at, ?, mark
        from requests where id = 'other'`,
        [JSON.stringify(sampleRequest('made-up', { state: 'awaiting-approval' }))],
      );
      await raw.close();
      expect(said(await check(url))).toEqual([
        'request made-up: was not written by Keysmith: its mark is wrong or missing',
        'request mine: was not written by Keysmith: its mark is wrong or missing',
      ]);
      await expect(store.ledger.request('mine')).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.ledger.openRequestFor('tom')).rejects.toBeInstanceOf(StoreUnavailable);
      expect((await store.ledger.waiting(10)).map(({ id }) => id)).toEqual(['other']);
      expect(failures).toContain('store.request-forged');
      await store.close();
    });

    it.each([
      ['target', `'eve'`],
      ['requester', `'eve'`],
      ['is_over', '0'],
      ['kind', `'removal'`],
      ['state', `'awaiting-approval'`],
      ['version', 'version + 1'],
      ['expires_at', 'expires_at + 1'],
      ['created_at', 'created_at + 1'],
      ['id', `'else'`],
    ])('a request that says something else in %s than in its marked body is none', async (column, value) => {
      const url = await underTest.another();
      const failures: string[] = [];
      const store = await openStore(url, { sealKey, onFailure: (what) => failures.push(what) });
      const { id, target, requester } = sampleRequest('ended', { state: 'denied' });
      await store.ledger.commit(asked(sampleRequest('ended', { state: 'denied' })));
      const raw = await openRaw(url);
      await raw.run(`update requests set ${column} = ${value} where id = 'ended'`);
      await raw.close();
      const found = await check(url);
      expect(said(found)[0]).toContain(`says something else in its body than beside it: ${column}`);
      const reads = {
        target: () => store.ledger.requestsFor('eve', 9),
        requester: () => store.ledger.requestedBy('eve', 9),
        is_over: () => store.ledger.openRequestFor(target),
        kind: () => store.ledger.requestsFor(target, 9),
        id: () => store.ledger.request('else'),
      };
      const read = Object.entries(reads).find(([name]) => name === column)?.[1] ?? (() => store.ledger.request(id));
      await expect(read()).rejects.toBeInstanceOf(StoreUnavailable);
      if (column !== 'requester')
        await expect(store.ledger.requestedBy(requester, 9)).rejects.toBeInstanceOf(StoreUnavailable);
      expect(new Set(failures)).toEqual(new Set(['store.request-forged']));
      await store.close();
    });

    it('an approval that was written without a mark is not taken over at the next start, whatever the seals say', async () => {
      const url = await underTest.another();
      const store = await openStore(url, { sealKey });
      await store.ledger.commit(asked(sampleRequest('mine', { state: 'awaiting-approval' })));
      await store.seals.seal(T0);
      await store.close();
      const raw = await openRaw(url);
      await raw.run('delete from audit_unsealed');
      await raw.run(
        `insert into audit_seals
        (seq, row_count, first_row, last_row, rows_hash, prev, sealed_at, key_id, hash, signature, row_list, row_check)
        select seq + 1, row_count, first_row, last_row, rows_hash, prev, sealed_at, key_id, 'x', signature, row_list, ''
        from audit_seals`,
      );
      const forged = JSON.stringify(sampleRequest('mine', { state: 'approved', version: 2 }));
      await raw.run(`update requests set body = ?, state = 'approved', version = 2, mark = '' where id = 'mine'`, [
        forged,
      ]);
      await raw.close();
      const again = await openStore(url, { sealKey });
      await expect(again.ledger.request('mine')).rejects.toBeInstanceOf(StoreUnavailable);
      await again.close();
    });

    it('a ticket or a sign-in that somebody else wrote, changed or copied is none; ours are what they were', async () => {
      const url = await underTest.another();
      const failures: string[] = [];
      const { tickets, close } = await openStore(url, { sealKey, onFailure: (what) => failures.push(what) });
      const purpose = { kind: 'confirm', person: 'ana', request: 'r', version: 2, decision: 'deny' } as const;
      const entra = { person: 'ana', authTime: T0, acrs: ['c1'] };
      for (const hash of ['one', 'two']) await tickets.put({ hash, purpose, expiresAt: T0 });
      for (const hash of ['a', 'b']) await tickets.putSession({ hash, ticket: 'one', entra, expiresAt: T0 });
      expect(await tickets.get('one')).toEqual({ hash: 'one', purpose, expiresAt: T0 });
      expect(await tickets.session('a')).toEqual({ hash: 'a', ticket: 'one', entra, expiresAt: T0 });
      const raw = await openRaw(url);
      await raw.run(`update tickets set purpose = replace(purpose, 'deny', 'approve') where hash = 'one'`);
      await raw.run(`update tickets set expires_at = expires_at + 1 where hash = 'two'`);
      await raw.run(`update sessions set body = replace(body, 'ana', 'ben') where hash = 'a'`);
      await raw.run(
        `insert into sessions (hash, body, expires_at) select 'c', body, expires_at from sessions where hash = 'b'`,
      );
      await raw.close();
      for (const hash of ['one', 'two']) expect(await tickets.get(hash)).toBeUndefined();
      for (const hash of ['a', 'c']) expect(await tickets.session(hash)).toBeUndefined();
      expect(await tickets.session('b')).toBeDefined();
      expect(failures).toEqual(Array(4).fill('store.ticket-forged'));
      await close();
    });

    const U1 = { team: 'T1', user: 'U1' };
    const linking = (user: string, act = 'slack.linked') => entry(`link:${user}`, act, { channel: 'web' });

    it('a link that somebody else wrote, changed or copied is none, told once each; ours are what they were', async () => {
      const url = await underTest.another();
      const failures: string[] = [];
      const { links, close } = await openStore(url, { sealKey, onFailure: (what) => failures.push(what) });
      const thief = newKey();
      const raw = await openRaw(url);
      for (const user of ['U1', 'U2', 'U3', 'U4', 'U5']) {
        await links.link({ team: 'T1', user }, `person of ${user}`, linking(user), []);
        expect(await links.personOf({ team: 'T1', user })).toEqual({ person: `person of ${user}`, at: T0 });
      }
      await raw.run(`update links set person = 'ana' where account = 'U2'`);
      await raw.run(`update links set at = at + 1 where account = 'U3'`);
      await raw.run(`update links set account = 'U9' where account = 'U4'`);
      await raw.run(`update links set team = 'T2' where account = 'U5'`);
      const [key] = privateKeysIn(thief);
      const stolen = rowMark(`link ${JSON.stringify(['T1', 'U6', 'ben', T0])}`, rowKeyOf(key!));
      const forged = 'insert into links (team, account, person, at, mark) values (?, ?, ?, ?, ?)';
      await raw.run(forged, ['T1', 'U6', 'ben', T0, stolen]);
      await raw.run(forged, ['T1', 'U7', 'eve', T0, '']);
      await raw.close();
      for (let reads = 0; reads < 2; reads++) {
        for (const user of ['U2', 'U3', 'U4', 'U6', 'U7', 'U9'])
          expect(await links.personOf({ team: 'T1', user })).toBeUndefined();
        expect(await links.personOf({ team: 'T2', user: 'U5' })).toBeUndefined();
        for (const person of ['ana', 'ben', 'eve', 'person of U3', 'person of U4', 'person of U5'])
          expect(await links.accountOf(person)).toBeUndefined();
      }
      expect(await links.personOf(U1)).toEqual({ person: 'person of U1', at: T0 });
      expect(failures).toEqual(Array(6).fill('store.link-forged'));
      expect(said(await check(url))).toEqual(
        ['U2', 'U3', 'U5', 'U6', 'U7', 'U9'].map(
          (user) => `link of ${user}: was not written by Keysmith: its mark is wrong or missing`,
        ),
      );
      await close();
    });

    it('a link that was removed and is put back stays removed, whatever is written into the audit, until it is made anew', async () => {
      const url = await underTest.another();
      const failures: string[] = [];
      const { links, close } = await openStore(url, { sealKey, onFailure: (what) => failures.push(what) });
      const said1 = (act: string) => entry('link:U1', act, { channel: 'web', facts: { person: 'tom' } });
      const raw = await openRaw(url);
      const removals = [
        () => links.unlink(U1, 'tom', said1('slack.unlinked'), []),
        () => links.unlink(U1, 'tom', said1('slack.link-ended'), []),
        () => links.disown({ ...U1, person: 'tom', at: T0 }, said1('slack.link-disowned'), []),
      ];
      for (const remove of removals) {
        expect(await links.link(U1, 'tom', said1('slack.linked'), [])).toBe(true);
        expect(await links.accountOf('tom')).toEqual(U1);
        const [row] = await raw.run('select * from links');
        expect(await remove()).toBe(true);
        const columns = ['team', 'account', 'person', 'at', 'mark'] as const;
        await raw.run(
          'insert into links (team, account, person, at, mark) values (?, ?, ?, ?, ?)',
          columns.map((column) => (column === 'at' ? Number(row?.[column]) : String(row?.[column]))),
        );
        await raw.run(
          `insert into audit (chain, seq, at, actor, channel, act, facts, prev, hash, mark, mark_key)
          select chain, seq + 1, at, actor, channel, 'slack.linked', facts, prev, hash, mark, mark_key
          from audit where chain = 'link:U1' order by seq desc limit 1`,
        );
        expect(await links.accountOf('tom')).toBeUndefined();
        expect(await links.personOf(U1)).toBeUndefined();
        expect(await links.renew(U1, 'tom', said1('slack.link-renewed'), [])).toBe(false);
      }
      await raw.run('delete from link_stops');
      await raw.close();
      expect(new Set(failures)).toEqual(new Set(['store.link-forged']));
      expect(await links.link(U1, 'tom', said1('slack.linked'), [])).toBe(true);
      expect(await links.accountOf('tom')).toEqual(U1);
      await close();
    });

    it('a pause, a freeze and a stop that somebody else wrote only refuse; the check finds them, and what was deleted', async () => {
      const url = await underTest.another();
      const { ledger, brakes, links, close } = await openStore(url, { sealKey });
      const raw = await openRaw(url);
      await raw.run(`insert into pauses (id, "by", at, why) values ('pause', 'eve', ?, 'admin')`, [T0]);
      await raw.run(`insert into frozen (person, "by", at) values ('tom', 'eve', ?)`, [T0]);
      await raw.run(`insert into link_stops (team, account, person, at) values ('T1', 'U9', 'tom', ?)`, [T0]);
      expect(await brakes.pause()).toBeDefined();
      expect(await ledger.frozen('tom')).toBeDefined();
      expect(await links.stopOf({ team: 'T1', user: 'U9' })).toBeDefined();
      const counts = [counted('agent', 'hal', 'r', T0)];
      expect(await ledger.commit({ audit: [], jobs: [], counts })).toMatchObject({ end: 'paused' });
      const forged = ['the freeze of tom', 'the stop of U9', 'the pause'];
      expect(said(await check(url))).toEqual(
        forged.map((name) => `${name}: was not set by Keysmith: the audit does not tell of it`),
      );
      for (const table of ['pauses', 'frozen', 'link_stops']) await raw.run(`delete from ${table}`);
      expect(said(await check(url))).toEqual([]);

      const pause = { by: 'bruno', at: T0, why: 'admin' } as const;
      await brakes.setPause(pause, entry('brakes', 'brakes.paused'), []);
      await links.disown({ ...U1, person: 'tom', at: T0 }, entry('link:U1', 'slack.link-disowned'), []);
      const request = sampleRequest('reported', { target: 'tom', state: 'denied', reported: { by: 'tom', at: T0 } });
      const freeze = { person: 'tom', by: 'tom', at: T0 };
      const report = entry('reported', 'request.reported', { at: T0 + 5 });
      await ledger.commit({ request, audit: [report], jobs: [], freeze });
      expect(said(await check(url))).toEqual([]);
      for (const table of ['pauses', 'frozen', 'link_stops']) await raw.run(`delete from ${table}`);
      await raw.close();
      expect(new Set(said(await check(url)))).toEqual(
        new Set(
          ['the pause', 'the stop of U1', 'the freeze of tom'].map(
            (name) => `${name}: was deleted: the audit says that it stands`,
          ),
        ),
      );
      const lifted = entry('reported', 'person.unfrozen', { at: T0 + 9, facts: { target: 'tom' } });
      await ledger.commit({ audit: [lifted], jobs: [] });
      expect(said(await check(url)).join()).not.toContain('freeze');
      await close();
    });

    it('the check finds a link that was put back, and says nothing of one that another person has disowned', async () => {
      const url = await underTest.another();
      const { links, close } = await openStore(url, { sealKey });
      const about = (person: string, act: string) => entry('link:U1', act, { channel: 'web', facts: { person } });
      await links.link(U1, 'tom', about('tom', 'slack.linked'), []);
      const raw = await openRaw(url);
      const [row] = await raw.run('select * from links');
      await links.unlink(U1, 'tom', about('tom', 'slack.unlinked'), []);
      await links.link(U1, 'eve', about('eve', 'slack.linked'), []);
      await links.disown({ ...U1, person: 'tom', at: T0 }, about('tom', 'slack.link-disowned'), []);
      expect(await links.accountOf('eve')).toEqual(U1);
      expect(said(await check(url))).toEqual([]);
      await raw.run(`update links set person = 'tom', mark = ? where account = 'U1'`, [String(row?.['mark'])]);
      await raw.close();
      expect(said(await check(url))).toEqual(['link of U1: was put back: the audit says that it is over']);
      await close();
    });

    it('a forged link is neither proved again nor ended, and keeps nobody from a link of their own', async () => {
      const url = await underTest.another();
      const { links, ledger, close } = await openStore(url, { sealKey });
      const raw = await openRaw(url);
      await raw.run(`insert into links (team, account, person, at) values ('T1', 'U1', 'eve', ?)`, [T0]);
      await raw.run(`insert into links (team, account, person, at) values ('T1', 'U2', 'tom', ?)`, [T0]);
      await raw.close();
      expect(await links.renew(U1, 'eve', linking('U1'), [])).toBe(false);
      expect(await links.unlink(U1, 'eve', linking('U1'), [])).toBe(false);
      expect(await ledger.auditOf('link:U1')).toEqual([]);
      expect(await links.link(U1, 'tom', linking('U1'), [])).toBe(true);
      expect(await links.accountOf('tom')).toEqual(U1);
      expect(await links.link({ team: 'T1', user: 'U2' }, 'tom', linking('U2'), [])).toBe(false);
      const again = { ...linking('U1', 'slack.link-renewed'), at: T0 + 5 };
      expect(await links.renew(U1, 'tom', again, [])).toBe(true);
      expect(await links.personOf(U1)).toEqual({ person: 'tom', at: T0 + 5 });
      await close();
    });

    it('a link from before there was a key is taken as it stands once, and none without a mark afterwards', async () => {
      const url = await underTest.another();
      const before = await openStore(url);
      await before.links.link(U1, 'tom', linking('U1'), []);
      await before.close();
      const store = await openStore(url, { sealKey });
      expect(await store.links.accountOf('tom')).toEqual(U1);
      await store.close();
      const raw = await openRaw(url);
      await raw.run('delete from audit_unsealed');
      await raw.run(`insert into links (team, account, person, at) values ('T1', 'U2', 'eve', ?)`, [T0]);
      await raw.close();
      const again = await openStore(url, { sealKey: `${newKey()}${sealKey}` });
      expect(await again.links.accountOf('tom')).toEqual(U1);
      expect(await again.links.accountOf('eve')).toBeUndefined();
      await again.close();
    });
  });
}
