import { MINUTE, type Instant } from './clock';
import { toldFirst } from './proofs';
import { type Outcome, done, refuse } from './refusal';
import { workStep } from './tap-request-work';
import type { Opening, RequestState, TapEvent, TapRequest } from './tap-request-record';
import { decideStep, endOrReassess, waitingState } from './tap-request-decide';
import { decided, isOver, isWaiting, over } from './tap-request-state';

/**
 * A request for a Temporary Access Pass and its life (design.md section 4). Everything here is pure: a change is
 * `transition(request, event)`, and the store writes it only if the version is still the one it was computed from.
 *
 *   awaiting-proof ─► awaiting-approval ─► approved ─► opening ─► open ─► completed
 *         └──── withdrawn / denied / expired ─┘            └► uncertain ─► approved again, or revoked
 */
export * from './tap-request-record';
export { isOver, isWaiting } from './tap-request-state';
export { stateInWords } from './tap-request-words';

/** An approved grant waits this long for its recipient (minutes come from TAP_OPEN_MINUTES at creation of the policy). */
export interface Timing {
  readonly openMinutes: number;
}

/** Six digits leave an attacker with three chances in a million. */
export const PAIRING_TRIES = 3;

const WITH_PASS: ReadonlySet<RequestState> = new Set(['opening', 'open', 'uncertain']);

/** A pass of ours may exist in Entra: it was made, or may have been, and nobody has seen it gone. */
export function mayHavePass(request: TapRequest): boolean {
  return request.openings.length > 0 && request.passGoneAt === undefined;
}

export function currentOpening(request: TapRequest): Opening | undefined {
  return request.openings.at(-1);
}

/** A request as it is asked for: its first state follows from the proofs it already brings. */
export function newRequest(
  asked: Omit<TapRequest, 'version' | 'state' | 'approvals' | 'openings' | 'appeared'>,
): TapRequest {
  return { ...asked, version: 1, state: waitingState(asked), approvals: [], openings: [], appeared: [] };
}

/**
 * The next request, or the refusal with what stood in the way. Never changes its argument.
 * Who may cause an event is not asked here: that is domain/duties, with the same request in hand.
 */
export function transition(request: TapRequest, event: TapEvent, timing: Timing): Outcome<TapRequest> {
  const next = step(request, event, timing);
  return next.ok ? done({ ...next.value, version: request.version + 1 }) : next;
}

function step(request: TapRequest, event: TapEvent, timing: Timing): Outcome<TapRequest> {
  switch (event.type) {
    case 'prove':
    case 'approve':
    case 'deny':
    case 'ask-for-changes':
    case 'amend':
      return decideStep(request, event, timing);
    case 'escalate':
    case 'withdraw':
    case 'expire':
    case 'reassess':
      return endOrReassess(request, event);
    case 'target-told':
    case 'mistype':
    case 'agree-replace':
      return beforeOpening(request, event);
    case 'begin-opening':
    case 'created':
    case 'not-created':
    case 'lose-sight':
    case 'not-seen':
    case 'have-it':
    case 'settled':
      return openingStep(request, event, timing);
    case 'contain':
    case 'step-begun':
    case 'step-ended':
    case 'carried-out':
      return workStep(request, event);
    case 'appeared':
    case 'confirm-mine':
    case 'note-mine':
    case 'report':
    case 'revoke':
    case 'pass-gone':
      return watchStep(request, event);
  }
}

type Of<T extends TapEvent['type']> = Extract<TapEvent, { type: T }>;

