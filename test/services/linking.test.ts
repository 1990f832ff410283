import { randomBytes } from 'node:crypto';
import { movableClock } from '../../src/demo/clock';
import { explain } from '../../src/domain/refusal';
import { Linking, type SlackStanding } from '../../src/services/linking';
import type { Turn } from '../../src/services/turn';
import { TICKET_MS, TicketDesk } from '../../src/services/tickets';
import { linkingStore, person } from './linking-store';

const priya = person('11111111-0000-4000-8000-000000000001', 'Priya Nair');
const tom = person('11111111-0000-4000-8000-000000000002', 'Tom Berg');
const gone = person('11111111-0000-4000-8000-000000000003', 'Gone Away', { enabled: false });
const slackOfPriya = { team: 'T1', user: 'UPRIYA' };
const slackOfTom = { team: 'T1', user: 'UTOM' };

const inTeams = (who: string): Turn => ({
  who,
  channel: 'teams',
  identity: { how: 'teams-jwt' },
  place: 'personal',
  conversation: `teams:${who}`,
  correlationId: 'c',
  timeZone: 'UTC',
});

async function setUp() {
  const memory = await linkingStore([priya, tom, gone]);
  const clock = movableClock();
  const ids = { next: () => randomBytes(24).toString('base64url') };
  /** What Slack says about accounts that are no ordinary members. */
  const standings = new Map<string, SlackStanding>();
  const slackStanding = (user: string) => Promise.resolve(standings.get(user) ?? 'member');
  const linking = new Linking({ ...memory, clock, slackStanding });
  const desk = new TicketDesk({ ...memory, clock, ids, publicUrl: 'https://keysmith.example' });
  close = memory.closeStore;
  return { ...memory, clock, linking, desk, standings };
}

let close: () => Promise<void>;
afterEach(() => close());

describe('linking', () => {
  test('binds the account, leaves one audit row, and tells the person in Teams with a way to take it back, and in Slack', async () => {
    const { linking, links, rows, jobs, clock } = await setUp();
    expect(await linking.link(slackOfPriya, priya.id)).toEqual({ ok: true, value: 'linked' });
    expect(await links.accountOf(priya.id)).toEqual(slackOfPriya);
    expect(rows('audit')).toMatchObject([
      { chain: 'link:UPRIYA', actor: priya.id, channel: 'web', act: 'slack.linked' },
    ]);
    const added = await jobs.claim(clock.now().getTime(), 10, 1_000);
    expect(added.map(({ body }) => 'to' in body && body.to)).toEqual(
      expect.arrayContaining([
        { channel: 'teams', person: priya.id },
        { channel: 'slack', person: priya.id },
      ]),
    );
    const teams = added.find(({ body }) => 'to' in body && body.to.channel === 'teams');
    expect(teams?.body).toMatchObject({
      view: { data: { buttons: [{ title: 'This was not me', does: { verb: 'link.disown' } }] } },
    });
    expect(JSON.stringify(teams?.body)).toContain('UPRIYA');
  });

  test('again with the same pair is a calm yes without a second message', async () => {
    const { linking, rows } = await setUp();
    await linking.link(slackOfPriya, priya.id);
    expect(await linking.link(slackOfPriya, priya.id)).toEqual({ ok: true, value: 'was-linked' });
    expect([rows('audit').length, rows('jobs').length]).toEqual([1, 3]);
  });

  test.each([
    ['an Entra person who has another Slack account', slackOfTom, priya.id, 'link-taken'],
    ['a Slack account that belongs to another Entra person', slackOfPriya, tom.id, 'slack-taken'],
    ['a disabled Entra account', slackOfTom, gone.id, 'actor-disabled'],
    ['somebody the directory does not have', slackOfTom, '11111111-0000-4000-8000-00000000dead', 'graph-not-found'],
  ])('refuses %s and changes nothing', async (_, account, who, code) => {
    const { linking, rows } = await setUp();
    await linking.link(slackOfPriya, priya.id);
    const before = JSON.stringify([rows('links'), rows('audit'), rows('jobs')]);
    const refused = await linking.link(account, who);
    expect(refused).toMatchObject({ ok: false, refusal: { code } });
    if (!refused.ok) expect(explain(refused.refusal).changed).toBe('Nothing was changed.');
    expect(JSON.stringify([rows('links'), rows('audit'), rows('jobs')])).toBe(before);
  });

  test('unlinking frees both sides and is recorded', async () => {
    const { linking, rows } = await setUp();
    await linking.link(slackOfPriya, priya.id);
    expect(await linking.unlink(inTeams(priya.id))).toEqual({ ok: true, value: slackOfPriya });
    expect(await linking.unlink(inTeams(priya.id))).toMatchObject({ ok: false, refusal: { code: 'not-linked' } });
    expect(rows('audit')).toMatchObject([
      { act: 'slack.linked', channel: 'web' },
      { act: 'slack.unlinked', channel: 'teams' },
    ]);
    expect(await linking.link(slackOfPriya, tom.id)).toEqual({ ok: true, value: 'linked' });
  });
});

