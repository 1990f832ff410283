import type { Json } from '../../src/demo/tenant/answers';
import type { Tenant } from '../../src/demo/tenant';
import type { PersonFacts } from '../../src/domain/facts';
import { adviceFor, allVerdicts, type MethodName, signInFindings, type Verdict } from '../../src/domain/readiness';
import { requirements } from '../../src/knowledge/requirements';
import { HELLO } from '../domain/readiness/tenants';
import { noPrivileges } from './front';
import { closeSettings, openSetting } from './setting';

afterEach(closeSettings);

type World = Tenant['world'];
type Key = keyof Tenant['people'];

const IOS = '90a3ccdf-635c-4729-a248-9b709135078f';
const ANDROID = 'de1e552d-db1d-4423-a619-566b625cdc84';
const YUBIKEY = 'fa2b99dc-9e39-4257-8f92-4a30d23c4118';

function profile(changes: Partial<World['policies']['passkeys']['passkeyProfiles'][number]>): (world: World) => void {
  return ({ policies }) => {
    const passkeyProfiles = policies.passkeys.passkeyProfiles.map((one) => ({ ...one, ...changes }));
    policies.passkeys = { ...policies.passkeys, passkeyProfiles };
  };
}
const allow = (...aaGuids: readonly string[]) => ({
  keyRestrictions: { isEnforced: true, enforcementType: 'allow' as const, aaGuids },
});
const block = (...aaGuids: readonly string[]) => ({
  keyRestrictions: { isEnforced: true, enforcementType: 'block' as const, aaGuids },
});
const app =
  (changes: Partial<World['policies']['authenticator']>) =>
  ({ policies }: World): void => {
    policies.authenticator = { ...policies.authenticator, ...changes };
  };
/** Switches a policy of the tenant on, with these grant controls. */
const access =
  (name: RegExp, grant?: Json) =>
  ({ conditionalAccess }: World): void => {
    conditionalAccess.policies = conditionalAccess.policies.map((policy) =>
      name.test(String(policy['displayName']))
        ? { ...policy, state: 'enabled', ...(grant === undefined ? {} : { grantControls: { ...none, ...grant } }) }
        : policy,
    );
  };
const none = {
  operator: 'OR',
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
};
const strength = (combinations: readonly string[], models?: readonly string[]): Json => ({
  authenticationStrength: {
    id: 'own',
    displayName: 'Our strength',
    policyType: 'custom',
    requirementsSatisfied: 'mfa',
    createdDateTime: '2025-01-01T00:00:00Z',
    modifiedDateTime: '2025-01-01T00:00:00Z',
    allowedCombinations: combinations,
    combinationConfigurations:
      models === undefined
        ? []
        : [
            {
              '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
              id: 'c',
              appliesToCombinations: ['fido2'],
              allowedAAGUIDs: models,
            },
          ],
  },
});
const methodsOf = (who: Key, change: (world: World, id: string) => void) => (world: World, people: Tenant['people']) =>
  change(world, people[who].id);

type Change = (world: World, people: Tenant['people']) => void;
const same: Change = () => undefined;

