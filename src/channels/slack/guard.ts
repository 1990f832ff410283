import type { webApi } from '@slack/bolt';
import { z } from 'zod/v4';
import { type Clock, DAY, MINUTE, SECOND } from '../../domain/clock';
import type { SlackLoss } from '../../domain/slack-link';
import type { SlackStanding } from '../../services/linking';
import type { Ids, Observer, SeenIds } from '../../services/ports';
import { type Envelope, type Kind, kindOf, readEnvelope } from './envelope';

/*
 * Bolt verifies the signature and refuses what is older than five minutes, and that is all (platform-facts.md). What
 * else must hold before anything of ours runs is here. A doubt is a refusal.
 */
export type Reason =
  | 'no-timestamp'
  | 'stale'
  | 'future'
  | 'unknown-kind'
  | 'missing-field'
  | 'other-app'
  | 'other-workspace'
  | 'other-workspace-user'
  | 'org-install'
  | 'replayed'
  | 'store-unavailable'
  | 'shared-channel'
  | 'channel-unread'
  | 'user-unread'
  | 'deactivated'
  | 'bot'
  | 'guest';

export interface Refused {
  readonly ok: false;
  readonly reason: Reason;
  readonly kind: Kind | 'unknown';
  /** The field that is missing or wrong, never its value. */
  readonly field?: string;
}

/** `ignored`: not a person's doing, such as our own message coming back. */
export type Checked = { readonly ok: true; readonly envelope: Envelope } | Refused | { readonly ok: 'ignored' };

export interface Member {
  readonly user: string;
  readonly timeZone: string;
  /** Names this one doing in logs and to the person, when something goes wrong. */
  readonly reference: string;
}

export type Verified = { readonly ok: true; readonly member: Member } | Refused;

/** How it came in. Socket Mode has no signed timestamp: Slack itself is at the other end of the connection. */
export type Arrival = { readonly over: 'http'; readonly timestamp?: string | undefined } | { readonly over: 'socket' };

export interface Guard {
  /** Without waiting for anything: time, shape, app, workspace. */
  check(body: unknown, arrival: Arrival): Checked;
  /** Once per id; then the channel and, read anew each time, the person. */
  verify(envelope: Envelope): Promise<Verified>;
  /** Whether somebody is an active member of ours now, for what nobody has just pressed. */
  standing(user: string): Promise<SlackStanding>;
}

export interface GuardOptions {
  readonly client: webApi.WebClient;
  readonly appId: string;
  readonly teamId: string;
  readonly enterpriseId?: string;
  readonly botId?: string;
  readonly seen: SeenIds;
  readonly ids: Ids;
  readonly clock: Clock;
  /** The machine's time, which the sender's signature is about. */
  readonly wallClock: Clock;
  readonly observer: Observer;
  /** Slack has just said that somebody is no member of ours any more. */
  readonly lost: (user: string, why: SlackLoss) => Promise<void>;
}

/** What ends a link; a bot never had one. */
const LOSSES: Partial<Record<Reason, SlackLoss>> = {
  deactivated: 'slack-deactivated',
  guest: 'slack-guest',
  'other-workspace-user': 'slack-elsewhere',
};

async function reportLoss(user: string, reason: Reason, { lost, observer }: GuardOptions): Promise<void> {
  const why = LOSSES[reason];
  if (why === undefined) return;
  await lost(user, why).catch((error: unknown) => observer.failure('slack.link', error, { why }));
}

const OLDEST = 5 * MINUTE;
const NEWEST = MINUTE;

export function openGuard(options: GuardOptions): Guard {
  const channels = new SharedChannels(options);
  return {
    check: (body, arrival) => check(body, arrival, options),
    standing: async (user) => {
      const member = await readMember(user, options);
      return typeof member === 'string' ? (LOSSES[member] ?? 'unread') : 'member';
    },
    async verify(envelope) {
      const refused = (reason: Reason): Refused => ({ ok: false, reason, kind: envelope.kind });
      const once = await firstTime(envelope, options);
      if (once !== undefined) return refused(once);
      const user = userOf(envelope);
      const [shared, member] = await Promise.all([channels.problem(channelOf(envelope)), readMember(user, options)]);
      if (typeof member === 'string') await reportLoss(user, member, options);
      // A message shortcut is offered in conversations that we are not in, and is answered in a window.
      const unseen = shared === 'channel-unread' && envelope.kind === 'shortcut';
      if (shared !== undefined && !unseen) return refused(shared);
      return typeof member === 'string' ? refused(member) : { ok: true, member };
    },
  };
}

