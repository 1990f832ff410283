import { createHmac } from 'node:crypto';
import type { Clock } from '../../domain/clock';
import { isObject, type JsonObject } from '../json';
import type { Wire } from '../wire';

/** How one request misbehaves. Without it, it is signed well, on time, and sent once. */
export interface SlackManners {
  signature?: 'wrong' | 'missing';
  /** Minutes that the signed timestamp is off: below zero is stale, above zero is from the future. */
  minutesOff?: number;
  /** How often the very same bytes are sent; 1 is normal. */
  copies?: number;
  /** Fields laid over the payload, signed well: another `api_app_id`, `team.id`, `user.team_id`. `undefined` removes one. */
  overlay?: JsonObject;
}

/** Status 0: no answer within Slack's three seconds. */
export interface Acknowledged {
  status: number;
  body: unknown;
  /** The further answers when `copies` is above 1. */
  repeats: Acknowledged[];
}

/** What is posted: `payload` goes as JSON in a form field, `form` as a form, `event` as JSON. */
export type SlackRequest = { payload: JsonObject } | { form: JsonObject } | { event: JsonObject };

export type SendToBot = (request: SlackRequest, manners?: SlackManners) => Promise<Acknowledged>;

const patience = 3000;

/**
 * Signs requests as Slack does (v0 HMAC over `v0:timestamp:body`) and posts them to the bot. The timestamp is the
 * machine's, not the movable clock's: Bolt compares it with the machine's.
 */
export function requestsTo(parts: {
  botUrl: () => string;
  signingSecret: string;
  wire: Wire;
  clock: Clock;
}): SendToBot {
  const once = async (body: string, headers: Record<string, string>, shown: JsonObject): Promise<Acknowledged> => {
    const answer = await post(parts.botUrl(), body, headers);
    parts.wire.record({
      at: parts.clock.now().toISOString(),
      platform: 'slack',
      direction: 'in',
      method: 'POST',
      path: '/slack/events',
      status: answer.status,
      request: shown,
      response: answer.body,
    });
    return { ...answer, repeats: [] };
  };
  return async (request, manners = {}) => {
    const { body, type, shown } = written(request, manners.overlay ?? {});
    const timestamp = String(Math.floor(Date.now() / 1000) + Math.round((manners.minutesOff ?? 0) * 60));
    const secret = manners.signature === 'wrong' ? `not ${parts.signingSecret}` : parts.signingSecret;
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      ...(manners.signature === 'missing' ? {} : { 'x-slack-signature': signature }),
    };
    const sendings = Array.from({ length: manners.copies ?? 1 }, () => once(body, headers, shown));
    const [first, ...repeats] = await Promise.all(sendings);
    return { status: 0, body: undefined, ...first, repeats };
  };
}

function written(request: SlackRequest, overlay: JsonObject): { body: string; type: string; shown: JsonObject } {
  const form = 'application/x-www-form-urlencoded';
  if ('payload' in request) {
    const shown = overlaid(request.payload, overlay);
    return { body: new URLSearchParams({ payload: JSON.stringify(shown) }).toString(), type: form, shown };
  }
  if ('event' in request) {
    const shown = overlaid(request.event, overlay);
    return { body: JSON.stringify(shown), type: 'application/json', shown };
  }
  const shown = overlaid(request.form, overlay);
  const fields = Object.entries(shown).map(([name, value]): [string, string] => [name, String(value)]);
  return { body: new URLSearchParams(fields).toString(), type: form, shown };
}

export function overlaid(base: JsonObject, overlay: JsonObject): JsonObject {
  const laid = Object.entries(overlay).map(([name, value]): [string, unknown] => {
    const old = base[name];
    return [name, isObject(old) && isObject(value) ? overlaid(old, value) : value];
  });
  const entries = [...Object.entries(base), ...laid];
  return Object.fromEntries(entries.filter(([name]) => !(name in overlay) || overlay[name] !== undefined));
}

async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(patience) });
    const text = await response.text();
    return {
      status: response.status,
      body: response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text,
    };
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : 'no answer' };
  }
}
