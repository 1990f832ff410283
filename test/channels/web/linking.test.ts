import { TICKET_MS } from '../../../src/services/tickets';
import {
  expectPage,
  openProviders,
  openWorld,
  priya,
  priyaInSlack,
  TEAM,
  tom,
  type Providers,
  type World,
} from './world';

let providers: Providers;
let world: World;
beforeAll(async () => {
  providers = await openProviders();
});
afterAll(() => providers.signin.close());
beforeEach(async () => {
  world = await openWorld(providers);
});
afterEach(() => world.close());

const begin = { button: 'Sign in to Slack' };
const yes = { button: 'Link these two accounts' };

/** As far as the page that names both accounts, or the refusal on the way. */
async function bothSignedIn(browser = world.signin.asPerson('priya')) {
  const address = await world.desk.linkAddress(priyaInSlack);
  const page = await browser.submit(await browser.open(address), begin);
  return { address, browser, page };
}

test('two sign-ins in one browser and a yes link the accounts, once', async () => {
  const { address, browser, page } = await bothSignedIn();
  expect(page.url).toBe(address);
  expect(page.body).toContain('Are both accounts yours?');
  for (const words of ['Priya Shah (U0PRIYA)', priya.userPrincipalName]) expect(page.body).toContain(words);
  expect(world.rows('links')).toEqual([]);

  const answer = await browser.submit(page, yes);
  expectPage(answer, 200, 'Your accounts are linked');
  expect(world.rows('links')).toMatchObject([{ team: TEAM, account: 'U0PRIYA', person: priya.id }]);
  expect(world.rows('audit')).toHaveLength(1);
  expect(world.rows('jobs')).toHaveLength(3);

  const again = await browser.submit(page, yes);
  expectPage(again, 410, 'This link is over');
  expect(world.rows('audit')).toHaveLength(1);
});

test('opening the link and looking at pages changes nothing, however often', async () => {
  const { address, browser } = await bothSignedIn();
  const scanner = world.signin.asNobody();
  const before = world.effects() + JSON.stringify([world.rows('tickets'), world.rows('sessions')]);
  for (let i = 0; i < 3; i += 1) {
    expect((await scanner.open(address)).body).toContain('Link your Slack account');
    expect((await browser.open(address)).body).toContain('Are both accounts yours?');
  }
  expect(world.effects() + JSON.stringify([world.rows('tickets'), world.rows('sessions')])).toBe(before);
});

test('the yes of another browser, with the form of the first, links nothing', async () => {
  const { page } = await bothSignedIn();
  const other = world.signin.asPerson('tom');
  const answer = await other.submit(page, yes);
  expectPage(answer, 403, 'another browser');
  expect(world.effects()).toBe('[[],[],[],[]]');
});

test('a link that was sent to somebody else ends at their Slack sign-in', async () => {
  const { page } = await bothSignedIn(world.signin.asPerson('tom'));
  expectPage(page, 403, 'somebody else than the person this link was made for');
  expect(page.body).toContain('Nothing was changed.');
  expect(world.effects()).toBe('[[],[],[],[]]');
});

test('the page names an Entra account that is not the Slack one, escaped, before anything is linked', async () => {
  const { page } = await bothSignedIn(world.signin.asPeople({ slack: 'priya', entra: 'tom' }));
  expect(page.body).toContain(`Tom &lt;b&gt;Baker&lt;/b&gt;`);
  expect(page.body).not.toContain('<b>Baker');
  expect(page.body).toContain('<bdi>Tom &lt;b&gt;');
  expect(world.rows('links')).toEqual([]);
});

test('a Slack sign-in in another workspace is refused', async () => {
  world.signin.misbehave({ slackTeamId: 'T0ELSEWHERE' });
  const { page } = await bothSignedIn();
  expect(page.status).toBe(403);
  expect(page.body).toContain('somebody else');
});

