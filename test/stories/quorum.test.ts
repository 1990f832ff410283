import type { SeenMessage } from '../../src/demo/teams';
import type { PersonKey } from '../../src/demo/tenant';
import {
  approvalRoom,
  approveInTeams,
  checkInPerson,
  confirmPage,
  needAPass,
  numberFor,
  openPass,
  requestIn,
  saidBy,
  sceneWith,
  slackCard,
  teamsCard,
  vouch,
  wordsOn,
} from './steps';
import { withoutEffect } from './effects';

/*
 * Who has to agree: a quorum by risk, one person counted once in Teams and Slack together, a security contact for an
 * account at risk, and what happens when an approver wants to know more, or is no approver any more.
 */

const scene = sceneWith(['priya', 'marcus', 'jonas']);

const idOf = (who: PersonKey): string => scene.tenant.people[who].id;

describe('an account at risk', () => {
  it('takes two checks, an approver and a security contact, who is asked in her own chat', async () => {
    scene.tenant.world.setRisk(idOf('tom'));
    await needAPass(scene, 'tom');
    await vouch(scene, 'ana', 'tom');
    expect((await requestIn(scene, 'tom')).state).toBe('awaiting-proof');
    await checkInPerson(scene, 'priya', 'tom');
    const card = teamsCard(scene, 'nadia', 'tom', '[Approve]').words;
    expect(card).toContain('Account at risk.\nThe account is reported as at risk by Microsoft Entra.');
    expect(card).toContain('You are asked because you are a security contact. Also asked: ');
    expect(card).toContain('still needed: a security contact and an approver');
    expect(teamsCard(scene, 'lucia', 'tom', '[Approve]', approvalRoom(scene)).words).toContain('Nadia El-Sayed');
  });

  it('one person counts once, in Teams and in Slack', async () => {
    expect(saidBy(await approveInTeams(scene, 'marcus', 'tom'))).toContain('Your approval of the pass for Tom Becker');
    const marcus = scene.slack.person('marcus');
    const { noted } = await withoutEffect(scene, ['marcus'], async () => {
      await marcus.click(slackCard(scene, 'marcus', 'tom', 'pass-approvals'), 'Approve');
      await marcus.waitForModal('One person counts once, in Slack and Teams together.');
      await marcus.closeModal();
      await approveInTeams(scene, 'marcus', 'tom');
    });
    expect(noted).toEqual(['turn.refused:already-decided-by-you', 'turn.refused:already-decided-by-you']);
    expect((await requestIn(scene, 'tom')).approvals).toMatchObject([{ by: idOf('marcus'), seat: 'approver' }]);
  });

  it('more approvers do not stand in for the security contact', async () => {
    await withoutEffect(scene, ['lucia'], async () => {
      expect(saidBy(await approveInTeams(scene, 'lucia', 'tom'))).toContain('so a security contact has to approve');
    });
    const nadia = scene.teams.person('nadia');
    expect(saidBy(await nadia.click(teamsCard(scene, 'nadia', 'tom', '[Approve]'), 'Approve'))).toContain(
      'You approved',
    );
    await scene.settle();
    const request = await requestIn(scene, 'tom');
    expect([request.state, request.approvals.map(({ seat }) => seat)]).toEqual([
      'approved',
      ['approver', 'security-contact'],
    ]);
  });
});

