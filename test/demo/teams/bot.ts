import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import express, { json } from 'express';
import { listenOnLoopback } from '../../../src/demo/loopback';
import { startTeams, type Teams } from '../../../src/demo/teams';
import { movableClock } from '../../../src/demo/clock';

export const tenantId = '11111111-1111-4111-8111-111111111111';

export const people = [
  {
    key: 'tom',
    objectId: 'aaaaaaaa-0000-4000-8000-000000000001',
    name: 'Tom Baker',
    userPrincipalName: 'tom@contoso.example',
  },
  {
    key: 'ana',
    objectId: 'aaaaaaaa-0000-4000-8000-000000000002',
    name: 'Ana Silva',
    userPrincipalName: 'ana@contoso.example',
  },
  {
    key: 'eve',
    objectId: 'aaaaaaaa-0000-4000-8000-000000000003',
    name: 'Eve',
    userPrincipalName: 'eve@contoso.example',
  },
];

export interface Bot {
  teams: Teams;
  adapter: CloudAdapter;
  close(): Promise<void>;
}

/** The stock CloudAdapter with real token validation, and one handler. */
export async function startBot(handle: (context: TurnContext) => Promise<void>): Promise<Bot> {
  let origin = '';
  const teams = await startTeams({
    clock: movableClock(),
    tenantId,
    appId: '22222222-2222-4222-8222-222222222222',
    botUrl: () => `${origin}/api/messages`,
    people,
    withoutApp: ['eve'],
  });
  const { settings, credentials } = teams.botFramework;
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, credentials));
  adapter.onTurnError = (_context, error) => Promise.reject(error);
  const app = express();
  app.use(json());
  app.post('/api/messages', (request, response) => adapter.process(request, response, handle));
  const server = await listenOnLoopback(app);
  origin = server.origin;
  return {
    teams,
    adapter,
    async close() {
      await server.close();
      await teams.close();
    },
  };
}
