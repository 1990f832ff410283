/** A user object of our one tenant, as the directory has it now. Names are for display only: they prove nothing. */
export interface Person {
  /** Entra object id. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly givenName?: string;
  readonly mail?: string;
  readonly jobTitle?: string;
  readonly department?: string;
  readonly enabled: boolean;
  readonly guest: 'no' | 'internal' | 'external';
}

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly isAssignableToRole: boolean;
}
