import { z } from 'zod/v4';
import type { RemovableKind } from '../domain/removal';
import type { Observer, RemovalEnd, Removals, Sessions } from '../services/ports';
import { judgeReply, report } from './attempts';
import { deadlineIn } from './deadline';
import { failed, outcomeOf, refusalOf } from './failure';
import { isObjectId, path, withQuery } from './paths';
import type { OperationName } from './permissions';
import type { Reader } from './reader';
import type { Exchange, Transport } from './transport';
import { instant } from './wire';

export interface RemovalsOptions {
  readonly transport: Transport;
  readonly reader: Reader;
  readonly observer: Observer;
  readonly readMs: number;
  readonly writeMs: number;
}

/** Each kind has its own collection and its own permission. */
const collections: Record<RemovableKind, { readonly name: string; readonly operation: OperationName }> = {
  passkey: { name: 'fido2Methods', operation: 'removePasskey' },
  authenticator: { name: 'microsoftAuthenticatorMethods', operation: 'removeAuthenticator' },
  phone: { name: 'phoneMethods', operation: 'removePhone' },
  'windows-hello': { name: 'windowsHelloForBusinessMethods', operation: 'removeHello' },
  'software-oath': { name: 'softwareOathMethods', operation: 'removeOath' },
  'platform-credential': { name: 'platformCredentialMethods', operation: 'removePlatformCredential' },
};

/** GUIDs, and base64url for passkeys. Anything with a dot or a slash could become another address. */
const METHOD_ID = /^[\w-]{1,1000}={0,2}$/;

const sessionsShape = z.object({ signInSessionsValidFromDateTime: instant });

export function openRemovals(options: RemovalsOptions): Removals {
  return {
    async remove(personId, kind, methodId) {
      if (!isObjectId(personId) || !METHOD_ID.test(methodId)) return { end: 'absent' };
      const { name, operation } = collections[kind];
      const target = path`/users/${personId}/authentication/${name}/${methodId}`;
      return write(options, operation, { method: 'DELETE', path: target });
    },
  };
}

export function openSessions(options: RemovalsOptions): Sessions {
  const { reader, readMs } = options;
  return {
    async validFrom(personId) {
      if (!isObjectId(personId)) return outcomeOf(failed({ kind: 'not-found' }));
      const target = withQuery(path`/users/${personId}`, { $select: 'signInSessionsValidFromDateTime' });
      const wanted = { operation: 'sessionsSince', path: target } as const;
      const read = await reader.get(wanted, sessionsShape, deadlineIn(readMs));
      return outcomeOf(read.ok ? { ok: true, value: read.value.signInSessionsValidFromDateTime } : read);
    },

    async end(personId) {
      if (!isObjectId(personId)) return { end: 'absent' };
      return write(options, 'endSessions', { method: 'POST', path: path`/users/${personId}/revokeSignInSessions` });
    },
  };
}

/** One exchange, never repeated here. Only Graph's own word is `removed`, `absent` or `refused`. */
async function write(
  { transport, observer, writeMs }: RemovalsOptions,
  operation: OperationName,
  exchange: Exchange,
): Promise<RemovalEnd> {
  const reply = await transport.exchange(exchange, deadlineIn(writeMs));
  const read = judgeReply(operation, reply);
  if (read.ok) return { end: 'removed' };
  if (read.failure.kind === 'not-found') return { end: 'absent' };
  report(observer, operation, read.failure, reply);
  switch (read.failure.kind) {
    case 'throttled':
      return { end: 'later', afterMs: read.failure.afterMs ?? 10_000 };
    case 'unavailable':
    case 'nonsense':
      return reply.end === 'not-sent' ? { end: 'later', afterMs: 10_000 } : { end: 'uncertain' };
    case 'denied':
    case 'licence':
    case 'refused':
      return { end: 'refused', refusal: refusalOf(read.failure).refusal };
  }
}
