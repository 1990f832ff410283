import { h, unique } from './dom.js';

/** A select whose options come from the bot while one types (block_suggestion). WAI-ARIA combobox with a list. */
export function combobox({ element, id, suggest, change, keep, kept }) {
  const least = element.min_query_length ?? 3;
  const listId = unique('options');
  const list = h('ul', { id: listId, role: 'listbox', hidden: true });
  let picked = kept ?? element.initial_option;
  let active = -1;
  let asked = 0;
  const input = h('input', {
    id,
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder: element.placeholder?.text ?? `Type at least ${least} letters`,
    value: picked?.text.text ?? '',
  });
  const open = (wanted) => {
    list.hidden = !wanted;
    input.setAttribute('aria-expanded', String(wanted));
  };
  const highlight = (index) => {
    active = index;
    [...list.children].forEach((child, place) => child.setAttribute('aria-selected', String(place === index)));
    const current = list.children[index];
    input.setAttribute('aria-activedescendant', current?.id ?? '');
    current?.scrollIntoView({ block: 'nearest' });
  };
  const pick = (option) => {
    picked = option;
    input.value = option.text.text;
    keep?.(option);
    open(false);
    change(option.value);
  };
  const offer = (options) => {
    const rows = options.map((option) =>
      h(
        'li',
        {
          id: unique('option'),
          role: 'option',
          'aria-selected': 'false',
          onmousedown: (event) => {
            event.preventDefault();
            pick(option);
          },
        },
        option.text.text,
        option.description && h('small', {}, option.description.text),
      ),
    );
    list.replaceChildren(...(rows.length > 0 ? rows : [h('li', { class: 'none' }, 'Nobody found')]));
    list.options = options;
    highlight(-1);
    open(true);
  };
  input.addEventListener('input', () => {
    picked = undefined;
    const turn = ++asked;
    if (input.value.length < least) return open(false);
    setTimeout(async () => {
      if (turn !== asked) return;
      const options = await suggest(input.value);
      if (turn === asked) offer(options);
    }, 200);
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const count = list.options?.length ?? 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (count > 0)
        highlight(
          (active + (event.key === 'ArrowDown' ? 1 : count - 1) + (active === -1 && event.key === 'ArrowUp' ? 1 : 0)) %
            count,
        );
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      pick(list.options[active]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      open(false);
    }
  });
  input.addEventListener('blur', () => open(false));
  return { node: h('div', { class: 'combobox' }, input, list), read: () => picked?.value ?? '' };
}