/** Rule, method, who, what makes it true, and what makes the near miss. */
const rows: readonly (readonly [string, MethodName, Key, Change, Change, Key?])[] = [
  ['R-03', 'security-key', 'pavel', same, same, 'ingrid'],
  ['R-02', 'synced-passkey', 'noa', same, same, 'yuki'],
  ['R-07', 'synced-passkey', 'yuki', same, profile({ passkeyTypes: 'deviceBound,synced' })],
  ['R-08', 'security-key', 'yuki', profile({ passkeyTypes: 'synced' }), same],
  ['R-10', 'security-key', 'yuki', profile(allow(IOS)), profile(allow(IOS, YUBIKEY))],
  [
    'R-16',
    'synced-passkey',
    'yuki',
    profile({ passkeyTypes: 'synced', attestationEnforcement: 'registrationOnly' }),
    profile({ passkeyTypes: 'synced' }),
  ],
  ['R-45', 'windows-passkey', 'yuki', same, profile(allow(...HELLO))],
  ['R-44', 'windows-passkey', 'ida', same, same, 'yuki'],
  ['R-40', 'windows-hello', 'tom', same, same, 'ida'],
  ['R-42', 'windows-hello', 'ida', methodsOf('ida', disableComputer), same],
  ['R-30', 'authenticator-push', 'yuki', app({ state: 'disabled' }), same],
  ['R-31', 'phone-sign-in', 'yuki', app({ includeTargets: [] }), app({ includeTargets: [] }), 'hana'],
  ['R-32', 'authenticator-push', 'yuki', app({ authenticationMode: 'deviceBasedPush' }), same],
  ['R-33', 'phone-sign-in', 'yuki', app({ authenticationMode: 'push' }), same],
  ['R-34', 'phone-sign-in', 'yuki', same, methodsOf('yuki', tieToPhone)],
  ['R-36', 'authenticator-push', 'yuki', methodsOf('yuki', fiveApps), same],
  ['R-50', 'authenticator-passkey', 'yuki', access(/^CA004/), same],
  ['R-50', 'authenticator-passkey', 'yuki', access(/^CA004/), access(/^CA004/), 'pavel'],
  [
    'R-53',
    'authenticator-passkey',
    'yuki',
    access(/^CA002/, { builtInControls: ['approvedApplication'] }),
    access(/^CA002/, { builtInControls: ['approvedApplication', 'compliantDevice'] }),
  ],
  [
    'R-54',
    'security-key',
    'yuki',
    access(/^CA003/, strength(['fido2'])),
    access(/^CA003/, strength(['fido2', 'temporaryAccessPassOneTime'])),
  ],
  [
    'R-54',
    'security-key',
    'yuki',
    access(/^CA003/, strength(['windowsHelloForBusiness'])),
    access(/^CA003/, strength(['windowsHelloForBusiness'])),
    'ida',
  ],
  [
    'R-56',
    'windows-passkey',
    'yuki',
    access(/^CA002/, strength(['fido2'], [YUBIKEY])),
    access(/^CA002/, strength(['fido2'], HELLO)),
  ],
  [
    'R-58',
    'security-key',
    'yuki',
    access(/^CA002/, strength(['deviceBasedPush', 'windowsHelloForBusiness'])),
    access(/^CA002/, strength(['deviceBasedPush', 'fido2'])),
  ],
  ['R-00a', 'authenticator-passkey', 'emil', same, same, 'yuki'],
  ['R-00b', 'authenticator-passkey', 'grace', same, same, 'yuki'],
  ['R-00c', 'authenticator-passkey', 'yuki', guest, same],
  ['R-00d', 'authenticator-passkey', 'sofia', same, same, 'yuki'],
  ['R-01', 'authenticator-passkey', 'yuki', keys({ state: 'disabled' }), same],
  ['R-04', 'authenticator-passkey', 'yuki', targets({ allowedPasskeyProfiles: [] }), same],
  ['R-05', 'authenticator-passkey', 'yuki', same, assignEvery],
  ['R-06', 'authenticator-passkey', 'yuki', keys({ isSelfServiceRegistrationAllowed: false }), same],
  ['R-11', 'authenticator-passkey', 'yuki', profile(block(IOS, ANDROID)), profile(block(YUBIKEY))],
  ['R-12', 'authenticator-passkey', 'lena', same, profile(allow(IOS, ANDROID))],
  ['R-13', 'authenticator-passkey', 'aoife', profile(allow(YUBIKEY)), same],
  ['R-18', 'authenticator-passkey', 'aoife', both(unattest('aoife'), attest), unattest('aoife')],
  ['R-28', 'authenticator-passkey', 'samir', same, same, 'yuki'],
  ['R-29a', 'authenticator-passkey', 'oscar', same, same, 'aoife'],
  ['R-41', 'windows-hello', 'ida', methodsOf('ida', withoutHello), same],
  [
    'R-46',
    'windows-passkey',
    'yuki',
    both(onWindows, profile(allow(YUBIKEY))),
    both(onWindows, profile(allow(...HELLO))),
  ],
  [
    'R-55',
    'security-key',
    'yuki',
    both(access(/^CA003/, strength(['fido2'])), another(/^CA003/)),
    access(/^CA003/, strength(['fido2'])),
  ],
];

function guest(world: World, people: Tenant['people']): void {
  const person = world.people.get(people.yuki.id);
  if (person !== undefined) person.userType = 'Guest';
}

function keys(changes: Partial<World['policies']['passkeys']>): Change {
  return ({ policies }) => {
    policies.passkeys = { ...policies.passkeys, ...changes };
  };
}

function targets(changes: { readonly allowedPasskeyProfiles: string[] }): Change {
  return ({ policies }) => {
    const includeTargets = policies.passkeys.includeTargets.map((one) => ({ ...one, ...changes }));
    policies.passkeys = { ...policies.passkeys, includeTargets };
  };
}

function assignEvery(world: World, people: Tenant['people']): void {
  targets({ allowedPasskeyProfiles: world.policies.passkeys.passkeyProfiles.map(({ id }) => id) })(world, people);
}

function attest(world: World): void {
  profile({ attestationEnforcement: 'registrationOnly' })(world);
}

function unattest(who: Key): Change {
  return methodsOf(who, (world, id) => {
    const methods = world.methodsOf(id).map((one) => (one.kind === 'passkey' ? { ...one, attested: false } : one));
    world.methods.set(id, methods);
  });
}

