import type { SlackManners } from '../../src/demo/slack/requests';
import type { SeenSlackMessage } from '../../src/demo/slack';
import { linesOf, slackMessages, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { askForPass, linkSlack, requestIn, slackCard } from './steps';

/*
 * What comes through Slack and should not: signed by nobody, too old, too new, twice, by people who are not ours, by
 * people who may not. A Slack account decides nothing by itself.
 */

let scene: Scene;
let card: SeenSlackMessage;
/** As it was before Marcus approved it in Teams. */
let stale: SeenSlackMessage;

beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  await linkSlack(scene, 'marcus');
  await askForPass(scene, 'priya', 'aoife');
  stale = slackCard(scene, 'marcus', 'aoife', 'pass-approvals');
  const room = scene.teams.conversations().find(({ name }) => name === 'Pass approvals')!;
  const marcus = scene.teams.person('marcus');
  await marcus.click(await marcus.waitFor('asks for a Temporary Access Pass', { conversationId: room.id }), 'Approve');
  await scene.settle();
  await askForPass(scene, 'priya', 'tom');
  card = slackCard(scene, 'marcus', 'tom', 'pass-approvals');
});
afterAll(() => scene.end());

const marcus = () => scene.slack.person('marcus');
const tickets = (): number => linksOut().length;
const linksOut = () =>
  slackMessages(scene).filter(({ blocks }) => JSON.stringify(blocks).includes(`${scene.app.url}/confirm/`));

describe('requests that prove nothing', () => {
  test.each<[string, SlackManners, string]>([
    ['unsigned', { signature: 'missing' }, 'not-authentic'],
    ['signed with another secret', { signature: 'wrong' }, 'not-authentic'],
    ['ten minutes old', { minutesOff: -10 }, 'not-authentic'],
    ['from the future', { minutesOff: 3 }, 'future'],
    ['of another app', { overlay: { api_app_id: 'A0OTHER' } }, 'other-app'],
    ['of another workspace', { overlay: { team: { id: 'T0FABRIKAM' } } }, 'other-workspace'],
    ['by somebody of another workspace', { overlay: { user: { team_id: 'T0FABRIKAM' } } }, 'other-workspace-user'],
    ['by a user without an id', { overlay: { user: { id: undefined } } }, 'missing-field'],
    ['with two buttons at once', { overlay: { actions: [{ action_id: 'a' }, { action_id: 'b' }] } }, 'missing-field'],
  ])('an approval %s', async (_what, manners, reason) => {
    const before = tickets();
    const { noted } = await withoutEffect(scene, ['marcus'], () =>
      marcus().clickStale(card, 'Approve', undefined, manners),
    );
    expect(noted).toEqual([`slack.refused:${reason}`]);
    expect(tickets()).toBe(before);
  });

  test('a request for a pass, replayed three times, is one request', async () => {
    const before = scene.log.length;
    await withoutEffect(scene, ['marcus'], () => marcus().slash('/passwordless', 'queue', { copies: 3 }));
    const lines = scene.log.slice(before).filter((line) => line.includes('"reason":"replayed"'));
    expect(lines).toHaveLength(2);
  });
});

describe('people who are not ours', () => {
  test.each([
    ['a guest', 'slackGuest', 'guest', 'guests of this workspace'],
    ['a deleted user', 'formerColleague', 'deactivated', 'deactivated accounts'],
    ['a stranger', 'stranger', 'other-workspace-user', 'people of other workspaces'],
  ])('%s presses Approve', async (_what, who, reason, words) => {
    const person = scene.slack.person(who);
    const { noted } = await withoutEffect(scene, [], () => person.clickStale(card, 'Approve'));
    expect(noted).toEqual([`slack.refused:${reason}`]);
    const told = scene.wire
      .since(0)
      .filter(({ platform, direction, path }) => platform === 'slack' && direction === 'out' && path === '/response/…');
    expect(JSON.stringify(told.at(-1)?.request)).toContain(words);
  });

  test('another bot gets no answer', async () => {
    const { noted } = await withoutEffect(scene, [], () => scene.slack.person('otherBot').clickStale(card, 'Approve'));
    expect(noted).toEqual(['slack.refused:bot']);
  });

  test('a command in a channel that is shared with another organisation', async () => {
    const { noted } = await withoutEffect(scene, ['priya'], () =>
      scene.slack.person('priya').slash('/passwordless', 'lookup Tom', { channel: 'with-fabrikam' }),
    );
    expect(noted).toEqual(['slack.refused:shared-channel']);
    expect(scene.slack.person('priya').last('with-fabrikam').words).toContain('shared with other organisations');
    expect(() => scene.slack.person('stranger').last('with-fabrikam')).toThrow('no message');
  });
});

