import { z } from 'zod/v4';
import { GraphError, created, noContent, notFound, type Json } from '../answers';
import { NO_QUERY, SHORT_LIST } from '../odata';
import type { Call, Route } from '../routes';
import { stableId } from '../ids';
import { personOf } from './users';

const write = ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'TeamsAppInstallation.ReadWriteForUser.All'];
const read = [...write, 'TeamsAppInstallation.ReadForUser.All'];
const path = '/users/{user}/teamwork/installedApps';

const install = z.strictObject({ 'teamsApp@odata.bind': z.string() });

/** Id of the bot in the organisation's Teams catalogue. */
export const catalogueAppId = stableId('teams catalogue app');

const installation = (id: string): Json => ({
  id,
  teamsApp: {
    id: catalogueAppId,
    externalId: stableId('teams manifest'),
    displayName: 'Keysmith',
    distributionMethod: 'organization',
  },
  teamsAppDefinition: { teamsAppId: catalogueAppId, displayName: 'Keysmith', version: '1.0.0' },
});

function installed(call: Call): string {
  const person = personOf(call);
  const id = call.world.installs.get(person.id);
  if (id === undefined || id !== call.param('installation')) throw notFound(call.param('installation'));
  return id;
}

export const teamworkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    needs: read,
    query: SHORT_LIST,
    answer: (call) => {
      const id = call.world.installs.get(personOf(call).id);
      return call.list('userScopeTeamsAppInstallation', id === undefined ? [] : [installation(id)]);
    },
  },
  {
    method: 'POST',
    path,
    needs: write,
    query: NO_QUERY,
    answer: (call) => {
      const person = personOf(call);
      const app = /\/appCatalogs\/teamsApps(?:\/|\(')([^/')]+)/.exec(call.body(install)['teamsApp@odata.bind'])?.[1];
      if (app?.toLowerCase() !== catalogueAppId) {
        throw new GraphError(404, 'NotFound', `The app ${app ?? ''} is not in the organisation's catalogue.`);
      }
      if (call.world.installs.has(person.id)) {
        throw new GraphError(409, 'Conflict', 'App already installed for the user.');
      }
      const id = Buffer.from(`${person.id}##${catalogueAppId}`).toString('base64url');
      call.world.installs.set(person.id, id);
      call.around.onInstall(person.id);
      return created(undefined);
    },
  },
  {
    method: 'GET',
    path: `${path}/{installation}/chat`,
    needs: read,
    query: ['$select'],
    answer: (call) =>
      call.one('chat', {
        id: `19:${stableId(`chat ${installed(call)}`)}@unq.gbl.spaces`,
        chatType: 'oneOnOne',
        tenantId: call.around.tenantId,
        webUrl: null,
      }),
  },
  {
    method: 'DELETE',
    path: `${path}/{installation}`,
    needs: write,
    query: NO_QUERY,
    answer: (call) => {
      installed(call);
      call.world.installs.delete(personOf(call).id);
      return noContent;
    },
  },
];
