import { randomBytes } from 'node:crypto';
import type { ConfigurationBotFrameworkAuthenticationOptions } from 'botbuilder';
import express from 'express';
import type { Clock } from '../../domain/clock';
import { listenOnLoopback } from '../loopback';
import { openWire, type Wire } from '../wire';
import { TeamsClient } from './client';
import { connectorRouter, type ConnectorFault } from './connector';
import { openConversations, type Conversation, type TeamsPerson } from './conversations';
import { botFrameworkSettings, botTokens, loopbackCredentials, type BotCredentials } from './credentials';
import { deliveryTo, type Deliver } from './delivery';
import { teamsIds } from './ids';
import { channelKeys } from './keys';

export type { Card, Inputs } from './cards';
export type { Dialog, Pressed, SeenMessage, TeamsClient } from './client';
export type { TeamsPerson } from './conversations';
export type { Answer, Manners } from './delivery';

export interface TeamsOptions {
  clock: Clock;
  tenantId: string;
  appId: string;
  /** Where activities are posted, for instance `http://127.0.0.1:3978/api/messages`. Asked at each delivery. */
  botUrl: () => string;
  people: readonly TeamsPerson[];
  /** People without the app: the bot cannot write to them until it is installed. Keys of `people`. */
  withoutApp?: readonly string[];
  wire?: Wire;
}

export interface Teams {
  origin: string;
  /** With a slash at the end, as Teams' own service URLs. */
  serviceUrl: string;
  wire: Wire;
  /** MicrosoftApp… variables for the app's environment. */
  environment: Record<'MicrosoftAppId' | 'MicrosoftAppType' | 'MicrosoftAppTenantId' | 'MicrosoftAppPassword', string>;
  /** For `new ConfigurationBotFrameworkAuthentication(settings, credentials)`. */
  botFramework: { settings: ConfigurationBotFrameworkAuthenticationOptions; credentials: BotCredentials };
  /** The person with this key or object id. */
  person(keyOrObjectId: string): TeamsClient;
  people(): TeamsPerson[];
  /** Installs the app for somebody without their doing, as Graph's installedApps does; the bot hears of it. */
  install(keyOrObjectId: string): Promise<void>;
  uninstall(keyOrObjectId: string): void;
  /** A group chat or channel with the bot in it. */
  addConversation(name: string, type: 'groupChat' | 'channel', memberKeys: readonly string[]): Conversation;
  conversations(): Conversation[];
  /** Posts any activity to the bot, signed as it says. */
  deliver: Deliver;
  /** The next calls of the bot meet these, one each. */
  upsetNext(...faults: ConnectorFault[]): void;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** A local Microsoft Teams: the Bot Connector service, the login server of bots, and people at their clients. */
export async function startTeams(options: TeamsOptions): Promise<Teams> {
  const { clock, tenantId, appId } = options;
  const wire = options.wire ?? openWire();
  const ids = teamsIds(appId);
  const password = randomBytes(18).toString('base64url');
  const keys = await channelKeys(appId);
  const tokens = botTokens({ tenantId, appId, password });
  const conversations = openConversations(clock);
  const faults: ConnectorFault[] = [];
  const withoutApp = new Set(options.withoutApp);

  const chatOf = (person: TeamsPerson): Conversation =>
    conversations.byId(ids.chat(person)) ??
    conversations.add({ id: ids.chat(person), type: 'personal', name: person.name, members: [person] });
  const personalChat = (memberId: string): Conversation | undefined => {
    const person = options.people.find((one) => [ids.user(one), one.objectId].includes(memberId));
    return person === undefined || withoutApp.has(person.key) ? undefined : chatOf(person);
  };

  const app = express();
  app.use(tokens.router);
  app.get(['/v1/.well-known/openidconfiguration', '/emulator/.well-known/openidconfiguration'], (request, response) => {
    const keySet = request.path.startsWith('/emulator') ? 'no-keys' : 'keys';
    response.json({ issuer: 'https://api.botframework.com', jwks_uri: `${server.origin}/v1/.well-known/${keySet}` });
  });
  app.get('/v1/.well-known/keys', (_request, response) => void response.json(keys.jwks));
  app.get('/v1/.well-known/no-keys', (_request, response) => void response.json({ keys: [] }));
  const nextFault = (): ConnectorFault | undefined => faults.shift();
  app.use(
    '/v3',
    connectorRouter({ clock, wire, ids, tenantId, conversations, isLive: tokens.isLive, personalChat, nextFault }),
  );
  const server = await listenOnLoopback(app);
  const serviceUrl = `${server.origin}/`;

  const deliver = deliveryTo({ botUrl: options.botUrl, keys, wire, clock });
  const clients = new Map<string, TeamsClient>();
  const client = (keyOrObjectId: string): TeamsClient => {
    const person = options.people.find((one) => [one.key, one.objectId].includes(keyOrObjectId));
    if (person === undefined) throw new Error(`Nobody in Teams is "${keyOrObjectId}".`);
    const existing = clients.get(person.key);
    if (existing !== undefined) return existing;
    const chat = (): Conversation => chatOf(person);
    const made = new TeamsClient({ clock, ids, tenantId, serviceUrl, person, deliver, conversations, chat });
    clients.set(person.key, made);
    return made;
  };

  return {
    origin: server.origin,
    serviceUrl,
    wire,
    environment: {
      MicrosoftAppId: appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: tenantId,
      MicrosoftAppPassword: password,
    },
    botFramework: {
      settings: botFrameworkSettings({ origin: server.origin, tenantId, appId, password }),
      credentials: loopbackCredentials({ origin: server.origin, tenantId, appId, password }),
    },
    person: client,
    people: () => [...options.people],
    async install(keyOrObjectId) {
      withoutApp.delete(client(keyOrObjectId).person.key);
      await client(keyOrObjectId).install();
    },
    uninstall(keyOrObjectId) {
      const { person } = client(keyOrObjectId);
      withoutApp.add(person.key);
      chatOf(person).hasBot = false;
    },
    addConversation(name, type, memberKeys) {
      const id = `19:${randomBytes(16).toString('hex')}@thread.${type === 'channel' ? 'tacv2' : 'v2'}`;
      return conversations.add({ id, type, name, members: memberKeys.map((key) => client(key).person) });
    },
    conversations: () => conversations.all(),
    deliver,
    upsetNext: (...next) => void faults.push(...next),
    onChange: (listener) => conversations.onChange(listener),
    close: () => server.close(),
  };
}
