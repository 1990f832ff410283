import express, { type RequestHandler } from 'express';
import type { Clock } from '../../domain/clock';
import { listenOnLoopback } from '../loopback';
import { openWire, type Wire } from '../wire';
import { slackApi, type SlackFault } from './api';
import { SlackClient } from './client';
import { requestsTo, type SendToBot } from './requests';
import { ResponseUrls } from './response-urls';
import { Triggers } from './triggers';
import { Workspace, type SlackChannel, type SlackPerson } from './workspace';

export type { SlackClient } from './client';
export type { SeenView } from './modals';
export type { Acknowledged } from './requests';
export type { SeenSlackMessage } from './screen';
export type { SlackChannel, SlackPerson } from './workspace';

export interface SlackOptions {
  clock: Clock;
  teamId: string;
  signingSecret: string;
  botToken: string;
  appId: string;
  /** Where requests are posted, for instance `http://127.0.0.1:3978/slack/events`. Asked at each request. */
  botUrl: () => string;
  people: readonly SlackPerson[];
  /** `E…`: the workspace is one of an Enterprise Grid organisation. */
  enterpriseId?: string;
  /** The app is installed for all of it. */
  wholeOrganisation?: boolean;
  wire?: Wire;
  /** Socket Mode: what `apps.connections.open` answers to this app token, and who carries requests instead of HTTP. */
  socket?: { appToken: string; url: () => string; send: SendToBot };
}

export interface Slack {
  origin: string;
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  teamId: string;
  wire: Wire;
  /** The person with this key or Slack user id. */
  person(keyOrUserId: string): SlackClient;
  people(): SlackPerson[];
  addChannel(
    name: string,
    memberKeys: readonly string[],
    options?: { isPrivate?: boolean; isShared?: boolean; hasBot?: boolean },
  ): SlackChannel;
  channels(): SlackChannel[];
  /** Posts any payload to the bot, signed as it says. */
  send: SendToBot;
  /** Serves more under this origin: Sign in with Slack lives where its API does. */
  mount(handler: RequestHandler): void;
  /** The next Web API calls of the bot meet these, one each. */
  upsetNext(...faults: SlackFault[]): void;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** A local Slack workspace: the Web API the bot calls, and people at their clients who send signed requests. */
export async function startSlack(options: SlackOptions): Promise<Slack> {
  const { clock, teamId, appId, botToken } = options;
  const wire = options.wire ?? openWire();
  const workspace = new Workspace(clock, teamId, options.people, options.enterpriseId, options.wholeOrganisation);
  const triggers = new Triggers();
  const faults: SlackFault[] = [];
  const origin = (): string => server.origin;
  const responseUrls = new ResponseUrls(workspace, origin);
  const nextFault = (method: string): SlackFault | undefined => {
    const next = faults.findIndex((fault) =>
      typeof fault === 'object' && 'of' in fault ? fault.of === method : method !== 'response_url',
    );
    return next < 0 ? undefined : faults.splice(next, 1)[0];
  };
  const app = express();
  const { socket } = options;
  app.use(slackApi({ workspace, triggers, appId, origin, wire, botToken, responseUrls, nextFault, socket }));
  const server = await listenOnLoopback(app);
  const send =
    socket?.send ?? requestsTo({ botUrl: options.botUrl, signingSecret: options.signingSecret, wire, clock });
  const clients = new Map<string, SlackClient>();
  const client = (keyOrUserId: string): SlackClient => {
    const person = options.people.find((one) => [one.key, one.userId].includes(keyOrUserId));
    if (person === undefined) throw new Error(`Nobody in Slack is "${keyOrUserId}".`);
    const existing = clients.get(person.key);
    if (existing !== undefined) return existing;
    const made = new SlackClient({ person, workspace, triggers, responseUrls, send, appId });
    clients.set(person.key, made);
    return made;
  };
  return {
    origin: server.origin,
    apiUrl: `${server.origin}/api/`,
    teamId,
    wire,
    person: client,
    people: () => [...options.people],
    addChannel: (name, memberKeys, how) =>
      workspace.addChannel(
        name,
        memberKeys.map((key) => client(key).person.userId),
        how,
      ),
    channels: () => [...workspace.channels.values()],
    send,
    mount: (handler) => void app.use(handler),
    upsetNext: (...next) => void faults.push(...next),
    onChange: (listener) => workspace.onChange(listener),
    close: () => server.close(),
  };
}
