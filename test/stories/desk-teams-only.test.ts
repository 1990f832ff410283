import type { PersonKey } from '../../src/demo/tenant';
import { teamsDesk } from './desk-hands';
import { openScene, type Scene } from './scene';
import { createPass, heard, needAPass, numberFor, openPass, requestIn, saidBy } from './steps';

/*
 * A company without Slack: no SLACK_ setting at all. Agents and approvers do everything in their own chats in Teams,
 * and nobody is ever sent to a product that is not there.
 */

const SLACK = ['BOT_TOKEN', 'SIGNING_SECRET', 'APP_TOKEN', 'CLIENT_ID', 'CLIENT_SECRET', 'TEAM_ID', 'ENTERPRISE_ID'];
const ROOMS = ['APPROVAL_CHANNEL_ID', 'HELPDESK_CHANNEL_ID', 'API_URL'];
const withoutSlack = Object.fromEntries([...SLACK, ...ROOMS].map((name) => [`SLACK_${name}`, '']));

let scene: Scene;
beforeAll(async () => {
  // No room for approvals either: cards go to each approver's own chat. Samir's manager has left.
  scene = await openScene({
    env: { ...withoutSlack, TEAMS_APPROVAL_CONVERSATION_ID: '' },
  });
});
afterAll(() => scene.end());

const id = (key: PersonKey): string => scene.tenant.people[key].id;
const words = (who: PersonKey): string => scene.teams.person(who).last().words;

it('"desk" shows an agent what waits and finds people; "lookup" by itself too', async () => {
  for (const text of ['desk', 'lookup']) {
    const jonas = scene.teams.person('jonas');
    await jonas.say(text);
    expect(words('jonas')).toContain('Nothing waits for you');
    expect(words('jonas')).not.toContain('Slack');
    await jonas.openDialog(jonas.last(), 'Look somebody up');
    await jonas.submitDialog('Look up', { words: 'samir' });
    expect(jonas.dialog?.words).toContain('Samir Haddad');
    expect(jonas.dialog?.words).toContain('[Lost phone]');
    jonas.closeDialog();
  }
});

it('a proof by an agent, the decision and the number: all in Teams', async () => {
  await needAPass(scene, 'samir');
  expect((await requestIn(scene, 'samir')).state).toBe('awaiting-proof');
  const priya = scene.teams.person('priya');
  const card = await priya.waitFor('[I have checked who it is]');
  expect(card.words).toContain('Samir Haddad');
  await priya.openDialog(card, 'I have checked who it is');
  const proved = await priya.submitDialog('Yes, it was them', { way: 'call-back-on-hr-number' });
  heard(scene, 'samir', saidBy(proved));
  await scene.settle();

  const lucia = scene.teams.person('lucia');
  await lucia.say('queue');
  await lucia.openDialog(lucia.last(), 'Look and decide');
  expect(lucia.dialog?.words).toContain('asks for a Temporary Access Pass');
  lucia.closeDialog();
  const asked = await lucia.waitFor('[Approve]');
  await lucia.click(asked, 'Approve');
  await scene.settle();
  await openPass(scene, 'samir');
  expect(numberFor(scene, 'samir')).toMatch(/\d{3} \d{3}/);
  expect(saidBy(await createPass(scene, 'samir'))).toContain('Works once');
});

it('an agent is led through a lost key, hands it over, and a colleague goes on', async () => {
  const priya = teamsDesk(scene, 'priya');
  await priya.look('helene');
  expect(await priya.press('Lost key', 'Step by step')).toContain('Remove the key: Open');
  await priya.press('Back to the page', 'Sign-in methods');
  await priya.press('More', 'Hand over to a colleague');
  await priya.press('Hand over', 'To whom?');
  const given = { id: 'colleague', label: '', value: id('jonas') };
  const note = { id: 'note', label: '', value: 'Wait for her call.' };
  await priya.send('Hand over', 'It is handed over.', [given, note]);
  const jonas = scene.teams.person('jonas');
  const card = await jonas.waitFor('Hélène Dubois needs help');
  await jonas.click(card, 'I take it');
  await jonas.openDialog(await jonas.waitFor('Hélène Dubois needs help'), 'Open their page');
  await jonas.submitDialog('Lost key');
  expect(jonas.dialog?.words).toContain('Step by step');
});

it('"This was not me" calls the security contacts in Teams', async () => {
  const samir = scene.teams.person('samir');
  scene.tenant.world.signInWithPass(id('samir'));
  scene.tenant.world.registerPasskey(id('samir'), { platform: 'android', via: 'app' });
  await scene.pass(1);
  await samir.click(await samir.waitFor('Your new sign-in method is there'), 'This was not me');
  await scene.settle();
  expect((await scene.teams.person('nadia').waitFor('Samir Haddad')).words).toContain('This was not me');
});

it('nobody was sent to Slack, by any word of any message', () => {
  const all = scene.teams.conversations().flatMap(({ messages }) => [...messages.values()]);
  const said = all.filter(({ from }) => from === 'bot').map(({ text, card }) => text + JSON.stringify(card ?? ''));
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter((one) => /slack|\/passwordless/i.test(one))).toEqual([]);
});
