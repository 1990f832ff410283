import { z } from 'zod/v4';
import { badRequest, created, denied, noContent, notFound, ok, type Json } from '../answers';
import { LIST, NO_QUERY, SHORT_LIST, SINGLE } from '../odata';
import { methodKinds, methodResource, typed } from '../resources';
import type { Call, Route } from '../routes';
import { lifetimeProblem } from '../world/passes';
import type { Method, Person } from '../world/state';
import { personOf } from './users';

/** The part of the permission's name for each kind, e.g. UserAuthMethod-TAP.Read.All (permissions.md). */
const permissionNames = {
  passkey: 'Passkey',
  authenticator: 'MicrosoftAuthApp',
  windowsHello: 'WindowsHello',
  phone: 'Phone',
  password: 'Password',
  softwareOath: 'SoftwareOATH',
  platformCredential: 'PlatformCred',
  email: 'Email',
  pass: 'TAP',
} as const satisfies Record<Method['kind'], string>;

const toWrite = (kind: Method['kind']) => [
  `UserAuthMethod-${permissionNames[kind]}.ReadWrite.All`,
  'UserAuthenticationMethod.ReadWrite.All',
];
const toRead = (kind: Method['kind']) => [
  `UserAuthMethod-${permissionNames[kind]}.Read.All`,
  'UserAuthenticationMethod.Read.All',
  ...toWrite(kind),
];

/** platform-facts.md: restricted management units keep app permissions out. */
function writable(call: Call): Person {
  const person = personOf(call);
  if (call.world.isRestricted(person.id)) {
    throw denied(
      'Insufficient privileges to complete the operation. Target object is a member of a restricted management administrative unit and can only be modified by administrators scoped to that administrative unit.',
    );
  }
  return person;
}

function listed(call: Call, person: Person, kind?: Method['kind']): Json[] {
  return call.world
    .methodsOf(person.id)
    .filter((method) => kind === undefined || method.kind === kind)
    .map((method) =>
      typed(methodKinds[method.kind].type, methodResource(call.world, person.id, method, kind !== undefined)),
    );
}

function found(call: Call, person: Person, kind?: Method['kind']): Method {
  const id = call.param('method');
  const method = call.world
    .methodsOf(person.id)
    .find((other) => other.id === id && (kind === undefined || other.kind === kind));
  if (!method) throw notFound(id);
  return method;
}

function kindRoutes(kind: Method['kind'], removable: boolean): Route[] {
  const { type, collection } = methodKinds[kind];
  const path = `/users/{user}/authentication/${collection}`;
  const routes: Route[] = [
    {
      method: 'GET',
      path,
      needs: toRead(kind),
      query: SHORT_LIST,
      answer: (call) => call.list(type, listed(call, personOf(call), kind)),
    },
    {
      method: 'GET',
      path: `${path}/{method}`,
      needs: toRead(kind),
      query: SINGLE,
      answer: (call) => {
        const person = personOf(call);
        return call.one(type, typed(type, methodResource(call.world, person.id, found(call, person, kind), true)));
      },
    },
  ];
  if (!removable) return routes;
  return [
    ...routes,
    {
      method: 'DELETE',
      path: `${path}/{method}`,
      needs: toWrite(kind),
      query: NO_QUERY,
      answer: (call) => {
        const person = writable(call);
        call.world.deleteMethod(person.id, found(call, person, kind).id);
        return noContent;
      },
    },
  ];
}

const newPass = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.temporaryAccessPassAuthenticationMethod').optional(),
  startDateTime: z.iso.datetime({ offset: true }).optional(),
  lifetimeInMinutes: z.int().optional(),
  isUsableOnce: z.boolean().optional(),
});

const createPass: Route = {
  method: 'POST',
  path: '/users/{user}/authentication/temporaryAccessPassMethods',
  needs: toWrite('pass'),
  query: NO_QUERY,
  answer: (call) => {
    const person = writable(call);
    const asked = call.body(newPass);
    const policy = call.world.policies.passes;
    if (person.external)
      throw badRequest('Temporary Access Pass cannot be added to an external guest user', 'badRequest');
    if (policy.state !== 'enabled') {
      throw badRequest('Temporary Access Pass is not enabled by the authentication methods policy.', 'badRequest');
    }
    const lifetime = asked.lifetimeInMinutes ?? policy.defaultLifetimeInMinutes;
    const problem = lifetimeProblem(lifetime, policy);
    if (problem !== undefined) throw badRequest(problem, 'badRequest');
    if (policy.isUsableOnce && asked.isUsableOnce === false) {
      throw badRequest(
        'Invalid IsUsableOnce specified. The policy allows one-time Temporary Access Passes only.',
        'badRequest',
      );
    }
    const startsAt = asked.startDateTime === undefined ? undefined : new Date(asked.startDateTime);
    const { pass, code } = call.world.createPass(
      person.id,
      lifetime,
      asked.isUsableOnce ?? policy.isUsableOnce,
      startsAt,
    );
    const resource = methodResource(call.world, person.id, pass, false);
    return created({ ...typed(methodKinds.pass.type, resource), temporaryAccessPass: code });
  },
};

export const methodRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/{user}/authentication/methods',
    needs: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'],
    query: LIST,
    answer: (call) =>
      ok({ '@odata.context': `${call.around.graphUrl}/$metadata#methods`, value: listed(call, personOf(call)) }),
  },
  {
    method: 'GET',
    path: '/users/{user}/authentication/methods/{method}',
    needs: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'],
    query: SINGLE,
    answer: (call) => {
      const person = personOf(call);
      const method = found(call, person);
      const { type } = methodKinds[method.kind];
      return call.one(type, typed(type, methodResource(call.world, person.id, method, false)));
    },
  },
  ...kindRoutes('passkey', true),
  ...kindRoutes('authenticator', true),
  ...kindRoutes('windowsHello', true),
  ...kindRoutes('phone', true),
  ...kindRoutes('softwareOath', true),
  ...kindRoutes('platformCredential', true),
  ...kindRoutes('email', true),
  ...kindRoutes('pass', true),
  ...kindRoutes('password', false),
  createPass,
  {
    method: 'POST',
    path: '/users/{user}/revokeSignInSessions',
    needs: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    query: NO_QUERY,
    answer: (call) => {
      call.world.revokeSessions(writable(call).id);
      return ok({ value: true });
    },
  },
];
