import type { Json } from '../answers';
import type { World } from './index';
import type { Method, Person } from './state';

/** One row of userRegistrationDetails as the methods are now; the world serves rows that are hours old. */
export function registrationRow(world: World, person: Person, updated: Date): Json {
  const methods = world.methodsOf(person.id);
  const names = [...new Set(methods.flatMap(namesOf))];
  const passwordless = names.some((name) =>
    ['passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator', 'windowsHelloForBusiness'].includes(name),
  );
  const second = passwordless || names.some((name) => name !== 'email');
  const principals = new Set([person.id, ...world.groupIdsOf(person.id)]);
  return {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    userDisplayName: person.displayName,
    userType: person.userType === 'Guest' ? 'guest' : 'member',
    isAdmin: [...world.activeRoles, ...world.eligibleRoles].some((held) => principals.has(held.principalId)),
    isMfaCapable: second,
    isMfaRegistered: second,
    isPasswordlessCapable: passwordless,
    isSsprCapable: false,
    isSsprEnabled: false,
    isSsprRegistered: false,
    isSystemPreferredAuthenticationMethodEnabled: true,
    methodsRegistered: names,
    systemPreferredAuthenticationMethods: [],
    userPreferredMethodForSecondaryAuthentication: names.includes('microsoftAuthenticatorPush') ? 'push' : 'none',
    lastUpdatedDateTime: updated.toISOString(),
  };
}

function namesOf(method: Method): string[] {
  switch (method.kind) {
    case 'passkey':
      return [
        method.model.startsWith('Microsoft Authenticator') ? 'passKeyDeviceBoundAuthenticator' : 'passKeyDeviceBound',
      ];
    case 'authenticator':
      return [
        'microsoftAuthenticatorPush',
        ...(method.deviceId === null ? [] : ['microsoftAuthenticatorPasswordless']),
      ];
    case 'windowsHello':
      return ['windowsHelloForBusiness'];
    case 'phone':
      return ['mobilePhone'];
    case 'softwareOath':
      return ['softwareOneTimePasscode'];
    case 'platformCredential':
      return ['macOsSecureEnclaveKey'];
    case 'email':
      return ['email'];
    case 'pass':
      return ['temporaryAccessPass'];
    case 'password':
      return [];
  }
}
