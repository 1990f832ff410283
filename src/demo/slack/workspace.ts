import { randomBytes } from 'node:crypto';
import type { Clock } from '../../domain/clock';
import type { JsonObject } from '../json';

export interface SlackPerson {
  key: string;
  /** `U…` */
  userId: string;
  name: string;
  /** Their own workspace, when they come from another one over a shared channel. */
  teamId?: string;
  isGuest?: boolean;
  isSingleChannelGuest?: boolean;
  isBot?: boolean;
  deleted?: boolean;
  timeZone?: string;
  /** On Enterprise Grid: the workspaces they are in. */
  workspaces?: readonly string[];
}

export interface SlackChannel {
  id: string;
  name: string;
  kind: 'channel' | 'im';
  members: Set<string>;
  hasBot: boolean;
  isPrivate: boolean;
  isShared: boolean;
}

export interface SlackMessage {
  ts: string;
  channel: string;
  /** A user id; the bot's own for its messages. */
  user: string;
  text: string;
  blocks: JsonObject[];
  threadTs: string | undefined;
  edits: number;
  /** The only user who sees it. */
  ephemeralFor: string | undefined;
}

export interface SlackView {
  id: string;
  hash: string;
  userId: string;
  /** As the bot sent it, with ids on every block. */
  view: JsonObject;
  rootId: string;
  previousId: string | null;
}

export const botUserId = 'U0KEYSMITH';
export const botId = 'B0KEYSMITH';

/** Everything that stands in one Slack workspace. */
export class Workspace {
  readonly channels = new Map<string, SlackChannel>();
  readonly messages: SlackMessage[] = [];
  /** The open modals of each user, the top one last. */
  readonly modals = new Map<string, SlackView[]>();
  readonly homes = new Map<string, SlackView>();
  private readonly listeners = new Set<() => void>();
  private counter = 0;
  private lastTs = 0;

  constructor(
    readonly clock: Clock,
    readonly teamId: string,
    readonly people: readonly SlackPerson[],
    /** The Enterprise Grid organisation this workspace belongs to. */
    readonly enterpriseId?: string,
    /** The app is installed for the whole organisation. */
    readonly wholeOrganisation = false,
  ) {}

  user(userId: string): SlackPerson | undefined {
    return this.people.find((person) => person.userId === userId);
  }

  addChannel(
    name: string,
    userIds: readonly string[],
    options: { isPrivate?: boolean; isShared?: boolean; hasBot?: boolean } = {},
  ): SlackChannel {
    const channel: SlackChannel = {
      id: `C${this.unique()}`,
      name,
      kind: 'channel',
      members: new Set(userIds),
      hasBot: options.hasBot ?? true,
      isPrivate: options.isPrivate ?? false,
      isShared: options.isShared ?? false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The direct messages of the bot with one user. */
  directMessages(userId: string): SlackChannel {
    const existing = [...this.channels.values()].find(
      (channel) => channel.kind === 'im' && channel.members.has(userId),
    );
    if (existing !== undefined) return existing;
    const channel: SlackChannel = {
      id: `D${this.unique()}`,
      name: 'Keysmith',
      kind: 'im',
      members: new Set([userId]),
      hasBot: true,
      isPrivate: true,
      isShared: false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** A channel by id or name, with or without `#`. */
  findChannel(name: string): SlackChannel | undefined {
    return (
      this.channels.get(name) ?? [...this.channels.values()].find((channel) => channel.name === name.replace(/^#/, ''))
    );
  }

  post(message: Omit<SlackMessage, 'ts' | 'edits'>): SlackMessage {
    const posted = { ...message, ts: this.timestamp(), edits: 0 };
    this.messages.push(posted);
    this.changed();
    return posted;
  }

  find(channel: string, ts: string): SlackMessage | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }

  remove(message: SlackMessage): void {
    this.messages.splice(this.messages.indexOf(message), 1);
    this.changed();
  }

  view(id: string): SlackView | undefined {
    return [...[...this.modals.values()].flat(), ...this.homes.values()].find((view) => view.id === id);
  }

  /** Seconds with six decimals, growing, as Slack's `ts`. */
  timestamp(): string {
    this.lastTs = Math.max(this.lastTs + 1, this.clock.now().getTime() * 1000);
    return `${String(Math.floor(this.lastTs / 1e6))}.${String(this.lastTs % 1e6).padStart(6, '0')}`;
  }

  unique(): string {
    this.counter += 1;
    return `${this.counter.toString(36)}${randomBytes(5).toString('hex')}`.toUpperCase().slice(0, 10);
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }
}
