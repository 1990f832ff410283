import express, { Router, urlencoded, type RequestHandler } from 'express';
import type Provider from 'oidc-provider';
import type { Clock } from '../../domain/clock';
import { listenOnLoopback } from '../loopback';
import { Browser } from './browser';
import { entraClaims, slackClaims } from './claims';
import { identityProvider, type SigninClient } from './identity-provider';
import { chooserPage, passkeyPage, type Account, type Brand } from './pages';

export type { Browser } from './browser';
export type { SigninClient } from './identity-provider';

export interface SigninPerson {
  key: string;
  objectId: string;
  name: string;
  userPrincipalName: string;
  /** Undefined for somebody who is not in Slack. */
  slackUserId?: string;
}

export interface SigninOptions {
  clock: Clock;
  tenantId: string;
  slackTeamId: string;
  people: readonly SigninPerson[];
  entra: SigninClient;
  slack: SigninClient;
  /** Where Slack's own sign-in is served; without it under `/slack` here. The app derives its issuer from SLACK_API_URL. */
  slackHost?: { origin: string; mount(handler: RequestHandler): void };
}

/** What Entra or Slack gets wrong in the sign-ins that follow. */
export interface SigninFaults {
  /** The authentication context was asked for, but is not in the token. */
  withholdAcrs?: boolean;
  nonce?: string;
  /** Minutes since the person last proved who they are. */
  authenticatedMinutesAgo?: number;
  /** In place of the tenant's id. */
  tenantId?: string;
  /** In place of the person's object id. */
  objectId?: string;
  slackTeamId?: string;
}

export interface Signin {
  origin: string;
  /** Discovery is at `<issuer>/.well-known/openid-configuration`. */
  entra: { issuer: string; clientId: string; clientSecret: string };
  slack: { issuer: string; clientId: string; clientSecret: string };
  /** A browser in which this person answers every sign-in page as themselves. */
  asPerson(key: string): Browser;
  /** A browser with one person at Entra and another at Slack. */
  asPeople(keys: { entra: string; slack: string }): Browser;
  /** A browser that stops at each sign-in page, as a scanner or a person reading it would. */
  asNobody(): Browser;
  /** Replaces the faults; an empty object ends them. */
  misbehave(faults: SigninFaults): void;
  close(): Promise<void>;
}

/** Two real OpenID providers on loopback: Microsoft Entra's and Slack's. */
export async function startSignin(options: SigninOptions): Promise<Signin> {
  const app = express();
  const server = await listenOnLoopback(app);
  const slackHost = options.slackHost ?? {
    origin: `${server.origin}/slack`,
    mount: (handler) => void app.use('/slack', handler),
  };
  const issuers: Record<Brand, string> = {
    entra: `${server.origin}/${options.tenantId}/v2.0`,
    slack: slackHost.origin,
  };
  let faults: SigninFaults = {};
  const entra = await identityProvider({
    name: 'entra',
    issuer: issuers.entra,
    client: options.entra,
    claims: (facts) => entraClaims(options, faults, facts),
    interactionUrl: (uid) => `${issuers.entra}/interaction/${uid}`,
  });
  const slack = await identityProvider({
    name: 'slack',
    issuer: issuers.slack,
    client: options.slack,
    claims: (facts) => slackClaims(options, faults, facts),
    interactionUrl: (uid) => `${issuers.slack}/interaction/${uid}`,
  });
  app.use(`/${options.tenantId}/v2.0`, signinRouter('entra', entra, accountsOf(options).entra));
  slackHost.mount(signinRouter('slack', slack, accountsOf(options).slack));

  const asPeople = (keys: { entra: string; slack: string }): Browser => {
    const entraAccount = personOf(options, keys.entra).objectId;
    const slackAccount = personOf(options, keys.slack).slackUserId ?? '';
    return new Browser(({ url }) => {
      if (url.startsWith(`${issuers.entra}/interaction/`)) return { account: entraAccount, proof: 'passkey' };
      return url.startsWith(`${issuers.slack}/interaction/`) ? { account: slackAccount } : undefined;
    });
  };
  return {
    origin: server.origin,
    entra: { issuer: issuers.entra, clientId: options.entra.clientId, clientSecret: options.entra.clientSecret },
    slack: { issuer: issuers.slack, clientId: options.slack.clientId, clientSecret: options.slack.clientSecret },
    asPerson: (key) => asPeople({ entra: key, slack: key }),
    asPeople,
    asNobody: () => new Browser(() => undefined),
    misbehave: (next) => {
      faults = next;
    },
    close: () => server.close(),
  };
}

function personOf(options: SigninOptions, key: string): SigninPerson {
  const person = options.people.find((one) => [one.key, one.objectId].includes(key));
  if (person === undefined) throw new Error(`Nobody is "${key}".`);
  return person;
}

function accountsOf({ people }: SigninOptions): Record<Brand, Account[]> {
  return {
    entra: people.map(({ objectId, name, userPrincipalName }) => ({ id: objectId, name, detail: userPrincipalName })),
    slack: people.flatMap(({ slackUserId, name }) =>
      slackUserId === undefined ? [] : [{ id: slackUserId, name, detail: 'Lumen Harbour workspace' }],
    ),
  };
}

/** The pages on which a person says who they are, and behind them the provider itself. */
function signinRouter(brand: Brand, provider: Provider, accounts: readonly Account[]): Router {
  const router = Router();
  router.get('/interaction/:uid', async (request, response) => {
    await provider.interactionDetails(request, response);
    response.type('html').send(chooserPage(brand, accounts, request.originalUrl));
  });
  router.post('/interaction/:uid', urlencoded({ extended: false }), async (request, response) => {
    const details = await provider.interactionDetails(request, response);
    const body: unknown = request.body;
    const chosen = typeof body === 'object' && body !== null && 'account' in body ? body.account : undefined;
    const proved = typeof body === 'object' && body !== null && 'proof' in body;
    const account = accounts.find(({ id }) => id === chosen);
    if (account === undefined) {
      response
        .status(400)
        .type('html')
        .send(chooserPage(brand, accounts, request.originalUrl));
    } else if (brand === 'entra' && !proved) {
      const strong = JSON.stringify(details.params['claims'] ?? '').includes('acrs');
      response.type('html').send(passkeyPage(account, strong, request.originalUrl));
    } else {
      const login = { accountId: account.id, remember: false };
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    }
  });
  // One browser plays many people: an earlier person's session would make the provider end it first, and lose its way.
  router.get('/auth', (request, _response, next) => {
    delete request.headers.cookie;
    next();
  });
  router.use(provider.callback());
  return router;
}
