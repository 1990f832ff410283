import { MINUTE } from '../../src/domain/clock';
import type { Fact } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import { assessRisk } from '../../src/domain/privilege';
import { graphError, noPrivileges } from './front';
import { closeSettings, openSetting } from './setting';

afterEach(closeSettings);

const rules = { emergencyAccessIds: [], trustedGroupIds: [] };

function valueOf<T>(fact: Fact<T>): T {
  if (!fact.known) throw new Error(`not read: ${JSON.stringify(fact.gap)}`);
  return fact.value;
}

function gapsOf(facts: PersonFacts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]: [string, unknown]) =>
      typeof fact === 'object' && fact !== null && 'gap' in fact ? [[name, JSON.stringify(fact.gap)]] : [],
    ),
  );
}

describe('round trips of a diagnosis', () => {
  it('takes two when the policies are cold, and one when they are warm, whoever it is about', async () => {
    const { entra, tenant, tripsOf } = await openSetting();
    expect(await tripsOf(() => entra.tenant.facts(tenant.people.tom.id))).toBe(2);
    expect(await tripsOf(() => entra.tenant.facts(tenant.people.tom.id))).toBe(1);
    expect(await tripsOf(() => entra.tenant.facts(tenant.people.sofia.id))).toBe(1);
    expect(entra.roundTrips()).toBe(4);
  });

  it('takes one before an effect, and reads the policies again all the same', async () => {
    const { entra, tenant, clock, tripsOf } = await openSetting();
    const before = await entra.tenant.facts(tenant.people.tom.id);
    clock.advance(1_000);
    let after = before;
    const trips = await tripsOf(async () => {
      after = await entra.tenant.facts(tenant.people.tom.id, { fresh: true });
    });
    expect(trips).toBe(1);
    expect(
      after.passPolicy.known && before.passPolicy.known && after.passPolicy.readAt - before.passPolicy.readAt,
    ).toBeGreaterThanOrEqual(1_000);
  });

  it('reads the history of the account beside the batch, and only where a pass depends on it', async () => {
    const { entra, tenant, front, tripsOf } = await openSetting();
    const of = tenant.people.tom.id;
    await entra.tenant.facts(of);
    const before = front.seen.length;
    expect(await tripsOf(() => entra.tenant.facts(of, { fresh: true, history: true }))).toBe(2);
    const asked = front.seen.slice(before).map(({ path }) => path.replace(/\?.*/, ''));
    expect(asked.sort()).toEqual(['/$batch', '/auditLogs/directoryAudits']);
    expect((await entra.tenant.facts(of, { fresh: true })).changes).toMatchObject({ known: false });
  });

  it('says how old the policies are, and reads them again after five minutes', async () => {
    const { entra, tenant, clock } = await openSetting();
    const age = async () => {
      const { passkeyPolicy } = await entra.tenant.facts(tenant.people.tom.id);
      return passkeyPolicy.known ? Math.round((clock.now().getTime() - passkeyPolicy.readAt) / MINUTE) : undefined;
    };
    expect(await age()).toBe(0);
    clock.advance(4 * MINUTE);
    expect(await age()).toBe(4);
    clock.advance(2 * MINUTE);
    expect(await age()).toBe(0);
  });

  it('asks for further pages only where there are any', async () => {
    const { entra, tenant, front, tripsOf } = await openSetting();
    const id = tenant.people.tom.id;
    await entra.tenant.facts(id);
    const more = (name: string) => ({
      '@odata.type': '#microsoft.graph.group',
      id: name,
      displayName: name,
      isAssignableToRole: name === 'g150',
    });
    const all = Array.from({ length: 200 }, (_, index) => more(`g${String(index)}`));
    const base = front.url;
    front.override(
      { path: /skiptoken=2/, body: { value: all.slice(100) } },
      {
        path: /transitiveMemberOf/,
        body: { value: all.slice(0, 100), '@odata.nextLink': `${base}/users/${id}/transitiveMemberOf?$skiptoken=2` },
        status: 200,
      },
    );
    let groups: readonly { id: string }[] = [];
    let risk = '';
    const trips = await tripsOf(async () => {
      const facts = await entra.tenant.facts(id);
      groups = valueOf(facts.groups);
      risk = assessRisk(facts, rules).level;
    });
    expect(groups).toHaveLength(200);
    expect(risk).toBe('privileged');
    expect(trips).toBe(2);
  });

  it('follows no link to another host, and shows it no token', async () => {
    const { entra, tenant, front, events } = await openSetting();
    front.override({
      path: /transitiveMemberOf/,
      status: 200,
      body: { value: [], '@odata.nextLink': 'https://evil.example/v1.0/users?x' },
    });
    const facts = await entra.tenant.facts(tenant.people.tom.id);
    expect(gapsOf(facts)['groups']).toContain('nonsense');
    expect(events).toContainEqual({
      name: 'graph.nonsense',
      facts: { operation: 'memberships', at: '@odata.nextLink' },
    });
  });
});

