import { isObject, listAt, textAt, type JsonObject } from '../json';
import { withIds } from './elements';
import { blockMistakes, viewMistakes } from './limits';
import { SlackError, type Triggers } from './triggers';
import {
  botId,
  botUserId,
  type SlackChannel,
  type SlackMessage,
  type SlackPerson,
  type SlackView,
  type Workspace,
} from './workspace';

export interface MethodParts {
  workspace: Workspace;
  triggers: Triggers;
  appId: string;
  origin: () => string;
}

export type Method = (args: JsonObject, parts: MethodParts) => JsonObject;

/** The Web API methods this bot and Bolt use. users.lookupByEmail is left out on purpose: an address proves nothing. */
export const methods: Record<string, Method> = {
  'api.test': () => ({}),
  'auth.test': (_args, { workspace, origin, appId }) => ({
    url: origin(),
    team: 'Lumen Harbour',
    team_id: workspace.teamId,
    user: 'keysmith',
    user_id: botUserId,
    bot_id: botId,
    app_id: appId,
    ...(workspace.enterpriseId === undefined ? {} : { enterprise_id: workspace.enterpriseId }),
    is_enterprise_install: workspace.wholeOrganisation,
  }),
  'team.info': (_args, { workspace }) => ({
    team: { id: workspace.teamId, name: 'Lumen Harbour', domain: 'lumenharbour' },
  }),
  'users.info': (args, { workspace }) => ({ user: userFacts(userOf(args, 'user', workspace), workspace) }),
  'users.list': (_args, { workspace }) => ({
    members: workspace.people.map((person) => userFacts(person, workspace)),
    response_metadata: { next_cursor: '' },
  }),
  'conversations.info': (args, { workspace }) => ({ channel: channelFacts(channelOf(args, workspace)) }),
  'conversations.members': (args, { workspace }) => {
    const channel = channelOf(args, workspace);
    const members = [...channel.members, ...(channel.hasBot ? [botUserId] : [])];
    return { members, response_metadata: { next_cursor: '' } };
  },
  'conversations.open': (args, { workspace }) => {
    const person = userOf({ user: textAt(args, 'users')?.split(',')[0] }, 'user', workspace);
    return { channel: { id: workspace.directMessages(person.userId).id } };
  },
  'chat.postMessage': (args, { workspace }) => {
    const message = workspace.post({
      ...content(args, workspace),
      channel: writable(args, workspace).id,
      ephemeralFor: undefined,
    });
    return { channel: message.channel, ts: message.ts, message: messageFacts(message, workspace) };
  },
  'chat.postEphemeral': (args, { workspace }) => {
    const channel = writable(args, workspace);
    const user = textAt(args, 'user') ?? '';
    if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
    const message = workspace.post({ ...content(args, workspace), channel: channel.id, ephemeralFor: user });
    return { message_ts: message.ts };
  },
  'chat.update': (args, { workspace }) => {
    const message = ownMessage(args, workspace);
    Object.assign(message, content(args, workspace), { threadTs: message.threadTs, edits: message.edits + 1 });
    workspace.changed();
    return { channel: message.channel, ts: message.ts, text: message.text, message: messageFacts(message, workspace) };
  },
  'chat.delete': (args, { workspace }) => {
    const message = ownMessage(args, workspace);
    workspace.remove(message);
    return { channel: message.channel, ts: message.ts };
  },
  'views.open': (args, parts) => {
    const userId = parts.triggers.exchange(textAt(args, 'trigger_id'));
    const view = makeView(args, userId, parts.workspace);
    parts.workspace.modals.set(userId, [view]);
    return shown(view, parts);
  },
  'views.push': (args, parts) => {
    const userId = parts.triggers.exchange(textAt(args, 'trigger_id'));
    return shown(pushView(makeView(args, userId, parts.workspace), parts.workspace), parts);
  },
  'views.update': (args, parts) => {
    const { workspace } = parts;
    const external = textAt(args, 'external_id');
    const old =
      external === undefined
        ? workspace.view(textAt(args, 'view_id') ?? '')
        : [...workspace.modals.values()].flat().find((view) => view.view['external_id'] === external);
    if (old === undefined) throw new SlackError('not_found');
    const hash = textAt(args, 'hash');
    if (hash !== undefined && hash !== old.hash) throw new SlackError('hash_conflict');
    const next = makeView(args, old.userId, workspace);
    Object.assign(old, { view: next.view, hash: next.hash });
    return shown(old, parts);
  },
  'views.publish': (args, parts) => {
    const person = userOf(args, 'user_id', parts.workspace);
    const view = makeView(args, person.userId, parts.workspace);
    parts.workspace.homes.set(person.userId, view);
    return shown(view, parts);
  },
};

export function pushView(view: SlackView, workspace: Workspace): SlackView {
  const stack = workspace.modals.get(view.userId) ?? [];
  if (stack.length >= 3) throw new SlackError('push_limit_reached');
  const placed = { ...view, rootId: stack[0]?.rootId ?? view.id, previousId: stack.at(-1)?.id ?? null };
  workspace.modals.set(view.userId, [...stack, placed]);
  return placed;
}

