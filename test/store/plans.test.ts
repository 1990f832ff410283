import { generateKeyPairSync } from 'node:crypto';
import Libsql from 'libsql';
import { type Store, openStore } from '../../src/store';
import { openRaw, type RawDatabase } from '../contracts/store-raw';
import { T0, asked, decisionOn, entry, job, sampleRequest } from '../contracts/store-samples';
import { onEngine } from './engines';

/*
 * Years of past requests must not slow down today's work: nothing that people or timers wait for reads a whole table
 * of those that only grow. How fast it is beside a small store: `npm run bench -- history`.
 */

/** Tables that keep a row for ever, or for as long as somebody may ask. */
const GROWING = ['requests', 'audit', 'audit_seals', 'words', 'copies', 'jobs'] as const;

const PAST = 20_000;

const sealKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** What deciding, listing, telling, sealing and the timers do with the store. */
async function work({ ledger, jobs, copies, seals, retention }: Store, round: number): Promise<void> {
  const request = sampleRequest(`today-${String(round)}`, { state: 'awaiting-approval', target: 'tom' });
  await ledger.commit({ ...asked(request), words: [{ hash: `w-${String(round)}`, text: 'words', at: T0 }] });
  await ledger.commit(decisionOn(request, 'approver'));
  await ledger.commit({ audit: [entry(request.id, 'looked'), entry('person:tom', 'looked')], jobs: [] });
  await ledger.request(request.id);
  await ledger.openRequestFor('tom');
  await ledger.requestsFor('tom', 5);
  await ledger.requestedBy('hal', 5);
  await ledger.waiting(50);
  await ledger.words(`w-${String(round)}`);
  await ledger.auditOf(request.id);
  const over = { ...request, version: 3, state: 'withdrawn' as const, endedAt: T0 };
  await ledger.commit({ request: over, audit: [entry(request.id, 'request.withdrawn')], jobs: [] });
  await copies.add({ request: request.id, role: 'status', address: { channel: 'teams', person: 'tom' }, message: 'm' });
  await copies.of(request.id);
  await jobs.add([job(`soon-${String(round)}`, T0 - 3), job(`later-${String(round)}`, T0 - 2)]);
  await jobs.nextDue();
  await jobs.overdue(T0 - 2);
  const [first, second] = await jobs.claim(T0 - 2, 2, 1_000);
  if (first !== undefined) await jobs.again(first, T0 - 2);
  if (second !== undefined) await jobs.done(second, [job(`then-${String(round)}`, T0 + 9e9)]);
  await jobs.doneAll(await jobs.claim(T0 - 1, 10, 1_000));
  await seals.seal(T0);
  await seals.refused();
  await retention.eraseWords(T0 - 1e9);
}

/** Copies of one request, its audit and its jobs, as years leave them. */
async function fill(raw: RawDatabase, store: Store): Promise<void> {
  const past = sampleRequest('past');
  await store.ledger.commit({ ...asked(past), words: [{ hash: 'w-past', text: 'words', at: T0 }] });
  await store.copies.add({ request: 'past', role: 'status', address: { channel: 'teams', person: 'p' }, message: 'm' });
  await store.seals.seal(T0);
  const n = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${String(PAST)})`;
  const columns = async (table: string): Promise<string[]> =>
    Object.keys((await raw.run(`select * from ${table} limit 1`))[0] ?? {});
  const copy = async (table: string, changed: Readonly<Record<string, string>>, times = PAST): Promise<void> => {
    const kept = (await columns(table)).filter((name) => changed[name] !== 'skip');
    const values = kept.map((name) => changed[name] ?? `t.${name}`);
    await raw.run(
      `insert into ${table} (${kept.join(', ')}) select ${values.join(', ')} from (${n} select i from n) k,
       (select * from ${table} limit 1) t where i <= ${String(times)}`,
    );
  };
  const withNumber = (text: string): string => `'${text}-' || i`;
  await copy('requests', {
    id: withNumber('past'),
    target: withNumber('target'),
    state: `'withdrawn'`,
    is_over: '1',
    created_at: 'i',
  });
  await copy('audit', { chain: withNumber('past') });
  await copy('audit_seals', { seq: 'i + 1' }, 2_000);
  await copy('words', { hash: withNumber('w') });
  await copy('copies', { id: 'skip', request: withNumber('past') });
  await copy('jobs', { id: withNumber('j'), key: withNumber('k'), ready_at: `t.ready_at + i` });
}

onEngine('sqlite', ({ url }) => {
  it('no statement of a day reads a growing table from end to end', async () => {
    const store = await openStore(url(), { sealKey });
    const raw = await openRaw(url());
    await fill(raw, store);
    const prepare = jest.spyOn(Libsql.prototype, 'prepare');
    const day = await openStore(url(), { sealKey });
    await work(day, 1);
    await day.close();
    const said = new Set(prepare.mock.calls.map(([statement]) => statement));
    prepare.mockRestore();
    expect(said.size).toBeGreaterThan(20);
    const scans: string[] = [];
    for (const statement of [...said].filter((one) => /^\s*(with|select|update|delete|insert)/i.test(one))) {
      const plan = await raw.run(`explain query plan ${statement}`, blanks(statement));
      const details = plan.map((row) => String(row['detail']));
      // Along an index and only so far as the limit goes is no reading from end to end.
      const bad = details.filter(
        (detail) =>
          GROWING.some((table) => new RegExp(`^SCAN ${table}\\b`).test(detail)) &&
          !(/USING .*(INDEX|PRIMARY KEY)/.test(detail) && /\blimit\b/.test(statement)) &&
          !/"audit_seals" (where "row_check" != \? )?order by "seq" desc limit/.test(statement),
      );
      scans.push(...bad.map((detail) => `${detail}: ${statement}`));
    }
    expect(scans).toEqual([]);
    await raw.close();
    await store.close();
  }, 60_000);
});

/** A value for each place of a statement: plans do not depend on them without statistics of values. */
function blanks(statement: string): number[] {
  return (statement.match(/\?/g) ?? []).map(() => 1);
}

onEngine('postgres', ({ url }) => {
  it('no day of work reads a growing table from end to end', async () => {
    const store = await openStore(url(), { sealKey });
    const raw = await openRaw(url());
    await fill(raw, store);
    const scans = async (): Promise<Record<string, number>> => {
      await raw.run('select pg_stat_force_next_flush()');
      await raw.run('select pg_stat_clear_snapshot()');
      const rows = await raw.run(`select relname, seq_scan from pg_stat_user_tables`);
      const of = new Map(rows.map((row) => [String(row['relname']), Number(row['seq_scan'])]));
      return Object.fromEntries(GROWING.map((table) => [table, of.get(table) ?? -1]));
    };
    await raw.run('analyze');
    const before = await scans();
    const day = await openStore(url(), { sealKey });
    for (let round = 1; round <= 10; round += 1) await work(day, round);
    await day.close();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await scans()).toEqual(before);
    await raw.run(`select count(*) from audit where act = 'x'`);
    expect((await scans())['audit']).toBeGreaterThan(before['audit'] ?? 0);
    await raw.close();
    await store.close();
  }, 60_000);
});
