import type { Pressed } from '../../src/demo/teams';
import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import {
  approvalRoom,
  approveInTeams,
  chatOf,
  checkInPerson,
  createPass,
  heard,
  numberFor,
  openPassForm,
  requestIn,
  saidBy,
  sceneWith,
  slackCard,
  teamsCard,
} from './steps';

/*
 * Gus lost his phone, and whoever has it may read his chats. So his manager opens the pass and hands it over: two
 * checks, one by an agent, two approvals, and Gus is told before anything can be opened.
 */

const scene = sceneWith(['priya', 'jonas', 'marcus']);

const id = (key: PersonKey): string => scene.tenant.people[key].id;

/** "I lost my phone", and the form with these answers. */
async function lostPhone(who: PersonKey, inputs: Record<string, string> = {}, in_: Scene = scene): Promise<Pressed> {
  await openPassForm(in_, who, 'I lost my phone', ['Lost or stolen', 'No, or not unlock it', 'Get me back in']);
  return in_.teams.person(who).submitDialog('Ask for the pass', inputs);
}

describe('a lost phone', () => {
  it('opens no pass in the chat that may be on it', async () => {
    scene.tenant.world.signInOn(id('gus'), 'company computer', 200);
    scene.tenant.world.signInOn(id('gus'), 'phone', 100);
    const { result } = await withoutEffect(scene, ['gus'], () => lostPhone('gus', { recipient: 'self' }));
    expect(saidBy(result)).toContain('The phone is lost, and I cannot see that all recent sign-ins were on a computer');
    expect(saidBy(result)).toContain('Nothing was changed.');
    expect(await scene.app.store.ledger.requestsFor(id('gus'), 1)).toEqual([]);
  });

  it('of somebody who works on a computer of the company only is no reason for a detour', async () => {
    const sent = await lostPhone('tom');
    expect(saidBy(sent)).toBe('Your request is on its way. You will hear from me here.');
    expect((await requestIn(scene, 'tom')).recipientAs).toBe('self');
  });

  it.each<[PersonKey, () => void, string]>([
    ['samir', () => undefined, "the manager's account is disabled"],
    ['omar', () => (scene.tenant.world.person(id('omar')).managerId = null), 'the directory names no manager'],
    [
      'yuki',
      () => (scene.tenant.world.person(id('yuki')).managerId = id('ravi')),
      'the manager is a guest from another organisation',
    ],
    [
      'ingrid',
      () => scene.tenant.world.setManager(id('ingrid'), id('ana')),
      'the manager was changed in the last 14 days',
    ],
  ])('%s has no manager who can receive it, and reads why and where to go', async (who, arrange, why) => {
    if (who === 'samir') await scene.teams.install('samir');
    arrange();
    await scene.pass(3);
    const { result } = await withoutEffect(scene, [who], () => lostPhone(who, { recipient: 'manager' }));
    expect(saidBy(result)).toContain(`cannot receive this pass, because ${why}.`);
    expect(saidBy(result)).toContain('Come to the helpdesk with a photo ID');
    expect(await scene.app.store.ledger.requestsFor(id(who), 1)).toEqual([]);
  });

  it('is not handed to a manager who asks for it', async () => {
    scene.tenant.world.addToGroup(id('marcus'), scene.tenant.groups.helpdesk);
    const slack = scene.slack.person('marcus');
    await slack.slash('/passwordless', `lookup ${scene.tenant.people.pavel.upn}`);
    await slack.waitForModal(scene.tenant.people.pavel.displayName);
    await slack.clickInModal('Request a pass');
    await slack.waitForModal('What happened?');
    const { result } = await withoutEffect(scene, ['marcus'], async () => {
      await slack.submit({
        'What happened?': 'Lost or stolen phone',
        'Who opens the pass?': 'Their manager, who hands it over',
      });
      return (await slack.waitForModal('cannot receive this pass')).words;
    });
    expect(result).toContain('because the manager asked for this pass.');
    scene.tenant.world.removeFromGroup(id('marcus'), scene.tenant.groups.helpdesk);
    expect(await scene.app.store.ledger.requestsFor(id('pavel'), 1)).toEqual([]);
  });
});

