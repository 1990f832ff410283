import type { Browser, Page } from '../../src/demo/signin/browser';
import type { PersonKey } from '../../src/demo/tenant';
import { rowsOf, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { addressIn, askForPass, linkSlack, requestIn, slackCard } from './steps';

/*
 * Between a press in Slack and its effect stands a browser. Whoever else gets hold of the address, with whatever
 * sign-in, decides nothing and links nothing.
 */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  await linkSlack(scene, 'marcus');
  await askForPass(scene, 'priya', 'tom');
});
afterAll(() => scene.end());
afterEach(() => scene.signin.misbehave({}));

const yes = { button: 'Approve this request' };

/** Marcus presses Approve in Slack; the address he gets. */
async function confirmAddress(key: PersonKey = 'tom'): Promise<string> {
  const slack = scene.slack.person('marcus');
  await slack.click(slackCard(scene, 'marcus', key, 'pass-approvals'), 'Approve');
  await scene.quiet();
  return addressIn((slack.modal() ?? slack.last('pass-approvals')).blocks);
}

async function signedIn(address: string, who: PersonKey = 'marcus'): Promise<{ browser: Browser; page: Page }> {
  const browser = scene.signin.asPerson(who);
  return { browser, page: await browser.submit(await browser.open(address)) };
}

const state = async () => (await requestIn(scene, 'tom')).state;

