import { MINUTE, SECOND } from '../../src/domain/clock';
import { appliesTo, judgeProtection } from '../../src/entra/step-up';
import { accessPolicy } from '../../src/entra/wire-access';
import { graphError, noPrivileges } from './front';
import { closeSettings, openSetting } from './setting';

afterEach(closeSettings);

const resistant = {
  id: '00000000-0000-0000-0000-000000000004',
  allowedCombinations: ['fido2', 'windowsHelloForBusiness'],
};
const good = {
  id: 'p',
  displayName: 'Confirm',
  state: 'enabled',
  conditions: {
    applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] },
    users: { includeUsers: ['All'], excludeUsers: [] },
    clientAppTypes: ['all'],
  },
  grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: resistant },
};
const conditions = (more: object) => ({ ...good, conditions: { ...good.conditions, ...more } });
const users = (more: object) => conditions({ users: { ...good.conditions.users, ...more } });
const grant = (more: object) => ({ ...good, grantControls: { ...good.grantControls, ...more } });
const judge = (shape: object, deciders: readonly string[] = ['g1', 'g2']) =>
  judgeProtection([accessPolicy.parse(shape)], 'c1', deciders);

describe('an authentication context is protected', () => {
  it.each<[string, object]>([
    ['by the built-in strength for everybody', good],
    [
      'by a strength of its own making',
      grant({ authenticationStrength: { id: 'mine', allowedCombinations: ['fido2', 'x509CertificateMultiFactor'] } }),
    ],
    ['by the strength and another control together', grant({ operator: 'AND', builtInControls: ['compliantDevice'] })],
    ['by a policy for just the groups that decide', users({ includeUsers: [], includeGroups: ['G1', 'g2', 'g3'] })],
    [
      'on all platforms and locations',
      conditions({ platforms: { includePlatforms: ['all'] }, locations: { includeLocations: ['All'] } }),
    ],
  ])('%s', (_, shape) => {
    expect(judge(shape)).toMatchObject({ protected: true, findings: [] });
  });

  it.each<[string, object, string]>([
    ['report-only', { ...good, state: 'enabledForReportingButNotEnforced' }, '"Confirm" is not switched on'],
    ['off', { ...good, state: 'disabled' }, '"Confirm" is not switched on'],
    ['a state of tomorrow', { ...good, state: 'enabledSometimes' }, '"Confirm" is not switched on'],
    [
      'MFA only',
      grant({ builtInControls: ['mfa'], authenticationStrength: null }),
      '"Confirm" does not demand a phishing-resistant strength',
    ],
    ['no grant at all', { ...good, grantControls: null }, '"Confirm" does not demand a phishing-resistant strength'],
    [
      'a strength with a push in it',
      grant({ authenticationStrength: { id: 'mine', allowedCombinations: ['fido2', 'deviceBasedPush'] } }),
      '"Confirm" does not demand a phishing-resistant strength',
    ],
    [
      'an empty strength',
      grant({ authenticationStrength: { id: 'mine', allowedCombinations: [] } }),
      '"Confirm" does not demand a phishing-resistant strength',
    ],
    [
      'a way around the strength',
      grant({ builtInControls: ['compliantDevice'] }),
      '"Confirm" accepts another control instead of the strength',
    ],
    [
      'some of the groups only',
      users({ includeUsers: [], includeGroups: ['g1'] }),
      '"Confirm" does not apply to everybody who decides',
    ],
    [
      'an exempt group of deciders',
      users({ excludeGroups: ['G2'] }),
      '"Confirm" does not apply to everybody who decides',
    ],
    ['one role', users({ includeUsers: [], includeRoles: ['r'] }), '"Confirm" does not apply to everybody who decides'],
    [
      'risky sign-ins only',
      conditions({ signInRiskLevels: ['high'] }),
      '"Confirm" applies only to some sign-ins (risk)',
    ],
    [
      'one platform',
      conditions({ platforms: { includePlatforms: ['iOS'] } }),
      '"Confirm" applies only to some sign-ins (platform)',
    ],
    [
      'trusted places exempt',
      conditions({ locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }),
      '"Confirm" applies only to some sign-ins (location)',
    ],
    [
      'some devices',
      conditions({ devices: { deviceFilter: { mode: 'exclude', rule: 'x' } } }),
      '"Confirm" applies only to some sign-ins (device)',
    ],
    [
      'old clients only',
      conditions({ clientAppTypes: ['exchangeActiveSync'] }),
      '"Confirm" applies only to some sign-ins (client app)',
    ],
  ])('not by a policy with %s', (_, shape, finding) => {
    expect(judge(shape)).toMatchObject({ protected: false, policies: [{ id: 'p', protects: false }] });
    expect(judge(shape).findings).toContain(finding);
  });

  it('not by a policy for another context', () => {
    expect(judgeProtection([accessPolicy.parse(good)], 'c2', [])).toEqual({
      protected: false,
      policies: [],
      findings: ['No policy targets the authentication context c2'],
    });
  });

  it('with exemptions that the doctor should see', () => {
    expect(judge(users({ excludeUsers: ['a', 'b'], excludeRoles: ['r'] })).findings).toEqual([
      '"Confirm" exempts 2 accounts',
      '"Confirm" exempts 1 role',
    ]);
  });
});

