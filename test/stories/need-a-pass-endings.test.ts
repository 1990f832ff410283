import type { SeenMessage } from '../../src/demo/teams';
import type { PersonKey } from '../../src/demo/tenant';
import {
  approvalRoom,
  approvedPass,
  chatOf,
  createPass,
  needAPass,
  openPassForm,
  requestIn,
  saidBy,
  sceneWith,
  slackCard,
  teamsCard,
  vouch,
} from './steps';

/*
 * How a request ends that does not end well: not seen, reported, out of time, withdrawn. Everybody who was part of it
 * reads a clear word, and no pass is left behind.
 */

const scene = sceneWith(['priya']);

async function show(who: PersonKey, card: SeenMessage): Promise<void> {
  const person = scene.teams.person(who);
  await person.openDialog(card, 'Show my pass');
  await createPass(scene, who);
  expect(person.dialog?.words).toContain('Works once, until');
}

/** The room of the approvers and the Slack channel say how it ended, without buttons. */
function everyCopySays(target: PersonKey, words: string): void {
  const room = teamsCard(scene, 'lucia', target, words, approvalRoom(scene)).words;
  const channel = slackCard(scene, 'priya', target, 'pass-approvals').words;
  expect(channel).toContain(words);
  for (const copy of [room, channel]) expect(copy).not.toMatch(/\[(Approve|Deny)\]/);
}

describe('"I did not see it"', () => {
  it('once: the pass is deleted first, then it can be opened again', async () => {
    const tom = scene.teams.person('tom');
    await show('tom', await approvedPass(scene, 'tom', 'ana'));
    const [first] = scene.tenant.world.livePasses();
    expect(saidBy(await tom.submitDialog('I did not see it'))).toContain('Then it is deleted first.');
    await scene.pass(1);
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect((await requestIn(scene, 'tom')).state).toBe('approved');
    await show('tom', await tom.waitFor('[Show my pass]'));
    const [second] = scene.tenant.world.livePasses();
    expect(second).toBeDefined();
    expect(second).not.toEqual(first);
  });

  it('twice: the pass is revoked, and the request is over', async () => {
    const tom = scene.teams.person('tom');
    const answer = saidBy(await tom.submitDialog('I did not see it'));
    expect(answer).toContain('This pass was replaced once already.');
    await scene.pass(1);
    expect((await requestIn(scene, 'tom')).state).toBe('revoked');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    everyCopySays('tom', 'revoked');
  });
});

describe('"This was not me"', () => {
  it('a method appears that is not hers: the pass goes, the account is frozen, the security contact is called', async () => {
    await show('aoife', await approvedPass(scene, 'aoife', 'ida', 'marcus'));
    const { id } = scene.tenant.people.aoife;
    scene.tenant.world.signInWithPass(id);
    scene.tenant.world.registerPasskey(id, { platform: 'android', via: 'app' });
    await scene.pass(1);
    const aoife = scene.teams.person('aoife');
    const arrived = await aoife.waitFor('Your new sign-in method is there');
    const answer = saidBy(await aoife.click(arrived, 'This was not me'));
    expect(answer).toContain('No pass of ours can be used any more.');
    expect(answer).toContain(
      'Nothing new is issued or removed for this account, and the security contacts have been told.',
    );
    await scene.settle();
    expect((await requestIn(scene, 'aoife')).state).toBe('revoked');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(chatOf(scene, 'nadia')).toContain("About the Temporary Access Pass for Aoife O'Brien");
    // It is reported already: there is nothing left to press.
    expect(chatOf(scene, 'nadia')).not.toContain('[That was not them]');
    expect(slackCard(scene, 'priya', 'aoife', 'helpdesk').words).toContain("Aoife O'Brien");
    everyCopySays('aoife', 'revoked');
  });

  it('no new pass is issued until the security team has looked', async () => {
    const aoife = scene.teams.person('aoife');
    await openPassForm(scene, 'aoife', 'I need a pass', ['Nothing works any more']);
    expect(saidBy(await aoife.submitDialog('Ask for the pass'))).toContain('until the security team has looked');
  });

  it('the manager may say so as well', async () => {
    await show('gus', await approvedPass(scene, 'gus', 'marcus'));
    const { id } = scene.tenant.people.gus;
    scene.tenant.world.signInWithPass(id);
    scene.tenant.world.registerPasskey(id, { platform: 'android', via: 'app' });
    await scene.pass(1);
    const marcus = scene.teams.person('marcus');
    const told = await marcus.waitFor('A sign-in method was added for Gus Thompson');
    expect(saidBy(await marcus.click(told, 'That was not them'))).toContain('No pass of ours can be used any more.');
    await scene.settle();
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(await scene.app.store.ledger.frozen(id)).toBeDefined();
  });

  it('an opening after "I have it" alarms everybody who can act', async () => {
    const card = await approvedPass(scene, 'omar', 'ana');
    await show('omar', card);
    const omar = scene.teams.person('omar');
    await omar.submitDialog('I have it');
    await scene.settle();
    const dialog = saidBy(await omar.clickStale(card, 'Show my pass'));
    expect(dialog).toContain('This pass was already shown at');
    expect(dialog).toContain('[I did not press that]');
    expect(dialog).not.toContain('I did not see it');
    await scene.settle();
    expect(chatOf(scene, 'nadia')).toContain('عمر الفاسي');
    expect(chatOf(scene, 'nadia')).toContain('[That was not them]');
    expect(chatOf(scene, 'omar')).toContain('Please look at this now');
  });
});

