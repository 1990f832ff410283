import { h, unique } from './dom.js';

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/**
 * A dialog inside one pane. Keeps the focus, closes with Esc, and gives the focus back to where it was.
 * `fill({ title, body, footer })` replaces what is in it and keeps the dialog open.
 */
export function openOverlay(pane, { kind, onClose }) {
  const titleId = unique('dialog');
  const title = h('h3', { id: titleId, tabindex: '-1' });
  const body = h('div', { class: 'overlay-body' });
  const footer = h('div', { class: 'overlay-footer' });
  const note = h('p', { class: 'note', role: 'alert', hidden: true });
  const close = h('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => onClose() }, '×');
  const box = h(
    'div',
    { class: `overlay-box ${kind}`, role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': titleId },
    h('div', { class: 'overlay-head' }, title, close),
    note,
    body,
    footer,
  );
  const veil = h('div', { class: 'overlay' }, box);
  const before = document.activeElement;
  const behind = [...pane.children];
  behind.forEach((child) => child.setAttribute('inert', ''));
  pane.append(veil);

  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (event.key !== 'Tab') return;
    const stops = [...box.querySelectorAll(focusable)].filter((node) => node.offsetParent !== null);
    const [first, last] = [stops[0], stops.at(-1)];
    if (event.shiftKey && (document.activeElement === first || document.activeElement === title)) {
      event.preventDefault();
      last?.focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first?.focus();
    }
  });

  return {
    box,
    say(text, tone = 'bad') {
      note.textContent = text;
      note.dataset.tone = tone;
      note.hidden = text === '';
    },
    fill(content) {
      // What replaces the content from elsewhere must not take the focus out of another pane.
      const own =
        veil.contains(document.activeElement) || document.activeElement === document.body || pane.contains(before);
      title.textContent = content.title;
      body.replaceChildren(...content.body);
      footer.replaceChildren(...(content.footer ?? []));
      footer.hidden = (content.footer ?? []).length === 0;
      if (!own) return;
      const input = body.querySelector('input:not([type=hidden]), textarea, select');
      (input ?? title).focus({ preventScroll: true });
    },
    remove() {
      behind.forEach((child) => child.removeAttribute('inert'));
      const mine = veil.contains(document.activeElement);
      veil.remove();
      if (mine && before instanceof HTMLElement && before.isConnected) before.focus();
    },
  };
}
