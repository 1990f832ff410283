import type { PersonFacts } from '../../src/domain/facts';
import { adviceFor, allVerdicts, signInFindings } from '../../src/domain/readiness';
import { requirements } from '../../src/knowledge/requirements';
import { noPrivileges } from './front';
import { closeSettings, openSetting } from './setting';
import { type TenantCase, tenantCases } from './tenant-cases';
import { type Change, type Key, same } from './tenant-changes';

afterEach(closeSettings);

async function rulesIn({ method, find, asked }: TenantCase, who: Key, change: Change): Promise<readonly string[]> {
  const setting = await openSetting();
  const { entra, tenant } = setting;
  change(tenant.world, tenant.people);
  if (find !== undefined) return find(setting, who);
  const facts = await entra.tenant.facts(tenant.people[who].id);
  const verdict = allVerdicts(facts, asked, requirements).find((one) => one.method === method);
  if (verdict === undefined) throw new Error(`no verdict about ${String(method)}`);
  expect(verdict.gaps).toEqual([]);
  return verdict.findings.map(({ rule }) => rule);
}

it.each(tenantCases)('$rule decides about $called, out of what Graph says', async (one) => {
  expect(await rulesIn(one, one.who, one.change)).toContain(one.rule);
  expect(await rulesIn(one, one.other, one.nearly)).not.toContain(one.rule);
});

async function factsOf(who: Key, change: Change = same): Promise<PersonFacts> {
  const { entra, tenant } = await openSetting();
  change(tenant.world, tenant.people);
  return entra.tenant.facts(tenant.people[who].id);
}

const adviceRules = (facts: PersonFacts): readonly string[] =>
  adviceFor(facts, requirements).findings.map(({ rule }) => rule);

it('gives no advice where there is nothing to say, and all of it where there is', async () => {
  expect(adviceRules(await factsOf('zoe'))).toEqual(expect.arrayContaining(['R-70', 'R-72']));
  expect(adviceRules(await factsOf('gus'))).toEqual(['R-71']);
  expect(adviceRules(await factsOf('ida'))).toEqual([]);
});

it('names the permission for what it may not read, and calls nothing ready that rests on it', async () => {
  const { entra, tenant, front } = await openSetting();
  front.override({ path: /conditionalAccess|ownedDevices|microsoftAuthenticatorMethods/, ...noPrivileges });
  const verdicts = allVerdicts(await entra.tenant.facts(tenant.people.ida.id), {}, requirements);
  const missing = verdicts.flatMap(({ gaps }) => gaps.map(({ permission }) => permission));
  expect([...new Set(missing)].sort()).toEqual([
    'Policy.Read.All',
    'User.Read.All',
    'UserAuthenticationMethod.Read.All',
  ]);
  expect(verdicts.filter(({ ready }) => ready)).toEqual([]);
});

describe('words of a policy that are newer than this code are a gap that decides, and neither yes nor no', () => {
  const passkeys = ['authenticator-passkey', 'security-key', 'synced-passkey', 'windows-passkey'] as const;
  const app = ['phone-sign-in', 'authenticator-push'] as const;
  const of = (passkeyTypes: unknown) => ({
    path: /Configurations\/fido2/i,
    change: ({ passkeyProfiles, ...rest }: Record<string, unknown>) => ({
      ...rest,
      passkeyProfiles: [passkeyProfiles].flat().map((one): unknown => ({ ...Object(one), passkeyTypes })),
    }),
  });
  const state = (path: RegExp) => ({ path, change: (body: object) => ({ ...body, state: 'enabledForSome' }) });

  it.each([
    ['the state of the passkey policy', state(/Configurations\/fido2/i), passkeys, ['R-01']],
    ['the state of the Authenticator policy', state(/Configurations\/microsoftAuthenticator/i), app, ['R-30', 'R-31']],
    ['the kinds of passkey', of('quantum'), passkeys, ['R-07', 'R-08', 'R-13']],
    ['no kinds of passkey', of(null), passkeys, ['R-07', 'R-08', 'R-13']],
    ['a kind beside a known one', of('deviceBound,quantum'), ['synced-passkey'] as const, ['R-07']],
  ])('%s', async (_, override, methods, rules) => {
    const { entra, tenant, front } = await openSetting();
    front.override(override);
    const verdicts = allVerdicts(await entra.tenant.facts(tenant.people.ana.id), {}, requirements);
    for (const { method, ready, findings, gaps } of verdicts) {
      const concerned = methods.some((one) => one === method);
      expect([method, gaps.map(({ reason, decides }) => [reason, decides])]).toEqual([
        method,
        concerned ? [['nonsense', true]] : [],
      ]);
      if (!concerned) continue;
      expect([method, ready]).toEqual([method, false]);
      expect(findings.map(({ rule }) => rule).filter((rule) => rules.includes(rule))).toEqual([]);
    }
  });
});

describe('the sign-in log', () => {
  const applied = {
    id: 'x',
    displayName: 'CA004',
    enforcedGrantControls: ['mfa'],
    result: 'reportOnlyFailure',
  } as const;

  it('tells the newest first, with the code, the reason and the policies that applied', async () => {
    const { entra, tenant, clock } = await openSetting();
    const { id } = tenant.people.tom;
    tenant.world.recordSignIn(id, 'Outlook');
    clock.advance(60_000);
    const pilot = tenant.world.conditionalAccess.policies.find((one) => String(one['displayName']).startsWith('CA004'));
    tenant.world.recordSignIn(id, 'Teams', 53003, 'Blocked by Conditional Access.', [
      applied,
      { ...applied, id: String(pilot?.['id']), displayName: 'CA004', result: 'reportOnlyNotApplied' },
    ]);
    clock.advance(600_000);
    const signIns = await entra.signIns.last(id);
    if (!signIns.known) throw new Error(JSON.stringify(signIns.gap));
    expect(signIns.value.slice(0, 2).map(({ app: name, code }) => [name, code])).toEqual([
      ['Teams', 53003],
      ['Outlook', 0],
    ]);
    expect(signIns.value[0]).toMatchObject({ failureReason: 'Blocked by Conditional Access.' });
    const findings = signInFindings(signIns.value, await entra.tenant.facts(id), 'Tom');
    expect(findings.map(({ rule, why }) => [rule, why])).toEqual([
      ['R-51', '"CA004" includes this account; it is narrowed by the app or the platform.'],
      ['R-52', expect.stringContaining('does not meet')],
    ]);
  });

  it('is a gap with its permission, or with the licence that is missing', async () => {
    const { entra, tenant } = await openSetting();
    const { id } = tenant.people.tom;
    tenant.world.licence = 'free';
    expect(await entra.signIns.last(id)).toMatchObject({ known: false });
    tenant.world.licence = 'P2';
    tenant.world.permissions.delete('AuditLog.Read.All');
    expect(await entra.signIns.last(id)).toMatchObject({
      gap: { reason: 'permission', permission: 'AuditLog.Read.All' },
    });
  });

  it('says when it was stopped as risky', async () => {
    const facts = await factsOf('tom');
    const at = Date.now();
    const risky = (code: number) =>
      signInFindings([{ at, app: 'Teams', code, applied: [] }], facts).map(({ rule }) => rule);
    expect([risky(53004), risky(50126)]).toEqual([['R-70'], []]);
  });
});
