/** Graphemes, so that a cut never splits a letter from its accent or an emoji in two. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `most` UTF-16 units; what is too long ends with an ellipsis at a whole character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  // One grapheme more than fits is enough to find the place; people do paste megabytes.
  for (const { segment, index } of graphemes.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}

/** Slack reads these three in every text that is not `plain_text` (docs.slack.dev, "Formatting text for app surfaces"). */
export function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** `escape(text)` in at most `most` units; no entity is cut in two. */
export function escapeWithin(text: string, most: number): string {
  const whole = escape(cut(text, most));
  if (whole.length <= most) return whole;
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (escape(cut(text, middle)).length <= most) low = middle;
    else high = middle - 1;
  }
  return escape(cut(text, low));
}

/**
 * What a person typed, out of Slack's markup: `<mailto:a@b|a@b>` is the address, `<https://x|x>` the words, entities
 * are characters again. Mentions stay as `<@U…>`.
 */
export function typed(text: string): string {
  return text
    .replace(/<(?:mailto:|tel:|https?:\/\/)[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(?:mailto:|tel:)([^>]*)>/g, '$1')
    .replace(/<(https?:\/\/[^>]*)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** The user id of a mention that stands alone: `<@U123>`, `<@W123|name>`. */
export function mentioned(text: string): string | undefined {
  return /^<@([UW][A-Z0-9]{1,30})(?:\|[^>]*)?>$/.exec(text.trim())?.[1];
}
