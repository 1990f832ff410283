import type { PersonKey } from '../../src/demo/tenant';
import {
  approvalRoom,
  approveInTeams,
  createPass,
  needAPass,
  passesMade,
  requestIn,
  saidBy,
  sceneWith,
  slackCard,
  teamsCard,
  vouch,
} from './steps';

/*
 * Tom's phone is broken and nothing else is left. He writes to the bot; his manager vouches; Lucía approves in the group
 * chat of the approvers; he opens the pass, registers, says that it was him, and the pass is gone.
 */

const scene = sceneWith(['priya']);

describe('Tom asks', () => {
  it('"my phone is broken": nothing else is left, so a pass is offered', async () => {
    const tom = scene.teams.person('tom');
    await tom.say('my phone is broken');
    expect(tom.last().words).toContain("Let's get you back in. What happened to the phone?");
    await tom.click(tom.last(), 'Broken');
    expect(tom.last().words).toContain('I see no other way in for you, so a Temporary Access Pass is the way.');
    const form = await tom.openDialog(tom.last(), 'Ask for a pass');
    expect(form.words).toContain(
      'Your manager or the helpdesk first checks that it is you; then somebody else decides.',
    );
    const sent = await tom.submitDialog('Ask for the pass', { note: 'It fell into the sea.' });
    expect(saidBy(sent)).toContain('Your request is on its way.');
    await scene.settle();
    expect(tom.last().words).toContain('Your request is on its way');
    expect(tom.last().words).toContain('[Withdraw]');
  });

  it('his manager is asked in Teams and the helpdesk in Slack, and no approver yet', async () => {
    const ana = scene.teams.person('ana').last().words;
    expect(ana).toContain("You are asked because the directory names you as Tom Becker's manager.");
    expect(ana).toContain('It fell into the sea.');
    const helpdesk = slackCard(scene, 'priya', 'tom', 'helpdesk').words;
    expect(helpdesk).toContain('Never call a number that the caller gives you.');
    // Slack keeps what it is given: words that a person typed stay out of it.
    expect(helpdesk).not.toContain('sea');
    expect((await requestIn(scene, 'tom')).state).toBe('awaiting-proof');
    expect(scene.teams.person('lucia').messages(approvalRoom(scene))).toEqual([]);
  });

  it('asking twice changes nothing and shows what is open', async () => {
    const tom = scene.teams.person('tom');
    await tom.say('I need a pass');
    await tom.click(tom.last(), 'Nothing works any more');
    await tom.openDialog(tom.last(), 'Ask for a pass');
    expect(saidBy(await tom.submitDialog('Ask for the pass'))).toContain('There is already an open request');
    await tom.say('status');
    expect(tom.last().words).toContain('Your request is on its way');
  });

  it('colleagues cannot vouch, and he cannot himself', async () => {
    const card = teamsCard(scene, 'ana', 'tom', '[I have spoken with them]');
    for (const [who, why] of [
      ['yuki', 'Only members of the helpdesk group can do this.'],
      ['tom', 'Nobody can vouch for themselves.'],
    ] as const) {
      const pressed = await scene.teams
        .person(who)
        .clickStale({ ...card, conversationId: ownChat(who) }, 'I have spoken with them');
      expect(saidBy(pressed)).toContain(why);
      expect(saidBy(pressed)).toContain('Nothing was changed.');
    }
    expect((await requestIn(scene, 'tom')).state).toBe('awaiting-proof');
  });
});

describe('it is decided', () => {
  it('Ana vouches, both cards say so, and the approvers are asked in both products', async () => {
    await vouch(scene, 'ana', 'tom');
    expect(scene.teams.person('ana').last().words).toContain('Ana Ferreira, the manager, spoke with them by video');
    expect(slackCard(scene, 'priya', 'tom', 'helpdesk').words).toContain('Ana Ferreira, the manager, spoke with them');
    const teams = teamsCard(scene, 'lucia', 'tom', '[Approve]', approvalRoom(scene)).words;
    const slack = slackCard(scene, 'jonas', 'tom', 'pass-approvals').words;
    for (const words of [teams, slack]) {
      expect(words).toContain('Tom Becker');
      expect(words).toContain('Authenticator does not work');
      expect(words).toContain('Ana Ferreira, the manager, spoke with them by video, with a photo ID');
      expect(words).toContain('Standard.');
      expect(words).toMatch(/until \d\d:\d\d.*\(in .*\)/);
      expect(words).toContain('[Approve]');
    }
    expect(teams).toContain('It fell into the sea.');
    expect(slack).not.toContain('sea');
    expect(scene.teams.person('tom').last().words).toContain('The approvers have been asked.');
  });

  it('who is no approver cannot decide, and reads who can', async () => {
    const card = teamsCard(scene, 'lucia', 'tom', '[Approve]', approvalRoom(scene));
    for (const who of ['priya', 'ana', 'tom'] as const) {
      await scene.teams.person(who).clickStale({ ...card, conversationId: ownChat(who) }, 'Approve');
      expect(scene.teams.person(who).last().words).toMatch(/approvers group|somebody else has to decide/);
      expect(scene.teams.person(who).last().words).toContain('Nothing was changed.');
    }
    expect((await requestIn(scene, 'tom')).state).toBe('awaiting-approval');
  });

  it('Lucía approves in the group chat: every copy changes, and Tom is told', async () => {
    expect(saidBy(await approveInTeams(scene, 'lucia', 'tom'))).toContain('You approved the pass for Tom Becker');
    const teams = teamsCard(scene, 'marcus', 'tom', 'Approved by Lucía Herrera (in Teams', approvalRoom(scene));
    expect(teams.words).not.toContain('[Approve]');
    const slack = slackCard(scene, 'jonas', 'tom', 'pass-approvals');
    expect(slack.words).toContain('Approved by Lucía Herrera (in Teams');
    expect(slack.words).not.toContain('[Approve]');
    for (const { words } of [teams, slack]) {
      expect(words).toMatch(/Next, Tom Becker opens it in Teams, until \d\d:\d\d/);
      expect(words).not.toContain('✓');
    }
    const tom = scene.teams.person('tom').last().words;
    expect(tom).not.toContain('✓');
    expect(tom).toContain('Your pass is approved: open it now');
    expect(tom).toMatch(/You can open it until \d\d:\d\d/);
    expect(passesMade(scene)).toBe(0);
  });

  it('a second click is told that it is decided', async () => {
    const card = teamsCard(scene, 'marcus', 'tom', 'Approved by', approvalRoom(scene));
    const [action] = await scene.teams.person('marcus').invoke(card, 'adaptiveCard/action', {
      action: {
        type: 'Action.Execute',
        verb: 'pass.approve',
        data: { verb: 'pass.approve', request: (await requestIn(scene, 'tom')).id },
      },
      trigger: 'manual',
    });
    expect(JSON.stringify(action?.body)).toContain('already decided');
  });
});

