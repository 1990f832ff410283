import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { loadCards } from '../../../src/cards';
import { draw } from '../../../src/channels/slack/blocks';
import { readCard } from '../../../src/channels/slack/card';
import { enteredValues } from '../../../src/channels/slack/inputs';
import { LIMIT, messageProblems, viewProblems, type Block } from '../../../src/channels/slack/limits';
import { openSurfaces } from '../../../src/channels/slack/surfaces';
import { cut, escapeWithin, mentioned, typed } from '../../../src/channels/slack/text';
import { blockMistakes, viewMistakes } from '../../../src/demo/slack/limits';
import { notice } from '../../../src/services/notice';
import type { CardName, View } from '../../../src/services/views';
import { barest, fullest } from '../../cards/views';

const surfaces = openSurfaces(loadCards('cards'));
const HOSTILE = [
  '<!channel>',
  '<@U0TOM>',
  '*x*',
  '_y_',
  '`z`',
  '[x](http://evil)',
  '${1+1}',
  '&amp;',
  ':tada:',
  '\u202eevil',
];

function card(...body: object[]) {
  return readCard({ type: 'AdaptiveCard', body });
}

function drawn(...body: object[]): readonly Block[] {
  return draw(card(...body), { asModal: false }).blocks;
}

const samples = readdirSync('cards')
  .filter((file) => file.endsWith('.sample.json'))
  .map((file) => file.replace('.sample.json', '') as CardName)
  .map((name): View => ({
    card: name,
    text: `All of ${name}`,
    data: JSON.parse(readFileSync(`cards/${name}.sample.json`, 'utf8')) as never,
  }));

describe('every card we have', () => {
  it.each(samples)('$card is a message, a modal and a home tab that Slack accepts', (view) => {
    const message = surfaces.message(view);
    expect(blockMistakes(message.blocks, 'message')).toEqual([]);
    expect(viewMistakes(surfaces.modal('A title that is much longer than Slack allows', view))).toEqual([]);
    expect(viewMistakes(surfaces.home(view)).filter((mistake) => !mistake.includes('submit'))).toEqual([]);
    expect(message.text).not.toBe('');
  });

  it.each(Object.entries(fullest))('%s with long words fits, and what an employee reads is all there', (name, data) => {
    const view: View = { card: name as CardName, text: 'Long '.repeat(80), data: data };
    const message = surfaces.message(view);
    expect(blockMistakes(message.blocks, 'message')).toEqual([]);
    expect(viewMistakes(surfaces.modal('Long', view))).toEqual([]);
    const whole = ['verdict', 'answer', 'guide', 'overview', 'sign-ins', 'question', 'notice'].includes(name);
    if (whole) expect(JSON.stringify(message.blocks)).not.toContain('not shown here');
  });

  it('knows which cards exist', () => {
    expect(samples.length).toBeGreaterThan(10);
  });
});

