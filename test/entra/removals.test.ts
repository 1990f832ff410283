import { type RemovableKind, removableKind } from '../../src/domain/removal';
import { closeSettings, openSetting, type Setting } from './setting';

afterEach(closeSettings);

const idOf = ({ tenant }: Setting): string => tenant.people.aoife.id;
const methodsOf = (setting: Setting) => setting.tenant.world.methodsOf(idOf(setting));
const writes = ({ front }: Setting) => front.seen.filter(({ method }) => method !== 'GET').length;

function methodId(setting: Setting, kind: 'passkey' | 'authenticator' | 'phone'): string {
  const found = methodsOf(setting).find((method) => method.kind === kind);
  if (found === undefined) throw new Error(`Aoife has no ${kind}`);
  return found.id;
}

describe('removing a method', () => {
  it.each(['passkey', 'authenticator', 'phone'] as const)(
    'removes a %s, and says "absent" the second time',
    async (kind) => {
      const setting = await openSetting();
      const id = methodId(setting, kind);
      const before = methodsOf(setting).length;
      expect(await setting.entra.removals.remove(idOf(setting), kind, id)).toEqual({ end: 'removed' });
      expect(methodsOf(setting)).toHaveLength(before - 1);
      expect(await setting.entra.removals.remove(idOf(setting), kind, id)).toEqual({ end: 'absent' });
      expect(
        setting.tenant.world.audits.filter(({ activity }) => activity === 'Admin deleted security info'),
      ).toHaveLength(1);
    },
  );

  it('removes Windows Hello of a computer', async () => {
    const setting = await openSetting();
    const { world } = setting.tenant;
    const [owner] = [...world.people.keys()].filter((id) =>
      world.methodsOf(id).some(({ kind }) => kind === 'windowsHello'),
    );
    const hello = world.methodsOf(owner!).find(({ kind }) => kind === 'windowsHello')!;
    expect(await setting.entra.removals.remove(owner!, 'windows-hello', hello.id)).toEqual({ end: 'removed' });
    expect(world.methodsOf(owner!).map(({ id }) => id)).not.toContain(hello.id);
  });

  it.each([
    ['software-oath', { kind: 'softwareOath' }],
    ['platform-credential', { kind: 'platformCredential', displayName: 'Aoife’s Mac' }],
  ] as const)('knows the kind %s by the list, and removes it', async (kind, shape) => {
    const setting = await openSetting();
    const { world } = setting.tenant;
    world.addMethod(idOf(setting), { ...shape, id: '0f6f2f0e-0d6f-4d9c-8a3f-6f5e5b1d2c3a', createdAt: new Date() });
    const listed = await setting.entra.methods.list(idOf(setting));
    const found = listed.ok ? listed.value.find((method) => removableKind(method) === kind) : undefined;
    expect(await setting.entra.removals.remove(idOf(setting), kind, found?.id ?? '')).toEqual({ end: 'removed' });
  });

  it.each([
    ['429', { kind: 'throttled', retryAfter: 7 } as const, { end: 'later', afterMs: 7_000 }, 1],
    ['503', { kind: 'unavailable' } as const, { end: 'uncertain' }, 1],
    ['500', { kind: 'broken' } as const, { end: 'uncertain' }, 1],
    ['silence', { kind: 'silent' } as const, { end: 'uncertain' }, 1],
    ['an answer lost after the effect', { kind: 'lost' } as const, { end: 'uncertain' }, 0],
  ])('sends one DELETE and no more at %s', async (_, fault, end, left) => {
    const setting = await openSetting({ timeouts: { writeMs: 300 } });
    const id = methodId(setting, 'passkey');
    setting.tenant.faults.set({ ...fault, method: 'DELETE', path: '/users/*/authentication/**' });
    expect(await setting.entra.removals.remove(idOf(setting), 'passkey', id)).toEqual(end);
    expect(writes(setting)).toBe(1);
    expect(methodsOf(setting).filter(({ kind }) => kind === 'passkey')).toHaveLength(left);
  });

  it('is refused without the permission, and inside a restricted management unit', async () => {
    const setting = await openSetting();
    const id = methodId(setting, 'passkey');
    setting.tenant.world.permissions.delete('UserAuthMethod-Passkey.ReadWrite.All');
    expect(await setting.entra.removals.remove(idOf(setting), 'passkey', id)).toMatchObject({
      end: 'refused',
      refusal: { code: 'graph-denied', facts: { permission: 'UserAuthMethod-Passkey.ReadWrite.All' } },
    });
    const { world } = setting.tenant;
    const restricted = idOf(setting);
    [...world.units.values()].find((unit) => unit.restricted)!.members.add(restricted);
    const method = world.methodsOf(restricted).find(({ kind }) => kind === 'authenticator')!;
    expect(await setting.entra.removals.remove(restricted, 'authenticator', method.id)).toMatchObject({
      end: 'refused',
    });
    expect(world.methodsOf(restricted)).toContain(method);
  });

  it.each([
    ['another person', 'passkey', (setting: Setting) => [setting.tenant.people.ana.id, methodId(setting, 'passkey')]],
    ['another kind', 'phone', (setting: Setting) => [idOf(setting), methodId(setting, 'passkey')]],
  ] as const)('finds nothing under %s', async (_, kind: RemovableKind, ids) => {
    const setting = await openSetting();
    const before = methodsOf(setting);
    const [person = '', id = ''] = ids(setting);
    expect(await setting.entra.removals.remove(person, kind, id)).toEqual({ end: 'absent' });
    expect(methodsOf(setting)).toEqual(before);
  });

  it.each(['..', '../../x', 'a/b', '', 'a?b'])('never lets the id %j change the address', async (id) => {
    const setting = await openSetting();
    expect(await setting.entra.removals.remove(idOf(setting), 'passkey', id)).toEqual({ end: 'absent' });
    expect(writes(setting)).toBe(0);
  });
});

describe('ending sessions', () => {
  it('moves the moment since which sessions count, also where the answer is lost', async () => {
    const setting = await openSetting({ timeouts: { writeMs: 300 } });
    const { entra, clock, tenant } = setting;
    const since = async () => {
      const read = await entra.sessions.validFrom(idOf(setting));
      return read.ok ? read.value : undefined;
    };
    const first = await since();
    clock.advance(60_000);
    expect(await entra.sessions.end(idOf(setting))).toEqual({ end: 'removed' });
    const second = await since();
    expect(second).toBeGreaterThan(first!);
    clock.advance(60_000);
    tenant.faults.set({ kind: 'lost', method: 'POST', path: '/users/*/revokeSignInSessions' });
    expect(await entra.sessions.end(idOf(setting))).toEqual({ end: 'uncertain' });
    expect(await since()).toBeGreaterThan(second!);
    expect(tenant.requests.filter(({ path }) => path.endsWith('/revokeSignInSessions'))).toHaveLength(2);
  });

  it('needs the permission', async () => {
    const setting = await openSetting();
    setting.tenant.world.permissions.delete('User.RevokeSessions.All');
    expect(await setting.entra.sessions.end(idOf(setting))).toMatchObject({
      end: 'refused',
      refusal: { facts: { permission: 'User.RevokeSessions.All' } },
    });
  });
});