describe('what the facts say', () => {
  it.each([
    ['sofia', 'holds the role Global Administrator'],
    ['viktor', 'can activate the role Exchange Administrator'],
    ['amara', 'is in the role-assignable group Tier 0 operators'],
    ['wanda', 'owns the role-assignable group Tier 0 operators'],
    ['freja', 'is in the restricted management unit Board (restricted management)'],
  ] as const)('%s is privileged, and the reason has a name', async (key, what) => {
    const { entra, tenant } = await openSetting();
    const risk = assessRisk(await entra.tenant.facts(tenant.people[key].id), rules);
    expect(risk).toMatchObject({ level: 'privileged', unread: [] });
    expect(risk.inputs.map((input) => input.what)).toContain(what);
  });

  it('knows a role held only for a time, and one through a group', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override({
      path: /roleAssignmentScheduleInstances/,
      status: 200,
      body: { value: [{ id: '1', roleDefinition: { displayName: 'Helpdesk Administrator' } }] },
    });
    expect(valueOf((await entra.tenant.facts(tenant.people.amara.id)).activeRoles)).toEqual([
      'Helpdesk Administrator',
      'Authentication Policy Administrator',
    ]);
  });

  it('counts a role and a unit whose names it may not read', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override(
      { path: /roleAssignments\?/, status: 200, body: { value: [{ id: '1', roleDefinition: null }] } },
      {
        path: /transitiveMemberOf/,
        status: 200,
        body: { value: [{ '@odata.type': '#microsoft.graph.administrativeUnit', id: 'u', displayName: null }] },
      },
    );
    const facts = await entra.tenant.facts(tenant.people.freja.id);
    expect(valueOf(facts.activeRoles)).toEqual(['without a readable name']);
    expect(valueOf(facts.restrictedUnits)).toEqual(['without a readable name']);
  });

  it('knows which groups could be joined or owned (PIM for Groups)', async () => {
    const { entra, tenant } = await openSetting();
    const { world, people, groups } = tenant;
    world.makeEligibleForGroup(people.tom.id, groups.privilegedApprovers);
    world.makeEligibleForGroup(people.tom.id, groups.approvers, 'owner');
    const facts = await entra.tenant.facts(people.tom.id, { history: true });
    expect(valueOf(facts.eligibleGroups)).toEqual([
      { name: 'Privileged approvers', as: 'member' },
      { name: 'Helpdesk approvers', as: 'owner' },
    ]);
    expect(assessRisk(facts, rules).level).toBe('privileged');
  });

  it('tells what happened to the account lately, and not what happened to others or to a pass', async () => {
    const { entra, tenant, clock } = await openSetting();
    const { world, people } = tenant;
    const zoe = people.zoe.id;
    world.setManager(zoe, people.ida.id);
    world.setManager(people.hana.id, zoe);
    world.createPass(zoe, 60, true);
    world.deleteMethod(zoe, world.passOf(zoe)?.id ?? '');
    const [method] = world.methodsOf(zoe).filter(({ kind }) => kind === 'authenticator');
    world.deleteMethod(zoe, method?.id ?? '', 'user');
    world.revokeSessions(zoe);
    world.rename(zoe, 'Zoë K.');
    clock.advance(5 * MINUTE);
    const changes = valueOf((await entra.tenant.facts(zoe, { history: true })).changes);
    expect(changes.map(({ what, byApp }) => [what, byApp])).toEqual([
      ['sessions-revoked', true],
      ['method-removed', false],
      ['manager-changed', false],
    ]);
  });

  it('has no manager and no risk where Graph has none, and says at risk where it does', async () => {
    const { entra, tenant } = await openSetting();
    const nobody = await entra.tenant.facts(tenant.people.breakGlass1.id);
    expect(nobody.manager).toMatchObject({ known: true, value: undefined });
    expect(valueOf(nobody.riskState)).toBe('none');
    expect(valueOf((await entra.tenant.facts(tenant.people.zoe.id)).riskState)).toBe('atRisk');
  });

  it('names the groups of policies that the person is not in', async () => {
    const { entra, tenant } = await openSetting();
    const { include, exclude } = valueOf((await entra.tenant.facts(tenant.people.tom.id)).passkeyPolicy);
    expect(include.map(({ target }) => ('name' in target ? target.name : ''))).toEqual([
      'Passkey pilot',
      'Finance, attested passkeys',
      'Field crew',
    ]);
    expect(exclude).toMatchObject([{ to: 'group', name: 'Passkeys: excluded' }]);
  });

  it('leaves a policy group without a name rather than fail', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override({ path: /^\/groups\//, ...graphError(404, 'Request_ResourceNotFound', 'gone') });
    const facts = await entra.tenant.facts(tenant.people.tom.id, { history: true });
    expect(gapsOf(facts)).toEqual({});
    expect(valueOf(facts.passkeyPolicy).exclude.map((target) => Object.keys(target))).toEqual([['to', 'id']]);
  });

  it('reads ten passkeys', async () => {
    const { entra, tenant } = await openSetting();
    const crowded = Object.values(tenant.people).find(
      (person) => tenant.world.methods.get(person.id)?.filter((one) => one.kind === 'passkey').length === 10,
    );
    const methods = valueOf((await entra.tenant.facts(crowded?.id ?? '')).methods);
    expect(methods.filter((one) => one.kind === 'passkey')).toHaveLength(10);
  });

  it.each(['', '..', 'nobody', '00000000-0000-4000-8000-000000000000'])(
    'knows nothing about "%s", and nothing is made easier by it',
    async (id) => {
      const { entra } = await openSetting();
      const facts = await entra.tenant.facts(id);
      for (const fact of [
        facts.person,
        facts.groups,
        facts.methods,
        facts.manager,
        facts.riskState,
        facts.restrictedUnits,
      ]) {
        expect(fact).toMatchObject({ known: false, gap: { reason: 'not-found' } });
      }
      expect(assessRisk(facts, rules).unread).not.toEqual([]);
    },
  );
});

