import { h, unique } from './dom.js';

/** A line to write in, with a few things one might say first. */
export function composer(label, hints, onSend) {
  const id = unique('write');
  const input = h('textarea', { id, rows: '1', placeholder: label, autocomplete: 'off' });
  const send = async () => {
    const text = input.value.trim();
    if (text === '' || form.getAttribute('aria-busy') === 'true') return;
    input.value = '';
    form.setAttribute('aria-busy', 'true');
    try {
      await onSend(text);
    } finally {
      form.removeAttribute('aria-busy');
    }
  };
  const chips = h(
    'div',
    { class: 'hints', role: 'group', 'aria-label': 'Things to say' },
    hints.map((text) =>
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            input.value = text;
            input.focus();
            send();
          },
        },
        text,
      ),
    ),
  );
  const form = h(
    'form',
    {
      class: 'composer',
      onsubmit: (event) => {
        event.preventDefault();
        send();
      },
    },
    h('label', { class: 'hidden', for: id }, label),
    input,
    h('button', { type: 'submit', 'aria-label': 'Send' }, '➤'),
  );
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  return {
    node: h('div', { class: 'compose' }, chips, form),
    input,
    showHints: (wanted) => {
      chips.hidden = !wanted || hints.length === 0;
    },
  };
}
