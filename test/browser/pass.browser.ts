import {
  linkSlack,
  onPhone,
  openWorkbench,
  picture,
  registerPasskey,
  signInToEntra,
  type Workbench,
} from './workbench';

/*
 * Somebody without a usable method is back with a passkey, and nobody could cheat: issue A's story, played by clicking.
 */
describe('a Temporary Access Pass', () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await openWorkbench();
  });
  afterEach(async () => {
    await bench.close();
    expect(bench.complaints).toEqual([]);
  });

  async function asksForHimself(): Promise<void> {
    const { employee } = bench;
    await employee.writes('my phone is broken');
    await employee.presses('Lost or stolen', 'What happened to the phone?');
    await employee.presses('No, or not unlock it', 'Could somebody else have it');
    await employee.presses('Get me back in', 'Then it is safe for the moment');
    await employee.presses('Ask for a pass', 'I see no other way in for you');
    await employee.seesDialog('What happened?');
    await employee.submits('Ask for the pass');
    await employee.closesDialog('Your request is on its way');
  }

  async function managerVouches(): Promise<void> {
    const { approver } = bench;
    await approver.is('Ana Ferreira');
    await approver.presses('I have spoken with them', 'Is it really Tom Becker');
    await approver.seesDialog('Was it really Tom Becker?');
    await approver.dialog.getByLabel('in person').check();
    await approver.submits('Yes, it was them');
    await hearsNumber(approver);
    await approver.closesDialog('Recorded');
  }

  /** What the verifier reads out and Tom remembers. */
  let number = '';
  async function hearsNumber(pane: Workbench['agent']): Promise<void> {
    const words = await (await pane.seesDialog('Read this number to Tom Becker now')).innerText();
    number = /\b\d{3} \d{3}\b/.exec(words)?.[0] ?? '';
  }

  async function approverGoesToRoom(): Promise<void> {
    await bench.approver.is('Marcus Adeyemi');
    await bench.approver.goes('Pass approvals');
    await bench.approver.reads('asks for a Temporary Access Pass');
  }

  async function agentAsksForTom(name = 'Priya Nair'): Promise<void> {
    const { agent } = bench;
    await agent.is(name);
    await agent.writes('/passwordless link');
    await linkSlack(bench, agent, name);
    await agent.writes('/passwordless lookup tom');
    await agent.seesDialog('Sign-in methods');
    await picture(agent.area, 'slack-lookup', 900);
    await agent.submits('Request a pass');
    await agent.seesDialog('A pass for Tom Becker');
    await agent.chooses('What happened?', 'Lost or stolen phone');
    await agent.dialog.getByLabel('By video, with a photo ID').check();
    await agent.submits('Ask for the pass');
    await hearsNumber(agent);
    await agent.closesDialog('Recorded');
  }

  /** Opens the dialog, creates the pass, reads it as its recipient does. */
  async function tomReadsHisPass(): Promise<string> {
    const { employee } = bench;
    await employee.presses('Show my pass', 'Your pass is approved');
    await employee.seesDialog('Ready when you are');
    await employee.dialog.getByLabel('The six-digit number from').fill(number);
    await employee.submits('Create and show');
    await employee.seesDialog('Works once');
    const words = (await employee.dialog.innerText()).split('\n').map((line) => line.trim());
    return words[words.indexOf('Your Temporary Access Pass') + 1] ?? '';
  }

  async function tomRegisters(code: string): Promise<void> {
    const { employee } = bench;
    await onPhone(employee, async (phone) => {
      await phone.getByRole('textbox', { name: 'Temporary Access Pass' }).fill(code);
      await phone.getByRole('button', { name: 'Sign in with the pass' }).click();
      await phone.getByText('You’re signed in.').waitFor();
    });
    await registerPasskey(employee);
    await bench.moveClock('+1 min');
    await employee.presses('It is me', 'Your new sign-in method is there');
    await employee.reads('Done: your new method works');
  }

  it('asked for in Teams, vouched for by the manager, decided in Teams, shown once, used and gone', async () => {
    const { employee, agent, approver, page } = bench;
    await asksForHimself();
    await managerVouches();
    await approverGoesToRoom();
    await agent.goes('# pass-approvals');
    await agent.reads('Tom Becker asks for a Temporary Access Pass');
    await picture(approver.area, 'approval', 1000);
    await approver.presses('Approve', 'asks for a Temporary Access Pass');

    // Every posted copy changes, in both products; nobody is offered a decision any more.
    for (const pane of [approver, agent]) {
      const copy = await pane.reads('Approved by Marcus Adeyemi');
      expect(await copy.getByRole('button').count()).toBe(0);
    }
    await employee.reads('Your pass is approved');
    // Only the newest message offers the pass; the one before it is redrawn a moment later.
    const offers = employee.area.getByRole('button', { name: 'Show my pass' });
    await offers.first().waitFor();
    await offers.nth(1).waitFor({ state: 'detached' });
    await picture(page, 'workbench', 900);

    const code = await tomReadsHisPass();
    expect(code).toMatch(/^\S{8,}$/);
    await maskInPage(code);
    await picture(employee.area, 'pass-dialog');
    await employee.submits('I have it');
    await employee.closesDialog('Good.');
    expect(await employee.area.innerText()).not.toContain(code);

    await tomRegisters(code);
    await employee.reads('Your pass: completed');
    await approver.is('Ana Ferreira');
    await approver.reads('A sign-in method was added for Tom Becker');
    await agent.reads('Temporary Access Pass for Tom Becker: completed');

    // The wire has it all, and the code nowhere.
    await page.getByRole('button', { name: 'On the wire' }).click();
    const wire = page.getByRole('complementary', { name: 'On the wire' });
    const creation = wire.locator('li', { hasText: /POST.*temporaryAccessPassMethods/ }).first();
    await creation.locator('summary').click();
    await creation.getByText('•••').first().waitFor();
    const recorded = await (await page.request.get(`${bench.url}demo/wire?after=0`)).text();
    expect(recorded).toContain('temporaryAccessPass');
    expect(recorded).not.toContain(code);
    expect(recorded).not.toContain(number);
  });

  /** A picture shows no code, not even one that is dead: its text is replaced before the shot. */
  async function maskInPage(code: string): Promise<void> {
    await bench.employee.dialog.getByText(code, { exact: true }).evaluate((node: { textContent: string | null }) => {
      node.textContent = '••••••••••••';
    });
  }

  it('asked for by an agent in Slack, confirmed there with Entra; the card offers the pass once', async () => {
    const { employee, agent, approver } = bench;
    await agentAsksForTom();
    await approver.worksIn('Slack');
    await approver.is('Jonas Lindqvist');
    await approver.goes('# pass-approvals');
    await approver.presses('Approve', 'Priya Nair asks for a Temporary Access Pass for Tom Becker');
    await linkSlack(bench, approver, 'Jonas Lindqvist');
    await approver.presses('Approve', 'Priya Nair asks for a Temporary Access Pass for Tom Becker');
    await approver.seesDialog('One more step: confirm it is you');
    const tab = await bench.newTab(() => approver.submits('Confirm with Microsoft Entra'));
    await tab.getByRole('button', { name: 'Sign in to Microsoft Entra' }).click();
    await signInToEntra(tab, 'Jonas Lindqvist');
    await tab.getByRole('heading', { name: 'Approve this request?' }).waitFor();
    expect(await approver.messages('Approved by').count()).toBe(0);
    await picture(tab, 'confirm');
    await tab.getByRole('button', { name: 'Approve this request' }).click();
    await tab.getByText('You approved the pass for Tom Becker.').waitFor();
    await tab.close();
    await approver.closesDialog('One more step');
    await approver.reads('Approved by Jonas Lindqvist (in Slack');
    await agent.reads('The pass for Tom Becker is approved');

    // A pass is shown once: the card that offered it does so no more.
    const code = await tomReadsHisPass();
    await employee.submits('Close');
    const message = await employee.reads('Your pass has been opened');
    expect(await message.getByRole('button').allInnerTexts()).toEqual(['Show me the steps', 'I did not open this']);
    expect(await employee.area.innerText()).not.toContain(code);
    await employee.writes('status');
    await employee.reads('I am watching for your new passkey');
  });

  it('is refused to whoever asked for it, and denied with a reason that everybody reads', async () => {
    const { employee, agent, approver } = bench;
    await agentAsksForTom('Jonas Lindqvist');
    await agent.goes('# pass-approvals');
    await agent.presses('Approve', 'Jonas Lindqvist asks for a Temporary Access Pass for Tom Becker');
    const refusal = await agent.seesDialog('You asked for this pass');
    expect(await refusal.innerText()).toContain('Nothing was changed.');
    await agent.closesDialog('You asked for this pass');

    await approverGoesToRoom();
    await approver.presses('Deny', 'asks for a Temporary Access Pass');
    await approver.seesDialog('Deny this request');
    await approver.dialog.getByLabel('Why?').fill('Please call the helpdesk first.');
    await approver.submits('Deny');
    await approver.closesDialog('You denied the pass for Tom Becker');
    const told = await employee.reads('Your pass: denied');
    expect(await told.innerText()).toContain('Marcus Adeyemi said no.');
    expect(await told.innerText()).toContain('Please call the helpdesk first.');
    await agent.reads('Denied by Marcus Adeyemi');
    await agent.goes('Messages');
    await agent.reads('The pass for Tom Becker: denied');
  });

  it('expires when nobody decides, and says so to everybody', async () => {
    const { employee, approver } = bench;
    await asksForHimself();
    await managerVouches();
    await approverGoesToRoom();
    for (let hour = 0; hour < 5; hour += 1) await bench.moveClock('+1 h');
    await employee.reads('Your pass: expired');
    const copy = await approver.reads('Temporary Access Pass for Tom Becker: expired');
    expect(await copy.getByRole('button').count()).toBe(0);
    expect(await employee.area.getByRole('button', { name: 'Withdraw' }).count()).toBe(0);
  });

  it('is cleaned up and can be opened again when the answer of Graph is lost', async () => {
    const { employee, approver } = bench;
    await asksForHimself();
    await managerVouches();
    await approverGoesToRoom();
    await approver.presses('Approve', 'asks for a Temporary Access Pass');
    await bench.fault('Creates the pass, answer lost');
    await employee.presses('Show my pass', 'Your pass is approved');
    await employee.seesDialog('Ready when you are');
    await employee.dialog.getByLabel('The six-digit number from').fill(number);
    await employee.submits('Create and show');
    await employee.closesDialog('It is being deleted');
    await bench.everythingWorks();
    await bench.moveClock('+1 min');
    await employee.reads('Your pass is approved');
    expect(await tomReadsHisPass()).toMatch(/^\S{8,}$/);
  });
});