describe('people who are ours and may not', () => {
  test('somebody who is not linked presses Approve: the way to link, and nothing else', async () => {
    const { noted } = await withoutEffect(scene, ['lucia'], () =>
      scene.slack.person('lucia').clickStale(card, 'Approve'),
    );
    expect(noted).toEqual([]);
    const told = scene.slack.person('lucia').last('pass-approvals');
    expect(told.words).toContain('Link your Slack account with Microsoft Entra first.');
    expect(told.ephemeralFor).toBe('U0LUCIA');
  });

  test('a linked agent presses Approve: only approvers decide', async () => {
    const { noted } = await withoutEffect(scene, ['priya'], () =>
      scene.slack.person('priya').clickStale(card, 'Approve'),
    );
    expect(noted).toEqual(['turn.refused:not-approver']);
    expect(
      JSON.stringify([scene.slack.person('priya').modal(), scene.slack.person('priya').last('pass-approvals')]),
    ).toContain('Only members of the approvers group');
    expect(tickets()).toBe(0);
  });

  test('an approver presses a button of a request that is decided', async () => {
    const { noted } = await withoutEffect(scene, ['marcus'], () => marcus().clickStale(stale, 'Approve'));
    expect(noted).toEqual(['turn.refused:already-decided-by-you']);
    expect(JSON.stringify([marcus().modal(), marcus().last('pass-approvals')])).toContain('already decided');
    expect(tickets()).toBe(0);
  });

  test.each<[string, string, string]>([
    ['a made-up id', JSON.stringify({ verb: 'pass.approve', request: 'r-made-up' }), 'turn.refused:request-unknown'],
    ['a wrong type', JSON.stringify({ verb: 'pass.approve', request: 7 }), 'slack.refused:bad-input'],
    ['an extra field', JSON.stringify({ verb: 'pass.approve', request: 'r', who: 'me' }), 'slack.refused:bad-input'],
    ['an unknown verb', JSON.stringify({ verb: 'pass.grant' }), 'slack.refused:bad-input'],
    ['no JSON', 'pass.approve', 'slack.refused:bad-input'],
  ])('a button with %s', async (_what, value, line) => {
    const button = { action_id: 'pass.approve:0', value, type: 'button', action_ts: '1', block_id: 'b' };
    const { noted } = await withoutEffect(scene, ['marcus'], () =>
      marcus().clickStale(card, 'Approve', undefined, { overlay: { actions: [button] } }),
    );
    expect(noted).toEqual([line]);
    expect(marcus().last('pass-approvals').words).toContain('Nothing was changed.');
  });

  test.each(['pass.open', 'pass.create', 'pass.not-seen', 'pass.have-it'])(
    'a pass is never opened from Slack, not even by its recipient (%s)',
    async (verb) => {
      // Marcus is linked, and plays the one whose Slack session was stolen: the verb itself is refused.
      const { id } = await requestIn(scene, 'aoife');
      const value = JSON.stringify({ verb, request: id, ...(verb === 'pass.open' ? {} : { opening: 'o' }) });
      const button = { action_id: `${verb}:0`, value, type: 'button', action_ts: '1', block_id: 'b' };
      const before = scene.tenant.world.audits.length;
      const press = () => marcus().clickStale(card, 'Approve', undefined, { overlay: { actions: [button] } });
      const refused = verb === 'pass.open' || verb === 'pass.create' ? ['pass.opening-refused'] : [];
      await withoutEffect(scene, ['marcus'], press, { audit: refused });
      expect(scene.tenant.world.audits.length).toBe(before);
      expect((await requestIn(scene, 'aoife')).state).toBe('approved');
      expect(scene.tenant.world.livePasses()).toEqual([]);
    },
  );

  test('words that Slack would read as marks are answered as words', async () => {
    // A search is kept in the audit with whom it showed: nobody.
    const [before, priya] = [scene.log.length, scene.slack.person('priya')];
    const search = async (): Promise<void> => {
      await priya.slash('/passwordless', 'lookup <!channel> [x](http://evil) ${1+1}');
      expect((await priya.waitForModal('I cannot find that person in the directory.')).words).not.toContain('evil');
    };
    await withoutEffect(scene, ['priya'], search, { audit: ['person.searched'] });
    const noted = linesOf(scene, before).filter(({ level }) => level === 'warn' || level === 'error');
    expect(noted).toMatchObject([{ event: 'turn.refused', code: 'target-unknown' }]);
    expect(slackMessages(scene).filter(({ words }) => words.includes('evil'))).toEqual([]);
  });
});
