import { get } from './api.js';
import { clockTime, h } from './dom.js';

const platforms = { teams: 'Teams', slack: 'Slack', graph: 'Graph', signin: 'Sign-in' };
const most = 300;

/** What went over the wire, newest first, secrets masked by the server. */
export function startWire(pane, toggle) {
  const shown = new Set(Object.keys(platforms));
  const list = h('ol', { class: 'exchanges' });
  let last = 0;
  const filter = (platform) => {
    const button = h(
      'button',
      {
        type: 'button',
        'aria-pressed': 'true',
        class: `chip ${platform}`,
        onclick: () => {
          if (!shown.delete(platform)) shown.add(platform);
          button.setAttribute('aria-pressed', String(shown.has(platform)));
          list.dataset.hide = Object.keys(platforms)
            .filter((one) => !shown.has(one))
            .join(' ');
        },
      },
      platforms[platform],
    );
    return button;
  };
  pane.append(
    h(
      'div',
      { class: 'wire-head' },
      h('h2', {}, 'On the wire'),
      h('div', { role: 'group', 'aria-label': 'Show' }, ['teams', 'slack', 'graph'].map(filter)),
      h('p', {}, 'Newest first. Secrets are masked, and dialogs are not recorded.'),
    ),
    list,
  );
  const open = (wanted) => {
    pane.hidden = !wanted;
    toggle.setAttribute('aria-expanded', String(wanted));
    if (wanted) refresh();
  };
  const refresh = async () => {
    if (pane.hidden) return;
    const exchanges = await get(`wire?after=${last}`);
    for (const exchange of exchanges) {
      if (exchange.number <= last) continue;
      last = exchange.number;
      list.prepend(row(exchange));
    }
    while (list.children.length > most) list.lastChild.remove();
  };
  toggle.addEventListener('click', () => open(pane.hidden));
  return { refresh, open };
}

function row({ at, platform, direction, method, path, status, request, response }) {
  const failed = status === 0 || status >= 400;
  const body = (name, value) =>
    value === undefined || value === null || value === ''
      ? []
      : [h('h4', {}, name), h('pre', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2))];
  const details = h(
    'details',
    {},
    h(
      'summary',
      {},
      h('time', {}, clockTime(at)),
      h('span', { class: `chip ${platform}` }, platforms[platform]),
      h(
        'span',
        { class: 'way', title: direction === 'in' ? 'to the bot' : 'from the bot' },
        direction === 'in' ? '→ bot' : 'bot →',
      ),
      h('span', { class: 'path' }, h('b', {}, method), ` ${path}`),
      h('span', { class: failed ? 'status bad' : 'status' }, status === 0 ? 'no answer' : String(status)),
    ),
  );
  // Filled when it is opened: most rows never are.
  details.addEventListener('toggle', () => {
    if (details.children.length === 1)
      details.append(h('div', { class: 'bodies' }, body('Request', request), body('Answer', response)));
  });
  return h('li', { class: platform }, details);
}
