import type { AccountChange } from '../domain/account-change';
import type { Instant } from '../domain/clock';
import { type Fact, known, unread } from '../domain/fact';
import { MANAGER_CHANGE_COUNTS_FOR } from '../domain/privilege';
import { type Deadline } from './deadline';
import { gapOf } from './failure';
import { literal, withQuery } from './paths';
import { operations } from './permissions';
import type { Reader } from './reader';
import { accountChange } from './wire-changes';

/**
 * What the audit log says of one account in the last 14 days. The log answers slowly and is throttled with the reports
 * (5 calls in 10 seconds), so it is read beside the batch and not in it, and only where a pass depends on it.
 */
export async function accountChanges(
  reader: Reader,
  personId: string,
  now: Instant,
  deadline: Deadline,
): Promise<Fact<readonly AccountChange[]>> {
  const since = new Date(now - MANAGER_CHANGE_COUNTS_FOR).toISOString();
  const path = withQuery('/auditLogs/directoryAudits', {
    $filter: `targetResources/any(t:t/id eq ${literal(personId)}) and activityDateTime ge ${since}`,
    $orderby: 'activityDateTime desc',
    $top: '500',
  });
  const read = await reader.list({ operation: 'changes', path }, accountChange(personId), deadline);
  if (!read.ok) return gapOf('changes', read.failure);
  return known(
    read.value.filter((change) => change !== undefined),
    now,
  );
}

/** Nobody asked for it, so nobody may rely on there being none. */
export function changesNotAsked(): Fact<readonly AccountChange[]> {
  return unread({ what: operations.changes.what, reason: 'unavailable' });
}
