import { HOUR } from '../../../src/domain/clock';
import { messageOf, nextOf, objectOf, openTenant, valuesOf, type Opened } from './open';

let opened: Opened;
beforeEach(async () => {
  opened = await openTenant();
});
afterEach(() => opened.close());

const eventual = { ConsistencyLevel: 'eventual' };
const names = async (path: string, headers = {}) =>
  valuesOf(await opened.get(path, headers)).map((user) => user['displayName']);

describe('reading people', () => {
  it('pages through everybody without losing or repeating anybody', async () => {
    opened.tenant.world.pageSize = 7;
    const seen: unknown[] = [];
    let next: string | undefined = '/users?$select=id';
    let pages = 0;
    while (next !== undefined) {
      const reply = await opened.get(next);
      seen.push(...valuesOf(reply).map((user) => user['id']));
      next = nextOf(reply);
      expect(next ?? opened.tenant.graphUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\.0/);
      pages += 1;
    }
    expect(pages).toBe(Math.ceil(opened.tenant.world.people.size / 7));
    expect(new Set(seen)).toEqual(new Set(opened.tenant.world.people.keys()));
    expect(seen).toHaveLength(opened.tenant.world.people.size);
  });

  it('takes a next link as graph-client mangles it', async () => {
    opened.tenant.world.pageSize = 5;
    const next = nextOf(await opened.get('/users?$select=id')) ?? '';
    expect(valuesOf(await opened.get(`/${next}`))).toHaveLength(5);
  });

  it('finds by filter and by search as Graph does', async () => {
    expect(await names("/users?$filter=startswith(displayName,'aoife O''Br')")).toEqual(["Aoife O'Brien"]);
    expect(await names("/users?$filter=userPrincipalName eq 'TOM@lumenharbour.example'")).toEqual(['Tom Becker']);
    expect(await names("/users?$filter=employeeId eq 'E10001' or mail eq 'priya@lumenharbour.example'")).toEqual([
      'Tom Becker',
      'Priya Nair',
    ]);
    const search = encodeURIComponent('"displayName:becker" OR "mail:priya"');
    expect(await names(`/users?$search=${search}`, eventual)).toEqual(['Tom Becker', 'Priya Nair']);
    expect(await names(`/users?$search=${encodeURIComponent('"displayName:佐藤"')}`, eventual)).toHaveLength(1);
    expect(await names("/users?$filter=endswith(mail,'partner.example')&$count=true", eventual)).toEqual([
      'Grace Mbeki',
    ]);
  });

  it.each([
    ['a search without the header', '/users?$search="displayName:tom"', 'ConsistencyLevel'],
    ['contains', "/users?$filter=contains(displayName,'om')", 'Unsupported'],
    [
      'an unknown property',
      '/users?$select=id,shoeSize',
      "Could not find a property named 'shoeSize' on type 'microsoft.graph.user'",
    ],
    ['an unknown property in a filter', "/users?$filter=shoeSize eq '42'", 'shoeSize'],
    ['an apostrophe that is not doubled', "/users?$filter=displayName eq 'O'Brien'", 'Invalid filter clause'],
    ['not-equals without the header', "/users?$filter=userType ne 'Guest'", 'ConsistencyLevel'],
  ])('refuses %s', async (_what, path, message) => {
    const reply = await opened.get(path);
    expect(reply.status).toBe(400);
    expect(messageOf(reply)).toContain(message);
  });

  it('gives the few default properties, or those selected, by id or by name', async () => {
    const { tom } = opened.tenant.people;
    expect(Object.keys(objectOf(await opened.get(`/users/${tom.upn}`))).sort()).toEqual(
      [
        '@odata.context',
        'businessPhones',
        'displayName',
        'givenName',
        'id',
        'jobTitle',
        'mail',
        'mobilePhone',
        'officeLocation',
        'preferredLanguage',
        'surname',
        'userPrincipalName',
      ].sort(),
    );
    const selected = objectOf(
      await opened.get(`/users/${tom.id}?$select=accountEnabled&$expand=manager($select=displayName)`),
    );
    expect(selected).toMatchObject({ accountEnabled: true, manager: { displayName: 'Ana Ferreira' } });
    expect((await opened.get(`/users/${opened.tenant.people.ida.id}/manager`)).status).toBe(404);
    const gone = await opened.get('/users/00000000-0000-4000-8000-000000000000');
    expect([gone.status, objectOf(gone)]).toMatchObject([
      404,
      { error: { code: 'Request_ResourceNotFound', innerError: {} } },
    ]);
  });
});

