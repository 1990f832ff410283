/** Who lives in the simulated tenant, and why (one person for every diagnostic rule the first issue names). */
export interface Cast {
  readonly name: readonly [given: string, family: string];
  /** Where the display name is not given + family. */
  readonly displayName?: string;
  readonly job: string;
  readonly department: string;
  readonly story: string;
  readonly roles: readonly string[];
  readonly manager?: string;
  readonly phone?: 'ios' | 'android';
  readonly groups: readonly GroupName[];
  readonly methods: readonly SeedMethod[];
}

export type GroupName =
  | 'helpdesk'
  | 'approvers'
  | 'privilegedApprovers'
  | 'escalation'
  | 'security'
  | 'admins'
  | 'everyone'
  | 'pilot'
  | 'warehouse'
  | 'attested'
  | 'fieldCrew'
  | 'passkeysExcluded'
  | 'passesExcluded'
  | 'tierZero';

export type SeedMethod =
  | 'password'
  | 'sms'
  | 'authenticator'
  | 'passkey'
  | 'windowsHello'
  | 'securityKey'
  | 'ten passkeys'
  | 'lost authenticator'
  | 'lost passkey'
  | 'lost sms';
