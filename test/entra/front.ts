import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod/v4';

/*
 * Stands in front of the simulated tenant and answers some calls, and some items of batches, in its own way: for what
 * the simulated tenant does not do by itself (missing permissions, odd shapes, redirects).
 */

export interface Override {
  readonly method?: string;
  /** Against path and query. */
  readonly path: RegExp;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as HTML. */
  readonly body?: unknown;
  /** Changes what the tenant answered instead. */
  readonly change?: (body: Record<string, unknown>) => unknown;
  /** How many calls it hits; all of them if left out. */
  times?: number;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Front {
  readonly url: string;
  readonly seen: readonly Seen[];
  override(...overrides: readonly Override[]): void;
  close(): Promise<void>;
}

const batchRequest = z.object({
  requests: z.array(z.object({ id: z.string(), method: z.string(), url: z.string() }).loose()),
});
const batchAnswer = z.object({
  responses: z.array(z.object({ id: z.string(), status: z.number(), body: z.unknown() }).loose()),
});
const record = z.record(z.string(), z.unknown());

/** @param target the tenant's address, with version */
export async function openFront(target: string): Promise<Front> {
  const seen: Seen[] = [];
  const overrides: Override[] = [];
  const origin = new URL(target).origin;

  function take(method: string, path: string): Override | undefined {
    const found = overrides.find((one) => (one.method ?? method) === method && one.path.test(path));
    if (found?.times !== undefined) {
      found.times -= 1;
      if (found.times <= 0) overrides.splice(overrides.indexOf(found), 1);
    }
    return found;
  }

  async function forward(method: string, path: string, headers: Seen['headers'], body: string) {
    const passed = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      ['host', 'connection', 'content-length'].includes(name) ? [] : [[name, String(value)]],
    );
    const answer = await fetch(target + path, { method, headers: passed, ...(body === '' ? {} : { body }) });
    const content = (await answer.text()).replaceAll(origin, new URL(url).origin);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: content };
  }

  async function batch(headers: Seen['headers'], body: string) {
    const asked = batchRequest.parse(JSON.parse(body)).requests;
    const taken = new Map(asked.map(({ id, method, url: path }) => [id, take(method, path)]));
    const answer = await forward('POST', '/$batch', headers, body);
    const { responses } = batchAnswer.parse(JSON.parse(answer.text));
    const changed = responses.map((response) => {
      const override = taken.get(response.id);
      if (override === undefined) return response;
      if (override.change) return { ...response, body: override.change(record.parse(response.body)) };
      return { id: response.id, status: override.status, headers: override.headers ?? {}, body: override.body };
    });
    return { ...answer, text: JSON.stringify({ responses: changed }) };
  }

  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await text(incoming);
      const { method = 'GET', headers } = incoming;
      const path = (incoming.url ?? '').replace(/^\/v1\.0/, '');
      seen.push({ method, path, headers });
      const override = take(method, path);
      if (override !== undefined && !override.change) {
        const html = typeof override.body === 'string';
        outgoing.writeHead(override.status ?? 200, {
          'content-type': html ? 'text/html' : 'application/json',
          ...override.headers,
        });
        outgoing.end(html ? override.body : JSON.stringify(override.body));
        return;
      }
      const answer = path === '/$batch' ? await batch(headers, body) : await forward(method, path, headers, body);
      outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...retryAfter(answer.headers) });
      outgoing.end(
        override?.change ? JSON.stringify(override.change(record.parse(JSON.parse(answer.text)))) : answer.text,
      );
    })().catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port.');
  const url = `http://127.0.0.1:${String(address.port)}/v1.0`;

  return {
    url,
    seen,
    override: (...more) => {
      overrides.push(...more.map((one) => ({ ...one })));
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function retryAfter(headers: Record<string, string>): Record<string, string> {
  return headers['retry-after'] === undefined ? {} : { 'retry-after': headers['retry-after'] };
}

/** A refusal in Graph's own shape, with the null that breaks graph-client's own error handler. */
export function graphError(status: number, code: string, message: string): Pick<Override, 'status' | 'body'> {
  return { status, body: { error: { code, message, innerError: null } } };
}

export const noPrivileges = graphError(
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
);