describe('what is missing is a gap', () => {
  it('names the permission for every read that is denied, and keeps the rest', async () => {
    const { entra, tenant, front } = await openSetting();
    const half = /roleManagement|riskyUsers|\/authentication\/methods|directReports|temporaryAccessPass$/;
    front.override({ path: half, ...noPrivileges });
    const facts = await entra.tenant.facts(tenant.people.tom.id);
    const permission = (fact: Fact<unknown>) =>
      fact.known ? 'known' : `${fact.gap.reason} ${fact.gap.permission ?? ''}`;
    expect({
      methods: permission(facts.methods),
      activeRoles: permission(facts.activeRoles),
      eligibleRoles: permission(facts.eligibleRoles),
      riskState: permission(facts.riskState),
      directReports: permission(facts.directReports),
      passPolicy: permission(facts.passPolicy),
    }).toEqual({
      methods: 'permission UserAuthenticationMethod.Read.All',
      activeRoles: 'permission RoleManagement.Read.Directory',
      eligibleRoles: 'permission RoleManagement.Read.Directory',
      riskState: 'permission IdentityRiskyUser.Read.All',
      directReports: 'permission User.Read.All',
      passPolicy: 'permission Policy.Read.AuthenticationMethod',
    });
    expect(facts.person.known && facts.groups.known && facts.manager.known && facts.passkeyPolicy.known).toBe(true);
  });

  it('does not keep a gap: the next read tries again', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override({ path: /temporaryAccessPass$/, times: 1, ...noPrivileges });
    expect((await entra.tenant.facts(tenant.people.tom.id)).passPolicy.known).toBe(false);
    expect((await entra.tenant.facts(tenant.people.tom.id)).passPolicy.known).toBe(true);
  });

  it('takes a tenant without P2 as one without PIM, and its risk as not licensed', async () => {
    const { entra, tenant } = await openSetting();
    tenant.world.licence = 'P1';
    const facts = await entra.tenant.facts(tenant.people.tom.id, { history: true });
    expect(valueOf(facts.eligibleRoles)).toEqual([]);
    expect(valueOf(facts.eligibleGroups)).toEqual([]);
    expect(valueOf(facts.activeRoles)).toEqual([]);
    expect(facts.riskState).toMatchObject({ known: false, gap: { reason: 'licence' } });
    expect(assessRisk(facts, rules)).toMatchObject({ level: 'standard', unread: [] });
  });

  it('is not fooled by groups whose details the app may not read', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override({
      path: /transitiveMemberOf/,
      status: 200,
      body: {
        value: [{ '@odata.type': '#microsoft.graph.group', id: 'g', displayName: null, isAssignableToRole: null }],
      },
    });
    const facts = await entra.tenant.facts(tenant.people.tom.id);
    expect(facts.groups).toMatchObject({
      known: false,
      gap: { reason: 'permission', permission: 'GroupMember.Read.All' },
    });
  });

  it('is not fooled by an account that may not be read in full', async () => {
    const { entra, tenant, front } = await openSetting();
    front.override({
      path: new RegExp(`^/users/${tenant.people.tom.id}\\?`),
      change: (body) => ({ ...body, accountEnabled: null }),
    });
    const facts = await entra.tenant.facts(tenant.people.tom.id);
    expect(facts.person).toMatchObject({ known: false });
    expect(facts.restrictedUnits).toMatchObject({ known: false });
  });

  it('makes every fact a gap where the whole batch is denied, unreadable or down', async () => {
    for (const override of [noPrivileges, { status: 200, body: '<html>Sign in</html>' }, graphError(500, 'x', 'y')]) {
      const { entra, tenant, front } = await openSetting();
      front.override({ path: /\$batch/, ...override });
      expect(Object.keys(gapsOf(await entra.tenant.facts(tenant.people.tom.id)))).toHaveLength(19);
    }
  });
});
