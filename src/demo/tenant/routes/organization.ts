import { notFound, type Json } from '../answers';
import { LIST, SHORT_LIST } from '../odata';
import { skuId } from '../resources';
import type { Route } from '../routes';
import { stableId } from '../ids';
import type { World } from '../world';
import { appRoleIds } from '../world/permissions';
import { domainName, initialDomain } from '../world/seed';
import { botAppId } from './logs';

const readOrganization = ['Organization.Read.All', 'Directory.Read.All', 'User.Read.All'];
const graphId = stableId('service principal graph');
const botId = stableId('service principal bot');

const servicePrincipals: readonly Json[] = [
  { id: botId, appId: botAppId, displayName: 'Keysmith', accountEnabled: true, servicePrincipalType: 'Application' },
  {
    id: graphId,
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    accountEnabled: true,
    servicePrincipalType: 'Application',
  },
];

const domains: readonly Json[] = [domainName, initialDomain].map((id, index) => ({
  id,
  authenticationType: 'Managed',
  isAdminManaged: true,
  isDefault: index === 0,
  isInitial: index === 1,
  isRoot: true,
  isVerified: true,
  supportedServices: ['Email', 'OfficeCommunicationsOnline'],
}));

const federationOf = (world: World, domain: string): Json[] => {
  const behaviour = world.federated.get(domain);
  if (behaviour === undefined) return [];
  const displayName = 'Lumen Harbour sign-in';
  return [
    {
      id: stableId(`federation ${domain}`),
      displayName,
      issuerUri: `https://adfs.${domain}/adfs/services/trust`,
      federatedIdpMfaBehavior: behaviour,
    },
  ];
};

const grants = (world: World): Json[] =>
  [...world.permissions].map((name) => ({
    id: stableId(`grant ${name}`),
    appRoleId: appRoleIds[name] ?? stableId(`app role ${name}`),
    principalId: botId,
    resourceId: graphId,
    resourceDisplayName: 'Microsoft Graph',
    createdDateTime: '2024-01-15T09:00:00Z',
  }));

export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/organization',
    needs: readOrganization,
    query: ['$select'],
    answer: (call) =>
      call.list('organization', [
        {
          id: call.around.tenantId,
          displayName: 'Lumen Harbour',
          countryLetterCode: 'DE',
          createdDateTime: '2021-03-01T08:00:00Z',
          onPremisesSyncEnabled: null,
          tenantType: 'AAD',
          verifiedDomains: domains.map((domain) => ({
            name: domain['id'],
            type: 'Managed',
            isDefault: domain['isDefault'],
            isInitial: domain['isInitial'],
          })),
        },
      ]),
  },
  {
    method: 'GET',
    path: '/domains',
    needs: ['Domain.Read.All', 'Directory.Read.All'],
    query: ['$select', '$top'],
    answer: (call) => call.list('domain', domains),
  },
  {
    method: 'GET',
    path: '/domains/{domain}/federationConfiguration',
    needs: ['Domain.Read.All', 'Directory.Read.All'],
    query: ['$select'],
    answer: (call) => {
      if (!domains.some((domain) => domain['id'] === call.param('domain'))) throw notFound(call.param('domain'));
      return call.list('internalDomainFederation', federationOf(call.world, call.param('domain')));
    },
  },
  {
    method: 'GET',
    path: '/subscribedSkus',
    needs: readOrganization,
    query: ['$select'],
    answer: (call) => {
      const { licence } = call.world;
      if (licence === 'free') return call.list('subscribedSku', []);
      return call.list('subscribedSku', [
        {
          id: `${call.around.tenantId}_${skuId(call.world)}`,
          skuId: skuId(call.world),
          skuPartNumber: `AAD_PREMIUM_${licence}`,
          appliesTo: 'User',
          capabilityStatus: 'Enabled',
          consumedUnits: call.world.people.size,
          prepaidUnits: { enabled: 50, suspended: 0, warning: 0, lockedOut: 0 },
          servicePlans: [],
          subscriptionIds: [],
        },
      ]);
    },
  },
  {
    method: 'GET',
    path: '/servicePrincipals',
    needs: ['Application.Read.All', 'Directory.Read.All'],
    query: LIST,
    answer: (call) => call.list('servicePrincipal', servicePrincipals),
  },
  {
    method: 'GET',
    path: '/servicePrincipals/{principal}/appRoleAssignments',
    needs: ['Application.Read.All', 'Directory.Read.All'],
    query: SHORT_LIST,
    answer: (call) => {
      if (!servicePrincipals.some((principal) => principal['id'] === call.param('principal')))
        throw notFound(call.param('principal'));
      return call.list('appRoleAssignment', call.param('principal') === botId ? grants(call.world) : []);
    },
  },
];
