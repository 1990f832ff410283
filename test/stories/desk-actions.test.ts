import type { PersonKey } from '../../src/demo/tenant';
import { type AgentDesk, slackDesk, teamsDesk } from './desk-hands';
import { rowsOf, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { approveInTeams, linkSlack, requestIn } from './steps';

/*
 * What an agent does from somebody's page, pressed in Slack and in Teams alike: each leaves a row before it happens,
 * and says what came of it.
 */

const CHECKED = {
  id: 'way',
  label: 'How did you check who it is?',
  value: 'in-person',
  option: 'In person',
} as const;

describe.each(['slack', 'teams'] as const)('an agent in %s', (product) => {
  let scene: Scene;
  let desk: AgentDesk;
  beforeAll(async () => {
    scene = await openScene({ withoutApp: ['freja'], env: { TEAMS_APP_CATALOG_ID: '' } });
    await linkSlack(scene, 'priya');
    await linkSlack(scene, 'jonas');
    desk = product === 'slack' ? slackDesk(scene, 'priya') : teamsDesk(scene, 'priya');
  });
  afterAll(() => scene.end());
  afterEach(() => desk.close());

  const id = (key: PersonKey): string => scene.tenant.people[key].id;
  const acts = async (key: PersonKey): Promise<readonly string[]> =>
    (await scene.app.store.ledger.auditOf(`person:${id(key)}`)).map(({ act }) => act);
  const last = (key: PersonKey): string => scene.teams.person(key).last().words;

  it('suggests a guided flow: the person gets a card, and it starts when they press Start', async () => {
    expect(await desk.look('yuki')).toContain('[More]');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('Suggest', 'It starts when they press Start');
    const flow = { id: 'flow', label: 'What shall they be guided through?', value: 'register-passkey' };
    const option = 'Set up a passkey in Microsoft Authenticator';
    const said = await desk.send('Send it', 'It is on its way.', [{ ...flow, option }]);
    expect(said).toContain('Yuki Sato');
    const card = last('yuki');
    expect(card).toContain('Priya Nair from the helpdesk suggests: Set up a passkey in Microsoft Authenticator');
    expect(card).toContain('Nobody from the helpdesk ever needs a password');
    expect(await desk.told('It has arrived.')).toContain('Yuki Sato');
    expect((await acts('yuki')).slice(-2)).toEqual(['desk.flow-suggested', 'desk.arrived']);
    const yuki = scene.teams.person('yuki');
    await yuki.click(yuki.last(), 'Start');
    expect(last('yuki')).toMatch(/iPhone|Android/);
  });

  it('suggests again, and "Not now" leaves everything as it is', async () => {
    await desk.look('omar');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('Suggest', 'It starts when they press Start');
    const flow = { id: 'flow', label: 'What shall they be guided through?', value: 'second-method' };
    await desk.send('Send it', 'It is on its way.', [{ ...flow, option: 'Add a second sign-in method' }]);
    const omar = scene.teams.person('omar');
    await omar.click(omar.last(), 'Not now');
    expect(last('omar')).toContain('All right, not now.');
    expect(await scene.app.store.conversations.get(`teams:${id('omar')}`)).toBeUndefined();
  });

  it('sends a checklist: what they can do themselves, and no group, policy or key list', async () => {
    await desk.look('gus');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('Choose one', 'nothing that only administrators should see');
    const what = { id: 'what', label: 'Which one?', value: 'review', option: 'Look through your sign-in methods' };
    await desk.send('Send it', 'It is on its way.', [what]);
    expect(last('gus')).toContain('Priya Nair from the helpdesk sent you this.');
    expect(last('gus')).toContain('Open **Security info**'.replaceAll('**', ''));
    expect(await desk.told('It has arrived.')).toContain('Gus Thompson');
    expect((await acts('gus')).slice(-2)).toEqual(['desk.checklist-sent', 'desk.arrived']);

    await desk.look('noa');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('Choose one', 'nothing that only administrators should see');
    const key = { ...what, value: 'security-key', option: 'What is in the way of: Security key' };
    // Only an administrator can take her out of the excluded group.
    await withoutEffect(scene, ['priya'], () => desk.send('Send it', 'There is nothing in it that', [key]));
    expect(await acts('noa')).not.toContain('desk.checklist-sent');
  });

  it('says so when the person cannot be reached', async () => {
    await desk.look('freja');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('Suggest', 'It starts when they press Start');
    const flow = { id: 'flow', label: 'What shall they be guided through?', value: 'which-method' };
    const said = await desk.send('Send it', 'cannot be reached in Teams', [
      { ...flow, option: 'Find out which method fits' },
    ]);
    expect(said).toContain('Nothing was changed.');
    expect(await acts('freja')).not.toContain('desk.flow-suggested');
  });

  it('hands somebody over to a colleague with a note; the colleague takes it, and all three know', async () => {
    await desk.look('lena');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('Hand over', 'To whom?');
    const said = await desk.send('Hand over', 'It is handed over.', [
      { id: 'colleague', label: 'To whom?', value: id('jonas'), option: 'Jonas Lindqvist · Senior helpdesk agent' },
      { id: 'note', label: 'What should they know?', value: 'Tried the key twice. Password is Summer2026!' },
    ]);
    expect(said).toContain('Jonas Lindqvist');
    const jonas = scene.teams.person('jonas');
    const card = await jonas.waitFor('Lena Vogel needs help');
    expect(card.words).toContain('Handed over by Priya Nair');
    expect(card.words).toContain('Tried the key twice.');
    expect(card.words).not.toContain('Summer2026');
    expect(scene.slack.person('jonas').last().words).toContain('Lena Vogel needs help');
    expect(card.words).toContain('[Open their page]');
    await jonas.click(card, 'I take it');
    await scene.settle();
    expect(last('lena')).toContain('They help you in place of Priya Nair.');
    expect((await scene.teams.person('priya').waitFor('has taken over')).words).toContain('Jonas Lindqvist');
    const rows = rowsOf(scene, 'audit').filter(({ act }) => String(act).startsWith('handover.'));
    expect(rows.map(({ act }) => act)).toEqual(['handover.passed-on', 'handover.taken']);
  });

  it('asks that all sessions of somebody end: checked and approved like a removal', async () => {
    await desk.look('ana');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('End sessions', 'nothing happens before that');
    const revoked = () => scene.tenant.requests.filter(({ path }) => path.endsWith('/revokeSignInSessions')).length;
    const reason = { id: 'reason', label: 'What happened?', value: 'lost-computer', option: 'Lost or stolen computer' };
    await desk.send('Ask to end them', 'on its way', [reason, CHECKED]);
    expect(await requestIn(scene, 'ana')).toMatchObject({
      state: 'awaiting-approval',
      removal: { methods: [], sessions: true },
    });
    expect(revoked()).toBe(0);
    await approveInTeams(scene, 'lucia', 'ana');
    expect(revoked()).toBe(1);
    expect((await requestIn(scene, 'ana')).state).toBe('completed');
  });

  it('asks for a pass with one line', async () => {
    if (product === 'slack') {
      const slack = scene.slack.person('priya');
      await slack.slash('/passwordless', `pass ${scene.tenant.people.tom.upn} lost-phone calls from home`);
      const form = await slack.waitForModal('A pass for Tom Becker');
      expect(form.words).toContain('Risk as it is now: Standard');
      expect(JSON.stringify(form.blocks)).toContain('calls from home');
      await slack.submit({ [CHECKED.label]: CHECKED.option });
      await slack.waitForModal('Read this number to');
    } else {
      const teams = scene.teams.person('priya');
      await teams.say(`pass for ${scene.tenant.people.tom.upn} lost phone calls from home`);
      await teams.openDialog(await teams.waitFor('Tom Becker'), 'Ask for a pass');
      expect(JSON.stringify(teams.dialog?.card)).toContain('calls from home');
      expect((await teams.submitDialog('Ask for the pass', { way: 'in-person' })).kind).toBe('dialog');
    }
    await scene.settle();
    expect(await requestIn(scene, 'tom')).toMatchObject({ reason: 'lost-phone', requester: id('priya') });
  });

  it('in a thread, where Slack has no commands, the line opens with a button', async () => {
    if (product !== 'slack') return;
    const slack = scene.slack.person('priya');
    await slack.mention('helpdesk', `pass for ${scene.tenant.people.aoife.upn} broken authenticator`);
    const offered = await slack.waitFor("Aoife O'Brien");
    await slack.click(offered, 'Ask for a pass');
    expect((await slack.waitForModal("A pass for Aoife O'Brien")).words).toContain('What happened?');
  });

  it('a form that arrives again does nothing again', async () => {
    await desk.look('chidi');
    await desk.press('More', 'Hand over to a colleague');
    await desk.press('Suggest', 'It starts when they press Start');
    const flow = { flow: 'security-key' };
    const before = rowsOf(scene, 'audit').length;
    if (product === 'teams') {
      await scene.teams.person('priya').submitDialog('Send it', flow, { resend: 'new id' });
    } else {
      await scene.slack
        .person('priya')
        .submit({ 'What shall they be guided through?': 'Set up a security key' }, { copies: 2 });
    }
    await scene.quiet();
    await scene.settle();
    const chidi = scene.teams.person('chidi').messages();
    expect(chidi.filter(({ words }) => words.includes('suggests:'))).toHaveLength(1);
    expect(rowsOf(scene, 'audit').length - before).toBe(2);
  });

  it('an hour has room for so many, and no more', async () => {
    const send = async (until: string): Promise<string> => {
      await desk.look('pavel');
      await desk.press('More', 'Hand over to a colleague');
      await desk.press('Choose one', 'nothing that only administrators should see');
      const what = { id: 'what', label: 'Which one?', value: 'review', option: 'Look through your sign-in methods' };
      const said = await desk.send('Send it', until, [what]);
      await scene.quiet();
      await desk.close();
      return said;
    };
    for (let time = 0; time < 4; time += 1) await send('It is on its way.');
    const got = () =>
      scene.teams
        .person('pavel')
        .messages()
        .filter(({ words }) => words.includes('sent you this'));
    expect(got()).toHaveLength(4);
    const { result } = await withoutEffect(scene, ['priya'], () => send('Enough has been sent'), {
      audit: desk.looked,
    });
    expect(result).toContain('Pavel Dvořák got 4 of these');
    expect(got()).toHaveLength(4);
    await scene.pass(61);
    await send('It is on its way.');
    expect(got()).toHaveLength(5);
  });
});

describe('whoever has no business at the desk', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.end());

  const id = (key: PersonKey): string => scene.tenant.people[key].id;

  /** Every press of the desk, as anybody could send it. */
  const presses = (target: string): readonly Record<string, string>[] => [
    { verb: 'desk.more', person: target },
    { verb: 'desk.procedure', person: target, procedure: 'lost-phone' },
    { verb: 'desk.procedure-close', person: target, procedure: 'lost-phone' },
    { verb: 'desk.suggest-form', person: target },
    { verb: 'desk.suggest', person: target, flow: 'register-passkey', once: 'once-of-mine' },
    { verb: 'desk.checklist-form', person: target },
    { verb: 'desk.checklist', person: target, what: 'review', once: 'once-of-mine' },
    { verb: 'desk.hand-over-form', person: target },
    { verb: 'desk.hand-over', person: target, colleague: id('jonas'), note: 'n', once: 'once-of-mine' },
  ];

  async function press(who: PersonKey, data: Record<string, string>): Promise<string> {
    const person = scene.teams.person(who);
    const message = person.messages().find(({ from }) => from === 'bot');
    const [answer] = await person.invoke(message!, 'task/submit', { data });
    return JSON.stringify(answer?.body);
  }

  it.each(['yuki', 'marcus', 'bruno'] as const)('%s, who is no agent: zero effects', async (who) => {
    for (const data of [...presses(id('tom')), { verb: 'desk.sessions-form', person: id('tom') }]) {
      const { result } = await withoutEffect(scene, [who], () => press(who, data));
      expect(result).toContain('Only members of the helpdesk group can do this.');
    }
    const { result } = await withoutEffect(scene, [who], async () => {
      await scene.teams.person(who).say(`pass for ${scene.tenant.people.tom.upn} lost phone`);
      return scene.teams.person(who).last().words;
    });
    expect(result).not.toContain('Tom Becker');
  });

  it('an agent about themselves: zero effects', async () => {
    for (const data of presses(id('priya'))) {
      const { result } = await withoutEffect(scene, ['priya'], () => press('priya', data));
      expect(result).toContain('the desk is for other people');
    }
  });

  it('a form of the desk that is sent again an hour later, as it was: zero effects', async () => {
    const forms = [
      { verb: 'desk.suggest', person: id('hana'), flow: 'register-passkey', once: 'once-of-hers' },
      { verb: 'desk.checklist', person: id('hana'), what: 'review', once: 'another-of-hers' },
    ];
    for (const data of forms) {
      expect(await press('priya', data)).toContain('It is on its way.');
      await scene.settle();
      scene.clock.advance(61 * 60_000);
      await withoutEffect(scene, ['priya'], () => press('priya', data));
    }
  });

  it('an agent about somebody who is not there, or was never a colleague: zero effects', async () => {
    const nobody = '00000000-0000-4000-8000-00000000dead';
    for (const data of presses(nobody).filter(({ verb }) => verb !== 'desk.procedure-close')) {
      const { result } = await withoutEffect(scene, ['priya'], () => press('priya', data));
      expect(result).toContain('I cannot find that person in the directory.');
    }
    const given = { verb: 'desk.hand-over', person: id('tom'), note: 'n', once: 'o' };
    for (const colleague of [id('yuki'), id('priya'), id('tom'), nobody]) {
      const { result } = await withoutEffect(scene, ['priya'], () => press('priya', { ...given, colleague }));
      expect(result).toContain('another member of the helpdesk group');
    }
    const flow = { verb: 'desk.suggest', person: id('tom'), flow: 'constructor', once: 'o' };
    const { result } = await withoutEffect(scene, ['priya'], () => press('priya', flow));
    expect(result).toContain('something I cannot read');
  });
});
