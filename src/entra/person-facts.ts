import type { Instant } from '../domain/clock';
import { known, unread, type Fact } from '../domain/fact';
import type { PersonFacts } from '../domain/facts';
import type { Group } from '../domain/person';
import type { Deadline } from './deadline';
import { gapOf, type Read } from './failure';
import { operations, type OperationName } from './permissions';
import { personReads, type Answers } from './person-reads';
import type { Reader } from './reader';
import { device, methodDevice } from './wire-devices';
import { method } from './wire-methods';
import { group, manager, membership, objectWithId, personInFull, type Membership } from './wire-people';
import { eligibleGroup, riskyUser, roleHeld } from './wire-roles';

type AboutPerson = Omit<
  PersonFacts,
  'passkeyPolicy' | 'passPolicy' | 'authenticatorPolicy' | 'methodsPolicy' | 'access' | 'changes'
>;

/** Facts out of a batch of `personReads`; further pages of long lists are read here. */
export async function personFacts(
  reader: Reader,
  id: string,
  answers: Answers,
  readAt: Instant,
  deadline: Deadline,
): Promise<AboutPerson> {
  const wanted = personReads(id);
  const [belongs, methods, active, scheduled, eligible, owned, joinable, reports, devices, phones, hellos] =
    await Promise.all([
      reader.pages(wanted.memberships, answers('memberships'), membership, deadline),
      reader.pages(wanted.methods, answers('methods'), method, deadline),
      reader.pages(wanted.activeRoles, answers('activeRoles'), roleHeld, deadline),
      reader.pages(wanted.scheduledRoles, answers('scheduledRoles'), roleHeld, deadline),
      reader.pages(wanted.eligibleRoles, answers('eligibleRoles'), roleHeld, deadline),
      reader.pages(wanted.ownedGroups, answers('ownedGroups'), group, deadline),
      reader.pages(wanted.eligibleGroups, answers('eligibleGroups'), eligibleGroup, deadline),
      reader.pages(wanted.directReports, answers('directReports'), objectWithId, deadline),
      reader.pages(wanted.devices, answers('devices'), device, deadline),
      reader.pages(wanted.phoneSignIns, answers('phoneSignIns'), methodDevice, deadline),
      reader.pages(wanted.helloDevices, answers('helloDevices'), methodDevice, deadline),
    ]);
  const account = reader.parse('person', answers('person'), personInFull);
  // Somebody who does not exist has no "no manager" and no "no risk" either.
  const exists = account.ok || account.failure.kind !== 'not-found';
  const boss = reader.parse('manager', answers('manager'), manager);
  const risk = reader.parse('risk', answers('risk'), riskyUser);
  const fact = <T, R>(operation: OperationName, read: Read<T>, map: (value: T) => R): Fact<R> =>
    read.ok ? known(map(read.value), readAt) : gapOf(operation, read.failure);
  return {
    id,
    person: fact('person', account, ({ person }) => person),
    groups: groupsOf(belongs, readAt),
    methods: fact('methods', methods, (list) => list),
    activeRoles: activeRoles(belongs, active, scheduled, readAt),
    eligibleRoles: fact('eligibleRoles', withoutPim(eligible), (held) => unique(held.map(roleName))),
    ownedGroups: fact('ownedGroups', owned, (groups) => groups),
    eligibleGroups: fact('eligibleGroups', withoutPim(joinable), (groups) => groups),
    restrictedUnits: restrictedUnits(account, belongs, readAt),
    manager: fact('manager', exists ? absentAs(boss, undefined) : boss, (person) => person),
    directReports: fact('directReports', reports, (people) => people.map((one) => one.id)),
    devices: fact('devices', devices, (list) => list),
    methodDevices: hellos.ok
      ? fact('phoneSignIns', phones, (apps) => [...apps, ...hellos.value])
      : gapOf('helloDevices', hellos.failure),
    riskState: fact('risk', exists ? absentAs(risk, 'none') : risk, (state) => state),
  };
}

/** Without Microsoft Entra ID P2 there is no PIM, so nobody is eligible for anything: an empty list, not a gap. */
function withoutPim<T>(read: Read<readonly T[]>): Read<readonly T[]> {
  return !read.ok && read.failure.kind === 'licence' ? { ok: true, value: [] } : read;
}

function absentAs<T>(read: Read<T>, value: T): Read<T> {
  return !read.ok && read.failure.kind === 'not-found' ? { ok: true, value } : read;
}

function groupsOf(belongs: Read<readonly Membership[]>, readAt: Instant): Fact<readonly Group[]> {
  if (!belongs.ok) return gapOf('memberships', belongs.failure);
  const { what, permission } = operations.memberships;
  if (belongs.value.some((one) => one.kind === 'hidden-group'))
    return unread({ what, reason: 'permission', permission });
  return known(
    belongs.value.flatMap((one) => (one.kind === 'group' ? [one.group] : [])),
    readAt,
  );
}

/** Direct and scheduled assignments, and roles through groups, which only the memberships show. */
function activeRoles(
  belongs: Read<readonly Membership[]>,
  active: Read<readonly (string | undefined)[]>,
  scheduled: Read<readonly (string | undefined)[]>,
  readAt: Instant,
): Fact<readonly string[]> {
  const timed = withoutPim(scheduled);
  if (!active.ok) return gapOf('activeRoles', active.failure);
  if (!timed.ok) return gapOf('scheduledRoles', timed.failure);
  if (!belongs.ok) return gapOf('memberships', belongs.failure);
  const throughGroups = belongs.value.flatMap((one) => (one.kind === 'role' ? [one.name] : []));
  return known(unique([...active.value, ...timed.value, ...throughGroups].map(roleName)), readAt);
}

/** The account says whether it is restricted; the memberships say by which unit, as far as they can be read. */
function restrictedUnits(
  account: Read<{ readonly restricted: boolean }>,
  belongs: Read<readonly Membership[]>,
  readAt: Instant,
): Fact<readonly string[]> {
  if (!account.ok) return gapOf('person', account.failure);
  if (!account.value.restricted) return known([], readAt);
  const units = (belongs.ok ? belongs.value : []).flatMap((one) => (one.kind === 'unit' ? [one.name ?? ''] : []));
  const names = units.filter((name) => name !== '');
  return known([names.length === 0 ? 'without a readable name' : names.join(' or ')], readAt);
}

function roleName(name: string | undefined): string {
  return name ?? 'without a readable name';
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
