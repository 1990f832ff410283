'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const identity_1 = require('@azure/identity');
const clock_1 = require('../../src/domain/clock');
const entra_1 = require('../../src/entra');
const setting_1 = require('./setting');
afterEach(setting_1.closeSettings);
const clock = clock_1.systemClock;
const tenantId = '00000000-0000-4000-8000-000000000000';
function tokenOf(claims) {
  return ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'signature'].join('.');
}
function credential(getToken) {
  return { getToken };
}
const withToken = (token) => credential(() => Promise.resolve({ token, expiresOnTimestamp: 0 }));
describe('signing in to Graph', () => {
  it('sends the token of the credential, asked for this Graph', async () => {
    const scopes = [];
    const setting = await (0, setting_1.openSetting)({
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
  it.each([
    [
      'Entra refuses it',
      new identity_1.AuthenticationError(401, { error: 'invalid_client', error_description: 'AADSTS7000215 secret' }),
      'graph-denied',
    ],
    ['there is no credential', new identity_1.CredentialUnavailableError('no identity here'), 'graph-denied'],
    ['Entra cannot be reached', new Error('getaddrinfo ENOTFOUND login.microsoftonline.com'), 'graph-unavailable'],
  ])('says so when %s, sends nothing, and a pass is certainly not made', async (_, error, code) => {
    const setting = await (0, setting_1.openSetting)({ credential: credential(() => Promise.reject(error)) });
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
    const setting = await (0, setting_1.openSetting)({
      credential: credential(() => new Promise(() => undefined)),
      timeouts: { readMs: 100 },
    });
    expect(await setting.entra.ping()).toMatchObject({ ok: false, refusal: { code: 'graph-unavailable' } });
    expect(setting.front.seen).toEqual([]);
  });
  it('refuses addresses that would send tokens in the clear, or nothing but a placeholder to the real Graph', () => {
    const some = withToken('t');
    const opened = (options) => () => (0, entra_1.openEntra)({ tenantId, clock, ...options });
    expect(opened({})).toThrow(/needs a credential/);
    expect(opened({ baseUrl: 'http://graph.example', credential: some })).toThrow(/https/);
    expect(opened({ baseUrl: 'https://graph.microsoft.us/beta', credential: some })).toThrow(/path/);
    expect(opened({ baseUrl: 'https://graph.microsoft.us/v1.0/', credential: some })).not.toThrow();
    expect(opened({ baseUrl: 'http://127.0.0.1:1' })).not.toThrow();
  });
  it('chooses the credential that the settings name', () => {
    const common = { tenantId, clientId: tenantId, authorityHost: 'https://login.microsoftonline.us' };
    const name = (signInWith) => (0, entra_1.credentialFrom)({ ...common, signInWith }).constructor.name;
    expect(name({ kind: 'certificate', path: '/no/such.pem' })).toBe('ClientCertificateCredential');
    expect(name({ kind: 'secret', secret: 's' })).toBe('ClientSecretCredential');
    expect(name({ kind: 'workload-identity', tokenFilePath: '/no/such' })).toBe('WorkloadIdentityCredential');
    expect(name({ kind: 'managed-identity' })).toBe('ManagedIdentityCredential');
    expect(() => (0, entra_1.credentialFrom)({ tenantId, signInWith: { kind: 'secret', secret: 's' } })).toThrow(
      /AZURE_CLIENT_ID/,
    );
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
    const entra = (0, entra_1.openEntra)({ tenantId, clock, credential: some });
    expect(await entra.grantedPermissions()).toMatchObject(expected);
  });
  it('names what is missing with what does not work, and what is too much', () => {
    const all = [...new Set(Object.values(entra_1.operations).map(({ permission }) => permission))];
    expect((0, entra_1.comparePermissions)(all)).toEqual({ missing: [], excess: [] });
    const without = all.filter((permission) => permission !== 'IdentityRiskyUser.Read.All');
    expect((0, entra_1.comparePermissions)([...without, 'Mail.ReadWrite'])).toEqual({
      missing: [{ permission: 'IdentityRiskyUser.Read.All', operations: ['risk'] }],
      excess: ['Mail.ReadWrite'],
    });
  });
  it('takes a broader permission for enough, and says that it is more than needed', () => {
    const broad = ['UserAuthenticationMethod.ReadWrite.All'];
    expect((0, entra_1.comparePermissions)(broad, ['methods', 'createPass'])).toEqual({ missing: [], excess: broad });
  });
});
//# sourceMappingURL=sign-in.test.js.map
