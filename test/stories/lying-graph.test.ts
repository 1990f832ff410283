import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { approvalRoom, askForPass, linkSlack, requestIn, saidBy, teamsCard } from './steps';

/*
 * Something on the way to Microsoft Graph answers in its place and names another host: as the next page of every list,
 * or as the place where everything has moved to. Whoever waits there wants the token that the next request carries.
 */

let scene: Scene;
let lie: 'next page' | 'moved' | undefined;
const servers: Server[] = [];
/** What arrived where no request should go. */
const trapped: string[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`;
}

/** Each list that is in it, also in the answers of a batch, goes on at the trap. */
function goesOnAt(trap: string, answer: string): string {
  return answer.replaceAll('"value":[', `"@odata.nextLink":"${trap}/v1.0/users?page=2","value":[`);
}

async function forwarded(graph: string, request: IncomingMessage): Promise<Response> {
  const body = await text(request);
  return fetch(`${graph}${(request.url ?? '').replace(/^\/v1\.0/, '')}`, {
    method: request.method ?? 'GET',
    headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
    ...(body === '' ? {} : { body }),
  });
}

async function liar(graph: string): Promise<string> {
  const trap = await listen((request, response) => {
    trapped.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.setHeader('content-type', 'application/json').end('{"value":[]}');
  });
  const url = await listen((request, response) => {
    const answered = async (): Promise<void> => {
      if (lie === 'moved') return void response.writeHead(307, { location: `${trap}${request.url ?? ''}` }).end();
      const answer = await forwarded(graph, request);
      const body = await answer.text();
      response.statusCode = answer.status;
      response.setHeader('content-type', 'application/json');
      response.end(answer.status === 204 ? undefined : lie === 'next page' ? goesOnAt(trap, body) : body);
    };
    void answered().catch(() => response.destroy());
  });
  return `${url}/v1.0`;
}

beforeAll(async () => {
  scene = await openScene({ throughProxy: liar });
  await linkSlack(scene, 'priya');
  await askForPass(scene, 'priya', 'tom');
});
afterAll(async () => {
  await scene.end();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

test.each(['next page', 'moved'] as const)('%s: no request goes there, and nothing is decided', async (kind) => {
  const card = teamsCard(scene, 'marcus', 'tom', '[Approve]', approvalRoom(scene));
  const marcus = scene.teams.person('marcus');
  const { result } = await withoutEffect(scene, ['marcus'], async () => {
    lie = kind;
    const said = saidBy(await marcus.clickStale(card, 'Approve'));
    lie = undefined;
    return `${said} ${marcus.last().words}`;
  });
  expect(result).toContain('Nothing was changed.');
  expect(trapped).toEqual([]);
  expect((await requestIn(scene, 'tom')).state).toBe('awaiting-approval');
});

test('told the truth, it decides as before', async () => {
  const card = teamsCard(scene, 'marcus', 'tom', '[Approve]', approvalRoom(scene));
  await scene.teams.person('marcus').click(card, 'Approve');
  await scene.settle();
  expect((await requestIn(scene, 'tom')).state).toBe('approved');
});
