import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';

/** The ways a hostile activity can be signed. All but `none` carry a token. */
export type TokenForgery =
  | 'no token'
  | 'wrong key'
  | 'wrong audience'
  | 'wrong issuer'
  | 'expired'
  | 'not endorsed for Teams'
  | 'unsigned token'
  | 'foreign service url in token';

/** Bot Connector keys name the channels that may sign with them. */
interface EndorsedKey extends JWK {
  endorsements: string[];
}

export interface ChannelKeys {
  jwks: { keys: EndorsedKey[] };
  /** The Authorization header for one activity, or undefined for `no token`. */
  authorization(serviceUrl: string, forgery?: TokenForgery): Promise<string | undefined>;
}

const issuer = 'https://api.botframework.com';

/**
 * Signs activities as the Bot Connector service does: RS256, `iss` api.botframework.com, `aud` the app id,
 * `serviceurl` equal to the activity's. Tokens run on the machine's clock, because botframework-connector checks them
 * against it.
 */
export async function channelKeys(appId: string): Promise<ChannelKeys> {
  const [own, webchat, stranger] = await Promise.all([rsa(), rsa(), rsa()]);
  const jwk = async (key: CryptoKey, kid: string, endorsements: string[]): Promise<EndorsedKey> => {
    const { kty, n, e } = await exportJWK(key);
    if (kty === undefined || n === undefined || e === undefined) throw new Error('Not an RSA key.');
    return { kty, n, e, kid, use: 'sig', alg: 'RS256', endorsements };
  };
  const keys = [await jwk(own.publicKey, 'teams', ['msteams']), await jwk(webchat.publicKey, 'webchat', ['webchat'])];

  const sign = (key: CryptoKey, kid: string, serviceurl: string, forgery?: TokenForgery): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const age = forgery === 'expired' ? 7200 : 0;
    return new SignJWT({
      serviceurl: forgery === 'foreign service url in token' ? 'https://evil.example/' : serviceurl,
    })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(forgery === 'wrong issuer' ? 'https://evil.example' : issuer)
      .setAudience(forgery === 'wrong audience' ? '00000000-0000-0000-0000-00000000bad0' : appId)
      .setNotBefore(now - age)
      .setIssuedAt(now - age)
      .setExpirationTime(now - age + 3600)
      .sign(key);
  };

  return {
    jwks: { keys },
    async authorization(serviceUrl, forgery) {
      if (forgery === 'no token') return undefined;
      if (forgery === 'unsigned token') {
        const unsigned = new UnsecuredJWT({ serviceurl: serviceUrl }).setIssuer(issuer).setAudience(appId);
        return `Bearer ${unsigned.setExpirationTime('1h').encode()}`;
      }
      if (forgery === 'wrong key') return `Bearer ${await sign(stranger.privateKey, 'teams', serviceUrl)}`;
      if (forgery === 'not endorsed for Teams')
        return `Bearer ${await sign(webchat.privateKey, 'webchat', serviceUrl)}`;
      return `Bearer ${await sign(own.privateKey, 'teams', serviceUrl, forgery)}`;
    },
  };
}

function rsa(): Promise<{ publicKey: CryptoKey; privateKey: CryptoKey }> {
  return generateKeyPair('RS256', { extractable: true });
}