function withoutHello(world: World, id: string): void {
  world.methods.set(
    id,
    world.methodsOf(id).filter(({ kind }) => kind !== 'windowsHello'),
  );
}

/** A passkey in Windows Hello, from the days when the list still had it. */
function onWindows(world: World, { yuki }: Tenant['people']): void {
  const list = world.methodsOf(yuki.id);
  world.methods.set(yuki.id, [
    ...list,
    {
      kind: 'passkey',
      id: 'on-windows',
      createdAt: new Date('2026-01-05T08:00:00Z'),
      displayName: 'Windows PC',
      aaGuid: HELLO[0],
      model: 'Windows Hello Hardware Authenticator',
      passkeyType: 'deviceBound',
      attested: false,
    },
  ]);
}

/** A second policy like the first, under another name. */
function another(name: RegExp): Change {
  return ({ conditionalAccess }) => {
    const like = conditionalAccess.policies.filter((policy) => name.test(String(policy['displayName'])));
    const more = like.map((policy) => ({
      ...policy,
      id: '7b0e3d55-6d1a-4a26-9d5d-3f2f6a5a1c11',
      displayName: 'CA005',
    }));
    conditionalAccess.policies = [...conditionalAccess.policies, ...more];
  };
}

function both(first: Change, second: Change): Change {
  return (world, people) => {
    first(world, people);
    second(world, people);
  };
}

function disableComputer(world: World, id: string): void {
  for (const device of world.devices.values())
    if (device.ownerId === id && device.operatingSystem === 'Windows') device.accountEnabled = false;
}

function tieToPhone(world: World, id: string): void {
  const phone = [...world.devices.values()].find(({ ownerId }) => ownerId === id);
  world.methods.set(
    id,
    world.methodsOf(id).map((one) => (one.kind === 'authenticator' ? { ...one, deviceId: phone?.id ?? null } : one)),
  );
}

function fiveApps(world: World, id: string): void {
  for (let n = 0; n < 4; n += 1) world.registerAuthenticator(id, 'ios');
}

async function verdictOf(who: Key, method: MethodName, change: Change): Promise<Verdict> {
  const { entra, tenant } = await openSetting();
  change(tenant.world, tenant.people);
  const facts = await entra.tenant.facts(tenant.people[who].id);
  const verdict = allVerdicts(facts, {}, requirements).find((one) => one.method === method);
  if (verdict === undefined) throw new Error(`no verdict about ${method}`);
  return verdict;
}

const cases = rows.map(([rule, method, who, change, nearly, other = who]) => ({
  rule,
  method,
  who,
  change,
  nearly,
  other,
}));

it.each(cases)('$rule decides about $method for $who, out of what Graph says', async (one) => {
  const hit = await verdictOf(one.who, one.method, one.change);
  const miss = await verdictOf(one.other, one.method, one.nearly);
  expect(hit.findings.map(({ rule }) => rule)).toContain(one.rule);
  expect(miss.findings.map(({ rule }) => rule)).not.toContain(one.rule);
  for (const { gaps } of [hit, miss]) expect(gaps).toEqual([]);
});

async function factsOf(who: Key, change: Change = same): Promise<PersonFacts> {
  const { entra, tenant } = await openSetting();
  change(tenant.world, tenant.people);
  return entra.tenant.facts(tenant.people[who].id);
}

const adviceRules = (facts: PersonFacts, emergencyAccessIds: readonly string[] = []): readonly string[] =>
  adviceFor(facts, requirements, { emergencyAccessIds }).findings.map(({ rule }) => rule);

it('gives advice about the account and the tenant', async () => {
  expect(adviceRules(await factsOf('zoe'))).toEqual(expect.arrayContaining(['R-70', 'R-72']));
  expect(adviceRules(await factsOf('gus'))).toEqual(['R-71']);
  expect(adviceRules(await factsOf('ida'))).toEqual([]);
  const moving = await factsOf('ida', (world) => {
    world.migration = 'migrationInProgress';
    world.usePolicy('older');
  });
  expect(adviceRules(moving)).toEqual(['R-74', 'R-77']);
  const many = Array.from({ length: 250 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  expect(adviceRules(await factsOf('ida', profile(allow(...many))))).toEqual(['R-75']);
  const account = await factsOf('breakGlass1');
  expect(adviceRules(account, [account.id])).not.toContain('R-76');
  const hit = await factsOf('breakGlass1', ({ conditionalAccess }) => {
    conditionalAccess.policies = conditionalAccess.policies.map((policy) => ({
      ...policy,
      conditions: openTo(policy),
    }));
  });
  expect(adviceRules(hit, [hit.id])).toContain('R-76');
});

function openTo({ conditions }: Json): unknown {
  return { ...Object(conditions), users: { includeUsers: ['All'] } };
}

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