describe('words of people', () => {
  it.each(HOSTILE)('%s stays what it is, wherever it stands', (name) => {
    const message = surfaces.message(
      notice(`About ${name}`, [`${name} has no passkey.`], { buttons: [{ title: name, does: { verb: 'help' } }] }),
    );
    const texts = JSON.stringify(message.blocks);
    expect(texts).not.toContain('"mrkdwn"');
    expect(texts).toContain(JSON.stringify(name).slice(1, -1));
    expect(message.blocks.some((block) => block.type === 'rich_text')).toBe(true);
    const elements = message.blocks.flatMap((block) =>
      block.type === 'rich_text'
        ? block.elements.flatMap((part) => (part.type === 'rich_text_section' ? part.elements : []))
        : [],
    );
    expect(elements.every(({ type }) => type === 'text')).toBe(true);
    expect(message.text).not.toMatch(/<[!@#h]/);
  });
});

describe('elements', () => {
  it('TextBlock: **bold** is bold, and nothing else is read as markup', () => {
    expect(drawn({ type: 'TextBlock', text: 'You are in **Everyone** _now_ <!here>' })).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'You are in ' },
              { type: 'text', text: 'Everyone', style: { bold: true } },
              { type: 'text', text: ' _now_ <!here>' },
            ],
          },
        ],
      },
    ]);
  });

  it('facts and rows of two columns become fields, ten to a section; numbered steps stay lines', () => {
    const facts = Array.from({ length: 7 }, (_, index) => ({
      title: `Title ${String(index)}`,
      value: index === 3 ? '' : 'value',
    }));
    const sections = drawn({ type: 'FactSet', facts });
    expect(sections.map((block) => (block.type === 'section' ? block.fields?.length : 0))).toEqual([10, 4]);
    const column = (text: string) => ({ items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] }] });
    expect(drawn({ type: 'ColumnSet', columns: [column('Reason'), column('Lost phone')] })[0]).toMatchObject({
      type: 'section',
      fields: [{ text: 'Reason' }, { text: 'Lost phone', type: 'plain_text' }],
    });
    expect(
      JSON.stringify(drawn({ type: 'ColumnSet', columns: [column('1'), column('Open Authenticator')] })),
    ).toContain('"1. "');
  });

  it('one card has one layout: where one value is too long for a field, every fact is a line', () => {
    const facts = [
      { title: 'Who can', value: 'You' },
      { title: 'What now', value: 'word '.repeat(20).trim() },
    ];
    const blocks = drawn({ type: 'FactSet', facts });
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text']);
    expect(JSON.stringify(blocks)).toContain('"Who can: "');
  });

  it('in a list where only some rows have a button, each reads like the others: bold name, button below', () => {
    const view = {
      card: 'person',
      data: {
        ...barest.person,
        sections: [
          {
            title: 'Step by step',
            entries: [
              { name: '1. Check who is asking', detail: 'Open', buttons: [] },
              {
                name: '2. End the sessions',
                detail: 'Open',
                buttons: [{ title: 'End them', does: { verb: 'help' } }],
              },
            ],
            note: '',
            buttons: [],
          },
        ],
      },
      text: '',
    } as const;
    const blocks = surfaces.home(view).blocks;
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'header', 'rich_text', 'actions']);
    const words = JSON.stringify(blocks[2]);
    for (const name of ['1. Check who is asking', '2. End the sessions'])
      expect(words).toContain(JSON.stringify({ type: 'text', text: name, style: { bold: true } }));
    expect(JSON.stringify(blocks[3])).toContain('End them: 2. End the sessions');
  });

  it('points of a list begin with their dot alone', () => {
    const column = (text: string) => ({ items: [{ type: 'TextBlock', text }] });
    const [block] = drawn({ type: 'ColumnSet', columns: [column('•'), column('Set up a passkey')] });
    expect(JSON.stringify(block)).toContain('"• "');
    expect(JSON.stringify(block)).not.toContain('•:');
  });

  it('a row with a button keeps it beside the words', () => {
    const row = {
      type: 'ColumnSet',
      columns: [
        {
          items: [
            { type: 'TextBlock', text: 'Tom Baker' },
            { type: 'TextBlock', text: 'lost phone' },
          ],
        },
        {
          items: [
            {
              type: 'ActionSet',
              actions: [{ type: 'Action.Execute', title: 'Look', verb: 'person.show', data: { person: 'p' } }],
            },
          ],
        },
      ],
    };
    expect(drawn(row)).toEqual([
      expect.objectContaining({
        type: 'section',
        text: { type: 'plain_text', text: 'Tom Baker\nlost phone', emoji: false },
        accessory: expect.objectContaining({
          action_id: 'person.show:0',
          value: '{"person":"p","verb":"person.show"}',
        }) as object,
      }),
    ]);
  });

  it('buttons carry their data, their style, and nothing that only Teams reads', () => {
    const actions = [
      {
        type: 'Action.Execute',
        title: 'Approve',
        verb: 'pass.approve',
        style: 'positive',
        data: { verb: 'pass.approve', request: 'r' },
      },
      {
        type: 'Action.Submit',
        title: 'Deny',
        style: 'destructive',
        data: { verb: 'pass.deny-form', request: 'r', msteams: { type: 'task/fetch' } },
      },
      { type: 'Action.OpenUrl', title: 'Confirm', url: 'https://example.com' },
    ];
    const [block] = drawn({ type: 'ActionSet', actions });
    expect(block).toMatchObject({
      elements: [
        { action_id: 'pass.approve:0', style: 'primary', value: '{"verb":"pass.approve","request":"r"}' },
        { action_id: 'pass.deny-form:1:dialog', style: 'danger', value: '{"verb":"pass.deny-form","request":"r"}' },
        { action_id: 'url:2', url: 'https://example.com' },
      ],
    });
  });

  it('actions at the foot of a card are buttons too', () => {
    const footed = readCard({
      type: 'AdaptiveCard',
      body: [],
      actions: [{ type: 'Action.OpenUrl', title: 'Go', url: 'https://example.com' }],
    });
    expect(draw(footed, { asModal: false }).blocks).toMatchObject([
      { type: 'actions', elements: [{ url: 'https://example.com' }] },
    ]);
  });

  it('pictures only over https', () => {
    const picture = (url: string) => drawn({ type: 'Image', url, altText: 'A phone' });
    expect(picture('https://example.com/a.png')).toMatchObject([{ type: 'image', alt_text: 'A phone' }]);
    expect([picture('http://example.com/a.png'), picture('data:image/png;base64,x')]).toEqual([[], []]);
  });

  it('more buttons than one block takes stand in several', () => {
    const actions = Array.from({ length: 60 }, (_, index) => ({
      type: 'Action.Execute',
      title: String(index),
      verb: 'help',
      data: {},
    }));
    const blocks = drawn({ type: 'ActionSet', actions });
    expect(blocks.map((block) => (block.type === 'actions' ? block.elements.length : 0))).toEqual([25, 25, 10]);
  });

  it('inputs: a choice, a text and a toggle, with the sending action as the modal’s own button', () => {
    const { blocks, submit } = draw(
      card(
        {
          type: 'Input.ChoiceSet',
          id: 'reason',
          label: 'Reason',
          style: 'expanded',
          value: 'b',
          isRequired: true,
          choices: [
            { title: 'A', value: 'a' },
            { title: 'B', value: 'b' },
          ],
        },
        { type: 'Input.ChoiceSet', id: 'way', label: 'Way', choices: [{ title: 'A', value: 'a' }] },
        { type: 'Input.ChoiceSet', id: 'none', label: 'None', choices: [] },
        { type: 'Input.Text', id: 'note', label: 'Note', maxLength: 9_000, isMultiline: true },
        { type: 'Input.Toggle', id: 'sure', title: 'I am sure' },
        {
          type: 'ActionSet',
          actions: [
            { type: 'Action.Submit', title: 'Send', data: { verb: 'pass.ask' } },
            { type: 'Action.Submit', title: 'Back', associatedInputs: 'none', data: { verb: 'help' } },
          ],
        },
      ),
      { asModal: true },
    );
    expect(submit?.data).toEqual({ verb: 'pass.ask' });
    expect(blocks).toMatchObject([
      {
        type: 'input',
        block_id: 'reason',
        optional: false,
        element: { type: 'radio_buttons', initial_option: { value: 'b' } },
      },
      { type: 'input', block_id: 'way', optional: true, element: { type: 'static_select' } },
      { type: 'rich_text' },
      { type: 'input', block_id: 'note', element: { type: 'plain_text_input', multiline: true, max_length: 3_000 } },
      { type: 'input', block_id: 'sure', element: { type: 'checkboxes' } },
      { type: 'actions', elements: [{ text: { text: 'Back' }, action_id: 'help:0' }] },
    ]);
  });

  it('what was entered is read by the ids of the inputs', () => {
    const values = {
      note: { value: { value: 'hello' } },
      reason: { value: { selected_option: { value: 'a' } } },
      sure: { value: { selected_options: [{ value: 'true' }] } },
      many: { value: { selected_options: [{ value: 'a' }, { value: 'b' }] } },
      empty: { value: { value: null } },
      none: { value: { selected_option: null } },
      strange: { other: { value: 'x' } },
    };
    expect(enteredValues({ values })).toEqual({ note: 'hello', reason: 'a', sure: 'true', many: 'a,b' });
  });
});

