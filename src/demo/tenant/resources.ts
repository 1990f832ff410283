import type { Json } from './answers';
import { stableId } from './ids';
import type { World } from './world';
import type { RoleDefinition } from './world/roles';
import type { AdministrativeUnit, Device, Group, Method, Person, RoleAssignment } from './world/state';

/** Graph's JSON for what the tenant holds. */
export const text = (date: Date): string => date.toISOString();

export function userResource(world: World, person: Person): Json {
  const manager = person.managerId === null ? undefined : world.people.get(person.managerId);
  return {
    id: person.id,
    accountEnabled: person.accountEnabled,
    assignedLicenses: world.licence === 'free' ? [] : [{ disabledPlans: [], skuId: skuId(world) }],
    assignedPlans: [],
    businessPhones: [],
    companyName: 'Lumen Harbour',
    createdDateTime: text(person.createdAt),
    department: person.department,
    displayName: person.displayName,
    employeeId: person.employeeId,
    employeeHireDate: text(person.createdAt),
    externalUserState: person.external ? 'Accepted' : null,
    givenName: person.givenName,
    identities: [
      {
        signInType: person.external ? 'federated' : 'userPrincipalName',
        issuer: person.external ? 'ExternalAzureAD' : 'lumenharbour.onmicrosoft.com',
        issuerAssignedId: person.external ? null : person.userPrincipalName,
      },
    ],
    isManagementRestricted: world.isRestricted(person.id),
    jobTitle: person.jobTitle,
    mail: person.mail,
    mailNickname: person.userPrincipalName.split('@')[0],
    mobilePhone: person.mobilePhone,
    officeLocation: person.officeLocation,
    onPremisesSyncEnabled: person.onPremisesSyncEnabled ? true : null,
    otherMails: [],
    preferredLanguage: person.preferredLanguage,
    proxyAddresses: person.mail === null ? [] : [`SMTP:${person.mail}`],
    signInSessionsValidFromDateTime: text(person.sessionsValidFrom),
    surname: person.surname,
    usageLocation: 'DE',
    userPrincipalName: person.userPrincipalName,
    userType: person.userType,
    manager: manager ? { '@odata.type': '#microsoft.graph.user', ...userBrief(manager) } : null,
  };
}

function userBrief(person: Person): Json {
  return {
    id: person.id,
    displayName: person.displayName,
    givenName: person.givenName,
    surname: person.surname,
    mail: person.mail,
    jobTitle: person.jobTitle,
    userPrincipalName: person.userPrincipalName,
    accountEnabled: person.accountEnabled,
  };
}

export const skuId = (world: World): string => stableId(`sku ${world.licence}`);

export function groupResource(group: Group): Json {
  return {
    id: group.id,
    createdDateTime: text(group.createdAt),
    description: group.description,
    displayName: group.displayName,
    groupTypes: [],
    isAssignableToRole: group.isAssignableToRole ? true : null,
    mail: null,
    mailEnabled: false,
    mailNickname: group.displayName.replace(/\W/g, ''),
    membershipRule: null,
    onPremisesSyncEnabled: null,
    securityEnabled: true,
    visibility: group.isAssignableToRole ? 'Private' : null,
  };
}

export const unitResource = (unit: AdministrativeUnit): Json => ({
  id: unit.id,
  displayName: unit.displayName,
  description: null,
});

export const directoryRoleResource = (role: RoleDefinition): Json => ({
  id: role.directoryRoleId,
  displayName: role.displayName,
  description: null,
  roleTemplateId: role.id,
});

export const roleDefinitionResource = (role: RoleDefinition): Json => ({
  id: role.id,
  displayName: role.displayName,
  description: null,
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ['/'],
  rolePermissions: [],
  templateId: role.id,
  version: '1',
});

export function deviceResource(device: Device): Json {
  const { id, deviceId, displayName, operatingSystem, operatingSystemVersion, manufacturer, model, trustType } = device;
  return {
    id,
    deviceId,
    displayName,
    operatingSystem,
    operatingSystemVersion,
    manufacturer,
    model,
    trustType,
    accountEnabled: device.accountEnabled,
    isCompliant: device.isCompliant,
    isManaged: device.isCompliant,
    profileType: 'RegisteredDevice',
    registrationDateTime: text(device.registeredAt),
    approximateLastSignInDateTime: text(device.registeredAt),
  };
}

