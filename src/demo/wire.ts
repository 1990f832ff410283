import { isObject, type JsonObject } from './json';

/** One HTTP exchange between the bot and a platform, as the "on the wire" pane shows it. */
export interface Exchange {
  number: number;
  at: string;
  platform: 'teams' | 'slack' | 'graph' | 'signin';
  /** `in` is towards the bot, `out` is from the bot. */
  direction: 'in' | 'out';
  method: string;
  path: string;
  status: number;
  request: unknown;
  response: unknown;
}

export interface Wire {
  record(exchange: Omit<Exchange, 'number'>): void;
  /** Exchanges with a number above `after`, oldest first. */
  since(after: number): Exchange[];
  onRecord(listener: (exchange: Exchange) => void): () => void;
}

const kept = 500;

export function openWire(): Wire {
  const exchanges: Exchange[] = [];
  const listeners = new Set<(exchange: Exchange) => void>();
  let number = 0;
  return {
    record(exchange) {
      number += 1;
      const masked: Exchange = {
        ...exchange,
        number,
        path: maskText(exchange.path),
        request: mask(exchange.request),
        response: mask(exchange.response),
      };
      exchanges.push(masked);
      if (exchanges.length > kept) exchanges.shift();
      for (const listener of listeners) listener(masked);
    },
    since: (after) => exchanges.filter((exchange) => exchange.number > after),
    onRecord(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const secretNames =
  /^(authorization|client_secret|client_assertion|access_token|refresh_token|id_token|token|code_verifier|password|pairing|temporaryAccessPass|x-slack-signature|cookie|set-cookie)$/i;
const masked = '•••';

/** A copy with every secret replaced. Teams dialogs are left out whole: they are the one place where a pass may stand. */
export function mask(value: unknown, depth = 0): unknown {
  if (depth > 40) return masked;
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, unknown] => {
      if (secretNames.test(name) && typeof inner === 'string') return [name, masked];
      if (name === 'task' && isObject(inner)) return [name, dialogOutline(inner)];
      return [name, mask(inner, depth + 1)];
    }),
  );
}

function dialogOutline(task: JsonObject): unknown {
  return { type: task['type'], value: '(dialog, not recorded: a pass may stand in it)' };
}

function maskText(text: string): string {
  return text
    .replace(/Bearer\s+\S+/gi, `Bearer ${masked}`)
    .replace(/\b(xox[abposr]|xapp)-[\w-]+/g, masked)
    .replace(/\b\d{3} \d{3}\b/g, masked)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, masked)
    .replace(/([?&#](?:code|token|access_token|id_token|client_secret|state|nonce)=)[^&\s]+/gi, `$1${masked}`);
}