describe('a link that was', () => {
  test('is proved again in time by the same two sign-ins, and counts anew', async () => {
    const { linking, links, clock, rows } = await setUp();
    await linking.link(slackOfPriya, priya.id);
    clock.advance(60 * 24 * 3_600_000);
    const from = clock.now().getTime();
    expect(await linking.link(slackOfPriya, priya.id)).toEqual({ ok: true, value: 'renewed' });
    expect((await links.personOf(slackOfPriya))?.at).toBeGreaterThanOrEqual(from);
    expect(rows('audit')).toMatchObject([{ act: 'slack.linked' }, { act: 'slack.link-renewed' }]);
  });

  test.each(['slack-deactivated', 'slack-guest', 'slack-elsewhere'] as const)(
    'ends when Slack says %s, and the person hears why',
    async (why) => {
      const { linking, links, jobs, clock, rows } = await setUp();
      await linking.link(slackOfPriya, priya.id);
      await linking.lost(slackOfPriya, why);
      await linking.lost(slackOfPriya, why);
      expect(await links.accountOf(priya.id)).toBeUndefined();
      expect(await linking.notLinked(slackOfPriya)).toEqual({ stopped: false, ended: why });
      expect(rows('audit')).toMatchObject([
        { act: 'slack.linked' },
        { act: 'slack.link-ended', actor: 'keysmith', channel: 'system' },
      ]);
      const told = await jobs.claim(clock.now().getTime(), 10, 1_000);
      expect(JSON.stringify(told.map(({ body }) => body))).toContain(
        'cannot act as you any more, because the Slack account',
      );
    },
  );

  test('makes room for the new account of somebody whose old one is dead', async () => {
    const { linking, links, standings, rows } = await setUp();
    await linking.link(slackOfPriya, priya.id);
    expect(await linking.link({ team: 'T1', user: 'UNEW' }, priya.id)).toMatchObject({
      refusal: { code: 'link-taken' },
    });
    standings.set(slackOfPriya.user, 'slack-deactivated');
    expect(await linking.link({ team: 'T1', user: 'UNEW' }, priya.id)).toEqual({ ok: true, value: 'linked' });
    expect(await links.accountOf(priya.id)).toEqual({ team: 'T1', user: 'UNEW' });
    expect(rows('audit').map((row) => (row as { act: string }).act)).toContain('slack.link-ended');
  });

  test('is made with nobody who is no member any more', async () => {
    const { linking, standings, rows } = await setUp();
    standings.set(slackOfPriya.user, 'slack-guest');
    expect(await linking.link(slackOfPriya, priya.id)).toMatchObject({ ok: false, refusal: { code: 'link-ended' } });
    expect([rows('links'), rows('audit'), rows('jobs')]).toEqual([[], [], []]);
  });
});

describe('one-time addresses', () => {
  const decision = { person: priya.id, request: 'r1', version: 3, decision: 'approve' as const };

  test('hold 128 random bits or more, and the store holds only their hash', async () => {
    const { desk, rows } = await setUp();
    const addresses = await Promise.all(Array.from({ length: 50 }, () => desk.linkAddress(slackOfPriya)));
    expect(new Set(addresses).size).toBe(50);
    for (const address of addresses) {
      const nonce = /^https:\/\/keysmith\.example\/link\/([\w-]{22,})$/.exec(address)?.[1];
      expect(nonce).toBeDefined();
      expect(JSON.stringify(rows('tickets'))).not.toContain(nonce);
    }
  });

  test('open what they were made for, for ten minutes, and are spent once', async () => {
    const { desk, clock } = await setUp();
    const nonce = (await desk.confirmAddress(decision)).split('/').at(-1) ?? '';
    const opened = await desk.openConfirm(nonce);
    expect(opened).toMatchObject({ ok: true, value: { purpose: decision } });
    if (!opened.ok) return;
    expect(await desk.openLink(nonce)).toMatchObject({ ok: false, refusal: { code: 'link-over' } });
    expect((await Promise.all([1, 2, 3].map(() => desk.spend(opened.value)))).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await desk.openConfirm(nonce)).toMatchObject({ ok: false });

    const other = (await desk.linkAddress(slackOfPriya)).split('/').at(-1) ?? '';
    clock.advance(TICKET_MS - 1_000);
    expect(await desk.openLink(other)).toMatchObject({ ok: true });
    clock.advance(1_000);
    expect(await desk.openLink(other)).toMatchObject({ ok: false, refusal: { code: 'link-over' } });
    expect(await desk.openLink('made-up')).toMatchObject({ ok: false, refusal: { code: 'link-over' } });
  });
});
