import { json, Router, urlencoded, type Request, type Response } from 'express';
import { isObject, textAt, type JsonObject } from '../json';
import type { Wire } from '../wire';
import { methods, type MethodParts } from './methods';
import type { ResponseUrls } from './response-urls';
import { SlackError } from './triggers';

/** What happens to the bot's next Web API call. */
export type SlackFault =
  | { error: string }
  /** `of`: only the next call of this method, or of a `response_url`. */
  | { ratelimitedForSeconds: number; of?: string }
  | 'server error'
  | 'answer lost';

export interface ApiParts extends MethodParts {
  wire: Wire;
  botToken: string;
  responseUrls: ResponseUrls;
  socket: { appToken: string; url: () => string } | undefined;
  nextFault(method: string): SlackFault | undefined;
}

/** `POST /api/<method>` with the bot's token, and `POST /response/<id>`. */
export function slackApi(parts: ApiParts): Router {
  const router = Router();
  router.use(['/api', '/response'], urlencoded({ extended: false, limit: '1mb' }), json({ limit: '1mb' }));
  router.post('/api/:method', (request, response) => {
    const args = argumentsOf(request);
    const fault = parts.nextFault(request.params.method);
    const status = fault === 'server error' ? 503 : isObject(fault) && 'ratelimitedForSeconds' in fault ? 429 : 200;
    const answer =
      isObject(fault) && 'error' in fault ? { ok: false, error: fault.error } : run(parts, request, args, status);
    record(parts, request, status, args, answer);
    if (fault === 'answer lost') return void response.destroy();
    if (isObject(fault) && 'ratelimitedForSeconds' in fault) {
      response.setHeader('Retry-After', String(fault.ratelimitedForSeconds));
    }
    response.status(status).json(answer);
  });
  router.post('/response/:id', (request, response) => answerResponseUrl(parts, request, response));
  return router;
}

function run(parts: ApiParts, request: Request, args: JsonObject, status: number): JsonObject {
  if (status === 429) return { ok: false, error: 'ratelimited' };
  if (status === 503) return { ok: false, error: 'service_unavailable' };
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? textAt(args, 'token');
  if (token === undefined) return { ok: false, error: 'not_authed' };
  if (request.params['method'] === 'apps.connections.open') {
    if (token !== parts.socket?.appToken) return { ok: false, error: 'invalid_auth' };
    return { ok: true, url: parts.socket.url() };
  }
  if (token !== parts.botToken) return { ok: false, error: 'invalid_auth' };
  const method = methods[String(request.params['method'])];
  if (method === undefined) return { ok: false, error: 'unknown_method' };
  try {
    return { ok: true, ...method(args, parts) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const messages = error.messages.length === 0 ? {} : { response_metadata: { messages: error.messages } };
    return { ok: false, error: error.code, ...messages };
  }
}

/** WebClient sends forms in which objects are JSON text. */
function argumentsOf(request: Request): JsonObject {
  const body: unknown = request.body;
  if (!isObject(body)) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]): [string, unknown] => [
      name,
      typeof value === 'string' && ['blocks', 'view', 'attachments', 'metadata'].includes(name) ? parsed(value) : value,
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function answerResponseUrl(parts: ApiParts, request: Request, response: Response): void {
  const body: unknown = request.body;
  const fault = parts.nextFault('response_url');
  if (isObject(fault) && 'ratelimitedForSeconds' in fault) {
    response.setHeader('Retry-After', String(fault.ratelimitedForSeconds));
    return void response.status(429).send('ratelimited');
  }
  const outcome = parts.responseUrls.use(String(request.params['id']), isObject(body) ? body : {});
  const status = outcome === 'ok' ? 200 : 404;
  record(parts, request, status, isObject(body) ? body : {}, outcome);
  response.status(status).type('text').send(outcome);
}

function record(parts: ApiParts, request: Request, status: number, args: JsonObject, answer: unknown): void {
  parts.wire.record({
    at: parts.workspace.clock.now().toISOString(),
    platform: 'slack',
    direction: 'out',
    method: 'POST',
    path: request.path.replace(/^\/response\/.*/, '/response/…'),
    status,
    request: args,
    response: answer,
  });
}
