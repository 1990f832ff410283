import { h } from './dom.js';

const names = { employee: 'Employee', agent: 'Agent', approver: 'Approver', wire: 'Wire' };

/** On a narrow screen one pane is shown at a time. */
export function startTabs(nav, wire) {
  const show = (id) => {
    document.body.dataset.tab = id;
    for (const button of nav.children) button.setAttribute('aria-pressed', String(button.dataset.tab === id));
    wire.open(id === 'wire');
  };
  nav.append(
    ...Object.entries(names).map(([id, name]) =>
      h(
        'button',
        { type: 'button', 'data-tab': id, onclick: () => show(id) },
        h('span', { class: 'dot', 'aria-hidden': 'true' }),
        name,
      ),
    ),
  );
  show('employee');
}
