import { DAY, type Clock } from '../domain/clock';
import { known } from '../domain/fact';
import type { SignIns } from '../services/ports';
import { deadlineIn } from './deadline';
import { gapOf } from './failure';
import { isObjectId, literal, withQuery } from './paths';
import type { Reader } from './reader';
import { signIn } from './wire-sign-ins';

const MOST = 10;
/** The log answers slowly, and everything else is on the screen by then. */
const PATIENCE_MS = 4_000;

export function openSignIns(reader: Reader, clock: Clock): SignIns {
  return {
    async last(personId) {
      if (!isObjectId(personId)) return gapOf('signIns', { kind: 'not-found' });
      const now = clock.now().getTime();
      const since = new Date(now - 7 * DAY).toISOString();
      const path = withQuery('/auditLogs/signIns', {
        $filter: `userId eq ${literal(personId)} and createdDateTime ge ${since}`,
        $orderby: 'createdDateTime desc',
        $top: String(MOST),
      });
      const deadline = deadlineIn(PATIENCE_MS);
      const enough = (found: readonly unknown[]): boolean => found.length >= MOST;
      const read = await reader.list({ operation: 'signIns', path }, signIn, deadline, enough);
      return read.ok ? known(read.value.slice(0, MOST), now) : gapOf('signIns', read.failure);
    },
  };
}
