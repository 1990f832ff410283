import { type Leaves, withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { linkSlack, needAPass } from './steps';

/* The instrument of every hostile story: it sees each kind of effect, and lets pass only what a try may leave. */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
});
afterAll(() => scene.end());

const note = () =>
  scene.app.store.ledger.commit({
    audit: [{ chain: 'c', at: scene.clock.now().getTime(), actor: 'tom', channel: 'teams', act: 'a.b', facts: {} }],
    jobs: [],
  });
const endSessions = (): Promise<void> => {
  scene.tenant.world.revokeSessions(scene.tenant.people.gus.id, 'user');
  return Promise.resolve();
};
const nothing = () => Promise.resolve();

test.each<[string, () => Promise<unknown>, Leaves]>([
  [
    'a method in the tenant',
    () => Promise.resolve(scene.tenant.world.registerSecurityKey(scene.tenant.people.gus.id)),
    {},
  ],
  ['a pass', () => Promise.resolve(scene.tenant.world.createPass(scene.tenant.people.gus.id, 60, true)), {}],
  ['ended sessions', endSessions, {}],
  ['a request', () => needAPass(scene, 'tom'), {}],
  ['a row in the audit', note, {}],
  ['another row than may be left', note, { audit: ['a.c'] }],
  ['two rows where one may be left', () => note().then(note), { audit: ['a.b'] }],
  ['no row where one has to be left', nothing, { audit: ['a.b'] }],
  ['an answer to somebody else in Teams', () => scene.teams.person('hana').say('help'), {}],
  ['an answer to somebody else in Slack', () => scene.slack.person('priya').slash('/passwordless', 'help'), {}],
])('sees %s', async (_what, doing, leaves) => {
  await expect(withoutEffect(scene, ['tom'], doing, leaves)).rejects.toThrow(/toEqual/);
});

test('lets pass what may be left, and answers to whoever tried', async () => {
  await withoutEffect(scene, ['tom'], nothing);
  await withoutEffect(scene, ['tom'], note, { audit: ['a.b'] });
  await withoutEffect(scene, ['hana', 'priya'], async () => {
    await scene.teams.person('hana').say('help');
    await scene.slack.person('priya').slash('/passwordless', 'help');
  });
});
