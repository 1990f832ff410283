import { randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock';
import { textAt, type JsonObject } from '../json';
import type { Wire } from '../wire';
import { forgedActivity, type ActivityForgery } from './activities';
import type { ChannelKeys, TokenForgery } from './keys';

/** How Teams misbehaves on one delivery. Without it, an activity is sent once and signed well. */
export interface Manners {
  /** Teams sends a slow invoke again after about 15 s, first with the same id, then under a new one. */
  resend?: 'same id' | 'new id';
  /** The bot did its work, but the person's client never heard. */
  dropAnswer?: boolean;
  forge?: TokenForgery | ActivityForgery;
}

/** Status 0: no answer came, or it was dropped. */
export interface Answer {
  status: number;
  body: unknown;
}

export type Deliver = (activity: JsonObject, manners?: Manners) => Promise<Answer[]>;

/** Teams gives an invoke up after this long. */
const patience = 15_000;

const activityForgeries: readonly string[] = [
  'foreign tenant',
  'mixed tenants',
  'no tenant',
  'no object id',
  'foreign service url',
] satisfies ActivityForgery[];

function isActivityForgery(forgery: TokenForgery | ActivityForgery): forgery is ActivityForgery {
  return activityForgeries.includes(forgery);
}

/** Signs activities and posts them to the bot. Gives one answer per sending, in the order they were sent. */
export function deliveryTo(parts: { botUrl: () => string; keys: ChannelKeys; wire: Wire; clock: Clock }): Deliver {
  const send = async (activity: JsonObject, manners: Manners): Promise<Answer> => {
    const forge = manners.forge;
    const sent = forge !== undefined && isActivityForgery(forge) ? forgedActivity(activity, forge) : activity;
    const tokenForgery = forge !== undefined && !isActivityForgery(forge) ? forge : undefined;
    const authorization = await parts.keys.authorization(textAt(sent, 'serviceUrl') ?? '', tokenForgery);
    const answer = await post(parts.botUrl(), sent, authorization);
    parts.wire.record({
      at: parts.clock.now().toISOString(),
      platform: 'teams',
      direction: 'in',
      method: 'POST',
      path: '/api/messages',
      status: answer.status,
      request: sent,
      response: answer.body,
    });
    return manners.dropAnswer === true ? { status: 0, body: undefined } : answer;
  };
  return (activity, manners = {}) => {
    const again = manners.resend === 'new id' ? { ...activity, id: `f:${randomUUID()}` } : activity;
    return Promise.all([send(activity, manners), ...(manners.resend === undefined ? [] : [send(again, manners)])]);
  };
}

async function post(url: string, activity: JsonObject, authorization: string | undefined): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, body: parsed(await response.text()) };
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : 'no answer' };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
