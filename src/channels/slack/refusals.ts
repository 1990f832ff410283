import type { webApi } from '@slack/bolt';
import type { Observer } from '../../services/ports';
import type { View } from '../../services/views';
import type { Respond } from './client';
import { type Handles, handlesOf } from './envelope';
import type { Refused } from './guard';
import type { Surfaces } from './surfaces';
import { KEYSMITH, refusalWords } from './words';

export interface RefusalParts {
  readonly client: webApi.WebClient;
  readonly respond: Respond;
  readonly surfaces: Surfaces;
  readonly observer: Observer;
}

/** One observer event per refusal, and a word to the person where Slack allows one. Nothing else happens. */
export async function answerRefusal(parts: RefusalParts, refused: Refused, body: unknown): Promise<void> {
  const { ok: _, ...facts } = refused;
  parts.observer.event('slack.refused', facts);
  const view = refusalWords(refused);
  const handles = handlesOf(body);
  if (view === undefined || handles === undefined) return;
  try {
    await say(parts, view, handles);
  } catch (error) {
    parts.observer.failure('slack.refusal-answer', error);
  }
}

async function say(parts: RefusalParts, view: View, handles: Handles): Promise<void> {
  const { client, surfaces } = parts;
  const { type, response_url: responseUrl, trigger_id: trigger, view: inView, event } = handles;
  if (responseUrl !== undefined) {
    const message = surfaces.message(view);
    return parts.respond(responseUrl, { ...message, response_type: 'ephemeral', replace_original: false });
  }
  if (event !== undefined) return answerEvent(parts, view, event);
  // A form that was sent shows "Looking up …" by now.
  if (type === 'view_submission' && inView?.id !== undefined) {
    await client.views.update({ view_id: inView.id, view: surfaces.modal(KEYSMITH, view) });
    return;
  }
  if (trigger === undefined) return;
  const args = { trigger_id: trigger, view: surfaces.modal(KEYSMITH, view) };
  if (inView?.type === 'modal') await client.views.push(args);
  else await client.views.open(args);
}

async function answerEvent(parts: RefusalParts, view: View, event: NonNullable<Handles['event']>): Promise<void> {
  // To answer a bot would be to start a conversation with it.
  if (event.bot_id !== undefined) return;
  if (event.type === 'app_home_opened') {
    await parts.client.views.publish({ user_id: event.user, view: parts.surfaces.home(view) });
    return;
  }
  const thread = event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts };
  const message = parts.surfaces.message(view);
  await parts.client.chat.postEphemeral({ channel: event.channel, user: event.user, ...message, ...thread });
}
