/** Makes an element. Text children are always text: nothing here parses HTML. */
export function h(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'class') node.className = value;
    else if (name === 'value' || name === 'checked') node[name] = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

let numbers = 0;

export function unique(prefix) {
  numbers += 1;
  return `${prefix}-${numbers}`;
}

/** The clients of the demo say that they are in London, so the page shows the times that the bot writes. */
const timeZone = 'Europe/London';

export function clockTime(date) {
  return new Date(date).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
}

/** Does `change` and then shows the newest message, from its beginning if it is longer than the screen. */
export function followingNewest(log, change) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const newest = log.lastElementChild;
  change();
  const last = log.lastElementChild;
  if (last === null || !(atEnd || last !== newest)) return;
  const space = Number.parseFloat(getComputedStyle(log).paddingTop);
  const top = last.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - space;
  log.scrollTop = Math.min(top, log.scrollHeight - log.clientHeight);
}

/** Brings the pressed tab into its row's view, without moving the page. */
export function showPressed(row) {
  const pressed = row.querySelector('[aria-pressed=true]');
  if (pressed === null) return;
  const [left, right] = [
    pressed.offsetLeft - row.offsetLeft,
    pressed.offsetLeft - row.offsetLeft + pressed.offsetWidth,
  ];
  if (left < row.scrollLeft) row.scrollLeft = left - 8;
  else if (right > row.scrollLeft + row.clientWidth) row.scrollLeft = right - row.clientWidth + 8;
}

/** The name in brackets is how somebody whose name is written in another script is called. */
function latinName(name) {
  return /\(([^)]+)\)/.exec(name)?.[1] ?? name;
}

export function calledName(name) {
  return latinName(name).split(' ')[0];
}

export function initials(name) {
  const words = latinName(name).split(/\s+/).filter(Boolean);
  return words.length === 0 ? '?' : (words[0][0] + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase();
}

/** A face with a colour of its own, the same each time. */
export function face(name, isBot = false) {
  if (isBot) return h('img', { class: 'face', src: '/demo/page/key.svg', alt: '' });
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  const node = h('span', { class: 'face', 'aria-hidden': 'true' }, initials(name));
  node.style.setProperty('--hue', String(sum));
  return node;
}

/** Tells a screen reader something that is only seen otherwise. */
export function announce(text) {
  document.getElementById('said').textContent = text;
}

/** Replaces the children of `list` by keyed nodes and keeps those that did not change, with what was typed in them. */
export function keepInStep(list, items, keyOf, make) {
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  let changed = false;
  const nodes = items.map((item) => {
    const key = keyOf(item);
    const print = JSON.stringify(item);
    const existing = old.get(key);
    if (existing !== undefined && existing.dataset.print === print) return existing;
    changed = true;
    const node = make(item);
    node.dataset.key = key;
    node.dataset.print = print;
    return node;
  });
  if (changed || nodes.length !== list.children.length) {
    // Moving a node takes the focus away, so only what is new or gone is touched.
    for (const node of [...list.children]) if (!nodes.includes(node)) node.remove();
    nodes.forEach((node, index) => {
      if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
    });
  }
  return changed;
}
