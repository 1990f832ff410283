import { z } from 'zod/v4';
import type { Turn } from '../../services/turn';
import type { Incoming } from './activity';

export interface IdentityRules {
  readonly tenantId: string;
  /** Also a connector on this machine may be called, over http. */
  readonly development: boolean;
}

/** Why an activity that was signed well has no effect all the same. */
export type Stranger =
  'foreign-service-url' | 'other-channel' | 'no-tenant' | 'mixed-tenants' | 'foreign-tenant' | 'no-object-id';

export type Identity =
  { readonly known: true; readonly turn: Turn } | { readonly known: false; readonly why: Stranger };

/** Microsoft's connectors for Teams, all clouds (Bot Framework and Teams documentation, "service URL"). */
const HOSTS = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]);
const DOMAINS = ['.botframework.com', '.botframework.azure.us'];
const objectId = z.guid();

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the bot may send anything, its bearer token included, to this address. A validly signed activity with a
 * foreign service URL makes a stock bot send its token there (platform-facts, ran).
 */
export function mayCall(serviceUrl: string, rules: IdentityRules): boolean {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  if (LOOPBACK.has(url.hostname)) return rules.development;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return HOSTS.has(url.hostname) || DOMAINS.some((domain) => url.hostname.endsWith(domain));
}

/** Bot tokens do not limit tenants, and names prove nothing: an object id in our own tenant is all that counts. */
export function identify(incoming: Incoming, correlationId: string, rules: IdentityRules): Identity {
  if (!mayCall(incoming.serviceUrl, rules)) return { known: false, why: 'foreign-service-url' };
  if (incoming.channelId !== 'msteams') return { known: false, why: 'other-channel' };
  const tenants = [incoming.conversation.tenantId, incoming.channelData?.tenant?.id].filter((id) => id !== undefined);
  if (tenants.length === 0) return { known: false, why: 'no-tenant' };
  const ours = tenants.filter((id) => id.toLowerCase() === rules.tenantId.toLowerCase());
  if (ours.length === 0) return { known: false, why: 'foreign-tenant' };
  if (ours.length < tenants.length) return { known: false, why: 'mixed-tenants' };
  const who = objectId.safeParse(incoming.from.aadObjectId);
  if (!who.success) return { known: false, why: 'no-object-id' };
  return { known: true, turn: turnOf(incoming, who.data.toLowerCase(), correlationId) };
}

function turnOf(incoming: Incoming, who: string, correlationId: string): Turn {
  return {
    who,
    channel: 'teams',
    identity: { how: 'teams-jwt' },
    place: isOwnChat(incoming) ? 'personal' : 'shared',
    conversation: `teams:${who}`,
    correlationId,
    timeZone: incoming.localTimezone ?? 'UTC',
  };
}

export function isOwnChat(incoming: Incoming): boolean {
  return incoming.conversation.conversationType === 'personal';
}
