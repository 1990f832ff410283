import { randomBytes } from 'node:crypto';
import {
  ConfigurationServiceClientCredentialFactory,
  type ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import { Router, urlencoded } from 'express';
import { z } from 'zod/v4';

export interface BotTokens {
  router: Router;
  isLive: (authorization: string | undefined) => boolean;
}

const tokenRequest = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.literal('https://api.botframework.com/.default'),
});

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

const tokenSeconds = 3600;

/** `POST /:tenant/oauth2/v2.0/token` for the bot's own credentials, as login.microsoftonline.com answers it. */
export function botTokens(expected: { tenantId: string; appId: string; password: string }): BotTokens {
  const live = new Map<string, number>();
  const router = Router();
  router.post('/:tenant/oauth2/v2.0/token', urlencoded({ extended: false }), (request, response) => {
    const asked = tokenRequest.safeParse(request.body);
    if (!asked.success || request.params.tenant !== expected.tenantId) {
      response.status(400).json({ error: 'invalid_request', error_description: 'AADSTS900144' });
    } else if (asked.data.client_id !== expected.appId || asked.data.client_secret !== expected.password) {
      response.status(401).json({ error: 'invalid_client', error_description: 'AADSTS7000215' });
    } else {
      const token = randomBytes(24).toString('base64url');
      live.set(token, Date.now() + tokenSeconds * 1000);
      response.json({ token_type: 'Bearer', expires_in: tokenSeconds, access_token: token });
    }
  });
  return {
    router,
    isLive: (authorization) => (live.get(authorization?.replace(/^Bearer /, '') ?? '') ?? 0) > Date.now(),
  };
}

export interface Bot {
  /** Of the local login server. */
  origin: string;
  tenantId: string;
  appId: string;
  password: string;
}

/**
 * Outgoing credentials of a bot whose login server is on loopback. The stock factory hands the login address to MSAL,
 * which refuses any authority that is not https (`authority_uri_insecure`), so the demo and the tests pass this one to
 * ConfigurationBotFrameworkAuthentication as its `credentialsFactory`. It takes the same token in the same way; the
 * checking of incoming activities stays botframework-connector's own.
 */
class LoopbackCredentials extends ConfigurationServiceClientCredentialFactory {
  private held: { token: Promise<string>; until: number } | undefined;

  constructor(private readonly bot: Bot) {
    super(registration(bot));
  }

  override createCredentials(): ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']> {
    return Promise.resolve({
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await this.token()}`);
        return request;
      },
    });
  }

  private token(): Promise<string> {
    if (this.held === undefined || this.held.until < Date.now()) {
      this.held = { token: this.take(), until: Date.now() + 50 * 60_000 };
    }
    return this.held.token;
  }

  private async take(): Promise<string> {
    const { origin, tenantId, appId, password } = this.bot;
    const response = await fetch(`${origin}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: password,
        scope: 'https://api.botframework.com/.default',
      }),
    });
    if (!response.ok) throw new Error(`The local login server answered ${String(response.status)}.`);
    return tokenAnswer.parse(await response.json()).access_token;
  }
}

export type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

/** botbuilder's own factories have this type by their shape only, so it is checked at run time. */
const factory = z.custom<CredentialsFactory>((value) => value instanceof ConfigurationServiceClientCredentialFactory);

export function loopbackCredentials(bot: Bot): CredentialsFactory {
  return factory.parse(new LoopbackCredentials(bot));
}

function registration(bot: Bot) {
  return {
    MicrosoftAppId: bot.appId,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: bot.tenantId,
    MicrosoftAppPassword: bot.password,
  };
}

/** Everything ConfigurationBotFrameworkAuthentication needs; set whole, because a part of it falls back to the public cloud. */
export function botFrameworkSettings(bot: Bot): ConfigurationBotFrameworkAuthenticationOptions {
  return {
    ...registration(bot),
    ToChannelFromBotLoginUrl: `${bot.origin}/${bot.tenantId}`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: `${bot.origin}/oauth`,
    ToBotFromChannelOpenIdMetadataUrl: `${bot.origin}/v1/.well-known/openidconfiguration`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${bot.origin}/emulator/.well-known/openidconfiguration`,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'true',
  };
}
