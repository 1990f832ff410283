import { randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock';
import type { JsonObject } from '../json';
import type { Conversation, TeamsPerson } from './conversations';
import type { TeamsIds } from './ids';

/** Whose identity or tenant an activity pretends, although it is signed well. */
export type ActivityForgery = 'foreign tenant' | 'mixed tenants' | 'no tenant' | 'no object id' | 'foreign service url';

export const foreignTenantId = '99999999-9999-4999-8999-999999999999';

export interface ActivityFacts {
  clock: Clock;
  ids: TeamsIds;
  tenantId: string;
  serviceUrl: string;
}

/** What Teams puts around every activity; `content` has the type and what belongs to it. */
export function envelope(
  facts: ActivityFacts,
  person: TeamsPerson,
  conversation: Conversation,
  content: JsonObject,
): JsonObject {
  const tenantId = person.tenantId ?? facts.tenantId;
  const timezone = person.timeZone ?? 'Europe/London';
  const locale = person.locale ?? 'en-GB';
  const personal = conversation.type === 'personal';
  return {
    id: content['type'] === 'invoke' ? `f:${randomUUID()}` : String(facts.clock.now().getTime()),
    timestamp: facts.clock.now().toISOString(),
    localTimestamp: facts.clock.now().toISOString(),
    localTimezone: timezone,
    channelId: 'msteams',
    serviceUrl: facts.serviceUrl,
    from: { id: facts.ids.user(person), name: person.name, aadObjectId: person.objectId },
    conversation: {
      ...(personal ? {} : { isGroup: true, name: conversation.name }),
      conversationType: conversation.type,
      tenantId,
      id: conversation.id,
    },
    recipient: { id: facts.ids.bot, name: 'Keysmith' },
    entities: [{ type: 'clientInfo', locale, country: 'GB', platform: 'Web', timezone }],
    channelData: {
      tenant: { id: tenantId },
      ...(conversation.type === 'channel'
        ? { teamsChannelId: conversation.id, channel: { id: conversation.id }, team: { id: conversation.id } }
        : {}),
    },
    locale,
    ...content,
  };
}

export function forgedActivity(activity: JsonObject, forgery: ActivityForgery): JsonObject {
  const conversation = { ...objectOf(activity['conversation']) };
  const channelData = { ...objectOf(activity['channelData']) };
  const from = { ...objectOf(activity['from']) };
  switch (forgery) {
    case 'foreign tenant':
      conversation['tenantId'] = foreignTenantId;
      channelData['tenant'] = { id: foreignTenantId };
      break;
    case 'mixed tenants':
      channelData['tenant'] = { id: foreignTenantId };
      break;
    case 'no tenant':
      delete conversation['tenantId'];
      delete channelData['tenant'];
      break;
    case 'no object id':
      delete from['aadObjectId'];
      break;
    case 'foreign service url':
      return { ...activity, serviceUrl: 'http://127.0.0.2:9/evil/' };
  }
  return { ...activity, conversation, channelData, from };
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
