import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../src/audit';
import type { SealHead } from '../src/services/ports';
import { openStore } from '../src/store';
import { openRaw, unlock } from './contracts/store-raw';
import { T0, entry } from './contracts/store-samples';

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '|cmd', '\u200b=1'];

describe('npm run audit', () => {
  let directory: string;
  let url: string;
  let heads: readonly (SealHead | undefined)[];

  async function run(...words: string[]): Promise<{ code: number; said: string }> {
    let said = '';
    const code = await audit(words, { DATABASE_URL: url }, (text) => {
      said += text;
    });
    return { code, said };
  }

  const key = (): string => join(directory, 'seal.pem');

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'keysmith-audit-'));
    url = `sqlite:${join(directory, 'keysmith.db')}`;
    await run('keygen', key());
    const store = await openStore(url, { sealKey: readFileSync(key(), 'utf8') });
    const hostile = FORMULAS.map((formula) => entry('r2', formula, { facts: { quote: '"', formula } }));
    await store.ledger.commit({ audit: [entry('r1', 'a'), entry('r1', 'b'), ...hostile], jobs: [] });
    heads = [await store.seals.seal(T0)];
    await store.ledger.commit({ audit: [entry('r1', 'c')], jobs: [] });
    await store.close();
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('makes a key only its owner can read, and never over another one', async () => {
    expect(statSync(key()).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${key()}.pub`, 'utf8')).toContain('PUBLIC KEY');
    const before = readFileSync(key());
    expect((await run('keygen', key())).code).toBe(2);
    expect(readFileSync(key())).toEqual(before);
  });

  it('says that all is well, and what was not checked', async () => {
    const { code, said } = await run('verify');
    expect(said).toContain('Read 13 rows in 2 chains, 1 seals; 1 rows wait to be sealed.');
    expect(said).toContain('The signatures were not checked: give the public key with --key.');
    expect(said).toContain('A cut-off end is found only with the posted seals: give them with --heads.');
    expect(said).toContain('Everything is as Keysmith wrote it.');
    expect(code).toBe(0);
  });

  it('checks signatures with a public key and the end with the posted seals, log lines and all', async () => {
    const posted = join(directory, 'heads.jsonl');
    writeFileSync(
      posted,
      heads.map((head) => `${JSON.stringify({ level: 30, msg: 'audit sealed', ...head })}\n`).join('\n'),
    );
    const { code, said } = await run('verify', '--key', `${key()}.pub`, '--heads', posted);
    expect(said).toContain('Checked the signatures: 1 of 1 are right.');
    expect(said).toContain('Compared with 1 posted seals.');
    expect(said).toContain('The marks of rows were not checked: that takes the private key.');
    expect(code).toBe(0);
  });

  it('checks the mark of each row with the private key, also of rows that are not sealed yet', async () => {
    const { code, said } = await run('verify', '--key', key());
    expect(said).toContain('Checked the marks: 13 of 13 rows are right.');
    expect(code).toBe(0);
    const other = join(directory, 'other.pem');
    await run('keygen', other);
    const stranger = await run('verify', '--key', other);
    expect(stranger.said).toContain('chain r1, row 3: has a mark of a key that was not given');
    expect(stranger.code).toBe(1);
    const both = join(directory, 'both.pem');
    writeFileSync(both, `${readFileSync(other, 'utf8')}${readFileSync(key(), 'utf8')}`);
    expect((await run('verify', '--key', both)).code).toBe(0);
  });

  it('says in plain words what is wrong and where, and ends with 1', async () => {
    const raw = await openRaw(url);
    await unlock(raw, 'audit');
    await raw.run(`update audit set actor = 'mallory' where chain = 'r1' and seq = 2`);
    await raw.close();
    const { code, said } = await run('verify', '--key', `${key()}.pub`);
    expect(said).toContain(
      'chain r1, row 2: was edited: its content does not give its hash (b by mallory, 2026-01-15T09:00:00.000Z).',
    );
    expect(said).toContain('1 things are not as Keysmith wrote them.');
    expect(code).toBe(1);
  });

  it('says so when a row holds what no row can hold', async () => {
    const raw = await openRaw(url);
    await unlock(raw, 'audit');
    await raw.run(`update audit set seq = 'two', at = 'never' where chain = 'r1' and seq = 2`);
    await raw.close();
    const { code, said } = await run('verify');
    expect(said).toContain('tables: 1 rows cannot be read at all.');
    expect(code).toBe(1);
  });

  it('changes nothing in what it reads, not even the journal mode of a copy', async () => {
    const raw = await openRaw(url);
    await raw.run('vacuum into ?', [join(directory, 'copy.db')]);
    await raw.close();
    url = `sqlite:${join(directory, 'copy.db')}`;
    const before = readFileSync(join(directory, 'copy.db'));
    expect((await run('verify')).code).toBe(0);
    expect(readFileSync(join(directory, 'copy.db'))).toEqual(before);
  });

  it('exports rows as JSON lines, one chain if asked', async () => {
    const { code, said } = await run('export', '--chain', 'r1');
    const rows = said
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatchObject({
      chain: 'r1',
      seq: 3,
      time: '2026-01-15T09:00:00.000Z',
      at: T0,
      act: 'c',
      actor: 'agent-1',
    });
    expect(code).toBe(0);
    expect((await run('export')).said.trimEnd().split('\n')).toHaveLength(13);
  });

  it('exports CSV in which no cell is a formula', async () => {
    const out = join(directory, 'audit.csv');
    expect((await run('export', '--format', 'csv', '--out', out)).code).toBe(0);
    const text = readFileSync(out, 'utf8');
    expect(text.split('\r\n')[0]).toBe(
      '"chain","seq","time","at","actor","channel","act","facts","prev","hash","mark","markKey"',
    );
    for (const formula of FORMULAS) expect(text).toContain(`"'${formula}"`);
    expect(text).toContain(`"{""formula"":""=1+1"",""quote"":""\\""""}"`);
    expect((await run('export', '--format', 'csv', '--out', out)).code).toBe(2);
  });

  it.each([
    [['verify', '--key', 'nowhere.pem'], 'nowhere.pem'],
    [['verify', '--heads', __filename], 'not JSON with "seq" and "hash"'],
    [['verify', '--key', __filename], 'does not hold an Ed25519 key in PEM'],
    [['verify', '--nonsense'], '--nonsense'],
    [['export', '--format', 'xml'], '--format is jsonl or csv'],
    [['keygen'], 'keygen needs a file name'],
    [[], 'Usage:'],
  ])('says what is the matter with %j', async (words, complaint) => {
    const { code, said } = await run(...words);
    expect(said).toContain(complaint);
    expect(code).toBe(2);
  });

  it.each([
    ['sqlite:/nowhere/keysmith.db', 'There is no database file /nowhere/keysmith.db'],
    ['postgres://u:geheim@127.0.0.1:1/x', 'ECONNREFUSED'],
    ['postgres://u:geheim@[bad', 'not an address that PostgreSQL understands'],
    ['mysql://u:geheim@h/x', 'DATABASE_URL has to begin with sqlite: or postgres://'],
  ])('says why %s cannot be read, without its password', async (address, complaint) => {
    url = address;
    const { code, said } = await run('verify');
    expect(said).toContain(complaint);
    expect(said).not.toContain('geheim');
    expect(code).toBe(2);
  });

  it('says that an empty database has no audit', async () => {
    url = `sqlite:${join(directory, 'empty.db')}`;
    writeFileSync(join(directory, 'empty.db'), '');
    expect((await run('verify')).said).toContain('The store could not find an audit in this database');
  });
});
