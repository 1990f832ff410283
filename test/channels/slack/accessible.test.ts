import { readFileSync, readdirSync } from 'node:fs';
import { loadCards } from '../../../src/cards';
import { openSurfaces } from '../../../src/channels/slack/surfaces';
import type { CardData, CardName, View } from '../../../src/services/views';
import { barest, fullest } from '../../cards/views';

/*
 * Whoever hears a message instead of seeing it learns the same: nothing is said by the blocks alone, by a colour alone
 * or by a sign alone.
 */

const cards = loadCards('cards');
const surfaces = openSurfaces(cards);
const names = readdirSync('cards')
  .filter((file) => file.endsWith('.sample.json'))
  .map((file) => file.replace('.sample.json', '') as CardName);
const sample = (card: CardName) =>
  ({
    card,
    text: 'In one sentence.',
    data: JSON.parse(readFileSync(`cards/${card}.sample.json`, 'utf8')) as unknown,
  }) as View;

/** Every word of a node but those of buttons and fields, which a screen reader reads as what they are. */
function words(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(words);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text, alt_text: alt, elements, fields, accessory: _, ...rest } = node as Record<string, unknown>;
  if (type === 'actions' || type === 'input') return [];
  const own = [text, alt].filter((one) => typeof one === 'string');
  const inner = [text, elements, fields, ...Object.values(rest)].filter((one) => typeof one === 'object');
  return [...own.flatMap((one) => one.match(/[\p{L}\p{N}]+/gu) ?? []), ...inner.flatMap(words)];
}

const spoken = (text: string): Set<string> =>
  new Set(
    text
      .replace(/&(amp|lt|gt);/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

it.each(names)('%s: the top-level text has every word of the blocks', (name) => {
  const { text, blocks } = surfaces.message(sample(name));
  expect(text.startsWith('In one sentence.') || name === 'pass-shown' || name === 'pass-opening').toBe(true);
  const heard = spoken(text);
  expect(words(blocks).filter((word) => !heard.has(word.toLowerCase()))).toEqual([]);
});

it('says nothing twice that the sentence says already', () => {
  const view = { ...sample('notice'), text: 'A sentence. And a line.' } as View<'notice'>;
  const data: CardData['notice'] = { ...barest.notice, title: 'A sentence.', lines: ['And a line.', 'And another.'] };
  expect(surfaces.message({ ...view, data }).text).toBe('A sentence. And a line.\nAnd another.');
});

it('keeps what matters where there is more than Slack takes', () => {
  const { text } = surfaces.message({ card: 'tap-approval', data: fullest['tap-approval'], text: 'What matters.' });
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(text.startsWith('What matters.')).toBe(true);
});

it('a button beside a row says whose it is', () => {
  const { blocks } = surfaces.home({ card: 'people', data: sample('people').data, text: '' });
  const labels = JSON.stringify(blocks).match(/"accessibility_label":"[^"]+"/g);
  expect(labels).toEqual([
    '"accessibility_label":"This one: Tom Baker"',
    '"accessibility_label":"This one: Tom Bakker"',
  ]);
});

const toned = names.filter((name) => 'tone' in sample(name).data);

it.each(toned)('%s: each tone is a word, not only a colour', (name) => {
  const said = (tone: string): string => {
    const view = { ...sample(name), data: { ...sample(name).data, tone } } as View;
    return JSON.stringify(cards.fill(view).body, (key, value: unknown) =>
      ['style', 'color', 'weight', 'size', 'spacing', 'data'].includes(key) ? undefined : value,
    );
  };
  const tones = ['neutral', 'good', 'attention', 'warning'].map(said);
  expect(new Set(tones).size).toBe(tones.length);
});

it('a sign is never alone: each has its word beside it', () => {
  const texts = names.flatMap((name) => [...JSON.stringify(sample(name).data).matchAll(/"((?:[^"\\]|\\.)*)"/g)]);
  const alone = texts.map(([, text = '']) => text).filter((text) => /[✓✗!?●▲]/.test(text) && !/\p{L}{2,}/u.test(text));
  expect(alone).toEqual([]);
});
