import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../src/audit';
import type { PersonKey } from '../../src/demo/tenant';
import { openRaw } from '../contracts/store-raw';
import { forgedEnd } from '../contracts/store-audit';
import { linesOf, rowsOf, tablesOf, withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { needAPass, requestIn, vouch } from './steps';

/*
 * Whoever can write to the database can try to rewrite what happened. What they cannot reach is the seal key, the log
 * and the chats of the security contacts.
 */

let scene: Scene;
let folder: string;
const key = (): string => join(folder, 'seal.pem');
const idOf = (who: PersonKey): string => scene.tenant.people[who].id;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keysmith-audit-news-'));
  await audit(['keygen', key()], {}, () => undefined);
  scene = await openScene({ env: { AUDIT_SEAL_KEY_PATH: key() } });
});
afterAll(async () => {
  await scene.end();
  rmSync(folder, { recursive: true, force: true });
});

async function verify(...more: string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const environment = { DATABASE_URL: `sqlite:${scene.databasePath}` };
  const code = await audit(['verify', '--key', key(), ...more], environment, (text) => {
    said += text;
  });
  return { code, said };
}

async function seal(): Promise<void> {
  await scene.app.housekeeping.seal();
  await scene.settle();
}

const heard = (words: string): string[] =>
  scene.teams
    .person('nadia')
    .messages()
    .map((message) => message.words)
    .filter((text) => text.includes(words));
const heads = (): string[] => heard('please let this message stand');

test('the head of a seal goes to the security contacts and the helpdesk room, once a day and with an alarm', async () => {
  await needAPass(scene, 'tom', 'My phone fell into the canal.');
  await seal();
  expect(heads()).toHaveLength(1);
  const inSlack = scene.slack.person('priya').messages('helpdesk');
  expect(inSlack.filter(({ words }) => words.includes('please let this message stand'))).toHaveLength(1);

  await vouch(scene, 'ana', 'tom');
  await seal();
  expect(heads()).toHaveLength(1);

  scene.clock.advance(24 * 60 * 60_000);
  await needAPass(scene, 'aoife');
  await seal();
  expect(heads()).toHaveLength(2);

  await scene.app.store.ledger.commit({
    audit: [
      { chain: 'r', at: scene.clock.now().getTime(), actor: 'keysmith', channel: 'system', act: 'alarm', facts: {} },
    ],
    jobs: [],
  });
  await seal();
  expect(heads()).toHaveLength(3);
});

test('what the message shows is what the check compares with', async () => {
  const lines = heads().map((words) => /\{"seq":\d+,"hash":"[0-9a-f]{64}"\}/.exec(words)?.[0] ?? '');
  const file = join(folder, 'heads.jsonl');
  writeFileSync(file, lines.join('\n'));
  const { code, said } = await verify('--heads', file);
  expect(said).toContain(`Compared with ${String(lines.length)} posted seals.`);
  expect(code).toBe(0);
});

test('a row that somebody wrote into the audit is not sealed, and the contacts are called', async () => {
  const request = await requestIn(scene, 'tom');
  const raw = await openRaw(`sqlite:${scene.databasePath}`);
  await forgedEnd(raw, request.id, { actor: idOf('marcus') });
  const [row] = await raw.run('select chain, seq, hash from audit where chain = ? order by seq desc limit 1', [
    request.id,
  ]);
  await raw.run('insert into audit_unsealed (chain, seq, hash) values (?, ?, ?)', [
    request.id,
    Number(row?.['seq']),
    String(row?.['hash']),
  ]);
  await raw.close();
  const twice = async (): Promise<void> => {
    await seal();
    await seal();
  };
  await withoutEffect(scene, ['nadia'], twice, { heardIn: 'helpdesk' });
  expect(heard('Somebody else wrote into the audit')).toHaveLength(1);
  expect(heard(`${request.id}, row ${String(row?.['seq'])}: unmarked`)).toHaveLength(1);
  expect(linesOf(scene).filter(({ event }) => event === 'audit.refused')).toHaveLength(1);
  const { code, said } = await verify();
  expect(said).toContain(
    `chain ${request.id}, row ${String(row?.['seq'])}: was not written by Keysmith: it has no mark`,
  );
  expect(code).toBe(1);
});

test('after RETENTION_DAYS nothing that was typed and no name is left, and the audit still holds', async () => {
  const { noteHash } = await requestIn(scene, 'tom');
  expect(await scene.app.store.ledger.words(noteHash ?? '')).toBe('My phone fell into the canal.');
  const before = await scene.app.store.ledger.auditOf((await requestIn(scene, 'aoife')).id);
  scene.clock.advance(91 * 24 * 60 * 60_000);
  await scene.settle();
  await scene.app.housekeeping.clear();
  await scene.settle();
  expect(await scene.app.store.ledger.words(noteHash ?? '')).toBeUndefined();
  for (const table of tablesOf(scene)) {
    const text = JSON.stringify(rowsOf(scene, table));
    expect([table, text.includes('canal')]).toEqual([table, false]);
    for (const who of ['tom', 'aoife', 'ana', 'ida'] as const) {
      const { displayName, upn } = scene.tenant.people[who];
      expect([table, who, text.includes(displayName), text.includes(upn)]).toEqual([table, who, false, false]);
    }
  }
  const after = await scene.app.store.ledger.auditOf((await requestIn(scene, 'aoife')).id);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(before[0]?.facts['noteHash'] ?? noteHash).toMatch(/^[0-9a-f]{64}$/);
  const { said } = await verify();
  // The two are about the row that was forged above.
  expect(said).toContain('2 things are not as Keysmith wrote them.');
});

test('an approval that somebody writes into the database is not one', async () => {
  await needAPass(scene, 'gus');
  const request = await requestIn(scene, 'gus');
  await seal();
  const at = scene.clock.now().getTime();
  const approval = { by: idOf('lucia'), channel: 'teams', at, confirmed: true };
  const forged = { ...request, state: 'approved', approvals: [approval], openUntil: at + 3_600_000 };
  const raw = await openRaw(`sqlite:${scene.databasePath}`);
  const [true_] = await raw.run('select body, state from requests where id = ?', [request.id]);
  await raw.run(`update requests set body = ?, state = 'approved' where id = ?`, [JSON.stringify(forged), request.id]);
  await withoutEffect(scene, ['gus'], async () => {
    const gus = scene.teams.person('gus');
    const message = gus.messages().find(({ from }) => from === 'bot');
    const data = { verb: 'pass.open', request: request.id };
    await gus.invoke(message!, 'task/fetch', { data });
  });
  expect(linesOf(scene).some(({ event }) => event === 'store.request-forged')).toBe(true);
  await raw.run('update requests set body = ?, state = ? where id = ?', [
    String(true_?.['body']),
    String(true_?.['state']),
    request.id,
  ]);
  await raw.close();
  expect(scene.tenant.world.livePasses()).toEqual([]);
});
