import type { PersonKey } from '../../src/demo/tenant';
import { type Scene, openScene } from './scene';

/*
 * Somebody pastes an error in Teams: the answer is held against their own account, the policies and the sign-in log, on
 * the simulated tenant through the real Graph adapters.
 */
describe('an error in Teams', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.end());

  const ask = async (who: PersonKey, words: string): Promise<string> => {
    await scene.teams.person(who).say(words);
    return scene.teams.person(who).last().words;
  };

  it('is explained by the tenant: yes, and this is it', async () => {
    const { id } = scene.tenant.people.noa;
    scene.tenant.world.registerPasskey(id, { platform: 'ios', via: 'app' });
    const said = await ask('noa', 'I get AADSTS130500 and 53003');
    expect(said).toContain('[Send this to the helpdesk]');
    const answer = await ask('pavel', 'passkey is not listed in security info');
    expect(answer).toContain('Yes, and this is it.');
    expect(answer).toContain('Authentication Policy Administrator');
  });

  it('is something else: not that, but this', async () => {
    const answer = await ask('yuki', 'AADSTS135016');
    expect(answer).toContain('Not that, but this.');
    expect(answer).toContain('Your account has no passkey or security key.');
  });

  it('cannot be seen from here, and what only the person sees is asked', async () => {
    const answer = await ask('yuki', 'the QR code does nothing');
    expect(answer).toContain("I can't see that from here. Please look at this.");
    const yuki = scene.teams.person('yuki');
    await yuki.click(yuki.last(), 'Bluetooth is switched off');
    expect(yuki.last().words).toContain('Yes, and this is it.');
  });

  it('was looked for and is not it', async () => {
    const answer = await ask('ana', 'AADSTS135016');
    expect(answer).toMatch(
      /I checked the passkey policy with your groups.* and found nothing there that explains it\./,
    );
  });

  it('stands in the sign-in log, with the policy that stopped it', async () => {
    const { id } = scene.tenant.people.yuki;
    scene.tenant.world.recordSignIn(
      id,
      'SharePoint',
      53003,
      'Access has been blocked by Conditional Access policies.',
      [
        {
          id: '9c1f0e0a-0000-4000-8000-000000000001',
          displayName: 'Company devices only',
          result: 'failure',
          enforcedGrantControls: ['compliantDevice'],
        },
      ],
    );
    scene.clock.advance(5 * 60_000);
    const answer = await ask('yuki', 'AADSTS53003');
    expect(answer).toContain('53003 is in your sign-in log');
    expect(answer).toContain('The Conditional Access policy "Company devices only" stopped that sign-in.');
    const list = await ask('yuki', 'show my last sign-ins');
    expect(list).toContain('It failed with 53003');
    expect(list).toContain('"Company devices only" stopped it: it demands a compliant device.');
    expect(await ask('yuki', "why can't I sign in")).toContain('53003');
  });

  it('names the permission that is missing', async () => {
    scene.tenant.world.permissions.delete('AuditLog.Read.All');
    expect(await ask('yuki', 'AADSTS53003')).toContain('AuditLog.Read.All is missing');
    expect(await ask('yuki', 'show my last sign-ins')).toContain('AuditLog.Read.All is missing');
  });

  it('gets the usual answer while Graph is down, and says that nothing was checked', async () => {
    scene.tenant.faults.set({ kind: 'unavailable' });
    const answer = await ask('yuki', 'AADSTS135016');
    expect(answer).toContain('I could not check your account right now');
    expect(answer).toContain('The passkey policy does not let this passkey sign in.');
  });

  it.each([
    ['enforceMfaByFederatedIdp', /Yes, and this is it\.[\s\S]*asked for by the sign-in service of your organisation/],
    [
      'acceptIfMfaDoneByFederatedIdp',
      /I checked the sign-in service of your domain, and found nothing there that explains it/,
    ],
  ])('comes from a federated domain, or does not: %s', async (behaviour, words) => {
    scene.tenant.world.federated.set('lumenharbour.example', behaviour);
    expect(await ask('yuki', 'AADSTS50158')).toMatch(words);
  });

  it('names the permission to read the domain', async () => {
    scene.tenant.world.permissions.delete('Domain.Read.All');
    expect(await ask('yuki', 'AADSTS50158')).toContain('Domain.Read.All is missing');
  });

  it('costs one round trip to Graph when the policies are warm, and one for the log', async () => {
    await ask('yuki', 'AADSTS135016');
    const before = scene.tenant.requests.length;
    await ask('yuki', 'AADSTS135016');
    const outer = scene.tenant.requests.slice(before).map(({ path }) => path);
    expect(outer.filter((path) => path.includes('signIns')).length).toBe(1);
  });
});
