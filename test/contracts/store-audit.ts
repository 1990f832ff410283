import { type KeyObject, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { rowHash, sealText } from '../../src/domain/audit-chain';
import { openStore } from '../../src/store';
import { type AuditReport, type PostedHead, checkAudit } from '../../src/store/audit-check';
import { readAudit } from '../../src/store/audit-read';
import { type RawDatabase, openRaw, unlock } from './store-raw';
import { T0, asked, decisionOn, entry, job, sampleRequest } from './store-samples';

export interface AuditUnderTest {
  /** The address of a new, empty database. */
  another(): Promise<string>;
}

interface Tampering {
  readonly name: string;
  readonly by: (raw: RawDatabase) => Promise<unknown>;
  /** What the check must say, among what else it says. */
  readonly found: string | RegExp;
}

/** A row at the end of a chain as Keysmith would have hashed it: the hash is no secret. */
export async function forgedEnd(
  raw: RawDatabase,
  chain: string,
  change: Record<string, string | number>,
  mark: (hash: string) => readonly [string, string] = () => ['', ''],
): Promise<void> {
  const [last] = await raw.run('select * from audit where chain = ? order by seq desc limit 1', [chain]);
  const row = {
    chain,
    seq: 1,
    at: T0,
    actor: 'mallory',
    channel: 'teams',
    act: 'request.approved',
    facts: {},
    prev: '',
  };
  const forged = { ...row, seq: Number(last?.['seq']) + 1, prev: String(last?.['hash']), ...change };
  const { seq, at, actor, channel, act, prev } = forged;
  const columns = '(chain, seq, at, actor, channel, act, facts, prev, hash, mark, mark_key)';
  const hash = rowHash(forged);
  const values = [chain, seq, at, actor, channel, act, '{}', prev, hash, ...mark(hash)];
  await raw.run(`insert into audit ${columns} values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, values);
}

async function rehash(raw: RawDatabase, chain: string, seq: number, actor: string): Promise<void> {
  const [row] = await raw.run('select * from audit where chain = ? and seq = ?', [chain, seq]);
  const { at, channel, act, facts, prev } = row ?? {};
  const parsed: unknown = JSON.parse(String(facts));
  const text = { chain, actor, channel: String(channel), act: String(act), prev: String(prev) };
  const hash = rowHash({ ...text, seq, at: Number(at), facts: parsed });
  await raw.run('update audit set actor = ?, hash = ? where chain = ? and seq = ?', [actor, hash, chain, seq]);
}

/** r1 has four rows (three sealed), r2 three (two sealed in seal 1, one in seal 2); seal 2 is the newest. */
const TAMPERINGS: readonly Tampering[] = [
  {
    name: 'a fact edited',
    by: (raw) => raw.run(`update audit set facts = '{"version":9}' where chain = 'r1' and seq = 2`),
    found: /^chain r1, row 2: was edited/,
  },
  {
    name: 'a fact edited in a row that is not sealed yet',
    by: (raw) => raw.run(`update audit set actor = 'mallory' where chain = 'r1' and seq = 4`),
    found: /^chain r1, row 4: was edited/,
  },
  {
    name: 'facts that are not JSON any more',
    by: (raw) => raw.run(`update audit set facts = 'nothing' where chain = 'r1' and seq = 2`),
    found: /^chain r1, row 2: was edited/,
  },
  {
    name: 'a row edited and given its new hash',
    by: (raw) => rehash(raw, 'r1', 2, 'mallory'),
    found: 'chain r1, row 3: does not follow the row before it: one of the two was edited, exchanged or inserted',
  },
  {
    name: 'the last sealed row of a chain edited and given its new hash',
    by: (raw) => rehash(raw, 'r2', 3, 'mallory'),
    found: 'chain r2, row 3: is not the row that seal 2 lists: it was edited or replaced',
  },
  {
    name: 'the last waiting row of a chain edited and given its new hash',
    by: (raw) => rehash(raw, 'r1', 4, 'mallory'),
    found:
      'chain r1, row 4: is not the row that the list of rows that wait to be sealed lists: it was edited or replaced',
  },
  {
    name: 'a row deleted in the middle',
    by: (raw) => raw.run(`delete from audit where chain = 'r1' and seq = 2`),
    found: 'chain r1, row 3: follows a gap: row 2 was deleted',
  },
  {
    name: 'the beginning of a chain deleted',
    by: (raw) => raw.run(`delete from audit where chain = 'r1' and seq < 3`),
    found: 'chain r1, row 3: follows a gap: rows 1 to 2 were deleted',
  },
  {
    name: 'the end of a chain cut off, sealed',
    by: (raw) => raw.run(`delete from audit where chain = 'r2' and seq = 3`),
    found: 'chain r2, row 3: is missing: it was deleted, but seal 2 lists it',
  },
  {
    name: 'the end of a chain cut off, not sealed yet',
    by: (raw) => raw.run(`delete from audit where chain = 'r1' and seq = 4`),
    found: 'chain r1, row 4: is missing: it was deleted, but the list of rows that wait to be sealed lists it',
  },
  {
    name: 'a whole chain deleted',
    by: (raw) => raw.run(`delete from audit where chain = 'r2'`),
    found: 'chain r2, row 1: is missing: it was deleted, but seal 1 lists it',
  },
  {
    name: 'two rows exchanged in their chain',
    by: (raw) => raw.run(`update audit set seq = 5 - seq where chain = 'r1' and seq in (2, 3)`),
    found: /^chain r1, row 2: was moved: it was written as row 3/,
  },
  {
    name: 'two rows exchanged between chains',
    by: (raw) => raw.run(`update audit set chain = case chain when 'r1' then 'r2' else 'r1' end where seq = 2`),
    found: /^chain r1, row 2: was edited/,
  },
  {
    name: 'a row with a right hash added at the end',
    by: (raw) => forgedEnd(raw, 'r1', {}),
    found: 'chain r1, row 5: was not written by Keysmith: it is neither sealed nor waiting to be sealed',
  },
  {
    name: 'a chain forked',
    by: async (raw) => {
      const [first] = await raw.run(`select hash from audit where chain = 'r1' and seq = 1`);
      await forgedEnd(raw, 'r1', { seq: 2, prev: String(first?.['hash']) });
    },
    found: 'chain r1, row 2: is there twice: the chain is forked',
  },
  {
    name: 'a row put before the first',
    by: (raw) => forgedEnd(raw, 'r1', { seq: 0 }),
    found: 'chain r1, row 0: has a number that Keysmith never gives: it was inserted',
  },
  {
    name: 'a seal edited',
    by: (raw) => raw.run('update audit_seals set sealed_at = 1 where seq = 1'),
    found: 'seal 1: was edited: its content does not give its hash',
  },
  {
    name: 'the list of a seal edited',
    by: (raw) => raw.run(`update audit_seals set row_list = '[]' where seq = 1`),
    found: 'seal 1: has a list of rows that is not the one that was sealed',
  },
  {
    name: 'a seal deleted',
    by: (raw) => raw.run('delete from audit_seals where seq = 1'),
    found: 'seal 2: follows a gap: seal 1 was deleted',
  },
  {
    name: 'seals exchanged',
    by: (raw) => raw.run('update audit_seals set seq = 3 - seq'),
    found: 'seal 1: does not follow the seal before it',
  },
  {
    name: 'a signature replaced',
    by: (raw) =>
      raw.run(`update audit_seals set signature = ? where seq = 2`, [Buffer.alloc(64, 7).toString('base64')]),
    found: 'seal 2: has a signature that is wrong: it was not made with the seal key',
  },
  {
    name: 'the newest seal cut off together with its rows and what waits',
    by: async (raw) => {
      await raw.run('delete from audit_seals where seq = 2');
      await raw.run('delete from audit_unsealed');
      await raw.run(`delete from audit where (chain = 'r1' and seq = 4) or (chain = 'r2' and seq = 3)`);
    },
    found: 'seal 2: was posted, and is not here: the end of the audit was cut off',
  },
];

export function auditContract(underTest: AuditUnderTest): void {
  describe('audit', () => {
    const key = generateKeyPairSync('ed25519').privateKey;
    const sealKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    const heads: PostedHead[] = [];

    async function seeded(): Promise<string> {
      const url = await underTest.another();
      const store = await openStore(url, { sealKey });
      const request = sampleRequest('r1');
      await store.ledger.commit(asked(request));
      await store.ledger.commit(decisionOn(request, 'approver'));
      await store.ledger.commit({ audit: [entry('r1', 'pass.opened'), entry('r2', 'a'), entry('r2', 'b')], jobs: [] });
      const seal1 = await store.seals.seal(T0);
      await store.ledger.commit({ audit: [entry('r2', 'c')], jobs: [] });
      const seal2 = await store.seals.seal(T0 + 1);
      await store.ledger.commit({ audit: [entry('r1', 'request.completed')], jobs: [job('j')] });
      heads.splice(0, heads.length, ...[seal1, seal2].filter((seal) => seal !== undefined));
      await store.close();
      return url;
    }

    function check(url: string, keys: readonly KeyObject[] = [createPublicKey(key)]): Promise<AuditReport> {
      return readAudit(url, (reader) => checkAudit(reader, { keys, heads }));
    }

    it('finds nothing in what Keysmith wrote', async () => {
      const url = await seeded();
      expect(heads.map((head) => head.seq)).toEqual([1, 2]);
      expect(await check(url)).toEqual({
        rows: 7,
        chains: 2,
        seals: 2,
        unsealed: 1,
        signatures: 2,
        marks: 0,
        findings: [],
      });
    });

    it.each(TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))(
      'finds %s',
      async (_, { by, found }) => {
        const url = await seeded();
        const raw = await openRaw(url);
        for (const table of ['audit', 'audit_seals']) await unlock(raw, table);
        expect((await check(url)).findings).toEqual([]);
        await by(raw);
        await raw.close();
        const said = (await check(url)).findings.map(({ where, what }) => `${where}: ${what}`);
        expect(said).toContainEqual(typeof found === 'string' ? found : expect.stringMatching(found));
      },
    );

    it('finds an audit that was written anew, chains, seals and all, by whoever lacks the key', async () => {
      const url = await seeded();
      const thief = generateKeyPairSync('ed25519').privateKey;
      const raw = await openRaw(url);
      await unlock(raw, 'audit_seals');
      const [seal] = await raw.run('select * from audit_seals where seq = 2');
      const text = sealText({
        seq: 2,
        count: Number(seal?.['row_count']),
        first: String(seal?.['first_row']),
        last: String(seal?.['last_row']),
        rowsHash: String(seal?.['rows_hash']),
        prev: String(seal?.['prev']),
        sealedAt: Number(seal?.['sealed_at']),
        key: String(seal?.['key_id']),
        rowCheck: String(seal?.['row_check']),
      });
      const signature = sign(null, Buffer.from(text), thief).toString('base64');
      await raw.run('update audit_seals set signature = ? where seq = 2', [signature]);
      await raw.close();
      expect((await check(url)).findings).toEqual([
        { where: 'seal 2', what: 'has a signature that is wrong: it was not made with the seal key' },
      ]);
      const stranger = (await check(url, [createPublicKey(thief)])).findings;
      expect(stranger.map(({ what }) => what)).toContainEqual(
        expect.stringMatching(/^is signed with a key that was not given/),
      );
    });

    it.each(['audit', 'audit_seals'])('refuses to change or delete rows of %s', async (table) => {
      const raw = await openRaw(await seeded());
      await expect(raw.run(`update ${table} set hash = ''`)).rejects.toThrow('append-only');
      await expect(raw.run(`delete from ${table}`)).rejects.toThrow('append-only');
      await raw.close();
    });

    it('seals every row once, however many replicas seal', async () => {
      const url = await underTest.another();
      const stores = await Promise.all([1, 2, 3].map(() => openStore(url, { sealKey })));
      const [first] = stores;
      const entries = Array.from({ length: 1_500 }, (_, n) => entry(`person:${String(n % 7)}`, 'act'));
      await first?.ledger.commit({ audit: entries, jobs: [] });
      const made = [];
      for (let round = 0; round < 4; round++) {
        made.push(...(await Promise.all(stores.map((store) => store.seals.seal(T0 + round)))));
      }
      const done = made.filter((seal) => seal !== undefined).sort((a, b) => a.seq - b.seq);
      expect(done.map((seal) => [seal.seq, seal.count])).toEqual([
        [1, 1_000],
        [2, 500],
      ]);
      const { acts, ...newest } = done.at(-1)!;
      expect(acts).toEqual(['act']);
      expect(await first?.seals.head()).toEqual(newest);
      await Promise.all(stores.map((store) => store.close()));
      const report = await readAudit(url, (reader) =>
        checkAudit(reader, { keys: [createPublicKey(key)], heads: done }),
      );
      expect(report).toEqual({ rows: 1_500, chains: 7, seals: 2, unsealed: 0, signatures: 2, marks: 0, findings: [] });
    });

    it('seals nothing without a key', async () => {
      const store = await openStore(await underTest.another());
      await store.ledger.commit({ audit: [entry('r1', 'a')], jobs: [] });
      expect(await store.seals.seal(T0)).toBeUndefined();
      expect(await store.seals.head()).toBeUndefined();
      await store.close();
    });
  });
}
