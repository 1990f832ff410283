import { GraphError, badRequest, notFound, type Json } from '../answers';
import { LIST, SINGLE } from '../odata';
import { groupResource, roleAssignmentResource, roleDefinitionResource, text } from '../resources';
import type { Route } from '../routes';
import type { World } from '../world';
import { roleDefinitions } from '../world/roles';
import type { RoleAssignment } from '../world/state';

const readRoles = ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'Directory.Read.All'];
const path = '/roleManagement/directory';

const definitionOf = (id: string): Json | undefined => {
  const role = roleDefinitions.find((definition) => definition.id === id);
  return role ? roleDefinitionResource(role) : undefined;
};

const current = (world: World, list: readonly RoleAssignment[]): readonly RoleAssignment[] =>
  list.filter((assignment) => assignment.endsAt === null || assignment.endsAt > world.clock.now());

const assignments = (world: World): Json[] =>
  current(world, world.activeRoles).map((held) =>
    roleAssignmentResource(world, held, definitionOf(held.roleDefinitionId)),
  );

function needsPim(world: World): void {
  if (world.licence === 'P2') return;
  throw new GraphError(
    400,
    'AadPremiumLicenseRequired',
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  );
}

function groupEligibilities(world: World): Json[] {
  needsPim(world);
  return world.eligibleGroups.map((one) => ({
    id: one.id,
    accessId: one.as,
    groupId: one.groupId,
    principalId: one.principalId,
    memberType: 'direct',
    eligibilityScheduleId: one.id,
    startDateTime: text(one.startsAt),
    endDateTime: null,
    group: groupResource(world.group(one.groupId)),
    principal: null,
  }));
}

function instances(world: World, kind: 'active' | 'eligible'): Json[] {
  needsPim(world);
  return current(world, kind === 'active' ? world.activeRoles : world.eligibleRoles).map((held) => ({
    ...roleAssignmentResource(world, held, definitionOf(held.roleDefinitionId)),
    memberType: 'Direct',
    startDateTime: text(held.startsAt),
    endDateTime: held.endsAt === null ? null : text(held.endsAt),
    ...(kind === 'active'
      ? {
          assignmentType: held.endsAt === null ? 'Assigned' : 'Activated',
          roleAssignmentScheduleId: held.id,
          roleAssignmentOriginId: held.id,
        }
      : { roleEligibilityScheduleId: held.id }),
  }));
}

export const roleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${path}/roleAssignments`,
    needs: readRoles,
    query: LIST,
    answer: (call) => call.list('unifiedRoleAssignment', assignments(call.world)),
  },
  {
    method: 'GET',
    path: `${path}/roleAssignmentScheduleInstances`,
    needs: [...readRoles.slice(0, 2), 'RoleAssignmentSchedule.Read.Directory'],
    query: LIST,
    answer: (call) => call.list('unifiedRoleAssignmentScheduleInstance', instances(call.world, 'active')),
  },
  {
    method: 'GET',
    path: `${path}/roleEligibilityScheduleInstances`,
    needs: [...readRoles.slice(0, 2), 'RoleEligibilitySchedule.Read.Directory'],
    query: LIST,
    answer: (call) => call.list('unifiedRoleEligibilityScheduleInstance', instances(call.world, 'eligible')),
  },
  {
    method: 'GET',
    path: '/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
    needs: ['PrivilegedEligibilitySchedule.Read.AzureADGroup', 'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
    query: LIST,
    answer: (call) => {
      // Microsoft's reference: a filter by group or by principal is required.
      if (!/(principalId|groupId) eq/.test(call.request.query.get('$filter') ?? ''))
        throw badRequest('The request is missing a filter by groupId or principalId.', 'MissingParameters');
      return call.list('privilegedAccessGroupEligibilityScheduleInstance', groupEligibilities(call.world));
    },
  },
  {
    method: 'GET',
    path: `${path}/roleDefinitions`,
    needs: readRoles,
    query: LIST,
    answer: (call) => call.list('unifiedRoleDefinition', roleDefinitions.map(roleDefinitionResource)),
  },
  {
    method: 'GET',
    path: `${path}/roleDefinitions/{definition}`,
    needs: readRoles,
    query: SINGLE,
    answer: (call) => {
      const found = definitionOf(call.param('definition'));
      if (!found) throw notFound(call.param('definition'));
      return call.one('unifiedRoleDefinition', found);
    },
  },
];
