import { counted, openingCounts } from '../../src/domain/brakes';
import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import {
  addressIn,
  approvalRoom,
  approvedPass,
  approveInTeams,
  chatOf,
  createPass,
  needAPass,
  openPass,
  openPassForm,
  requestIn,
  saidBy,
  sceneWith,
  teamsCard,
  vouch,
  wordsOn,
} from './steps';

/*
 * The brakes, through both channels: how often is too often, and what stands still while Keysmith is paused.
 */

const scene = sceneWith(['priya', 'bruno', 'marcus']);

async function write(who: PersonKey, text: string): Promise<string> {
  const person = scene.teams.person(who);
  await person.say(text);
  await scene.settle();
  return person.last().words;
}

/** As many acts as there is room for, as if they had just happened. */
async function fill(cap: 'agent' | 'manager' | 'approver' | 'target', who: PersonKey, most: number): Promise<void> {
  const at = scene.clock.now().getTime();
  for (let n = 0; n < most; n += 1) {
    const counts = [counted(cap, scene.tenant.people[who].id, `earlier-${String(n)}`, at)];
    await scene.app.store.ledger.commit({ audit: [], jobs: [], counts });
  }
}

const audited = async (chain: string): Promise<string[]> =>
  (await scene.app.store.ledger.auditOf(chain)).map(({ act, actor, channel }) => `${act} ${actor} ${channel}`);

describe('an administrator pauses Keysmith', () => {
  it('others cannot, in words or by command, and nothing happens', async () => {
    const { result } = await withoutEffect(scene, ['tom', 'nadia', 'priya'], async () => {
      const words = [await write('tom', 'pause'), await write('nadia', 'pause'), await write('priya', 'pause')];
      await scene.slack.person('priya').slash('/passwordless', 'pause');
      return words;
    });
    for (const words of result) expect(words).toContain('Only the administrators of Keysmith can pause and resume it.');
    expect(await scene.app.store.brakes.pause()).toBeUndefined();
  });

  it('with one word in Teams; security contacts, administrators and the helpdesk hear of it', async () => {
    await approvedPass(scene, 'gus', 'marcus');
    await needAPass(scene, 'tom');
    await vouch(scene, 'ana', 'tom');
    expect(await write('bruno', 'pause')).toContain('Keysmith is paused');
    expect(chatOf(scene, 'nadia')).toContain('Bruno Keller paused it at');
    expect(chatOf(scene, 'nadia')).not.toContain('[Resume]');
    expect(chatOf(scene, 'bruno')).toContain('[Resume]');
    const helpdesk = scene.slack.person('priya').messages('helpdesk');
    expect(helpdesk.at(-1)?.words).toContain('Keysmith is paused');
    expect(await audited('brakes')).toEqual([`brakes.paused ${scene.tenant.people.bruno.id} teams`]);
  });

  it('nothing is asked for, approved or opened, also after a restart', async () => {
    await scene.restart();
    await withoutEffect(scene, ['hana', 'lucia', 'gus'], async () => {
      expect(await openPassForm(scene, 'hana', 'I need a pass', ['Nothing works any more'])).toContain(
        'Keysmith is paused: an administrator has stopped',
      );
      const card = teamsCard(scene, 'lucia', 'tom', '[Approve]', approvalRoom(scene));
      expect(saidBy(await scene.teams.person('lucia').click(card, 'Approve'))).toContain('Keysmith is paused');
      expect(await openPass(scene, 'gus')).toContain('Keysmith is paused');
    });
    expect((await requestIn(scene, 'tom')).state).toBe('awaiting-approval');
    expect((await requestIn(scene, 'gus')).state).toBe('approved');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect((await scene.app.operations.metrics()).body).toContain('keysmith_paused 1');
  });

  it('status, denying and withdrawing go on', async () => {
    expect(await write('tom', 'status')).toContain('Your pass is waiting for a decision');
    const tom = scene.teams.person('tom');
    await tom.click(await tom.waitFor('[Withdraw]'), 'Withdraw');
    expect((await requestIn(scene, 'tom')).state).toBe('withdrawn');
  });

  it('an agent cannot resume it; who was on the way to a passkey may still "go on"', async () => {
    const { result } = await withoutEffect(scene, ['priya'], () => write('priya', 'resume'));
    expect(result).toContain('Only the administrators of Keysmith can pause and resume it.');
    expect(result).toContain('write "go on"');
    expect(await scene.app.store.brakes.pause()).toBeDefined();
  });

  it('in Slack resuming is confirmed with Entra, and then it goes on', async () => {
    const bruno = scene.slack.person('bruno');
    await bruno.slash('/passwordless', 'resume');
    const modal = await bruno.waitForModal('Confirm with Microsoft Entra');
    await bruno.closeModal();
    expect(await scene.app.store.brakes.pause()).toBeDefined();
    const browser = scene.signin.asPerson('bruno');
    const page = await browser.submit(await browser.open(addressIn(modal.blocks)));
    expect(wordsOn(page)).toContain('Paused by Bruno Keller');
    expect(wordsOn(await browser.submit(page))).toContain('You resumed Keysmith.');
    await scene.settle();
    expect(await scene.app.store.brakes.pause()).toBeUndefined();
    expect(chatOf(scene, 'nadia')).toContain('Keysmith goes on');
    expect((await audited('brakes')).slice(1)).toEqual([
      `brakes.resume-intended ${scene.tenant.people.bruno.id} slack`,
      `brakes.resumed ${scene.tenant.people.bruno.id} slack`,
    ]);
    await openPass(scene, 'gus');
    expect(saidBy(await createPass(scene, 'gus'))).toContain('Works once');
  });

  it('a confirmation of a pause that is over lifts no other one', async () => {
    const slack = scene.slack.person('bruno');
    await slack.slash('/passwordless', 'pause');
    await scene.quiet();
    await slack.slash('/passwordless', 'resume');
    const modal = await slack.waitForModal('Confirm with Microsoft Entra');
    await slack.closeModal();
    expect(await write('bruno', 'resume')).toContain('Keysmith goes on');
    scene.clock.advance(1_000);
    expect(await write('bruno', 'pause')).toContain('Keysmith is paused');
    const browser = scene.signin.asPerson('bruno');
    const { result: page } = await withoutEffect(scene, [], async () =>
      browser.submit(await browser.open(addressIn(modal.blocks))),
    );
    expect(wordsOn(page)).toContain('Keysmith was resumed and paused again');
    expect(await scene.app.store.brakes.pause()).toBeDefined();
    await write('bruno', 'resume');
  });
});

