import type { Read } from './failure';
import { literal, path, withQuery } from './paths';
import type { OperationName } from './permissions';
import type { Wanted } from './reader';
import { DEVICE_FIELDS } from './wire-devices';
import { MEMBERSHIP_FIELDS, PERSON_FIELDS } from './wire-people';

/** What a batch brought, by what was asked. */
export type Answers = (operation: OperationName) => Read<unknown>;

/** The reads about one person that go into one `$batch`. */
export function personReads(id: string) {
  const roles = { $filter: `principalId eq ${literal(id)}`, $expand: 'roleDefinition' };
  const groups = { $select: MEMBERSHIP_FIELDS, $top: '999' };
  return {
    person: {
      operation: 'person',
      path: withQuery(path`/users/${id}`, { $select: `${PERSON_FIELDS},isManagementRestricted` }),
    },
    memberships: { operation: 'memberships', path: withQuery(path`/users/${id}/transitiveMemberOf`, groups) },
    methods: { operation: 'methods', path: path`/users/${id}/authentication/methods` },
    activeRoles: { operation: 'activeRoles', path: withQuery('/roleManagement/directory/roleAssignments', roles) },
    scheduledRoles: {
      operation: 'scheduledRoles',
      path: withQuery('/roleManagement/directory/roleAssignmentScheduleInstances', roles),
    },
    eligibleRoles: {
      operation: 'eligibleRoles',
      path: withQuery('/roleManagement/directory/roleEligibilityScheduleInstances', roles),
    },
    ownedGroups: {
      operation: 'ownedGroups',
      path: withQuery(path`/users/${id}/ownedObjects/microsoft.graph.group`, groups),
    },
    eligibleGroups: {
      operation: 'eligibleGroups',
      path: withQuery('/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances', {
        $filter: `principalId eq ${literal(id)}`,
        $expand: 'group',
      }),
    },
    manager: { operation: 'manager', path: withQuery(path`/users/${id}/manager`, { $select: PERSON_FIELDS }) },
    directReports: {
      operation: 'directReports',
      path: withQuery(path`/users/${id}/directReports`, { $select: 'id', $top: '999' }),
    },
    devices: {
      operation: 'devices',
      path: withQuery(path`/users/${id}/ownedDevices`, { $select: DEVICE_FIELDS, $top: '999' }),
    },
    phoneSignIns: {
      operation: 'phoneSignIns',
      path: withQuery(path`/users/${id}/authentication/microsoftAuthenticatorMethods`, { $expand: 'device' }),
    },
    helloDevices: {
      operation: 'helloDevices',
      path: withQuery(path`/users/${id}/authentication/windowsHelloForBusinessMethods`, { $expand: 'device' }),
    },
    risk: { operation: 'risk', path: path`/identityProtection/riskyUsers/${id}` },
  } as const satisfies Record<string, Wanted>;
}
