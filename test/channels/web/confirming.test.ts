import { MINUTE } from '../../../src/domain/clock';
import { StoreUnavailable } from '../../../src/services/ports';
import { TICKET_MS } from '../../../src/services/tickets';
import { expectPage, openProviders, openWorld, priya, priyaInSlack, tom, type Providers, type World } from './world';

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

const begin = { button: 'Sign in to Microsoft Entra' };
const yes = { button: 'Approve this request' };
const pressed = { person: priya.id, request: 'r1', version: 3, decision: 'approve' as const };

async function signedIn(
  browser = world.signin.asPerson('priya'),
  decision: Parameters<World['desk']['confirmAddress']>[0] = pressed,
) {
  const address = await world.desk.confirmAddress(decision);
  const page = await browser.submit(await browser.open(address), begin);
  return { address, browser, page };
}

test('a fresh, strong sign-in of the person who pressed, and a yes, decide exactly that, once', async () => {
  const { address, browser, page } = await signedIn();
  expect(page.url).toBe(address);
  expect(world.passes.decided).toEqual([]);
  for (const words of [
    'Approve this request?',
    'Lost phone',
    'Standard.',
    'Ana spoke with them',
    'You decide the request as it is shown here (version 3). If it changes before you press, nothing is decided.',
  ]) {
    expect(page.body).toContain(words);
  }
  expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page.body).not.toContain('<script');

  expect((await browser.submit(page, yes)).body).toContain('You approved the pass for Tom.');
  expect(world.passes.decided).toMatchObject([{ ...pressed, identity: { acrs: ['c1'] } }]);
  expect(await browser.submit(page, yes)).toMatchObject({ status: 410 });
  expect(world.passes.decided).toHaveLength(1);
});

