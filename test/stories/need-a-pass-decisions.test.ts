import type { PersonKey } from '../../src/demo/tenant';
import { type Scene, openScene } from './scene';
import {
  approvalRoom,
  approveInTeams,
  confirmPage,
  needAPass,
  openPassForm,
  requestIn,
  saidBy,
  sceneWith,
  slackCard,
  teamsCard,
  vouch,
  wordsOn,
} from './steps';

/*
 * Who checks and who decides, and where: the manager in Teams, an agent in the helpdesk channel of Slack, approvers in
 * the group chat, in Slack with Microsoft Entra, or each in their own chat.
 */

const scene = sceneWith(['priya', 'jonas', 'marcus']);

const lastWords = (who: PersonKey): string => scene.teams.person(who).last().words;

describe('who it really is', () => {
  it('an agent records in Slack how she checked', async () => {
    await needAPass(scene, 'tom');
    const priya = scene.slack.person('priya');
    await priya.click(slackCard(scene, 'priya', 'tom', 'helpdesk'), 'I have checked who it is');
    const form = await priya.waitForModal('Was it really Tom Becker?');
    expect(form.words).toContain('you cannot approve this request yourself');
    await priya.submit({ 'I have spoken with them …': 'by calling back on the number HR has' });
    await priya.waitForModal('Recorded. Now somebody else decides.');
    await scene.settle();
    const card = slackCard(scene, 'priya', 'tom', 'helpdesk').words;
    expect(card).toContain('Priya Nair, helpdesk, checked who it is by calling back on the number HR has');
    expect(card).not.toContain('[I have checked who it is]');
    expect(lastWords('ana')).not.toContain('[I have spoken with them]');
    expect((await requestIn(scene, 'tom')).proofs).toMatchObject([{ as: 'agent', way: 'call-back-on-hr-number' }]);
  });

  it('the manager says it is not them: the request ends and everybody hears it', async () => {
    await needAPass(scene, 'aoife');
    const card = teamsCard(scene, 'ida', 'aoife', '[That is not them]');
    expect(saidBy(await scene.teams.person('ida').click(card, 'That is not them'))).toContain('no pass was made');
    await scene.settle();
    expect((await requestIn(scene, 'aoife')).state).toBe('denied');
    const told = scene.teams
      .person('aoife')
      .messages()
      .slice(-2)
      .map(({ words }) => words)
      .join('\n');
    expect(told).toContain('Your request for a pass was stopped');
    expect(told).toContain('No pass was made.');
    expect(slackCard(scene, 'priya', 'aoife', 'helpdesk').words).not.toContain('[I have checked who it is]');
  });

  it('whose manager has left is checked by the helpdesk', async () => {
    await scene.teams.install('samir');
    await needAPass(scene, 'samir');
    expect(slackCard(scene, 'priya', 'samir', 'helpdesk').words).toContain('[I have checked who it is]');
  });
});

describe('decided in Slack, confirmed with Entra', () => {
  it('who checked may not decide, and is told so before any sign-in', async () => {
    const priya = scene.slack.person('priya');
    await priya.click(slackCard(scene, 'priya', 'tom', 'pass-approvals'), 'Approve');
    const modal = await priya.waitForModal('Only members of the approvers group can decide about this.');
    expect(modal.words).toContain('Nothing was changed.');
  });

  it('Jonas approves on the page: the copies change in both products, requester and target are told', async () => {
    const { browser, page } = await confirmPage(scene, 'jonas', 'tom');
    expect(wordsOn(page)).toContain('Approve a Temporary Access Pass for Tom Becker');
    expect(wordsOn(page)).toContain('Priya Nair, helpdesk, checked who it is');
    expect(wordsOn(page)).toContain('Nothing is decided.');
    expect((await requestIn(scene, 'tom')).state).toBe('awaiting-approval');
    expect(wordsOn(await browser.submit(page))).toContain('You approved the pass for Tom Becker.');
    await scene.settle();
    const [approval] = (await requestIn(scene, 'tom')).approvals;
    expect(approval).toMatchObject({ by: scene.tenant.people.jonas.id, channel: 'slack', confirmed: true });
    for (const words of [
      teamsCard(scene, 'lucia', 'tom', 'Temporary Access Pass', approvalRoom(scene)).words,
      slackCard(scene, 'priya', 'tom', 'pass-approvals').words,
    ]) {
      expect(words).toContain('Approved by Jonas Lindqvist (in Slack');
      expect(words).not.toContain('[Approve]');
    }
    expect(lastWords('tom')).toContain('Your pass is approved');
  });

  it('the page decides once', async () => {
    await needAPass(scene, 'gus');
    await vouch(scene, 'marcus', 'gus');
    const { browser, page } = await confirmPage(scene, 'jonas', 'gus', 'Please come to the desk with your badge.');
    expect(wordsOn(page)).toContain('Deny a Temporary Access Pass for Gus Thompson');
    expect(wordsOn(await browser.submit(page))).toContain('You denied the pass for Gus Thompson.');
    expect(wordsOn(await browser.submit(page))).toContain('This link has been used or is too old.');
    await scene.settle();
    const request = await requestIn(scene, 'gus');
    expect(request.state).toBe('denied');
    expect(lastWords('gus')).toContain('Your pass: denied');
    expect(lastWords('gus')).toContain('Please come to the desk with your badge.');
    expect(lastWords('gus')).toContain('No pass was made.');
    expect(slackCard(scene, 'priya', 'gus', 'pass-approvals').words).toContain('Denied by Jonas Lindqvist');
    const room = teamsCard(scene, 'lucia', 'gus', 'Denied by Jonas Lindqvist', approvalRoom(scene));
    expect(room.words).not.toContain('[Approve]');
  });

  it('Marcus vouched, so he cannot decide on either side', async () => {
    await needAPass(scene, 'gus');
    await vouch(scene, 'marcus', 'gus');
    expect(saidBy(await approveInTeams(scene, 'marcus', 'gus'))).toContain('You vouched for this person');
    const marcus = scene.slack.person('marcus');
    await marcus.click(slackCard(scene, 'marcus', 'gus', 'pass-approvals'), 'Approve');
    expect((await marcus.waitForModal('somebody else has to decide')).words).toContain('Nothing was changed.');
    expect((await requestIn(scene, 'gus')).approvals).toEqual([]);
  });

  it('a request that was decided meanwhile is not decided again by the page', async () => {
    const { browser, page } = await confirmPage(scene, 'jonas', 'gus');
    await approveInTeams(scene, 'lucia', 'gus');
    expect(wordsOn(await browser.submit(page))).toContain('This request has changed since you saw it');
    await scene.settle();
    expect((await requestIn(scene, 'gus')).approvals).toMatchObject([{ channel: 'teams' }]);
  });
});

