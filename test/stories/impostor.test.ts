import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { askForPass, createPass, linkSlack, requestIn, sayApproved, sendAnything, until } from './steps';

/*
 * Somebody clever inside the house: what they try, and that it gets them nothing. Each of these worked once.
 */

let scene: Scene;
afterEach(() => scene.end());

const idOf = (key: PersonKey): string => scene.tenant.people[key].id;
const approvals = (): string => scene.teams.conversations().find(({ name }) => name === 'Pass approvals')!.id;

async function openPass(key: PersonKey): Promise<void> {
  const person = scene.teams.person(key);
  await person.openDialog(await person.waitFor('Your pass is approved'), 'Show my pass');
  await createPass(scene, key);
  await scene.settle();
}

describe('where others read along', () => {
  it('a person, a queue and a request of one’s own stay out of a channel', async () => {
    scene = await openScene();
    await linkSlack(scene, 'priya');
    await askForPass(scene, 'priya', 'tom');
    const before = scene.teams.person('marcus').messages(approvals()).length;
    for (const text of [`lookup ${scene.tenant.people.tom.upn}`, 'queue', 'status']) {
      await scene.teams.person('jonas').say(text, { conversationId: approvals() });
    }
    const said = scene.teams
      .person('marcus')
      .messages(approvals())
      .slice(before)
      .filter(({ from }) => from === 'bot')
      .map(({ words }) => words);
    expect(said).toHaveLength(3);
    for (const words of said) expect(words).toContain('our own chat');
    expect(said.join('\n')).not.toMatch(/Tom|wait/);
  });
});

describe('"This was not me"', () => {
  it('on an old card also ends the pass that is alive now', async () => {
    scene = await openScene();
    await sayApproved(scene, 'tom');
    await openPass('tom');
    const first = await requestIn(scene, 'tom');
    await sendAnything(scene, 'tom', { verb: 'pass.not-seen', request: first.id, opening: first.openings[0]!.id });
    // The first request ends unused; days later somebody gets a second one approved and opened.
    await scene.pass(120);
    expect((await requestIn(scene, 'tom')).state).toMatch(/expired|revoked/);
    await askForPass(scene, 'priya', 'tom');
    await until(async () => (await requestIn(scene, 'tom')).id !== first.id);
    await scene.settle();
    const card = await scene.teams
      .person('marcus')
      .waitFor('asks for a Temporary Access Pass', { conversationId: approvals() });
    await scene.teams.person('marcus').click(card, 'Approve');
    await scene.settle();
    await openPass('tom');
    const second = await requestIn(scene, 'tom');
    expect(second.id).not.toBe(first.id);
    expect(scene.tenant.world.livePasses()).toHaveLength(1);

    await sendAnything(scene, 'tom', { verb: 'method.not-mine', request: first.id });
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect((await requestIn(scene, 'tom')).state).toBe('revoked');
  });
});

describe('an id written in another case', () => {
  it('is the same person: no second request, no verifying oneself, no way around a freeze', async () => {
    scene = await openScene();
    await linkSlack(scene, 'priya');
    await askForPass(scene, 'priya', 'tom');
    const upper = idOf('tom').toUpperCase();
    const data = { verb: 'pass.ask', person: upper, reason: 'broken-authenticator', way: 'in-person' };
    const { result: body } = await withoutEffect(scene, ['jonas'], () => sendAnything(scene, 'jonas', data));
    expect(await scene.app.store.ledger.requestsFor(upper, 5)).toEqual([]);
    expect(await scene.app.store.ledger.requestsFor(idOf('tom'), 5)).toHaveLength(1);
    expect(body).toContain('open request');
  });

  it('in the settings is the same account: an emergency account gets no pass', async () => {
    scene = await openScene({ env: { EMERGENCY_ACCESS_IDS: '' } });
    await scene.end();
    const tom = idOf('tom').toUpperCase();
    scene = await openScene({ env: { EMERGENCY_ACCESS_IDS: tom } });
    const { result } = await withoutEffect(scene, ['tom'], () =>
      sendAnything(scene, 'tom', { verb: 'pass.ask', reason: 'broken-authenticator', note: '' }),
    );
    expect(result).toContain('emergency access account');
    expect(await scene.app.store.ledger.requestsFor(idOf('tom'), 5)).toEqual([]);
  });
});

describe('who owns the helpdesk group', () => {
  it('could make themselves an agent, so is no ordinary target', async () => {
    scene = await openScene();
    scene.tenant.world.groups.get(scene.tenant.groups.helpdesk)!.owners.add(idOf('tom'));
    const { result } = await withoutEffect(scene, ['tom'], () =>
      sendAnything(scene, 'tom', { verb: 'pass.ask', reason: 'broken-authenticator', note: '' }),
    );
    expect(result).toContain('privileged access');
  });
});
