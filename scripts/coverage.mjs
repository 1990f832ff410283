// Writes docs/coverage.md: where each item of the five guides lives. `--check` only compares, and fails on a difference.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import prettier from 'prettier';

const require = createRequire(import.meta.url);
require('../test/typescript-hook.cjs');
const { allRules } = require('../src/domain/readiness/index.ts');
const { flows } = require('../src/flows/index.ts');
const { entries } = require('../src/knowledge/entries/index.ts');
const { guides } = require('../src/knowledge/guides/index.ts');
const { inventory } = require('../src/knowledge/inventory.ts');

const TITLES = {
  S0: 'Passwordless MFA method registration (runbook)',
  S1: 'Passkeys in Microsoft Authenticator',
  S2: 'Planning a passwordless deployment',
  S3: 'Authenticator passkeys, admins first',
  S4: 'Phone sign-in',
};

const homes = [
  ...entries.map(({ kind, id, inventory: items }) => ({ home: `${kind} \`${id}\``, items })),
  ...allRules.map(({ id, inventory: items }) => ({ home: `rule ${id}`, items })),
  ...Object.entries(guides).map(([id, { inventory: items }]) => ({ home: `guide \`${id}\``, items })),
  ...[...flows.values()].flatMap(({ name, inventory: own = [], steps }) => [
    { home: `flow \`${name}\``, items: own },
    ...Object.entries(steps).map(([at, { inventory: items = [] }]) => ({ home: `step \`${name}/${at}\``, items })),
  ]),
];

const unknown = homes.flatMap(({ home, items }) =>
  items.filter((item) => !inventory.has(item)).map((item) => `${home} names ${item}, which does not exist`),
);
if (unknown.length > 0) fail(unknown.join('\n'));

const rows = [...inventory].map(([item, { content, wanted }]) => {
  const served = [...new Set(homes.filter(({ items }) => items.includes(item)).map(({ home }) => home))];
  const explained = served.length > 0 && served.every((home) => home.startsWith('answer'));
  const state =
    wanted.length === 0
      ? 'no use'
      : served.length === 0
        ? 'open'
        : explained && !wanted.includes('explained')
          ? 'explained only'
          : 'served';
  return { item, content, wanted, served, state };
});

function count(state) {
  return rows.filter((row) => row.state === state).length;
}

const lines = [
  '# Coverage',
  '',
  'Where each item of the five guides lives in Keysmith. Written by `node scripts/coverage.mjs` from the data of the',
  'product: entries, rules, guides and flow steps name the items they serve. "Wanted" is what the product should do with',
  'an item. "open": nothing serves it yet. "explained only": an answer speaks about it, but it is not yet checked, guided,',
  'reported or done as wanted.',
  '',
  `${rows.length} items: ${count('served')} served, ${count('explained only')} explained only, ${count('open')} open, ${count('no use')} of no use in a product.`,
  ...Object.entries(TITLES).flatMap(([guide, title]) => [
    '',
    `## ${guide}: ${title}`,
    '',
    '| Item | What it is | Wanted | Lives in | State |',
    '| --- | --- | --- | --- | --- |',
    ...rows
      .filter(({ item }) => item.startsWith(`${guide}-`))
      .map(
        ({ item, content, wanted, served, state }) =>
          `| ${item} | ${content} | ${wanted.join(', ') || 'none'} | ${served.join(', ') || 'nowhere'} | ${state} |`,
      ),
  ]),
  '',
];

const file = new URL('../docs/coverage.md', import.meta.url);
const options = (await prettier.resolveConfig(file)) ?? {};
const text = await prettier.format(lines.join('\n'), { ...options, parser: 'markdown' });
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text)
  fail('docs/coverage.md is not what the data say: run node scripts/coverage.mjs');

function fail(why) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