function check(body: unknown, arrival: Arrival, options: GuardOptions): Checked {
  const kind = kindOf(body);
  const refused = (reason: Reason, field?: string): Refused => ({
    ok: false,
    reason,
    kind: kind ?? 'unknown',
    ...(field === undefined ? {} : { field }),
  });
  const late = timeProblem(arrival, options.wallClock);
  if (late !== undefined) return refused(late);
  if (kind === undefined) return refused('unknown-kind');
  if (kind === 'event' && isNoPerson(body, options)) return { ok: 'ignored' };
  const read = readEnvelope(kind, body);
  if (!read.ok) return refused('missing-field', read.field);
  const problem = originProblem(read.envelope, options);
  return problem === undefined ? { ok: true, envelope: read.envelope } : refused(problem);
}

function timeProblem(arrival: Arrival, wallClock: Clock): Reason | undefined {
  if (arrival.over === 'socket') return undefined;
  if (arrival.timestamp === undefined || !/^\d{1,12}$/.test(arrival.timestamp)) return 'no-timestamp';
  const age = wallClock.now().getTime() - Number(arrival.timestamp) * SECOND;
  if (age > OLDEST) return 'stale';
  return age < -NEWEST ? 'future' : undefined;
}

/** Our own messages and edits come back as events. They are no refusals, or every answer would be logged as one. */
const ownNoise = z.looseObject({ event: z.looseObject({ type: z.literal('message') }) });
const PEOPLES_SUBTYPES = ['file_share', 'thread_broadcast', 'me_message'];

function isNoPerson(body: unknown, options: GuardOptions): boolean {
  const parsed = ownNoise.safeParse(body);
  if (!parsed.success) return false;
  const { bot_id: bot, subtype, channel_type: channelType } = parsed.data.event;
  if (bot !== undefined && bot === options.botId) return true;
  if (typeof subtype === 'string' && !PEOPLES_SUBTYPES.includes(subtype)) return true;
  return channelType !== undefined && channelType !== 'im';
}

function originProblem(envelope: Envelope, options: GuardOptions): Reason | undefined {
  const { kind, payload } = envelope;
  const { teamId, enterpriseId } = options;
  const ours = (place: string | undefined): boolean =>
    place !== undefined && (place === teamId || place === enterpriseId);
  // On Enterprise Grid a person's home may be any of its workspaces; whether they are in ours too, users.info says.
  const mayBeOurs = (place: string): boolean => ours(place) || (enterpriseId !== undefined && place.startsWith('T'));
  if (isForOrganisation(envelope)) return 'org-install';
  if (payload.api_app_id !== undefined && payload.api_app_id !== options.appId) return 'other-app';
  if (kind === 'command') return ours(payload.team_id) ? undefined : 'other-workspace';
  if (kind === 'event') {
    if (!ours(payload.team_id)) return 'other-workspace';
    const { team, user_team: userTeam, source_team: sourceTeam, bot_id: bot } = payload.event;
    if (![team, userTeam, sourceTeam].every((place) => place === undefined || mayBeOurs(place)))
      return 'other-workspace-user';
    if (bot !== undefined) return 'bot';
    return payload.is_ext_shared_channel === true ? 'shared-channel' : undefined;
  }
  if (!ours(payload.team?.id)) return 'other-workspace';
  if (enterpriseId !== undefined && payload.enterprise?.id !== undefined && payload.enterprise.id !== enterpriseId)
    return 'other-workspace';
  // `team.id` is ours even for people of other workspaces: only the user's own says where they belong.
  return mayBeOurs(payload.user.team_id) ? undefined : 'other-workspace-user';
}

function isForOrganisation({ kind, payload }: Envelope): boolean {
  if (kind !== 'event') return payload.is_enterprise_install === true;
  return payload.authorizations?.some(({ is_enterprise_install: whole }) => whole === true) ?? false;
}

async function firstTime(envelope: Envelope, options: GuardOptions): Promise<Reason | undefined> {
  const once = onceIdOf(envelope);
  if (once === undefined) return undefined;
  try {
    const first = await options.seen.first(`slack:${once}`, options.clock.now().getTime(), DAY);
    return first ? undefined : 'replayed';
  } catch (error) {
    options.observer.failure('slack.seen', error);
    return 'store-unavailable';
  }
}

function onceIdOf({ kind, payload }: Envelope): string | undefined {
  if (kind === 'event') return payload.event_id;
  return kind === 'suggestion' || kind === 'closed' ? undefined : payload.trigger_id;
}

export function userOf({ kind, payload }: Envelope): string {
  if (kind === 'command') return payload.user_id;
  return kind === 'event' ? payload.event.user : payload.user.id;
}