describe('groups, roles and risk', () => {
  it('finds nested membership only when asked for it', async () => {
    const { ingrid } = opened.tenant.people;
    const direct = await names(`/users/${ingrid.id}/memberOf/microsoft.graph.group`);
    const all = await names(`/users/${ingrid.id}/transitiveMemberOf/microsoft.graph.group`);
    expect(direct).not.toContain('Passkey pilot');
    expect(all).toEqual(expect.arrayContaining(['Warehouse', 'Passkey pilot']));
  });

  it('shows only the ids of what the app may not read', async () => {
    const { sofia } = opened.tenant.people;
    opened.tenant.world.permissions.delete('RoleManagement.Read.Directory');
    const roles = valuesOf(await opened.get(`/users/${sofia.id}/memberOf/microsoft.graph.directoryRole`));
    expect(roles).toHaveLength(1);
    expect(roles[0]?.['displayName'] ?? null).toBeNull();
    expect((await opened.get('/roleManagement/directory/roleAssignments')).status).toBe(403);
  });

  it('gives roles to the principal that holds them, a group as well', async () => {
    const { amara, viktor } = opened.tenant.people;
    const asked = (id: string, list: string) =>
      opened.get(`/roleManagement/directory/${list}?$filter=principalId eq '${id}'`);
    expect(valuesOf(await asked(amara.id, 'roleAssignments'))).toEqual([]);
    expect(valuesOf(await asked(viktor.id, 'roleEligibilityScheduleInstances'))).toHaveLength(1);
    const groups = valuesOf(await opened.get(`/users/${amara.id}/transitiveMemberOf/microsoft.graph.group`)).map(
      (group) => String(group['id']),
    );
    const list = [amara.id, ...groups].map((id) => `'${id}'`).join(',');
    expect(
      valuesOf(await opened.get(`/roleManagement/directory/roleAssignments?$filter=principalId in (${list})`)),
    ).toHaveLength(1);
    opened.tenant.world.licence = 'P1';
    expect((await asked(viktor.id, 'roleEligibilityScheduleInstances')).status).toBe(400);
  });

  it('knows risky people, and nothing of the others', async () => {
    const { zoe, tom } = opened.tenant.people;
    expect(objectOf(await opened.get(`/identityProtection/riskyUsers/${zoe.id}`))).toMatchObject({
      riskState: 'atRisk',
      riskLevel: 'high',
    });
    expect((await opened.get(`/identityProtection/riskyUsers/${tom.id}`)).status).toBe(404);
  });

  it('reports registrations hours late', async () => {
    const { yuki } = opened.tenant.people;
    const path = `/reports/authenticationMethods/userRegistrationDetails/${yuki.id}`;
    expect(opened.tenant.world.registerPasskey(yuki.id, { platform: 'ios' }).registered).toBe(true);
    expect(objectOf(await opened.get(path))['methodsRegistered']).toEqual(['microsoftAuthenticatorPush']);
    opened.clock.advance(7 * HOUR);
    expect(objectOf(await opened.get(path))['methodsRegistered']).toContain('passKeyDeviceBoundAuthenticator');
  });

  it('forgets somebody who is deleted', async () => {
    const { tom } = opened.tenant.people;
    opened.tenant.world.deletePerson(tom.id);
    expect((await opened.get(`/users/${tom.id}`)).status).toBe(404);
    const groups = opened.tenant.world.groups.values();
    expect([...groups].some((group) => group.members.has(tom.id))).toBe(false);
  });

  it('tells the Teams side when the bot is installed for somebody, once', async () => {
    await opened.close();
    const installed: string[] = [];
    opened = await openTenant({ onInstall: (personId) => installed.push(personId) });
    const { tenant } = opened;
    const app = `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${tenant.teamsCatalogueAppId}`;
    const path = `/users/${tenant.people.tom.id}/teamwork/installedApps`;
    expect((await opened.send('POST', path, { 'teamsApp@odata.bind': app })).status).toBe(201);
    expect((await opened.send('POST', path, { 'teamsApp@odata.bind': app })).status).toBe(409);
    expect(installed).toEqual([tenant.people.tom.id]);
  });
});
