import { z } from 'zod/v4';
import { badRequest, type Answer, type GraphRequest } from './answers';

const item = z.strictObject({
  id: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});

const batch = z.strictObject({ requests: z.array(item).min(1).max(20) });

type Item = z.infer<typeof item>;

interface ItemAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function read(body: unknown): readonly Item[] {
  const parsed = batch.safeParse(body);
  if (!parsed.success) {
    throw badRequest(`Invalid batch payload format: ${parsed.error.issues[0]?.message ?? 'unreadable'}.`);
  }
  const { requests } = parsed.data;
  if (new Set(requests.map(({ id }) => id)).size !== requests.length) {
    throw badRequest('Request Id is not unique in the batch payload.');
  }
  for (const { id, body: content, headers } of requests) {
    if (content !== undefined && !Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'content-type')) {
      throw badRequest(`Write request id : ${id} does not contain Content-Type header or body.`);
    }
  }
  return requests;
}

function requestOf({ method, url, headers = {}, body }: Item, outer: GraphRequest): GraphRequest {
  const relative = url.startsWith('/') ? url : `/${url}`;
  const [path = '', query = ''] = relative.split(/\?(.*)/s);
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const authorization = outer.headers['authorization'];
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: { ...(authorization === undefined ? {} : { authorization }), ...own },
    body,
  };
}

const failedDependency = {
  error: { code: 'FailedDependency', message: 'A request that this request depends on has failed.' },
};

/** Runs up to 20 items in order, each on its own feet. Answers come back in another order than asked, as Graph's may. */
export async function answerBatch(
  outer: GraphRequest,
  run: (request: GraphRequest) => Promise<Answer>,
): Promise<Answer> {
  const done = new Map<string, ItemAnswer>();
  for (const entry of read(outer.body)) {
    const blocked = (entry.dependsOn ?? []).some((id) => (done.get(id)?.status ?? 424) >= 400);
    if (blocked) {
      done.set(entry.id, { id: entry.id, status: 424, headers: json, body: failedDependency });
      continue;
    }
    const answer = await run(requestOf(entry, outer));
    done.set(entry.id, {
      id: entry.id,
      status: answer.status,
      headers: { ...(answer.body === undefined ? {} : json), ...retryAfter(answer) },
      ...(answer.body === undefined ? {} : { body: answer.body }),
    });
  }
  return { status: 200, headers: {}, body: { responses: [...done.values()].reverse() } };
}

const json = { 'Content-Type': 'application/json' } as const;

function retryAfter({ headers }: Answer): Record<string, string> {
  const seconds = headers['retry-after'];
  return seconds === undefined ? {} : { 'Retry-After': seconds };
}