function channelOf({ kind, payload }: Envelope): string | undefined {
  if (kind === 'command') return payload.channel_id;
  // The channel of `app_home_opened` is the person's own with the app.
  if (kind === 'event') return payload.event.type === 'app_home_opened' ? undefined : payload.event.channel;
  if (kind === 'shortcut') return payload.channel?.id;
  return kind === 'action' && 'channel' in payload.where ? payload.where.channel.id : undefined;
}

const flag = z.boolean();
const userInfo = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string(),
    deleted: flag,
    is_bot: flag,
    is_restricted: flag.optional(),
    is_ultra_restricted: flag.optional(),
    is_workflow_bot: flag.optional(),
    is_connector_bot: flag.optional(),
    is_stranger: flag.optional(),
    tz: z.string().optional(),
    enterprise_user: z.object({ enterprise_id: z.string(), teams: z.array(z.string()).default([]) }).optional(),
  }),
});
type UserInfo = z.infer<typeof userInfo>['user'];

async function readMember(user: string, options: GuardOptions): Promise<Member | Reason> {
  let info: UserInfo;
  try {
    info = userInfo.parse(await options.client.users.info({ user })).user;
  } catch (error) {
    options.observer.failure('slack.users-info', error);
    return 'user-unread';
  }
  if (info.id !== user) return 'user-unread';
  if (info.deleted) return 'deactivated';
  if (info.is_bot || info.is_workflow_bot === true || info.is_connector_bot === true || user === 'USLACKBOT')
    return 'bot';
  if (info.is_stranger === true || !isOurs(info, options)) return 'other-workspace-user';
  // Active people always carry both; without them nobody can tell a guest.
  if (info.is_restricted === undefined || info.is_ultra_restricted === undefined) return 'user-unread';
  if (info.is_restricted || info.is_ultra_restricted) return 'guest';
  return { user, timeZone: info.tz ?? 'UTC', reference: options.ids.next() };
}

/**
 * On Enterprise Grid a person's `team_id` may be their home workspace or the organisation, and neither says that they
 * are in ours: the list of their workspaces does.
 */
function isOurs({ team_id: home, enterprise_user: grid }: UserInfo, { teamId, enterpriseId }: GuardOptions): boolean {
  if (enterpriseId === undefined || grid === undefined) return home === teamId;
  if (grid.enterprise_id !== enterpriseId) return false;
  return grid.teams.length === 0 ? home === teamId : grid.teams.includes(teamId);
}

const channelInfo = z.object({
  channel: z.object({
    id: z.string(),
    is_im: flag.optional(),
    is_shared: flag.optional(),
    is_ext_shared: flag.optional(),
    is_org_shared: flag.optional(),
    is_pending_ext_shared: flag.optional(),
    pending_shared: z.array(z.unknown()).optional(),
    pending_connected_team_ids: z.array(z.unknown()).optional(),
  }),
});
type ChannelInfo = z.infer<typeof channelInfo>['channel'];

/** Whether a channel is shared with others; remembered for a minute, and only when it could be read. */
class SharedChannels {
  private readonly known = new Map<string, { readonly at: number; readonly shared: boolean }>();

  constructor(private readonly options: GuardOptions) {}

  async problem(channel: string | undefined): Promise<Reason | undefined> {
    if (channel === undefined) return undefined;
    const now = this.options.clock.now().getTime();
    const remembered = this.known.get(channel);
    if (remembered !== undefined && now - remembered.at < MINUTE)
      return remembered.shared ? 'shared-channel' : undefined;
    try {
      const info = channelInfo.parse(await this.options.client.conversations.info({ channel })).channel;
      if (info.id !== channel || (info.is_im !== true && info.is_shared === undefined)) return 'channel-unread';
      const shared = isShared(info, this.options.enterpriseId !== undefined);
      if (this.known.size > 1_000) this.known.clear();
      this.known.set(channel, { at: now, shared });
      return shared ? 'shared-channel' : undefined;
    } catch (error) {
      this.options.observer.failure('slack.conversations-info', error);
      return 'channel-unread';
    }
  }
}

/** Within one Enterprise Grid organisation a channel of several workspaces is still ours. */
function isShared(info: ChannelInfo, onGrid: boolean): boolean {
  if (info.is_ext_shared === true || info.is_pending_ext_shared === true) return true;
  if ((info.pending_shared?.length ?? 0) > 0 || (info.pending_connected_team_ids?.length ?? 0) > 0) return true;
  return info.is_shared === true && !(onGrid && info.is_org_shared === true);
}
