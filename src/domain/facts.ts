import type { AccessRule } from './access';
import type { Device, MethodDevice } from './devices';
import type { Fact } from './fact';
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
  /** Restricted management administrative units the person is in. */
  readonly restrictedUnits: Fact<readonly string[]>;
  readonly manager: Fact<Person | undefined>;
  /** Object ids of direct reports (none of them may approve for this person). */
  readonly directReports: Fact<readonly string[]>;
  readonly riskState: Fact<'none' | 'atRisk' | 'confirmedCompromised'>;
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
