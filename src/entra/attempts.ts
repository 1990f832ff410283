import type { Observer } from '../services/ports';
import type { Deadline } from './deadline';
import { failed, judge, type Failure, type Read } from './failure';
import type { OperationName } from './permissions';
import type { Exchange, Reply, Transport } from './transport';

/** Our own code for a sign-in of Keysmith itself that Entra refused. */
export const NO_SIGN_IN = 'no-sign-in';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
/** Nobody waits longer than this in front of a chat; a longer Retry-After is told instead. */
const LONGEST_PAUSE_MS = 5_100;

export interface AttemptsOptions {
  readonly transport: Transport;
  readonly observer: Observer;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
}

/** Sends what has no effect, again where that may help, until the deadline. Never for writes. */
export interface Attempts {
  read(operation: OperationName, exchange: Exchange, deadline: Deadline): Promise<Read<unknown>>;
  /** Goes on where a first attempt, made as part of a batch, has failed. */
  readAfter(operation: OperationName, exchange: Exchange, deadline: Deadline, failure: Failure): Promise<Read<unknown>>;
}

export function openAttempts({ transport, observer, random }: AttemptsOptions): Attempts {
  async function attempt(
    number: number,
    operation: OperationName,
    exchange: Exchange,
    deadline: Deadline,
  ): Promise<Read<unknown>> {
    const reply = await transport.exchange(exchange, deadline);
    const read = judgeReply(operation, reply);
    return read.ok ? read : again(number + 1, operation, exchange, deadline, read.failure, reply);
  }

  async function again(
    number: number,
    operation: OperationName,
    exchange: Exchange,
    deadline: Deadline,
    failure: Failure,
    reply?: Reply,
  ): Promise<Read<unknown>> {
    const pause = pauseBefore(number, failure, deadline, random());
    if (pause === undefined) {
      report(observer, operation, failure, reply);
      return failed(failure);
    }
    observer.event('graph.retried', { operation, attempt: number, reason: failure.kind });
    await sleep(pause);
    return attempt(number, operation, exchange, deadline);
  }

  return {
    read: (operation, exchange, deadline) => attempt(1, operation, exchange, deadline),
    readAfter: (operation, exchange, deadline, failure) => again(2, operation, exchange, deadline, failure),
  };
}

export function judgeReply(operation: OperationName, reply: Reply): Read<unknown> {
  switch (reply.end) {
    case 'answered':
      return judge(operation, reply);
    case 'lost':
      return failed({ kind: 'unavailable', again: !reply.late });
    case 'not-sent':
      return failed(
        reply.why === 'unavailable'
          ? { kind: 'unavailable', again: false }
          : { kind: 'denied', permission: 'a valid credential for AZURE_CLIENT_ID', code: NO_SIGN_IN, message: '' },
      );
  }
}

/** One line per call that failed for good, without anything of the body. A missing object is an answer, not a failure. */
export function report(observer: Observer, operation: OperationName, failure: Failure, reply?: Reply): void {
  if (failure.kind === 'not-found' || failure.kind === 'licence') return;
  observer.event('graph.failed', {
    operation,
    reason: failure.kind,
    ...('code' in failure ? { code: failure.code } : {}),
    ...(reply?.end === 'answered' ? { status: reply.status, request: reply.requestId } : {}),
  });
}

/** Milliseconds to wait before this attempt; undefined where waiting would not help or would take too long. */
function pauseBefore(attempt: number, failure: Failure, deadline: Deadline, jitter: number): number | undefined {
  const mayHelp = failure.kind === 'throttled' || (failure.kind === 'unavailable' && failure.again);
  if (!mayHelp || attempt > ATTEMPTS) return undefined;
  const pause =
    failure.afterMs === undefined
      ? FIRST_PAUSE_MS * 2 ** (attempt - 2) * (0.5 + jitter / 2)
      : failure.afterMs + 100 * jitter;
  return pause < Math.min(LONGEST_PAUSE_MS, deadline.remainingMs()) ? pause : undefined;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
