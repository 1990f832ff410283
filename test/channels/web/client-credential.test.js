"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const node_child_process_1 = require("node:child_process");
const node_crypto_1 = require("node:crypto");
const node_fs_1 = require("node:fs");
const node_os_1 = require("node:os");
const node_path_1 = require("node:path");
const jose_1 = require("jose");
const client_credential_1 = require("../../../src/channels/web/client-credential");
const server = {
    issuer: 'https://login.microsoftonline.com/tenant/v2.0',
    token_endpoint: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
};
/** Typed as void; the library awaits it all the same. */
async function settled(authenticate, body, headers) {
    const apply = authenticate;
    await Promise.resolve(apply(server, { client_id: 'app' }, body, headers));
}
function certificate() {
    const folder = (0, node_fs_1.mkdtempSync)((0, node_path_1.join)((0, node_os_1.tmpdir)(), 'keysmith-client-'));
    const [key, cert] = [(0, node_path_1.join)(folder, 'key.pem'), (0, node_path_1.join)(folder, 'cert.pem')];
    const words = [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '1',
        '-subj',
        '/CN=keysmith',
        '-keyout',
        key,
    ];
    (0, node_child_process_1.execFileSync)('openssl', [...words, '-out', cert], { stdio: 'ignore' });
    const pem = (0, node_fs_1.readFileSync)(cert, 'utf8') + (0, node_fs_1.readFileSync)(key, 'utf8');
    (0, node_fs_1.rmSync)(folder, { recursive: true });
    return pem;
}
test('with a certificate, an assertion as Entra wants it, made anew each time', async () => {
    const pem = certificate();
    const authenticate = await (0, client_credential_1.clientAuthentication)({ certificate: pem });
    const assertions = await Promise.all([1, 2].map(async () => {
        const body = new URLSearchParams();
        await settled(authenticate, body, new Headers());
        expect(body.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        expect(body.has('client_secret')).toBe(false);
        return body.get('client_assertion') ?? '';
    }));
    const parsed = new node_crypto_1.X509Certificate(pem);
    const { payload, protectedHeader } = await (0, jose_1.jwtVerify)(assertions[0] ?? '', parsed.publicKey, {
        issuer: 'app',
        subject: 'app',
        audience: server.token_endpoint,
    });
    expect(protectedHeader).toMatchObject({
        alg: 'PS256',
        'x5t#S256': (0, node_crypto_1.createHash)('sha256').update(parsed.raw).digest('base64url'),
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(600);
    expect(assertions[0]).not.toBe(assertions[1]);
});
test('with a secret, the secret in the body and nowhere else', async () => {
    const body = new URLSearchParams();
    const headers = new Headers();
    await settled(await (0, client_credential_1.clientAuthentication)({ secret: 's3cret' }), body, headers);
    expect(body.get('client_secret')).toBe('s3cret');
    expect([...headers]).toEqual([]);
});
//# sourceMappingURL=client-credential.test.js.map