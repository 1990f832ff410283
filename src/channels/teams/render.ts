import type { Activity, TaskModuleTaskInfo } from 'botbuilder';
import type { AdaptiveCard, Cards, Json, JsonObject } from '../../cards';
import type { DialogView, MessageView } from '../../services/views';

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** A message that is a card; its one sentence is what notifications and chat lists show. */
export function messageOf(cards: Cards, view: MessageView): Partial<Activity> {
  return {
    type: 'message',
    summary: view.text,
    attachments: [{ contentType: ADAPTIVE, content: cards.fill(view) }],
  };
}

export function dialogOf(cards: Cards, title: string, view: DialogView | MessageView): TaskModuleTaskInfo {
  return {
    title,
    height: 'medium',
    width: 'medium',
    card: { contentType: ADAPTIVE, content: forDialog(cards.fill(view)) },
  };
}

/** The invoke answer that shows a card to the person who pressed, and to nobody else. Never a card with `refresh`. */
export function cardAnswer(card: AdaptiveCard): object {
  return { statusCode: 200, type: ADAPTIVE, value: card };
}

/** The invoke answer that leaves the pressed card as it is. */
export function textAnswer(text: string): object {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

export function errorAnswer(code: string, message: string): object {
  return { statusCode: 501, type: 'application/vnd.microsoft.error', value: { code, message } };
}

/** Dialogs know Action.Submit only, and one dialog does not open another: its next page comes as an answer. */
function forDialog(card: AdaptiveCard): Json {
  return inDialog(card);
}

function inDialog(node: Json): Json {
  if (isList(node)) return node.map(inDialog);
  if (typeof node !== 'object') return node;
  if (node['type'] === 'Action.Execute' && isObject(node['fallback'])) return inDialog(node['fallback']);
  const { data, ...rest } = node;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inDialog(value)]));
  return data === undefined ? inner : { ...inner, data: node['type'] === 'Action.Submit' ? withoutOpener(data) : data };
}

function withoutOpener(data: Json): Json {
  if (!isObject(data)) return data;
  const { msteams: _msteams, ...rest } = data;
  return rest;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && !isList(value);
}
