import { HOUR, type Clock } from '../domain/clock';
import type { Group } from '../domain/person';
import { deadlineIn, type Deadline } from './deadline';
import { failed, NONSENSE, type Read } from './failure';
import { path, withQuery } from './paths';
import type { Reader, Wanted } from './reader';
import { shelf } from './shelf';
import { group, MEMBERSHIP_FIELDS } from './wire-people';

/**
 * Names of groups that policies mention, for sentences only. Read as GET /groups/{id} in one batch rather than with
 * directoryObjects/getByIds, which would need Directory.Read.All.
 */
export interface GroupNames {
  /** Takes over names that came with something else. */
  learn(groups: readonly Group[]): void;
  /** Reads what is not known yet, at most 20 in one round trip; what cannot be read stays without a name. */
  look(ids: readonly string[], deadline: Deadline): Promise<void>;
  /** The same in two steps, for names that go along in a batch that is sent anyway: what to ask, and the answers. */
  wanted(ids: readonly string[]): readonly NameRead[];
  take(asked: readonly NameRead[], reads: readonly Read<unknown>[]): void;
  nameOf(id: string): string | undefined;
}

export type NameRead = Wanted & { readonly id: string };

const KEPT_FOR = HOUR;
/** A diagnosis waits no longer than this for names. */
const PATIENCE_MS = 1_500;

export function groupNames(reader: Reader, clock: Clock): GroupNames {
  const names = shelf<string>(KEPT_FOR);
  const now = () => clock.now().getTime();
  const wanted = (ids: readonly string[]): readonly NameRead[] =>
    ids
      .filter((id) => names.get(id, now()) === undefined)
      .slice(0, 20)
      .map((id) => ({ ...groupRead(id), id }));
  const take = (asked: readonly NameRead[], reads: readonly Read<unknown>[]): void => {
    asked.forEach(({ id }, index) => {
      const found = reader.parse('group', reads[index] ?? failed(NONSENSE), group);
      if (found.ok) names.put(id, found.value.displayName, now());
      // A group that is gone or hidden stays without a name and is not asked for again and again.
      else if (found.failure.kind === 'not-found' || found.failure.kind === 'denied') names.put(id, '', now());
    });
  };
  return {
    wanted,
    take,
    learn(groups) {
      for (const { id, displayName } of groups) names.put(id, displayName, now());
    },
    async look(ids, deadline) {
      const asked = wanted(ids);
      if (asked.length === 0) return;
      const patience = deadlineIn(Math.min(PATIENCE_MS, deadline.remainingMs()));
      take(asked, await reader.batch(asked, patience));
    },
    nameOf: (id) => names.get(id, now()) || undefined,
  };
}

export function groupRead(id: string): Wanted {
  return { operation: 'group', path: withQuery(path`/groups/${id}`, { $select: MEMBERSHIP_FIELDS }) };
}