describe('reading Conditional Access', () => {
  it('finds the policy of the tenant, and asks once in five minutes however many ask', async () => {
    const { entra, tenant, clock, tripsOf } = await openSetting();
    const ask = () => entra.stepUpProtection(tenant.stepUpContext, [tenant.groups.approvers]);
    expect(await ask()).toMatchObject({ ok: true, value: { protected: true } });
    expect(await tripsOf(() => Promise.all([ask(), ask(), entra.stepUpProtection('c99')]))).toBe(0);
    clock.advance(6 * MINUTE);
    expect(await tripsOf(() => Promise.all([ask(), ask(), ask()]))).toBe(1);
  });

  it('goes along with one diagnosis in five minutes, however many there are, and costs no round trip of its own', async () => {
    const { entra, tenant, clock, front } = await openSetting();
    const asked: string[] = [];
    tenant.onExchange(({ request }) => {
      if (request.path.includes('conditionalAccess')) asked.push(request.path);
    });
    const { tom, sofia, yuki } = tenant.people;
    const [first] = await Promise.all([tom, sofia, yuki].map(({ id }) => entra.tenant.facts(id)));
    expect(first?.access).toMatchObject({ known: true });
    expect(asked).toHaveLength(1);
    expect(front.seen.filter(({ path }) => path.includes('conditionalAccess'))).toEqual([]);
    await entra.stepUpProtection('c1');
    await entra.tenant.facts(tom.id);
    expect(asked).toHaveLength(1);
    clock.advance(6 * MINUTE);
    await entra.tenant.facts(tom.id);
    expect(asked).toHaveLength(2);
  });

  it('keeps what it read, with its age, while Graph will not tell it anew, and nobody waits for that', async () => {
    const { entra, tenant, clock, front, tripsOf } = await openSetting();
    const id = tenant.people.tom.id;
    const before = await entra.tenant.facts(id);
    clock.advance(6 * MINUTE);
    front.override({ path: /conditionalAccess/, ...graphError(429, 'TooManyRequests', 'later') });
    let after = before;
    const trips = await tripsOf(async () => {
      after = await entra.tenant.facts(id);
    });
    expect([trips, after.access]).toEqual([1, before.access]);
  });

  it('says that it may not read, without asking again at once', async () => {
    const { entra, front, clock, tripsOf } = await openSetting();
    front.override({ path: /conditionalAccess/, times: 1, ...noPrivileges });
    const denied = { ok: false, refusal: { code: 'graph-denied', facts: { permission: 'Policy.Read.All' } } };
    expect(await entra.stepUpProtection('c1')).toMatchObject(denied);
    expect(await tripsOf(async () => expect(await entra.stepUpProtection('c1')).toMatchObject(denied))).toBe(0);
    clock.advance(11 * SECOND);
    expect(await entra.stepUpProtection('c1')).toMatchObject({ ok: true });
  });
});

describe('whom the protection reaches', () => {
  const everybody = {
    includeUsers: ['All'],
    excludeUsers: [],
    includeGroups: [],
    excludeGroups: [],
    includeRoles: [],
    excludeRoles: [],
  };
  const tom = { id: 'TOM', groups: new Set(['approvers']), roles: new Set(['role']) };
  const users = (change: Record<string, readonly string[]>) => ({
    ...everybody,
    includeGuestsOrExternalUsers: false,
    excludeGuestsOrExternalUsers: false,
    ...change,
  });

  it.each([
    ['everybody', {}, true],
    ['the person, in capitals', { includeUsers: ['tom'] }, true],
    ['one of their groups', { includeUsers: [], includeGroups: ['APPROVERS'] }, true],
    ['one of their roles', { includeUsers: [], includeRoles: ['Role'] }, true],
    ['another group', { includeUsers: [], includeGroups: ['others'] }, false],
    ['everybody but them', { excludeUsers: ['tom'] }, false],
    ['everybody but their group', { excludeGroups: ['Approvers'] }, false],
    ['everybody but their role', { excludeRoles: ['role'] }, false],
    ['nobody', { includeUsers: ['None'] }, false],
  ])('%s', (_, change, reached) => {
    expect(appliesTo(users(change), tom)).toBe(reached);
  });

  it('is read from the tenant, roles through groups included; unread is not yes', async () => {
    const { entra, tenant, clock, front } = await openSetting();
    const { people, groups, stepUpContext } = tenant;
    const reaches = () => entra.stepUpReaches(stepUpContext, [groups.approvers], people.marcus.id);
    expect(await reaches()).toEqual({ ok: true, value: true });
    tenant.world.exemptFromStepUp(people.marcus.id);
    clock.advance(6 * 60_000);
    expect(await reaches()).toEqual({ ok: true, value: false });
    expect(await entra.stepUpReaches(stepUpContext, [groups.approvers], people.lucia.id)).toEqual({
      ok: true,
      value: true,
    });
    front.override({ path: /transitiveMemberOf/, ...noPrivileges });
    expect((await entra.stepUpReaches(stepUpContext, [groups.approvers], people.lucia.id)).ok).toBe(false);
  });
});
