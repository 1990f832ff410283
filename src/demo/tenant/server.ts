import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { GraphError, badRequest, errorAnswer, type Answer, type GraphRequest } from './answers';
import type { Clock } from '../../domain/clock';
import type { Graph, Outcome } from './graph';
import type { Recorder } from './wire';

/** Graph takes bodies up to 4 MB. */
const largestBody = 4 * 1024 * 1024;

export interface ServerParts {
  readonly clock: Clock;
  readonly recorder: Recorder;

  readonly graph: Graph;
}

export function openServer(parts: ServerParts): Server {
  return createServer((incoming, outgoing) => {
    serve(parts, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
}

async function serve(
  { clock, recorder, graph }: ServerParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const url = unwrap(incoming.url ?? '/');
  const headers = headersOf(incoming);
  let request: GraphRequest | undefined;
  let outcome: Outcome;
  try {
    request = requestOf(incoming.method ?? 'GET', url, headers, await bodyOf(incoming));
    outcome = await graph.handle(request);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    outcome = { kind: 'answer', answer: errorAnswer(error, clock, headers['client-request-id']) };
  }
  const answer = outcome.kind === 'answer' ? outcome.answer : undefined;
  recorder.add({
    at: clock.now().toISOString(),
    method: incoming.method ?? 'GET',
    path: url,
    status: answer?.status ?? 0,
    ms: Math.round(performance.now() - started),
    request: request?.body ?? null,
    response: answer?.body ?? null,
    ...(outcome.fault ? { fault: outcome.fault.kind } : {}),
  });
  if (answer) send(outgoing, answer, headers['client-request-id']);
  else if (outcome.kind === 'cut') incoming.socket.destroy();
}

function send(outgoing: ServerResponse, answer: Answer, clientRequestId: string | undefined): void {
  const requestId = randomUUID();
  outgoing.statusCode = answer.status;
  outgoing.setHeader('request-id', requestId);
  outgoing.setHeader('client-request-id', clientRequestId ?? requestId);
  if (answer.body !== undefined) outgoing.setHeader('content-type', 'application/json;odata.metadata=minimal');
  for (const [name, value] of Object.entries(answer.headers)) outgoing.setHeader(name, value);
  outgoing.end(
    typeof answer.body === 'string' ? answer.body : answer.body === undefined ? undefined : JSON.stringify(answer.body),
  );
}

/** graph-client takes only https links for absolute ones and puts its base before ours (shared/graph/README.md). */
function unwrap(url: string): string {
  return url.replace(/^\/v1\.0\/+http:\/+[^/]+/, '');
}

function requestOf(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): GraphRequest {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const version = /^\/(v1\.0|beta)(?=\/|$)/.exec(path)?.[1];
  if (version !== 'v1.0') throw badRequest('Invalid version.');
  return { method, path: path.slice('/v1.0'.length) || '/', query: new URLSearchParams(query), headers, body };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function bytesOf(part: unknown): Buffer {
  if (Buffer.isBuffer(part)) return part;
  throw new Error('A request came in something else than bytes.');
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    const bytes = bytesOf(part);
    size += bytes.length;
    if (size > largestBody) throw new GraphError(413, 'RequestEntityTooLarge', 'The request is larger than 4 MB.');
    parts.push(bytes);
  }
  const text = Buffer.concat(parts).toString('utf8');
  if (text === '') return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}
