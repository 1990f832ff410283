import { z } from 'zod/v4';
import { movableClock, type MovableClock } from '../../../src/demo/clock';
import { startTenant, type Tenant, type TenantOptions } from '../../../src/demo/tenant';
import { startContractCheck } from '../../graph-contract';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  readonly body: unknown;
}

export interface Opened {
  readonly tenant: Tenant;
  readonly clock: MovableClock;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  send(method: string, path: string, body?: unknown): Promise<Reply>;
  close(): Promise<void>;
}

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const collection = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@odata.nextLink': z.string().optional(),
});

export const codeOf = (reply: Reply): string => errorBody.parse(reply.body).error.code;
export const messageOf = (reply: Reply): string => errorBody.parse(reply.body).error.message;
export const valuesOf = (reply: Reply): Record<string, unknown>[] => collection.parse(reply.body).value;
export const nextOf = (reply: Reply): string | undefined => collection.parse(reply.body)['@odata.nextLink'];
export const objectOf = (reply: Reply): Record<string, unknown> => z.record(z.string(), z.unknown()).parse(reply.body);

/** A tenant with a clock that moves, held against the contract where it is at hand. */
export async function openTenant(options: Partial<TenantOptions> = {}): Promise<Opened> {
  const clock = movableClock();
  const tenant = await startTenant({ clock, ...options });
  const contract = startContractCheck(tenant);
  const call = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<Reply> => {
    const url = path.startsWith('http') ? path : `${tenant.graphUrl}${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: 'Bearer demo',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const parsed: unknown = isJson ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, body: parsed };
  };
  return {
    tenant,
    clock,
    get: (path, headers = {}) => call('GET', path, headers),
    send: (method, path, body) => call(method, path, {}, body),
    close: async () => {
      await tenant.close();
      expect(contract.violations()).toEqual([]);
    },
  };
}
