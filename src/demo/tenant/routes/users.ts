import { z } from 'zod/v4';
import { notFound, ok, type Json } from '../answers';
import { LIST, SINGLE, SHORT_LIST } from '../odata';
import {
  deviceResource,
  directoryRoleResource,
  groupResource,
  skuId,
  typed,
  unitResource,
  userResource,
} from '../resources';
import type { Call, Route } from '../routes';
import { propertiesOf } from '../shapes';
import type { World } from '../world';
import { allGroupsOf, groupsOf, unitsOf } from '../world/membership';
import { roleDefinitions } from '../world/roles';
import type { Person } from '../world/state';

const readUsers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readMembership = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const checkMembership = [
  ...readMembership.map((name) => `${name}+User.ReadBasic.All`),
  ...readMembership.map((name) => `${name}+User.Read.All`),
  'Directory.Read.All',
];

export function personOf(call: Call): Person {
  const id = call.param('user');
  const person = call.world.find(id);
  if (!person) throw notFound(id);
  return person;
}

/** Objects of a kind the app may not read come with their id and nulls (Graph: "limited information returned"). */
function visible(world: World, type: 'group' | 'directoryRole' | 'administrativeUnit', resource: Json): Json {
  const needs = {
    group: readMembership,
    directoryRole: ['RoleManagement.Read.Directory', 'Directory.Read.All'],
    administrativeUnit: ['AdministrativeUnit.Read.All', 'Directory.Read.All'],
  };
  const may = needs[type].some((name) => world.permissions.has(name));
  const nothing = Object.fromEntries(propertiesOf(type).map((name) => [name, null]));
  return typed(type, may ? resource : { ...nothing, id: resource['id'] });
}

type Reach = 'direct' | 'transitive';

const groupsFor = (world: World, person: Person, reach: Reach): Json[] =>
  (reach === 'direct' ? groupsOf(world.groups, person.id) : allGroupsOf(world.groups, person.id)).map((group) =>
    visible(world, 'group', groupResource(group)),
  );

const unitsFor = (world: World, person: Person): Json[] =>
  unitsOf(world.units, person.id).map((unit) => visible(world, 'administrativeUnit', unitResource(unit)));

/** Active roles only; those of groups count for the transitive question. */
function rolesFor(world: World, person: Person, reach: Reach): Json[] {
  const principals = new Set([person.id, ...(reach === 'direct' ? [] : world.groupIdsOf(person.id))]);
  return roleDefinitions
    .filter((role) =>
      world.activeRoles.some((held) => held.roleDefinitionId === role.id && principals.has(held.principalId)),
    )
    .map((role) => visible(world, 'directoryRole', directoryRoleResource(role)));
}

function membershipRoutes(segment: 'memberOf' | 'transitiveMemberOf', reach: Reach): Route[] {
  const path = `/users/{user}/${segment}`;
  const route = (suffix: string, answer: Route['answer']): Route => ({
    method: 'GET',
    path: `${path}${suffix}`,
    needs: [...readUsers, ...readMembership],
    query: LIST,
    answer,
  });
  return [
    route('', (call) => {
      const person = personOf(call);
      return call.list('directoryObject', [
        ...groupsFor(call.world, person, reach),
        ...rolesFor(call.world, person, reach),
        ...unitsFor(call.world, person),
      ]);
    }),
    route('/microsoft.graph.group', (call) => call.list('group', groupsFor(call.world, personOf(call), reach))),
    route('/microsoft.graph.directoryRole', (call) =>
      call.list('directoryRole', rolesFor(call.world, personOf(call), reach)),
    ),
    route('/microsoft.graph.administrativeUnit', (call) =>
      call.list('administrativeUnit', unitsFor(call.world, personOf(call))),
    ),
  ];
}

const reports = (world: World, person: Person): Person[] =>
  [...world.people.values()].filter((other) => other.managerId === person.id);

const owned = (world: World, person: Person): Json[] =>
  [...world.groups.values()]
    .filter((group) => group.owners.has(person.id))
    .map((group) => typed('group', groupResource(group)));

const devicesOf = (call: Call): Json[] => {
  const person = personOf(call);
  return [...call.world.devices.values()]
    .filter((device) => device.ownerId === person.id)
    .map((device) => typed('device', deviceResource(device)));
};