function openingStep(
  request: TapRequest,
  event: Of<'begin-opening' | 'created' | 'not-created' | 'lose-sight' | 'not-seen' | 'have-it' | 'settled'>,
  timing: Timing,
): Outcome<TapRequest> {
  if (event.type === 'begin-opening') return beginOpening(request, event);
  if (event.type === 'settled') return settled(request, event.at, timing);
  const opening = currentOpening(request);
  if (opening?.id !== event.opening) return refuse('other-opening', { time: time(opening?.startedAt ?? event.at) });
  switch (event.type) {
    case 'created':
      if (request.state !== 'opening') return refuse('pass-uncertain');
      return done(
        withOpening(
          { ...request, state: 'open' },
          { ...opening, passId: event.passId, endsAt: event.endsAt, shownAt: event.at },
        ),
      );
    case 'not-created': {
      // Entra said no: nothing exists, so this opening never was.
      if (request.state !== 'opening') return refuse('pass-uncertain');
      return done({ ...request, state: 'approved', openings: request.openings.slice(0, -1) });
    }
    case 'lose-sight':
      if (request.state !== 'opening') return decided(request);
      return done({ ...request, state: 'uncertain' });
    case 'not-seen':
      if (request.state !== 'open') return decided(request);
      if (opening.seen) return refuse('already-shown', { time: time(opening.shownAt ?? opening.startedAt) });
      if (request.replacedOnce) return refuse('not-seen-twice');
      return done({ ...request, state: 'uncertain', replacedOnce: true });
    case 'have-it':
      if (request.state !== 'open') return decided(request);
      if (opening.seen) return refuse('noted-already');
      return done(withOpening(request, { ...opening, seen: true }));
  }
}

/** What says that an approved grant cannot be opened at this moment, if anything. */
export function shutNow(request: TapRequest, at: Instant): ReturnType<typeof refuse> | undefined {
  if (request.opensAt !== undefined && at < request.opensAt) return refuse('not-yet', { time: time(request.opensAt) });
  if (at >= (request.openUntil ?? request.expiresAt)) return refuse('opening-expired');
  return toldFirst(request) ? undefined : refuse('target-untold');
}

/** A wrong number typed for the last time ends the request; one opening stands for one guess. */
function beforeOpening(
  request: TapRequest,
  event: Of<'target-told' | 'mistype' | 'agree-replace'>,
): Outcome<TapRequest> {
  if (event.type === 'target-told') {
    if (isOver(request) || request.targetToldAt !== undefined) return decided(request);
    return done({ ...request, targetToldAt: event.at });
  }
  if (event.type === 'agree-replace') {
    if (!isWaiting(request) && request.state !== 'approved') return decided(request);
    if (request.replaces?.pass === event.pass) return refuse('replace-agreed');
    return done({ ...request, replaces: { pass: event.pass, by: event.by, at: event.at } });
  }
  if (request.state !== 'approved') return decided(request);
  const mistyped = [...(request.mistyped ?? []), event.opening];
  if (mistyped.length < PAIRING_TRIES) return done({ ...request, mistyped });
  return done({ ...request, mistyped, state: 'revoked', revokedWhy: 'mistyped', endedAt: event.at });
}

function beginOpening(request: TapRequest, event: Of<'begin-opening'>): Outcome<TapRequest> {
  if (request.removal !== undefined) return refuse('request-unknown');
  const opening = currentOpening(request);
  if (request.state === 'opening' || request.state === 'open') {
    const shown = time(opening?.shownAt ?? opening?.startedAt ?? event.at);
    return refuse(opening?.id === event.opening ? 'already-shown' : 'other-opening', { time: shown });
  }
  if (request.state === 'uncertain') return refuse('pass-uncertain');
  if (request.state !== 'approved')
    return isOver(request) ? over(request) : refuse('request-changed', { state: request.state });
  // An id is used for one POST only: a late repeat of an opening that was settled must not make another pass.
  if (request.openings.some((earlier) => earlier.id === event.opening)) {
    return refuse('already-shown', { time: time(opening?.startedAt ?? event.at) });
  }
  const shut = shutNow(request, event.at);
  if (shut !== undefined) return shut;
  const { passGoneAt: _, ...rest } = request;
  const openings = [
    ...request.openings,
    { id: event.opening, by: event.by, startedAt: event.at, before: event.before },
  ];
  return done({ ...rest, state: 'opening', openings });
}

