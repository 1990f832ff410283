import { AuthenticationError, CredentialUnavailableError, type TokenCredential } from '@azure/identity';
import { Client, HTTPMessageHandler, ResponseType, type GraphRequest } from '@microsoft/microsoft-graph-client';
import type { Clock } from '../domain/clock';
import { within, type Deadline } from './deadline';

/*
 * One HTTP exchange with Graph through graph-client, bare: its retry handler would repeat POSTs, its error handler
 * throws a TypeError at `innerError: null`, and its authentication leaves http:// addresses without a token
 * (platform-facts.md, Graph). So its chain here is the HTTP handler alone, and answers stay raw.
 */

export interface Exchange {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From after the version on: `/users/…`; already encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** `not-sent` is certain to have had no effect; after `lost` nobody knows. */
export type Reply =
  | {
      readonly end: 'answered';
      readonly status: number;
      readonly body: unknown;
      readonly retryAfterMs?: number;
      /** Graph's request-id, for Microsoft's support. */
      readonly requestId: string;
    }
  | { readonly end: 'lost'; readonly late: boolean }
  | { readonly end: 'not-sent'; readonly why: 'no-sign-in' | 'unavailable' };

export interface Transport {
  /** `https://graph.microsoft.com`, without version and slash. */
  readonly origin: string;
  exchange(exchange: Exchange, deadline: Deadline): Promise<Reply>;
  /** The access token's text, or why there is none. */
  token(deadline: Deadline): Promise<TokenOutcome>;
  roundTrips(): number;
}

type TokenOutcome =
  | { readonly end: 'token'; readonly token: string | undefined }
  | { readonly end: 'not-sent'; readonly why: 'no-sign-in' | 'unavailable' };

interface TransportOptions {
  /** Without one, requests carry a placeholder token: a simulated tenant on loopback only. */
  readonly credential?: TokenCredential;
  readonly baseUrl: string;
  readonly clock: Clock;
}

const VERSION = 'v1.0';

export function openTransport(options: TransportOptions): Transport {
  const origin = originOf(options.baseUrl);
  if (options.credential === undefined && !isLoopback(origin)) {
    throw new Error(`Microsoft Graph at ${origin} needs a credential; only a loopback address works without one.`);
  }
  const client = Client.initWithMiddleware({
    middleware: new HTTPMessageHandler(),
    baseUrl: origin,
    defaultVersion: VERSION,
  });
  let roundTrips = 0;

  async function token(deadline: Deadline): Promise<TokenOutcome> {
    if (options.credential === undefined) return { end: 'token', token: undefined };
    try {
      const asked = options.credential.getToken(`${origin}/.default`, { abortSignal: deadline.signal });
      const access = await within(asked, deadline.signal);
      if (access === null) return { end: 'not-sent', why: 'no-sign-in' };
      return { end: 'token', token: access.token };
    } catch (error) {
      return { end: 'not-sent', why: refusesSignIn(error) ? 'no-sign-in' : 'unavailable' };
    }
  }

  async function exchange(wanted: Exchange, deadline: Deadline): Promise<Reply> {
    const access = await token(deadline);
    if (access.end === 'not-sent') return access;
    if (deadline.signal.aborted) return { end: 'not-sent', why: 'unavailable' };
    roundTrips += 1;
    try {
      const request = client
        .api(wanted.path)
        .responseType(ResponseType.RAW)
        .options({ signal: deadline.signal, redirect: 'manual' })
        .headers({
          Authorization: `Bearer ${access.token ?? 'loopback'}`,
          Accept: 'application/json',
          // Without it Graph hides enum members newer than the contract (graph/README.md).
          Prefer: 'include-unknown-enum-members',
          ...wanted.headers,
        });
      return await replyOf(await send(request, wanted), options.clock);
    } catch {
      // Nothing of the error goes further: JSON and HTTP errors quote the body, and a body may hold a pass code.
      return { end: 'lost', late: deadline.signal.aborted };
    }
  }

  return { origin, exchange, token, roundTrips: () => roundTrips };
}

/** Takes `https://host`, `https://host/` and `https://host/v1.0`. */
function originOf(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (!/^\/(v1\.0\/?)?$/.test(url.pathname))
    throw new Error(`GRAPH_BASE_URL must not have a path, but has ${url.pathname}.`);
  if (url.protocol !== 'https:' && !isLoopback(url.origin)) throw new Error('GRAPH_BASE_URL must begin with https://.');
  return url.origin;
}

function isLoopback(origin: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(origin).hostname);
}

/** Entra knows the client and says no, or there is no credential to show it; anything else may pass. */
function refusesSignIn(error: unknown): boolean {
  if (error instanceof CredentialUnavailableError) return true;
  return error instanceof AuthenticationError && error.statusCode >= 400 && error.statusCode < 500;
}

function send(request: GraphRequest, { method, body }: Exchange): Promise<unknown> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'POST':
      return request.post(body ?? {});
    case 'DELETE':
      return request.delete();
  }
}

async function replyOf(response: unknown, clock: Clock): Promise<Reply> {
  if (!(response instanceof Response)) throw new TypeError('graph-client gave no response');
  const text = await response.text();
  const retryAfterMs = retryAfter(response.headers.get('retry-after'), clock);
  return {
    end: 'answered',
    status: response.status,
    body: parseJson(text),
    requestId: (response.headers.get('request-id') ?? '').slice(0, 64),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Retry-After in seconds or as an HTTP date. */
export function retryAfter(value: string | null | undefined, clock: Clock): number | undefined {
  if (value === null || value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - clock.now().getTime() : seconds * 1_000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
