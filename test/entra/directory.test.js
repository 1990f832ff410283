'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const entra_1 = require('../../src/entra');
const front_1 = require('./front');
const setting_1 = require('./setting');
afterEach(setting_1.closeSettings);
function valueOf(outcome) {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}
describe('finding people', () => {
  it.each([
    ['a first name', 'tom', 'Tom Becker'],
    ['a whole name in any case', 'TOM becker', 'Tom Becker'],
    ['a sign-in name', 'tom@lumenharbour.example', 'Tom Becker'],
    ['the beginning of a sign-in name', "aoife.o'b", "Aoife O'Brien"],
    ['a name with an apostrophe', "O'Brien", "Aoife O'Brien"],
    ['a name with an accent', 'Lucía', 'Lucía Herrera'],
    ['an accent typed as two characters', 'Lucı́a'.normalize('NFD').replace('ı', 'i'), 'Lucía Herrera'],
    ['a name in Japanese', '由紀', '佐藤 由紀 (Yuki Sato)'],
    ['a name in Arabic', 'عمر', 'عمر الفاسي'],
    ['a name in Hebrew', 'נועה', 'נועה לוי'],
    ['white space around it', '  \t tom \n', 'Tom Becker'],
  ])('by %s, in one round trip', async (_, words, name) => {
    const { entra, tripsOf } = await (0, setting_1.openSetting)();
    let found = [];
    const trips = await tripsOf(async () => {
      found = valueOf(await entra.directory.find(words));
    });
    expect(found.map((person) => person.displayName)).toContain(name);
    expect(trips).toBe(1);
  });
  it('by employee id and by object id', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    const { id } = tenant.people.tom;
    const number = tenant.world.person(id).employeeId;
    for (const words of [id, id.toUpperCase(), number]) {
      expect(valueOf(await entra.directory.find(words)).map((person) => person.id)).toEqual([id]);
    }
  });
  it('finds guests and disabled people too, after the others', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    expect(valueOf(await entra.directory.find('Grace'))).toMatchObject([{ guest: 'external' }]);
    expect(valueOf(await entra.directory.find('Ravi'))).toMatchObject([{ guest: 'internal' }]);
    tenant.world.rename(tenant.people.emil.id, 'Tom Aalto');
    const found = valueOf(await entra.directory.find('tom'));
    expect(found.map(({ displayName, enabled }) => [displayName, enabled])).toEqual([
      ['Tom Becker', true],
      ['Tom Aalto', false],
    ]);
  });
  it('puts who is meant exactly before who has a similar name, and names ten at most', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    for (const person of Object.values(tenant.people)) {
      if (person.key !== 'tom') tenant.world.rename(person.id, `Tom@lumenharbour.example ${person.key}`);
    }
    const found = valueOf(await entra.directory.find('tom@lumenharbour.example'));
    expect(found[0]?.displayName).toBe('Tom Becker');
    expect(found).toHaveLength(10);
  });
  it.each([
    `"`,
    `'`,
    `\\`,
    `\\"`,
    `''`,
    `' or 1 eq 1 or userPrincipalName eq '`,
    `x" OR "displayName:tom`,
    `x OR tom`,
    `x') or startswith(mail,'t`,
    `$select=id`,
    `&$top=999`,
    `a&$filter=accountEnabled eq true`,
    `%`,
    `%27`,
    `%00`,
    `../../groups`,
    `?#`,
    '',
    '   ',
    '😀',
    '\u0000',
    '\u202e',
    '*',
    'x'.repeat(5_000),
    '<!channel>',
    '[x](http://evil)',
    '__proto__',
  ])('finds nobody by %j, and nothing breaks', async (words) => {
    const { entra, events } = await (0, setting_1.openSetting)();
    expect(await entra.directory.find(words)).toEqual({ ok: true, value: [] });
    expect(events).toEqual([]);
  });
  it.each(['a"\\'.repeat(100), '${1+1}', 'a OR b', 'a AND b', "o'", 'e" e'])(
    'takes %j for words and nothing else',
    async (words) => {
      const { entra, events } = await (0, setting_1.openSetting)();
      expect(await entra.directory.find(words)).toMatchObject({ ok: true });
      expect(events).toEqual([]);
    },
  );
  it('asks nothing of Graph where no letter or digit was typed', async () => {
    const { entra, tripsOf } = await (0, setting_1.openSetting)();
    expect(await tripsOf(() => entra.directory.find(' "$&%\\ '))).toBe(0);
  });
  it('keeps an exact match where the search by name fails, and is refused where nothing else is left', async () => {
    const { entra, front } = await (0, setting_1.openSetting)();
    front.override({ path: /search/, ...(0, front_1.graphError)(400, 'Request_UnsupportedQuery', 'no') });
    expect(valueOf(await entra.directory.find('tom@lumenharbour.example'))).toHaveLength(1);
    expect(await entra.directory.find('tom')).toMatchObject({ ok: false, refusal: { code: 'graph-nonsense' } });
  });
});
describe('one person', () => {
  it('is there by object id, or is not', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    expect(valueOf(await entra.directory.person(tenant.people.tom.id))).toEqual({
      id: tenant.people.tom.id,
      displayName: 'Tom Becker',
      userPrincipalName: 'tom@lumenharbour.example',
      givenName: 'Tom',
      mail: 'tom@lumenharbour.example',
      jobTitle: 'Sales representative',
      department: 'Sales',
      enabled: true,
      guest: 'no',
    });
    for (const id of ['00000000-0000-4000-8000-000000000000', 'tom@lumenharbour.example', '..', '']) {
      expect(await entra.directory.person(id)).toMatchObject({ ok: false, refusal: { code: 'graph-not-found' } });
    }
  });
  it('may have a manager, or none, or one without an account', async () => {
    const { entra, tenant, front } = await (0, setting_1.openSetting)();
    expect(valueOf(await entra.directory.managerOf(tenant.people.tom.id))?.displayName).toBe('Ana Ferreira');
    expect(valueOf(await entra.directory.managerOf(tenant.people.breakGlass1.id))).toBeUndefined();
    front.override({
      path: /manager/,
      status: 200,
      body: { '@odata.type': '#microsoft.graph.orgContact', id: 'c', displayName: 'Somebody' },
    });
    expect(valueOf(await entra.directory.managerOf(tenant.people.tom.id))).toBeUndefined();
  });
  it('has the sign-in name for a name where there is no other', async () => {
    const { entra, tenant, front } = await (0, setting_1.openSetting)();
    front.override({
      path: /^\/users\//,
      change: (body) => ({ ...body, displayName: null, mail: null, newField: { x: 1 } }),
    });
    expect(valueOf(await entra.directory.person(tenant.people.tom.id))).toMatchObject({
      displayName: 'tom@lumenharbour.example',
    });
  });
});
describe('groups', () => {
  it('have their enabled people, also through groups, and nobody else', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    const members = async () =>
      valueOf(await entra.directory.membersOf(tenant.groups.approvers))
        .map(({ id }) => id)
        .sort();
    const { jonas, marcus, lucia, tom } = tenant.people;
    expect(await members()).toEqual([jonas.id, marcus.id, lucia.id].sort());
    tenant.world.setDisabled(marcus.id);
    tenant.world.addToGroup(tenant.groups.escalation, tenant.groups.approvers);
    expect(await members()).toEqual([jonas.id, lucia.id, tenant.people.dimitra.id].sort());
    expect(await members()).not.toContain(tom.id);
  });
  it('are read to the 200th member and no further', async () => {
    const { entra, tenant, front } = await (0, setting_1.openSetting)();
    const page = (from, next) => ({
      status: 200,
      body: {
        value: Array.from({ length: 150 }, (_, index) => ({
          '@odata.type': '#microsoft.graph.user',
          id: String(from + index),
          userPrincipalName: `u${String(from + index)}@x`,
          accountEnabled: true,
        })),
        '@odata.nextLink': next,
      },
    });
    const link = (number) => `${front.url}/groups/g/transitiveMembers?$skiptoken=${String(number)}`;
    front.override({ path: /skiptoken=2/, ...page(150, link(3)) }, { path: /transitiveMembers/, ...page(0, link(2)) });
    const before = front.seen.length;
    expect(valueOf(await entra.directory.membersOf(tenant.groups.approvers))).toHaveLength(200);
    expect(front.seen.length - before).toBe(2);
  });
  it('say which of them somebody is in, read live every time, more than twenty at once too', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    const { jonas } = tenant.people;
    const among = async (ids) => [...valueOf(await entra.directory.groupsAmong(jonas.id, ids))].sort();
    const { helpdesk, approvers, admins } = tenant.groups;
    const strangers = Array.from(
      { length: 30 },
      (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    );
    expect(await among([...strangers, helpdesk.toUpperCase(), approvers, admins])).toEqual(
      [helpdesk.toUpperCase(), approvers].sort(),
    );
    tenant.world.removeFromGroup(jonas.id, approvers);
    expect(await among([helpdesk, approvers])).toEqual([helpdesk]);
    expect(await among([])).toEqual([]);
    expect(await among([''])).toEqual([]);
  });
  it('give no authority that could not be read', async () => {
    const { entra, tenant, front } = await (0, setting_1.openSetting)();
    front.override({ path: /checkMemberGroups/, ...front_1.noPrivileges });
    expect(await entra.directory.groupsAmong(tenant.people.jonas.id, [tenant.groups.approvers])).toMatchObject({
      ok: false,
      refusal: { code: 'graph-denied', facts: { permission: 'GroupMember.Read.All' } },
    });
  });
  it('are role-assignable, or not, or missing', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    const stranger = '00000000-0000-4000-8000-000000000000';
    expect(
      valueOf(await entra.groupsAreRoleAssignable([tenant.groups.approvers, stranger, 'x', tenant.groups.helpdesk])),
    ).toEqual([
      { id: tenant.groups.approvers, missing: false, name: 'Helpdesk approvers', isRoleAssignable: true },
      { id: stranger, missing: true },
      { id: 'x', missing: true },
      { id: tenant.groups.helpdesk, missing: false, name: 'Helpdesk agents', isRoleAssignable: false },
    ]);
  });
});
describe('installing the Teams app', () => {
  it('installs it, once or twice, and asks once', async () => {
    const { entra, tenant, tripsOf } = await (0, setting_1.openSetting)();
    expect(
      await tripsOf(async () =>
        expect(await entra.installer?.install(tenant.people.tom.id)).toMatchObject({ ok: true }),
      ),
    ).toBe(1);
    expect(await entra.installer?.install(tenant.people.tom.id)).toMatchObject({ ok: true });
    expect(tenant.world.installs.has(tenant.people.tom.id)).toBe(true);
  });
  it('says that it may have happened when the answer is lost', async () => {
    const { entra, tenant } = await (0, setting_1.openSetting)();
    tenant.faults.set({ kind: 'lost', path: '/users/*/teamwork/installedApps' });
    expect(await entra.installer?.install(tenant.people.tom.id)).toMatchObject({
      ok: false,
      refusal: { code: 'graph-unavailable', changed: 'Keysmith may have been installed for them in Teams.' },
    });
  });
  it('is not offered without the app in the catalogue', async () => {
    const { tenant, front, clock } = await (0, setting_1.openSetting)();
    const entra = (0, entra_1.openEntra)({ baseUrl: front.url, tenantId: tenant.tenantId, clock });
    expect(entra.installer).toBeUndefined();
  });
});
//# sourceMappingURL=directory.test.js.map
