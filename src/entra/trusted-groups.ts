import type { Outcome } from '../domain/refusal';
import { deadlineIn } from './deadline';
import { failed, outcomeOf } from './failure';
import { groupRead } from './group-names';
import { isObjectId } from './paths';
import type { Reader } from './reader';
import { group } from './wire-people';

/** A group whose members Keysmith lets decide. `missing`: the directory has no such group. */
export type TrustedGroup =
  | { readonly id: string; readonly missing: true }
  | { readonly id: string; readonly missing: false; readonly name: string; readonly isRoleAssignable: boolean };

/** At most 20 groups, in one round trip. */
export async function trustedGroups(
  reader: Reader,
  ids: readonly string[],
  readMs: number,
): Promise<Outcome<readonly TrustedGroup[]>> {
  const asked = ids.filter(isObjectId);
  const reads = asked.length === 0 ? [] : await reader.batch(asked.map(groupRead), deadlineIn(readMs));
  const found = new Map<string, TrustedGroup>();
  for (const [index, id] of asked.entries()) {
    const read = reader.parse('group', reads[index] ?? failed({ kind: 'nonsense' }), group);
    if (!read.ok && read.failure.kind !== 'not-found') return outcomeOf(read);
    if (read.ok) {
      const { displayName: name, isAssignableToRole: isRoleAssignable } = read.value;
      found.set(id, { id, missing: false, name, isRoleAssignable });
    }
  }
  return { ok: true, value: ids.map((id) => found.get(id) ?? { id, missing: true }) };
}
