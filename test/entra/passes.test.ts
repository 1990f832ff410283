import { inspect } from 'node:util';
import type { PassCreation } from '../../src/services/ports';
import { explain } from '../../src/domain/refusal';
import { graphError, noPrivileges } from './front';
import { closeSettings, openSetting, PASS_CODE, type Setting } from './setting';

afterEach(closeSettings);

const spec = { lifetimeMinutes: 60, usableOnce: true };
const path = '/users/*/authentication/temporaryAccessPassMethods';
const create = ({ entra, tenant }: Setting, deadlineMs = 3_000) =>
  entra.passes.create(tenant.people.tom.id, spec, deadlineMs);
const posts = ({ front }: Setting) => front.seen.filter(({ method }) => method === 'POST').length;
const live = ({ tenant }: Setting) =>
  (tenant.world.methods.get(tenant.people.tom.id) ?? []).filter(({ kind }) => kind === 'pass').length;

/** Everything that a careless line could write down. */
function writtenDown(setting: Setting, creation: PassCreation): string {
  return [
    JSON.stringify(creation),
    creation.end === 'created'
      ? `${creation.code.toString()} ${inspect(creation.code, { customInspect: false, showHidden: true })}`
      : '',
    inspect(creation, { depth: null, showHidden: true }),

    JSON.stringify(setting.events),
  ].join('\n');
}

describe('making a pass', () => {
  it('gives the pass, and the code only to whoever reveals it', async () => {
    const setting = await openSetting();
    const creation = await create(setting);
    expect(creation).toMatchObject({
      end: 'created',
      pass: { kind: 'pass', lifetimeMinutes: 60, usableOnce: true, usable: true },
    });
    expect(creation.end === 'created' && creation.code.reveal()).toBe(PASS_CODE);
    expect(writtenDown(setting, creation)).not.toContain(PASS_CODE);
  });

  it.each([
    ['429', { kind: 'throttled', path } as const, 'refused', 0],
    ['429 with Retry-After', { kind: 'throttled', path, retryAfter: 1 } as const, 'refused', 0],
    ['503', { kind: 'unavailable', path } as const, 'uncertain', 0],
    ['500', { kind: 'broken', path } as const, 'uncertain', 0],
    ['silence', { kind: 'silent', path } as const, 'uncertain', 0],
    ['an answer lost after the effect', { kind: 'lost', path } as const, 'uncertain', 1],
    ['HTML after the effect', { kind: 'nonsense', as: 'html', path } as const, 'uncertain', 1],
    ['nonsense after the effect', { kind: 'nonsense', as: 'shape', path } as const, 'uncertain', 1],
    ['an answer after the deadline', { kind: 'slow', ms: 600, path } as const, 'uncertain', undefined],
  ])('sends one POST and no more at %s', async (_, fault, end, passes) => {
    const setting = await openSetting();
    setting.tenant.faults.set(fault);
    const creation = await create(setting, 300);
    expect(creation.end).toBe(end);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(posts(setting)).toBe(1);
    if (passes !== undefined) expect(live(setting)).toBe(passes);
    expect(writtenDown(setting, creation)).not.toContain(PASS_CODE);
  });

  it.each([
    [
      '400',
      graphError(400, 'badRequest', 'Invalid LifetimeInMinutes specified.'),
      'entra-refused',
      'Invalid LifetimeInMinutes specified.',
    ],
    [
      '401',
      graphError(401, 'InvalidAuthenticationToken', 'x'),
      'graph-denied',
      'UserAuthMethod-TAP.ReadWrite.All is missing',
    ],
    ['403', noPrivileges, 'graph-denied', 'UserAuthMethod-TAP.ReadWrite.All is missing'],
    ['404', graphError(404, 'Request_ResourceNotFound', 'x'), 'graph-not-found', 'any more'],
    ['409', graphError(409, 'conflict', 'Another one is under way.'), 'entra-refused', 'Another one is under way.'],
  ] as const)('is refused for certain at %s', async (_, override, code, words) => {
    const setting = await openSetting();
    setting.front.override({ path: /temporaryAccessPassMethods/, ...override });
    const creation = await create(setting);
    if (creation.end !== 'refused') throw new Error(creation.end);
    expect(creation.refusal).toMatchObject({ code, changed: 'No pass was made.' });
    expect(explain(creation.refusal).what).toContain(words);
  });

  it.each([
    [
      'a 201 without a code',
      {
        status: 201,
        body: { id: 'b1', createdDateTime: '2026-01-01T00:00:00Z', lifetimeInMinutes: 60, temporaryAccessPass: null },
      },
    ],
    ['a 201 with a code and no pass', { status: 201, body: { temporaryAccessPass: PASS_CODE } }],
    [
      'a 201 with a lifetime of the wrong type',
      {
        status: 201,
        body: { id: 'b1', createdDateTime: 'then', lifetimeInMinutes: PASS_CODE, temporaryAccessPass: PASS_CODE },
      },
    ],
    ['a 201 that is no JSON', { status: 201, body: `{"temporaryAccessPass":"${PASS_CODE}` }],
    [
      'a 200',
      {
        status: 200,
        body: {
          id: 'b1',
          createdDateTime: '2026-01-01T00:00:00Z',
          lifetimeInMinutes: 60,
          temporaryAccessPass: PASS_CODE,
        },
      },
    ],
    ['a 204', { status: 204, body: undefined }],
    ['a 403 from a proxy', { status: 403, body: '<h1>Blocked</h1>' }],
    ['a redirect', { status: 307, headers: { location: '/v1.0/elsewhere' }, body: '' }],
    ['an error without a code', { status: 400, body: { error: null } }],
  ])('is uncertain at %s', async (_, override) => {
    const setting = await openSetting();
    setting.front.override({ path: /temporaryAccessPassMethods/, ...override });
    const creation = await create(setting);
    expect(creation).toEqual({ end: 'uncertain' });
    expect(posts(setting)).toBe(1);
    expect(writtenDown(setting, creation)).not.toContain(PASS_CODE);
  });

  it("keeps Entra's own reason for somebody in a restricted management unit", async () => {
    const { entra, tenant } = await openSetting();
    const creation = await entra.passes.create(tenant.people.freja.id, spec, 3_000);
    expect(creation).toMatchObject({ end: 'refused', refusal: { code: 'entra-refused' } });
  });

  it.each(['', '..', 'tom@lumenharbour.example'])('is refused without a request for "%s"', async (id) => {
    const { entra, front } = await openSetting();
    expect(await entra.passes.create(id, spec, 3_000)).toMatchObject({
      end: 'refused',
      refusal: { code: 'graph-not-found' },
    });
    expect(front.seen).toEqual([]);
  });
});

