import { combobox } from './combobox.js';
import { h, unique } from './dom.js';
import { withEmoji } from './markdown.js';

/** One interactive element. In an input block it is read on submit; elsewhere it tells the bot at once. */
export function drawElement(element, block, surface) {
  const key = `${block.block_id}/${element.action_id}`;
  const isInput = block.type === 'input';
  const draw = drawers[element.type.replace(/^multi_/, '')];
  if (draw === undefined) return h('p', { class: 'unknown' }, `(${element.type})`);
  const id = unique('element');
  const label = isInput
    ? withEmoji(block.label.text)
    : (element.placeholder?.text ?? element.text?.text ?? element.action_id);
  const change = (value) => !isInput && surface.press(key, value);
  const { node, read } = draw({ element, key, id, label, isInput, change, entered: surface.entered?.[key], surface });
  if (read !== undefined) surface.inputs?.set(key, read);
  return isInput ? field(block, id, label, node, surface) : node;
}

function field(block, id, label, node, surface) {
  const error = surface.errors?.[block.block_id];
  const group = node.matches('fieldset');
  const control = group
    ? node
    : node.matches('input, select, textarea')
      ? node
      : node.querySelector('input, select, textarea');
  const notes = [
    error !== undefined && h('p', { class: 'b-error', id: `${id}-error` }, error),
    block.hint && h('p', { class: 'b-hint', id: `${id}-hint` }, block.hint.text),
  ].filter(Boolean);
  if (notes.length > 0) control?.setAttribute('aria-describedby', notes.map((note) => note.id).join(' '));
  if (error !== undefined) control?.setAttribute('aria-invalid', 'true');
  if (!block.optional) control?.setAttribute('aria-required', 'true');
  const words = [label, block.optional && h('small', {}, ' (optional)')];
  if (group) node.prepend(h('legend', {}, words));
  return h('div', { class: 'b-input' }, group ? undefined : h('label', { for: id }, words), node, notes);
}

const optionText = (option) => withEmoji(option.text.text);

const drawers = {
  button({ element, key, surface }) {
    const press = async () => {
      if (node.classList.contains('waiting')) return;
      node.classList.add('waiting');
      await surface.press(key);
      node.classList.remove('waiting');
    };
    const node = h(
      'button',
      {
        type: 'button',
        class: `b-button ${element.style ?? ''}`,
        'aria-label': element.accessibility_label,
        onclick: press,
      },
      withEmoji(element.text.text),
    );
    return { node };
  },
  plain_text_input: (parts) => textInput(parts, parts.element.multiline ? 'textarea' : 'text'),
  email_text_input: (parts) => textInput(parts, 'email'),
  url_text_input: (parts) => textInput(parts, 'url'),
  number_input: (parts) => textInput(parts, 'number'),
  datepicker: (parts) =>
    textInput({ ...parts, element: { ...parts.element, initial_value: parts.element.initial_date } }, 'date'),
  static_select({ element, id, label, isInput, change, entered }) {
    const groups = element.option_groups ?? [{ options: element.options ?? [] }];
    const first = entered ?? element.initial_option?.value ?? '';
    const make = (option) => h('option', { value: option.value, selected: option.value === first }, optionText(option));
    const node = h(
      'select',
      { id, 'aria-label': isInput ? undefined : label, onchange: () => node.value !== '' && change(node.value) },
      h('option', { value: '' }, element.placeholder?.text ?? 'Choose an option'),
      groups.map((group) =>
        group.label ? h('optgroup', { label: group.label.text }, group.options.map(make)) : group.options.map(make),
      ),
    );
    return { node, read: () => node.value };
  },
  users_select({ element, id, label, isInput, change, entered, surface }) {
    const first = entered ?? element.initial_user ?? '';
    const node = h(
      'select',
      { id, 'aria-label': isInput ? undefined : label, onchange: () => node.value !== '' && change(node.value) },
      h('option', { value: '' }, element.placeholder?.text ?? 'Choose a person'),
      surface.users.map(({ userId, name }) => h('option', { value: userId, selected: userId === first }, name)),
    );
    return { node, read: () => node.value };
  },
  external_select: ({ element, key, id, entered, change, surface }) =>
    combobox({
      element,
      id,
      entered,
      change,
      suggest: (typed) => surface.suggest(key, typed),
      keep: (option) => surface.keep?.(key, option),
      kept: surface.kept?.(key),
    }),
  overflow({ element, key, surface, label }) {
    const node = h(
      'select',
      {
        class: 'b-overflow',
        'aria-label': label || 'More',
        onchange: () => {
          const { value } = node;
          node.value = '';
          surface.press(key, value);
        },
      },
      h('option', { value: '' }, '…'),
      element.options.map((option) => h('option', { value: option.value }, optionText(option))),
    );
    return { node };
  },
  radio_buttons: (parts) => choices(parts, 'radio'),
  checkboxes: (parts) => choices(parts, 'checkbox'),
};

function textInput({ element, id, label, isInput, entered }, type) {
  const shared = {
    id,
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    minlength: element.min_length,
    value: entered ?? element.initial_value ?? '',
    'aria-label': isInput ? undefined : label,
  };
  const node = type === 'textarea' ? h('textarea', { ...shared, rows: '3' }) : h('input', { ...shared, type });
  return { node, read: () => node.value };
}

function choices({ element, id, label, isInput, change, entered }, type) {
  const initial =
    entered ?? element.initial_options?.map((option) => option.value) ?? element.initial_option?.value ?? [];
  const chosen = () => [...node.querySelectorAll('input:checked')].map((input) => input.value);
  const node = h(
    'fieldset',
    { class: 'b-choices', id },
    isInput ? undefined : h('legend', { class: 'hidden' }, label),
    element.options.map((option) =>
      h(
        'label',
        {},
        h('input', {
          type,
          name: id,
          value: option.value,
          checked: [initial].flat().includes(option.value),
          onchange: () => change(type === 'radio' ? option.value : chosen().join(',')),
        }),
        h('span', {}, optionText(option), option.description && h('small', {}, option.description.text)),
      ),
    ),
  );
  return { node, read: () => (type === 'radio' ? (chosen()[0] ?? '') : chosen()) };
}
