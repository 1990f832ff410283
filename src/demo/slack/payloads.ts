import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../json';
import type { Triggers } from './triggers';
import { botId, botUserId, type SlackChannel, type SlackPerson, type Workspace } from './workspace';

export interface PayloadParts {
  person: SlackPerson;
  workspace: Workspace;
  triggers: Triggers;
  appId: string;
}

/** The fields Slack puts around what one person does. */
export class Payloads {
  constructor(private readonly parts: PayloadParts) {}

  /** What every interactive payload carries. The workspace is ours even when the user's own is not. */
  interactive(type: string, content: JsonObject): JsonObject {
    const { person, workspace, triggers, appId } = this.parts;
    return {
      type,
      user: { id: person.userId, username: person.key, name: person.key, team_id: person.teamId ?? workspace.teamId },
      api_app_id: appId,
      token: 'legacy',
      // Suggestions come without one.
      ...(type === 'block_suggestion' ? {} : { trigger_id: triggers.issue(person.userId) }),
      team: { id: workspace.teamId, domain: 'lumenharbour' },
      enterprise: workspace.enterpriseId === undefined ? null : { id: workspace.enterpriseId, name: 'Lumen' },
      is_enterprise_install: false,
      ...content,
    };
  }

  event(event: JsonObject, channel: SlackChannel): JsonObject {
    const { person, workspace, appId } = this.parts;
    const outside = person.teamId === undefined ? {} : { user_team: person.teamId, source_team: person.teamId };
    const authorization = { enterprise_id: null, team_id: workspace.teamId, user_id: botUserId, is_bot: true };
    return {
      token: 'legacy',
      team_id: workspace.teamId,
      context_team_id: workspace.teamId,
      context_enterprise_id: null,
      api_app_id: appId,
      event: { event_ts: slackNow(), user: person.userId, channel: channel.id, ...outside, ...event },
      type: 'event_callback',
      event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ ...authorization, is_enterprise_install: false }],
      is_ext_shared_channel: channel.isShared,
      event_context: `4-${botId}`,
    };
  }

  slash(command: string, text: string, channel: SlackChannel, responseUrl: string): JsonObject {
    const { person, workspace, triggers, appId } = this.parts;
    return {
      token: 'legacy',
      team_id: workspace.teamId,
      team_domain: 'lumenharbour',
      channel_id: channel.id,
      channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
      user_id: person.userId,
      user_name: person.key,
      command,
      text,
      api_app_id: appId,
      is_enterprise_install: 'false',
      response_url: responseUrl,
      trigger_id: triggers.issue(person.userId),
    };
  }
}

export function slackNow(): string {
  const now = Date.now();
  return `${String(Math.floor(now / 1000))}.${String((now % 1000) * 1000).padStart(6, '0')}`;
}
