import type { SeenSlackMessage } from '../../src/demo/slack';
import type { PersonKey } from '../../src/demo/tenant';
import { slackMessages, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { askForPass, linkSlack, requestIn } from './steps';

/* The home tab of agents and approvers, and "Help this person" on a message of somebody else. */

let scene: Scene;
const slack = (key: PersonKey) => scene.slack.person(key);
const viewsOf = async (key: PersonKey): Promise<number> =>
  (await scene.app.store.ledger.auditOf(`person:${scene.tenant.people[key].id}`)).filter(
    ({ act }) => act === 'person.viewed',
  ).length;

beforeAll(async () => {
  scene = await openScene();
  for (const key of ['priya', 'marcus', 'jonas'] as const) await linkSlack(scene, key);
});
afterAll(() => scene.end());

describe('the home tab', () => {
  it('explains itself to somebody who is not linked, with the button', async () => {
    await slack('lucia').openHome();
    expect((await slack('lucia').waitForHome('Link your Slack account')).words).toContain('[Link my account]');
  });

  it('shows an agent the link, what they asked for and where it stands, and what they can do', async () => {
    const { displayName, upn } = scene.tenant.people.priya;
    await slack('priya').openHome();
    const before = await slack('priya').waitForHome('Nothing waits for you');
    for (const words of [
      `linked with ${displayName} (${upn}) until`,
      '[Look somebody up]',
      '[Ask for a pass]',
      '[My Slack link]',
      '[Refresh]',
    ])
      expect(before.words).toContain(words);
    await askForPass(scene, 'priya', 'aoife');
    await slack('priya').clickInHome('Refresh');
    const after = await slack('priya').waitForHome(`A pass for ${scene.tenant.people.aoife.displayName}`);
    expect(after.words).toMatch(/What you asked for[\s\S]*waiting for a decision[\s\S]*until/);
  });

  it('shows an approver who is waiting for them, and who asked sees what became of it', async () => {
    const name = scene.tenant.people.aoife.displayName;
    await slack('marcus').openHome();
    const home = await slack('marcus').waitForHome('1 request waits for you');
    expect(home.words).toMatch(new RegExp(`Who is waiting for you[\\s\\S]*${name}[\\s\\S]*\\[Look and decide\\]`));
    expect(home.words).not.toContain('[Look somebody up]');
    const teams = scene.teams.person('marcus');
    const room = scene.teams.conversations().find((one) => one.name === 'Pass approvals')!;
    await teams.click(await teams.waitFor('asks for a Temporary Access Pass', { conversationId: room.id }), 'Approve');
    await scene.settle();
    await slack('marcus').clickInHome('Refresh');
    await slack('marcus').waitForHome('Nothing waits for you');
    await slack('priya').clickInHome('Refresh');
    await slack('priya').waitForHome('approved');
    expect((await requestIn(scene, 'aoife')).state).toBe('approved');
  });

  it('opens the state of the link in a window, and is drawn anew when it is gone', async () => {
    await slack('jonas').openHome();
    await slack('jonas').waitForHome('linked with');
    await slack('jonas').clickInHome('My Slack link');
    await slack('jonas').waitForModal('good until');
    await slack('jonas').closeModal();
  });
});

describe('"Help this person" on a message', () => {
  const SECRET = 'my phone fell into the canal at number 7';
  const from = async (key: PersonKey): Promise<SeenSlackMessage> => {
    await slack(key).mention('helpdesk', SECRET);
    await scene.quiet();
    const found = slack('priya')
      .messages('helpdesk')
      .findLast(({ words }) => words.includes(SECRET));
    if (found === undefined) throw new Error('The message is not there');
    return found;
  };

  it('shows an agent the page of whoever wrote it, audited, and nothing of the message goes anywhere', async () => {
    const message = await from('jonas');
    const views = await viewsOf('jonas');
    const before = scene.wire.since(0).length;
    await slack('priya').shortcut('person.help', { message });
    await slack('priya').waitForModal(scene.tenant.people.jonas.displayName);
    await slack('priya').closeModal();
    await scene.settle();
    expect(await viewsOf('jonas')).toBe(views + 1);
    const out = scene.wire.since(0).slice(before);
    expect(JSON.stringify(out.filter(({ direction }) => direction === 'out'))).not.toContain('canal');
    expect(scene.log.join('\n')).not.toContain('number 7');
  });

  it('says so when they are not linked, and offers to look them up', async () => {
    const message = await from('nadia');
    await slack('priya').shortcut('person.help', { message });
    const modal = await slack('priya').waitForModal('their Slack account is not linked');
    expect(JSON.stringify(modal.blocks)).toContain('external_select');
    await slack('priya').closeModal();
  });

  it('says that bots and people of other workspaces have no page', async () => {
    const message = await from('jonas');
    const written = (by: object) => ({ message, overlay: { message: by } });
    await slack('priya').shortcut('person.help', written({ bot_id: 'B0OTHER', user: undefined }));
    await slack('priya').waitForModal('A bot wrote this message');
    await slack('priya').closeModal();
    await slack('priya').shortcut('person.help', written({ user: 'U0STRANGER' }));
    await slack('priya').waitForModal(/another workspace|not linked/);
    await slack('priya').closeModal();
  });

  it('is for agents: others are refused before they learn who is linked, and nothing happens', async () => {
    const message = await from('jonas');
    const views = await viewsOf('jonas');
    const { noted } = await withoutEffect(scene, ['marcus'], () =>
      slack('marcus').shortcut('person.help', { message }),
    );
    expect(noted).toEqual(['turn.refused:not-agent']);
    expect(slack('marcus').modal()?.words).toContain('Only members of the helpdesk group');
    await slack('marcus').closeModal();
    expect(await viewsOf('jonas')).toBe(views);
    await slack('lucia').shortcut('person.help', { message });
    await slack('lucia').waitForModal('Link your Slack account');
    await slack('lucia').closeModal();
  });
});

test('the approval message in Slack holds no note, no address and no number of anybody', async () => {
  const { upn, id } = scene.tenant.people.tom;
  await slack('priya').slash('/passwordless', `lookup ${upn}`);
  await slack('priya').waitForModal(scene.tenant.people.tom.displayName);
  await slack('priya').clickInModal('Request a pass');
  await slack('priya').waitForModal('What happened?');
  await slack('priya').submit({
    'What happened?': 'Authenticator does not work',
    'How did you check who it is?': 'In person',
    'Anything the approver should know?': 'He lives at Canal Street 7',
  });
  await scene.quiet();
  await scene.settle();
  const posted = slackMessages(scene).filter(({ text }) => text.includes('Temporary Access Pass'));
  expect(posted.length).toBeGreaterThan(0);
  const words = JSON.stringify(posted);
  for (const kept of ['Canal Street', upn, id]) expect(words).not.toContain(kept);
});
