import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { answerQuestions, findRequest, saidBy } from './steps';

/*
 * A phone or a key is gone, told to the bot in Teams (knowledge.md E9, E10): what makes it useless comes first, then the
 * way back in, and nothing is taken off the account without somebody who checks and somebody who decides.
 */

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.end());

const deletes = () => scene.tenant.requests.filter(({ method }) => method === 'DELETE');
const revokes = () => scene.tenant.requests.filter(({ path }) => path.endsWith('/revokeSignInSessions'));

async function tell(key: PersonKey, words: string, ...presses: readonly string[]): Promise<string> {
  await scene.teams.person(key).say(words);
  return answerQuestions(scene, key, presses);
}

it('"End all my sessions": twice at once is once, and an hour has room for five', async () => {
  await tell('ana', 'my phone was stolen', 'Lost or stolen', 'Yes, maybe');
  const ana = scene.teams.person('ana');
  const card = await ana.waitFor("Then let's make it useless, now.");
  const press = async () => saidBy(await ana.click(card, 'End all my sessions'));
  const acts = async () =>
    (await scene.app.store.ledger.auditOf(`person:${scene.tenant.people.ana.id}`)).map(({ act }) => act);
  const both = [await press(), await press()];
  expect(both.join('\n')).toContain('Your sessions are being ended already');
  expect(revokes()).toHaveLength(1);
  expect(await acts()).toEqual(['sessions.revoking', 'sessions.revoked']);
  for (let more = 0; more < 4; more += 1) {
    scene.clock.advance(61_000);
    await press();
  }
  scene.clock.advance(61_000);
  await withoutEffect(scene, ['ana'], press);
  expect(ana.last().words).toContain('ended 5 times within an hour');
  expect(revokes()).toHaveLength(5);
  expect(await acts()).toHaveLength(10);
  scene.clock.advance(3_600_000);
  await press();
  expect(revokes()).toHaveLength(6);
});

it('a stolen phone: sessions end at once, the last way in does not go without a plan, and the way back is kept', async () => {
  expect(await tell('ana', 'my phone was stolen', 'Lost or stolen', 'Yes, maybe')).toContain('useless, now');
  const ana = scene.teams.person('ana');
  const card = await ana.waitFor("Then let's make it useless, now.");
  await ana.click(card, 'End all my sessions');
  await scene.settle();
  expect(revokes()).toHaveLength(1);

  await ana.openDialog(card, 'Remove what is on it');
  expect(ana.dialog?.words).toContain('What goes?');
  await ana.submitDialog('Ask for the removal');
  await scene.settle();
  // It is the last one: it goes only together with a plan for the next.
  expect(ana.dialog?.words).toContain('Ask for a pass first');
  await ana.submitDialog('Ask for a pass');
  expect(ana.dialog?.words).toContain('[Ask for the pass]');
  expect(await findRequest(scene, 'ana')).toBeUndefined();
  expect(deletes()).toEqual([]);

  await ana.click(card, 'Get me back in');
  await scene.settle();
  expect(ana.messages().at(-1)?.words).toMatch(/still (works|at hand)|Temporary Access Pass is the way/);
});

it('a lost key: it is chosen by name, and another way in is looked for without it', async () => {
  expect(await tell('ana', 'I lost my security key', 'Lost')).toContain('Nobody can use it without its PIN');
  const ana = scene.teams.person('ana');
  const card = await ana.waitFor('Nobody can use it without its PIN');
  await ana.openDialog(card, 'Remove the key');
  expect(ana.dialog?.words).toContain('What goes?');
  expect(deletes()).toEqual([]);
  expect(revokes()).toEqual([]);
});

it('a new phone while the old one works: the steps, then the new passkey, then the old one goes', async () => {
  const steps = await tell('ana', 'I have a new phone', 'I have a new phone', 'Yes');
  expect(steps).toContain('Move to a new phone while the old one works');
  const ana = scene.teams.person('ana');
  const card = await ana.waitFor('Move to a new phone');
  await ana.openDialog(card, 'It works. Remove the old one');
  expect(ana.dialog?.words).toContain('Replaced phone');
});