describe('the duties', () => {
  it("Aoife's direct report does not decide about her pass", async () => {
    await needAPass(scene, 'aoife');
    await vouch(scene, 'ida', 'aoife');
    expect(saidBy(await approveInTeams(scene, 'lucia', 'aoife'))).toContain(
      "Aoife O'Brien is your manager, so you cannot decide about what is asked for them.",
    );
    expect((await requestIn(scene, 'aoife')).state).toBe('awaiting-approval');
  });

  it('a denial in Teams needs a reason, and the requester reads it', async () => {
    const marcus = scene.teams.person('marcus');
    await marcus.openDialog(teamsCard(scene, 'marcus', 'aoife', '[Deny]', approvalRoom(scene)), 'Deny');
    expect(saidBy(await marcus.submitDialog('Deny', { why: '  ' }))).toContain('A reason is needed.');
    await marcus.openDialog(teamsCard(scene, 'marcus', 'aoife', '[Deny]', approvalRoom(scene)), 'Deny');
    expect(saidBy(await marcus.submitDialog('Deny', { why: 'Use your security key, please.' }))).toContain('denied');
    await scene.settle();
    expect(lastWords('aoife')).toContain('Use your security key, please.');
    expect(lastWords('aoife')).toContain('Marcus Adeyemi');
  });

  it.each([
    ['sofia', 'has privileged access (holds the role Global Administrator)'],
    ['viktor', 'has privileged access (can activate the role Exchange Administrator)'],
    ['mateo', 'The Temporary Access Pass policy does not include'],
    ['ravi', 'is a guest, and Keysmith issues no passes for guests and removes none of their methods.'],
    ['breakGlass1', 'This is an emergency access account.'],
  ] as const)('%s gets no pass, and reads why', async (who, why) => {
    const person = scene.teams.person(who);
    await openPassForm(scene, who, 'I need a pass', ['Nothing works any more']);
    const said = saidBy(await person.submitDialog('Ask for the pass'));
    expect(said).toContain(why);
    expect(said).toContain('Nothing was changed.');
    expect(await scene.app.store.ledger.requestsFor(scene.tenant.people[who].id, 1)).toEqual([]);
  });
});

describe('without a group chat for approvals', () => {
  let other: Scene;
  beforeAll(async () => {
    other = await openScene({ env: { TEAMS_APPROVAL_CONVERSATION_ID: '' } });
  });
  afterAll(() => other.end());

  it('each approver who may decide gets the card in their own chat, and all change', async () => {
    await needAPass(other, 'aoife');
    await vouch(other, 'ida', 'aoife');
    const card = teamsCard(other, 'marcus', 'aoife', '[Approve]');
    expect(teamsCard(other, 'jonas', 'aoife', '[Approve]').words).toContain("Aoife O'Brien");
    // Lucía reports to Aoife: nobody asks her.
    expect(other.teams.person('lucia').last().words).not.toContain('Aoife');
    await other.teams.person('marcus').click(card, 'Approve');
    await other.settle();
    for (const who of ['marcus', 'jonas'] as const) {
      const words = teamsCard(other, who, 'aoife', 'Approved by Marcus Adeyemi').words;
      expect(words).not.toContain('[Approve]');
    }
    expect(other.teams.person('aoife').last().words).toContain('Your pass is approved');
  });
});
