import type { PersonKey } from '../../src/demo/tenant';
import type { SlackClient } from '../../src/demo/slack';
import { withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { linkSlack, until } from './steps';

/*
 * Whom do I mean: by name while typing, by sign-in name, mail, employee id, in any script; and nobody but an agent of
 * the helpdesk gets as much as a name.
 */

let scene: Scene;
let priya: SlackClient;
beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  await linkSlack(scene, 'marcus');
  priya = scene.slack.person('priya');
});
afterAll(() => scene.end());

const calls = (from: number) => scene.tenant.requests.slice(from).map(({ path }) => path);
const searched = async () =>
  (await scene.app.store.ledger.auditOf(`person:${scene.tenant.people.priya.id}`)).filter(
    ({ act }) => act === 'person.searched',
  );
const viewed = async (who: PersonKey) =>
  (await scene.app.store.ledger.auditOf(`person:${scene.tenant.people[who].id}`)).filter(
    ({ act }) => act === 'person.viewed',
  );

async function opensForm(): Promise<void> {
  await priya.slash('/passwordless', 'lookup');
  await priya.waitForModal('Person');
}

interface Option {
  text: { text: string };
  description?: { text: string };
  value: string;
}

async function suggested(words: string): Promise<string[]> {
  const options = (await priya.suggest('Person', words)) as unknown as Option[];
  return options.map(({ text, description }) => `${text.text} (${description?.text ?? ''})`);
}

describe('suggestions while typing', () => {
  it('come from the directory after three letters, with department and job', async () => {
    await opensForm();
    expect(await suggested('to')).toEqual([]);
    expect(await suggested('tom')).toEqual(['Tom Becker (Sales · Sales representative)']);
  });

  it.each([
    ['an apostrophe', "O'Brien", "Aoife O'Brien"],
    ['Japanese', 'Yuki', '佐藤 由紀 (Yuki Sato)'],
    ['Hebrew', 'נועה', 'נועה לוי'],
    ['Arabic', 'عمر', 'عمر الفاسي'],
    ['an employee id', 'E10001', 'Tom Becker'],
    ['a sign-in name', 'GUS@lumenharbour.example', 'Gus Thompson'],
  ])('%s', async (_what, words, name) => {
    expect((await suggested(words)).map((one) => one.split(' (')[0])).toContain(name.split(' (')[0]);
  });

  it.each([
    ['İlkay Çelik', 'İlkay'],
    ['Ćirić Đorđe', 'Ćirić'],
    ['Zoë Ångström', 'Zoe\u0308'],
    ['佐藤健太郎', '佐藤健'],
    ['Anna "Ann" B\\ack', '"Ann" B\\'],
  ])('finds %s', async (name, words) => {
    scene.tenant.world.rename(scene.tenant.people.pavel.id, name);
    expect((await suggested(words)).join()).toContain(name);
  });

  it('mark guests and disabled people first', async () => {
    const { world, people } = scene.tenant;
    const guest = [...world.people.values()].find(({ userType, external }) => userType === 'Guest' && external)!;
    world.setDisabled(people.pavel.id);
    world.rename(people.pavel.id, 'Pavel Dvořák');
    expect((await suggested(guest.displayName))[0]).toContain('(guest · ');
    expect((await suggested('Pavel'))[0]).toContain('(disabled · ');
    world.setDisabled(people.pavel.id, false);
  });

  it('the one that is chosen is shown, and the view recorded; typing was not a view', async () => {
    expect(await viewed('tom')).toEqual([]);
    await priya.submit({ Person: 'Tom Becker' });
    await priya.waitForModal('Sales representative');
    await priya.closeModal();
    expect(await viewed('tom')).toHaveLength(1);
    expect((await viewed('tom'))[0]?.facts).not.toHaveProperty('name');
  });

  it('lead from the shortcut and from the App Home, too', async () => {
    await priya.shortcut('person.search');
    await priya.waitForModal('Person');
    await priya.closeModal();
    await priya.openHome();
    await priya.waitForHome('Look somebody up');
    await priya.clickInHome('Look somebody up');
    await priya.waitForModal('Person');
    await priya.closeModal();
  });

  it('and from a message by a button, because a message opens no window', async () => {
    await priya.say('lookup');
    const offer = await priya.waitFor('Whom shall I look up?');
    await priya.click(offer, 'Look somebody up');
    await priya.waitForModal('Person');
    await priya.closeModal();
  });

  it('are empty, and in time, while Microsoft Entra does not answer', async () => {
    await opensForm();
    scene.tenant.faults.set({ kind: 'slow', ms: 6_000, method: 'POST' });
    const began = Date.now();
    expect(await suggested('tom')).toEqual([]);
    expect(Date.now() - began).toBeLessThan(3_000);
    scene.tenant.faults.clear();
    await priya.closeModal();
  });
});

