import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadCards, type AdaptiveCard } from '../../src/cards';
import { isRecord } from '../../src/cards/json';
import type { CardData, CardName } from '../../src/services/views';
import { complaints } from './parser';
import { barest, fullest } from './views';

const dir = join(__dirname, '../../cards');
const cards = loadCards(dir);
const names = readdirSync(dir)
  .filter((file) => !file.endsWith('.sample.json'))
  .map((file) => file.slice(0, -'.json'.length));

const hostile = '${1+1} [x](http://evil) <b>&amp; \u202Eevil\u202C';

function sampleOf(name: string): object {
  const sample: unknown = JSON.parse(readFileSync(join(dir, `${name}.sample.json`), 'utf8'));
  if (!isRecord(sample)) throw new Error(`${name} has no sample`);
  return sample;
}

function fill<Name extends CardName>(card: Name, data: CardData[Name], text = 'In one sentence.'): AdaptiveCard {
  return cards.fill({ card, data, text });
}

/** Every object in a card, in reading order. */
function partsOf(node: unknown): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(node)) return node.flatMap(partsOf);
  return isRecord(node) ? [node, ...Object.values(node).flatMap(partsOf)] : [];
}

function partsOfType(card: AdaptiveCard, type: string): Readonly<Record<string, unknown>>[] {
  return partsOf(card).filter((part) => part['type'] === type);
}

const KEPT = new Set(['verb', 'opens', 'style', 'tone', 'id', 'url', 'value', 'request']);

/** The same data, with every word that a person or a directory could have written replaced. */
function poisoned(data: unknown, key = ''): unknown {
  if (typeof data === 'string') return KEPT.has(key) ? data : hostile;
  if (Array.isArray(data)) return data.map((item) => poisoned(item, key));
  if (!isRecord(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, poisoned(value, name)]));
}

test('there is one template for each view, and no other', () => {
  expect(names.sort()).toEqual(Object.keys(barest).sort());
});