describe('changes', () => {
  /** The card as it was before anybody asked for changes. */
  let stale: SeenMessage;

  it('are asked for with words, which whoever asked reads; nobody approves meanwhile', async () => {
    await needAPass(scene, 'gus', 'phone broken');
    await vouch(scene, 'marcus', 'gus');
    const lucia = scene.teams.person('lucia');
    const card = teamsCard(scene, 'lucia', 'gus', '[Ask for changes]', approvalRoom(scene));
    stale = structuredClone(card);
    await lucia.openDialog(card, 'Ask for changes');
    expect(saidBy(await lucia.submitDialog('Send', { what: 'Where are you, and since when?' }))).toContain(
      'has been asked',
    );
    await scene.settle();
    const mine = scene.teams.person('gus').last().words;
    expect(mine).toContain('Lucía Herrera asks you to change it first');
    expect(mine).toContain('Where are you, and since when?');
    const channel = slackCard(scene, 'jonas', 'gus', 'pass-approvals').words;
    expect(channel).toContain('Lucía Herrera asked for changes');
    expect(channel).not.toContain('since when');
    expect(channel).not.toContain('[Approve]');
    await withoutEffect(scene, ['jonas'], async () => {
      const said = saidBy(await scene.teams.person('jonas').clickStale(stale, 'Approve'));
      expect(said).toContain('asked for changes, and the answer is still missing');
    });
  });

  it('are answered in a form; a card from before approves nothing; the approvers get the new note and decide again', async () => {
    const gus = scene.teams.person('gus');
    await gus.openDialog(gus.last(), 'Change my request');
    expect(gus.dialog?.words).toContain('Lucía Herrera asks: Where are you, and since when?');
    await gus.submitDialog('Send to the approvers', { note: 'At home since Monday, call me.' });
    await scene.settle();
    const room = scene.teams.person('lucia').messages(approvalRoom(scene));
    expect(room.at(-1)?.words).toContain('A pass for Gus Thompson: the request has changed');
    const card = teamsCard(scene, 'lucia', 'gus', '[Approve]', approvalRoom(scene)).words;
    expect(card).toContain('At home since Monday, call me.');
    expect(slackCard(scene, 'jonas', 'gus', 'pass-approvals').words).not.toContain('Monday');
    const { result, noted } = await withoutEffect(scene, ['jonas'], () =>
      scene.teams.person('jonas').clickStale(stale, 'Approve'),
    );
    expect(saidBy(result)).toContain('has changed since you saw it');
    expect(noted).toEqual(['turn.refused:request-changed']);
    expect(saidBy(await approveInTeams(scene, 'lucia', 'gus'))).toContain('You approved the pass for Gus Thompson');
  });

  it('whoever comes too late reads who was first', async () => {
    await needAPass(scene, 'hana');
    await vouch(scene, 'ana', 'hana');
    const stale = structuredClone(teamsCard(scene, 'marcus', 'hana', '[Approve]', approvalRoom(scene)));
    await approveInTeams(scene, 'lucia', 'hana');
    await withoutEffect(scene, ['marcus', 'ana'], async () => {
      const said = saidBy(await scene.teams.person('marcus').clickStale(stale, 'Approve'));
      expect(said).toContain('already decided: approved by Lucía Herrera (in Teams, ');
      const stranger = saidBy(
        await scene.teams
          .person('ana')
          .clickStale({ ...stale, conversationId: scene.teams.person('ana').last().conversationId }, 'Approve'),
      );
      expect(stranger).toContain('Only members of the approvers group');
      expect(stranger).not.toContain('Lucía');
    });
  });
});

describe('an approver between the press in Slack and the page', () => {
  const cases: [string, () => void, () => void, string][] = [
    [
      'who left the group',
      () => scene.tenant.world.removeFromGroup(idOf('jonas'), scene.tenant.groups.approvers),
      () => scene.tenant.world.addToGroup(idOf('jonas'), scene.tenant.groups.approvers),
      'Only members of the approvers group',
    ],
    [
      'who was disabled',
      () => scene.tenant.world.setDisabled(idOf('jonas')),
      () => scene.tenant.world.setDisabled(idOf('jonas'), false),
      'Your account is disabled',
    ],
  ];

  it('sees which version of the request the answer is for', async () => {
    await needAPass(scene, 'aoife');
    await vouch(scene, 'ida', 'aoife');
    const { page } = await confirmPage(scene, 'jonas', 'aoife');
    const { version } = await requestIn(scene, 'aoife');
    expect(wordsOn(page)).toContain(`You decide the request as it is shown here (version ${String(version)}).`);
  });

  it.each(cases)('%s decides nothing', async (_, before, after, why) => {
    const { browser, page } = await confirmPage(scene, 'jonas', 'aoife');
    before();
    await withoutEffect(scene, ['jonas'], async () => expect(wordsOn(await browser.submit(page))).toContain(why));
    after();
    expect((await requestIn(scene, 'aoife')).approvals).toEqual([]);
  });

  it('whom Conditional Access exempts is sent to Teams, and confirms nothing on an open page', async () => {
    const { browser, page } = await confirmPage(scene, 'jonas', 'aoife');
    scene.tenant.world.exemptFromStepUp(idOf('jonas'));
    await scene.pass(6);
    const jonas = scene.slack.person('jonas');
    await withoutEffect(scene, ['jonas'], async () => {
      await jonas.click(slackCard(scene, 'jonas', 'aoife', 'pass-approvals'), 'Approve');
      expect((await jonas.waitForModal('Conditional Access exempts you')).words).toContain('Decide in Teams.');
      await jonas.closeModal();
    });
    const said = wordsOn(await browser.submit(page));
    expect(said).not.toContain('You approved');
    expect((await requestIn(scene, 'aoife')).approvals).toEqual([]);
    expect(saidBy(await approveInTeams(scene, 'jonas', 'aoife'))).toContain('You approved');
  });

  it('who was deleted after approving has approved nothing: it is asked again at the opening', async () => {
    scene.tenant.world.deletePerson(idOf('jonas'));
    const aoife = scene.teams.person('aoife');
    await openPass(scene, 'aoife');
    expect(saidBy(await aoife.submitDialog('Create and show', { pairing: numberFor(scene, 'aoife') }))).not.toContain(
      'Works once',
    );
    expect(scene.tenant.world.livePasses()).toEqual([]);
  });
});
