import { type Outcome, refuse } from './refusal';
import type { RequestState, TapRequest } from './tap-request-record';
import { stateInWords } from './tap-request-words';

const FINAL: ReadonlySet<RequestState> = new Set(['completed', 'revoked', 'withdrawn', 'denied', 'expired']);
const WAITING: ReadonlySet<RequestState> = new Set(['awaiting-proof', 'awaiting-approval']);

export function isOver(request: TapRequest): boolean {
  return FINAL.has(request.state);
}

export function isWaiting(request: TapRequest): boolean {
  return WAITING.has(request.state);
}

/** What was wanted comes too late: it is decided, or over. */
export function decided(request: TapRequest): Outcome<TapRequest> {
  return isOver(request) ? over(request) : refuse('request-decided', { state: stateInWords(request) });
}

export function over(request: TapRequest): Outcome<TapRequest> {
  return refuse('request-over', { state: stateInWords(request) });
}
