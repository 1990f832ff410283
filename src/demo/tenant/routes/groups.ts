import { notFound, ok, type Json } from '../answers';
import { z } from 'zod/v4';
import { LIST, SINGLE } from '../odata';
import { directoryRoleResource, groupResource, typed, userResource } from '../resources';
import type { Call, Route } from '../routes';
import type { World } from '../world';
import { allMembersOf } from '../world/membership';
import { roleDefinitions } from '../world/roles';
import type { Group } from '../world/state';

const readGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadBasic.All', 'Directory.Read.All'];
const readRoles = ['RoleManagement.Read.Directory', 'Directory.Read.All'];

function groupOf(call: Call): Group {
  const id = call.param('group');
  const group = call.world.groups.get(id.toLowerCase());
  if (!group) throw notFound(id);
  return group;
}

function objects(world: World, ids: Iterable<string>): Json[] {
  return [...ids].flatMap((id) => {
    const person = world.people.get(id);
    if (person) return [typed('user', userResource(world, person))];
    const group = world.groups.get(id);
    return group ? [typed('group', groupResource(group))] : [];
  });
}

function inside(segment: string, ids: (call: Call, group: Group) => Iterable<string>): Route {
  return {
    method: 'GET',
    path: `/groups/{group}/${segment}`,
    needs: readGroups,
    query: LIST,
    answer: (call) => call.list('directoryObject', objects(call.world, ids(call, groupOf(call)))),
  };
}

const byIds = z.strictObject({ ids: z.array(z.string()).max(1000), types: z.array(z.string()).optional() });

export const groupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/groups',
    needs: readGroups,
    query: LIST,
    answer: (call) => call.list('group', [...call.world.groups.values()].map(groupResource)),
  },
  {
    method: 'GET',
    path: '/groups/{group}',
    needs: readGroups,
    query: SINGLE,
    answer: (call) => call.one('group', groupResource(groupOf(call))),
  },
  inside('members', (_call, group) => group.members),
  inside('transitiveMembers', (call, group) => allMembersOf(call.world.groups, group.id)),
  inside('owners', (_call, group) => group.owners),
  {
    method: 'POST',
    path: '/directoryObjects/getByIds',
    needs: ['Directory.Read.All', 'User.Read.All+GroupMember.Read.All'],
    query: [],
    answer: (call) => ok({ value: objects(call.world, call.body(byIds).ids) }),
  },
  {
    method: 'GET',
    path: '/directoryRoles',
    needs: readRoles,
    query: LIST,
    answer: (call) => call.list('directoryRole', roleDefinitions.map(directoryRoleResource)),
  },
  {
    method: 'GET',
    path: '/directoryRoles/{role}/members',
    needs: readRoles,
    query: LIST,
    answer: (call) => {
      const role = roleDefinitions.find((candidate) => candidate.directoryRoleId === call.param('role'));
      if (!role) throw notFound(call.param('role'));
      const holders = call.world.activeRoles.filter((held) => held.roleDefinitionId === role.id);
      return call.list(
        'directoryObject',
        objects(
          call.world,
          holders.map((held) => held.principalId),
        ),
      );
    },
  },
];
