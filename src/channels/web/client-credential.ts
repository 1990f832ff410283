import { X509Certificate, createHash, createPrivateKey, webcrypto } from 'node:crypto';
import * as client from 'openid-client';

/** How Keysmith proves to the provider that it is the registered client. */
export type ClientCredential = { readonly secret: string } | { readonly certificate: string };

/**
 * A secret in the body, or an assertion signed with the certificate's key (RSA) as Entra wants it: PS256, the
 * certificate named by x5t#S256, the token endpoint as audience.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export async function clientAuthentication(credential: ClientCredential): Promise<client.ClientAuth> {
  if ('secret' in credential) return client.ClientSecretPost(credential.secret);
  const pem = credential.certificate;
  const thumbprint = createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url');
  const pkcs8 = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']);
  const assertion = (server: client.ServerMetadata): client.ClientAuth =>
    client.PrivateKeyJwt(key, {
      [client.modifyAssertion]: (header, payload) => {
        header['x5t#S256'] = thumbprint;
        payload['aud'] = server.token_endpoint;
      },
    });
  // Typed as void, but the library awaits what it returns.
  return (server, metadata, body, headers) => assertion(server)(server, metadata, body, headers);
}
