import { done, refuse } from '../domain/refusal';
import { PassCode } from '../domain/secret';
import type { Observer, PassCreation, Passes } from '../services/ports';
import { judgeReply, report } from './attempts';
import { deadlineIn } from './deadline';
import { failed, outcomeOf, refusalOf, type Failure } from './failure';
import { isObjectId, path } from './paths';
import type { Reader } from './reader';
import type { Reply, Transport } from './transport';
import { createdPass, existingPass } from './wire-methods';

export interface PassesOptions {
  readonly transport: Transport;
  readonly reader: Reader;
  readonly observer: Observer;
  readonly readMs: number;
  readonly writeMs: number;
}

const NO_PASS_MADE = 'No pass was made.';
const PERHAPS_DELETED = 'I cannot tell yet whether the pass was deleted.';

export function openPasses({ transport, reader, observer, readMs, writeMs }: PassesOptions): Passes {
  return {
    async create(personId, spec, deadlineMs) {
      if (!isObjectId(personId)) return ended(refusalOf({ kind: 'not-found' }, NO_PASS_MADE));
      const body = { lifetimeInMinutes: spec.lifetimeMinutes, isUsableOnce: spec.usableOnce };
      const target = path`/users/${personId}/authentication/temporaryAccessPassMethods`;
      const reply = await transport.exchange({ method: 'POST', path: target, body }, deadlineIn(deadlineMs));
      return creationOf(reply, observer);
    },

    async list(personId) {
      if (!isObjectId(personId)) return outcomeOf(failed({ kind: 'not-found' }));
      const target = path`/users/${personId}/authentication/temporaryAccessPassMethods`;
      return outcomeOf(await reader.list({ operation: 'passes', path: target }, existingPass, deadlineIn(readMs)));
    },

    async remove(personId, passId) {
      if (!isObjectId(personId) || !isObjectId(passId)) return done(undefined);
      const target = path`/users/${personId}/authentication/temporaryAccessPassMethods/${passId}`;
      const reply = await transport.exchange({ method: 'DELETE', path: target }, deadlineIn(writeMs));
      const read = judgeReply('removePass', reply);
      if (read.ok || read.failure.kind === 'not-found') return done(undefined);
      report(observer, 'removePass', read.failure, reply);
      const certain = reply.end === 'not-sent' || (reply.end === 'answered' && reply.status < 500);
      return refusalOf(read.failure, certain ? undefined : PERHAPS_DELETED);
    },
  };
}

/**
 * Only a 201 with a pass and its code is `created`, and only Graph's own refusal is `refused`. A 429 is one: throttled
 * calls are turned away before they are carried out. Whatever else came back, a pass may exist.
 */
function creationOf(reply: Reply, observer: Observer): PassCreation {
  const read = judgeReply('createPass', reply);
  if (read.ok) {
    const code = createdPass.safeParse(read.value);
    const pass = existingPass.safeParse(read.value);
    if (reply.end === 'answered' && reply.status === 201 && code.success && pass.success) {
      return { end: 'created', pass: pass.data, code: new PassCode(code.data.temporaryAccessPass) };
    }
    observer.event('graph.nonsense', { operation: 'createPass', code: code.success, pass: pass.success });
    return { end: 'uncertain' };
  }
  report(observer, 'createPass', read.failure, reply);
  if (reply.end === 'not-sent') return ended(refusalOf(read.failure, NO_PASS_MADE));
  switch (read.failure.kind) {
    case 'unavailable':
    case 'nonsense':
      return { end: 'uncertain' };
    default:
      return ended(refusalOfCreation(read.failure));
  }
}

/** Entra's own words where they say more than a missing permission does, e.g. for a restricted management unit. */
function refusalOfCreation(failure: Failure): ReturnType<typeof refuse> {
  const telling =
    failure.kind === 'refused' ||
    failure.kind === 'licence' ||
    (failure.kind === 'denied' && /restricted management/i.test(failure.message));
  if (!telling) return refusalOf(failure, NO_PASS_MADE);
  return refuse('entra-refused', { message: failure.message || failure.code }, NO_PASS_MADE);
}

function ended({ refusal }: ReturnType<typeof refuse>): PassCreation {
  return { end: 'refused', refusal };
}
