import { pairedProofs } from '../../domain/proofs';
import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import { type TapRequest, PAIRING_TRIES } from '../../domain/tap-request';
import type { Reply } from '../turn';
import { alarmJobs } from './alarm';
import { readyDialog, refusedDialog } from './dialogs';
import { pairingTyped } from './pairing';
import { type Change, type TapParts, now } from './parts';
import { statusJobs } from './status-jobs';

/*
 * What the recipient types before the pass is made. A wrong number is counted in the request itself, by the opening it
 * was typed for: so a repeat of one invoke counts once, and no replica or restart forgets a try. The third one ends the
 * request. It does not go back to its proof: whoever guesses holds the recipient's chat, and a new proof would only
 * hand them three more tries; a new request starts with somebody who has been warned.
 */

/** Undefined: the number fits. Reads no facts: whoever does not know it causes no work and learns nothing. */
export async function checkNumber(
  parts: TapParts,
  request: TapRequest,
  opening: string,
  text: string,
): Promise<Outcome<Change> | undefined> {
  const mistyped = request.mistyped ?? [];
  if (mistyped.includes(opening)) return wrong(request);
  const typed = pairingTyped(text);
  if (typed === undefined) return refuse('pairing-missing');
  if (parts.pairing.fits(request, typed)) return undefined;
  const at = now(parts);
  const tries = mistyped.length + 1;
  const last = tries >= PAIRING_TRIES;
  if (last) parts.observer.event('tap.alarm', { request: request.id });
  const ended: TapRequest = { ...request, state: 'revoked', revokedWhy: 'mistyped' };
  const jobs = last
    ? [
        ...(await statusJobs(parts, ended, 'mistyped')),
        ...(await alarmJobs(parts, ended, 'a wrong pairing number was typed three times', 'mistyped')),
      ]
    : [];
  return done({
    event: { type: 'mistype', opening, at },
    act: last ? 'request.mistyped' : 'pass.number-wrong',
    facts: { opening, tries },
    jobs: () => jobs,
  });
}

/** What the recipient reads after a number that did not open anything: the dialog again, or that it is over. */
export async function numberAgain(parts: TapParts, request: TapRequest, refusal?: Refusal): Promise<Reply> {
  if (request.state !== 'approved') return refusedDialog(refuse('pairing-over', {}, 'No pass was made.').refusal);
  return openingDialog(parts, request, refusal ?? wrong(request).refusal);
}

export async function openingDialog(parts: TapParts, request: TapRequest, problem?: Refusal): Promise<Reply> {
  const verifiers = pairedProofs(request).map(({ by }) => by);
  const names = await parts.names.ofAll([request.target, ...verifiers]);
  const nameOf = (id: string): string => names.get(id) ?? 'a colleague';
  return readyDialog(request, parts.ids.next(), {
    numberFrom: verifiers.map(nameOf).join(' or '),
    target: nameOf(request.target),
    ...(problem === undefined ? {} : { wrong: problem }),
  });
}

function wrong(request: TapRequest): ReturnType<typeof refuse> {
  const left = PAIRING_TRIES - (request.mistyped?.length ?? 0);
  return refuse('pairing-wrong', { left: left === 1 ? 'One try is left.' : `${String(left)} tries are left.` });
}
