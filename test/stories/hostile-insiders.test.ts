import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { approveInTeams, askForPass, createPass, linkSlack, needAPass, numberFor, requestIn, saidBy } from './steps';

/*
 * People who have a part in a request and want one more, or the same one for longer: in Teams and in Slack.
 */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ env: { TAP_QUORUM_STANDARD: '2' } });
  for (const key of ['priya', 'marcus', 'nadia'] as const) await linkSlack(scene, key);
  await askForPass(scene, 'priya', 'tom');
  await approveInTeams(scene, 'marcus', 'tom');
});
afterAll(() => scene.end());

const idOf = (key: PersonKey): string => scene.tenant.people[key].id;
const state = async (key: PersonKey) => (await requestIn(scene, key)).state;

/** Any data, as an altered client in Teams could send it. */
async function inTeams(who: PersonKey, data: Readonly<Record<string, string>>): Promise<string> {
  const person = scene.teams.person(who);
  const message = person.messages().find(({ from }) => from === 'bot');
  const [answer] = await person.invoke(message!, 'task/submit', { data: { ...data } });
  await scene.settle();
  return JSON.stringify(answer?.body);
}

/** The same with a button in Slack. */
async function inSlack(who: PersonKey, data: Readonly<Record<string, string>>): Promise<string> {
  const slack = scene.slack.person(who);
  const button = { action_id: 'x:0', value: JSON.stringify(data), type: 'button', action_ts: '1', block_id: 'b' };
  const message = await slack.waitFor('[Unlink]');
  await slack.clickStale(message, 'Unlink', undefined, { overlay: { actions: [button] } });
  await scene.quiet();
  return JSON.stringify([slack.modal()?.words, slack.last().words]);
}

describe('an approver who also wants the number', () => {
  it('has approved, so checks nobody and is shown none, in Teams and in Slack', async () => {
    const { id: request } = await requestIn(scene, 'tom');
    scene.tenant.world.addToGroup(idOf('marcus'), scene.tenant.groups.helpdesk);
    const digits = numberFor(scene, 'tom');
    for (const send of [inTeams, inSlack])
      for (const data of [
        { verb: 'pass.prove-form', request },
        { verb: 'pass.prove', request, way: 'in-person' },
        { verb: 'pass.number', request },
      ]) {
        const { result } = await withoutEffect(scene, ['marcus'], () => send('marcus', data));
        expect(result).not.toContain(digits);
      }
    scene.tenant.world.removeFromGroup(idOf('marcus'), scene.tenant.groups.helpdesk);
    expect((await requestIn(scene, 'tom')).proofs.map(({ by }) => by)).toEqual([idOf('priya')]);
  });

  it('as the manager vouches in Teams: the Slack account of a manager vouches for nobody', async () => {
    await needAPass(scene, 'gus');
    const { id: request } = await requestIn(scene, 'gus');
    for (const data of [
      { verb: 'pass.prove-form', request },
      { verb: 'pass.prove', request, way: 'in-person' },
    ]) {
      const { result } = await withoutEffect(scene, ['marcus'], () => inSlack('marcus', data));
      expect(result).toContain('Teams');
    }
    expect((await requestIn(scene, 'gus')).proofs).toEqual([]);
  });
});

describe('whoever checked', () => {
  it('and is no agent any more is not shown the number again', async () => {
    const { id: request } = await requestIn(scene, 'tom');
    scene.tenant.world.removeFromGroup(idOf('priya'), scene.tenant.groups.helpdesk);
    for (const send of [inTeams, inSlack]) {
      const { result, noted } = await withoutEffect(scene, ['priya'], () =>
        send('priya', { verb: 'pass.number', request }),
      );
      expect(result).not.toContain(numberFor(scene, 'tom'));
      expect(noted).toEqual(['turn.refused:not-agent']);
    }
    scene.tenant.world.addToGroup(idOf('priya'), scene.tenant.groups.helpdesk);
  });

  it('and was disabled since opens nothing: the request ends, and pressing on does nothing', async () => {
    await approveInTeams(scene, 'lucia', 'tom');
    expect(await state('tom')).toBe('approved');
    scene.tenant.world.setDisabled(idOf('priya'));
    const tom = scene.teams.person('tom');
    await tom.openDialog(await tom.waitFor('[Show my pass]'), 'Show my pass');
    const before = scene.tenant.world.audits.length;
    expect(saidBy(await createPass(scene, 'tom'))).toContain('No pass was made.');
    const { id: request } = await requestIn(scene, 'tom');
    for (const opening of ['one', 'another']) {
      const data = { verb: 'pass.create', request, opening, pairing: numberFor(scene, 'tom') };
      await withoutEffect(scene, ['tom'], () => inTeams('tom', data));
    }
    expect(await state('tom')).toBe('denied');
    expect([scene.tenant.world.livePasses(), scene.tenant.world.audits.length]).toEqual([[], before]);
    scene.tenant.world.setDisabled(idOf('priya'), false);
  });
});

describe('the stop after "This was not me"', () => {
  it('is lifted in Teams only, and not by somebody with a part in the request', async () => {
    const { id: request } = await requestIn(scene, 'tom');
    await inTeams('tom', { verb: 'method.not-mine', request });
    expect(await scene.app.store.ledger.frozen(idOf('tom'))).toBeDefined();
    const lift = { verb: 'method.lift-stop', request };
    const { result } = await withoutEffect(scene, ['nadia'], () => inSlack('nadia', lift));
    expect(result).toContain('Teams');
    for (const who of ['priya', 'tom'] as const) {
      scene.tenant.world.addToGroup(idOf(who), scene.tenant.groups.security);
      await withoutEffect(scene, [who], () => inTeams(who, lift));
      scene.tenant.world.removeFromGroup(idOf(who), scene.tenant.groups.security);
    }
    expect(await scene.app.store.ledger.frozen(idOf('tom'))).toBeDefined();
  });
});

describe('asking again and again', () => {
  it('ends after ten times within an hour: the next one asks nobody', async () => {
    const ask = { verb: 'pass.ask', reason: 'broken-authenticator', note: '' };
    for (let time = 0; time < 10; time += 1) {
      await inTeams('hana', ask);
      await inTeams('hana', { verb: 'pass.withdraw', request: (await requestIn(scene, 'hana')).id });
    }
    const { result } = await withoutEffect(scene, ['hana'], () => inTeams('hana', ask));
    expect(result).toContain('10 requests within an hour');
    expect(await state('hana')).toBe('withdrawn');
  });
});
