import { spawnSync } from 'node:child_process';
import { mkdtempSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventory } from '../../src/knowledge/inventory';

const root = join(__dirname, '../..');

function check(house: string) {
  const args = ['scripts/coverage.mjs', '--check'];
  return spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8', timeout: 60_000 });
}

/** The parts of the house that the script reads, to be changed. */
function copy(): string {
  const house = mkdtempSync(join(tmpdir(), 'keysmith-coverage-'));
  for (const part of ['src/domain', 'src/flows', 'src/knowledge', 'scripts', 'test/typescript-hook.cjs'])
    cpSync(join(root, part), join(house, part), { recursive: true });
  for (const part of ['docs/coverage.md', '.prettierrc.json', 'package.json'])
    cpSync(join(root, part), join(house, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  return house;
}

function change(house: string, file: string, from: string, to: string): void {
  const path = join(house, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

describe('docs/coverage.md', () => {
  it('says what the data say (node scripts/coverage.mjs writes it)', () => {
    const { status, stderr } = check(root);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('is refused when an entry serves something that it does not say', () => {
    const house = copy();
    change(house, 'docs/coverage.md', 'answer `what-is-a-passkey`', 'answer `constructor`');
    expect(check(house).status).toBe(1);
  });

  it('is refused when an entry names an item that does not exist', () => {
    const house = copy();
    change(house, 'src/knowledge/entries/basics.ts', "'S1-1'", "'S1-35'");
    const { status, stderr } = check(house);
    expect([status, stderr]).toEqual([1, expect.stringContaining('answer `what-is-a-passkey` names S1-35')]);
  });
});

it('the inventory has the 281 items of the five guides', () => {
  const counts = ['S0', 'S1', 'S2', 'S3', 'S4'].map(
    (guide) => [...inventory.keys()].filter((item) => item.startsWith(`${guide}-`)).length,
  );
  expect(counts).toEqual([61, 34, 96, 63, 27]);
});
