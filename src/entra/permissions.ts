/**
 * Everything Keysmith asks of Microsoft Graph, and the least application permission each needs
 * (microsoft-graph-devx-content, permissions.json of 2026-08-07; see graph/permissions.md). Where the listed "least"
 * cannot return what we need (User.ReadBasic.All hides accountEnabled), the entry names the one that can.
 */
export interface Operation {
  /** What is read or done, for a sentence: "I could not read {what}". */
  readonly what: string;
  readonly permission: string;
  readonly call: string;
}

export const operations = {
  person: { what: 'the account', permission: 'User.Read.All', call: 'GET /users/{id}' },
  find: { what: 'the directory', permission: 'User.Read.All', call: 'GET /users' },
  manager: { what: 'the manager', permission: 'User.Read.All', call: 'GET /users/{id}/manager' },
  directReports: { what: 'the direct reports', permission: 'User.Read.All', call: 'GET /users/{id}/directReports' },
  ownedGroups: {
    what: 'the groups they own',
    permission: 'User.Read.All',
    call: 'GET /users/{id}/ownedObjects/microsoft.graph.group',
  },
  tenant: { what: 'the organisation', permission: 'User.Read.All', call: 'GET /organization' },
  memberships: {
    what: 'group memberships',
    permission: 'GroupMember.Read.All',
    call: 'GET /users/{id}/transitiveMemberOf',
  },
  membersOf: {
    what: 'the members of a group',
    permission: 'GroupMember.Read.All',
    call: 'GET /groups/{id}/transitiveMembers',
  },
  groupsAmong: {
    what: 'group memberships',
    permission: 'GroupMember.Read.All',
    call: 'POST /users/{id}/checkMemberGroups',
  },
  group: { what: 'a group', permission: 'GroupMember.Read.All', call: 'GET /groups/{id}' },
  units: {
    what: 'administrative units',
    permission: 'AdministrativeUnit.Read.All',
    call: 'GET /users/{id}/transitiveMemberOf (administrative units)',
  },
  activeRoles: {
    what: 'directory roles',
    permission: 'RoleManagement.Read.Directory',
    call: 'GET /roleManagement/directory/roleAssignments',
  },
  scheduledRoles: {
    what: 'directory roles activated for a time',
    permission: 'RoleManagement.Read.Directory',
    call: 'GET /roleManagement/directory/roleAssignmentScheduleInstances',
  },
  eligibleRoles: {
    what: 'directory roles they could activate',
    permission: 'RoleManagement.Read.Directory',
    call: 'GET /roleManagement/directory/roleEligibilityScheduleInstances',
  },
  eligibleGroups: {
    what: 'groups they could activate',
    permission: 'PrivilegedEligibilitySchedule.Read.AzureADGroup',
    call: 'GET /identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
  },
  changes: {
    what: 'recent changes to the account',
    permission: 'AuditLog.Read.All',
    call: 'GET /auditLogs/directoryAudits',
  },
  methods: {
    what: 'registered sign-in methods',
    permission: 'UserAuthenticationMethod.Read.All',
    call: 'GET /users/{id}/authentication/methods',
  },
  passes: {
    what: 'Temporary Access Passes',
    permission: 'UserAuthMethod-TAP.ReadWrite.All',
    call: 'GET /users/{id}/authentication/temporaryAccessPassMethods',
  },
  createPass: {
    what: 'a Temporary Access Pass',
    permission: 'UserAuthMethod-TAP.ReadWrite.All',
    call: 'POST /users/{id}/authentication/temporaryAccessPassMethods',
  },
  removePass: {
    what: 'a Temporary Access Pass',
    permission: 'UserAuthMethod-TAP.ReadWrite.All',
    call: 'DELETE /users/{id}/authentication/temporaryAccessPassMethods/{id}',
  },
  removePasskey: {
    what: 'a passkey',
    permission: 'UserAuthMethod-Passkey.ReadWrite.All',
    call: 'DELETE /users/{id}/authentication/fido2Methods/{id}',
  },
  removeAuthenticator: {
    what: 'a registration of Microsoft Authenticator',
    permission: 'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
    call: 'DELETE /users/{id}/authentication/microsoftAuthenticatorMethods/{id}',
  },
  removePhone: {
    what: 'a phone number',
    permission: 'UserAuthMethod-Phone.ReadWrite.All',
    call: 'DELETE /users/{id}/authentication/phoneMethods/{id}',
  },
  removeHello: {
    what: 'Windows Hello on a computer',
    permission: 'UserAuthMethod-WindowsHello.ReadWrite.All',
    call: 'DELETE /users/{id}/authentication/windowsHelloForBusinessMethods/{id}',
  },
  removeOath: {
    what: 'a code generator',
    permission: 'UserAuthMethod-SoftwareOATH.ReadWrite.All',
    call: 'DELETE /users/{id}/authentication/softwareOathMethods/{id}',
  },
  removePlatformCredential: {
    what: 'a credential of a Mac',
    permission: 'UserAuthMethod-PlatformCred.ReadWrite.All',
    call: 'DELETE /users/{id}/authentication/platformCredentialMethods/{id}',
  },
  endSessions: {
    what: 'their sessions',
    permission: 'User.RevokeSessions.All',
    call: 'POST /users/{id}/revokeSignInSessions',
  },
  sessionsSince: {
    what: 'since when their sessions count',
    permission: 'User.Read.All',
    call: 'GET /users/{id} (signInSessionsValidFromDateTime)',
  },
  risk: {
    what: 'the sign-in risk',
    permission: 'IdentityRiskyUser.Read.All',
    call: 'GET /identityProtection/riskyUsers/{id}',
  },
  passkeyPolicy: {
    what: 'the passkey policy',
    permission: 'Policy.Read.AuthenticationMethod',
    call: 'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2',
  },
  passPolicy: {
    what: 'the Temporary Access Pass policy',
    permission: 'Policy.Read.AuthenticationMethod',
    call: 'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass',
  },
  authenticatorPolicy: {
    what: 'the Microsoft Authenticator policy',
    permission: 'Policy.Read.AuthenticationMethod',
    call: 'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/microsoftAuthenticator',
  },
  methodsPolicy: {
    what: 'the authentication methods policy',
    permission: 'Policy.Read.AuthenticationMethod',
    call: 'GET /policies/authenticationMethodsPolicy',
  },
  devices: { what: 'their devices', permission: 'User.Read.All', call: 'GET /users/{id}/ownedDevices' },
  phoneSignIns: {
    what: 'the devices of sign-in methods',
    permission: 'UserAuthenticationMethod.Read.All',
    call: 'GET /users/{id}/authentication/microsoftAuthenticatorMethods',
  },
  helloDevices: {
    what: 'the devices of sign-in methods',
    permission: 'UserAuthenticationMethod.Read.All',
    call: 'GET /users/{id}/authentication/windowsHelloForBusinessMethods',
  },
  preferred: {
    what: 'the default method',
    permission: 'AuditLog.Read.All',
    call: 'GET /reports/authenticationMethods/userRegistrationDetails/{id}',
  },
  signIns: { what: 'recent sign-ins', permission: 'AuditLog.Read.All', call: 'GET /auditLogs/signIns' },
  federation: {
    what: 'the sign-in service of your domain',
    permission: 'Domain.Read.All',
    call: 'GET /domains/{domain}/federationConfiguration',
  },
  conditionalAccess: {
    what: 'Conditional Access policies',
    permission: 'Policy.Read.All',
    call: 'GET /identity/conditionalAccess/policies',
  },
  install: {
    what: 'the Teams app',
    permission: 'TeamsAppInstallation.ReadWriteSelfForUser.All',
    call: 'POST /users/{id}/teamwork/installedApps',
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** Broader permissions that allow the same; each is more than Keysmith should be given. */
const broader: Readonly<Record<string, readonly string[]>> = {
  'User.Read.All': ['Directory.Read.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'GroupMember.Read.All': [
    'Group.Read.All',
    'Directory.Read.All',
    'GroupMember.ReadWrite.All',
    'Group.ReadWrite.All',
    'Directory.ReadWrite.All',
  ],
  'AdministrativeUnit.Read.All': ['AdministrativeUnit.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'RoleManagement.Read.Directory': ['RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'],
  'PrivilegedEligibilitySchedule.Read.AzureADGroup': ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
  'UserAuthenticationMethod.Read.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'UserAuthMethod-TAP.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'UserAuthMethod-Passkey.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'UserAuthMethod-Phone.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'UserAuthMethod-WindowsHello.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'UserAuthMethod-SoftwareOATH.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'UserAuthMethod-PlatformCred.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'User.RevokeSessions.All': ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'IdentityRiskyUser.Read.All': ['IdentityRiskyUser.ReadWrite.All'],
  'Policy.Read.AuthenticationMethod': ['Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
  'Policy.Read.All': [],
  'AuditLog.Read.All': [],
  'Domain.Read.All': ['Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'TeamsAppInstallation.ReadWriteSelfForUser.All': ['TeamsAppInstallation.ReadWriteForUser.All'],
};

export interface PermissionFindings {
  /** Needed and not granted, with what does not work without them. */
  readonly missing: readonly { readonly permission: string; readonly operations: readonly OperationName[] }[];
  /** Granted and not needed. */
  readonly excess: readonly string[];
}

const names = Object.keys(operations).filter((name): name is OperationName => name in operations);

/** Compares what was granted with what these operations need (all of them unless told otherwise). */
export function comparePermissions(
  granted: readonly string[],
  used: readonly OperationName[] = names,
): PermissionFindings {
  const needed = new Map<string, OperationName[]>();
  for (const name of used) {
    const { permission } = operations[name];
    needed.set(permission, [...(needed.get(permission) ?? []), name]);
  }
  const has = new Set(granted);
  const missing = [...needed].filter(
    ([permission]) => !has.has(permission) && !(broader[permission] ?? []).some((wider) => has.has(wider)),
  );
  return {
    missing: missing.map(([permission, without]) => ({ permission, operations: without })),
    excess: granted.filter((permission) => !needed.has(permission)),
  };
}
