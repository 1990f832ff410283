import { entries } from '../../src/knowledge/entries';
import { sourceLink } from '../../src/knowledge/source-links';
import type { SlackClient } from '../../src/demo/slack';
import { withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { linkSlack, until } from './steps';

/*
 * An agent asks what an error means and passes the answer on: general, with its source, and nothing about anybody.
 */

let scene: Scene;
let priya: SlackClient;
beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  priya = scene.slack.person('priya');
});
afterAll(() => scene.end());

const inHelpdesk = () =>
  scene.slack
    .person('jonas')
    .messages('helpdesk')
    .map(({ words }) => words);

describe('what an error means', () => {
  it('by its number: for this person alone, with the source, and nothing is looked up', async () => {
    const before = scene.tenant.requests.length;
    await priya.slash('/passwordless', 'error 135016', { channel: 'helpdesk' });
    const answer = await priya.waitFor('Who can do it:', { channel: 'helpdesk' });
    expect(answer.ephemeralFor).toBe(priya.person.userId);
    expect(answer.words).toContain('Source: ');
    expect(JSON.stringify(answer.blocks)).toContain('https://');
    expect(answer.words).toContain('[Share here]');
    const own = scene.tenant.people.priya.id;
    expect(scene.tenant.requests.slice(before).filter(({ path }) => !path.includes(`/users/${own}?`))).toEqual([]);
    expect(inHelpdesk()).toEqual([]);
  });

  it('shared where it was asked: the general answer, and nobody in it', async () => {
    const answer = priya.last('helpdesk');
    await priya.click(answer, 'Share here');
    await until(() => inHelpdesk().length === 1);
    const [shared = ''] = inHelpdesk();
    expect(shared).toContain('What to do:');
    expect(shared).toContain('Source: ');
    expect(shared).not.toMatch(/\[(Share here|Check my own account)\]/);
    for (const { displayName, upn, id } of Object.values(scene.tenant.people))
      for (const personal of [displayName, upn, id]) expect(shared).not.toContain(personal);
  });

  it('in plain words, and what is not known is not guessed', async () => {
    await priya.slash('/passwordless', 'why does the authenticator say passkey already exists', {
      channel: 'helpdesk',
    });
    await priya.waitFor(/Who can do it:|Is it one of these\?/, { channel: 'helpdesk' });
    await priya.slash('/passwordless', 'error 999999', { channel: 'helpdesk' });
    await priya.waitFor('I do not know the code AADSTS999999.', { channel: 'helpdesk' });
    await priya.slash('/passwordless', 'why is the canteen closed', { channel: 'helpdesk' });
    await priya.waitFor('I do not know what this is about.', { channel: 'helpdesk' });
    await priya.slash('/passwordless', 'error', { channel: 'helpdesk' });
    await priya.waitFor('What shall I explain?', { channel: 'helpdesk' });
    expect(inHelpdesk()).toHaveLength(1);
  });

  it('only what is in the catalogue can be shared, and not where another company reads', async () => {
    await priya.slash('/passwordless', 'error 135016', { channel: 'helpdesk' });
    const answer = await priya.waitFor('[Share here]', { channel: 'helpdesk' });
    const forged = {
      overlay: { actions: [{ action_id: 'knowledge.share:0', value: '{"verb":"knowledge.share","entry":"no-such"}' }] },
    };
    await withoutEffect(scene, ['priya'], () => priya.click(answer, 'Share here', undefined, forged));
    expect(inHelpdesk()).toHaveLength(1);
    await withoutEffect(scene, ['priya'], () =>
      priya.slash('/passwordless', 'error 135016', { channel: 'with-fabrikam' }),
    );
    expect(scene.slack.person('jonas').messages('with-fabrikam')).toEqual([]);
  });

  it('somebody who is not linked is told so', async () => {
    const jonas = scene.slack.person('jonas');
    await jonas.slash('/passwordless', 'error 135016', { channel: 'helpdesk' });
    await until(() => jonas.last('helpdesk').words.includes('Link your Slack account'));
    expect(jonas.last('helpdesk').ephemeralFor).toBe(jonas.person.userId);
  });

  it('from Teams in words', async () => {
    const teams = scene.teams.person('priya');
    await teams.say('error 135016');
    await until(() => /135016|in-app|Authenticator/i.test(teams.last().words));
  });
});

it('every answer names a source, and each but our own guides has an address', () => {
  for (const { id, kind, sources } of entries) {
    if (kind !== 'answer') continue;
    const links = sources.map((key) => sourceLink(key, '50126'));
    expect([id, links.length > 0, links.every((link) => link !== undefined)]).toEqual([id, true, true]);
    for (const link of links)
      if (link?.url !== undefined)
        expect(link.url).toMatch(
          /^https:\/\/(learn\.microsoft\.com\/en-us\/|login\.microsoftonline\.com\/error|support\.microsoft\.com\/|docs\.yubico\.com\/)[\w./?=-]+$/,
        );
  }
});

it.each([
  ['NEWS', 'https://learn.microsoft.com/en-us/entra/fundamentals/whats-new'],
  ['REVOKE', 'https://learn.microsoft.com/en-us/entra/identity/users/users-revoke-access'],
  ['WHPIN', 'https://learn.microsoft.com/en-us/windows/security/identity-protection/hello-for-business/pin-reset'],
  [
    'E50020',
    'https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist',
  ],
  ['YUBICO', 'https://docs.yubico.com/software/yubikey/tools/authenticator/auth-guide/settings.html'],
])('the page of %s is where its publisher has it', (key, url) => {
  expect(sourceLink(key)?.url).toBe(url);
});
