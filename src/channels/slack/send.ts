import { webApi } from '@slack/bolt';
import { SECOND } from '../../domain/clock';
import type { Delivery, Links, Messenger, Observer } from '../../services/ports';
import type { Address, MessageView } from '../../services/views';
import { slackError } from './client';
import type { DirectMessages } from './direct';
import type { Surfaces } from './surfaces';

export interface MessengerParts {
  readonly client: webApi.WebClient;
  readonly surfaces: Surfaces;
  readonly links: Links;
  readonly direct: DirectMessages;
  readonly teamId: string;
  readonly rooms: { readonly approval?: string; readonly helpdesk?: string };
  /** Whether this Slack user is still an active member whom we talk to. */
  readonly isMember: (user: string) => Promise<boolean>;
  readonly observer: Observer;
}

/** Slack's words for "not now"; everything else it says is about the message or the place and stays so. */
const LATER = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];

type Place = { readonly channel: string; readonly user?: string } | { readonly why: string };

/** Messages that this channel sends first. `message` is `channel:ts`, Slack's own name of a message. */
export function openMessenger(parts: MessengerParts): Messenger {
  return {
    async send(to, view, under) {
      return delivering(parts, async () => {
        const place = await placeOf(parts, to);
        if ('why' in place) return { end: 'unreachable', why: place.why };
        const message = parts.surfaces.message(view);
        const posted = await parts.client.chat.postMessage({
          channel: place.channel,
          ...message,
          ...threadOf(under, place.channel),
          unfurl_links: false,
          unfurl_media: false,
        });
        if (posted.ts === undefined) return { end: 'again' };
        return { end: 'delivered', message: `${posted.channel ?? place.channel}:${posted.ts}` };
      });
    },
    async update(_to, message, view: MessageView) {
      return delivering(parts, async () => {
        const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(message) ?? [];
        if (channel === undefined || ts === undefined) return { end: 'unreachable', why: 'not a Slack message' };
        // Always both: without blocks Slack keeps the old ones and their buttons (platform-facts.md).
        await parts.client.chat.update({ channel, ts, ...parts.surfaces.message(view) });
        return { end: 'delivered', message };
      });
    },
    async reaches(person) {
      const account = await parts.links.accountOf(person);
      return account?.team === parts.teamId && (await parts.isMember(account.user));
    },
  };
}

/** Only in the place it was posted to; a message that is not Slack's is no thread. */
function threadOf(under: string | undefined, place: string): { readonly thread_ts?: string } {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(under ?? '') ?? [];
  return channel === place && ts !== undefined ? { thread_ts: ts } : {};
}

async function placeOf(parts: MessengerParts, to: Address): Promise<Place> {
  if (to.channel !== 'slack') return { why: 'not a Slack address' };
  if ('room' in to) {
    const channel = parts.rooms[to.room];
    return channel === undefined ? { why: `no Slack channel is set for ${to.room}` } : { channel };
  }
  const account = await parts.links.accountOf(to.person);
  if (account?.team !== parts.teamId) return { why: 'no linked Slack account' };
  try {
    return { channel: await parts.direct.channelOf(account.user), user: account.user };
  } catch (error) {
    const word = slackError(error);
    if (word === undefined || LATER.includes(word)) throw error;
    return { why: word };
  }
}

async function delivering(parts: MessengerParts, act: () => Promise<Delivery>): Promise<Delivery> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof webApi.WebAPIRateLimitedError) return { end: 'again', afterMs: error.retryAfter * SECOND };
    const word = slackError(error);
    if (word !== undefined && !LATER.includes(word)) {
      parts.observer.event('slack.unreachable', { word });
      return { end: 'unreachable', why: word };
    }
    if (word === undefined && !isTransport(error)) throw error;
    parts.observer.failure('slack.send', error);
    return { end: 'again' };
  }
}

function isTransport(error: unknown): boolean {
  return error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError;
}
