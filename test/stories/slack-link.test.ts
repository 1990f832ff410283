import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { addressIn, linkSlack, saidBy, wordsOn } from './steps';

/*
 * A Slack account stands for an Entra account only while both are what they were when they were linked: what a person
 * sees of it, how it ends, and what "This was not me" does.
 */

let scene: Scene;
afterEach(() => scene.end());

const idOf = (key: PersonKey): string => scene.tenant.people[key].id;
const accountOf = (key: PersonKey) => scene.app.store.links.accountOf(idOf(key));
const DAY = 24 * 60;

async function auditOf(key: PersonKey): Promise<readonly string[]> {
  const user = scene.slack.person(key).person.userId;
  return (await scene.app.store.ledger.auditOf(`link:${user}`)).map(({ act }) => act);
}

/** Days go by without a timer for each minute. */
async function days(count: number): Promise<void> {
  scene.clock.advance(count * DAY * 60_000);
  await scene.settle();
}

async function slackSays(key: PersonKey, text: string, words: string | RegExp) {
  const slack = scene.slack.person(key);
  await slack.slash('/passwordless', text);
  return slack.waitFor(words);
}

test('both places say so, and "link" tells with whom, since when and until when', async () => {
  scene = await openScene();
  const before = await slackSays('priya', 'link', 'Link your Slack account');
  expect(before.words).not.toContain('first');
  await linkSlack(scene, 'priya');
  const { displayName, upn } = scene.tenant.people.priya;
  const told = await scene.slack.person('priya').waitFor('Your Slack account is linked');
  expect(told.words).toContain(`${displayName} (${upn})`);
  const state = await slackSays('priya', 'link', 'linked with Microsoft Entra.');
  expect(state.words).toContain(`you are ${displayName} (${upn})`);
  expect(state.words).toMatch(/linked on \d+ \w+ \d{4}, good until \d+ \w+ \d{4}/);
  expect(state.words).toContain('[Unlink]');
  await scene.teams.person('priya').say('link');
  expect(scene.teams.person('priya').last().words).toContain('good until');
});

test('unlinked from Slack, Teams hears of it; unlinked people get why and the button', async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  const slack = scene.slack.person('priya');
  await slack.click(await slack.waitFor('[Unlink]'), 'Unlink');
  await slack.waitFor('can no longer act as you');
  await scene.settle();
  expect(scene.teams.person('priya').last().words).toContain('Your Slack account was unlinked');
  expect(await accountOf('priya')).toBeUndefined();
  const offer = await slackSays('priya', 'queue', 'Link your Slack account with Microsoft Entra first.');
  expect(offer.words).toContain('[Link my account]');
});

test('after 83 days it is told, after 90 nothing is done any more, and it can be proved again before', async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  await linkSlack(scene, 'jonas');
  await days(84);
  const soon = await scene.slack.person('priya').waitFor('The link of your Slack account ends on');
  await scene.slack.person('priya').click(soon, 'Link it again');
  await scene.quiet();
  const offer = scene.slack.person('priya').last();
  const browser = scene.signin.asPerson('priya');
  const done = await browser.submit(await browser.submit(await browser.open(addressIn(offer.blocks))));
  expect(wordsOn(done)).toContain('Your accounts are linked');
  await days(6.5);
  expect(await accountOf('jonas')).toBeUndefined();
  expect(await auditOf('jonas')).toEqual(['slack.linked', 'slack.link-ended']);
  const refused = await slackSays('jonas', 'queue', 'You were linked, and are not any more');
  expect(refused.words).toContain('90 days ago');
  expect(refused.words).toContain('[Link my account]');
  await withoutEffect(scene, ['jonas'], () => slackSays('jonas', `lookup ${scene.tenant.people.tom.upn}`, /[Ll]ink/));
  expect(scene.teams.person('jonas').last().words).toContain('no longer linked');
  expect(await auditOf('priya')).toEqual(['slack.linked', 'slack.link-renewed']);
  await slackSays('priya', 'queue', /wait/);
});

test.each<[string, (scene: Scene) => void, string]>([
  ['disabled', ({ tenant }) => tenant.world.setDisabled(tenant.people.priya.id), 'was disabled'],
  ['deleted', ({ tenant }) => tenant.world.deletePerson(tenant.people.priya.id), 'is not there any more'],
])('an Entra account that was %s ends it at the next doing, with the reason', async (_what, change, words) => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  change(scene);
  await scene.slack.person('priya').slash('/passwordless', 'lookup Tom');
  expect((await scene.slack.person('priya').waitForModal(words)).words).toContain('[Link my account]');
  expect(await accountOf('priya')).toBeUndefined();
  expect(await auditOf('priya')).toEqual(['slack.linked', 'slack.link-ended']);
  expect((await scene.app.store.ledger.auditOf(`person:${idOf('tom')}`)).length).toBe(0);
});

