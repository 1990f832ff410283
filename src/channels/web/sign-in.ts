import * as client from 'openid-client';
import { type Outcome, done, refuse } from '../../domain/refusal';
import type { SignInKeys } from './browser-key';
import { clientAuthentication, type ClientCredential } from './client-credential';

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly credential: ClientCredential;
}

const SECONDS = 10;

/** Sign-in at one OpenID provider: authorization code flow with PKCE, id tokens checked with their signature. */
export class SignIn {
  private configuration: Promise<client.Configuration> | undefined;

  constructor(
    /** As people know it: "Microsoft Entra" or "Slack". */
    private readonly name: string,
    private readonly settings: ProviderSettings,
    private readonly redirectUri: string,
  ) {}

  /** Where to send the browser. */
  async address(keys: SignInKeys, parameters: Readonly<Record<string, string>>): Promise<Outcome<string>> {
    try {
      const configuration = await this.configured();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: this.redirectUri,
        scope: 'openid profile',
        state: keys.state,
        nonce: keys.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(keys.verifier),
        code_challenge_method: 'S256',
        ...parameters,
      });
      return done(url.href);
    } catch (error) {
      return this.failed(error);
    }
  }

  /** The claims of the id token, after signature, issuer, audience, nonce and time have been checked. */
  async claims(query: URLSearchParams, keys: SignInKeys): Promise<Outcome<unknown>> {
    try {
      const configuration = await this.configured();
      const checks = { expectedState: keys.state, expectedNonce: keys.nonce, pkceCodeVerifier: keys.verifier };
      const url = new URL(`${this.redirectUri}?${query.toString()}`);
      const claims = (await client.authorizationCodeGrant(configuration, url, checks)).claims();
      // openid-client is lenient about the issuer in Entra's discovery, which serves many tenants.
      if (claims?.iss !== this.settings.issuer) return this.refused('its answer names another issuer');
      return done(claims);
    } catch (error) {
      return this.failed(error);
    }
  }

  /** Discovery, once; a failed one is tried again next time. */
  private configured(): Promise<client.Configuration> {
    this.configuration ??= this.discover().catch((error: unknown) => {
      this.configuration = undefined;
      throw error;
    });
    return this.configuration;
  }

  private async discover(): Promise<client.Configuration> {
    const { issuer, clientId, credential } = this.settings;
    const execute = [client.enableNonRepudiationChecks];
    // The settings let http through for loopback addresses only.
    if (issuer.startsWith('http://')) execute.push(client.allowInsecureRequests);
    const authentication = await clientAuthentication(credential);
    return client.discovery(new URL(issuer), clientId, undefined, authentication, { execute, timeout: SECONDS });
  }

  /** The error itself stays here: it carries what the provider answered, tokens among it. */
  private failed(error: unknown): Outcome<never> {
    if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) {
      return this.refused(inWords(error.error));
    }
    const code = error instanceof client.ClientError ? (error.code ?? '') : '';
    if (!code.startsWith('OAUTH_') || UNREACHABLE.has(code))
      return refuse('sign-in-unreachable', { provider: this.name });
    return this.refused(`its answer did not stand up to the checks: ${code}`);
  }

  private refused(why: string): Outcome<never> {
    return refuse('sign-in-failed', { provider: this.name, why });
  }
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** An error code of OAuth is a word; anything else comes from the address bar and is not repeated. */
function inWords(error: string): string {
  if (error === 'access_denied') return 'it was cancelled';
  return /^[a-z_]{3,40}$/.test(error) ? error : 'an unknown reason';
}