describe('an approval pressed in Slack', () => {
  test('decides nothing until the page says so; a scanner may open the address as often as it likes', async () => {
    const address = await confirmAddress();
    const before = rowsOf(scene, 'sessions').length;
    const { noted } = await withoutEffect(scene, [], async () => {
      for (let time = 0; time < 3; time += 1) {
        const page = await scene.signin.asNobody().open(address);
        expect(page.status).toBe(200);
        expect(page.body).not.toContain('Tom');
      }
      await fetch(address, { method: 'HEAD' });
    });
    expect(noted).toEqual([]);
    expect(rowsOf(scene, 'sessions')).toHaveLength(before);
    expect(await state()).toBe('awaiting-approval');
  });

  test('confirmed by another approver who got the address: refused', async () => {
    const address = await confirmAddress();
    const { noted, result } = await withoutEffect(scene, [], () => signedIn(address, 'lucia'));
    expect(result.page.body).toContain('You signed in to Microsoft Entra as somebody else');
    expect(noted).toEqual(['web.refused:sign-in-wrong-person']);
  });

  test.each([
    ['without the stronger sign-in', { withholdAcrs: true }, 'sign-in-too-weak'],
    ['with a sign-in of an hour ago', { authenticatedMinutesAgo: 60 }, 'sign-in-too-old'],
    ['with an id token of another tenant', { tenantId: '99999999-9999-4999-8999-999999999999' }, 'foreign-tenant'],
    ['with an id token of somebody else', { objectId: '99999999-9999-4999-8999-999999999998' }, 'sign-in-wrong-person'],
    ['with an id token for another sign-in', { nonce: 'another' }, 'sign-in-failed'],
  ] as const)('%s: refused', async (_what, faults, code) => {
    const address = await confirmAddress();
    scene.signin.misbehave(faults);
    const { noted, result } = await withoutEffect(scene, [], () => signedIn(address));
    expect(result.page.status).toBe(403);
    expect(result.page.body).toContain('Nothing was changed.');
    expect(noted).toEqual([`web.refused:${code}`]);
  });

  test.each(['', 'x'.repeat(60), `${'a'.repeat(16)}.${'b'.repeat(43)}`])(
    'a callback with the state "%s" goes nowhere',
    async (made) => {
      const { noted, result } = await withoutEffect(scene, [], () =>
        scene.signin.asPerson('marcus').open(`${scene.app.url}/auth/callback?code=stolen&state=${made}`),
      );
      expect(result.status).toBe(403);
      expect(noted).toEqual(['web.refused:link-wrong-browser']);
    },
  );

  test('the filled page of one browser, sent by another', async () => {
    const { page } = await signedIn(await confirmAddress());
    const { noted, result } = await withoutEffect(scene, [], () => scene.signin.asPerson('lucia').submit(page, yes));
    expect(result.body).toContain('another browser');
    expect(noted).toEqual(['web.refused:link-wrong-browser']);
  });

  test('sent by another site', async () => {
    const { page } = await signedIn(await confirmAddress());
    const { noted, result } = await withoutEffect(scene, [], () =>
      fetch(page.url, {
        method: 'POST',
        headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'step=finish&token=x&version=1',
      }),
    );
    expect(result.status).toBe(403);
    expect(noted).toEqual(['web.refused:not-our-page']);
  });

  test('while nothing protects the authentication context: not even offered', async () => {
    scene.tenant.world.setStepUpProtection('reportOnly');
    scene.clock.advance(6 * 60_000);
    const slack = scene.slack.person('marcus');
    const { noted } = await withoutEffect(scene, ['marcus'], () =>
      slack.clickStale(slackCard(scene, 'marcus', 'tom', 'pass-approvals'), 'Approve'),
    );
    scene.tenant.world.setStepUpProtection('enabled');
    scene.clock.advance(6 * 60_000);
    expect(noted).toEqual(['turn.refused:step-up-absent']);
    expect(JSON.stringify([slack.modal(), slack.last('pass-approvals')])).toContain('not set up safely');
  });

  test('about a request that has changed since: another question, and not answered', async () => {
    await askForPass(scene, 'priya', 'hana');
    const { browser, page } = await signedIn(await confirmAddress('hana'));
    const room = scene.teams.conversations().find(({ name }) => name === 'Pass approvals')!;
    const lucia = scene.teams.person('lucia');
    await lucia.click(await lucia.waitFor('asks for a Temporary Access Pass', { conversationId: room.id }), 'Approve');
    await scene.settle();
    const { noted, result } = await withoutEffect(scene, [], () => browser.submit(page, yes));
    expect(result.body).toContain('has changed since you saw it');
    expect(noted).toEqual(['web.refused:request-changed']);
    expect((await requestIn(scene, 'hana')).approvals).toHaveLength(1);
  });

  test('pressed five times at once by the right person: one decision, told everywhere', async () => {
    const { browser, page } = await signedIn(await confirmAddress());
    const answers = await Promise.all(Array.from({ length: 5 }, () => browser.submit(page, yes)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await scene.settle();
    const request = await requestIn(scene, 'tom');
    expect(request.state).toBe('approved');
    expect(request.approvals).toEqual([expect.objectContaining({ channel: 'slack', confirmed: true })]);
    expect(scene.slack.person('jonas').last('pass-approvals').words).not.toContain('[Approve]');
    const { noted, result } = await withoutEffect(scene, [], () => browser.submit(page, yes));
    expect(result.status).toBe(410);
    expect(noted).toEqual(['web.refused:link-over']);
  });
});

describe('a link for a Slack account', () => {
  async function linkAddress(who: PersonKey): Promise<string> {
    const slack = scene.slack.person(who);
    await slack.slash('/passwordless', 'link');
    await scene.quiet();
    return addressIn(slack.last().blocks);
  }

  test('opened by somebody else, who signs in as themselves, binds nobody', async () => {
    const address = await linkAddress('jonas');
    const { noted, result } = await withoutEffect(scene, [], () => signedIn(address, 'nadia'));
    expect(result.page.body).toContain('You signed in to Slack as somebody else');
    expect(noted).toEqual(['web.refused:slack-sign-in-other']);
  });

  test('of somebody whose Entra account is linked already is refused', async () => {
    const address = await linkAddress('jonas');
    const browser = scene.signin.asPeople({ entra: 'marcus', slack: 'jonas' });
    const { noted, result } = await withoutEffect(scene, [], async () =>
      browser.submit(await browser.submit(await browser.open(address))),
    );
    expect(result.body).toContain('already linked');
    expect(noted).toEqual(['web.refused:link-taken']);
  });

  test.each(['/link/', '/confirm/'])('%s with a made-up secret', async (path) => {
    const { noted, result } = await withoutEffect(scene, [], () => fetch(`${scene.app.url}${path}${'A'.repeat(24)}`));
    expect(result.status).toBe(410);
    expect(noted).toEqual(['web.refused:link-over']);
  });
});

test('where the operator has chosen it, a standard decision in Slack needs no browser', async () => {
  const trusting = await openScene({ env: { SLACK_DECIDE_WITHOUT_STEP_UP: 'true' } });
  try {
    await linkSlack(trusting, 'priya');
    await linkSlack(trusting, 'marcus');
    await askForPass(trusting, 'priya', 'tom');
    await trusting.slack.person('marcus').click(slackCard(trusting, 'marcus', 'tom', 'pass-approvals'), 'Approve');
    await trusting.quiet();
    const request = await requestIn(trusting, 'tom');
    expect(request.state).toBe('approved');
    expect(request.approvals).toEqual([expect.objectContaining({ channel: 'slack', confirmed: false })]);
  } finally {
    await trusting.end();
  }
});
