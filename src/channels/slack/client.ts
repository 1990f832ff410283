import { type Logger, LogLevel, webApi } from '@slack/bolt';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { SECOND } from '../../domain/clock';
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

/** A window opens only while its trigger lives, which is three seconds; everything else can be said a little later. */
const PATIENCE_MS = 60 * SECOND;
const TRIGGER_MS = 2 * SECOND;

/** Waits as long as Slack asks for (429 with Retry-After) and then goes on: what was refused so has not been done. */
class PatientClient extends webApi.WebClient {
  constructor(
    token: string,
    options: webApi.WebClientOptions,
    private readonly observer: Observer,
  ) {
    super(token, options);
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<webApi.WebAPICallResult> {
    const patience = method === 'views.open' || method === 'views.push' ? TRIGGER_MS : PATIENCE_MS;
    for (let waited = 0; ;) {
      try {
        return await super.apiCall(method, options);
      } catch (error) {
        if (!(error instanceof webApi.WebAPIRateLimitedError)) throw error;
        waited += error.retryAfter * SECOND;
        this.observer.event('slack.rate-limited', { method, seconds: error.retryAfter });
        if (waited > patience) throw error;
        await sleep(error.retryAfter * SECOND);
      }
    }
  }
}

/** For answers to what somebody has just done: nobody else would repeat them. */
export function openPatientClient(options: ClientOptions, observer: Observer): webApi.WebClient {
  return new PatientClient(options.botToken, clientOptions(options), observer);
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
    const post = (): Promise<Response> =>
      fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(8_000),
      });
    let response = await post();
    for (let waited = 0; response.status === 429; response = await post()) {
      const seconds = Math.max(1, Number(response.headers.get('retry-after') ?? 1) || 1);
      waited += seconds * SECOND;
      if (waited > PATIENCE_MS) break;
      await sleep(seconds * SECOND);
    }
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
