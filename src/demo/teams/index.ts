import { randomBytes } from 'node:crypto';
import type { ConfigurationBotFrameworkAuthenticationOptions } from 'botbuilder';
import express, { Router } from 'express';
import type { Clock } from '../../domain/clock';
import { listenOnLoopback } from '../loopback';
import { openWire, type Wire } from '../wire';
import { TeamsClient } from './client';
import { connectorRouter, type ConnectorFault } from './connector';
import { Conversations, type Conversation, type TeamsPerson } from './conversations';
import { botFrameworkSettings, botTokens, loopbackCredentials, type Bot, type CredentialsFactory } from './credentials';
import { deliveryTo, type Deliver } from './delivery';
import { teamsIds } from './ids';
import { channelKeys, type ChannelKeys } from './keys';

export type { TeamsClient } from './client';
export type { TeamsPerson } from './conversations';
export type { Answer, Manners } from './delivery';
export type { Pressed, SeenMessage } from './pressed';

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
  botFramework: { settings: ConfigurationBotFrameworkAuthenticationOptions; credentials: CredentialsFactory };
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
  const password = randomBytes(18).toString('base64url');
  const keys = await channelKeys(appId);
  const conversations = new Conversations(clock);
  const faults: ConnectorFault[] = [];
  const withoutApp = new Set(options.withoutApp);
  const ids = teamsIds(appId);
  const chatOf = (person: TeamsPerson): Conversation =>
    conversations.byId(ids.chat(person)) ??
    conversations.add({ id: ids.chat(person), type: 'personal', name: person.name, members: [person] });

  const app = express();
  const server = await listenOnLoopback(app);
  const bot: Bot = { origin: server.origin, tenantId, appId, password };
  const tokens = botTokens(bot);
  app.use(tokens.router, keyRouter(server.origin, keys));
  const personalChat = (memberId: string): Conversation | undefined => {
    const person = options.people.find((one) => [ids.user(one), one.objectId].includes(memberId));
    return person === undefined || withoutApp.has(person.key) ? undefined : chatOf(person);
  };
  const nextFault = (): ConnectorFault | undefined => faults.shift();
  const { isLive } = tokens;
  app.use('/v3', connectorRouter({ clock, wire, ids, tenantId, conversations, isLive, personalChat, nextFault }));

  const deliver = deliveryTo({ botUrl: options.botUrl, keys, wire, clock });
  const serviceUrl = `${server.origin}/`;
  const client = clientsOf(options.people, (person) => {
    const chat = (): Conversation => chatOf(person);
    return new TeamsClient({ clock, ids, tenantId, serviceUrl, person, deliver, conversations, chat });
  });
  return {
    origin: server.origin,
    serviceUrl,
    wire,
    ...forTheApp(bot),
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

function forTheApp(bot: Bot): Pick<Teams, 'environment' | 'botFramework'> {
  return {
    environment: {
      MicrosoftAppId: bot.appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: bot.tenantId,
      MicrosoftAppPassword: bot.password,
    },
    botFramework: { settings: botFrameworkSettings(bot), credentials: loopbackCredentials(bot) },
  };
}

/** OpenID metadata of the Bot Connector; what the emulator would sign is never valid here. */
function keyRouter(origin: string, keys: ChannelKeys): Router {
  const router = Router();
  const metadata = (name: string) => ({ issuer: 'https://api.botframework.com', jwks_uri: `${origin}/v1/${name}` });
  router.get('/v1/.well-known/openidconfiguration', (_request, response) => void response.json(metadata('keys')));
  router.get('/emulator/.well-known/openidconfiguration', (_request, response) => void response.json(metadata('none')));
  router.get('/v1/keys', (_request, response) => void response.json(keys.jwks));
  router.get('/v1/none', (_request, response) => void response.json({ keys: [] }));
  return router;
}

/** One client per person, kept: a dialog stays open between two looks at it. */
function clientsOf(
  people: readonly TeamsPerson[],
  make: (person: TeamsPerson) => TeamsClient,
): (keyOrObjectId: string) => TeamsClient {
  const clients = new Map<string, TeamsClient>();
  return (keyOrObjectId) => {
    const person = people.find((one) => [one.key, one.objectId].includes(keyOrObjectId));
    if (person === undefined) throw new Error(`Nobody in Teams is "${keyOrObjectId}".`);
    const client = clients.get(person.key) ?? make(person);
    clients.set(person.key, client);
    return client;
  };
}