describe('passes that exist', () => {
  it('are listed without their codes, and removed; removing twice is as good as once', async () => {
    const setting = await openSetting();
    const { entra, tenant } = setting;
    await create(setting);
    const listed = await entra.passes.list(tenant.people.tom.id);
    if (!listed.ok) throw new Error(listed.refusal.code);
    expect(listed.value).toHaveLength(1);
    expect(inspect(listed, { depth: null })).not.toContain(PASS_CODE);
    const id = listed.value[0]?.id ?? '';
    expect(await entra.passes.remove(tenant.people.tom.id, id)).toEqual({ ok: true, value: undefined });
    expect(live(setting)).toBe(0);
    expect(await entra.passes.remove(tenant.people.tom.id, id)).toEqual({ ok: true, value: undefined });
  });

  it('say that it is open whether a pass was deleted when the answer is lost, and delete once', async () => {
    const setting = await openSetting({ timeouts: { writeMs: 300 } });
    await create(setting);
    const listed = await setting.entra.passes.list(setting.tenant.people.tom.id);
    const id = listed.ok ? (listed.value[0]?.id ?? '') : '';
    setting.tenant.faults.set({ kind: 'lost', method: 'DELETE' });
    const before = setting.front.seen.length;
    expect(await setting.entra.passes.remove(setting.tenant.people.tom.id, id)).toMatchObject({
      ok: false,
      refusal: { code: 'graph-unavailable', changed: 'I cannot tell yet whether the pass was deleted.' },
    });
    expect(setting.front.seen.length - before).toBe(1);
  });

  it('are unreadable, not absent, when Graph sends something else', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override({ path: /temporaryAccessPassMethods/, status: 200, body: { value: [{ id: 'b1' }] } });
    expect(await entra.passes.list(tenant.people.tom.id)).toMatchObject({
      ok: false,
      refusal: { code: 'graph-nonsense' },
    });
  });
});