describe('the time runs out', () => {
  it('nobody decides: the request ends, and asker and copies say so', async () => {
    await needAPass(scene, 'pavel');
    await vouch(scene, 'marcus', 'pavel');
    await later(4 * 60 + 1);
    expect((await requestIn(scene, 'pavel')).state).toBe('expired');
    expect(chatOf(scene, 'pavel')).toContain('The time ran out. No pass is left behind.');
    everyCopySays('pavel', 'expired');
  });

  it('the approval waits for half an hour', async () => {
    const card = await approvedPass(scene, 'yuki', 'ana');
    await later(31);
    expect((await requestIn(scene, 'yuki')).state).toBe('expired');
    expect(scene.teams.person('yuki').last().words).toContain('If it is still needed, ask again.');
    const pressed = await scene.teams.person('yuki').clickStale(card, 'Show my pass');
    expect(saidBy(pressed)).toContain('The time to open this pass is over.');
    everyCopySays('yuki', 'expired');
  });

  it('the pass is not used: it ends by itself, and is gone', async () => {
    await show('yuki', await approvedPass(scene, 'yuki', 'ana'));
    await later(71);
    expect((await requestIn(scene, 'yuki')).state).toBe('revoked');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(scene.teams.person('yuki').last().words).toContain('If a pass is still needed, ask for a new one.');
    everyCopySays('yuki', 'revoked');
  });
});

describe('withdrawn', () => {
  it('by Ingrid herself: the approvers see that it is over, and the manager is not asked any more', async () => {
    await needAPass(scene, 'ingrid');
    const ingrid = scene.teams.person('ingrid');
    expect(saidBy(await ingrid.click(teamsOwn('ingrid', '[Withdraw]'), 'Withdraw'))).toContain('No pass was made');
    await scene.settle();
    expect((await requestIn(scene, 'ingrid')).state).toBe('withdrawn');
    expect(scene.teams.person('marcus').last().words).not.toContain('[I have spoken with them]');
    expect(slackCard(scene, 'priya', 'ingrid', 'helpdesk').words).toContain('withdrawn');
  });
});

function teamsOwn(who: PersonKey, words: string): SeenMessage {
  const found = scene.teams
    .person(who)
    .messages()
    .findLast((message) => message.words.includes(words));
  if (found === undefined) throw new Error(`${who} has no message with ${words}`);
  return found;
}

/** Minutes in which nobody does anything, in steps of five. */
async function later(minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 5) {
    scene.clock.advance(Math.min(5, left) * 60_000);
    await scene.settle();
  }
}
