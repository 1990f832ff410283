import { App, ExpressReceiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { IRouter } from 'express';
import { z } from 'zod/v4';
import { type Clock, systemClock } from '../../domain/clock';
import type { TicketOffice } from '../../services/confirming';
import type { SlackStanding } from '../../services/linking';
import type { Ids, Links, Messenger, Observer, References, SeenIds } from '../../services/ports';
import type { Conversation, Suggestions } from '../../services/turn';
import { clientOptions, loggerFor, openClient, openGuardClient, openPatientClient, openRespond } from './client';
import { openDirectMessages } from './direct';
import { type Door, openDoor } from './door';
import { type Arrival, type Guard, openGuard } from './guard';
import { openHome } from './home';
import { openIdentity } from './identity';
import { openMessenger } from './send';
import { type CardFiller, openSurfaces } from './surfaces';
import type { LinkOffice } from './link-offer';
import type { TurnParts } from './turns';

export interface SlackOptions {
  readonly botToken: string;
  readonly signingSecret: string;
  /** `xapp-…`: Socket Mode instead of `POST /slack/events`. */
  readonly appToken?: string;
  /** The one workspace this app answers in; must be the bot token's. */
  readonly teamId: string;
  readonly enterpriseId?: string;
  /** Asked of Slack when absent. */
  readonly appId?: string;
  readonly approvalChannelId?: string;
  readonly helpdeskChannelId?: string;
  /** Another Web API base, loopback in demo and tests. */
  readonly apiUrl?: string;
  readonly cards: CardFiller;
  readonly conversation: Conversation;
  /** For fields that suggest people; none are suggested where it is absent. */
  readonly suggestions?: Suggestions;
  readonly ticketOffice: Pick<TicketOffice, 'linkAddress'>;
  readonly linking: LinkOffice;
  readonly links: Links;
  readonly seen: SeenIds;
  readonly references: References;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The machine's time, against which signatures are made; the demo moves `clock`, never this one. */
  readonly wallClock?: Clock;
  /** How long a person waits before they are told that it is being worked on; 1,500 ms. */
  readonly patienceMs?: number;
}

export interface Slack {
  /** To mount before any body parser: the signature is over the raw bytes. Serves POST /slack/events; absent in Socket Mode. */
  readonly router?: IRouter;
  readonly messenger: Messenger;
  /** Whether somebody is an active member of ours now, as Slack says when it is asked. */
  standing(user: string): Promise<SlackStanding>;
  /** Opens the Socket Mode connection; does nothing over HTTP, where the shared server listens. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when every turn that has begun has been answered. */
  drain(): Promise<void>;
}

/** Throws when the token is not valid, or belongs to another workspace or app than the settings say. */
export async function openSlack(options: SlackOptions): Promise<Slack> {
  const { observer, clock, teamId, links } = options;
  const connection = {
    botToken: options.botToken,
    logger: loggerFor(observer),
    ...(options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }),
  };
  const client = openClient(connection);
  const self = await readSelf(client, options);
  const patient = openPatientClient(connection, observer);
  const surfaces = openSurfaces(options.cards);
  const directs = { references: options.references, clock, teamId };
  const guard = openGuard({
    client: openGuardClient(connection),
    appId: self.appId,
    botId: self.botId,
    teamId,
    ...(self.enterpriseId === undefined ? {} : { enterpriseId: self.enterpriseId }),
    seen: options.seen,
    ids: options.ids,
    clock,
    wallClock: options.wallClock ?? systemClock,
    observer,
    lost: (user, why) => options.linking.lost({ team: teamId, user }, why),
  });
  const door = doorFor(options, guard, self, {
    client: patient,
    surfaces,
    direct: openDirectMessages({ ...directs, client: patient }),
    observer,
  });
  const receiver = receiverFor(options, clientOptions(connection));
  const app = listening(receiver, options, self, clientOptions(connection), door);
  const isSocket = receiver instanceof SocketModeReceiver;
  return {
    ...(receiver instanceof ExpressReceiver ? { router: receiver.router } : {}),
    messenger: openMessenger({
      client,
      surfaces,
      links,
      // The outbox comes back by itself when Slack asks it to wait.
      direct: openDirectMessages({ ...directs, client }),
      teamId,
      rooms: {
        ...(options.approvalChannelId === undefined ? {} : { approval: options.approvalChannelId }),
        ...(options.helpdeskChannelId === undefined ? {} : { helpdesk: options.helpdeskChannelId }),
      },
      isMember: async (user) => (await guard.standing(user)) === 'member',
      observer,
    }),
    standing: (user) => guard.standing(user),
    async start() {
      if (isSocket) await app.start();
    },
    async stop() {
      if (isSocket) await app.stop();
      await door.drain();
    },
    drain: () => door.drain(),
  };
}

type Speaking = Pick<TurnParts, 'client' | 'surfaces' | 'direct' | 'observer'>;