test('an Entra sign-in of another tenant is refused', async () => {
  world.signin.misbehave({ tenantId: '99999999-9999-4999-8999-999999999999' });
  const { page } = await bothSignedIn();
  expectPage(page, 403, 'only for its own organisation');
  expect(world.effects()).toBe('[[],[],[],[]]');
});

test('a password alone links nothing where a stronger sign-in is set up', async () => {
  world.signin.misbehave({ withholdAcrs: true });
  const { page } = await bothSignedIn();
  expectPage(page, 403, 'did not confirm the stronger sign-in');
  expect(world.effects()).toBe('[[],[],[],[]]');
});

test('a wrong nonce in the id token is refused', async () => {
  world.signin.misbehave({ nonce: 'of-another-sign-in' });
  const { page } = await bothSignedIn();
  expectPage(page, 403, 'did not stand up to the checks');
});

test('each account is linked with one other only', async () => {
  const first = await bothSignedIn();
  await first.browser.submit(first.page, yes);
  const second = await bothSignedIn(world.signin.asPeople({ slack: 'priya', entra: 'tom' }));
  const answer = await second.browser.submit(second.page, yes);
  expectPage(answer, 403, 'already linked with another Entra account');
  expect(world.rows('links')).toMatchObject([{ person: priya.id }]);
});

test('after ten minutes the link is over, also half-way', async () => {
  const { address, browser, page } = await bothSignedIn();
  world.clock.advance(TICKET_MS);
  expect(await browser.submit(page, yes)).toMatchObject({ status: 410 });
  expectPage(await browser.open(address), 410, 'Ask for a new one in Slack');
  expect(world.rows('links')).toEqual([]);
});

describe('a callback', () => {
  async function atSlack() {
    const browser = world.signin.asNobody();
    const address = await world.desk.linkAddress(priyaInSlack);
    await browser.open(address);
    const { location } = await browser.only(address, { step: 'begin' });
    return { browser, state: new URL(location ?? '').searchParams.get('state') ?? '' };
  }

  test('with a made-up, another or no state is refused before the code is used', async () => {
    const { browser, state } = await atSlack();
    const other = await atSlack();
    for (const query of [
      `?code=x`,
      `?code=x&state=made-up`,
      `?code=x&state=${other.state}`,
      `?code=x&state=${state}&state=${state}`,
    ]) {
      const page = await browser.open(`${world.app.origin}/auth/slack/callback${query}`);
      expectPage(page, 403, 'another browser');
    }
    // Right state, wrong provider.
    expect(await browser.open(`${world.app.origin}/auth/callback?code=x&state=${state}`)).toMatchObject({
      status: 403,
    });
    expect(world.events.every(({ name }) => name === 'web.refused')).toBe(true);
    expect(world.events).toHaveLength(5);
  });

  test('with a code that is not ours is refused by the provider', async () => {
    const { browser, state } = await atSlack();
    const page = await browser.open(`${world.app.origin}/auth/slack/callback?code=stolen&state=${state}`);
    expectPage(page, 403, 'Slack did not complete the sign-in');
  });

  test('with an error says so, and does not repeat what the address bar says', async () => {
    const { browser, state } = await atSlack();
    const from = encodeURIComponent(world.signin.slack.issuer);
    const callback = `${world.app.origin}/auth/slack/callback?state=${state}&iss=${from}`;
    expect((await browser.open(`${callback}&error=access_denied`)).body).toContain('it was cancelled');
    const page = await browser.open(`${callback}&error=%3Cscript%3E&error_description=Call%20555`);
    expect(page.body).toContain('an unknown reason');
    expect(page.body).not.toMatch(/script|555/);
  });
});