test('ten presses at once decide once', async () => {
  const { browser, page } = await signedIn();
  const answers = await Promise.all(Array.from({ length: 10 }, () => browser.submit(page, yes)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(world.passes.decided).toHaveLength(1);
});

test('a denial carries its reason and says what it does', async () => {
  const denial = { ...pressed, decision: 'deny' as const, reasonHash: 'h1' };
  const { browser, page } = await signedIn(world.signin.asPerson('priya'), denial);
  expect(page.body).toContain('Deny this request?');
  await browser.submit(page, { button: 'Deny this request' });
  expect(world.passes.decided).toMatchObject([denial]);
});

test('the sign-in asks for the password or passkey anew, for the stronger context, and names who is meant', async () => {
  const browser = world.signin.asNobody();
  const { location } = await browser.only(await world.desk.confirmAddress(pressed), { step: 'begin' });
  const sent = new URL(location ?? '').searchParams;
  expect(sent.get('prompt')).toBe('login');
  expect(JSON.parse(sent.get('claims') ?? '')).toEqual({ id_token: { acrs: { essential: true, value: 'c1' } } });
  expect(sent.get('login_hint')).toBe(priya.userPrincipalName);
});

test('looking at the pages decides nothing and tells a stranger nothing', async () => {
  const { address, browser } = await signedIn();
  const scanner = await world.signin.asNobody().open(address);
  expect(scanner.body).toContain('Confirm your decision');
  expect(scanner.body).not.toMatch(/Tom|Priya|Lost phone/);
  await browser.open(address);
  expect(world.effects()).toBe('[[],[],[],[]]');
});

describe('Entra signs in', () => {
  test.each<[string, object, string]>([
    ['without the stronger context', { withholdAcrs: true }, 'did not confirm the stronger sign-in'],
    ['with a sign-in from six minutes ago', { authenticatedMinutesAgo: 6 }, 'more than five minutes old'],
    ['another person', { objectId: tom.id }, 'somebody else than the person who pressed'],
    [
      'somebody of another tenant',
      { tenantId: '99999999-9999-4999-8999-999999999999' },
      'only for its own organisation',
    ],
    ['with the token of another sign-in', { nonce: 'another' }, 'did not stand up to the checks'],
  ])('%s: refused, and nothing is decided', async (_, faults, words) => {
    world.signin.misbehave(faults);
    const { address, browser, page } = await signedIn();
    expectPage(page, 403, words);
    expect(page.body).toContain('Nothing was changed.');
    // The refused sign-in is not kept: the address starts from the beginning.
    expect((await browser.open(address)).body).toContain('Confirm your decision');
    expect(world.effects()).toBe('[[],[],[],[]]');
    expect(world.events).toHaveLength(1);
    expect(world.events).toMatchObject([{ name: 'web.refused', facts: { page: 'entra-callback' } }]);
  });

  test("a person who was sent somebody else's address: refused", async () => {
    const { page } = await signedIn(world.signin.asPerson('tom'));
    expectPage(page, 403, 'somebody else than the person who pressed');
  });
});

test('the form of one browser is worth nothing in another', async () => {
  const { page } = await signedIn();
  const other = world.signin.asPerson('priya');
  expect(await other.submit(page, yes)).toMatchObject({ status: 403 });
  expect(world.passes.decided).toEqual([]);
});

test('a sign-in that got old on the page has to be repeated', async () => {
  const { address, browser, page } = await signedIn();
  world.clock.advance(5 * MINUTE + 2_000);
  expectPage(await browser.submit(page, yes), 403, 'more than five minutes old');
  const again = await browser.open(address);
  expect(again.body).toContain('please sign in once more');
  await browser.submit(await browser.submit(again, begin), yes);
  expect(world.passes.decided).toHaveLength(1);
});

test('after ten minutes the link is over', async () => {
  const { address, browser, page } = await signedIn();
  world.clock.advance(TICKET_MS);
  expect(await browser.submit(page, yes)).toMatchObject({ status: 410 });
  expect(await browser.open(address)).toMatchObject({ status: 410 });
});

test('a request that has changed since the press is another question', async () => {
  const { address, browser, page } = await signedIn();
  world.passes.state.version = 4;
  expectPage(await browser.submit(page, yes), 403, 'has changed since you saw it');
  expect(await browser.submit(page, { ...yes, fields: { version: '4' } })).toMatchObject({ status: 400 });
  expect((await browser.open(address)).body).toContain('has changed since you saw it');
  expect(world.passes.decided).toEqual([]);
});

test('while Entra cannot be read nothing is decided, and the same link goes on afterwards', async () => {
  const { browser, page } = await signedIn();
  world.passes.state.down = true;
  expect(await browser.submit(page, yes)).toMatchObject({ status: 503 });
  world.passes.state.down = false;
  expect((await browser.submit(page, yes)).body).toContain('You approved');
});

test.each([
  ['no authentication context is set', { stepUpContext: undefined }],
  ['no policy protects the context', { stepUpReady: () => Promise.resolve(false) }],
])('where %s, nothing can be confirmed', async (_, change) => {
  await world.close();
  world = await openWorld(providers, change);
  const { page } = await signedIn();
  expectPage(page, 403, 'has to be confirmed with Microsoft Entra');
  expect(page.body).toContain('Decide in Teams.');
  expect(world.effects()).toBe('[[],[],[],[]]');
});

test('protection that is switched off during the sign-in counts at once', async () => {
  let ready = true;
  await world.close();
  world = await openWorld(providers, { stepUpReady: () => Promise.resolve(ready) });
  const { browser, page } = await signedIn();
  ready = false;
  expect(await browser.submit(page, yes)).toMatchObject({ status: 403 });
  expect(world.passes.decided).toEqual([]);
});

test('a link ticket opens no confirm page, and the other way round', async () => {
  const confirm = await world.desk.confirmAddress(pressed);
  const link = await world.desk.linkAddress(priyaInSlack);
  const browser = world.signin.asPerson('priya');
  expect(await browser.open(confirm.replace('/confirm/', '/link/'))).toMatchObject({ status: 410 });
  expect(await browser.open(link.replace('/link/', '/confirm/'))).toMatchObject({ status: 410 });
});

test('when the store is gone the page says so, once in the log', async () => {
  const gone = () => Promise.reject(new StoreUnavailable('locked'));
  const { preview } = world.parts.decisions;
  await world.close();
  world = await openWorld(providers, { decisions: { preview, decideConfirmed: gone } });
  const { browser, page } = await signedIn();
  const answer = await browser.submit(page, yes);
  expectPage(answer, 503, 'I do nothing that is not recorded');
  expect(world.events).toMatchObject([{ name: 'web.failed', facts: { page: 'confirm' } }]);
});
