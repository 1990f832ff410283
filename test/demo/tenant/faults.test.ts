import { z } from 'zod/v4';
import { faultSchema } from '../../../src/demo/tenant';
import { codeOf, openTenant, valuesOf, type Opened } from './open';

let opened: Opened;
beforeEach(async () => {
  opened = await openTenant();
});
afterEach(() => opened.close());

const passesOf = (id: string) => `/users/${id}/authentication/temporaryAccessPassMethods`;
const batchReply = z.object({
  responses: z.array(
    z.object({ id: z.string(), status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
  ),
});

async function batch(...requests: Record<string, unknown>[]) {
  const reply = await opened.send('POST', '/$batch', { requests });
  const { responses } = batchReply.parse(reply.body);
  return new Map(responses.map((response) => [response.id, response]));
}

describe('faults of the simulated tenant', () => {
  it('loses an answer after the effect', async () => {
    const { tenant } = opened;
    const tom = tenant.people.tom.id;
    tenant.faults.set({
      kind: 'lost',
      method: 'POST',
      path: '/users/*/authentication/temporaryAccessPassMethods',
      times: 1,
    });
    await expect(opened.send('POST', passesOf(tom), { lifetimeInMinutes: 60 })).rejects.toThrow();
    expect(tenant.world.livePasses()).toMatchObject([{ personId: tom }]);
    expect(valuesOf(await opened.get(passesOf(tom)))).toHaveLength(1);
    expect(tenant.requests.map(({ status, fault }) => [status, fault])).toEqual([
      [0, 'lost'],
      [200, undefined],
    ]);
  });

  it('throttles with and without Retry-After, fails, and recovers after the wanted number of calls', async () => {
    const { faults } = opened.tenant;
    faults.set(
      { kind: 'throttled', retryAfter: 7, times: 1 },
      { kind: 'throttled', times: 1 },
      { kind: 'unavailable', times: 1 },
      { kind: 'broken', times: 1 },
    );
    const replies = [];
    for (let call = 0; call < 5; call += 1) replies.push(await opened.get('/organization'));
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 503, 500, 200]);
    expect(replies.map(({ headers }) => headers.get('retry-after'))).toEqual(['7', null, null, null, null]);
    expect(faults.active).toEqual([]);
  });

  it('never answers, or answers late, or answers nonsense', async () => {
    const { faults, graphUrl } = opened.tenant;
    faults.set({ kind: 'silent', path: '/organization' });
    const asked = fetch(`${graphUrl}/organization`, {
      headers: { authorization: 'Bearer x' },
      signal: AbortSignal.timeout(100),
    });
    await expect(asked).rejects.toThrow('timeout');
    faults.clear();
    faults.set({ kind: 'slow', ms: 60, times: 1 });
    const started = performance.now();
    expect((await opened.get('/organization')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(50);
    faults.set({ kind: 'nonsense', as: 'html', times: 1 }, { kind: 'nonsense', as: 'shape', times: 1 });
    expect((await opened.get('/organization')).text).toMatch(/^<!doctype/);
    expect((await opened.get('/organization')).body).toMatchObject({ id: 42 });
  });

  it('hits single items of a batch, and leaves the others alone', async () => {
    const { tenant } = opened;
    tenant.faults.set({ kind: 'throttled', retryAfter: 3, path: '/users/**' });
    const replies = await batch(
      { id: 'a', method: 'GET', url: `/users/${tenant.people.tom.id}` },
      { id: 'b', method: 'GET', url: '/organization' },
    );
    expect(replies.get('a')).toMatchObject({ status: 429, headers: { 'Retry-After': '3' } });
    expect(replies.get('b')).toMatchObject({ status: 200 });
  });

  it('cuts a batch after the effects of its items', async () => {
    const { tenant } = opened;
    const url = passesOf(tenant.people.tom.id);
    tenant.faults.set({ kind: 'lost', path: url });
    const item = {
      id: '1',
      method: 'POST',
      url,
      body: { lifetimeInMinutes: 60 },
      headers: { 'Content-Type': 'application/json' },
    };
    await expect(opened.send('POST', '/$batch', { requests: [item] })).rejects.toThrow();
    expect(tenant.world.livePasses()).toHaveLength(1);
  });

  it('asks as little as Graph allows once its own limits are on', async () => {
    opened.tenant.world.throttlesAsGraph = true;
    const path = '/identity/conditionalAccess/policies';
    expect((await opened.get(path)).status).toBe(200);
    const second = await opened.get(path);
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, null]);
    opened.clock.advance(1_000);
    expect((await opened.get(path)).status).toBe(200);
  });

  it('takes a switch only in a known form', () => {
    expect(faultSchema.safeParse({ kind: 'slow', ms: 10, path: '/users/**' }).success).toBe(true);
    expect(faultSchema.safeParse({ kind: 'slow', ms: 10, path: 'users' }).success).toBe(false);
    expect(faultSchema.safeParse({ kind: 'explode' }).success).toBe(false);
    expect(faultSchema.safeParse({ kind: 'lost', forever: true }).success).toBe(false);
  });
});

describe('a batch', () => {
  it('runs what depends on something only when that went well', async () => {
    const { tenant } = opened;
    const replies = await batch(
      { id: '1', method: 'GET', url: '/users/nobody' },
      { id: '2', method: 'GET', url: '/organization', dependsOn: ['1'] },
      { id: '3', method: 'GET', url: `/users/${tenant.people.tom.id}`, dependsOn: [] },
    );
    expect([...replies].map(([id, { status }]) => [id, status]).sort()).toEqual([
      ['1', 404],
      ['2', 424],
      ['3', 200],
    ]);
    expect([...replies.keys()]).not.toEqual(['1', '2', '3']);
  });

  it.each([
    ['no items', []],
    [
      'the same id twice',
      [
        { id: '1', method: 'GET', url: '/organization' },
        { id: '1', method: 'GET', url: '/domains' },
      ],
    ],
    ['a body without a content type', [{ id: '1', method: 'POST', url: '/users/x/checkMemberGroups', body: {} }]],
    ['21 items', Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/organization' }))],
  ])('is refused whole with %s', async (_what, requests) => {
    // Not held against the contract: it is broken on purpose.
    const loose = await openTenant();
    const reply = await loose.send('POST', '/$batch', { requests });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'BadRequest']);
    await loose.tenant.close();
  });

  it('takes addresses without the version only', async () => {
    const loose = await openTenant();
    const reply = await loose.send('POST', '/$batch', {
      requests: [{ id: '1', method: 'GET', url: '/v1.0/organization' }],
    });
    expect(batchReply.parse(reply.body).responses).toMatchObject([{ id: '1', status: 400 }]);
    await loose.tenant.close();
  });
});
