import { GraphError, notFound, type Json } from '../answers';
import { LIST, SINGLE } from '../odata';
import { text } from '../resources';
import type { Route } from '../routes';
import type { World } from '../world';
import { needsPremium } from './logs';

function riskResource(world: World, id: string): Json | undefined {
  const risk = world.risks.get(id);
  const person = world.people.get(id);
  if (!risk || !person) return undefined;
  return {
    id,
    isDeleted: false,
    isProcessing: false,
    riskDetail: risk.state === 'confirmedCompromised' ? 'adminConfirmedUserCompromised' : 'none',
    riskLevel: risk.level,
    riskState: risk.state,
    riskLastUpdatedDateTime: text(risk.since),
    userDisplayName: person.displayName,
    userPrincipalName: person.userPrincipalName,
  };
}

const readRisk = ['IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All'];

function needsProtection(world: World): void {
  if (world.licence !== 'P2') throw new GraphError(403, 'Forbidden', 'Your tenant is not licensed for this feature.');
}

export const reportRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/identityProtection/riskyUsers',
    needs: readRisk,
    query: LIST,
    answer: (call) => {
      needsProtection(call.world);
      const risky = [...call.world.risks.keys()].map((id) => riskResource(call.world, id));
      return call.list(
        'riskyUser',
        risky.filter((row) => row !== undefined),
      );
    },
  },
  {
    method: 'GET',
    path: '/identityProtection/riskyUsers/{user}',
    needs: readRisk,
    query: SINGLE,
    answer: (call) => {
      needsProtection(call.world);
      const found = riskResource(call.world, call.param('user'));
      if (!found) throw notFound(call.param('user'));
      return call.one('riskyUser', found);
    },
  },
  {
    method: 'GET',
    path: '/reports/authenticationMethods/userRegistrationDetails',
    needs: ['AuditLog.Read.All'],
    query: LIST,
    answer: (call) => {
      needsPremium(call.world);
      return call.list('userRegistrationDetails', call.world.registrationReport());
    },
  },
  {
    method: 'GET',
    path: '/reports/authenticationMethods/userRegistrationDetails/{user}',
    needs: ['AuditLog.Read.All'],
    query: SINGLE,
    answer: (call) => {
      needsPremium(call.world);
      const found = call.world.registrationReport().find((row) => row['id'] === call.param('user'));
      if (!found) throw notFound(call.param('user'));
      return call.one('userRegistrationDetails', found);
    },
  },
];
