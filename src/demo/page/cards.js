/* global AdaptiveCards */
import { hostConfig } from './host-config.js';
import { markdown } from './markdown.js';

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text);
  result.didProcess = true;
};

/** Every object with a type, in reading order: the server counts buttons in the same way. */
function* elements(node) {
  if (Array.isArray(node)) for (const item of node) yield* elements(item);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  if (typeof node.type === 'string') yield node;
  for (const [name, value] of Object.entries(node)) if (name !== 'data' && name !== 'fallback') yield* elements(value);
}

/**
 * Draws a card with Microsoft's renderer. `press(place, inputs)` is called with the button's place among all buttons of
 * the card; the renderer has checked required inputs before.
 */
export function drawCard(source, press) {
  const json = structuredClone(source);
  let place = 0;
  for (const element of elements(json)) {
    if (!element.type.startsWith('Action.')) continue;
    element.id = `place-${place}`;
    place += 1;
  }
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  card.parse(json);
  const node = card.render();
  if (node === undefined) return document.createTextNode(json.fallbackText ?? 'This card cannot be shown.');
  node.classList.add('adaptive');
  card.onExecuteAction = async (action) => {
    if (node.getAttribute('aria-busy') === 'true') return;
    const inputs = {};
    if (action.associatedInputs !== 'none') {
      for (const input of card.getAllInputs()) {
        if (input.value !== undefined && input.value !== '') inputs[input.id] = String(input.value);
      }
    }
    const button = document.activeElement;
    node.setAttribute('aria-busy', 'true');
    button?.classList.add('waiting');
    try {
      await press(Number(action.id.slice('place-'.length)), inputs);
    } finally {
      node.removeAttribute('aria-busy');
      button?.classList.remove('waiting');
    }
  };
  return node;
}
