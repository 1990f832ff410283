import type { AdministrativeUnit, Group } from './state';

/** Groups that hold `id` directly. */
export function groupsOf(groups: ReadonlyMap<string, Group>, id: string): Group[] {
  return [...groups.values()].filter((group) => group.members.has(id));
}

/** Groups that hold `id`, however deep; a cycle of groups ends where it began. */
export function allGroupsOf(groups: ReadonlyMap<string, Group>, id: string): Group[] {
  const found = new Map<string, Group>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const group of groupsOf(groups, next)) {
      if (found.has(group.id)) continue;
      found.set(group.id, group);
      waiting.push(group.id);
    }
  }
  return [...found.values()];
}

/** Ids of everything inside a group, however deep. */
export function allMembersOf(groups: ReadonlyMap<string, Group>, groupId: string): string[] {
  const found = new Set<string>();
  const waiting = [groupId];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const member of groups.get(next)?.members ?? []) {
      if (found.has(member)) continue;
      found.add(member);
      waiting.push(member);
    }
  }
  return [...found];
}

export function unitsOf(units: ReadonlyMap<string, AdministrativeUnit>, id: string): AdministrativeUnit[] {
  return [...units.values()].filter((unit) => unit.members.has(id));
}
