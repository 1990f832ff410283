import { unread, type Gap, type Unread } from '../domain/fact';
import { NOTHING_CHANGED, refuse, type Outcome } from '../domain/refusal';
import { operations, type OperationName } from './permissions';
import { graphErrorOf } from './wire';

/** Why Graph did not do what was asked. */
export type Failure =
  | { readonly kind: 'denied'; readonly permission: string; readonly code: string; readonly message: string }
  | { readonly kind: 'licence'; readonly code: string; readonly message: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'throttled'; readonly afterMs?: number }
  | { readonly kind: 'unavailable'; readonly again: boolean; readonly afterMs?: number }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const NONSENSE: Failure = { kind: 'nonsense' };
export const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });

export interface Answer {
  readonly status: number;
  /** undefined where the body was empty or not JSON. */
  readonly body: unknown;
  readonly retryAfterMs?: number;
}

/** Graph's own words for a missing licence: PIM without P2 is a 400 or 403, Identity Protection without P2 a 403. */
const licenceWords = /AadPremiumLicenseRequired|not licensed|licen[cs]e/i;

/** What an answer means. A page of HTML is never a finding about permissions or people: it did not come from Graph. */
export function judge(operation: OperationName, answer: Answer): Read<unknown> {
  const { status, body } = answer;
  const after = answer.retryAfterMs === undefined ? {} : { afterMs: answer.retryAfterMs };
  if (status === 204) return { ok: true, value: undefined };
  if (status >= 200 && status < 300) return body === undefined ? failed(NONSENSE) : { ok: true, value: body };
  if (status === 429) return failed({ kind: 'throttled', ...after });
  if (status >= 500) return failed({ kind: 'unavailable', again: status === 503 || status === 504, ...after });
  const error = graphErrorOf(body);
  if (error === undefined) return failed(NONSENSE);
  if ((status === 400 || status === 403) && licenceWords.test(`${error.code} ${error.message}`)) {
    return failed({ kind: 'licence', ...error });
  }
  if (status === 401 || status === 403) {
    return failed({ kind: 'denied', permission: operations[operation].permission, ...error });
  }
  if (status === 404) return failed({ kind: 'not-found' });
  return failed({ kind: 'refused', ...error });
}

export function refusalOf(failure: Failure, changed: string = NOTHING_CHANGED): ReturnType<typeof refuse> {
  switch (failure.kind) {
    case 'denied':
      return refuse('graph-denied', { permission: failure.permission }, changed);
    case 'licence':
      return refuse('graph-denied', { permission: 'a Microsoft Entra ID P2 licence' }, changed);
    case 'not-found':
      return refuse('graph-not-found', {}, changed);
    case 'throttled':
      return refuse('graph-throttled', { seconds: String(secondsOf(failure.afterMs)) }, changed);
    case 'unavailable':
      return refuse('graph-unavailable', {}, changed);
    case 'nonsense':
    case 'refused':
      return refuse('graph-nonsense', {}, changed);
  }
}

export function outcomeOf<T>(read: Read<T>): Outcome<T> {
  return read.ok ? read : refusalOf(read.failure);
}

export function gapOf(operation: OperationName, failure: Failure): Unread {
  const { what } = operations[operation];
  const gap: Gap =
    failure.kind === 'denied'
      ? { what, reason: 'permission', permission: failure.permission }
      : { what, reason: reasonOf(failure) };
  return unread(gap);
}

function reasonOf(failure: Failure): Gap['reason'] {
  switch (failure.kind) {
    case 'denied':
      return 'permission';
    case 'throttled':
      return 'unavailable';
    case 'refused':
      return 'nonsense';
    default:
      return failure.kind;
  }
}

/** Graph's throttling windows are ten seconds where it names none. */
function secondsOf(afterMs: number | undefined): number {
  return Math.max(1, Math.ceil((afterMs ?? 10_000) / 1_000));
}
