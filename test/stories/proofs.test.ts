import type { PersonKey } from '../../src/demo/tenant';
import { counts, withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import {
  approveInTeams,
  chatOf,
  checkInPerson,
  createPass,
  heard,
  needAPass,
  numberFor,
  openPass,
  requestIn,
  saidBy,
  sceneWith,
  slackCard,
  teamsCard,
  vouch,
} from './steps';

/*
 * Who checks who is asking: the manager, where the directory's word is worth something, else the helpdesk; two people
 * where the risk asks for two. Whoever checked reads out a number, and nothing opens without it.
 */

const scene = sceneWith(['priya', 'jonas', 'marcus']);

const id = (key: PersonKey): string => scene.tenant.people[key].id;

const openedFor = (target: PersonKey): boolean => scene.tenant.world.passOf(id(target)) !== undefined;

describe('the number that is read out', () => {
  it('stands in the window of whoever vouched, and nowhere else', async () => {
    await needAPass(scene, 'tom');
    await vouch(scene, 'ana', 'tom');
    const number = numberFor(scene, 'tom');
    expect(scene.teams.person('ana').dialog?.words).toContain('Read this number to Tom Becker now');
    const everywhere = [
      ...Object.keys(scene.tenant.people).map((key) => JSON.stringify(scene.teams.person(key).messages())),
      JSON.stringify(
        scene.slack
          .channels()
          .flatMap(({ members, id: channel }) =>
            [...members].map((user) => scene.slack.person(user).messages(channel)),
          ),
      ),
      scene.log.join('\n'),
      (await scene.app.operations.metrics()).body,
      JSON.stringify(scene.wire.since(0)),
    ].join('\n');
    for (const digits of [number, number.replace(' ', '')]) expect(everywhere).not.toContain(digits);
  });

  it('is shown once more to Ana, and to nobody else', async () => {
    scene.teams.person('ana').closeDialog();
    const card = teamsCard(scene, 'ana', 'tom', '[Show my number again]');
    const again = await scene.teams.person('ana').openDialog(card, 'Show my number again');
    expect(again.words).toContain(numberFor(scene, 'tom'));
    for (const who of ['tom', 'priya', 'lucia', 'yuki'] as const) {
      const own = { ...card, conversationId: scene.teams.person(who).last().conversationId };
      const { result } = await withoutEffect(scene, [who], () =>
        scene.teams.person(who).clickStale(own, 'Show my number again'),
      );
      expect(saidBy(result)).toContain('Only whoever checked who is asking');
      expect(saidBy(result)).not.toContain(numberFor(scene, 'tom'));
    }
  });

  it('typed wrong three times: the request ends, no pass is made, and the security contact is called', async () => {
    await approveInTeams(scene, 'lucia', 'tom');
    const tom = scene.teams.person('tom');
    await openPass(scene, 'tom');
    expect(tom.dialog?.words).toContain('The six-digit number from Ana Ferreira');
    const empty = await withoutEffect(scene, ['tom'], () => tom.submitDialog('Create and show', { pairing: '12 34' }));
    expect(saidBy(empty.result)).toContain('It has six digits.');
    for (const left of ['2 tries are left.', 'One try is left.']) {
      const answer = saidBy(await tom.submitDialog('Create and show', { pairing: wrong(numberFor(scene, 'tom')) }));
      expect(answer).toContain('That is not the pairing number of this pass.');
      expect(answer).toContain(left);
      expect(answer).toContain('Nothing was changed.');
    }
    const last = saidBy(await tom.submitDialog('Create and show', { pairing: wrong(numberFor(scene, 'tom')) }));
    expect(last).toContain('so this request has ended');
    await scene.settle();
    expect(await requestIn(scene, 'tom')).toMatchObject({ state: 'revoked', revokedWhy: 'mistyped', openings: [] });
    expect(openedFor('tom')).toBe(false);
    expect(chatOf(scene, 'nadia')).toContain('a wrong pairing number was typed three times');
    expect(chatOf(scene, 'nadia')).toContain('The request has ended, and no pass was made.');
    expect(chatOf(scene, 'nadia')).not.toContain('Nothing has been stopped so far.');
    expect(chatOf(scene, 'tom')).toContain('a wrong pairing number was typed three times');
    expect((await counts(scene)).get('tap.alarm')).toBe(1);
  });
});

describe('when the manager cannot speak for them', () => {
  it.each<[PersonKey, () => void, string]>([
    ['omar', () => (scene.tenant.world.person(id('omar')).managerId = null), 'the directory names no manager'],
    ['samir', () => undefined, "the manager's account is disabled"],
    [
      'yuki',
      () => (scene.tenant.world.person(id('yuki')).managerId = id('ravi')),
      'the manager is a guest from another organisation',
    ],
    ['gus', () => scene.tenant.world.setManager(id('gus'), id('ana')), 'the manager was changed in the last 14 days'],
  ])('%s: the helpdesk is asked, and told why', async (who, arrange, why) => {
    if (who === 'samir') await scene.teams.install('samir');
    arrange();
    await scene.pass(3);
    const before = new Map((['ana', 'marcus', 'emil', 'ravi'] as const).map((key) => [key, chatOf(scene, key)]));
    await needAPass(scene, who);
    expect(slackCard(scene, 'priya', who, 'helpdesk').words).toContain(why);
    expect(chatOf(scene, who)).toContain(why);
    for (const [manager, words] of before) expect(chatOf(scene, manager)).toBe(words);
  });

  it('a manager who is new there gets no further with the card of somebody else either', async () => {
    const { result } = await withoutEffect(scene, ['ana'], async () => {
      const card = {
        ...teamsCard(scene, 'ana', 'tom', ''),
        conversationId: scene.teams.person('ana').last().conversationId,
      };
      const [answer] = await scene.teams.person('ana').invoke(card, 'task/submit', {
        data: { verb: 'pass.prove', request: (await requestIn(scene, 'gus')).id, way: 'in-person' },
      });
      return JSON.stringify(answer?.body);
    });
    expect(result).toContain('You cannot vouch here, because the manager was changed in the last 14 days.');
  });
});

describe('where the risk asks for two', () => {
  it('the cards say how many checks there are, and who is still missing', async () => {
    scene.tenant.world.revokeSessions(id('pavel'), 'user');
    await scene.pass(3);
    await needAPass(scene, 'pavel');
    const card = teamsCard(scene, 'marcus', 'pavel', '[I have spoken with them]').words;
    expect(card).toContain('0 of 2');
    expect(card).toContain('2 checks are still missing: you and a helpdesk agent, or two agents.');
    await vouch(scene, 'marcus', 'pavel');
    expect(scene.teams.person('marcus').dialog?.words).toContain('One check is still missing: a helpdesk agent');
    expect((await requestIn(scene, 'pavel')).state).toBe('awaiting-proof');
    const room = slackCard(scene, 'priya', 'pavel', 'helpdesk').words;
    expect(room).toContain('Marcus Adeyemi, the manager, spoke with them');
    expect(room).toContain('One check is still missing: a helpdesk agent, somebody else than before.');
    expect(chatOf(scene, 'pavel')).toContain('One check is still missing');
  });

  it('the manager does not count twice, as an agent neither', async () => {
    scene.tenant.world.addToGroup(id('marcus'), scene.tenant.groups.helpdesk);
    const { result } = await withoutEffect(scene, ['marcus'], async () => {
      const slack = scene.slack.person('marcus');
      await slack.click(slackCard(scene, 'marcus', 'pavel', 'helpdesk'), 'I have checked who it is');
      return (await slack.waitForModal('You have checked this person already.')).words;
    });
    expect(result).toContain('One person counts once, as manager and agent together.');
    scene.tenant.world.removeFromGroup(id('marcus'), scene.tenant.groups.helpdesk);
  });

  it('an agent is the second; both numbers open it, after two approvals', async () => {
    const ofMarcus = numberFor(scene, 'pavel');
    const ofPriya = await checkInPerson(scene, 'priya', 'pavel');
    expect(ofPriya).not.toBe(ofMarcus);
    expect((await requestIn(scene, 'pavel')).state).toBe('awaiting-approval');
    await approveInTeams(scene, 'lucia', 'pavel');
    await approveInTeams(scene, 'jonas', 'pavel');
    const pavel = scene.teams.person('pavel');
    await openPass(scene, 'pavel');
    expect(pavel.dialog?.words).toContain('The six-digit number from Marcus Adeyemi or Priya Nair');
    heard(scene, 'pavel', ofMarcus);
    await createPass(scene, 'pavel');
    expect(pavel.dialog?.words).toContain('Works once, until');
    expect(openedFor('pavel')).toBe(true);
  });
});

describe('without Slack', () => {
  let other: Scene;
  beforeAll(async () => {
    const names = Object.keys(scene.environment).filter((name) => name.startsWith('SLACK_'));
    other = await openScene({ env: Object.fromEntries(names.map((name) => [name, ''])) });
  });
  afterAll(() => other.end());

  it('each agent is asked in their own chat, and one of them is enough', async () => {
    await needAPass(other, 'tom');
    const card = teamsCard(other, 'priya', 'tom', '[I have checked who it is]');
    expect(teamsCard(other, 'jonas', 'tom', '[I have checked who it is]').words).toContain('Never call a number');
    const priya = other.teams.person('priya');
    await priya.openDialog(card, 'I have checked who it is');
    heard(other, 'tom', saidBy(await priya.submitDialog('Yes, it was them', { way: 'in-person' })));
    await other.settle();
    expect(teamsCard(other, 'jonas', 'tom', 'Priya Nair, helpdesk, checked').words).not.toContain('[I have checked');
    await approveInTeams(other, 'lucia', 'tom');
    const tom = other.teams.person('tom');
    await openPass(other, 'tom');
    await createPass(other, 'tom');
    expect(tom.dialog?.words).toContain('Works once, until');
  });
});

function wrong(number: string): string {
  return String((Number(number.replace(' ', '')) + 1) % 1_000_000).padStart(6, '0');
}
