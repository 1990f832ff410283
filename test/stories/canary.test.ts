import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { audit } from '../../src/audit';
import type { PersonKey } from '../../src/demo/tenant';
import { rowsOf, slackMessages, tablesOf } from './effects';
import { openScene, type Scene } from './scene';
import { askForPass, createPass, linkSlack, numberFor, openPass, requestIn } from './steps';

/*
 * Each code the tenant makes is marked. After the whole story, with everything that can go wrong around the making of a
 * pass, the mark is found nowhere but in the dialog of its recipient.
 */

const MARK = 'CANARY-Kp7w';

/** What a broken middle makes of Graph's answer to the POST, the code inside it. */
type Spoiling = 'cut' | 'another status' | 'an error that quotes it' | 'a header that quotes it' | undefined;

interface Middle {
  readonly server: Server;
  readonly url: string;
  spoil: Spoiling;
}

/** Stands between the bot and Graph, as a proxy of a company would, and spoils answers that hold a pass. */
async function openMiddle(graph: string): Promise<Middle> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void (async () => {
        const path = (request.url ?? '').replace(/^\/v1\.0/, '');
        const answer = await fetch(`${graph}${path}`, {
          method: request.method ?? 'GET',
          headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
          ...(parts.length === 0 ? {} : { body: Buffer.concat(parts) }),
        });
        const body = await answer.text();
        const spoil = body.includes(MARK) ? middle.spoil : undefined;
        if (spoil === 'a header that quotes it') response.setHeader('request-id', MARK);
        response.setHeader('content-type', 'application/json');
        const status = { cut: 201, 'another status': 202, 'an error that quotes it': 500 };
        response.statusCode =
          spoil === undefined || spoil === 'a header that quotes it' ? answer.status : status[spoil];
        if (spoil === 'cut') response.end(body.slice(0, -5));
        else if (spoil === 'an error that quotes it')
          response.end(
            JSON.stringify({ error: { code: MARK, message: `Failed after ${body}`, innerError: { body } } }),
          );
        else response.end(answer.status === 204 ? undefined : body);
      })().catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}/v1.0`;
  const middle: Middle = { server, url, spoil: undefined };
  return middle;
}

let scene: Scene;
let middle: Middle;
const made: string[] = [];
/** What the recipients' dialogs showed, in order. */
const shown: string[] = [];

beforeAll(async () => {
  const passCode = () => {
    made.push(`${MARK}${String(made.length)}-9Xq!`);
    return made.at(-1) ?? '';
  };
  scene = await openScene({
    passCode,
    throughProxy: async (graphUrl) => {
      middle = await openMiddle(graphUrl);
      return middle.url;
    },
  });
  await linkSlack(scene, 'priya');
});
afterAll(async () => {
  await scene.end();
  middle.server.closeAllConnections();
  middle.server.close();
});

async function approved(key: PersonKey) {
  await askForPass(scene, 'priya', key);
  const room = scene.teams.conversations().find(({ name }) => name === 'Pass approvals');
  const marcus = scene.teams.person('marcus');
  await marcus.click(await marcus.waitFor('asks for a Temporary Access Pass', { conversationId: room!.id }), 'Approve');
  await scene.settle();
  return scene.teams.person(key);
}

async function open(key: PersonKey): Promise<string> {
  await openPass(scene, key);
  await createPass(scene, key);
  const words = scene.teams.person(key).dialog?.words ?? '';
  if (words.includes(MARK)) shown.push(words);
  return words;
}

/** Everything that outlives a dialog, by where it is. */
async function everything(): Promise<Record<string, string>> {
  const folder = dirname(scene.databasePath);
  const files = readdirSync(folder).map((name): [string, string] => [name, readFileSync(join(folder, name), 'latin1')]);
  const exported: string[] = [];
  await audit(['export'], { DATABASE_URL: `sqlite:${scene.databasePath}` }, (text) => void exported.push(text));
  const people = Object.keys(scene.tenant.people);
  const slackPeople = scene.slack.people().map(({ key }) => scene.slack.person(key));
  return {
    ...Object.fromEntries(files),
    ...Object.fromEntries(tablesOf(scene).map((table) => [`table ${table}`, JSON.stringify(rowsOf(scene, table))])),
    log: scene.log.join('\n'),
    metrics: await (await fetch(`${scene.app.url}/metrics`)).text(),
    'audit export': exported.join(''),
    'Teams chats': JSON.stringify(
      scene.teams
        .conversations()
        .map(({ name, messages, ownViews }) => [
          name,
          [...messages.values()],
          [...ownViews.values()].map((views) => [...views.values()]),
        ]),
    ),
    'Teams as people see it': JSON.stringify(people.map((key) => scene.teams.person(key).messages())),
    'Teams dialogs of others': JSON.stringify(
      people.filter((key) => !RECIPIENTS.includes(key)).map((key) => scene.teams.person(key).dialog),
    ),
    'Slack messages': JSON.stringify(slackMessages(scene)),
    'Slack windows': JSON.stringify(slackPeople.map((person) => [person.modal(), person.home()])),
    wire: JSON.stringify(scene.wire.since(0)),
    'Graph calls': JSON.stringify(scene.tenant.requests),
    'the app itself': inspect(scene.app, { depth: 12, showHidden: true, maxStringLength: null }),
  };
}

const RECIPIENTS: readonly string[] = ['tom', 'aoife', 'hana', 'gus', 'ingrid', 'omar', 'yuki'];

async function findMark(): Promise<string[]> {
  const marks = [MARK, Buffer.from(MARK).toString('base64').slice(0, 12), Buffer.from(MARK).toString('hex')];
  const found = Object.entries(await everything()).flatMap(([where, text]) =>
    marks.filter((mark) => text.includes(mark)).map((mark) => `${where}: ${mark}`),
  );
  return found;
}

test('the mark is found where it may be: in the open dialog of its recipient', async () => {
  await approved('tom');
  expect(await open('tom')).toContain(made[0]);
  expect(await findMark()).toEqual([]);
});

test('a pass not seen, replaced, seen and used to register a passkey leaves no trace of its codes', async () => {
  const tom = scene.teams.person('tom');
  await tom.submitDialog('I did not see it');
  await scene.pass(1);
  expect(await open('tom')).toContain(made[1]);
  await tom.submitDialog('I have it');
  const { id } = scene.tenant.people.tom;
  scene.tenant.world.signInWithPass(id, made[1]);
  scene.tenant.world.registerPasskey(id, { platform: 'ios', via: 'app' });
  await scene.pass(1);
  await tom.click(await tom.waitFor('Your new sign-in method is there'), 'It is me');
  await scene.settle();
  expect((await requestIn(scene, 'tom')).state).toBe('completed');
  expect(await findMark()).toEqual([]);
});

test.each<[PersonKey, NonNullable<Spoiling>]>([
  ['aoife', 'cut'],
  ['hana', 'another status'],
  ['gus', 'an error that quotes it'],
])('%s: Graph answers with %s, and the code goes nowhere', async (key, spoiling) => {
  await approved(key);
  middle.spoil = spoiling;
  const before = made.length;
  expect(await open(key)).toContain('did not answer clearly');
  middle.spoil = undefined;
  expect(made).toHaveLength(before + 1);
  expect(await findMark()).toEqual([]);
  await scene.pass(2);
  expect(scene.tenant.world.passOf(scene.tenant.people[key].id)).toBeUndefined();
  expect(await findMark()).toEqual([]);
});

test('a header that quotes the code goes nowhere', async () => {
  await approved('ingrid');
  middle.spoil = 'a header that quotes it';
  await open('ingrid');
  middle.spoil = undefined;
  expect(await findMark()).toEqual([]);
});

test('a pass that is made while the store goes away is neither shown nor kept', async () => {
  await approved('omar');
  const stop = scene.tenant.onExchange(({ request }) => {
    if (request.method === 'POST' && request.path.includes('temporaryAccessPassMethods')) void scene.app.store.close();
  });
  const before = shown.length;
  expect(await open('omar')).toContain('did not answer clearly');
  stop();
  await scene.crash();
  await scene.pass(2);
  expect(shown).toHaveLength(before);
  expect(scene.tenant.world.passOf(scene.tenant.people.omar.id)).toBeUndefined();
  expect(await findMark()).toEqual([]);
});

test('an answer that is lost after the pass was made leaves no trace', async () => {
  await approved('yuki');
  scene.tenant.faults.set({
    kind: 'lost',
    method: 'POST',
    path: '/users/*/authentication/temporaryAccessPassMethods',
    times: 1,
  });
  await open('yuki');
  await scene.pass(2);
  expect(await findMark()).toEqual([]);
});

test('no pairing number that was read out is left anywhere', async () => {
  const places = Object.entries(await everything());
  const read = (['tom', 'aoife', 'hana', 'gus', 'ingrid', 'omar', 'yuki'] as const).map((key) => numberFor(scene, key));
  const found = read.flatMap((number) =>
    [number, number.replace(' ', '')].flatMap((digits) =>
      // Six digits in a row stand in many a time and hash; alone they are a number.
      places
        .filter(([, text]) => new RegExp(`(?<![0-9a-f-])${digits}(?![0-9a-f-])`, 'i').test(text))
        .map(([where]) => where),
    ),
  );
  expect(found).toEqual([]);
});

test('a search that finds nothing has looked everywhere', async () => {
  expect(made.length).toBeGreaterThan(6);
  expect(shown.length).toBeGreaterThan(1);
  const places = await everything();
  expect(Object.keys(places)).toEqual(
    expect.arrayContaining([
      'keysmith.db',
      'keysmith.db-wal',
      'keysmith.db-shm',
      'table jobs',
      'log',
      'metrics',
      'wire',
    ]),
  );
  // Each place is read where it is filled: what stands beside a pass is there.
  const { openings } = await requestIn(scene, 'tom');
  for (const place of ['table requests', 'table audit', 'audit export', 'Graph calls'])
    expect(`${place}: ${String(places[place]?.includes(openings[0]?.passId ?? '?'))}`).toBe(`${place}: true`);
  expect(places['log']).toContain('"act":"pass.created"');
  expect(places['metrics']).toContain('reason="pass.uncertain"');
});
