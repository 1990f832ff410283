import { explain, type Outcome } from '../../src/domain/refusal';
import { graphError } from './front';
import { closeSettings, openSetting, type Setting } from './setting';

afterEach(closeSettings);

function refusalOf(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('It was not refused.');
  // Every refusal has all its words.
  return { code: outcome.refusal.code, facts: outcome.refusal.facts, ...explain(outcome.refusal) };
}

const methodsOf = ({ entra, tenant }: Setting) => entra.methods.list(tenant.people.aoife.id);
const path = '/users/*/authentication/methods';

describe('reads', () => {
  it.each([
    ['429 without Retry-After', { kind: 'throttled', path, times: 2 }],
    ['429 with Retry-After', { kind: 'throttled', path, times: 1, retryAfter: 1 }],
    ['503', { kind: 'unavailable', path, times: 2 }],
    ['a connection that breaks', { kind: 'lost', path, times: 1 }],
  ] as const)('get over %s', async (_, fault) => {
    const setting = await openSetting();
    setting.tenant.faults.set(fault);
    const began = performance.now();
    expect(await methodsOf(setting)).toMatchObject({ ok: true });
    expect(setting.front.seen).toHaveLength(1 + fault.times);
    if ('retryAfter' in fault) expect(performance.now() - began).toBeGreaterThanOrEqual(990);
    expect(setting.events.filter(({ name }) => name === 'graph.retried')).toHaveLength(fault.times);
  });

  it('give up at once where Graph asks for more patience than anybody has, and say how long', async () => {
    const setting = await openSetting();
    setting.tenant.faults.set({ kind: 'throttled', path, retryAfter: 90 });
    expect(refusalOf(await methodsOf(setting))).toMatchObject({
      code: 'graph-throttled',
      next: 'Try again in 90 seconds.',
      changed: 'Nothing was changed.',
    });
    expect(setting.front.seen).toHaveLength(1);
  });

  it('end in four attempts', async () => {
    const setting = await openSetting();
    setting.tenant.faults.set({ kind: 'unavailable', path });
    expect(refusalOf(await methodsOf(setting)).code).toBe('graph-unavailable');
    expect(setting.front.seen).toHaveLength(4);
    expect(setting.events.filter(({ name }) => name === 'graph.failed')).toHaveLength(1);
  });

  it('end at their deadline when Graph is silent, also in the middle of retries', async () => {
    const setting = await openSetting({ timeouts: { readMs: 400 } });
    setting.tenant.faults.set({ kind: 'unavailable', path, times: 1 }, { kind: 'silent', path });
    const began = performance.now();
    expect(refusalOf(await methodsOf(setting)).code).toBe('graph-unavailable');
    expect(performance.now() - began).toBeLessThan(900);
  });

  it.each([
    ['500', { kind: 'broken', path } as const, 'graph-unavailable'],
    ['a page of HTML', { kind: 'nonsense', as: 'html', path } as const, 'graph-nonsense'],
    ['a shape nobody knows', { kind: 'nonsense', as: 'shape', path } as const, 'graph-nonsense'],
  ])('do not repeat %s', async (_, fault, code) => {
    const setting = await openSetting();
    setting.tenant.faults.set(fault);
    expect(refusalOf(await methodsOf(setting)).code).toBe(code);
    expect(setting.front.seen).toHaveLength(1);
  });

  it.each([
    ['401', graphError(401, 'InvalidAuthenticationToken', 'no'), 'graph-denied'],
    ['403', graphError(403, 'Authorization_RequestDenied', 'no'), 'graph-denied'],
    ['404', graphError(404, 'Request_ResourceNotFound', 'gone'), 'graph-not-found'],
    ['400', graphError(400, 'BadRequest', 'no'), 'graph-nonsense'],
    ['403 from a proxy', { status: 403, body: '<h1>Blocked</h1>' }, 'graph-nonsense'],
    ['404 from a proxy', { status: 404, body: '<h1>Not here</h1>' }, 'graph-nonsense'],
    ['502 from a proxy', { status: 502, body: '<h1>Bad gateway</h1>' }, 'graph-unavailable'],
    ['a redirect', { status: 302, headers: { location: 'https://login.example/' }, body: '' }, 'graph-nonsense'],
  ] as const)('explain %s', async (_, override, code) => {
    const setting = await openSetting();
    setting.front.override({ path: /methods/, ...override });
    const refusal = refusalOf(await methodsOf(setting));
    expect(refusal.code).toBe(code);
    if (code === 'graph-denied') expect(refusal.what).toContain('UserAuthenticationMethod.Read.All is missing');
    expect(setting.front.seen).toHaveLength(1);
  });

  it('have a line in the log with operation, status and request id, and nothing of the body', async () => {
    const setting = await openSetting();
    setting.front.override({
      path: /methods/,
      ...graphError(403, 'Denied', 'secret words'),
      headers: { 'request-id': 'r-1' },
    });
    await methodsOf(setting);
    expect(setting.events).toEqual([
      {
        name: 'graph.failed',
        facts: { operation: 'methods', reason: 'denied', code: 'Denied', status: 403, request: 'r-1' },
      },
    ]);
  });
});

