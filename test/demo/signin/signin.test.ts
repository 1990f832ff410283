import express from 'express';
import * as client from 'openid-client';
import { z } from 'zod/v4';
import { movableClock } from '../../../src/demo/clock';
import { listenOnLoopback, type Loopback } from '../../../src/demo/loopback';
import { startSlack, type Slack } from '../../../src/demo/slack';
import { startSignin, type Signin, type Browser } from '../../../src/demo/signin';

const tenantId = '11111111-1111-4111-8111-111111111111';
const clock = movableClock();
let signin: Signin;
let slack: Slack;
let app: Loopback;

beforeAll(async () => {
  // Stands for the app: only the address the browser ends at matters here.
  app = await listenOnLoopback(express().use((request, response) => void response.send(request.originalUrl)));
  slack = await startSlack({
    clock,
    teamId: 'T0CONTOSO',
    signingSecret: 's',
    botToken: 'xoxb-local',
    appId: 'A0',
    botUrl: () => '',
    people: [],
  });
  signin = await startSignin({
    slackHost: slack,
    clock,
    tenantId,
    slackTeamId: 'T0CONTOSO',
    people: [
      {
        key: 'priya',
        objectId: 'aaaaaaaa-0000-4000-8000-000000000004',
        name: 'Priya Shah',
        userPrincipalName: 'priya@contoso.example',
        slackUserId: 'U0PRIYA',
      },
      {
        key: 'tom',
        objectId: 'aaaaaaaa-0000-4000-8000-000000000001',
        name: 'Tom Baker',
        userPrincipalName: 'tom@contoso.example',
      },
    ],
    entra: { clientId: 'entra-app', clientSecret: 'one', redirectUris: () => [`${app.origin}/auth/callback`] },
    slack: { clientId: 'slack-app', clientSecret: 'two', redirectUris: () => [`${app.origin}/auth/slack/callback`] },
  });
});
afterAll(async () => {
  await signin.close();
  await slack.close();
  await app.close();
});
afterEach(() => signin.misbehave({}));

const claimsParameter = JSON.stringify({ id_token: { acrs: { essential: true, value: 'c1' } } });

async function signInto(brand: 'entra' | 'slack', browser: Browser, parameters: Record<string, string> = {}) {
  const { issuer, clientId, clientSecret } = signin[brand];
  const server = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  });
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const address = client.buildAuthorizationUrl(server, {
    redirect_uri: `${app.origin}/auth/${brand === 'slack' ? 'slack/' : ''}callback`,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...parameters,
  });
  const page = await browser.open(address.href);
  const tokens = await client.authorizationCodeGrant(server, new URL(page.url), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
  return z.record(z.string(), z.unknown()).parse(tokens.claims());
}

test('Entra proves person, tenant, time and the authentication context that was asked for', async () => {
  clock.advance(3_600_000);
  const claims = await signInto('entra', signin.asPerson('priya'), { prompt: 'login', claims: claimsParameter });
  expect(claims).toMatchObject({
    tid: tenantId,
    oid: 'aaaaaaaa-0000-4000-8000-000000000004',
    acrs: ['c1'],
    ver: '2.0',
  });
  expect(claims).not.toHaveProperty('amr');
  expect(Math.abs(Number(claims['auth_time']) * 1000 - clock.now().getTime())).toBeLessThan(10_000);
});

test('without a request for it there is no authentication context', async () => {
  expect(await signInto('entra', signin.asPerson('tom'))).not.toHaveProperty('acrs');
});

test('Slack proves user and workspace, in the same browser as Entra', async () => {
  expect(signin.slack.issuer).toBe(slack.apiUrl.replace('/api/', ''));
  const browser = signin.asPeople({ entra: 'tom', slack: 'priya' });
  expect(await signInto('slack', browser)).toMatchObject({
    'https://slack.com/user_id': 'U0PRIYA',
    'https://slack.com/team_id': 'T0CONTOSO',
    sub: 'U0PRIYA',
  });
  expect(await signInto('entra', browser)).toMatchObject({ oid: 'aaaaaaaa-0000-4000-8000-000000000001' });
});

test('a second sign-in in the same browser asks again', async () => {
  const browser = signin.asPerson('priya');
  await signInto('entra', browser);
  expect(await signInto('entra', browser, { prompt: 'login' })).toHaveProperty('oid');
});

test('each claim can be wrong, well signed', async () => {
  signin.misbehave({ withholdAcrs: true, authenticatedMinutesAgo: 6, tenantId: 'elsewhere' });
  const claims = await signInto('entra', signin.asPerson('priya'), { claims: claimsParameter });
  expect(claims).toMatchObject({ tid: 'elsewhere' });
  expect(claims).not.toHaveProperty('acrs');
  expect(clock.now().getTime() / 1000 - Number(claims['auth_time'])).toBeGreaterThan(350);
  signin.misbehave({ nonce: 'another' });
  await expect(signInto('entra', signin.asPerson('priya'))).rejects.toThrow();
});

test('the pages for people name the accounts and ask for a passkey', async () => {
  const { issuer, clientId } = signin.entra;
  const address = `${issuer}/auth?client_id=${clientId}&response_type=code&scope=openid&redirect_uri=${encodeURIComponent(`${app.origin}/auth/callback`)}&code_challenge=${'x'.repeat(43)}&code_challenge_method=S256&claims=${encodeURIComponent(claimsParameter)}`;
  const browser = new (signin.asPerson('priya').constructor as new (answer: () => undefined) => Browser)(
    () => undefined,
  );
  const chooser = await browser.open(address);
  expect(chooser.body).toContain('Priya Shah');
  const passkey = await browser.submit(chooser, { button: 'Priya Shah' });
  expect(passkey.body).toContain('phishing-resistant');
  expect((await browser.submit(passkey, { button: 'Use your passkey' })).body).toMatch(/^\/auth\/callback\?code=/);
});