describe('too often', () => {
  it('an agent asks for a colleague after ten others', async () => {
    await fill('agent', 'priya', 10);
    const slack = scene.slack.person('priya');
    await slack.slash('/passwordless', `lookup ${scene.tenant.people.aoife.upn}`);
    await slack.waitForModal(scene.tenant.people.aoife.displayName);
    await slack.clickInModal('Request a pass');
    await slack.waitForModal('What happened?');
    const { result: refused } = await withoutEffect(scene, ['priya'], async () => {
      await slack.submit({
        'What happened?': 'Authenticator does not work',
        'How did you check who it is?': 'In person',
      });
      return slack.waitForModal('within an hour, as many as one person may');
    });
    expect(refused.words).toContain('It is possible again in 1 h.');
    await slack.closeModal();
    expect(await scene.app.store.ledger.openRequestFor(scene.tenant.people.aoife.id)).toBeUndefined();
  });

  it('a manager vouches; an approver approves; and another one may', async () => {
    await needAPass(scene, 'hana');
    await fill('manager', 'ana', 10);
    const ana = scene.teams.person('ana');
    await ana.openDialog(teamsCard(scene, 'ana', 'hana', '[I have spoken with them]'), 'I have spoken with them');
    const { result: sent } = await withoutEffect(scene, ['ana'], () =>
      ana.submitDialog('Yes, it was them', { way: 'in-person' }),
    );
    expect(saidBy(sent)).toContain('You have vouched for 10 people within an hour');
    await scene.pass(60);
    await vouch(scene, 'ana', 'hana');
    await fill('approver', 'lucia', 10);
    const { result: refused } = await withoutEffect(scene, ['lucia'], () => approveInTeams(scene, 'lucia', 'hana'));
    expect(saidBy(refused)).toContain('Another approver can decide now');
    expect((await requestIn(scene, 'hana')).state).toBe('awaiting-approval');
    expect(saidBy(await approveInTeams(scene, 'marcus', 'hana'))).toContain('You approved the pass');
  });

  it('passes for one person are opened; asking again says when it is possible', async () => {
    await fill('target', 'hana', 3);
    await openPass(scene, 'hana');
    const { result } = await withoutEffect(scene, ['hana'], () => createPass(scene, 'hana'));
    expect(saidBy(result)).toContain('opened 3 times in the last 24 hours');
    expect(scene.tenant.world.livePasses().filter(({ personId }) => personId === scene.tenant.people.hana.id)).toEqual(
      [],
    );
    expect((await requestIn(scene, 'hana')).state).toBe('approved');
  });

  it('the tenant opens one more than twenty within an hour: Keysmith pauses itself and calls for help', async () => {
    await scene.pass(25 * 60);
    await approvedPass(scene, 'gus', 'marcus');
    const at = scene.clock.now().getTime();
    for (let n = 0; n < 20; n += 1) {
      const counts = openingCounts(`somebody-${String(n)}`, `opening-${String(n)}`, at);
      await scene.app.store.ledger.commit({ audit: [], jobs: [], counts });
    }
    const before = scene.tenant.world.livePasses();
    await openPass(scene, 'gus');
    const refused = saidBy(await createPass(scene, 'gus'));
    expect(refused).toContain('No pass was made. Keysmith is paused now.');
    await scene.settle();
    expect(scene.tenant.world.livePasses()).toEqual(before);
    expect(await scene.app.store.brakes.pause()).toMatchObject({ by: 'keysmith', why: 'tenant-cap' });
    expect(chatOf(scene, 'nadia')).toContain('Keysmith has paused itself. Please look at this now');
    const helpdesk = scene.slack.person('priya').messages('helpdesk');
    expect(helpdesk.at(-1)?.words).toContain('Keysmith has paused itself');
    expect((await audited('brakes')).at(-1)).toBe('brakes.paused keysmith system');
    await withoutEffect(scene, ['gus'], async () =>
      expect(await openPass(scene, 'gus')).toContain('Keysmith is paused'),
    );
  });

  it('a security contact cannot lift it, an administrator can, with the button', async () => {
    expect(await write('nadia', 'resume')).toContain('Only the administrators');
    const bruno = scene.teams.person('bruno');
    const told = bruno.messages().findLast(({ words }) => words.includes('[Resume]'));
    if (told === undefined) throw new Error('Bruno was not told');
    expect(saidBy(await bruno.click(told, 'Resume'))).toContain('Keysmith goes on');
    expect(await scene.app.store.brakes.pause()).toBeUndefined();
    await openPass(scene, 'gus');
    expect(saidBy(await createPass(scene, 'gus'))).toContain('Works once');
  });
});
