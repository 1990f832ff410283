import { h } from './dom.js';
import { drawElement } from './block-elements.js';
import { emoji, mrkdwn, withEmoji } from './markdown.js';

/**
 * Draws Block Kit. `surface` has `press(key, value)`, `suggest(key, typed)`, `nameOf(userId)`, `errors` (block id → words),
 * `entered` (values to keep over a redraw) and `inputs`, a map that is filled with a reader per input.
 */
export function drawBlocks(blocks, surface) {
  return h(
    'div',
    { class: 'blocks' },
    blocks.map((block) => drawBlock(block, surface)),
  );
}

function drawBlock(block, surface) {
  const draw = blocks[block.type];
  return draw === undefined ? h('p', { class: 'unknown' }, `(${block.type})`) : draw(block, surface);
}

const blocks = {
  header: (block) => h('h4', { class: 'b-header' }, withEmoji(block.text.text)),
  divider: () => h('hr'),
  section: (block, surface) =>
    h(
      'div',
      { class: 'b-section' },
      h(
        'div',
        { class: 'b-text' },
        block.text && drawText(block.text, surface),
        block.fields &&
          h(
            'div',
            { class: 'b-fields' },
            block.fields.map((field) => drawText(field, surface)),
          ),
      ),
      block.accessory && h('div', { class: 'b-accessory' }, drawElement(block.accessory, block, surface)),
    ),
  context: (block, surface) =>
    h(
      'div',
      { class: 'b-context' },
      block.elements.map((part) => (part.type === 'image' ? h('span', {}, part.alt_text) : drawText(part, surface))),
    ),
  actions: (block, surface) =>
    h(
      'div',
      { class: 'b-actions' },
      block.elements.map((element) => drawElement(element, block, surface)),
    ),
  input: (block, surface) => drawElement(block.element, block, surface),
  image: (block) => h('p', { class: 'b-context' }, block.alt_text),
  markdown: (block, surface) => drawText({ type: 'mrkdwn', text: block.text }, surface),
  rich_text: (block, surface) =>
    h(
      'div',
      { class: 'b-rich' },
      block.elements.map((element) => drawRich(element, surface)),
    ),
};

export function drawText(text, surface) {
  if (text.type === 'plain_text') return h('p', { class: 'words' }, withEmoji(text.text));
  const node = h('p', { class: 'words' });
  // mrkdwn() escapes everything but the few tags it writes itself.
  node.innerHTML = mrkdwn(text.text, surface.nameOf);
  return node;
}

function drawRich(element, surface) {
  const inner = () => element.elements.map((one) => drawRich(one, surface));
  switch (element.type) {
    case 'rich_text_section':
      return h('div', { class: 'r-section' }, inner());
    case 'rich_text_quote':
      return h('blockquote', {}, inner());
    case 'rich_text_preformatted':
      return h('pre', {}, inner());
    case 'rich_text_list': {
      const list = h(element.style === 'ordered' ? 'ol' : 'ul', {
        start: element.offset ? element.offset + 1 : undefined,
      });
      list.style.marginInlineStart = `${(element.indent ?? 0) * 20}px`;
      list.append(...element.elements.map((item) => h('li', {}, drawRich(item, surface))));
      return list;
    }
    default:
      return drawLeaf(element, surface);
  }
}

function drawLeaf(leaf, surface) {
  const words =
    leaf.type === 'user'
      ? h('span', { class: 'mention' }, `@${surface.nameOf(leaf.user_id)}`)
      : leaf.type === 'emoji'
        ? (emoji[leaf.name] ?? `:${leaf.name}:`)
        : leaf.type === 'link'
          ? h(
              'a',
              { href: /^https?:/.test(leaf.url) ? leaf.url : undefined, target: '_blank', rel: 'noopener noreferrer' },
              leaf.text ?? leaf.url,
            )
          : leaf.type === 'date'
            ? (leaf.fallback ?? '')
            : (leaf.text ?? '');
  const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code' };
  return Object.entries(tags).reduce((node, [style, tag]) => (leaf.style?.[style] ? h(tag, {}, node) : node), words);
}
