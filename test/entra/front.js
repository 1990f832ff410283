'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.noPrivileges = void 0;
exports.openFront = openFront;
exports.graphError = graphError;
const node_http_1 = require('node:http');
const node_events_1 = require('node:events');
const consumers_1 = require('node:stream/consumers');
const v4_1 = require('zod/v4');
const batchRequest = v4_1.z.object({
  requests: v4_1.z.array(v4_1.z.object({ id: v4_1.z.string(), method: v4_1.z.string(), url: v4_1.z.string() }).loose()),
});
const batchAnswer = v4_1.z.object({
  responses: v4_1.z.array(
    v4_1.z.object({ id: v4_1.z.string(), status: v4_1.z.number(), body: v4_1.z.unknown() }).loose(),
  ),
});
const record = v4_1.z.record(v4_1.z.string(), v4_1.z.unknown());
/** @param target the tenant's address, with version */
async function openFront(target) {
  const seen = [];
  const overrides = [];
  const origin = new URL(target).origin;
  function take(method, path) {
    const found = overrides.find((one) => (one.method ?? method) === method && one.path.test(path));
    if (found?.times !== undefined) {
      found.times -= 1;
      if (found.times <= 0) overrides.splice(overrides.indexOf(found), 1);
    }
    return found;
  }
  async function forward(method, path, headers, body) {
    const passed = Object.entries(headers).flatMap(([name, value]) =>
      ['host', 'connection', 'content-length'].includes(name) ? [] : [[name, String(value)]],
    );
    const answer = await fetch(target + path, { method, headers: passed, ...(body === '' ? {} : { body }) });
    const content = (await answer.text()).replaceAll(origin, new URL(url).origin);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: content };
  }
  async function batch(headers, body) {
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
  const server = (0, node_http_1.createServer)((incoming, outgoing) => {
    void (async () => {
      const body = await (0, consumers_1.text)(incoming);
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
  await (0, node_events_1.once)(server, 'listening');
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
      await (0, node_events_1.once)(server, 'close');
    },
  };
}
function retryAfter(headers) {
  return headers['retry-after'] === undefined ? {} : { 'retry-after': headers['retry-after'] };
}
/** A refusal in Graph's own shape, with the null that breaks graph-client's own error handler. */
function graphError(status, code, message) {
  return { status, body: { error: { code, message, innerError: null } } };
}
exports.noPrivileges = graphError(
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
);
//# sourceMappingURL=front.js.map
