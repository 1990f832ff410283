import { notFound, type Json } from '../answers';
import { LIST, SHORT_LIST, SINGLE } from '../odata';
import type { Route } from '../routes';
import { authenticationStrengths } from '../world/conditional-access';

const readPolicies = ['Policy.Read.All', 'Policy.Read.ConditionalAccess'];
const readStrengths = ['Policy.Read.All', 'Policy.Read.AuthenticationMethod'];
const path = '/identity/conditionalAccess';

function one(items: readonly Json[], id: string): Json {
  const found = items.find((item) => item['id'] === id);
  if (!found) throw notFound(id);
  return found;
}

export const conditionalAccessRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${path}/policies`,
    needs: readPolicies,
    query: LIST,
    answer: (call) => call.list('conditionalAccessPolicy', call.world.conditionalAccess.policies),
  },
  {
    method: 'GET',
    path: `${path}/policies/{policy}`,
    needs: readPolicies,
    query: SINGLE,
    answer: (call) =>
      call.one('conditionalAccessPolicy', one(call.world.conditionalAccess.policies, call.param('policy'))),
  },
  {
    method: 'GET',
    path: `${path}/authenticationContextClassReferences`,
    needs: readPolicies,
    query: SHORT_LIST,
    answer: (call) => call.list('authenticationContextClassReference', call.world.conditionalAccess.contexts),
  },
  {
    method: 'GET',
    path: `${path}/namedLocations`,
    needs: readPolicies,
    query: SHORT_LIST,
    answer: (call) => call.list('namedLocation', []),
  },
  {
    method: 'GET',
    path: '/policies/authenticationStrengthPolicies',
    needs: readStrengths,
    query: SHORT_LIST,
    answer: (call) => call.list('authenticationStrengthPolicy', authenticationStrengths),
  },
  {
    method: 'GET',
    path: '/policies/authenticationStrengthPolicies/{strength}',
    needs: readStrengths,
    query: SINGLE,
    answer: (call) => call.one('authenticationStrengthPolicy', one(authenticationStrengths, call.param('strength'))),
  },
];
