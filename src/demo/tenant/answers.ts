import { randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock';

export type Json = Readonly<Record<string, unknown>>;

export interface GraphRequest {
  readonly method: string;
  /** Without the version and the query, e.g. `/users/tom@example.org/manager`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** undefined: no content; a string: sent as it is, with the content type of the headers. */
  readonly body: unknown;
}

export const ok = (body: unknown): Answer => ({ status: 200, headers: {}, body });
export const created = (body: unknown): Answer => ({ status: 201, headers: {}, body });
export const noContent: Answer = { status: 204, headers: {}, body: undefined };

/** A refusal in Graph's own shape. Messages are Graph's where they are known (knowledge.md D.1, platform-facts.md). */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const badRequest = (message: string, code = 'BadRequest') => new GraphError(400, code, message);
export const unsupported = (message: string) => new GraphError(400, 'Request_UnsupportedQuery', message);
export const denied = (message = 'Insufficient privileges to complete the operation.') =>
  new GraphError(403, 'Authorization_RequestDenied', message);
export const notFound = (id: string) =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export function errorAnswer(error: GraphError, clock: Clock, clientRequestId?: string): Answer {
  const requestId = randomUUID();
  return {
    status: error.status,
    headers: error.headers,
    body: {
      error: {
        code: error.code,
        message: error.message,
        innerError: {
          date: clock.now().toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientRequestId ?? requestId,
        },
      },
    },
  };
}

export const throttled = (retryAfter?: number) =>
  new GraphError(
    429,
    'TooManyRequests',
    'Too many requests',
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
