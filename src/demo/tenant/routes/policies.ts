import { notFound, type Json } from '../answers';
import { SHORT_LIST, SINGLE } from '../odata';
import { typed } from '../resources';
import type { Route } from '../routes';
import type { World } from '../world';
import type { PolicyTarget } from '../world/policies';

const readPolicies = ['Policy.Read.All', 'Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod'];
const path = '/policies/authenticationMethodsPolicy';

const required = (targets: readonly PolicyTarget[]) =>
  targets.map((target) => ({ ...target, isRegistrationRequired: false }));
const everyone: readonly PolicyTarget[] = [{ targetType: 'group', id: 'all_users' }];

function configurations(world: World): Json[] {
  const { passkeys, passes, authenticator } = world.policies;
  return [
    typed('fido2AuthenticationMethodConfiguration', { id: 'Fido2', ...passkeys }),
    typed('microsoftAuthenticatorAuthenticationMethodConfiguration', {
      id: 'MicrosoftAuthenticator',
      state: authenticator.state,
      isSoftwareOathEnabled: false,
      excludeTargets: authenticator.excludeTargets,
      includeTargets: required(authenticator.includeTargets).map((target) => ({
        ...target,
        authenticationMode: authenticator.authenticationMode,
      })),
    }),
    typed('temporaryAccessPassAuthenticationMethodConfiguration', {
      id: 'TemporaryAccessPass',
      ...passes,
      includeTargets: required(passes.includeTargets),
    }),
    typed('smsAuthenticationMethodConfiguration', {
      id: 'Sms',
      state: 'enabled',
      excludeTargets: [],
      includeTargets: required(everyone).map((target) => ({ ...target, isUsableForSignIn: false })),
    }),
    ...['Voice', 'SoftwareOath', 'Email'].map((id) =>
      typed(`${id.charAt(0).toLowerCase()}${id.slice(1)}AuthenticationMethodConfiguration`, {
        id,
        state: id === 'Email' ? 'enabled' : 'disabled',
        excludeTargets: [],
        includeTargets: required(everyone),
      }),
    ),
  ];
}

export const policyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    needs: readPolicies,
    query: SINGLE,
    answer: (call) =>
      call.one('authenticationMethodsPolicy', {
        id: 'authenticationMethodsPolicy',
        displayName: 'Authentication Methods Policy',
        description: 'The tenant-wide policy that controls which authentication methods are allowed in the tenant.',
        lastModifiedDateTime: call.world.policiesChangedAt.toISOString(),
        policyVersion: '1.5',
        policyMigrationState: call.world.migration,
        registrationEnforcement: {
          authenticationMethodsRegistrationCampaign: {
            snoozeDurationInDays: 1,
            state: call.world.campaign,
            excludeTargets: [],
            includeTargets: [
              { id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'microsoftAuthenticator' },
            ],
          },
        },
        authenticationMethodConfigurations: configurations(call.world),
      }),
  },
  {
    method: 'GET',
    path: `${path}/authenticationMethodConfigurations`,
    needs: readPolicies,
    query: SHORT_LIST,
    answer: (call) => call.list('authenticationMethodConfiguration', configurations(call.world)),
  },
  {
    method: 'GET',
    path: `${path}/authenticationMethodConfigurations/{configuration}`,
    needs: readPolicies,
    query: SINGLE,
    answer: (call) => {
      const id = call.param('configuration').toLowerCase();
      const found = configurations(call.world).find(
        (configuration) => String(configuration['id']).toLowerCase() === id,
      );
      if (!found) throw notFound(call.param('configuration'));
      return call.one('authenticationMethodConfiguration', found);
    },
  },
];
