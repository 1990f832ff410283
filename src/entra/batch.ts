import type { Clock } from '../domain/clock';
import { NO_SIGN_IN, type Attempts } from './attempts';
import { failed, judge, NONSENSE, type Failure } from './failure';
import { operations, type OperationName } from './permissions';
import type { Reader } from './reader';
import { retryAfter } from './transport';
import { batchAnswer } from './wire';

/** One `$batch` of reads. Graph throttles its items one by one, so those are asked again one by one. */
export function batcher(attempts: Attempts, parse: Reader['parse'], clock: Clock): Reader['batch'] {
  return async (wanted, deadline) => {
    const [first] = wanted;
    if (first === undefined) return [];
    const requests = wanted.map(({ path, headers }, index) => ({
      id: String(index),
      method: 'GET',
      url: path,
      headers: { Prefer: 'include-unknown-enum-members', ...headers },
    }));
    const exchange = { method: 'POST', path: '/$batch', body: { requests } } as const;
    const whole = parse(first.operation, await attempts.read(first.operation, exchange, deadline), batchAnswer);
    if (!whole.ok) return wanted.map(({ operation }) => failed(asOf(operation, whole.failure)));
    const answers = new Map(whole.value.responses.map((response) => [response.id, response]));
    return Promise.all(
      wanted.map(async ({ operation, path, headers = {}, once }, index) => {
        const answer = answers.get(String(index));
        if (answer === undefined) return failed(NONSENSE);
        const read = judge(operation, {
          status: answer.status,
          body: answer.body ?? undefined,
          ...waitOf(answer.headers ?? {}, clock),
        });
        if (read.ok || (once === true && mayPass(read.failure))) return read;
        return attempts.readAfter(operation, { method: 'GET', path, headers }, deadline, read.failure);
      }),
    );
  };
}

/** Another time it may work; for what is only nice to know, another time is soon enough. */
function mayPass({ kind }: Failure): boolean {
  return kind === 'throttled' || kind === 'unavailable';
}

/** A batch denied as a whole lacks what each of its reads needs. */
function asOf(operation: OperationName, failure: Failure): Failure {
  const denied = failure.kind === 'denied' && failure.code !== NO_SIGN_IN;
  return denied ? { ...failure, permission: operations[operation].permission } : failure;
}

function waitOf(headers: Readonly<Record<string, string>>, clock: Clock): { readonly retryAfterMs?: number } {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'retry-after');
  const retryAfterMs = name === undefined ? undefined : retryAfter(headers[name], clock);
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}
