import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8, SignJWT, decodeJwt, type CryptoKey } from 'jose';
import Provider, { interactionPolicy, type Configuration, type JWK } from 'oidc-provider';
import { z } from 'zod/v4';
import { memoryStorage } from './storage';

export interface SigninClient {
  clientId: string;
  clientSecret: string;
  /** Asked at each sign-in: the app's port is known late. */
  redirectUris: () => string[];
}

/** What oidc-provider knows when it makes an id token; `authTime` is in seconds, by the machine's clock. */
const tokenFacts = z.object({
  accountId: z.string(),
  authTime: z.number(),
  nonce: z.string().optional(),
  /** The `claims` parameter of the authorization request. */
  claims: z
    .object({
      id_token: z.record(
        z.string(),
        z
          .object({ value: z.unknown(), values: z.array(z.unknown()) })
          .partial()
          .nullable(),
      ),
    })
    .partial()
    .default({}),
});
export type TokenFacts = z.infer<typeof tokenFacts>;

const tokenAnswer = z.object({
  oidc: z.object({ route: z.literal('token'), entities: z.object({ AuthorizationCode: tokenFacts }) }),
  body: z.looseObject({ id_token: z.string() }),
});

export interface IdentityProviderOptions {
  name: 'entra' | 'slack';
  issuer: string;
  client: SigninClient;
  /** The claims laid over oidc-provider's own; `undefined` removes one. */
  claims(facts: TokenFacts): Record<string, unknown>;
  /** The page on which a person says who they are. */
  interactionUrl: (uid: string) => string;
}

/**
 * A real OpenID provider (oidc-provider): authorization code flow, PKCE required, RS256. Its id tokens are signed anew
 * with the same key after the platform's own claims were added, so that each of them can also be wrong on purpose.
 */
export async function identityProvider(options: IdentityProviderOptions): Promise<Provider> {
  const { client } = options;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = `${options.name}-1`;
  const { kty, n, e, d, p, q, dp, dq, qi } = await exportJWK(privateKey);
  const jwk: JWK = { kid, use: 'sig', alg: 'RS256', kty: kty ?? '', n, e, d, p, q, dp, dq, qi };
  const provider: Provider = new Provider(options.issuer, {
    ...fixedSettings(options.name),
    adapter: memoryStorage((id) =>
      id === client.clientId
        ? {
            client_id: client.clientId,
            client_secret: client.clientSecret,
            redirect_uris: client.redirectUris(),
            grant_types: ['authorization_code'],
            response_types: ['code'],
            token_endpoint_auth_method: 'client_secret_post',
          }
        : undefined,
    ),
    jwks: { keys: [jwk] },
    interactions: { url: (_context, interaction) => options.interactionUrl(interaction.uid), policy: alwaysAsk() },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    async loadExistingGrant(context) {
      const grant = new provider.Grant();
      grant.clientId = context.oidc.client?.clientId;
      grant.accountId = context.oidc.session?.accountId;
      grant.addOIDCScope('openid profile email');
      grant.addOIDCClaims(['acrs', 'auth_time']);
      await grant.save();
      return grant;
    },
  });
  const key = await importPKCS8(await exportPKCS8(privateKey), 'RS256');
  addPlatformClaims(provider, key, kid, options);
  return provider;
}

function addPlatformClaims(provider: Provider, key: CryptoKey, kid: string, options: IdentityProviderOptions): void {
  provider.use(async (context, next) => {
    await next();
    const made = tokenAnswer.safeParse(context);
    if (!made.success) return;
    const { oidc, body } = made.data;
    const facts = oidc.entities.AuthorizationCode;
    const claims = { ...decodeJwt(body.id_token), auth_time: facts.authTime, ...options.claims(facts) };
    const idToken = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(key);
    context.body = { ...body, id_token: idToken };
  });
}

/** Every sign-in asks who it is: one browser plays many people here. */
function alwaysAsk(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check(
        'who',
        'somebody has to say who they are',
        (context) => context.oidc.result?.login === undefined,
      ),
    );
  return policy;
}

function fixedSettings(name: string): Configuration {
  return {
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'], acrs: null, auth_time: null },
    scopes: ['openid', 'profile', 'email'],
    // Two providers share one host, and browsers keep cookies by host and not by port.
    cookies: {
      keys: [`${name} demo cookies`],
      names: { session: `${name}_session`, interaction: `${name}_interaction`, resume: `${name}_resume` },
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      rpInitiatedLogout: { enabled: false },
    },
    pkce: { required: () => true },
    responseTypes: ['code'],
    ttl: { AccessToken: 3600, AuthorizationCode: 300, Grant: 3600, IdToken: 3600, Interaction: 3600, Session: 3600 },
    renderError(context, out) {
      context.type = 'text/plain';
      context.body = `${out.error}: ${out.error_description ?? ''}`;
    },
  };
}