describe('a batch', () => {
  it('asks throttled items again one by one, and no other item', async () => {
    const { entra, tenant, front } = await openSetting();
    await entra.tenant.facts(tenant.people.tom.id);
    const before = front.seen.length;
    tenant.faults.set(
      { kind: 'throttled', path: '/identityProtection/**', times: 2 },
      { kind: 'unavailable', path: '/users/*/manager', times: 1 },
    );
    const facts = await entra.tenant.facts(tenant.people.tom.id);
    expect(facts.riskState.known && facts.manager.known).toBe(true);
    const asked = front.seen.slice(before).map((one) => `${one.method} ${one.path.replace(/\?.*|[0-9a-f-]{36}/g, '')}`);
    expect(asked[0]).toBe('POST /$batch');
    expect(asked.slice(1).sort()).toEqual([
      'GET /identityProtection/riskyUsers/',
      'GET /identityProtection/riskyUsers/',
      'GET /users//manager',
    ]);
  });

  it('makes one gap of an item that stays down', async () => {
    const { entra, tenant } = await openSetting();
    tenant.faults.set({ kind: 'unavailable', path: '/users/*/manager' });
    const facts = await entra.tenant.facts(tenant.people.tom.id, { history: true });
    expect(facts.manager).toMatchObject({ known: false, gap: { what: 'the manager', reason: 'unavailable' } });
    expect(
      Object.values(facts).filter((fact: unknown) => typeof fact === 'object' && fact !== null && 'gap' in fact),
    ).toHaveLength(1);
  });

  it('answers in time when Graph is silent: everything is a gap', async () => {
    const { entra, tenant } = await openSetting({ timeouts: { readMs: 300, freshMs: 200 } });
    tenant.faults.set({ kind: 'silent' });
    const began = performance.now();
    const facts = await entra.tenant.facts(tenant.people.tom.id, { fresh: true });
    expect(performance.now() - began).toBeLessThan(600);
    expect(facts.groups).toMatchObject({ known: false, gap: { reason: 'unavailable' } });
  });

  it('survives one that is lost on the way back', async () => {
    const { entra, tenant } = await openSetting();
    tenant.faults.set({ kind: 'lost', path: '/$batch', times: 1 });
    expect((await entra.tenant.facts(tenant.people.tom.id)).person.known).toBe(true);
  });

  it('takes an item that is missing from the answer as unread', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override({
      path: /\$batch/,
      status: 200,
      body: {
        responses: [
          { id: '0', status: 200, body: null },
          { id: 'x', status: 204 },
        ],
      },
    });
    const facts = await entra.tenant.facts(tenant.people.tom.id);
    expect(facts.groups).toMatchObject({ known: false, gap: { reason: 'nonsense' } });
    expect(facts.person).toMatchObject({ known: false, gap: { reason: 'nonsense' } });
  });
});

describe('readiness', () => {
  it('answers when Graph does, and knows its own tenant', async () => {
    const { entra, tenant } = await openSetting();
    expect(await entra.ping()).toEqual({ ok: true, value: undefined });
    const { entra: other } = await openSetting({ tenantId: tenant.people.tom.id });
    expect(refusalOf(await other.ping()).code).toBe('foreign-tenant');
  });

  it('says that Graph is down', async () => {
    const { entra, tenant } = await openSetting({ timeouts: { readMs: 200 } });
    tenant.faults.set({ kind: 'silent' });
    expect(refusalOf(await entra.ping()).code).toBe('graph-unavailable');
  });
});
