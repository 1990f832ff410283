import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import {
  approvedPass,
  approveInTeams,
  askForPass,
  createPass,
  openPass,
  openPassForm,
  requestIn,
  saidBy,
  sceneWith,
  teamsCard,
  vouch,
} from './steps';

/*
 * A pass that is there already: shown, and replaced only after a yes to exactly that one. Whose it is, nobody knows, so
 * Keysmith never deletes it by itself.
 */

const scene = sceneWith(['priya']);

const idOf = (who: PersonKey): string => scene.tenant.people[who].id;

/** Somebody makes a pass in the Entra admin center. */
function foreignPass(who: PersonKey, minutes = 480): string {
  return scene.tenant.world.createPass(idOf(who), minutes, true).pass.id;
}

const livePass = (who: PersonKey): string | undefined =>
  scene.tenant.world.livePasses().find(({ personId }) => personId === idOf(who))?.id;

async function send(who: PersonKey, replace: string): Promise<string> {
  const sent = await scene.teams.person(who).submitDialog('Ask for the pass', { note: '', replace });
  await scene.settle();
  return saidBy(sent);
}

async function open(who: PersonKey): Promise<string> {
  await openPass(scene, who);
  const pressed = await createPass(scene, who);
  await scene.settle();
  return saidBy(pressed);
}

const acts = async (who: PersonKey) => scene.app.store.ledger.auditOf((await requestIn(scene, who)).id);

describe('a pass that is there when one is asked for', () => {
  it('is shown with its state, its time, and what a new one does to it', async () => {
    foreignPass('tom');
    const words = await openPassForm(scene, 'tom');
    expect(words).toContain('There is a Temporary Access Pass already: usable now, from');
    expect(words).toContain('works once. Keysmith did not make it.');
    expect(words).toContain('when the new one is made, this one is deleted. May it be replaced?');
  });

  it('is kept without a yes: no request, and the pass is untouched', async () => {
    const before = livePass('tom');
    const { result } = await withoutEffect(scene, ['tom'], () => send('tom', 'keep'));
    expect(result).toContain('already has a Temporary Access Pass (usable now)');
    expect(await scene.app.store.ledger.openRequestFor(idOf('tom'))).toBeUndefined();
    expect(livePass('tom')).toBe(before);
  });

  it('is kept when the yes was to another one', async () => {
    await openPassForm(scene, 'tom');
    const newer = foreignPass('tom', 120);
    const { result } = await withoutEffect(scene, ['tom'], () => send('tom', 'an-older-pass'));
    expect(result).toContain('already has a Temporary Access Pass');
    expect(livePass('tom')).toBe(newer);
  });

  it('goes after a yes, at the moment the new one is made and not before; both are in the audit', async () => {
    const before = livePass('tom') ?? '';
    await openPassForm(scene, 'tom');
    await send('tom', before);
    await vouch(scene, 'ana', 'tom');
    expect(livePass('tom')).toBe(before);
    const request = await requestIn(scene, 'tom');
    expect(request.replaces).toMatchObject({ pass: before, by: idOf('tom') });
    await approveInTeams(scene, 'lucia', 'tom');
    expect(teamsCard(scene, 'lucia', 'tom', 'Approved by', approvalRoomId()).words).toContain(
      'A pass that exists is deleted by the new one.',
    );
    expect(await open('tom')).toContain('Works once');
    expect(livePass('tom')).not.toBe(before);
    const rows = await acts('tom');
    expect(rows.find(({ act }) => act === 'request.asked')?.facts).toMatchObject({
      replacesPass: before,
      existingPass: { id: before, usability: 'EnabledByPolicy', usableOnce: true },
    });
    expect(rows.find(({ act }) => act === 'pass.opening')?.facts).toMatchObject({ replacesPass: before });
  });
});

const approvalRoomId = (): string =>
  scene.teams.conversations().find(({ name }) => name === 'Pass approvals')?.id ?? '';

