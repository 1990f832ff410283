import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import { CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import express, { json } from 'express';
import { z } from 'zod/v4';
import { movableClock } from '../../../src/demo/clock';
import { listenOnLoopback, type Loopback } from '../../../src/demo/loopback';
import { startSignin } from '../../../src/demo/signin';
import { startSlack, type Slack } from '../../../src/demo/slack';
import { startTeams, type Teams } from '../../../src/demo/teams';
import { startTenant, type Tenant } from '../../../src/demo/tenant';
import { openWire } from '../../../src/demo/wire';
import { workbenchRouter } from '../../../src/demo/workbench';

const clock = movableClock();
const code = 'CANARY-7%tq3';
let server: Loopback;
let tenant: Tenant;
let teams: Teams;
let slack: Slack;

const card = (title: string, action: object) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: title }],
  actions: [action],
});
const opener = { type: 'Action.Submit', title: 'Show my pass', data: { msteams: { type: 'task/fetch' } } };

async function answer(context: TurnContext): Promise<void> {
  const { activity } = context;
  if (activity.type === 'message') {
    await context.sendActivity({ attachments: [CardFactory.adaptiveCard(card('Your pass is approved', opener))] });
  } else if (activity.name === 'task/fetch') {
    const value = {
      title: 'Your pass',
      card: CardFactory.adaptiveCard(card(code, { type: 'Action.Submit', title: 'I have it' })),
    };
    await context.sendActivity({
      type: 'invokeResponse',
      value: { status: 200, body: { task: { type: 'continue', value } } },
    });
  }
}

beforeAll(async () => {
  const wire = openWire();
  const origin = () => server.origin;
  tenant = await startTenant({ clock, passCode: () => code });
  const people = Object.values(tenant.people).map(({ key, id, displayName, upn }) => ({
    key,
    objectId: id,
    name: displayName,
    userPrincipalName: upn,
  }));
  const { tenantId } = tenant;
  teams = await startTeams({
    clock,
    wire,
    tenantId,
    appId: '22222222-2222-4222-8222-222222222222',
    botUrl: () => `${origin()}/api/messages`,
    people,
  });
  slack = await startSlack({
    clock,
    wire,
    teamId: 'T0',
    signingSecret: 's',
    botToken: 'xoxb-local',
    appId: 'A0',
    botUrl: () => `${origin()}/slack/events`,
    people: [{ key: 'priya', userId: 'U0PRIYA', name: 'Priya Nair' }],
  });
  const at = { clientId: 'c', clientSecret: 's', redirectUris: () => [`${origin()}/cb`] };
  const signin = await startSignin({
    clock,
    tenantId,
    slackTeamId: 'T0',
    slackHost: slack,
    people,
    entra: at,
    slack: at,
  });
  const { settings, credentials } = teams.botFramework;
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, credentials));
  const receiver = new ExpressReceiver({ signingSecret: 's', logLevel: LogLevel.ERROR });
  const bolt = new App({ receiver, token: 'xoxb-local', clientOptions: { slackApiUrl: slack.apiUrl } });
  bolt.command('/passwordless', ({ ack }) => ack('Try lookup'));
  const app = express();
  app.post('/api/messages', json(), (request, response) => adapter.process(request, response, answer));
  app.use(receiver.router);
  app.use(workbenchRouter({ clock, wire, tenant, teams, slack, signin }));
  server = await listenOnLoopback(app);
  close = async () => {
    await server.close();
    await Promise.all([teams.close(), slack.close(), signin.close(), tenant.close()]);
  };
});
let close: () => Promise<void>;
afterAll(() => close());