export const typed = (type: string, resource: Json): Json => ({
  '@odata.type': `#microsoft.graph.${type}`,
  ...resource,
});

/** Each kind of method: the name of its Graph type and of its collection. */
export const methodKinds = {
  passkey: { type: 'fido2AuthenticationMethod', collection: 'fido2Methods' },
  authenticator: { type: 'microsoftAuthenticatorAuthenticationMethod', collection: 'microsoftAuthenticatorMethods' },
  windowsHello: { type: 'windowsHelloForBusinessAuthenticationMethod', collection: 'windowsHelloForBusinessMethods' },
  phone: { type: 'phoneAuthenticationMethod', collection: 'phoneMethods' },
  password: { type: 'passwordAuthenticationMethod', collection: 'passwordMethods' },
  softwareOath: { type: 'softwareOathAuthenticationMethod', collection: 'softwareOathMethods' },
  platformCredential: { type: 'platformCredentialAuthenticationMethod', collection: 'platformCredentialMethods' },
  email: { type: 'emailAuthenticationMethod', collection: 'emailMethods' },
  pass: { type: 'temporaryAccessPassAuthenticationMethod', collection: 'temporaryAccessPassMethods' },
} as const satisfies Record<Method['kind'], { type: string; collection: string }>;

/** @param withDevice the navigation property `device`, which the list of all methods does not carry */
export function methodResource(world: World, personId: string, method: Method, withDevice: boolean): Json {
  const base = { id: method.id, createdDateTime: text(method.createdAt) };
  const device = (id: string | null): Json => {
    const found = id === null ? undefined : world.devices.get(id);
    return withDevice ? { device: found ? deviceResource(found) : null } : {};
  };
  switch (method.kind) {
    case 'passkey':
      return {
        ...base,
        displayName: method.displayName,
        aaGuid: method.aaGuid,
        model: method.model,
        passkeyType: method.passkeyType,
        attestationLevel: method.attested ? 'attested' : 'notAttested',
        attestationCertificates: [],
      };
    case 'authenticator':
      return {
        ...base,
        displayName: method.displayName,
        deviceTag: method.deviceTag,
        phoneAppVersion: method.phoneAppVersion,
        ...device(method.deviceId),
      };
    case 'windowsHello':
      return { ...base, displayName: method.displayName, keyStrength: 'normal', ...device(method.deviceId) };
    case 'phone':
      return { ...base, phoneNumber: method.phoneNumber, phoneType: method.phoneType, smsSignInState: 'notEnabled' };
    case 'password':
      return { ...base, password: null };
    case 'softwareOath':
      return { ...base, secretKey: null };
    case 'platformCredential':
      return { ...base, displayName: method.displayName, keyStrength: 'normal', platform: 'macOS' };
    case 'email':
      return { ...base, emailAddress: method.emailAddress };
    case 'pass': {
      const usability = world.usability(personId, method);
      return {
        ...base,
        temporaryAccessPass: null,
        startDateTime: text(method.startsAt),
        lifetimeInMinutes: method.lifetimeInMinutes,
        isUsableOnce: method.isUsableOnce,
        isUsable: usability === 'EnabledByPolicy',
        methodUsabilityReason: usability,
      };
    }
  }
}

export const roleAssignmentResource = (
  world: World,
  assignment: RoleAssignment,
  definition: Json | undefined,
): Json => ({
  id: assignment.id,
  principalId: assignment.principalId,
  roleDefinitionId: assignment.roleDefinitionId,
  directoryScopeId: assignment.directoryScopeId,
  appScopeId: null,
  condition: null,
  principal: principal(world, assignment.principalId),
  roleDefinition: definition ?? null,
});

function principal(world: World, id: string): Json | null {
  const person = world.people.get(id);
  if (person) return typed('user', userBrief(person));
  const group = world.groups.get(id);
  return group ? typed('group', groupResource(group)) : null;
}
