import { X509Certificate, createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { ClientAuth } from 'openid-client';
import { certificateWithKey } from '../../certificate';
import { clientAuthentication } from '../../../src/channels/web/client-credential';

const server = {
  issuer: 'https://login.microsoftonline.com/tenant/v2.0',
  token_endpoint: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
};

/** Typed as void; the library awaits it all the same. */
async function settled(authenticate: ClientAuth, body: URLSearchParams, headers: Headers): Promise<void> {
  const apply: (...words: Parameters<ClientAuth>) => unknown = authenticate;
  await Promise.resolve(apply(server, { client_id: 'app' }, body, headers));
}

test('with a certificate, an assertion as Entra wants it, made anew each time', async () => {
  const pem = certificateWithKey();
  const authenticate = await clientAuthentication({ certificate: pem });
  const assertions = await Promise.all(
    [1, 2].map(async () => {
      const body = new URLSearchParams();
      await settled(authenticate, body, new Headers());
      expect(body.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
      expect(body.has('client_secret')).toBe(false);
      return body.get('client_assertion') ?? '';
    }),
  );
  const parsed = new X509Certificate(pem);
  const { payload, protectedHeader } = await jwtVerify(assertions[0] ?? '', parsed.publicKey, {
    issuer: 'app',
    subject: 'app',
    audience: server.token_endpoint,
  });
  expect(protectedHeader).toMatchObject({
    alg: 'PS256',
    'x5t#S256': createHash('sha256').update(parsed.raw).digest('base64url'),
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(600);
  expect(assertions[0]).not.toBe(assertions[1]);
});

test('with a secret, the secret in the body and nowhere else', async () => {
  const body = new URLSearchParams();
  const headers = new Headers();
  await settled(await clientAuthentication({ secret: 's3cret' }), body, headers);
  expect(body.get('client_secret')).toBe('s3cret');
  expect([...headers]).toEqual([]);
});
