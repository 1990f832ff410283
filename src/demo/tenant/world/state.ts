/** What the simulated tenant holds. Dates are Dates here and become text on the wire. */
export type Platform = 'ios' | 'android';

export interface Person {
  readonly id: string;
  displayName: string;
  givenName: string;
  surname: string;
  userPrincipalName: string;
  mail: string | null;
  jobTitle: string;
  department: string;
  officeLocation: string;
  employeeId: string;
  mobilePhone: string | null;
  preferredLanguage: string;
  userType: 'Member' | 'Guest';
  /** Signs in at another organisation; an internal guest does not. */
  external: boolean;
  accountEnabled: boolean;
  onPremisesSyncEnabled: boolean;
  createdAt: Date;
  sessionsValidFrom: Date;
  managerId: string | null;
}

export interface Group {
  readonly id: string;
  displayName: string;
  description: string;
  isAssignableToRole: boolean;
  createdAt: Date;
  /** Object ids of people and groups. */
  members: Set<string>;
  owners: Set<string>;
}

export interface AdministrativeUnit {
  readonly id: string;
  displayName: string;
  /** Keeps app permissions out: 403 on writes (platform-facts.md). */
  restricted: boolean;
  members: Set<string>;
}

export interface Device {
  readonly id: string;
  readonly deviceId: string;
  readonly ownerId: string;
  displayName: string;
  operatingSystem: string;
  operatingSystemVersion: string;
  manufacturer: string;
  model: string;
  trustType: 'AzureAd' | 'ServerAd' | 'Workplace';
  accountEnabled: boolean;
  isCompliant: boolean;
  registeredAt: Date;
}

interface MethodBase {
  readonly id: string;
  readonly createdAt: Date;
  /** It lives on a phone that is gone: Entra still lists it, nobody can use it. */
  readonly lost?: boolean;
}

export interface PasskeyMethod extends MethodBase {
  readonly kind: 'passkey';
  readonly displayName: string;
  readonly aaGuid: string;
  readonly model: string;
  readonly passkeyType: 'deviceBound' | 'synced';
  readonly attested: boolean;
}

export interface AuthenticatorMethod extends MethodBase {
  readonly kind: 'authenticator';
  readonly displayName: string;
  readonly deviceTag: string;
  readonly phoneAppVersion: string;
  /** Registered device of phone sign-in; null for push only. */
  readonly deviceId: string | null;
}

export interface WindowsHelloMethod extends MethodBase {
  readonly kind: 'windowsHello';
  readonly displayName: string;
  readonly deviceId: string | null;
}

export interface PhoneMethod extends MethodBase {
  readonly kind: 'phone';
  readonly phoneNumber: string;
  readonly phoneType: 'mobile' | 'alternateMobile' | 'office';
}

interface PlainMethod extends MethodBase {
  readonly kind: 'password' | 'softwareOath';
}

/** Platform single sign-on on a Mac. */
interface PlatformCredentialMethod extends MethodBase {
  readonly kind: 'platformCredential';
  readonly displayName: string;
}

interface EmailMethod extends MethodBase {
  readonly kind: 'email';
  readonly emailAddress: string;
}

export interface PassMethod extends MethodBase {
  readonly kind: 'pass';
  readonly startsAt: Date;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  readonly usedAt: Date | null;
  /** SHA-256 of the code: Entra itself can never show it again either. */
  readonly codeHash: string;
}

export type Method =
  | PasskeyMethod
  | AuthenticatorMethod
  | WindowsHelloMethod
  | PhoneMethod
  | PlainMethod
  | PlatformCredentialMethod
  | EmailMethod
  | PassMethod;

export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** PIM for Groups: who may make themselves a member or owner. */
export interface GroupEligibility {
  readonly id: string;
  readonly principalId: string;
  readonly groupId: string;
  readonly as: 'member' | 'owner';
  readonly startsAt: Date;
}

export interface Risk {
  readonly level: 'low' | 'medium' | 'high';
  readonly state: 'atRisk' | 'confirmedCompromised' | 'dismissed' | 'remediated';
  readonly since: Date;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly activity: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly by: 'app' | 'user';
  readonly why?: string;
}

export interface SignInEntry {
  readonly id: string;
  readonly at: Date;
  readonly personId: string;
  readonly appDisplayName: string;
  /** 0 for success, else the AADSTS number. */
  readonly errorCode: number;
  readonly failureReason: string | null;
  readonly applied: readonly AppliedPolicy[];
  readonly device?: 'company computer' | 'own computer' | 'phone';
}

/** A Conditional Access policy as the sign-in log shows it. */
export interface AppliedPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly enforcedGrantControls: readonly string[];
  readonly result: 'success' | 'failure' | 'notApplied' | 'reportOnlyFailure' | 'reportOnlyNotApplied';
}

/** A session that a pass opened: enough to register a method until it ends. */
export interface PassSession {
  readonly passId: string;
  readonly until: Date;
}
