import { done, refuse } from '../../domain/refusal';
import { currentOpening } from '../../domain/tap-request';
import type { Reply, Turn } from '../turn';
import { refusedDialog } from './dialogs';
import { endJob, settleJob } from './open';
import { type TapParts, actorOf, advance, isRecipient, now } from './parts';

/* What the recipient says after the pass was shown. */

/** Once: the pass is deleted, its absence verified, and the opening starts over. */
export async function notSeen(parts: TapParts, turn: Turn, id: string, opening: string): Promise<Reply> {
  const hidden = await advance(parts, actorOf(turn), id, (request) => {
    if (!isRecipient(turn, request)) return refuse('not-recipient');
    const at = now(parts);
    // A late repeat of the first "I did not see it" names an opening that is over, and ends nothing.
    if (request.replacedOnce && request.state === 'open' && currentOpening(request)?.id === opening)
      return done({
        event: { type: 'revoke' as const, why: 'hidden' as const, at },
        act: 'pass.revoked',
        facts: { why: 'hidden' },
        jobs: (next) => [endJob(next, at)],
      });
    return done({
      event: { type: 'not-seen' as const, opening, at },
      act: 'pass.not-seen',
      facts: { opening },
      jobs: (next) => [settleJob(next, at, `unseen-${opening}`)],
    });
  });
  if (!hidden.ok) return refusedDialog(hidden.refusal);
  if (hidden.value.state === 'revoked')
    return refusedDialog(refuse('not-seen-twice', {}, 'The pass is being deleted.').refusal);
  return {
    kind: 'close',
    text: 'Then it is deleted first. In a moment I will tell you here that you can open it again.',
  };
}

export async function haveIt(parts: TapParts, turn: Turn, id: string, opening: string): Promise<Reply> {
  const noted = await advance(parts, actorOf(turn), id, (request) =>
    isRecipient(turn, request)
      ? done({ event: { type: 'have-it' as const, opening, at: now(parts) }, act: 'pass.seen', facts: { opening } })
      : refuse('not-recipient'),
  );
  if (!noted.ok && noted.refusal.code !== 'noted-already') return refusedDialog(noted.refusal);
  return { kind: 'close', text: 'Good. I am watching for your passkey and will tell you in the chat when it arrives.' };
}