function doorFor(options: SlackOptions, guard: Guard, self: Self, speaking: Speaking): Door {
  const { conversation, ticketOffice } = options;
  const identity = openIdentity({ links: options.links, teamId: options.teamId });
  return openDoor(guard, {
    ...speaking,
    respond: openRespond(options.apiUrl),
    identity,
    home: openHome({ ...speaking, identity, conversation, linking: options.linking }),
    conversation,
    ticketOffice,
    linking: options.linking,
    standing: (user) => guard.standing(user),
    ...(options.suggestions === undefined ? {} : { suggestions: options.suggestions }),
    botUserId: self.botUserId,
    patienceMs: options.patienceMs ?? 1_500,
  });
}

interface Self {
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Of the Enterprise Grid that the workspace belongs to, if any. */
  readonly enterpriseId?: string;
}

const authTest = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string(),
  app_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
});
const botsInfo = z.object({ bot: z.object({ app_id: z.string() }) });

async function readSelf(client: webApi.WebClient, options: SlackOptions): Promise<Self> {
  const self = authTest.parse(await client.auth.test());
  if (self.is_enterprise_install === true) {
    throw new Error(
      'SLACK_BOT_TOKEN is of an installation for a whole Enterprise Grid organisation. Keysmith belongs into one workspace: install it there, and use that token.',
    );
  }
  if (self.team_id !== options.teamId) {
    throw new Error(
      `SLACK_BOT_TOKEN belongs to the workspace ${self.team_id}, but SLACK_TEAM_ID is ${options.teamId}.`,
    );
  }
  const enterpriseId = self.enterprise_id ?? undefined;
  if (options.enterpriseId !== undefined && enterpriseId !== undefined && enterpriseId !== options.enterpriseId) {
    throw new Error(
      `SLACK_BOT_TOKEN belongs to the organisation ${enterpriseId}, but SLACK_ENTERPRISE_ID is ${options.enterpriseId}.`,
    );
  }
  const grid = enterpriseId ?? options.enterpriseId;
  const known = options.appId ?? self.app_id;
  const appId = known ?? botsInfo.parse(await client.bots.info({ bot: self.bot_id })).bot.app_id;
  const ids = { appId, botId: self.bot_id, botUserId: self.user_id };
  return grid === undefined ? ids : { ...ids, enterpriseId: grid };
}

type Opened = ExpressReceiver | SocketModeReceiver;

function receiverFor(options: SlackOptions, web: webApi.WebClientOptions): Opened {
  const { observer } = options;
  const logger = loggerFor(observer);
  if (options.appToken !== undefined) {
    return new SocketModeReceiver({
      appToken: options.appToken,
      logger,
      installerOptions: { clientOptions: web },
      customPropertiesExtractor: () => arrived({ over: 'socket' }),
      processEventErrorHandler: ({ error }) => {
        unreadable(observer, error);
        return Promise.resolve(true);
      },
    });
  }
  return new ExpressReceiver({
    signingSecret: options.signingSecret,
    logger,
    endpoints: '/slack/events',
    bodyLimit: '1mb',
    customPropertiesExtractor: ({ headers: { 'x-slack-request-timestamp': timestamp } }) =>
      arrived({ over: 'http', timestamp: typeof timestamp === 'string' ? timestamp : undefined }),
    // Reached by what is signed well and yet no payload that Bolt can take apart.
    processEventErrorHandler: ({ error, response }) => {
      unreadable(observer, error);
      if (!response.headersSent) response.writeHead(400).end();
      return Promise.resolve(false);
    },
    unhandledRequestHandler: ({ response }) => {
      // Bolt calls this for what has failed and been answered above, too.
      if (response.headersSent) return;
      unreadable(observer, new Error('A kind of payload that Bolt does not know'));
      response.writeHead(400).end();
    },
    unhandledRequestTimeoutMillis: 2_900,
  });
}

function arrived(arrival: Arrival): { arrival: Arrival } {
  return { arrival };
}

function unreadable(observer: Observer, error: unknown): void {
  observer.event('slack.refused', { reason: 'unknown-kind', kind: 'unknown' });
  observer.failure('slack.unreadable', error);
}

function listening(receiver: Opened, options: SlackOptions, self: Self, web: webApi.WebClientOptions, door: Door): App {
  const app = new App({
    receiver,
    socketMode: receiver instanceof SocketModeReceiver,
    token: options.botToken,
    botId: self.botId,
    botUserId: self.botUserId,
    tokenVerificationEnabled: false,
    logger: loggerFor(options.observer),
    clientOptions: web,
    // Our guard is the first middleware of all: nothing of Bolt's runs on what it has not let in.
    ignoreSelf: false,
    convoStore: false,
  });
  app.use(door.guard);
  app.command(/.*/, door.listen);
  app.action(/.*/, door.listen);
  app.view(/.*/, door.listen);
  app.shortcut(/.*/, door.listen);
  app.options(/.*/, door.listen);
  app.event(/.*/, door.listen);
  app.error((error) => {
    options.observer.failure('slack.bolt', error);
    return Promise.resolve();
  });
  return app;
}