describe('limits', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.integer({ min: 0, max: 30_000 }).map((length) => '👩‍👩‍👧‍👦&<é'.repeat(Math.ceil(length / 14)).slice(0, length)),
    fc.constantFrom(...HOSTILE),
  );
  const id = fc.stringMatching(/^[a-z]{1,20}$/);
  const action = fc.oneof(
    fc.record({
      type: fc.constantFrom('Action.Execute', 'Action.Submit'),
      title: text,
      verb: id,
      data: fc.dictionary(id, fc.uuid(), { maxKeys: 5 }),
      style: fc.constantFrom('default', 'positive', 'destructive'),
    }),
    fc.record({ type: fc.constant('Action.OpenUrl'), title: text, url: fc.webUrl() }),
  );
  const rich = fc.record({
    type: fc.constant('RichTextBlock'),
    inlines: fc.array(
      fc.record({
        type: fc.constant('TextRun'),
        text,
        size: fc.constantFrom('Default', 'Large'),
        weight: fc.constantFrom('Bolder', 'Default'),
      }),
      { maxLength: 4 },
    ),
  });
  const leaf = fc.oneof(
    fc.record({ type: fc.constant('TextBlock'), text, size: fc.constantFrom('Default', 'Large') }),
    rich,
    fc.record({
      type: fc.constant('FactSet'),
      facts: fc.array(fc.record({ title: text, value: text }), { maxLength: 30 }),
    }),
    fc.record({ type: fc.constant('ActionSet'), actions: fc.array(action, { maxLength: 40 }) }),
    fc.record({ type: fc.constant('Image'), url: fc.webUrl({ validSchemes: ['http', 'https'] }), altText: text }),
  );
  const columns = fc.record({
    type: fc.constant('ColumnSet'),
    columns: fc.array(fc.record({ items: fc.array(leaf, { maxLength: 3 }) }), { maxLength: 3 }),
  });
  const container = fc.record({
    type: fc.constant('Container'),
    items: fc.array(fc.oneof(leaf, columns), { maxLength: 6 }),
    spacing: fc.constant('Medium'),
  });
  const inputs = fc.uniqueArray(
    fc.oneof(
      fc.record({
        type: fc.constant('Input.Text'),
        id,
        label: text,
        placeholder: text,
        maxLength: fc.nat(9_000).map((length) => length + 1),
        isRequired: fc.boolean(),
      }),
      fc.record({
        type: fc.constant('Input.ChoiceSet'),
        id,
        label: text,
        style: fc.constantFrom('expanded', 'compact'),
        choices: fc.uniqueArray(fc.record({ title: text, value: id }), {
          selector: ({ value }) => value,
          maxLength: 150,
        }),
      }),
    ),
    { selector: (input) => input.id, maxLength: 4 },
  );
  const body = fc
    .tuple(fc.array(fc.oneof(leaf, columns, container), { maxLength: 80 }), inputs)
    .map(([elements, asked]) => [
      ...elements,
      ...asked,
      { type: 'ActionSet', actions: [{ type: 'Action.Submit', title: 'Send', data: { verb: 'help' } }] },
    ]);

  it('hold for every card, by our checker and by the local Slack’s', () => {
    fc.assert(
      fc.property(body, text, text, (elements, title, spoken) => {
        const any = openSurfaces({ fill: () => ({ type: 'AdaptiveCard', body: elements }) });
        const view = notice(spoken, []);
        const message = any.message(view);
        const modal = any.modal(title, view);
        expect([...messageProblems(message), ...blockMistakes(message.blocks, 'message')]).toEqual([]);
        expect([...viewProblems(modal, modal.blocks as Block[]), ...viewMistakes(modal)]).toEqual([]);
        expect(message.blocks.length).toBeLessThanOrEqual(LIMIT.messageBlocks);
      }),
      { numRuns: 150 },
    );
  });

  it('say how many entries are left out, and keep the card’s own buttons', () => {
    const row = (index: number) => ({
      type: 'ColumnSet',
      columns: [
        { items: [{ type: 'TextBlock', text: `Row ${String(index)}` }] },
        {
          items: [{ type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'Look', verb: 'help', data: {} }] }],
        },
      ],
    });
    const foot = { type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'Again', verb: 'queue', data: {} }] };
    const any = openSurfaces({
      fill: () => ({ type: 'AdaptiveCard', body: [...Array.from({ length: 70 }, (_, index) => row(index)), foot] }),
    });
    const { blocks } = any.message(notice('x', []));
    expect(blocks).toHaveLength(50);
    expect(JSON.stringify(blocks.at(-2))).toContain('… and 22 more, not shown here.');
    expect(JSON.stringify(blocks.at(-1))).toContain('Again');
  });

  it('are never met by cutting an id: such a card is a mistake of ours', () => {
    const any = openSurfaces({
      fill: () => ({
        type: 'AdaptiveCard',
        body: [
          {
            type: 'ActionSet',
            actions: [{ type: 'Action.Execute', title: 'x', verb: 'help', data: { id: 'x'.repeat(2_100) } }],
          },
        ],
      }),
    });
    expect(() => any.message(notice('x', []))).toThrow('value: 2123 long');
  });

  it('a text is cut at a whole character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (long, most) => {
        const short = cut(long, most);
        expect(short.length).toBeLessThanOrEqual(most);
        if (short !== long) expect(long.startsWith(short.slice(0, -1)) && short.endsWith('…')).toBe(true);
        expect(escapeWithin(long, most).length).toBeLessThanOrEqual(most);
        expect(escapeWithin(long, most)).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
    );
    expect(cut('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
  });
});

describe('what people type', () => {
  it('comes out of Slack’s markup', () => {
    expect(typed('<mailto:a@b.c|a@b.c> &lt;3 <https://x.y|x.y> <tel:123|123> &amp;amp;')).toBe(
      'a@b.c <3 x.y 123 &amp;',
    );
    expect([
      mentioned('<@U123|tom>'),
      mentioned(' <@W1> '),
      mentioned('<@U1> x'),
      mentioned('<!channel>'),
      mentioned('@tom'),
    ]).toEqual(['U123', 'W1', undefined, undefined, undefined]);
  });
});