export function makeView(args: JsonObject, userId: string, workspace: Workspace): SlackView {
  const given = args['view'];
  const mistakes = viewMistakes(given);
  if (mistakes.length > 0 || !isObject(given)) throw new SlackError('invalid_arguments', mistakes);
  const id = `V${workspace.unique()}`;
  const blocks = withIds(listAt(given, 'blocks'), () => workspace.unique());
  return { id, hash: `${String(Date.now())}.${id}`, userId, view: { ...given, blocks }, rootId: id, previousId: null };
}

/** A view as it stands in answers and payloads. */
export function viewFacts(
  view: SlackView,
  parts: Pick<MethodParts, 'workspace' | 'appId'>,
  values: JsonObject = {},
): JsonObject {
  return {
    callback_id: '',
    private_metadata: '',
    external_id: '',
    title: null,
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view.view,
    id: view.id,
    team_id: parts.workspace.teamId,
    app_id: parts.appId,
    app_installed_team_id: parts.workspace.teamId,
    bot_id: botId,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    state: { values },
  };
}

export function messageFacts(message: SlackMessage, workspace: Workspace): JsonObject {
  const bot = message.user === botUserId;
  return {
    type: 'message',
    ...(bot ? { subtype: undefined, bot_id: botId } : {}),
    user: message.user,
    team: workspace.teamId,
    ts: message.ts,
    text: message.text,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    blocks: message.blocks,
  };
}

function shown(view: SlackView, parts: MethodParts): JsonObject {
  parts.workspace.changed();
  return { view: viewFacts(view, parts) };
}

/** Text and blocks of a message, refused where Slack would refuse them. */
export function content(
  args: JsonObject,
  workspace: Workspace,
): Pick<SlackMessage, 'text' | 'blocks' | 'user' | 'threadTs'> {
  const text = textAt(args, 'text') ?? '';
  const blocks = args['blocks'] ?? [];
  const mistakes = blockMistakes(blocks, 'message');
  if (mistakes.length > 0) throw new SlackError('invalid_blocks', mistakes);
  if (text === '' && listAt(args, 'blocks').length === 0) throw new SlackError('no_text');
  if (text.length > 40_000) throw new SlackError('msg_too_long');
  const named = withIds(listAt(args, 'blocks'), () => workspace.unique());
  return { text, blocks: named, user: botUserId, threadTs: textAt(args, 'thread_ts') };
}

function writable(args: JsonObject, workspace: Workspace): SlackChannel {
  const target = textAt(args, 'channel') ?? '';
  const person = workspace.user(target);
  if (person?.deleted === true) throw new SlackError('channel_not_found');
  const channel = person === undefined ? channelOf(args, workspace) : workspace.directMessages(person.userId);
  if (!channel.hasBot) throw new SlackError('not_in_channel');
  return channel;
}

function ownMessage(args: JsonObject, workspace: Workspace): SlackMessage {
  const message = workspace.find(channelOf(args, workspace).id, textAt(args, 'ts') ?? '');
  if (message === undefined || message.ephemeralFor !== undefined) throw new SlackError('message_not_found');
  if (message.user !== botUserId) throw new SlackError('cant_update_message');
  return message;
}

function channelOf(args: JsonObject, workspace: Workspace): SlackChannel {
  const channel = workspace.channels.get(textAt(args, 'channel') ?? '');
  if (channel === undefined) throw new SlackError('channel_not_found');
  return channel;
}

function userOf(args: JsonObject, name: string, workspace: Workspace): SlackPerson {
  const person = workspace.user(textAt(args, name) ?? '');
  if (person === undefined) throw new SlackError('user_not_found');
  return person;
}

export function userFacts(person: SlackPerson, workspace: Workspace): JsonObject {
  return {
    id: person.userId,
    team_id: person.teamId ?? workspace.teamId,
    name: person.key,
    real_name: person.name,
    deleted: person.deleted ?? false,
    is_bot: person.isBot ?? false,
    is_restricted: (person.isGuest ?? false) || (person.isSingleChannelGuest ?? false),
    is_ultra_restricted: person.isSingleChannelGuest ?? false,
    ...gridFacts(person, workspace),
    tz: person.timeZone ?? 'Europe/London',
    profile: { real_name: person.name, display_name: person.name },
  };
}

/** Of the organisation, everybody is a user; `teams` says of which workspaces. Everybody else is a stranger. */
function gridFacts({ userId, teamId, workspaces }: SlackPerson, { enterpriseId, teamId: ours }: Workspace): JsonObject {
  if (enterpriseId === undefined || (teamId !== undefined && workspaces === undefined))
    return teamId === undefined ? {} : { is_stranger: true };
  return { enterprise_user: { id: userId, enterprise_id: enterpriseId, teams: workspaces ?? [ours] } };
}

function channelFacts(channel: SlackChannel): JsonObject {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'channel' && !channel.isPrivate,
    is_group: channel.kind === 'channel' && channel.isPrivate,
    is_im: channel.kind === 'im',
    is_private: channel.isPrivate,
    is_member: channel.hasBot,
    is_archived: false,
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    ...(channel.kind === 'im' ? { user: [...channel.members][0] } : {}),
  };
}