const groupIds = z.strictObject({ groupIds: z.array(z.string()).min(1).max(20) });
const objectIds = z.strictObject({ ids: z.array(z.string()).min(1).max(20) });
const securityOnly = z.strictObject({ securityEnabledOnly: z.boolean() });

function allIdsOf(world: World, person: Person): Set<string> {
  const others = [...unitsFor(world, person), ...rolesFor(world, person, 'transitive')];
  return new Set([...world.groupIdsOf(person.id), ...others.map((object) => String(object['id']))]);
}

const checkRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/users/{user}/checkMemberGroups',
    needs: checkMembership,
    query: [],
    answer: (call) => {
      const inside = call.world.groupIdsOf(personOf(call).id);
      return ok({ value: call.body(groupIds).groupIds.filter((id) => inside.has(id)) });
    },
  },
  {
    method: 'POST',
    path: '/users/{user}/checkMemberObjects',
    needs: checkMembership,
    query: [],
    answer: (call) => {
      const inside = allIdsOf(call.world, personOf(call));
      return ok({ value: call.body(objectIds).ids.filter((id) => inside.has(id)) });
    },
  },
  {
    method: 'POST',
    path: '/users/{user}/getMemberGroups',
    needs: checkMembership,
    query: [],
    answer: (call) => {
      call.body(securityOnly);
      return ok({ value: [...call.world.groupIdsOf(personOf(call).id)] });
    },
  },
];

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users',
    needs: [...readUsers, 'User.ReadBasic.All'],
    query: LIST,
    answer: (call) =>
      call.list(
        'user',
        [...call.world.people.values()].map((person) => userResource(call.world, person)),
      ),
  },
  {
    method: 'GET',
    path: '/users/{user}',
    needs: [...readUsers, 'User.ReadBasic.All'],
    query: SINGLE,
    answer: (call) => call.one('user', userResource(call.world, personOf(call))),
  },
  {
    method: 'GET',
    path: '/users/{user}/manager',
    needs: readUsers,
    query: SINGLE,
    answer: (call) => {
      const { managerId } = personOf(call);
      const manager = managerId === null ? undefined : call.world.people.get(managerId);
      if (!manager) throw notFound('manager');
      return call.one('user', typed('user', userResource(call.world, manager)));
    },
  },
  {
    method: 'GET',
    path: '/users/{user}/directReports',
    needs: readUsers,
    query: LIST,
    answer: (call) =>
      call.list(
        'directoryObject',
        reports(call.world, personOf(call)).map((person) => typed('user', userResource(call.world, person))),
      ),
  },
  {
    method: 'GET',
    path: '/users/{user}/ownedObjects',
    needs: readUsers,
    query: LIST,
    answer: (call) => call.list('directoryObject', owned(call.world, personOf(call))),
  },
  {
    method: 'GET',
    path: '/users/{user}/ownedObjects/microsoft.graph.group',
    needs: readUsers,
    query: LIST,
    answer: (call) => call.list('group', owned(call.world, personOf(call))),
  },
  ...(['registeredDevices', 'ownedDevices'] as const).map((segment): Route => ({
    method: 'GET',
    path: `/users/{user}/${segment}`,
    needs: [...readUsers, 'Device.Read.All'],
    query: ['$select', '$top'],
    answer: (call) => call.list('directoryObject', devicesOf(call)),
  })),
  {
    method: 'GET',
    path: '/users/{user}/licenseDetails',
    needs: [...readUsers, 'Organization.Read.All'],
    query: SHORT_LIST,
    answer: (call) => {
      const person = personOf(call);
      if (call.world.licence === 'free' || person.external) return call.list('licenseDetails', []);
      return call.list('licenseDetails', [
        {
          id: `${person.id}-license`,
          skuId: skuId(call.world),
          skuPartNumber: `AAD_PREMIUM_${call.world.licence}`,
          servicePlans: [],
        },
      ]);
    },
  },
  ...membershipRoutes('memberOf', 'direct'),
  ...membershipRoutes('transitiveMemberOf', 'transitive'),
  ...checkRoutes,
];
