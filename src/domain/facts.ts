import type { AccessRule } from './access';
import type { AccountChange } from './account-change';
import type { Instant } from './clock';
import type { Device, MethodDevice } from './devices';
import { type Fact, type Gap, unread } from './fact';
import type { Method } from './methods';
import type { AuthenticatorPolicy, MethodsPolicy, PassPolicy, PasskeyPolicy } from './policies';
import type { Group, Person } from './person';

/** Everything one diagnosis reads about one person: one Graph round trip when the policies are warm. */
export interface PersonFacts {
  readonly id: string;
  readonly person: Fact<Person>;
  /** Transitive membership. */
  readonly groups: Fact<readonly Group[]>;
  readonly methods: Fact<readonly Method[]>;
  /** Names of directory roles held now, also through groups. */
  readonly activeRoles: Fact<readonly string[]>;
  /** Names of directory roles the person could activate (PIM); an empty list where the tenant has no PIM. */
  readonly eligibleRoles: Fact<readonly string[]>;
  /** Groups the person owns, and so could add anybody to. */
  readonly ownedGroups: Fact<readonly Group[]>;
  /** Groups the person could join or own by activating it (PIM for Groups); an empty list where the tenant has no PIM. */
  readonly eligibleGroups: Fact<readonly { readonly name: string; readonly as: 'member' | 'owner' }[]>;
  /** Restricted management administrative units the person is in. */
  readonly restrictedUnits: Fact<readonly string[]>;
  readonly manager: Fact<Person | undefined>;
  /** Object ids of direct reports (none of them may approve for this person). */
  readonly directReports: Fact<readonly string[]>;
  readonly riskState: Fact<'none' | 'atRisk' | 'confirmedCompromised'>;
  /** The last 14 days, out of the audit log, which lags by minutes. A gap unless it was asked for (`history`). */
  readonly changes: Fact<readonly AccountChange[]>;
  readonly passkeyPolicy: Fact<PasskeyPolicy>;
  readonly passPolicy: Fact<PassPolicy>;
  readonly authenticatorPolicy: Fact<AuthenticatorPolicy>;
  readonly methodsPolicy: Fact<MethodsPolicy>;
  /** Conditional Access, from a cache of minutes: it may be read once a second per tenant only. */
  readonly access: Fact<readonly AccessRule[]>;
  /** Devices the person owns, phones included. */
  readonly devices: Fact<readonly Device[]>;
  /** One entry for each Authenticator and each Windows Hello method. */
  readonly methodDevices: Fact<readonly MethodDevice[]>;
}

/** Somebody of whom nothing was read: for what is decided by who asks alone. */
export function unreadFacts(id: string, why: Gap = { what: 'not read', reason: 'unavailable' }): PersonFacts {
  const gap = unread(why);
  return {
    id,
    person: gap,
    groups: gap,
    methods: gap,
    activeRoles: gap,
    eligibleRoles: gap,
    ownedGroups: gap,
    eligibleGroups: gap,
    restrictedUnits: gap,
    manager: gap,
    directReports: gap,
    riskState: gap,
    changes: gap,
    passkeyPolicy: gap,
    passPolicy: gap,
    authenticatorPolicy: gap,
    methodsPolicy: gap,
    access: gap,
    devices: gap,
    methodDevices: gap,
  };
}

/** When the oldest of these facts was read; gaps have no age. */
export function oldestReading(facts: PersonFacts): Instant | undefined {
  const { id: _, ...read } = facts;
  const moments = Object.values(read).flatMap((fact) => (fact.known ? [fact.readAt] : []));
  return moments.length === 0 ? undefined : Math.min(...moments);
}

export function nameOf(facts: PersonFacts): string {
  return facts.person.known ? facts.person.value.displayName : 'this person';
}
