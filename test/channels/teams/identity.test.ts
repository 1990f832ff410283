import { createServer } from 'node:http';
import { mayCall } from '../../../src/channels/teams/identity';
import { openTeams } from '../../../src/channels/teams';
import type { Manners } from '../../../src/demo/teams';
import { openHouse, tom, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.teams.person('tom').say('hi');
});
afterAll(() => house.close());
beforeEach(() => {
  house.heard.length = 0;
  house.events.length = 0;
  house.failures.length = 0;
});

const refusals = (): unknown[] =>
  house.events.filter(({ name }) => name === 'teams.refused').map(({ facts }) => facts['why']);

describe('a token that proves nothing is a 401 without effect, and one line in the log', () => {
  test.each<NonNullable<Manners['forge']>>([
    'no token',
    'wrong key',
    'wrong audience',
    'wrong issuer',
    'expired',
    'not endorsed for Teams',
    'unsigned token',
    'foreign service url in token',
  ])('%s', async (forge) => {
    // The connector library writes to the console what it does not like about a token.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const [answer] = await house.teams.person('tom').say('let me in', { forge });
    expect(answer).toEqual({ status: 401, body: { error: { code: 'Unauthorized' } } });
    expect(house.heard).toEqual([]);
    expect(refusals()).toEqual(['not-authentic']);
  });
});

describe('somebody who is not ours has no effect', () => {
  test.each([
    ['foreign tenant', 'foreign-tenant'],
    ['mixed tenants', 'mixed-tenants'],
    ['no tenant', 'no-tenant'],
    ['no object id', 'no-object-id'],
  ] as const)('%s: told so in a sentence, once in the log', async (forge, why) => {
    await house.teams.person('tom').say('let me in', { forge });
    expect(house.heard).toEqual([]);
    expect(refusals()).toEqual([why]);
    expect(house.failures).toEqual([]);
    expect(house.teams.person('tom').last().words).toContain('Keysmith works only for its own organisation.');
  });

  test.each(['foreign tenant', 'mixed tenants', 'no tenant', 'no object id'] as const)(
    '%s: a press and a dialog are answered, and reach nobody',
    async (forge) => {
      const message = house.teams.person('tom').last();
      const value = { action: { type: 'Action.Execute', verb: 'queue', data: { verb: 'queue' } } };
      const [press] = await house.teams.person('tom').invoke(message, 'adaptiveCard/action', value, { forge });
      const dialog = { data: { verb: 'pass.open', request: 'r-1' } };
      const [task] = await house.teams.person('tom').invoke(message, 'task/fetch', dialog, { forge });
      expect([press?.status, task?.status]).toEqual([200, 200]);
      expect(JSON.stringify(press?.body)).toContain('only for its own organisation');
      expect(JSON.stringify(task?.body)).toContain('only for its own organisation');
      expect(house.heard).toEqual([]);
    },
  );

  test('their chat is never kept as somewhere to write to', async () => {
    await house.write(tom, {
      type: 'message',
      text: 'hi',
      conversation: { id: 'a:evil', conversationType: 'personal', tenantId: 'x' },
    });
    expect(await house.store.references.get(`teams:${tom.objectId}`)).not.toContain('a:evil');
  });
});

describe('a foreign service address', () => {
  test('gets nothing from us, least of all the bot token', async () => {
    const seen: string[] = [];
    const evil = createServer((request, response) => {
      seen.push(String(request.headers.authorization));
      response.end('{}');
    });
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.2', resolve));
    const address = evil.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await house.write(tom, { type: 'message', text: 'hi', serviceUrl: `http://127.0.0.2:${String(port)}/` });
    await house.teams.person('tom').say('hi', { forge: 'foreign service url' });
    await new Promise((resolve) => evil.close(resolve));
    expect(seen).toEqual([]);
    expect(house.heard).toEqual([]);
    expect(refusals()).toEqual(['foreign-service-url', 'foreign-service-url']);
  });

  test.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['https://smba.infra.gov.teams.microsoft.us/teams', true],
    ['https://europe.botframework.com/', true],
    ['http://smba.trafficmanager.net/emea/', false],
    ['https://smba.trafficmanager.net.evil.example/', false],
    ['https://evilbotframework.com/', false],
    ['https://smba.trafficmanager.net:8443/', false],
    ['https://user@smba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net@evil.example/', false],
    ['http://127.0.0.1:3978/', false],
    ['https://localhost/', false],
    ['nonsense', false],
  ])('%s may be called in production: %s', (serviceUrl, allowed) => {
    expect(mayCall(serviceUrl, { tenantId: 't', development: false })).toBe(allowed);
  });

  test('loopback may be called in development only', () => {
    expect(mayCall('http://127.0.0.1:5000/', { tenantId: 't', development: true })).toBe(true);
    expect(mayCall('http://192.168.1.7:5000/', { tenantId: 't', development: true })).toBe(false);
  });
});

test('another channel than Teams has no effect', async () => {
  await house.write(tom, { type: 'message', text: 'hi', channelId: 'webchat' });
  expect(house.heard).toEqual([]);
});

describe('what is no activity', () => {
  const post = (body: string) =>
    fetch(`${house.origin}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

  test.each([
    ['no JSON', '{', 400],
    ['a list', '[]', 400],
    ['nothing in it', '{}', 400],
    ['much too large', JSON.stringify({ text: 'x'.repeat(400_000) }), 413],
  ])('%s', async (_name, body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('error.code');
    expect(house.heard).toEqual([]);
  });
});

test('a replayed message, signed as it was, has no second effect', async () => {
  const activity = { type: 'message', id: 'replayed-1', text: 'once' };
  await house.write(tom, activity);
  await house.write(tom, activity);
  expect(house.heard).toHaveLength(1);
  expect(house.events.filter(({ name }) => name === 'teams.repeated')).toHaveLength(1);
});

test('production does not start without an app id', () => {
  const options = { appId: '', development: false };
  expect(() => openTeams({ ...house.options, ...options })).toThrow('MicrosoftAppId may be empty in development only');
});

test('development without an app id hears unsigned activities from this machine', async () => {
  const bare = await openHouse({ options: () => ({ appId: '' }) });
  await bare.teams.person('tom').say('hi', { forge: 'no token' });
  await bare.close();
  expect(bare.heard).toHaveLength(1);
});

test('a managed identity needs no password, and one that is set does no harm', () => {
  const { connectorCredentials: _local, botFramework: _addresses, ...rest } = house.options;
  expect(() => openTeams({ ...rest, appType: 'UserAssignedMSI', development: false })).not.toThrow();
});