describe('Tom opens it', () => {
  it('nobody else can', async () => {
    const card = await scene.teams.person('tom').waitFor('[Show my pass]');
    const pressed = await scene.teams
      .person('ana')
      .clickStale({ ...card, conversationId: ownChat('ana') }, 'Show my pass');
    expect(saidBy(pressed)).toContain('This pass is for somebody else');
    expect(passesMade(scene)).toBe(0);
  });

  it('the dialog is empty until he presses, then shows the pass once', async () => {
    const tom = scene.teams.person('tom');
    const card = await tom.waitFor('[Show my pass]');
    const dialog = await tom.openDialog(card, 'Show my pass');
    expect(dialog.words).toContain('shown here once');
    expect(passesMade(scene)).toBe(0);
    await createPass(scene, 'tom');
    expect(tom.dialog?.words).toContain('Works once, until');
    expect(tom.dialog?.words).toContain('It may need a minute before it works.');
    expect(passesMade(scene)).toBe(1);
    expect(saidBy(await tom.submitDialog('I have it'))).toContain('I am watching for your passkey');
    await scene.settle();
    expect(
      tom
        .messages()
        .map(({ words }) => words)
        .join('\n'),
    ).not.toContain('Works once');
    // The dialog with the steps is closed by now.
    const steps = await tom.click(await tom.waitFor('Your pass has been opened'), 'Show me the steps');
    expect(saidBy(steps) + tom.last().words).toContain('Which phone will hold the passkey?');
  });

  it('the passkey appears; Tom and his manager are told; "It is me" ends it and deletes the pass', async () => {
    const { id } = scene.tenant.people.tom;
    scene.tenant.world.signInWithPass(id);
    scene.tenant.world.registerPasskey(id, { platform: 'ios', via: 'app' });
    await scene.pass(1);
    const tom = scene.teams.person('tom');
    const arrived = await tom.waitFor('Your new sign-in method is there: Authenticator Passkey - iPhone');
    expect(scene.teams.person('ana').last().words).toContain('A sign-in method was added for Tom Becker');
    expect(saidBy(await tom.click(arrived, 'It is me'))).toContain('The pass is deleted.');
    await scene.settle();
    expect((await requestIn(scene, 'tom')).state).toBe('completed');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    const all = tom
      .messages()
      .map(({ words }) => words)
      .join('\n');
    expect(all).toContain('Your pass: completed');
    expect(slackCard(scene, 'jonas', 'tom', 'pass-approvals').words).toContain('completed');
    expect(teamsCard(scene, 'marcus', 'tom', 'completed', approvalRoom(scene)).words).not.toContain('[Approve]');
    await tom.click(await tom.waitFor('Done: your new method works'), 'Add a second method');
    expect(tom.last().words).toContain('Best beside what you have');
  });
});

describe('when there is another way in', () => {
  it('Ida has Windows Hello: she is asked about it first, and shown how', async () => {
    const ida = scene.teams.person('ida');
    await ida.say('I lost my phone');
    await ida.click(ida.last(), 'Lost or stolen');
    await ida.click(ida.last(), 'No, or not unlock it');
    await ida.click(ida.last(), 'Get me back in');
    expect(ida.last().words).toContain('Is this PC still at hand');
    await ida.click(ida.last(), "Yes, it's here");
    expect(ida.last().words).toContain('[Add a passkey on my phone]');
  });

  it('Aoife broke the phone with all she has: what lives on it is no other way in', async () => {
    await needAPass(scene, 'aoife');
    expect((await requestIn(scene, 'aoife')).state).toBe('awaiting-proof');
  });
});

function ownChat(who: PersonKey): string {
  return scene.teams.person(who).last().conversationId;
}
