import { type Logger, LogLevel, webApi } from '@slack/bolt';
import { z } from 'zod/v4';
import type { Observer } from '../../services/ports';

/** Which scope each Web API method needs, the ones this channel calls and no others; the manifest asks for exactly these. */
export const METHOD_SCOPES = {
  'auth.test': [],
  'bots.info': ['users:read'],
  'users.info': ['users:read'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.open': ['im:write'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
} as const satisfies Record<string, readonly string[]>;

export interface ClientOptions {
  readonly botToken: string;
  /** `https://slack.com/api/` when absent. */
  readonly apiUrl?: string;
  readonly logger: Logger;
}

/** The SDK's defaults are ten retries over half an hour without a timeout (platform-facts.md). */
export function clientOptions(options: Omit<ClientOptions, 'botToken'>): webApi.WebClientOptions {
  return {
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    logger: options.logger,
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1_000 },
    timeout: 8_000,
    allowAbsoluteUrls: false,
    rejectRateLimitedCalls: true,
  };
}

export function openClient(options: ClientOptions): webApi.WebClient {
  return new webApi.WebClient(options.botToken, clientOptions(options));
}

/** For the guard: one try and a short wait, because a trigger id lives three seconds and a doubt is a refusal. */
export function openGuardClient(options: ClientOptions): webApi.WebClient {
  return new webApi.WebClient(options.botToken, {
    ...clientOptions(options),
    retryConfig: { retries: 0 },
    timeout: 2_000,
  });
}

/** Slack's own word for what is the matter (`channel_not_found`), or undefined when it is not Slack who says so. */
export function slackError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/** Bolt's and the SDK's own words: they hold no message bodies at these levels. Never to the console. */
export function loggerFor(observer: Observer): Logger {
  const say =
    (level: string) =>
    (...words: unknown[]) => {
      const said = words.map(worded).join(' ').slice(0, 300);
      // Bolt refuses these before our guard sees them, and tells nobody but its logger.
      if (said.startsWith('Request verification failed'))
        observer.event('slack.refused', { reason: 'not-authentic', kind: 'unknown' });
      else observer.event('slack.sdk', { level, words: said });
    };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

function worded(word: unknown): string {
  if (typeof word === 'string') return word;
  return word instanceof Error ? `${word.name}: ${word.message}` : typeof word;
}

/** Writes to the `response_url` of an interaction. Throws when it is dead, five times used or half an hour old. */
export type Respond = (responseUrl: string, body: object) => Promise<void>;

export function openRespond(apiUrl: string | undefined): Respond {
  const api = new URL(apiUrl ?? 'https://slack.com/api/');
  // Slack answers from hooks.slack.com (hooks.slack-gov.com), its local double from where its Web API is.
  const allowed = [api.origin, `${api.protocol}//hooks.${api.host}`];
  return async (responseUrl, body) => {
    if (!allowed.includes(new URL(responseUrl).origin)) throw new Error('A response_url that is not Slack’s');
    const response = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(8_000),
    });
    // Slack answers 404 to a dead address; its local double answers 200 with the word, as Slack does for bad blocks.
    const answer = await response.text();
    if (!response.ok || !(answer === '' || answer === 'ok' || ok.safeParse(parsed(answer)).success)) {
      throw new Error(`The response_url answered ${String(response.status)} ${answer.slice(0, 60)}`);
    }
  };
}

const ok = z.object({ ok: z.literal(true) });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
