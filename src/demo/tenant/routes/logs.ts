import { MINUTE } from '../../../domain/clock';
import { later } from '../time';
import { GraphError, type Json } from '../answers';
import { LIST } from '../odata';
import { text } from '../resources';
import type { Route } from '../routes';
import type { World } from '../world';
import type { AuditEntry, SignInEntry } from '../world/state';
import { tenantId } from '../world/seed';

/** Logs arrive late; Microsoft names no figure (knowledge.md E). */
const lag = 2 * MINUTE;

const readLogs = ['AuditLog.Read.All'];

export function needsPremium(world: World): void {
  if (world.licence !== 'free') return;
  throw new GraphError(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  );
}

const arrived = <T extends { readonly at: Date }>(world: World, entries: readonly T[]): T[] =>
  entries.filter(({ at }) => later(at, lag) <= world.clock.now()).reverse();

const device = (operatingSystem: string, managed: boolean): Json => ({
  deviceId: '',
  displayName: '',
  operatingSystem,
  browser: '',
  isCompliant: managed,
  isManaged: managed,
  trustType: managed ? 'Azure AD joined' : '',
});

const deviceDetails = {
  'company computer': device('Windows 11', true),
  'own computer': device('MacOs', false),
  phone: device('Ios 18.1', false),
};

function signInResource(world: World, entry: SignInEntry): Json {
  const person = world.people.get(entry.personId);
  return {
    id: entry.id,
    createdDateTime: text(entry.at),
    userId: entry.personId,
    userDisplayName: person?.displayName ?? null,
    userPrincipalName: person?.userPrincipalName ?? null,
    appDisplayName: entry.appDisplayName,
    appId: '19db86c3-b2b9-44cc-b339-36da233a3be2',
    clientAppUsed: 'Browser',
    conditionalAccessStatus: entry.errorCode === 0 ? 'success' : 'notApplied',
    isInteractive: true,
    ipAddress: '203.0.113.20',
    resourceDisplayName: entry.appDisplayName,
    resourceTenantId: tenantId,
    homeTenantId: tenantId,
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes_v2: [],
    ...(entry.device === undefined ? {} : { deviceDetail: deviceDetails[entry.device] }),
    appliedConditionalAccessPolicies: entry.applied.map((policy) => ({ ...policy, enforcedSessionControls: [] })),
    status: { errorCode: entry.errorCode, failureReason: entry.failureReason ?? 'Other.', additionalDetails: null },
  };
}

function auditResource(world: World, entry: AuditEntry): Json {
  const isUser = world.people.has(entry.targetId);
  return {
    id: entry.id,
    activityDateTime: text(entry.at),
    activityDisplayName: entry.activity,
    category: 'UserManagement',
    loggedByService: entry.activity.includes('security info') ? 'Authentication Methods' : 'Core Directory',
    operationType: null,
    result: 'success',
    resultReason: entry.why ?? '',
    correlationId: entry.id,
    additionalDetails: [],
    initiatedBy:
      entry.by === 'app'
        ? {
            user: null,
            app: { appId: botAppId, displayName: 'Keysmith', servicePrincipalId: null, servicePrincipalName: null },
          }
        : {
            app: null,
            user: {
              id: isUser ? entry.targetId : null,
              displayName: null,
              ipAddress: null,
              userPrincipalName: isUser ? entry.targetName : null,
            },
          },
    targetResources: [
      {
        id: entry.targetId,
        displayName: entry.targetName,
        type: isUser ? 'User' : 'Other',
        userPrincipalName: isUser ? entry.targetName : null,
        modifiedProperties: [],
      },
    ],
  };
}

export const botAppId = '5b0a4f7e-6c1d-4a53-9e02-7d1c8be4a901';

export const logRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/auditLogs/signIns',
    needs: readLogs,
    query: LIST,
    answer: (call) => {
      needsPremium(call.world);
      return call.list(
        'signIn',
        arrived(call.world, call.world.signIns).map((entry) => signInResource(call.world, entry)),
      );
    },
  },
  {
    method: 'GET',
    path: '/auditLogs/directoryAudits',
    needs: [...readLogs, 'Directory.Read.All'],
    query: LIST,
    answer: (call) =>
      call.list(
        'directoryAudit',
        arrived(call.world, call.world.audits).map((entry) => auditResource(call.world, entry)),
      ),
  },
];
