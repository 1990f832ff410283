import { face, h, unique } from './dom.js';
import { startPhone } from './phone.js';
import { SlackView } from './slack-view.js';
import { TeamsView } from './teams-view.js';

const products = { teams: 'Microsoft Teams', slack: 'Slack' };

/** One person at one product: a bar that says where, a switcher that says who, and the product itself below. */
export function startPane(section, { role, places, people, first, likely, phone, hints }) {
  const heading = unique('pane');
  const product = h('span', { class: 'product' });
  const switcher = h('div', { class: 'places', role: 'group', 'aria-label': `Where the ${role.toLowerCase()} works` });
  const bar = h('div', { class: 'bar' }, h('h2', { id: heading }, role), places.length > 1 ? switcher : product);
  const who = h('div', { class: 'who' });
  const note = h('p', { class: 'note', role: 'alert', hidden: true });
  const screen = h('div', { class: 'screen' });
  section.setAttribute('aria-labelledby', heading);
  section.append(bar, who, note, screen);

  let place = places[0];
  let key = first;
  let view;
  let onPhone;

  const say = (text, tone = 'bad') => {
    note.textContent = text;
    note.dataset.tone = tone;
    note.hidden = text === '';
  };

  const show = () => {
    view?.close();
    onPhone?.remove();
    section.dataset.place = place;
    product.textContent = products[place];
    if (places.length > 1) {
      switcher.replaceChildren(
        ...places.map((one) =>
          h(
            'button',
            { type: 'button', 'aria-pressed': String(one === place), onclick: () => move(one, key) },
            products[one],
          ),
        ),
      );
    }
    const here = people.filter((person) => (place === 'teams' ? person.teams : person.slackUserId !== null));
    const person = here.find((one) => one.key === key) ?? here.find(likely) ?? here[0];
    say('');
    if (person === undefined) return screen.replaceChildren(h('p', { class: 'empty' }, 'Nobody is here.'));
    key = person.key;
    who.replaceChildren(face(person.name), picker(here, person), h('p', { class: 'story' }, person.story));
    view =
      place === 'teams'
        ? new TeamsView(section, screen, person, { say, hints: hints.teams ?? [] })
        : new SlackView(section, screen, person, { say, people, hints: hints.slack ?? [] });
    if (phone) onPhone = startPhone(section, person, say);
    view.refresh();
    onPhone?.refresh();
  };

  const picker = (here, person) => {
    const options = (some) =>
      some.map((one) => h('option', { value: one.key, selected: one.key === person.key }, one.name));
    const select = h(
      'select',
      { 'aria-label': `${role}: who`, onchange: () => move(place, select.value) },
      h('optgroup', { label: 'Made for this pane' }, options(here.filter(likely))),
      h('optgroup', { label: 'Everybody else' }, options(here.filter((one) => !likely(one)))),
    );
    return h('div', { class: 'picker' }, select, h('small', {}, person.roles.join(', ')));
  };

  const move = (nextPlace, nextKey) => {
    const focused = who.contains(document.activeElement) ? 'select' : '.places [aria-pressed=true]';
    place = nextPlace;
    key = nextKey;
    show();
    section.querySelector(focused)?.focus();
  };

  show();
  return {
    refresh(areas) {
      if (areas.has(place)) view?.refresh();
      if (areas.has('tenant')) onPhone?.refresh();
    },
  };
}
