const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}

/** The little Markdown that Teams draws in cards: bold, italic, links to https. Everything else stays text. */
export function markdown(text) {
  return escaped(text)
    .replace(/\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g, '<a href="$2" target="_blank" rel="noopener noreferrer">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^\w*])[*_]([^*_\n]+)[*_](?!\w)/g, '$1<em>$2</em>')
    .replace(/\n/g, '<br>');
}

/** Slack's mrkdwn as safe HTML. `nameOf` gives the name of a user id. */
export function mrkdwn(text, nameOf) {
  const kept = [];
  const keep = (html) => `\u0001${kept.push(html) - 1}\u0002`;
  const source = text
    .replace(/```([\s\S]+?)```/g, (_all, code) => keep(`<pre>${escapedOnce(code)}</pre>`))
    .replace(/`([^`\n]+)`/g, (_all, code) => keep(`<code>${escapedOnce(code)}</code>`))
    .replace(/<([^<>\n]+)>/g, (_all, inside) => keep(special(inside, nameOf)));
  return escapedOnce(source)
    .replace(/(^|[\s(])\*([^*\n]+)\*(?=$|[\s.,;:!?)])/gm, '$1<strong>$2</strong>')
    .replace(/(^|[\s(])_([^_\n]+)_(?=$|[\s.,;:!?)])/gm, '$1<em>$2</em>')
    .replace(/(^|[\s(])~([^~\n]+)~(?=$|[\s.,;:!?)])/gm, '$1<s>$2</s>')
    .replace(/^(?:&gt;) ?(.*)$/gm, '<blockquote>$1</blockquote>')
    .replace(/:([a-z0-9_+-]+):/g, (all, name) => emoji[name] ?? all)
    .replace(/\n/g, '<br>')
    .replace(/\u0001(\d+)\u0002/g, (_all, index) => kept[Number(index)]);
}

/** Bots escape `&`, `<` and `>` themselves in mrkdwn. */
function escapedOnce(text) {
  return escaped(text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
}

function special(inside, nameOf) {
  const [target, label] = inside.split('|');
  if (target.startsWith('@')) return `<span class="mention">@${escapedOnce(nameOf(target.slice(1)))}</span>`;
  if (target.startsWith('#')) return `<span class="mention">#${escapedOnce(label ?? target.slice(1))}</span>`;
  if (target.startsWith('!date')) return escapedOnce(label ?? target);
  if (target.startsWith('!')) return `<span class="mention">@${escapedOnce(target.slice(1))}</span>`;
  if (!/^https?:\/\//.test(target)) return escapedOnce(label ?? target);
  return `<a href="${escapedOnce(target)}" target="_blank" rel="noopener noreferrer">${escapedOnce(label ?? target)}</a>`;
}

export const emoji = {
  white_check_mark: '✅',
  warning: '⚠️',
  x: '❌',
  key: '🔑',
  lock: '🔒',
  hourglass_flowing_sand: '⏳',
  hourglass: '⌛',
  information_source: 'ℹ️',
  wave: '👋',
  bell: '🔔',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  red_circle: '🔴',
};

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (all, name) => emoji[name] ?? all);
}
