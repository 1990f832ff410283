import { DAY, type Instant } from '../domain/clock';
import { type Fact, known } from '../domain/fact';
import type { AccountChange } from '../domain/account-change';
import type { DeskReading } from '../services/ports';
import { z } from 'zod/v4';
import type { Deadline } from './deadline';
import { gapOf, type Read } from './failure';
import { isObjectId, literal, path, withQuery } from './paths';
import type { Answers } from './person-reads';
import type { Reader, Wanted } from './reader';
import { listPage } from './wire';
import { accountChange } from './wire-changes';
import { methodChange, preferredMethod } from './wire-history';
import { PERSON_FIELDS, person } from './wire-people';
import { signIn } from './wire-sign-ins';

/** Graph's most for one `$batch`. */
export const BATCH = 20;

const SIGN_INS = 10;
const BACK = 30 * DAY;

/**
 * What the person's page shows beside the facts of a diagnosis: the logs and the report. They go along in a batch that
 * is sent anyway, and what is throttled is not waited for: the page says what it could not read.
 */
export function deskReads(id: string, now: Instant) {
  const since = (ms: number): string => new Date(now - ms).toISOString();
  return {
    signIns: {
      operation: 'signIns',
      path: withQuery('/auditLogs/signIns', {
        $filter: `userId eq ${literal(id)} and createdDateTime ge ${since(7 * DAY)}`,
        $orderby: 'createdDateTime desc',
        $top: String(SIGN_INS),
      }),
      once: true,
    },
    changes: {
      operation: 'changes',
      path: withQuery('/auditLogs/directoryAudits', {
        $filter: `targetResources/any(t:t/id eq ${literal(id)}) and activityDateTime ge ${since(BACK)}`,
        $orderby: 'activityDateTime desc',
        $top: '500',
      }),
      once: true,
    },
    preferred: {
      operation: 'preferred',
      path: path`/reports/authenticationMethods/userRegistrationDetails/${id}`,
      once: true,
    },
  } as const satisfies Record<string, Wanted>;
}

/** Names for sentences about who decided; an id that is none is left out. */
export function nameReads(ids: readonly string[]): readonly Wanted[] {
  return ids.filter(isObjectId).map((id) => ({
    operation: 'person',
    path: withQuery(path`/users/${id}`, { $select: PERSON_FIELDS }),
    once: true,
  }));
}

export function namesIn(reader: Reader, reads: readonly Read<unknown>[]): ReadonlyMap<string, string> {
  const found = reads.map((read) => reader.parse('person', read, person));
  return new Map(found.flatMap((one) => (one.ok ? [[one.value.id, one.value.displayName] as const] : [])));
}

type FromLogs = Omit<DeskReading, 'facts' | 'names'> & { readonly accountChanges: Fact<readonly AccountChange[]> };

export async function fromLogs(
  reader: Reader,
  id: string,
  answers: Answers,
  now: Instant,
  deadline: Deadline,
): Promise<FromLogs> {
  // Ten are enough, and the log has millions: a page after the first is nobody's business.
  const page = reader.parse('signIns', answers('signIns'), listPage.extend({ value: signIn.array() }));
  const rows = await reader.pages(deskReads(id, now).changes, answers('changes'), z.unknown(), deadline);
  const changed = <T>(schema: z.ZodType<T | undefined>): Fact<readonly T[]> => {
    const read = reader.parse('changes', rows, schema.array());
    return read.ok
      ? known(
          read.value.filter((one) => one !== undefined),
          now,
        )
      : gapOf('changes', read.failure);
  };
  const preferred = reader.parse('preferred', answers('preferred'), preferredMethod);
  return {
    signIns: page.ok ? known(page.value.value.slice(0, SIGN_INS), now) : gapOf('signIns', page.failure),
    accountChanges: changed(accountChange(id)),
    methodChanges: changed(methodChange(id)),
    preferred: preferred.ok ? known(preferred.value, now) : gapOf('preferred', preferred.failure),
  };
}
