import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';

const root = join(__dirname, '..');

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Runs dependency-cruiser with the import table on a tree. */
function cruise(tree: string) {
  const args = [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    tree,
  ];
  const printed = runJson(args);
  return report.parse(JSON.parse(printed)).summary;
}

function runJson(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
}

describe('the house', () => {
  it('holds the import table of docs/architecture.md', () => {
    const summary = cruise('src');
    expect(summary.totalCruised).toBeGreaterThan(80);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });

  it('notices a wrong import: a house built wrong on purpose fails', () => {
    const names = cruise('test/fixtures/wrong-house/src').violations.map(({ rule }) => rule.name);
    expect(names).toEqual(expect.arrayContaining(['channels/teams-rooms', 'domain-packages', 'demo-is-alone']));
  });

  it('takes a pass code out of its wrapper in one place only', () => {
    const revealing = sources(join(root, 'src')).filter((file) => readFileSync(file, 'utf8').includes('.reveal()'));
    expect(revealing.map((file) => file.slice(root.length + 1))).toEqual(['src/services/tap/dialogs.ts']);
  });

  it('has no drawer without a name', () => {
    const drawers = sources(join(root, 'src')).filter((file) =>
      /(^|\/)(utils?|helpers?|misc|common|managers?)(\/|\.)/.test(file),
    );
    expect(drawers).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}
