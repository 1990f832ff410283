import { randomBytes } from 'node:crypto';
import type { ConfigurationBotFrameworkAuthenticationOptions } from 'botbuilder';
import { Router, urlencoded } from 'express';
import { z } from 'zod/v4';

/** What botframework-connector asks of outgoing credentials: the factory and the one method its HTTP client calls. */
export interface BotCredentials {
  isValidAppId(appId: string): Promise<boolean>;
  isAuthenticationDisabled(): Promise<boolean>;
  createCredentials(): Promise<RequestSigner>;
}

interface RequestSigner {
  signRequest<Request extends { headers: { set(name: string, value: string | number): void } }>(
    request: Request,
  ): Promise<Request>;
}

export interface BotTokens {
  router: Router;
  isLive(authorization: string | undefined): boolean;
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

/**
 * Outgoing credentials of a bot whose login server is on loopback. The stock factory hands the login address to MSAL,
 * which refuses any authority that is not https (`authority_uri_insecure`), so the demo and the tests pass this one to
 * ConfigurationBotFrameworkAuthentication as its `credentialsFactory`. It takes the same token in the same way; the
 * checking of incoming activities stays botframework-connector's own.
 */
export function loopbackCredentials(bot: {
  origin: string;
  tenantId: string;
  appId: string;
  password: string;
}): BotCredentials {
  let held: { token: Promise<string>; until: number } | undefined;
  const take = async (): Promise<string> => {
    const response = await fetch(`${bot.origin}/${bot.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: bot.appId,
        client_secret: bot.password,
        scope: 'https://api.botframework.com/.default',
      }),
    });
    if (!response.ok) throw new Error(`The local login server answered ${response.status}.`);
    return tokenAnswer.parse(await response.json()).access_token;
  };
  const token = (): Promise<string> => {
    if (held === undefined || held.until < Date.now()) held = { token: take(), until: Date.now() + 50 * 60_000 };
    return held.token;
  };
  return {
    isValidAppId: (appId) => Promise.resolve(appId === bot.appId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () =>
      Promise.resolve({
        async signRequest(request) {
          request.headers.set('authorization', `Bearer ${await token()}`);
          return request;
        },
      }),
  };
}

/** Everything ConfigurationBotFrameworkAuthentication needs; set whole, because a part of it falls back to the public cloud. */
export function botFrameworkSettings(bot: {
  origin: string;
  tenantId: string;
  appId: string;
  password: string;
}): ConfigurationBotFrameworkAuthenticationOptions {
  return {
    MicrosoftAppId: bot.appId,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: bot.tenantId,
    MicrosoftAppPassword: bot.password,
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