describe('his manager opens it', () => {
  it('Gus asks, and hears who will receive it before anything can be opened', async () => {
    expect(saidBy(await lostPhone('gus'))).toContain(
      'Marcus Adeyemi, the manager, will open the pass and hand it over.',
    );
    expect((await requestIn(scene, 'gus')).targetToldAt).toBeUndefined();
    await scene.settle();
    const request = await requestIn(scene, 'gus');
    expect(request).toMatchObject({ recipientAs: 'manager', recipient: id('marcus'), proofsNeeded: 2 });
    expect(request.risk.level).toBe('elevated');
    expect(request.targetToldAt).toBeDefined();
    expect(chatOf(scene, 'gus')).toContain('Marcus Adeyemi, your manager, is to receive a pass for your account');
    expect(chatOf(scene, 'gus')).toContain('[This was not me]');
  });

  it('Marcus vouches, which is one of two checks and shows him no number', async () => {
    const marcus = scene.teams.person('marcus');
    await marcus.openDialog(teamsCard(scene, 'marcus', 'gus', '[I have spoken with them]'), 'I have spoken with them');
    const answer = saidBy(await marcus.submitDialog('Yes, it was them', { way: 'in-person' }));
    expect(answer).toContain('One check is still missing: a helpdesk agent, somebody else than before.');
    expect(answer).not.toMatch(/\d{3} \d{3}/);
    await scene.settle();
    expect((await requestIn(scene, 'gus')).state).toBe('awaiting-proof');
  });

  it('Priya checks as an agent, and her number is for Gus', async () => {
    const slack = scene.slack.person('priya');
    await slack.click(slackCard(scene, 'priya', 'gus', 'helpdesk'), 'I have checked who it is');
    await slack.waitForModal('Was it really');
    await slack.submit({ 'I have spoken with them …': 'by video, with a photo ID' });
    const { words } = await slack.waitForModal('Read this number to Gus Thompson now');
    expect(words).toContain('So tell it to Gus Thompson only.');
    heard(scene, 'gus', words);
    await slack.closeModal();
    await scene.settle();
    expect((await requestIn(scene, 'gus')).state).toBe('awaiting-approval');
  });

  it('two others approve; Marcus, who receives it, does not', async () => {
    const card = teamsCard(scene, 'lucia', 'gus', '[Approve]', approvalRoom(scene)).words;
    expect(card).toContain('Marcus Adeyemi, the manager');
    expect(card).toContain('would get its pass through the manager');
    expect(saidBy(await approveInTeams(scene, 'marcus', 'gus'))).toContain('You would receive this pass');
    await approveInTeams(scene, 'lucia', 'gus');
    expect((await requestIn(scene, 'gus')).state).toBe('awaiting-approval');
    await approveInTeams(scene, 'jonas', 'gus');
    expect((await requestIn(scene, 'gus')).state).toBe('approved');
  });

  it('Gus cannot open it in his own chat', async () => {
    const card = teamsCard(scene, 'marcus', 'gus', '[Show the pass]');
    const own = { ...card, conversationId: scene.teams.person('gus').last().conversationId };
    const press = () => scene.teams.person('gus').clickStale(own, 'Show the pass');
    const { result } = await withoutEffect(scene, ['gus'], press, { audit: ['pass.opening-refused'] });
    expect(saidBy(result)).toContain('for somebody else');
    expect(chatOf(scene, 'gus')).not.toContain('[Show ');
    expect(scene.tenant.world.livePasses()).toEqual([]);
  });

  it('nor does Marcus in Slack, where his account is linked and the number known', async () => {
    const marcus = scene.slack.person('marcus');
    const message = await marcus.waitFor('[Unlink]');
    const { id: request } = await requestIn(scene, 'gus');
    const tries = [
      { verb: 'pass.open', request },
      { verb: 'pass.create', request, opening: 'o', pairing: numberFor(scene, 'gus') },
    ];
    for (const data of tries) {
      const button = { action_id: 'x:0', value: JSON.stringify(data), type: 'button', action_ts: '1', block_id: 'b' };
      const press = () => marcus.clickStale(message, 'Unlink', undefined, { overlay: { actions: [button] } });
      const { noted } = await withoutEffect(scene, ['marcus'], press, { audit: ['pass.opening-refused'] });
      expect(noted).toEqual(['turn.refused:not-recipient']);
    }
    expect(scene.tenant.world.livePasses()).toEqual([]);
  });

  it('Marcus opens it with the number that Gus has, and Gus is told', async () => {
    const marcus = scene.teams.person('marcus');
    await marcus.openDialog(teamsCard(scene, 'marcus', 'gus', '[Show the pass]'), 'Show the pass');
    expect(marcus.dialog?.words).toContain('Be with Gus Thompson when you open it');
    expect(marcus.dialog?.words).toContain('The six-digit number from Priya Nair');
    await createPass(scene, 'marcus', 'gus');
    expect(marcus.dialog?.words).toContain('Works once, until');
    await marcus.submitDialog('I have it');
    await scene.settle();
    expect(chatOf(scene, 'gus')).toContain('Your pass has been opened');
    expect(chatOf(scene, 'gus') + chatOf(scene, 'marcus')).not.toContain('Works once');
    expect(scene.tenant.world.livePasses()).toHaveLength(1);
  });

  it('Gus registers and says it was him: done, and the pass is gone', async () => {
    scene.tenant.world.signInWithPass(id('gus'));
    scene.tenant.world.registerPasskey(id('gus'), { platform: 'android', via: 'app' });
    await scene.pass(1);
    const gus = scene.teams.person('gus');
    await gus.click(await gus.waitFor('[It is me]'), 'It is me');
    await scene.settle();
    expect((await requestIn(scene, 'gus')).state).toBe('completed');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(chatOf(scene, 'marcus')).toContain('The pass for Gus Thompson: completed');
  });
});

