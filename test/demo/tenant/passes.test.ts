import { MINUTE } from '../../../src/domain/clock';
import { codeOf, messageOf, objectOf, openTenant, valuesOf, type Opened } from './open';

let opened: Opened;
const passesOf = (id: string) => `/users/${id}/authentication/temporaryAccessPassMethods`;
let codes: string[];

beforeEach(async () => {
  let made = 0;
  codes = [];
  opened = await openTenant({
    passCode: () => {
      made += 1;
      const code = `CANARY-${String(made)}`;
      codes.push(code);
      return code;
    },
  });
});
afterEach(() => opened.close());

const create = (id: string, body: unknown = { lifetimeInMinutes: 60, isUsableOnce: true }) =>
  opened.send('POST', passesOf(id), body);

describe('a Temporary Access Pass', () => {
  it('shows its code in the answer that creates it, and never again', async () => {
    const tom = opened.tenant.people.tom.id;
    const made = await create(tom);
    expect(made.status).toBe(201);
    expect(objectOf(made)).toMatchObject({
      temporaryAccessPass: 'CANARY-1',
      isUsable: true,
      methodUsabilityReason: 'EnabledByPolicy',
    });
    const id = String(objectOf(made)['id']);
    const later = [
      await opened.get(passesOf(tom)),
      await opened.get(`${passesOf(tom)}/${id}`),
      await opened.get(`/users/${tom}/authentication/methods`),
    ];
    for (const reply of later) {
      expect(reply.text).toContain(id);
      expect(reply.text).not.toContain('CANARY');
    }
    expect(JSON.stringify(opened.tenant.requests)).not.toContain('CANARY');
    expect(JSON.stringify([...opened.tenant.world.methods])).not.toContain('CANARY');
  });

  it('is replaced by the next one', async () => {
    const tom = opened.tenant.people.tom.id;
    const first = objectOf(await create(tom))['id'];
    const second = objectOf(await create(tom))['id'];
    expect(second).not.toBe(first);
    expect(valuesOf(await opened.get(passesOf(tom))).map((pass) => pass['id'])).toEqual([second]);
    expect(opened.tenant.world.signInWithPass(tom, 'CANARY-1')).toEqual({ signedIn: false, error: 130503 });
    expect(opened.tenant.world.livePasses()).toHaveLength(1);
  });

  it('says why it cannot be used, by the clock and the policy', async () => {
    const { tenant, clock } = opened;
    const tom = tenant.people.tom.id;
    const state = async () => valuesOf(await opened.get(passesOf(tom)))[0]?.['methodUsabilityReason'];
    const tomorrow = new Date(clock.now().getTime() + 30 * MINUTE).toISOString();
    await create(tom, { startDateTime: tomorrow });
    expect(await state()).toBe('NotYetValid');
    clock.advance(31 * MINUTE);
    expect(await state()).toBe('EnabledByPolicy');
    tenant.world.usePolicy('passes-off');
    expect(await state()).toBe('DisabledByPolicy');
    tenant.world.usePolicy('profiles');
    expect(tenant.world.signInWithPass(tom).signedIn).toBe(true);
    expect(await state()).toBe('OneTimeUsed');
    expect(tenant.world.livePasses()).toEqual([]);
    await create(tom);
    clock.advance(61 * MINUTE);
    expect(await state()).toBe('Expired');
    expect(tenant.world.signInWithPass(tom)).toEqual({ signedIn: false, error: 130504 });
  });

  it('opens ten minutes for a registration when one-time, and ends with its deletion', async () => {
    const { tenant, clock } = opened;
    const tom = tenant.people.tom.id;
    const onPhone = () => tenant.world.registerPasskey(tom, { platform: 'ios' });
    expect(onPhone()).toEqual({ registered: false, why: 'no-strong-sign-in' });
    await create(tom);
    expect(onPhone()).toEqual({ registered: false, why: 'no-strong-sign-in' });
    tenant.world.signInWithPass(tom, codes[0]);
    clock.advance(11 * MINUTE);
    expect(onPhone()).toEqual({ registered: false, why: 'no-strong-sign-in' });
    const second = String(objectOf(await create(tom))['id']);
    tenant.world.signInWithPass(tom);
    expect((await opened.send('DELETE', `${passesOf(tom)}/${second}`)).status).toBe(204);
    expect(onPhone()).toEqual({ registered: false, why: 'no-strong-sign-in' });
    await create(tom);
    tenant.world.signInWithPass(tom);
    expect(onPhone()).toMatchObject({ registered: true });
    const [passkey] = valuesOf(await opened.get(`/users/${tom}/authentication/fido2Methods`));
    expect(passkey).toMatchObject({ aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f', passkeyType: 'deviceBound' });
  });

  it.each([
    [
      'a lifetime above the policy',
      'tom',
      { lifetimeInMinutes: 481 },
      400,
      'Invalid LifetimeInMinutes specified. The valid range between 60 and 480.',
    ],
    [
      'a lifetime below the policy',
      'tom',
      { lifetimeInMinutes: 59 },
      400,
      'Invalid LifetimeInMinutes specified. The valid range between 60 and 480.',
    ],
    ['several uses where one is the rule', 'tom', { isUsableOnce: false }, 400, 'one-time'],
    [
      'an external guest',
      'grace',
      { lifetimeInMinutes: 60 },
      400,
      'Temporary Access Pass cannot be added to an external guest user',
    ],
    [
      'somebody in a restricted management unit',
      'freja',
      { lifetimeInMinutes: 60 },
      403,
      'restricted management administrative unit',
    ],
  ] as const)('is refused for %s', async (_what, who, body, status, message) => {
    const { id } = opened.tenant.people[who];
    const refused = await create(id, body);
    expect(refused.status).toBe(status);
    expect(messageOf(refused)).toContain(message);
    expect(opened.tenant.world.livePasses()).toEqual([]);
  });

  it('is created for somebody outside the scope of the policy, but does not work', async () => {
    const mateo = opened.tenant.people.mateo.id;
    expect(objectOf(await create(mateo))).toMatchObject({ isUsable: false, methodUsabilityReason: 'DisabledByPolicy' });
    expect(opened.tenant.world.signInWithPass(mateo)).toEqual({ signedIn: false, error: 130502 });
  });

  it('is refused to an app without the permission, and to a call without a token', async () => {
    const tom = opened.tenant.people.tom.id;
    opened.tenant.world.permissions.delete('UserAuthMethod-TAP.ReadWrite.All');
    const refused = await create(tom);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'Authorization_RequestDenied']);
    const anonymous = await fetch(`${opened.tenant.graphUrl}${passesOf(tom)}`);
    expect(anonymous.status).toBe(401);
  });
});
