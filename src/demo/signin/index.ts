import { createHash } from 'node:crypto';
import express, { urlencoded } from 'express';
import type Provider from 'oidc-provider';
import type { Clock } from '../../domain/clock';
import { listenOnLoopback } from '../loopback';
import { Browser } from './browser';
import { identityProvider, type SigninClient, type TokenFacts } from './identity-provider';
import { chooserPage, passkeyPage, type Account, type Brand } from './pages';

export type { Browser, Page } from './browser';
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

/** Two real OpenID providers on one loopback port: Microsoft Entra's and Slack's. */
export async function startSignin(options: SigninOptions): Promise<Signin> {
  const app = express();
  const server = await listenOnLoopback(app);
  const paths: Record<Brand, string> = { entra: `/${options.tenantId}/v2.0`, slack: '/slack' };
  let faults: SigninFaults = {};
  const providers: Record<Brand, Provider> = {
    entra: await identityProvider({
      name: 'entra',
      issuer: server.origin + paths.entra,
      client: options.entra,
      claims: (facts) => entraClaims(options, faults, facts),
      interactionUrl: (uid) => `${paths.entra}/interaction/${uid}`,
    }),
    slack: await identityProvider({
      name: 'slack',
      issuer: server.origin + paths.slack,
      client: options.slack,
      claims: (facts) => slackClaims(options, faults, facts),
      interactionUrl: (uid) => `${paths.slack}/interaction/${uid}`,
    }),
  };
  const accounts: Record<Brand, Account[]> = {
    entra: options.people.map(({ objectId, name, userPrincipalName }) => ({
      id: objectId,
      name,
      detail: userPrincipalName,
    })),
    slack: options.people.flatMap(({ slackUserId, name }) =>
      slackUserId === undefined ? [] : [{ id: slackUserId, name, detail: 'Contoso workspace' }],
    ),
  };
  for (const brand of ['entra', 'slack'] as const) {
    interactionRoutes(app, paths[brand], brand, providers[brand], accounts[brand]);
    app.use(paths[brand], providers[brand].callback());
  }

  const asPeople = (keys: { entra: string; slack: string }): Browser => {
    const find = (key: string): SigninPerson => {
      const person = options.people.find((one) => [one.key, one.objectId].includes(key));
      if (person === undefined) throw new Error(`Nobody is "${key}".`);
      return person;
    };
    const answers = { entra: find(keys.entra).objectId, slack: find(keys.slack).slackUserId ?? '' };
    return new Browser(({ url }) => {
      if (url.startsWith(`${server.origin}${paths.entra}/interaction/`))
        return { account: answers.entra, proof: 'passkey' };
      if (url.startsWith(`${server.origin}${paths.slack}/interaction/`)) return { account: answers.slack };
      return undefined;
    });
  };
  const identity = (brand: Brand): Signin[Brand] => {
    const { clientId, clientSecret } = options[brand];
    return { issuer: server.origin + paths[brand], clientId, clientSecret };
  };
  return {
    origin: server.origin,
    entra: identity('entra'),
    slack: identity('slack'),
    asPerson: (key) => asPeople({ entra: key, slack: key }),
    asPeople,
    asNobody: () => new Browser(() => undefined),
    misbehave: (next) => {
      faults = next;
    },
    close: () => server.close(),
  };
}

/**
 * v2.0 id token of Entra ID. `acrs` is in it only when the request asked for it (platform-facts.md), and `auth_time`
 * follows the movable clock, because the app compares it with that.
 */
function entraClaims(options: SigninOptions, faults: SigninFaults, facts: TokenFacts): Record<string, unknown> {
  const person = options.people.find(({ objectId }) => objectId === facts.accountId);
  const asked = facts.claims.id_token?.['acrs'];
  const values = [asked?.value, ...(asked?.values ?? [])].filter((value) => typeof value === 'string');
  const ahead = Math.round((options.clock.now().getTime() - Date.now()) / 1000);
  return {
    ver: '2.0',
    sub: createHash('sha256').update(`${options.entra.clientId} ${facts.accountId}`).digest('base64url'),
    tid: faults.tenantId ?? options.tenantId,
    oid: faults.objectId ?? facts.accountId,
    name: person?.name,
    preferred_username: person?.userPrincipalName,
    auth_time: facts.authTime + ahead - (faults.authenticatedMinutesAgo ?? 0) * 60,
    nonce: faults.nonce ?? facts.nonce,
    ...(values.length > 0 && faults.withholdAcrs !== true ? { acrs: values } : {}),
  };
}

/** Sign in with Slack: https://docs.slack.dev/authentication/sign-in-with-slack */
function slackClaims(options: SigninOptions, faults: SigninFaults, facts: TokenFacts): Record<string, unknown> {
  const person = options.people.find(({ slackUserId }) => slackUserId === facts.accountId);
  return {
    'https://slack.com/user_id': facts.accountId,
    'https://slack.com/team_id': faults.slackTeamId ?? options.slackTeamId,
    name: person?.name,
    nonce: faults.nonce ?? facts.nonce,
  };
}

function interactionRoutes(
  app: express.Express,
  path: string,
  brand: Brand,
  provider: Provider,
  accounts: Account[],
): void {
  app.get(`${path}/interaction/:uid`, async (request, response) => {
    await provider.interactionDetails(request, response);
    response.type('html').send(chooserPage(brand, accounts, request.originalUrl));
  });
  app.post(`${path}/interaction/:uid`, urlencoded({ extended: false }), async (request, response) => {
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
      const strong = String(details.params['claims'] ?? '').includes('acrs');
      response.type('html').send(passkeyPage(account, strong, request.originalUrl));
    } else {
      const login = { accountId: account.id, remember: false };
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    }
  });
}