test('an account that was disabled for a day is unlinked, though nobody used it', async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  scene.tenant.world.setDisabled(idOf('priya'));
  await days(0.6);
  scene.tenant.world.setDisabled(idOf('priya'), false);
  await slackSays('priya', 'queue', 'was disabled');
});

test('a Slack account that was made a guest is unlinked, and has to prove both again afterwards', async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  const account = scene.slack.people().find(({ key }) => key === 'priya')!;
  account.isGuest = true;
  await slackSays('priya', 'queue', 'guests of this workspace');
  delete account.isGuest;
  await slackSays('priya', 'queue', 'the Slack account was made a guest');
  expect(await accountOf('priya')).toBeUndefined();
});

describe('"This was not me" in Teams', () => {
  async function disowned() {
    scene = await openScene();
    await linkSlack(scene, 'priya');
    const teams = scene.teams.person('priya');
    const message = await teams.waitFor('[This was not me]');
    const said = saidBy(await teams.click(message, 'This was not me'));
    await scene.settle();
    return { teams, message, said };
  }

  test('removes the link, keeps the account from being linked, calls the security contacts, and nothing else', async () => {
    const { teams, message, said } = await disowned();
    expect(said).toContain('The link is removed');
    expect(await accountOf('priya')).toBeUndefined();
    expect(await auditOf('priya')).toEqual(['slack.linked', 'slack.link-disowned']);
    expect(await scene.app.store.ledger.requestedBy(idOf('priya'), 5)).toEqual([]);
    expect(await scene.app.store.ledger.frozen(idOf('priya'))).toBeUndefined();
    const refused = await slackSays('priya', 'link', 'This Slack account cannot be linked');
    expect(JSON.stringify(refused.blocks)).not.toContain('/link/');
    const since = (await scene.app.store.ledger.auditOf('link:U0PRIYA'))[0]!.at;
    const link = `${scene.slack.teamId}.U0PRIYA.${String(since)}`;
    await teams.invoke(message, 'task/submit', { data: { verb: 'link.disown', link } });
    expect(await auditOf('priya')).toHaveLength(2);
  });

  test('is lifted by a security contact in Teams, and by nobody else', async () => {
    await disowned();
    const contact = scene.teams.person('nadia');
    const alarm = await contact.waitFor('linking the Slack account U0PRIYA');
    const stop = await scene.app.store.links.stopOf({ team: scene.slack.teamId, user: 'U0PRIYA' });
    expect(stop).toMatchObject({ person: idOf('priya') });
    const data = { verb: 'link.lift-stop', account: `${scene.slack.teamId}.U0PRIYA` };
    for (const who of ['priya', 'marcus', 'bruno'] as const) {
      const person = scene.teams.person(who);
      const { result } = await withoutEffect(scene, [who], () => person.invoke(person.last(), 'task/submit', { data }));
      expect(JSON.stringify(result)).toContain('Only the security contacts');
    }
    expect(saidBy(await contact.click(alarm, 'Let the account be linked again'))).toContain('can be linked again');
    expect(await auditOf('priya')).toEqual(['slack.linked', 'slack.link-disowned', 'slack.link-stop-lifted']);
    await scene.slack.person('priya').slash('/passwordless', 'link');
    await scene.quiet();
    expect(addressIn(scene.slack.person('priya').last().blocks)).toContain('/link/');
  });

  test('from Slack, or about a link that was never theirs, does nothing', async () => {
    scene = await openScene();
    await linkSlack(scene, 'priya');
    await linkSlack(scene, 'marcus');
    const rows = await scene.app.store.ledger.auditOf('link:U0MARCUS');
    const link = `${scene.slack.teamId}.U0MARCUS.${String(rows[0]!.at)}`;
    const teams = scene.teams.person('priya');
    const data = { verb: 'link.disown', link };
    const { result } = await withoutEffect(scene, ['priya'], () => teams.invoke(teams.last(), 'task/submit', { data }));
    expect(JSON.stringify(result)).toContain('I do not know this link');
    expect(await accountOf('marcus')).toBeDefined();
    const slack = scene.slack.person('marcus');
    const value = JSON.stringify({ verb: 'link.disown', link });
    const button = { action_id: 'link.disown:0', value, type: 'button', action_ts: '1', block_id: 'b' };
    const message = await slack.waitFor('[Unlink]');
    await withoutEffect(scene, ['marcus'], async () => {
      await slack.clickStale(message, 'Unlink', undefined, { overlay: { actions: [button] } });
      await slack.waitFor('This can be done in Teams only');
    });
    expect(await accountOf('marcus')).toBeDefined();
    expect(await auditOf('marcus')).toEqual(['slack.linked']);
  });
});
