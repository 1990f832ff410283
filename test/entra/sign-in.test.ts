import { AuthenticationError, CredentialUnavailableError, type TokenCredential } from '@azure/identity';
import { systemClock } from '../../src/domain/clock';
import { comparePermissions, credentialFrom, openEntra, operations } from '../../src/entra';
import { closeSettings, openSetting } from './setting';

afterEach(closeSettings);

const clock = systemClock;
const tenantId = '00000000-0000-4000-8000-000000000000';

function tokenOf(claims: object): string {
  return ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'signature'].join('.');
}

function credential(getToken: TokenCredential['getToken']): TokenCredential {
  return { getToken };
}

const withToken = (token: string) => credential(() => Promise.resolve({ token, expiresOnTimestamp: 0 }));

describe('signing in to Graph', () => {
  it('sends the token of the credential, asked for this Graph', async () => {
    const scopes: unknown[] = [];
    const setting = await openSetting({
      credential: credential((scope) => {
        scopes.push(scope);
        return Promise.resolve({ token: 'a-token', expiresOnTimestamp: 0 });
      }),
    });
    await setting.entra.ping();
    expect(setting.front.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer a-token',
      prefer: 'include-unknown-enum-members',
    });
    expect(scopes).toEqual([`${new URL(setting.front.url).origin}/.default`]);
  });

  it.each<[string, Error, string]>([
    [
      'Entra refuses it',
      new AuthenticationError(401, { error: 'invalid_client', error_description: 'AADSTS7000215 secret' }),
      'graph-denied',
    ],
    ['there is no credential', new CredentialUnavailableError('no identity here'), 'graph-denied'],
    ['Entra cannot be reached', new Error('getaddrinfo ENOTFOUND login.microsoftonline.com'), 'graph-unavailable'],
  ])('says so when %s, sends nothing, and a pass is certainly not made', async (_, error, code) => {
    const setting = await openSetting({ credential: credential(() => Promise.reject(error)) });
    expect(await setting.entra.ping()).toMatchObject({ ok: false, refusal: { code } });
    expect(await setting.entra.grantedPermissions()).toMatchObject({ ok: false, refusal: { code } });
    const { id } = setting.tenant.people.tom;
    expect(await setting.entra.passes.create(id, { lifetimeMinutes: 60, usableOnce: true }, 1_000)).toMatchObject({
      end: 'refused',
      refusal: { code, changed: 'No pass was made.' },
    });
    expect(setting.front.seen).toEqual([]);
    expect(JSON.stringify(setting.events)).not.toContain('secret');
  });

  it('does not wait for a token longer than for an answer', async () => {
    const setting = await openSetting({
      credential: credential(() => new Promise(() => undefined)),
      timeouts: { readMs: 100 },
    });
    expect(await setting.entra.ping()).toMatchObject({ ok: false, refusal: { code: 'graph-unavailable' } });
    expect(setting.front.seen).toEqual([]);
  });

  it('refuses addresses that would send tokens in the clear, or nothing but a placeholder to the real Graph', () => {
    const some = withToken('t');
    const opened = (options: object) => () => openEntra({ tenantId, clock, ...options });
    expect(opened({})).toThrow(/needs a credential/);
    expect(opened({ baseUrl: 'http://graph.example', credential: some })).toThrow(/https/);
    expect(opened({ baseUrl: 'https://graph.microsoft.us/beta', credential: some })).toThrow(/path/);
    expect(opened({ baseUrl: 'https://graph.microsoft.us/v1.0/', credential: some })).not.toThrow();
    expect(opened({ baseUrl: 'http://127.0.0.1:1' })).not.toThrow();
  });

  it('chooses the credential that the settings name', () => {
    const common = { tenantId, clientId: tenantId, authorityHost: 'https://login.microsoftonline.us' };
    const name = (signInWith: Parameters<typeof credentialFrom>[0]['signInWith']) =>
      credentialFrom({ ...common, signInWith }).constructor.name;
    expect(name({ kind: 'certificate', path: '/no/such.pem' })).toBe('ClientCertificateCredential');
    expect(name({ kind: 'secret', secret: 's' })).toBe('ClientSecretCredential');
    expect(name({ kind: 'platform', federatedTokenFile: '/no/such' })).toBe('WorkloadIdentityCredential');
    expect(name({ kind: 'platform' })).toBe('ManagedIdentityCredential');
    expect(() => credentialFrom({ tenantId, signInWith: { kind: 'secret', secret: 's' } })).toThrow(/AZURE_CLIENT_ID/);
  });
});

describe('permissions', () => {
  it.each([
    [
      'of the token',
      withToken(tokenOf({ roles: ['User.Read.All', 'Policy.Read.All'] })),
      { ok: true, value: ['Policy.Read.All', 'User.Read.All'] },
    ],
    ['none', withToken(tokenOf({ oid: 'x' })), { ok: true, value: [] }],
    ['of a token that is none', withToken('opaque'), { ok: false }],
    ['of a token with odd roles', withToken(tokenOf({ roles: 'all' })), { ok: false }],
  ])('granted: %s', async (_, some, expected) => {
    const entra = openEntra({ tenantId, clock, credential: some });
    expect(await entra.grantedPermissions()).toMatchObject(expected);
  });

  it('names what is missing with what does not work, and what is too much', () => {
    const all = [...new Set(Object.values(operations).map(({ permission }) => permission))];
    expect(comparePermissions(all)).toEqual({ missing: [], excess: [] });
    const without = all.filter((permission) => permission !== 'IdentityRiskyUser.Read.All');
    expect(comparePermissions([...without, 'Mail.ReadWrite'])).toEqual({
      missing: [{ permission: 'IdentityRiskyUser.Read.All', operations: ['risk'] }],
      excess: ['Mail.ReadWrite'],
    });
  });

  it('takes a broader permission for enough, and says that it is more than needed', () => {
    const broad = ['UserAuthenticationMethod.ReadWrite.All'];
    expect(comparePermissions(broad, ['methods', 'createPass'])).toEqual({ missing: [], excess: broad });
  });
});