describe('suggestions are nothing for anybody else', () => {
  beforeAll(opensForm);

  const asIf = (user: string, more: object = {}) => ({ overlay: { user: { id: user, ...more } } });

  it.each([
    ['somebody who is linked and no agent', asIf('U0MARCUS')],
    ['somebody who is not linked', asIf('U0JONAS')],
    ['a guest of the workspace', asIf('U0GUEST')],
    ['somebody of another workspace', asIf('U0PRIYA', { team_id: 'T0FABRIKAM' })],
    ['another app', { overlay: { api_app_id: 'A0OTHER' } }],
    ['nobody: no user', { overlay: { user: { id: undefined } } }],
    ['nobody: unsigned', { signature: 'missing' as const }],
    ['a field of no form of ours', { overlay: { block_id: 'note' } }],
  ])('%s', async (_what, manners) => {
    const before = scene.tenant.requests.length;
    await withoutEffect(scene, [], async () => {
      expect(await priya.suggest('Person', 'tom becker', manners)).toEqual([]);
    });
    expect(calls(before).filter((path) => !path.includes('checkMemberGroups') && !/users\/[^/]+$/.test(path))).toEqual(
      [],
    );
  });

  it('a chosen value proves nothing: ids of somebody else, of no user and of a group', async () => {
    const foreign = ['00000000-0000-4000-8000-00000000dead', scene.tenant.groups.helpdesk];
    const look = async (who: SlackClient, id: string, words: string): Promise<void> => {
      await who.slash('/passwordless', `lookup ${id}`);
      await who.waitForModal(words);
      await who.closeModal();
    };
    for (const id of foreign)
      await withoutEffect(scene, ['priya'], () => look(priya, id, 'I cannot find that person in the directory.'));
    const { id } = scene.tenant.people.lena;
    await withoutEffect(scene, ['marcus'], () =>
      look(scene.slack.person('marcus'), id, 'Only members of the helpdesk group can do this.'),
    );
    expect(await viewed('lena')).toEqual([]);
  });
});

describe('several fit', () => {
  it('all are listed with what tells them apart, none is guessed, and the list is on record', async () => {
    const before = (await searched()).length;
    await priya.slash('/passwordless', 'lookup a');
    const choice = await priya.waitForModal('More than one person fits.');
    expect(choice.words).toMatch(/@lumenharbour\.example · \S+/);
    const rows = await searched();
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)?.facts['shown']).toContain(scene.tenant.people.ana.id);
    expect(await viewed('ana')).toEqual([]);
    await priya.closeModal();
  });

  it('nobody fits: that is on record, too', async () => {
    const before = (await searched()).length;
    await priya.slash('/passwordless', 'lookup Zaphod');
    await priya.waitForModal('I cannot find that person');
    await priya.closeModal();
    expect((await searched()).at(before)?.facts['shown']).toEqual([]);
  });
});

describe('in Teams', () => {
  it('a text is answered with names only; the page opens in a dialog', async () => {
    const teams = scene.teams.person('priya');
    await teams.say('lookup gus');
    const list = teams.last();
    expect(list.words).toContain('Gus Thompson');
    expect(list.words).not.toContain('Sign-in methods');
    expect(await viewed('gus')).toEqual([]);
    const page = await teams.openDialog(list, 'Show');
    expect(JSON.stringify(page)).toContain('Sign-in methods');
    expect(await viewed('gus')).toHaveLength(1);
    expect(
      teams
        .messages()
        .map(({ words }) => words)
        .join(),
    ).not.toContain('Sign-in methods');
  });

  it('somebody who is no agent gets no name', async () => {
    const teams = scene.teams.person('yuki');
    await teams.say('lookup gus');
    await until(() => teams.last().words.includes('Only members of the helpdesk group can do this.'));
    expect(teams.last().words).not.toContain('Gus');
  });
});

it('a link that is too old suggests nobody, and is not touched by it', async () => {
  await opensForm();
  expect(await suggested('tom')).toHaveLength(1);
  scene.clock.advance(91 * 24 * 60 * 60_000);
  expect(await suggested('tom')).toEqual([]);
  expect(await scene.app.store.links.accountOf(scene.tenant.people.priya.id)).toBeDefined();
});