describe('an agent in Slack', () => {
  it('is shown it too, has to answer, and may keep it', async () => {
    const before = foreignPass('aoife');
    const slack = scene.slack.person('priya');
    await slack.slash('/passwordless', `lookup ${scene.tenant.people.aoife.upn}`);
    await slack.waitForModal(scene.tenant.people.aoife.displayName);
    await slack.clickInModal('Request a pass');
    const modal = await slack.waitForModal('There is a Temporary Access Pass already: usable now');
    const question = /There is a Temporary Access Pass already[^"]*/.exec(JSON.stringify(modal.blocks))?.[0] ?? '';
    const answers = { 'What happened?': 'Authenticator does not work', 'How did you check who it is?': 'In person' };
    await expect(slack.submit(answers)).rejects.toThrow('required');
    await slack.submit({ ...answers, [question]: 'No, keep it' });
    await slack.waitForModal('already has a Temporary Access Pass (usable now)');
    await slack.closeModal();
    expect(livePass('aoife')).toBe(before);
    expect(await scene.app.store.ledger.openRequestFor(idOf('aoife'))).toBeUndefined();
  });
});

describe('a pass that appears between approval and opening', () => {
  it('stops the opening, which says so, and is not touched; an agent who asked is asked', async () => {
    await askForPass(scene, 'priya', 'hana');
    await approveInTeams(scene, 'lucia', 'hana');
    const foreign = foreignPass('hana');
    const words = await open('hana');
    expect(words).toContain('somebody else made a Temporary Access Pass for');
    expect(words).toContain('No pass was made, and none was deleted.');
    expect(livePass('hana')).toBe(foreign);
    expect((await requestIn(scene, 'hana')).state).toBe('approved');
    const direct = scene.slack.channels().find(({ kind, members }) => kind === 'im' && members.has('U0PRIYA'));
    const told = scene.slack
      .person('priya')
      .messages(direct?.id ?? '')
      .at(-1);
    expect(told?.words).toContain('[Replace that pass]');
    expect((await acts('hana')).at(-1)?.act).toBe('pass.foreign-found');
  });

  it('nobody but the target and an agent can say yes', async () => {
    const request = (await requestIn(scene, 'hana')).id;
    const pass = livePass('hana');
    const marcus = scene.teams.person('marcus');
    const data = { verb: 'pass.replace', request, pass };
    const value = { action: { type: 'Action.Execute', verb: data.verb, data }, trigger: 'manual' };
    await withoutEffect(scene, ['marcus'], () => marcus.invoke(marcus.messages()[0]!, 'adaptiveCard/action', value));
    expect(marcus.last().words).toContain('Only members of the helpdesk group can do this.');
    expect((await requestIn(scene, 'hana')).replaces).toBeUndefined();
  });

  it('after the yes the opening goes on; the yes is to this pass only', async () => {
    const hana = scene.teams.person('hana');
    const foreign = livePass('hana');
    expect(saidBy(await hana.submitDialog('Replace that pass'))).toContain('that pass may be replaced');
    expect((await acts('hana')).at(-1)).toMatchObject({ act: 'pass.replace-agreed', actor: idOf('hana') });
    expect(livePass('hana')).toBe(foreign);
    const another = foreignPass('hana', 60);
    expect(await open('hana')).toContain('somebody else made a Temporary Access Pass for');
    expect(livePass('hana')).toBe(another);
    await hana.submitDialog('Replace that pass');
    expect(await open('hana')).toContain('Works once');
    expect(livePass('hana')).not.toBe(another);
  });

  it('a foreign pass made after ours is not deleted when ours ends', async () => {
    await approvedPass(scene, 'gus', 'marcus');
    expect(await open('gus')).toContain('Works once');
    const foreign = foreignPass('gus');
    await scene.pass(90);
    expect(livePass('gus')).toBe(foreign);
  });
});