const any = z.looseObject({});
async function demo(method: 'GET' | 'POST', path: string, body?: object) {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${server.origin}/demo/${path}`, { method, ...sent });
  return { status: response.status, body: z.unknown().parse(await response.json()) };
}

const chats = z.object({
  conversations: z.array(
    z.object({ id: z.string(), messages: z.array(z.object({ id: z.string(), from: z.string() })) }),
  ),
  dialog: z.object({ title: z.string(), card: any }).nullable(),
});

test('the page and everything it names is served, and it may load nothing from elsewhere', async () => {
  const page = await fetch(`${server.origin}/`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const named = [...(await page.text()).matchAll(/(?:src|href)="(\/demo\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(5);
  for (const path of named) expect((await fetch(server.origin + path)).status).toBe(200);
});

test('every module the page imports exists', () => {
  const folder = join(__dirname, '../../../src/demo/page');
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, next = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/from '\.\/([^']+)'/g)) visit(next);
  };
  visit('main.js');
  expect(seen.size).toBeGreaterThan(12);
});

test('people come with their object ids, roles and where they can be played', async () => {
  const { body } = await demo('GET', 'people');
  expect(body).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ key: 'priya', objectId: tenant.people.priya.id, slackUserId: 'U0PRIYA', teams: true }),
      expect.objectContaining({ key: 'tom', slackUserId: null }),
    ]),
  );
});

test('a pass stands in the dialog of its recipient and nowhere else', async () => {
  await demo('POST', 'teams/tom/say', { text: 'hello' });
  const [chat] = chats.parse((await demo('GET', 'teams/tom')).body).conversations;
  const message = chat?.messages.find(({ from }) => from === 'bot');
  const press = { conversation: chat?.id, message: message?.id, action: 0 };
  expect((await demo('POST', 'teams/tom/press', press)).body).toEqual({ kind: 'dialog' });
  const after = chats.parse((await demo('GET', 'teams/tom')).body);
  expect(JSON.stringify(after.dialog)).toContain(code);
  expect(JSON.stringify(after.conversations)).not.toContain(code);
  expect(JSON.stringify((await demo('GET', 'wire')).body)).not.toContain(code);
  expect(JSON.stringify((await demo('GET', 'teams/ana')).body)).not.toContain(code);
});

test('a slash command goes to the bot signed, and its answer is seen by the one who typed it', async () => {
  expect((await demo('POST', 'slack/priya/say', { text: '/passwordless help' })).body).toEqual({ kind: 'sent' });
  expect(JSON.stringify((await demo('GET', 'slack/priya')).body)).toContain('Try lookup');
});

test('the phone says what Entra says, and the tenant changes', async () => {
  expect((await demo('POST', 'phone/yuki/register', { platform: 'ios' })).body).toMatchObject({ done: true });
  expect(JSON.stringify((await demo('GET', 'phone/yuki')).body)).toContain('passkey');
  expect((await demo('POST', 'phone/noa/register', { platform: 'ios' })).body).toMatchObject({ done: false });
  expect((await demo('POST', 'phone/tom/pass', { code: 'wrong' })).body).toMatchObject({ done: false });
  const also = async (who: string, what: string) =>
    (await demo('POST', `phone/${who}/also`, { what, platform: 'ios' })).body;
  expect(await also('yuki', 'phone-sign-in')).toMatchObject({ done: true });
  expect(await also('yuki', 'windows-hello')).toMatchObject({
    done: false,
    text: expect.stringContaining('PC') as string,
  });
  expect(await also('yuki', 'join-pc')).toMatchObject({ done: true });
  expect(await also('yuki', 'windows-hello')).toMatchObject({ done: true });
  expect(await also('chidi', 'passkey-by-code')).toMatchObject({
    done: false,
    text: expect.stringContaining('inside') as string,
  });
  expect(await also('yuki', 'passkey-by-code')).toMatchObject({ done: true });
  for (const what of ['synced-passkey', 'windows-passkey'])
    expect(await also('ingrid', what)).toMatchObject({ done: false });
});

test('the clock moves forward, and open pages hear of it', async () => {
  const stream = await fetch(`${server.origin}/demo/events`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const before = clock.now().getTime();
  expect((await demo('POST', 'clock', { minutes: 10 })).body).toMatchObject({ aheadMinutes: 10 });
  expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(600_000);
  let heard = '';
  while (!heard.includes('"clock"')) heard += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  expect((await demo('POST', 'clock', { minutes: -5 })).status).toBe(400);
});

test('faults are switched on and off, and a body that is none is refused with its reason', async () => {
  const fault = { kind: 'throttled', retryAfter: 1, times: 2 };
  expect((await demo('POST', 'faults', fault)).body).toEqual({ active: [fault] });
  expect((await demo('POST', 'faults', { kind: 'off' })).body).toEqual({ active: [] });
  const refused = await demo('POST', 'faults', { kind: 'meteor' });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(refused.body)).toContain('error');
  expect(await demo('POST', 'teams/nobody/say', { text: 'x' })).toMatchObject({
    status: 409,
    body: { error: 'Nobody in Teams is "nobody".' },
  });
});
