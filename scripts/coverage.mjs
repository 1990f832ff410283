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

/** What each kind of home can do with an item. A rule about one person checks, and reports nobody else. */
const homes = [
  ...entries.map(({ kind, id, inventory: items }) => ({
    home: `${kind} \`${id}\``,
    items,
    does:
      kind === 'intent'
        ? ['explained', 'guided', ...(id === 'my-sign-ins' ? ['reported', 'checked'] : [])]
        : ['explained'],
  })),
  ...allRules.map(({ id, inventory: items }) => ({ home: `rule ${id}`, items, does: ['explained', 'checked'] })),
  ...Object.entries(guides).map(([id, { inventory: items }]) => ({
    home: `guide \`${id}\``,
    items,
    does: ['explained', 'guided'],
  })),
  ...[...flows.values()].flatMap(({ name, inventory: own = [], steps }) => [
    { home: `flow \`${name}\``, items: own, does: [...new Set(Object.values(steps).flatMap(doneBy))] },
    ...Object.entries(steps).map(([at, step]) => ({
      home: `step \`${name}/${at}\``,
      items: step.inventory ?? [],
      does: doneBy(step),
    })),
  ]),
];

/** A question and a look into the tenant check; a button that asks for a pass, a removal or the end of sessions does. */
function doneBy(step) {
  const acts = (step.waysOut ?? []).some(({ does }) => /^(pass|removal|sessions)\./.test(does.verb));
  return ['explained', 'guided', ...(step.kind === 'tell' ? [] : ['checked']), ...(acts ? ['done'] : [])];
}

const unknown = homes.flatMap(({ home, items }) =>
  items.filter((item) => !inventory.has(item)).map((item) => `${home} names ${item}, which does not exist`),
);
if (unknown.length > 0) fail(unknown.join('\n'));

const rows = [...inventory].map(([item, { content, wanted }]) => {
  const living = homes.filter(({ items }) => items.includes(item));
  const served = [...new Set(living.map(({ home }) => home))];
  const done = new Set(living.flatMap(({ does }) => does));
  const missing = wanted.filter((what) => !done.has(what));
  const explained = served.every((home) => home.startsWith('answer'));
  const state =
    wanted.length === 0
      ? 'no use'
      : served.length === 0
        ? 'open'
        : missing.length === 0
          ? 'served'
          : explained
            ? 'explained only'
            : `not yet ${missing.join(', ')}`;
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
  'an item. "served": all of that happens where it lives. "not yet …": that part is missing. "explained only": an answer',
  'speaks about it, no more. "open": nothing serves it yet. A rule about one person checks, and is no report.',
  '',
  `${rows.length} items: ${count('served')} served, ${rows.filter(({ state }) => state.startsWith('not yet')).length} in part, ${count('explained only')} explained only, ${count('open')} open, ${count('no use')} of no use in a product.`,
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
