import type { types } from '@slack/bolt';
import type { Observer } from '../../services/ports';
import type { Suggestions } from '../../services/turn';
import type { Payload } from './envelope';
import type { Guard } from './guard';
import type { Identity } from './identity';
import { suggestedOptions } from './inputs';
import { CALLBACK } from './surfaces';

/** Slack waits three seconds, and shows an error after them. */
const PATIENCE_MS = 2_500;

export interface SuggestParts {
  readonly guard: Guard;
  readonly identity: Identity;
  readonly suggestions?: Suggestions;
  readonly observer: Observer;
}

/**
 * People for a field of a form of ours while somebody types. Nobody is told why there are none: the form says it when
 * it is sent. Never throws, and never takes longer than Slack waits.
 */
export async function suggestedPeople(
  parts: SuggestParts,
  payload: Payload<'suggestion'>,
): Promise<types.PlainTextOption[]> {
  if (payload.view.callback_id !== CALLBACK.form || payload.block_id !== 'words') return [];
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<types.PlainTextOption[]>((resolve) => {
    timer = setTimeout(() => resolve([]), PATIENCE_MS);
  });
  try {
    return await Promise.race([people(parts, payload), patience]);
  } finally {
    clearTimeout(timer);
  }
}

async function people(parts: SuggestParts, payload: Payload<'suggestion'>): Promise<types.PlainTextOption[]> {
  try {
    const verified = await parts.guard.verify({ kind: 'suggestion', payload });
    if (!verified.ok) {
      parts.observer.event('slack.refused', { reason: verified.reason, kind: 'suggestion' });
      return [];
    }
    const turn = await parts.identity.turn(verified.member);
    if (turn === undefined || parts.suggestions === undefined) return [];
    return suggestedOptions(await parts.suggestions.suggest(turn, payload.value));
  } catch (error) {
    parts.observer.failure('slack.suggest', error);
    return [];
  }
}