describe('a form', () => {
  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['from a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['without any sign of where it comes from', {}],
    ['with an origin of "null"', { origin: 'null' }],
  ])('%s starts nothing', async (_, headers) => {
    const address = await world.desk.linkAddress(priyaInSlack);
    const response = await fetch(address, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ step: 'begin' }),
      redirect: 'manual',
    });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(world.rows('sessions')).toEqual([]);
  });

  test.each([
    ['a step that does not exist', { step: 'jump' }],
    ['an extra field', { step: 'begin', admin: 'true' }],
    ['nothing', {}],
  ])('with %s is refused', async (_, fields) => {
    const address = await world.desk.linkAddress(priyaInSlack);
    const headers = { 'sec-fetch-site': 'same-origin' };
    const response = await fetch(address, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    expect(response.status).toBe(400);
  });

  test('that is too long is refused', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const body = new URLSearchParams({ step: 'x'.repeat(10_000) });
    const response = await fetch(`${world.app.origin}/link/${'a'.repeat(32)}`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Nothing was changed.');
  });

  test("with a token that is not the browser's links nothing", async () => {
    const { browser, page } = await bothSignedIn();
    const answer = await browser.submit(page, { ...yes, fields: { token: 'x'.repeat(43) } });
    expectPage(answer, 403, 'did not come from the page');
    expect(world.rows('links')).toEqual([]);
  });
});

test('two tabs with two links do not disturb each other', async () => {
  const browser = world.signin.asPerson('priya');
  const [one, two] = [await world.desk.linkAddress(priyaInSlack), await world.desk.linkAddress(priyaInSlack)];
  const first = await browser.submit(await browser.open(one), begin);
  const second = await browser.submit(await browser.open(two), begin);
  expect((await browser.submit(first, yes)).body).toContain('Your accounts are linked');
  expect((await browser.submit(second, yes)).status).toBe(200);
  expect(world.rows('links')).toHaveLength(1);
});

test('nothing that a browser holds stands in the store, and no secret leaves in a header', async () => {
  const address = await world.desk.linkAddress(priyaInSlack);
  const headers = { 'sec-fetch-site': 'same-origin' };
  const started = await fetch(address, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ step: 'begin' }),
    redirect: 'manual',
  });
  const [cookie = ''] = started.headers.getSetCookie();
  expect(cookie).toMatch(
    /^keysmith-[\w-]{16}=[\w-]+\.[\w-]{43}\.; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  const key = cookie.split('.')[1]?.split(';')[0] ?? '';
  const sent = new URL(started.headers.get('location') ?? '').searchParams;
  expect(sent.get('code_challenge_method')).toBe('S256');
  expect(sent.get('team')).toBe(TEAM);
  const stored = JSON.stringify([world.rows('tickets'), world.rows('sessions')]);
  for (const secret of [key, sent.get('state') ?? '', sent.get('nonce') ?? '', address.split('/').at(-1) ?? '']) {
    expect(secret.length).toBeGreaterThan(20);
    expect(stored).not.toContain(secret);
  }
  expect(started.headers.get('location')).not.toContain(key);
});

test('every page forbids scripts, frames, caches and referrers', async () => {
  const address = await world.desk.linkAddress(priyaInSlack);
  for (const url of [address, `${address}x`, `${world.app.origin}/auth/callback`]) {
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^;]+'; form-action 'self'[^;]*; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
  }
});

test('when Slack cannot be reached, the page says so and the link stays good', async () => {
  await world.close();
  world = await openWorld(providers, {
    slack: { issuer: 'http://127.0.0.1:9', clientId: 'x', credential: { secret: 'y' } },
  });
  const { browser, page, address } = await bothSignedIn();
  expectPage(page, 503, 'I cannot reach the sign-in of Slack');
  expect((await browser.open(address)).status).toBe(200);
});

test("the other person's own link works beside it", async () => {
  const browser = world.signin.asPerson('tom');
  const address = await world.desk.linkAddress({ team: TEAM, user: 'U0TOM' });
  const page = await browser.submit(await browser.open(address), begin);
  await browser.submit(page, yes);
  expect(world.rows('links')).toMatchObject([{ person: tom.id }]);
});
