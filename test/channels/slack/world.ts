import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { loadCards } from '../../../src/cards';
import { openSlack, type Slack as Channel, type SlackOptions } from '../../../src/channels/slack/bot';
import { movableClock, type MovableClock } from '../../../src/demo/clock';
import { listenOnLoopback } from '../../../src/demo/loopback';
import { startSlack, type Slack as LocalSlack, type SlackPerson } from '../../../src/demo/slack';
import { notice } from '../../../src/services/notice';
import { done } from '../../../src/domain/refusal';
import type { LinkEnd, SlackLoss } from '../../../src/domain/slack-link';
import type { SlackAccount } from '../../../src/services/ports';
import type { Choice, Reply, Turn } from '../../../src/services/turn';
import { openStore, type Store } from '../../../src/store';
import { openSocketEnd, type SocketEnd } from './socket';

export const PRIYA = '11111111-1111-4111-8111-111111111111';
export const TOM = '22222222-2222-4222-8222-222222222222';

export interface Happened {
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The shipped Slack channel with its cards and store, a local Slack around it, and a conversation that is a script. */
export interface World {
  readonly slack: LocalSlack;
  readonly channel: Channel;
  readonly store: Store;
  readonly clock: MovableClock;
  readonly url: string;
  /** Everything that reached the services. */
  readonly chosen: { readonly turn: Turn; readonly choice: Choice }[];
  readonly heard: { readonly turn: Turn; readonly text: string }[];
  /** Whom Slack said to be no member any more. */
  readonly lost: (SlackAccount & { readonly why: SlackLoss })[];
  /** What the services say about people who are not linked. */
  readonly notLinked: { stopped: boolean; ended?: LinkEnd };
  readonly events: Happened[];
  readonly failures: Happened[];
  /** What the services answer; `[]` is an answer too. */
  answer(to: (turn: Turn, asked: Choice | string) => readonly Reply[] | Promise<readonly Reply[]>): void;
  link(user: string, person: string): Promise<void>;
  /** The reasons of refusals, oldest first. */
  refusals(): unknown[];
  forget(): void;
  close(): Promise<void>;
}

export const SIGNING_SECRET = 'signing-secret';
export const TEAM = 'T0CONTOSO';

/** How Slack and the app speak: signed requests to a public address, or a WebSocket that the app opens. */
export const TRANSPORTS = ['HTTP', 'Socket Mode'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export async function openWorld(
  more: Partial<SlackOptions> = {},
  transport: Transport = 'HTTP',
  local: {
    readonly enterpriseId?: string;
    readonly wholeOrganisation?: boolean;
    readonly people?: readonly SlackPerson[];
  } = {},
): Promise<World & { readonly socket?: SocketEnd }> {
  let origin = '';
  const socket = transport === 'HTTP' ? undefined : await openSocketEnd('xapp-local');
  const directory = mkdtempSync(join(tmpdir(), 'keysmith-slack-'));
  const clock = movableClock();
  const slack = await startSlack({
    clock,
    teamId: TEAM,
    signingSecret: SIGNING_SECRET,
    botToken: 'xoxb-local',
    appId: 'A0KEYSMITH',
    botUrl: () => `${origin}/slack/events`,
    ...(socket === undefined ? {} : { socket }),
    people: [
      { key: 'priya', userId: 'U0PRIYA', name: 'Priya Shah', timeZone: 'Europe/Berlin' },
      { key: 'tom', userId: 'U0TOM', name: 'Tom <!channel> *Baker* [x](http://evil)' },
      { key: 'nobody', userId: 'U0NOBODY', name: 'Not Linked' },
      { key: 'guest', userId: 'U0GUEST', name: 'Guest', isGuest: true },
      { key: 'single', userId: 'U0SINGLE', name: 'Single', isSingleChannelGuest: true },
      { key: 'robot', userId: 'U0ROBOT', name: 'Robot', isBot: true },
      { key: 'gone', userId: 'U0GONE', name: 'Gone', deleted: true },
      { key: 'mallory', userId: 'U0MALLORY', name: 'Mallory', teamId: 'T0FABRIKAM' },
      ...(local.people ?? []),
    ],
    ...(local.enterpriseId === undefined ? {} : { enterpriseId: local.enterpriseId }),
    wholeOrganisation: local.wholeOrganisation ?? false,
  });
  const everybody = slack.people().map(({ key }) => key);
  const approvals = slack.addChannel('approvals', everybody);
  const helpdesk = slack.addChannel('helpdesk', everybody);
  slack.addChannel('partners', everybody, { isShared: true });
  const store = await openStore(`sqlite:${join(directory, 'store.db')}`);
  const chosen: World['chosen'] = [];
  const heard: World['heard'] = [];
  const events: Happened[] = [];
  const failures: Happened[] = [];
  const lost: World['lost'] = [];
  const notLinked: World['notLinked'] = { stopped: false };
  const closeAll = async (): Promise<void> => {
    await socket?.close();
    await slack.close();
    await store.close();
  };
  let script: Parameters<World['answer']>[0] = () => [{ kind: 'say', view: notice('An answer', []) }];
  const channel = await openSlack({
    botToken: 'xoxb-local',
    signingSecret: SIGNING_SECRET,
    teamId: TEAM,
    apiUrl: slack.apiUrl,
    approvalChannelId: approvals.id,
    helpdeskChannelId: helpdesk.id,
    cards: loadCards('cards'),
    conversation: {
      hear: async (turn, text) => {
        heard.push({ turn, text });
        return script(turn, text);
      },
      choose: async (turn, choice) => {
        chosen.push({ turn, choice });
        return script(turn, choice);
      },
      greet: () => Promise.resolve([]),
    },
    ticketOffice: { linkAddress: ({ user }) => Promise.resolve(`https://keysmith.example/link/for-${user}`) },
    links: store.links,
    linking: {
      mayLink: () => Promise.resolve(done(undefined)),
      notLinked: () => Promise.resolve(notLinked),
      lost: (account, why) => {
        lost.push({ ...account, why });
        return Promise.resolve();
      },
    },
    seen: store.seen,
    references: store.references,
    observer: {
      event: (name, facts = {}) => void events.push({ name, facts }),
      failure: (name, error, facts = {}) => void failures.push({ name, facts: { ...facts, error } }),
    },
    clock,
    ids: { next: () => Math.random().toString(36).slice(2) },
    ...(socket === undefined ? {} : { appToken: socket.appToken }),
    ...more,
  }).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  await channel.start().catch(async (error: unknown) => {
    await channel.stop();
    await closeAll();
    throw error;
  });
  const app = express();
  if (channel.router !== undefined) app.use(channel.router);
  const server = await listenOnLoopback(app);
  origin = server.origin;
  const world: World & { readonly socket?: SocketEnd } = {
    ...(socket === undefined ? {} : { socket }),
    slack,
    channel,
    store,
    clock,
    url: `${origin}/slack/events`,
    lost,
    notLinked,
    chosen,
    heard,
    events,
    failures,
    answer: (to) => void (script = to),
    async link(user, person) {
      const at = clock.now().getTime();
      const audit = {
        chain: `link:${user}`,
        at,
        actor: person,
        channel: 'web',
        act: 'slack.linked',
        facts: {},
      } as const;
      await store.links.link({ team: TEAM, user }, person, audit, []);
    },
    refusals: () => events.filter(({ name }) => name === 'slack.refused').map(({ facts }) => facts['reason']),
    forget() {
      for (const list of [lost, chosen, heard, events, failures]) list.length = 0;
      script = () => [{ kind: 'say', view: notice('An answer', []) }];
    },
    async close() {
      await channel.stop();
      await socket?.close();
      await server.close();
      await slack.close();
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await world.link('U0PRIYA', PRIYA);
  await world.link('U0TOM', TOM);
  return world;
}
