// Writes docs/flows.md: a picture of every conversation, drawn from its table. `--check` only compares, and fails.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import prettier from 'prettier';

const require = createRequire(import.meta.url);
require('../test/typescript-hook.cjs');
const { flows } = require('../src/flows/index.ts');
const { guides } = require('../src/knowledge/guides/index.ts');

const EVENTS = {
  'method-arrived': 'Graph shows it',
  'other-method-arrived': 'Graph shows something else',
  'method-not-arrived': 'nothing after 10 min',
};

/** Mermaid ends a label at a quote and reads some words and brackets as syntax. */
function label(words) {
  const plain = words.replaceAll('**', '').replace(/\{(\w+)\}/g, '($1)');
  return `"${plain.replaceAll('&', '#38;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;')}"`;
}

function id(at) {
  return `s_${at.replaceAll('-', '_')}`;
}

function box(at, step) {
  if (step.kind === 'ask') return `${id(at)}{{${label(step.title)}}}`;
  if (step.kind === 'run') return `${id(at)}[[${label(step.task)}]]`;
  const { shows } = step;
  const words =
    'guide' in shows ? `Steps: ${guides[shows.guide].title}` : 'resultOf' in shows ? 'What was found' : shows.title;
  return `${id(at)}(${label(words)})`;
}

function edges(at, step) {
  const to = (target, words) => `${id(at)} -- ${label(words)} --> ${id(target)}`;
  if (step.kind === 'run') return Object.entries(step.then).map(([end, target]) => to(target, end));
  return [
    ...Object.values(step.choices ?? {}).map(({ title, to: target }) => to(target, title)),
    ...Object.entries((step.kind === 'tell' && step.on) || {}).map(
      ([event, target]) => `${id(at)} -. ${label(EVENTS[event])} .-> ${id(target)}`,
    ),
    ...((step.kind === 'tell' && step.waysOut) || []).map(({ title, does }, place) => {
      const out = does.verb === 'start' ? `flow ${does.flow}` : does.verb;
      return `${id(at)} -- ${label(title)} --> ${id(at)}_out${place}>${label(out)}]`;
    }),
  ];
}

function picture({ name, about, start, steps, inventory = [] }) {
  const all = Object.entries(steps);
  return [
    '',
    `## ${name}`,
    '',
    `About ${about}.${inventory.length === 0 ? '' : ` Serves ${inventory.join(', ')}.`}`,
    '',
    '```mermaid',
    'flowchart TD',
    `start((" ")) --> ${id(start)}`,
    ...all.map(([at, step]) => box(at, step)),
    ...all.flatMap(([at, step]) => edges(at, step)),
    '```',
  ];
}

const lines = [
  '# Conversations',
  '',
  'A picture of every flow in `src/flows`, written by `node scripts/flow-pictures.mjs` from the tables themselves.',
  'A six-sided box asks, a box with double sides does a task (its endings lead on), a round box tells, a flag leaves the',
  'flow. Dotted lines are followed when the watch over Graph speaks up. "Not now" is possible at every step and keeps the',
  'place.',
  ...[...flows.values()].flatMap(picture),
  '',
];

const file = new URL('../docs/flows.md', import.meta.url);
const options = (await prettier.resolveConfig(file)) ?? {};
const text = await prettier.format(lines.join('\n'), { ...options, parser: 'markdown' });
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('docs/flows.md is not what the flows say: run node scripts/flow-pictures.mjs\n');
  process.exit(1);
}
