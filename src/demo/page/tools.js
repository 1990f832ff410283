import { get, post } from './api.js';
import { announce, clockTime, h } from './dom.js';

export function startClock() {
  const now = document.getElementById('now');
  const ahead = document.getElementById('ahead');
  let offset = 0;
  const draw = () => {
    const date = new Date(Date.now() + offset);
    now.textContent = clockTime(date);
    now.dateTime = date.toISOString();
  };
  const read = (time) => {
    offset = new Date(time.now).getTime() - Date.now();
    ahead.textContent = time.aheadMinutes === 0 ? '' : `+${span(time.aheadMinutes)}`;
    draw();
  };
  const move = async (minutes) => {
    read(await post('clock', { minutes }));
    announce(`It is now ${now.textContent}.`);
  };
  for (const button of document.querySelectorAll('.clock [data-minutes]')) {
    button.addEventListener('click', () => move(Number(button.dataset.minutes)));
  }
  document.getElementById('clock-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const input = document.getElementById('clock-minutes');
    if (input.value !== '') move(Number(input.value));
    input.value = '';
  });
  setInterval(draw, 1000);
  return { refresh: async () => read(await get('clock')) };
}

function span(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

const switches = [
  [
    'Microsoft Graph',
    [
      ['Too many calls (429), next 3', { kind: 'throttled', retryAfter: 1, times: 3 }],
      ['Too many calls, without a wait time', { kind: 'throttled', times: 3 }],
      ['Unavailable (503) until switched off', { kind: 'unavailable' }],
      ['Slow: 4 seconds a call', { kind: 'slow', ms: 4000 }],
      ['Never answers', { kind: 'silent' }],
      [
        'Creates the pass, answer lost',
        { kind: 'lost', method: 'POST', path: '/users/*/authentication/temporaryAccessPassMethods', times: 1 },
      ],
      ['Answers nonsense, next call', { kind: 'nonsense', as: 'shape', times: 1 }],
    ],
  ],
  [
    'Entra sign-in',
    [
      ['Leaves out the authentication context', { kind: 'sign-in', fault: 'no authentication context' }],
      ['Signed in half an hour ago', { kind: 'sign-in', fault: 'long ago' }],
      ['Another tenant', { kind: 'sign-in', fault: 'foreign tenant' }],
    ],
  ],
  [
    'Teams and Slack',
    [
      ['Teams refuses the next message (503)', { kind: 'teams', fault: 'unavailable' }],
      ['Teams loses the next answer', { kind: 'teams', fault: 'answer lost' }],
      ['Slack throttles the next call', { kind: 'slack', fault: 'throttled' }],
      ['Slack loses the next answer', { kind: 'slack', fault: 'answer lost' }],
    ],
  ],
];

export function startFaults(menu) {
  const count = menu.querySelector('#fault-count');
  const sheet = menu.querySelector('.sheet');
  const off = h(
    'button',
    { type: 'button', class: 'primary', onclick: () => flip({ kind: 'off' }, 'All faults are off.') },
    'Everything works again',
  );
  const done = h('p', { class: 'result', role: 'status' });
  const flip = async (fault, words) => {
    draw(await post('faults', fault));
    done.textContent = words;
  };
  const draw = ({ active }) => {
    count.textContent = active.length === 0 ? '' : String(active.length);
    menu.dataset.active = String(active.length > 0);
  };
  sheet.append(
    ...switches.map(([where, list]) =>
      h(
        'section',
        {},
        h('h3', {}, where),
        h(
          'ul',
          {},
          list.map(([name, fault]) =>
            h('li', {}, h('button', { type: 'button', onclick: () => flip(fault, `On: ${name}.`) }, name)),
          ),
        ),
      ),
    ),
    off,
    done,
  );
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  return { refresh: async () => draw(await get('faults')) };
}
