import { done } from '../../../src/domain/refusal';
import { openSlack } from '../../../src/channels/slack/bot';
import { notice } from '../../../src/services/notice';
import { openWorld, PRIYA, TOM, type World } from './world';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.forget();
});

const view = notice('A pass for Tom?', ['Risk: standard.'], {
  buttons: [{ title: 'Approve', does: { verb: 'help' } }],
});
const approval = { channel: 'slack', room: 'approval' } as const;
const priya = { channel: 'slack', person: PRIYA } as const;

describe('the messenger', () => {
  it('writes to the rooms and to people, and changes what it wrote, text and blocks', async () => {
    const { messenger } = world.channel;
    const posted = await messenger.send(approval, view);
    expect(posted).toMatchObject({ end: 'delivered', message: expect.stringMatching(/^C\w+:\d+\.\d+$/) as string });
    const message = posted.end === 'delivered' ? posted.message : '';
    const tom = world.slack.person('tom');
    expect(tom.last('approvals')).toMatchObject({ text: 'A pass for Tom? Risk: standard.' });
    const decided = notice('Denied by Priya <!here>', []);
    expect(await messenger.update(approval, message, decided)).toEqual({ end: 'delivered', message });
    expect(tom.last('approvals')).toMatchObject({ text: 'Denied by Priya &lt;!here&gt;', edits: 1 });
    expect(tom.last('approvals').words).not.toContain('Approve');
    expect(await messenger.send(priya, view)).toMatchObject({
      end: 'delivered',
      message: expect.stringMatching(/^D/) as string,
    });
    expect(world.slack.person('priya').last().words).toContain('A pass for Tom?');
    expect(await messenger.send({ channel: 'slack', room: 'helpdesk' }, view)).toMatchObject({ end: 'delivered' });
  });

  it('remembers the direct messages of somebody instead of asking each time', async () => {
    await world.channel.messenger.send(priya, view);
    const before = world.slack.wire.since(0).filter(({ path }) => path.includes('conversations.open')).length;
    await world.channel.messenger.send(priya, view);
    expect(world.slack.wire.since(0).filter(({ path }) => path.includes('conversations.open'))).toHaveLength(before);
  });

  it.each([
    [{ ratelimitedForSeconds: 7 }, { end: 'again', afterMs: 7_000 }],
    [{ error: 'channel_not_found' }, { end: 'unreachable', why: 'channel_not_found' }],
    [{ error: 'not_in_channel' }, { end: 'unreachable', why: 'not_in_channel' }],
    [{ error: 'is_archived' }, { end: 'unreachable', why: 'is_archived' }],
    [{ error: 'account_inactive' }, { end: 'unreachable', why: 'account_inactive' }],
    [{ error: 'internal_error' }, { end: 'again' }],
  ] as const)('answers %j with %j', async (fault, delivery) => {
    world.slack.upsetNext(fault);
    expect(await world.channel.messenger.send(approval, view)).toEqual(delivery);
  });

  it('tries again when Slack is down, three times in all', async () => {
    world.slack.upsetNext('server error', 'server error', 'server error');
    expect(await world.channel.messenger.send(approval, view)).toEqual({ end: 'again' });
    world.slack.upsetNext('server error', 'server error');
    expect(await world.channel.messenger.send(approval, view)).toMatchObject({ end: 'delivered' });
  });

  it('says who cannot be reached and why', async () => {
    const { messenger } = world.channel;
    const stranger = { channel: 'slack', person: '99999999-9999-4999-8999-999999999999' } as const;
    expect(await messenger.send(stranger, view)).toEqual({ end: 'unreachable', why: 'no linked Slack account' });
    expect(await messenger.send({ channel: 'teams', person: PRIYA }, view)).toMatchObject({ end: 'unreachable' });
    expect(await messenger.update(approval, 'not ours', view)).toMatchObject({ end: 'unreachable' });
    expect(await messenger.update(approval, 'C0NONE:1.000000', view)).toEqual({
      end: 'unreachable',
      why: 'channel_not_found',
    });
    expect(await messenger.reaches(TOM)).toBe(true);
    expect(await messenger.reaches(stranger.person)).toBe(false);
  });

  it('reaches nobody who has been deactivated since', async () => {
    const tom = world.slack.people().find(({ key }) => key === 'tom')!;
    tom.deleted = true;
    expect(await world.channel.messenger.reaches(TOM)).toBe(false);
    delete tom.deleted;
  });
});

const noLinks = {
  mayLink: () => Promise.resolve(done(undefined)),
  notLinked: () => Promise.resolve({ stopped: false }),
  lost: () => Promise.resolve(),
};

describe('opening', () => {
  const options = (): Parameters<typeof openSlack>[0] => ({
    botToken: 'xoxb-local',
    signingSecret: 'signing-secret',
    teamId: 'T0CONTOSO',
    apiUrl: world.slack.apiUrl,
    cards: { fill: () => ({}) },
    linking: noLinks,
    conversation: {
      hear: () => Promise.resolve([]),
      choose: () => Promise.resolve([]),
      greet: () => Promise.resolve([]),
    },
    ticketOffice: { linkAddress: () => Promise.resolve('') },
    links: world.store.links,
    seen: world.store.seen,
    references: world.store.references,
    observer: { event: () => undefined, failure: () => undefined },
    clock: world.clock,
    ids: { next: () => 'id' },
  });

  it('refuses a token of another workspace, by name', async () => {
    await expect(openSlack({ ...options(), teamId: 'T0OTHER' })).rejects.toThrow(
      'SLACK_BOT_TOKEN belongs to the workspace T0CONTOSO, but SLACK_TEAM_ID is T0OTHER.',
    );
  });

  it('refuses a token that Slack does not know', async () => {
    await expect(openSlack({ ...options(), botToken: 'xoxb-wrong' })).rejects.toThrow('invalid_auth');
  });

  it('over HTTP has a router and nothing to start; without its channels the rooms are unreachable', async () => {
    const slack = await openSlack(options());
    expect(slack.router).toBeDefined();
    await slack.start();
    expect(await slack.messenger.send(approval, view)).toMatchObject({ end: 'unreachable' });
    await slack.stop();
  });

  it('in Socket Mode has no router', async () => {
    const slack = await openSlack({ ...options(), appToken: 'xapp-1-local' });
    expect(slack.router).toBeUndefined();
    await slack.stop();
  });
});
