import type { Locator, Page } from 'playwright-core';
import {
  linkSlack,
  onPhone,
  openWorkbench,
  type Pane,
  picture,
  registerPasskey,
  signInToEntra,
  type Workbench,
} from './workbench';

/*
 * Issue C's story, played by clicking: Tom lost his phone, so his manager Ana is to open the pass. Two checks, two
 * approvals across Slack and Teams, the number, the watch; then a passkey appears that is not Tom's, he says so, and a
 * security contact takes away what came with the pass.
 */
describe('a pass by way of the manager, and what happens when somebody else gets at the account', () => {
  let bench: Workbench;
  let number = '';
  let code = '';
  beforeAll(async () => {
    bench = await openWorkbench();
  });
  afterAll(async () => {
    await bench.close();
    expect(bench.complaints).toEqual([]);
  });

  const ASKS = 'Priya Nair asks for a Temporary Access Pass for Tom Becker';
  const CONTAIN = 'Remove what was added and end all sessions';

  async function linked(pane: Pane, name: string): Promise<void> {
    await pane.worksIn('Slack');
    await pane.is(name);
    await pane.goes('Messages');
    await pane.writes('/passwordless link');
    await linkSlack(bench, pane, name);
  }

  /** The page that asks, after the sign-in to Entra. */
  async function stepUp(pane: Pane, name: string): Promise<Page> {
    await pane.seesDialog('One more step: confirm it is you');
    const tab = await bench.newTab(() => pane.submits('Confirm with Microsoft Entra'));
    await tab.getByRole('button', { name: 'Sign in to Microsoft Entra' }).click();
    await signInToEntra(tab, name);
    return tab;
  }

  async function inTeams(pane: Pane, name: string, chat?: string): Promise<void> {
    await pane.worksIn('Microsoft Teams');
    await pane.is(name);
    if (chat !== undefined) await pane.goes(chat);
  }

  const buttonsOf = (message: Locator): Promise<string[]> => message.getByRole('button').allInnerTexts();

  /** What stands in Entra for Tom, as his phone's bar shows it. */
  const methods = (): Promise<string[]> =>
    bench.employee.area.locator('.phone .methods span:not(.hidden)').allInnerTexts();

  it('an agent in Slack looks Tom up, has checked who he is, and asks; she is shown a number for him', async () => {
    const { agent, approver } = bench;
    await linked(approver, 'Nadia El-Sayed');
    await agent.is('Priya Nair');
    await agent.writes('/passwordless link');
    await linkSlack(bench, agent, 'Priya Nair');
    await agent.writes('/passwordless lookup tom');
    await agent.seesDialog('Sign-in methods');
    await agent.submits('Request a pass');
    await agent.seesDialog('A pass for Tom Becker');
    await agent.chooses('What happened?', 'Lost or stolen phone');
    await agent.dialog.getByLabel('By video, with a photo ID').check();
    await agent.dialog.getByLabel('Their manager, who hands it over').check();
    await agent.submits('Ask for the pass');
    const words = await (await agent.seesDialog('Read this number to Tom Becker now')).innerText();
    number = /\b\d{3} \d{3}\b/.exec(words)?.[0] ?? '';
    expect(number).not.toBe('');
    await picture(agent.area, 'story-number');
    await agent.closesDialog('Recorded');
  });

  it('Tom is told before anything can be opened', async () => {
    const told = await bench.employee.reads('Ana Ferreira, your manager, is to receive a pass for your account');
    expect(await buttonsOf(told)).toEqual(['This was not me']);
    await picture(told, 'story-told', 1000);
  });

  it('his manager vouches, and is shown no number', async () => {
    const { approver } = bench;
    await inTeams(approver, 'Ana Ferreira');
    await picture(await approver.reads('Is it really Tom Becker'), 'story-vouch', 1200);
    await approver.presses('I have spoken with them', 'Is it really Tom Becker');
    await approver.seesDialog('Was it really Tom Becker?');
    await approver.dialog.getByLabel('in person').check();
    await approver.submits('Yes, it was them');
    expect(await (await approver.seesDialog('Recorded')).innerText()).not.toMatch(/\d{3} ?\d{3}/);
    await approver.closesDialog('Recorded');
  });

  it('one approver decides in Slack, after a sign-in to Entra and a page that asks', async () => {
    const { approver, agent } = bench;
    await linked(approver, 'Jonas Lindqvist');
    await approver.goes('# pass-approvals');
    await picture(await approver.reads(ASKS), 'story-approval-slack', 1300);
    await approver.presses('Approve', ASKS);
    const tab = await stepUp(approver, 'Jonas Lindqvist');
    await tab.getByRole('heading', { name: 'Approve this request?' }).waitFor();
    await tab.getByText(/You decide the request as it is shown here \(version \d+\)\./).waitFor();
    expect(await agent.messages('Approved by').count()).toBe(0);
    await tab.getByRole('button', { name: 'Approve this request' }).click();
    await tab.getByText('Your approval of the pass for Tom Becker is recorded').waitFor();
    await tab.close();
    await approver.closesDialog('One more step');
    await approver.reads('1 of 2; still needed: an approver');
  });

  it('the same person counts once, and another decides in Teams', async () => {
    const { approver } = bench;
    await inTeams(approver, 'Jonas Lindqvist', 'Pass approvals');
    await approver.presses('Approve', ASKS);
    await approver.area.getByText('One person counts once, in Slack and Teams together.').first().waitFor();
    await inTeams(approver, 'Marcus Adeyemi', 'Pass approvals');
    await picture(await approver.reads(ASKS), 'story-approval-teams', 1300);
    await approver.presses('Approve', ASKS);
    await approver.reads(/Approved by Jonas Lindqvist \(in Slack, .* and Marcus Adeyemi \(in Teams, /);
  });

  it('the manager types the number that Tom has, sees the pass, and Tom registers with it', async () => {
    const { employee, approver } = bench;
    await inTeams(approver, 'Ana Ferreira');
    await approver.presses('Show the pass', 'is approved');
    await approver.seesDialog('Be with Tom Becker when you open it');
    await approver.dialog.getByLabel('The six-digit number from Priya Nair').fill(number);
    await approver.submits('Create and show');
    await approver.seesDialog('Works once');
    const words = (await approver.dialog.innerText()).split('\n').map((line) => line.trim());
    code = words[words.indexOf('Temporary Access Pass for Tom Becker') + 1] ?? '';
    expect(code).toMatch(/^\S{8,}$/);
    await approver.dialog.getByText(code, { exact: true }).evaluate((node: { textContent: string | null }) => {
      node.textContent = '••••••••••••';
    });
    await picture(approver.area, 'story-pass', 900);
    await approver.submits('I have it');
    await approver.closesDialog('Good.');
    await onPhone(employee, async (phone) => {
      await phone.getByRole('textbox', { name: 'Temporary Access Pass' }).fill(code);
      await phone.getByRole('button', { name: 'Sign in with the pass' }).click();
      await phone.getByText('You’re signed in.').waitFor();
    });
    await registerPasskey(employee);
    await bench.moveClock('+1 min');
  });

  it('the new method is reported to Tom, to whoever asked and to his manager; his word completes it', async () => {
    const { employee, approver } = bench;
    await employee.reads('Your new sign-in method is there: Authenticator Passkey');
    await approver.reads('A sign-in method was added for Tom Becker');
    await employee.presses('It is me', 'Your new sign-in method is there');
    await employee.reads('Done: your new method works');
    await inTeams(approver, 'Priya Nair');
    await approver.reads('A sign-in method was added for Tom Becker');
  });

  it('a passkey that is not his calls the security contacts in both products', async () => {
    const { employee, agent, approver } = bench;
    await onPhone(employee, async (phone) => {
      await phone.getByRole('combobox', { name: 'Something else' }).selectOption('strange-passkey');
      await phone.getByRole('button', { name: 'Do that' }).click();
      await phone.getByText(/^Set up: /).waitFor();
    });
    for (let minute = 0; minute < 3; minute += 1) await bench.moveClock('+1 min');
    const strange = 'A sign-in method was added: Authenticator Passkey - Android';
    await picture(await employee.reads(strange), 'story-strange', 900);
    await employee.presses('This was not me', strange);
    await employee.reads('Thank you for saying so');
    await agent.is('Nadia El-Sayed');
    await agent.goes('Messages');
    await inTeams(approver, 'Nadia El-Sayed');
    expect(await buttonsOf(await agent.reads('Please look at this now'))).toEqual([CONTAIN]);
    expect(await buttonsOf(await approver.reads('Please look at this now'))).toEqual([CONTAIN, 'Lift the stop']);
    await picture(bench.page, 'story-alarm', 900);
  });

  it('one of them takes away what came with the pass; what was there before stays', async () => {
    const { employee, agent, approver } = bench;
    expect((await methods()).length).toBeGreaterThan(2);
    await agent.presses(CONTAIN, 'Please look at this now');
    const tab = await stepUp(agent, 'Nadia El-Sayed');
    await tab.getByRole('heading', { name: 'Remove what came with the pass?' }).waitFor();
    await picture(tab, 'story-containment', 900);
    await tab.getByRole('button', { name: 'Remove what came with the pass' }).click();
    await tab.getByText('What was added for Tom Becker is being removed').waitFor();
    await tab.close();
    await agent.closesDialog('One more step');
    for (const pane of [agent, approver]) {
      const alarm = await pane.reads('This has been looked at');
      expect(await alarm.innerText()).toContain('All sessions are ended.');
      expect(await buttonsOf(alarm)).toEqual(pane === agent ? [] : ['Lift the stop']);
    }
    await employee.reads('This has been looked at');
    await picture(bench.page, 'story-contained', 900);
    expect(await methods()).toEqual(['Password']);
  });

  it('the request has its end, the record is whole, and neither holds the code or the number', async () => {
    const { employee, page } = bench;
    await employee.writes('status');
    await employee.reads('no open request');
    const recorded = await (await page.request.get(`${bench.url}demo/wire?after=0`)).text();
    expect(recorded).not.toContain(code);
    expect(recorded).not.toContain(number);
    expect(await bench.checkAudit()).toContain('Everything is as Keysmith wrote it.');
  });
});
