import type { PersonKey } from '../../src/demo/tenant';
import {
  approvalRoom,
  approveInTeams,
  createPass,
  needAPass,
  openPass,
  requestIn,
  saidBy,
  sceneWith,
  teamsCard,
  vouch,
} from './steps';

/*
 * What changes while a request waits: time (reminders, a second group, the end), and the danger, before, at and after
 * the decision.
 */

const scene = sceneWith(['priya']);

const idOf = (who: PersonKey): string => scene.tenant.people[who].id;

/** Reminders in the approvers' conversation about this person, and in the thread under the Slack card. */
function reminders(target: PersonKey): { teams: number; slack: number; threaded: boolean } {
  const words = `A pass for ${scene.tenant.people[target].displayName} still waits for a decision`;
  const slack = scene.slack
    .person('priya')
    .messages('pass-approvals')
    .filter((message) => message.words.includes(words));
  return {
    teams: scene.teams
      .person('lucia')
      .messages(approvalRoom(scene))
      .filter((message) => message.words.includes(words)).length,
    slack: slack.length,
    threaded: slack.every(({ threadTs }) => threadTs !== undefined),
  };
}

describe('nobody decides', () => {
  it('the approvers are reminded after 15, 45 and 105 minutes, in the thread in Slack', async () => {
    await needAPass(scene, 'tom');
    await vouch(scene, 'ana', 'tom');
    await scene.pass(14);
    expect(reminders('tom')).toMatchObject({ teams: 0, slack: 0 });
    await scene.pass(2);
    expect(reminders('tom')).toEqual({ teams: 1, slack: 1, threaded: true });
    await scene.pass(31);
    expect(reminders('tom').teams).toBe(2);
    await scene.pass(61);
    expect(reminders('tom')).toEqual({ teams: 3, slack: 3, threaded: true });
  });

  it('after half of the time the second group is asked, and may decide', async () => {
    const dimitra = scene.teams.person('dimitra');
    const before = dimitra.messages().filter(({ words }) => words.includes('[Approve]'));
    expect(before).toEqual([]);
    await scene.pass(15);
    const card = teamsCard(scene, 'dimitra', 'tom', '[Approve]');
    expect(card.words).toContain('You are asked because nobody has decided so far');
    expect(saidBy(await dimitra.click(card, 'Approve'))).toContain('You approved the pass for Tom Becker');
    await scene.settle();
    const acts = (await scene.app.store.ledger.auditOf((await requestIn(scene, 'tom')).id)).map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(['request.escalated', 'request.approved']));
  });

  it('nobody is reminded after the decision, and a reminder leads to what was decided', async () => {
    const before = reminders('tom');
    await scene.pass(20);
    expect(reminders('tom')).toEqual(before);
    const lucia = scene.teams.person('lucia');
    const reminder = lucia.messages(approvalRoom(scene)).findLast(({ words }) => words.includes('still waits'))!;
    await lucia.openDialog(reminder, 'Look and decide');
    expect(lucia.dialog?.words).toContain('Approved by Dimitra Pappas');
    expect(lucia.dialog?.words).not.toContain('[Approve]');
  });

  it('before its time nothing waits for the second group; for an approver it does', async () => {
    await needAPass(scene, 'pavel');
    await vouch(scene, 'marcus', 'pavel');
    const [dimitra, lucia] = [scene.teams.person('dimitra'), scene.teams.person('lucia')];
    await dimitra.say('queue');
    expect(dimitra.last().words).toContain('Nothing waits for you');
    await lucia.say('queue');
    expect(lucia.last().words).toContain('A pass for Pavel Dvořák');
    expect(lucia.last().words).toContain('[Look and decide]');
  });
});

describe('it becomes more dangerous', () => {
  it('before the decision: nothing is approved, the approver reads why, and it is asked again', async () => {
    const [method] = scene.tenant.world.methodsOf(idOf('pavel')).filter(({ kind }) => kind !== 'password');
    scene.tenant.world.deleteMethod(idOf('pavel'), method!.id, 'user');
    await scene.pass(3);
    const said = saidBy(await approveInTeams(scene, 'lucia', 'pavel'));
    expect(said).toContain(
      'more dangerous since it was asked for: the account lost a sign-in method in the last 24 hours',
    );
    expect(said).toContain('You approved nothing.');
    expect(await requestIn(scene, 'pavel')).toMatchObject({
      state: 'awaiting-proof',
      proofsNeeded: 2,
      approvalsNeeded: 2,
      approvals: [],
      risk: { level: 'elevated' },
    });
    expect(scene.teams.person('pavel').last().words).toContain('is on its way');
  });

  it('after the decision: the approval is taken back at the opening, and no pass is made', async () => {
    await needAPass(scene, 'gus');
    await vouch(scene, 'marcus', 'gus');
    await approveInTeams(scene, 'lucia', 'gus');
    scene.tenant.world.revokeSessions(idOf('gus'), 'user');
    await scene.pass(3);
    await openPass(scene, 'gus');
    expect(saidBy(await createPass(scene, 'gus'))).toContain('has to be approved again');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    await scene.settle();
    const request = await requestIn(scene, 'gus');
    expect(request).toMatchObject({ state: 'awaiting-proof', approvals: [], openings: [] });
    const [taken] = (await scene.app.store.ledger.auditOf(request.id)).filter(({ act }) => act === 'request.risk-rose');
    expect(taken?.facts).toMatchObject({ from: 'standard', to: 'elevated', approvalsLost: [idOf('lucia')] });
  });

  it('a role that rules it out ends the request at the decision', async () => {
    await needAPass(scene, 'aoife');
    await vouch(scene, 'ida', 'aoife');
    scene.tenant.world.makeEligibleForGroup(idOf('aoife'), scene.tenant.groups.approvers, 'owner');
    const said = saidBy(await approveInTeams(scene, 'marcus', 'aoife'));
    expect(said).toContain('can become an owner of Helpdesk approvers (PIM)');
    expect(said).toContain('The request has ended.');
    expect((await requestIn(scene, 'aoife')).state).toBe('denied');
  });
});

describe('a history that cannot be read', () => {
  it('makes every pass elevated where the permission is missing, and the card says so', async () => {
    scene.tenant.world.permissions.delete('AuditLog.Read.All');
    await needAPass(scene, 'omar');
    const request = await requestIn(scene, 'omar');
    expect(request).toMatchObject({ proofsNeeded: 2, approvalsNeeded: 2, risk: { level: 'elevated' } });
    expect(request.risk.inputs.map(({ what }) => what)).toEqual(['has a recent history that could not be read']);
    scene.tenant.world.permissions.add('AuditLog.Read.All');
  });

  it('that fails for a moment at the decision takes nothing back', async () => {
    await needAPass(scene, 'yuki');
    await vouch(scene, 'ana', 'yuki');
    scene.tenant.faults.set({ kind: 'unavailable', method: 'GET', path: '/auditLogs/directoryAudits' });
    const said = saidBy(await approveInTeams(scene, 'lucia', 'yuki'));
    expect(said).toContain('I could not read everything that says how dangerous this is');
    expect(await requestIn(scene, 'yuki')).toMatchObject({ state: 'awaiting-approval', proofsNeeded: 1 });
  });
});