describe('when something changes on the way', () => {
  it('a manager who is not the manager any more opens nothing', async () => {
    scene.tenant.world.signInOn(id('aoife'), 'phone', 50);
    await lostPhone('aoife');
    await scene.settle();
    const ida = scene.teams.person('ida');
    await ida.openDialog(teamsCard(scene, 'ida', 'aoife', '[I have spoken with them]'), 'I have spoken with them');
    await ida.submitDialog('Yes, it was them', { way: 'in-person' });
    await scene.settle();
    await checkInPerson(scene, 'priya', 'aoife');
    await approveInTeams(scene, 'marcus', 'aoife');
    await approveInTeams(scene, 'jonas', 'aoife');
    expect((await requestIn(scene, 'aoife')).state).toBe('approved');
    scene.tenant.world.person(id('aoife')).managerId = id('ana');
    await ida.openDialog(teamsCard(scene, 'ida', 'aoife', '[Show the pass]'), 'Show the pass');
    const { result } = await withoutEffect(scene, ['ida'], () => createPass(scene, 'ida', 'aoife'));
    expect(saidBy(result)).toContain('because the manager was changed in the last 14 days');
    expect(numberFor(scene, 'aoife')).toBeDefined();
    expect(scene.tenant.world.livePasses()).toEqual([]);
  });
});

describe('TAP_RECIPIENTS', () => {
  it('set to self offers no other way, and takes none from a form of another day', async () => {
    const other = await openScene({ env: { TAP_RECIPIENTS: 'self' } });
    try {
      const tom = other.teams.person('tom');
      await tom.say('my phone is broken');
      await tom.click(tom.last(), 'Broken');
      const form = await tom.openDialog(tom.last(), 'Ask for a pass');
      expect(form.words).not.toContain('Who opens the pass?');
      const { result } = await withoutEffect(other, ['tom'], async () => {
        const data = { verb: 'pass.ask', reason: 'broken-authenticator', note: '', recipient: 'manager' };
        const [answer] = await tom.invoke(tom.last(), 'task/submit', { data });
        return JSON.stringify(answer?.body);
      });
      expect(result).toContain('Passes are not given to managers here.');
    } finally {
      await other.end();
    }
  });
});