describe.each(names)('%s', (name) => {
  test('opens without complaints with its sample', () => {
    const card = cards.fill({ card: name, data: sampleOf(name), text: 'Text' });
    expect(card.version).toBe('1.5');
    expect(complaints(card)).toEqual([]);
    expect(complaints(JSON.parse(JSON.stringify(card)))).toEqual([]);
  });

  test('says its one sentence to notifications and screen readers', () => {
    const card = cards.fill({ card: name, data: sampleOf(name), text: 'Your pass is approved.' });
    expect(card.fallbackText).toBe('Your pass is approved.');
    expect(card.speak).toBe('Your pass is approved.');
  });

  test('shows words of people literally, and only where nothing interprets markdown', () => {
    const data = poisoned(sampleOf(name));
    const card = cards.fill({ card: name, data: isRecord(data) ? data : {}, text: hostile });
    expect(complaints(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('"2 [x]');
    for (const part of [...partsOfType(card, 'TextBlock'), ...partsOfType(card, 'FactSet')]) {
      expect(JSON.stringify(part)).not.toContain('evil');
    }
    expect(partsOfType(card, 'TextRun').some((run) => String(run['text']).includes(hostile))).toBe(true);
  });

  test('refuses each missing value by its path', () => {
    for (const key of Object.keys(sampleOf(name))) {
      const { [key]: _left, ...rest } = Object.fromEntries(Object.entries(sampleOf(name)));
      expect(() => cards.fill({ card: name, data: rest, text: 'Text' })).toThrow(`lacks ${key}`);
    }
  });
});

describe.each(Object.keys(barest))('%s', (name) => {
  const byName = (all: object): object => {
    const data: unknown = Object.entries(all).find(([key]) => key === name)?.[1];
    if (!isRecord(data)) throw new Error(`No data for ${name}`);
    return data;
  };

  test('holds together with nothing in it', () => {
    const card = cards.fill({ card: name, data: byName(barest), text: 'Text' });
    expect(complaints(card)).toEqual([]);
    expect(partsOfType(card, 'RichTextBlock').every((block) => JSON.stringify(block['inlines']) !== '[]')).toBe(true);
  });

  test('stays under what Teams accepts with long words', () => {
    const card = cards.fill({ card: name, data: byName(fullest), text: 'Text '.repeat(60) });
    expect(complaints(card)).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
  });
});

describe('buttons', () => {
  const request = 'r-1';
  const card = fill('notice', {
    tone: 'neutral',
    title: 'T',
    lines: [],
    buttons: [
      { title: 'Deny', does: { verb: 'pass.deny-form', request }, opens: 'dialog', style: 'destructive' },
      { title: 'Approve', does: { verb: 'pass.approve', request }, style: 'positive' },
    ],
    links: [{ title: 'Read', url: 'https://contoso.example/' }],
  });

  test('keep their order', () => {
    const actions = partsOfType(card, 'ActionSet').flatMap((set) =>
      partsOf(set['actions']).map((part) => part['title']),
    );
    expect(actions.filter((title) => title !== undefined)).toEqual(['Deny', 'Approve', 'Approve', 'Read']);
  });

  test('act as Action.Execute, with Action.Submit for clients that do not know it', () => {
    expect(partsOfType(card, 'Action.Execute')).toEqual([
      {
        type: 'Action.Execute',
        title: 'Approve',
        verb: 'pass.approve',
        style: 'positive',
        associatedInputs: 'none',
        data: { verb: 'pass.approve', request },
        fallback: {
          type: 'Action.Submit',
          title: 'Approve',
          style: 'positive',
          associatedInputs: 'none',
          data: { verb: 'pass.approve', request },
        },
      },
    ]);
  });

  test('open a dialog as Teams wants it asked for', () => {
    expect(partsOfType(card, 'Action.Submit')[0]).toEqual({
      type: 'Action.Submit',
      title: 'Deny',
      style: 'destructive',
      associatedInputs: 'none',
      data: { verb: 'pass.deny-form', request, msteams: { type: 'task/fetch' } },
    });
  });
});

test('the tone is said in words, not only in colour', () => {
  const words = (tone: CardData['notice']['tone']): string =>
    JSON.stringify(partsOfType(fill('notice', { ...barest.notice, tone }), 'TextBlock').map((block) => block['text']));
  expect([words('good'), words('attention'), words('warning'), words('neutral')]).toEqual([
    '["✓ Done"]',
    '["! Needs attention"]',
    '["Please note"]',
    '[]',
  ]);
});

test('**bold** is the only markup', () => {
  const card = fill('guide', {
    ...barest.guide,
    steps: [{ number: '1', text: 'Choose **Add** in [x](http://evil).' }],
  });
  const runs = partsOfType(card, 'TextRun').map((run) => [run['text'], run['weight']]);
  expect(runs).toContainEqual(['Add', 'Bolder']);
  expect(runs).toContainEqual([' in [x](http://evil).', 'Default']);
});

test('a pass code stands in its card exactly once, whole, to be selected', () => {
  const card = fill('pass-shown', fullest['pass-shown'], 'Your pass is on the screen.');
  expect(JSON.stringify(card).split('K7%tq3Vd!m')).toHaveLength(2);
});

describe('what cannot be shown is an error that names no value', () => {
  test('an unknown card', () => {
    expect(() => cards.fill({ card: 'nonsense', data: {}, text: '' })).toThrow('There is no card "nonsense"');
  });

  test('a value of the wrong kind', () => {
    const data = { ...barest['pass-shown'], code: { secret: 'K7%tq3Vd!m' } };
    expect(() => cards.fill({ card: 'pass-shown', data, text: '' })).toThrow(/^Card "pass-shown" lacks code, or it is/);
  });

  test('a missing value deep inside', () => {
    const data = { ...barest.people, choices: [{ name: 'Tom', detail: '', button: { title: 'This one', does: {} } }] };
    expect(() => cards.fill({ card: 'people', data, text: '' })).toThrow('lacks choices[0].button.does.verb');
  });

  test('a card that Teams would refuse for its size', () => {
    const data = { ...barest.notice, lines: ['x'.repeat(30_000)] };
    expect(() => cards.fill({ card: 'notice', data, text: '' })).toThrow('too large');
  });
});

test('filling leaves the data as they were', () => {
  const before = JSON.stringify(fullest['tap-approval']);
  fill('tap-approval', fullest['tap-approval']);
  expect(JSON.stringify(fullest['tap-approval'])).toBe(before);
});