/** Our pass is verifiably absent: the opening may start over while there is time, otherwise the request ends. */
function settled(request: TapRequest, at: Instant, timing: Timing): Outcome<TapRequest> {
  if (request.state !== 'uncertain') return decided(request);
  // Counted from the last approval, so that uncertain ends in a row cannot prolong a grant for ever.
  const approvedAt = Math.max(request.opensAt ?? 0, ...request.approvals.map((approval) => approval.at));
  const lastMinute = approvedAt + 2 * timing.openMinutes * MINUTE;
  if (at >= lastMinute)
    return done({ ...request, state: 'revoked', revokedWhy: 'timed-out', passGoneAt: at, endedAt: at });
  return done({
    ...request,
    state: 'approved',
    passGoneAt: at,
    openUntil: Math.max(request.openUntil ?? 0, Math.min(lastMinute, at + 10 * MINUTE)),
  });
}

function watchStep(
  request: TapRequest,
  event: Of<'appeared' | 'confirm-mine' | 'note-mine' | 'report' | 'revoke' | 'pass-gone'>,
): Outcome<TapRequest> {
  switch (event.type) {
    case 'appeared':
      if (request.openings.length === 0) return decided(request);
      if (request.appeared.some((known) => known.id === event.method.id)) return decided(request);
      return done({ ...request, appeared: [...request.appeared, event.method] });
    case 'confirm-mine':
      if (request.state !== 'open') return decided(request);
      if (request.confirmedMethod === event.method) return refuse('noted-already');
      return confirmMine(request, event) ?? completeIfGone({ ...request, confirmedMethod: event.method }, event.at);
    case 'note-mine': {
      if (request.state !== 'open') return decided(request);
      const named = request.appeared.find((method) => method.id === event.method);
      if (named === undefined) return refuse('request-unknown');
      if (named.noted) return refuse('noted-already');
      const appeared = request.appeared.map((method) =>
        method.id === event.method ? { ...method, noted: true as const } : method,
      );
      return done({ ...request, appeared });
    }
    case 'report': {
      const reported = { by: event.by, at: event.at };
      if (isOver(request)) return done({ ...request, reported });
      return done({ ...request, reported, state: 'revoked', revokedWhy: 'reported', endedAt: event.at });
    }
    case 'revoke':
      if (!WITH_PASS.has(request.state)) return decided(request);
      return done({ ...request, state: 'revoked', revokedWhy: event.why, endedAt: event.at });
    case 'pass-gone':
      if (!mayHavePass(request)) return decided(request);
      return completeIfGone({ ...request, passGoneAt: event.at }, event.at);
  }
}

/** A number or a code is no way to sign in without a password, so it ends nothing. */
const ENDING_KINDS: ReadonlySet<string> = new Set(['passkey', 'windows-hello', 'authenticator']);

function confirmMine(request: TapRequest, event: Of<'confirm-mine'>): Outcome<TapRequest> | undefined {
  const named = request.appeared.find((method) => method.id === event.method);
  if (named === undefined) return refuse('request-unknown');
  return ENDING_KINDS.has(named.kind) ? undefined : refuse('not-expected-method', { method: named.name });
}

/** Completed means both: the person confirmed the method, and the pass is gone from Entra. */
function completeIfGone(request: TapRequest, at: Instant): Outcome<TapRequest> {
  const complete =
    request.state === 'open' && request.confirmedMethod !== undefined && request.passGoneAt !== undefined;
  return done(complete ? { ...request, state: 'completed', endedAt: at } : request);
}

function withOpening(request: TapRequest, opening: Opening): TapRequest {
  return { ...request, openings: [...request.openings.slice(0, -1), opening] };
}

function time(at: Instant): string {
  return new Date(at).toISOString();
}
