import { known, unread } from '../../../src/domain/fact';
import { adviceFor, allVerdicts, type Asked, type MethodName, methodTables } from '../../../src/domain/readiness';
import type { Finding } from '../../../src/domain/readiness';
import { requirements } from '../../../src/knowledge/requirements';
import { facts, IOS, NOW, pass, passkey, profile, push, YUBIKEY } from './facts';
import {
  access,
  app,
  campaign,
  type Changes,
  everybody,
  guarded,
  hello,
  HELLO,
  helloOn,
  list,
  methods,
  on,
  pc,
  policy,
  profiled,
  registering,
  resistant,
  strength,
  users,
  windowsAllowed,
} from './tenants';

const iphone: Asked = { platform: 'ios', osVersion: '18' };
const key: Asked = { keyModel: 'YubiKey 5 NFC' };
const text = { kind: 'phone', id: 'sms', phoneType: 'mobile' } as const;
const keys = (count: number) => Array.from({ length: count }, (_, n) => passkey({ id: String(n), aaguid: YUBIKEY }));
const apps = (count: number) => Array.from({ length: count }, (_, n) => ({ ...push, id: String(n) }));
const attested = { attestation: 'registrationOnly' } as const;
const campaignOn = campaign({ campaign: { state: 'default', include: [{ to: 'all' }], exclude: [] } });

type Row = readonly [
  rule: string,
  method: MethodName | 'advice',
  when: string,
  given: readonly [Changes, Asked?],
  names: readonly string[],
  nearly: string,
  but: readonly [Changes, Asked?],
  weighs?: Finding['severity'],
];

const rows: readonly Row[] = [
  // Passkeys whose model is not settled by the phone
  [
    'R-07',
    'synced-passkey',
    'only device-bound ones are allowed',
    [{}],
    ['synced', '"Default"'],
    'both are',
    [profiled({ passkeyTypes: ['deviceBound', 'synced'] })],
  ],
  [
    'R-08',
    'security-key',
    'only synced ones are allowed',
    [profiled({ passkeyTypes: ['synced'] })],
    ['Device-bound'],
    'both are',
    [profiled({ passkeyTypes: ['deviceBound', 'synced'] })],
  ],
  [
    'R-10',
    'security-key',
    'the list allows only Authenticator',
    [profiled(list('allow', IOS))],
    ['A security key', 'iPhone'],
    'it also has a key',
    [profiled(list('allow', IOS, YUBIKEY))],
  ],
  [
    'R-10',
    'security-key',
    'the key named is not on the list',
    [profiled(list('allow', YUBIKEY)), { keyModel: 'Google Titan v2' }],
    ['Google Titan v2', 'YubiKey 5 Series with NFC'],
    'it is',
    [profiled(list('allow', '42B4FB4A-2866-43B2-9BF7-6C6669C2E5D3')), { keyModel: 'google titan V2' }],
  ],
  [
    'R-10',
    'synced-passkey',
    'the list has only keys',
    [profiled({ passkeyTypes: ['synced'], ...list('allow', YUBIKEY) })],
    ['YubiKey'],
    'it has something unknown, which may be a password manager',
    [profiled({ passkeyTypes: ['synced'], ...list('allow', 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd') })],
  ],
  [
    'R-11',
    'security-key',
    'the key named is blocked',
    [profiled(list('block', '42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3')), { keyModel: 'Google Titan v2' }],
    ['blocked'],
    'another one is',
    [profiled(list('block', YUBIKEY)), { keyModel: 'Google Titan v2' }],
  ],
  [
    'R-14',
    'security-key',
    'attestation is on and nobody knows the key',
    [profiled(attested), { keyModel: 'NoName 3000' }],
    ['NoName 3000', '4 weeks', '285'],
    'the key is known',
    [profiled(attested), key],
  ],
  [
    'R-16',
    'synced-passkey',
    'attestation is on',
    [profiled({ passkeyTypes: ['synced'], ...attested })],
    ['never prove'],
    'one profile goes without',
    [
      policy({
        profiles: [profile({ passkeyTypes: ['synced'], ...attested }), profile({ id: 'b', passkeyTypes: ['synced'] })],
        include: [{ target: { to: 'all' }, allowedProfiles: ['default', 'b'] }],
      }),
    ],
  ],
  [
    'R-16',
    'windows-passkey',
    'attestation is on',
    [profiled({ ...attested, ...list('allow', ...HELLO) })],
    ['on Windows'],
    'it is off',
    [windowsAllowed],
  ],
  [
    'R-13',
    'security-key',
    'a registered key is off the list',
    [{ ...profiled(list('allow', IOS)), ...methods(push, passkey({ name: 'My key', aaguid: YUBIKEY })) }],
    ['"My key"'],
    'it is on it',
    [{ ...profiled(list('allow', YUBIKEY)), ...methods(push, passkey({ aaguid: YUBIKEY })) }],
  ],
  // Windows
  [
    'R-44',
    'windows-passkey',
    'Windows says "already registered" and Hello is there',
    [{ ...windowsAllowed, ...methods(hello) }, { symptom: 'already-registered' }],
    ['LH-PRIYA'],
    'there is no Windows Hello',
    [windowsAllowed, { symptom: 'already-registered' }],
  ],
  [
    'R-44',
    'windows-passkey',
    'Hello is there',
    [{ ...windowsAllowed, ...methods(hello) }],
    ['LH-PRIYA'],
    'there is none',
    [windowsAllowed],
    'warning',
  ],
  ['R-45', 'windows-passkey', 'no list names Windows Hello', [{}], [HELLO[0]], 'one does', [windowsAllowed]],
  [
    'R-45',
    'windows-passkey',
    'one of the three is missing',
    [profiled(list('allow', HELLO[0], HELLO[1]))],
    [HELLO[2], 'some computers'],
    'none is, in capitals',
    [profiled(list('allow', ...HELLO.map((id) => id.toUpperCase())))],
  ],
  [
    'R-46',
    'windows-passkey',
    'a passkey on Windows lost its place on the list',
    [{ ...profiled(list('allow', IOS)), ...methods(push, passkey({ name: 'My PC', aaguid: HELLO[1].toUpperCase() })) }],
    ['"My PC"', 'preview'],
    'it kept it',
    [{ ...windowsAllowed, ...methods(push, passkey({ aaguid: HELLO[1] })) }],
  ],
  [
    'R-40',
    'windows-hello',
    'the PC is only registered',
    [on(pc({ trust: 'registered' }))],
    ['joined'],
    'it is hybrid joined',
    [on(pc({ trust: 'hybrid' }))],
  ],
  ['R-40', 'windows-hello', 'the PC is disabled', [on(pc({ enabled: false }))], ['disabled'], 'it is not', [on(pc())]],
  [
    'R-41',
    'windows-hello',
    'a joined PC has no Hello',
    [on(pc())],
    ['"LH-PRIYA"', 'dsregcmd'],
    'it has',
    [helloOn(pc())],
  ],
  [
    'R-42',
    'windows-hello',
    'the PC of Hello is disabled',
    [helloOn(pc({ enabled: false }))],
    ['"LH-PRIYA"', '135011'],
    'it is enabled',
    [helloOn(pc())],
  ],
  [
    'R-42',
    'windows-hello',
    'the PC of Hello is gone, and there is another',
    [{ ...helloOn(), ...on(pc({ id: 'other' })) }],
    ['no longer has'],
    'it is there',
    [helloOn(pc())],
    'warning',
  ],
  [
    'R-43',
    'windows-hello',
    'the computer is shared',
    [on(pc()), { sharedComputer: true }],
    ['10 people'],
    'it is not',
    [on(pc()), { sharedComputer: false }],
  ],
  [
    'R-57',
    'windows-hello',
    'Hello is asked for and no prompt comes',
    [on(pc()), { symptom: 'no-hello-prompt' }],
    ['Sign-in options'],
    'something else is the matter',
    [on(pc()), { symptom: 'key-not-offered' }],
  ],
  [
    'R-69',
    'windows-hello',
    'there is only a pass, and the PC is joined',
    [{ ...on(pc()), ...methods(pass()) }],
    ['Web sign-in'],
    'there is Authenticator too',
    [{ ...on(pc()), ...methods(pass(), push) }],
  ],
  [
    'R-47',
    'security-key',
    'Windows does not offer the key',
    [{}, { symptom: 'key-not-offered' }],
    ['UseSecurityKeyForSignin'],
    'it does',
    [{}, key],
  ],
  [
    'R-48',
    'security-key',
    'it is for a remote desktop',
    [{}, { scenario: 'remote-desktop' }],
    ['remote desktop'],
    'it is for the web',
    [{}, key],
  ],
  [
    'R-49',
    'security-key',
    'a hybrid PC is fresh',
    [{}, { symptom: 'key-not-usable-yet' }],
    ['dsregcmd'],
    'it is not',
    [{}, key],
  ],
  // What bites when passkeys are used
  [
    'R-24',
    'security-key',
    'Safari and four passkeys',
    [methods(push, ...keys(4)), { symptom: 'name-first-fails-on-apple' }],
    ['4 passkeys'],
    'there are three',
    [methods(push, ...keys(3)), { symptom: 'name-first-fails-on-apple' }],
  ],
  [
    'R-25',
    'authenticator-passkey',
    'it hangs after the QR code',
    [{}, { ...iphone, symptom: 'qr-code-hangs' }],
    ['cable.ua5v.com', 'Bluetooth'],
    'it does not',
    [{}, iphone],
  ],
  [
    'R-26',
    'authenticator-passkey',
    'Bluetooth is switched off by the company',
    [{}, { ...iphone, bluetoothBlocked: true }],
    ['Intune'],
    'it is not',
    [{}, { ...iphone, bluetoothBlocked: false }],
  ],
  [
    'R-29',
    'authenticator-passkey',
    'the user name changed after the passkey',
    [methods(push, passkey()), { ...iphone, renamed: true }],
    ['new name'],
    'there is no passkey',
    [{}, { ...iphone, renamed: true }],
  ],
  // The pass
  [
    'R-65',
    'authenticator-passkey',
    'the pass is not asked for',
    [methods(pass()), { ...iphone, symptom: 'pass-not-asked-for' }],
    ['few minutes'],
    'it is used up',
    [methods(push, pass({ usable: false })), { ...iphone, symptom: 'pass-not-asked-for' }],
  ],
  [
    'R-66',
    'security-key',
    'a campaign interrupts the sign-in with the pass',
    [{ ...campaignOn, ...methods(pass()) }],
    ['campaign'],
    'the person is not in it',
    [
      {
        ...campaign({ campaign: { state: 'default', include: [{ to: 'group', id: 'x' }], exclude: [] } }),
        ...methods(pass()),
      },
    ],
  ],
  [
    'R-67',
    'authenticator-passkey',
    'the ten minutes are over',
    [methods(pass()), { ...iphone, symptom: 'pass-window-over' }],
    ['10 minutes'],
    'there is another method',
    [methods(push, pass()), { ...iphone, symptom: 'pass-window-over' }],
  ],
  // Authenticator app
  [
    'R-30',
    'authenticator-push',
    'the policy is off',
    [app({ enabled: false })],
    ['switched off'],
    'it is on',
    [app({})],
  ],
  [
    'R-30',
    'phone-sign-in',
    'an exclusion beats an inclusion',
    [app({ exclude: [{ to: 'group', id: 'STAFF' }] })],
    ['"All staff"', 'exclusion wins'],
    'another group is excluded',
    [app({ exclude: [{ to: 'group', id: 'x' }] })],
  ],
  [
    'R-30',
    'phone-sign-in',
    'the person is not included',
    [app({ include: [{ target: { to: 'group', id: 'x', name: 'Pilot' }, mode: 'any' }] })],
    ['"Pilot"'],
    'the group is one of theirs',
    [app({ include: [{ target: { to: 'group', id: 'staff' }, mode: 'any' }] })],
  ],
  [
    'R-31',
    'authenticator-push',
    'it is registered and out of scope',
    [app({ include: [] })],
    ['130500'],
    'nothing is registered',
    [{ ...app({ include: [] }), ...methods() }],
  ],
  [
    'R-32',
    'authenticator-push',
    'the mode is passwordless',
    [app({ include: [{ target: { to: 'all' }, mode: 'deviceBasedPush' }] })],
    ['phone sign-in'],
    'another target brings any',
    [
      app({
        include: [
          { target: { to: 'all' }, mode: 'deviceBasedPush' },
          { target: { to: 'group', id: 'staff' }, mode: 'any' },
        ],
      }),
    ],
  ],
  [
    'R-32',
    'phone-sign-in',
    'the mode is passwordless',
    [app({ include: [{ target: { to: 'all' }, mode: 'deviceBasedPush' }] })],
    ['in the app itself'],
    'it is any',
    [app({})],
    'info',
  ],
  [
    'R-33',
    'phone-sign-in',
    'the mode is push',
    [app({ include: [{ target: { to: 'all' }, mode: 'push' }] })],
    ['Passwordless'],
    'it is any',
    [app({})],
  ],
  [
    'R-34',
    'phone-sign-in',
    'the app gets notifications only',
    [{}],
    ['Set up phone sign-in'],
    'its phone is registered',
    [{ methodDevices: known([{ methodId: 'push', device: pc({ system: 'IPhone' }) }], NOW) }],
  ],
  [
    'R-35',
    'phone-sign-in',
    'only the password is offered',
    [{}, { symptom: 'only-password-offered' }],
    ['notification'],
    'it is not',
    [{}],
  ],
  [
    'R-36',
    'authenticator-push',
    'there are five apps',
    [methods(...apps(5))],
    ['5 Authenticator apps'],
    'there are three',
    [methods(...apps(3))],
  ],
  [
    'R-36',
    'authenticator-push',
    'there are four apps',
    [methods(...apps(4))],
    ['One more fits'],
    'there are three',
    [methods(...apps(3))],
    'warning',
  ],
  [
    'R-37',
    'phone-sign-in',
    'the password is asked first',
    [{}, { symptom: 'password-asked-first' }],
    ['Other ways'],
    'it is not',
    [{}],
  ],
  // Conditional Access
  [
    'R-50',
    'authenticator-passkey',
    'all apps demand what cannot be had on a phone',
    [guarded(access())],
    ['CA1 All apps', 'circles'],
    'a security key is there',
    [{ ...guarded(access()), ...methods(push, passkey({ aaguid: YUBIKEY })) }],
  ],
  [
    'R-50',
    'authenticator-passkey',
    'Windows Hello does not help on a phone',
    [{ ...guarded(access()), ...methods(hello) }],
    ['circles'],
    'the strength takes a pass',
    [
      guarded(
        access({ grant: { operator: 'OR', controls: [], strength: strength('fido2', 'temporaryAccessPassOneTime') } }),
      ),
    ],
  ],
  [
    'R-50',
    'authenticator-passkey',
    'it is for iPhones, and computers are free',
    [guarded(access({ platforms: ['iOS'] }))],
    ['QR code'],
    'it is for Android',
    [guarded(access({ platforms: ['android'] })), iphone],
    'warning',
  ],
  [
    'R-50',
    'authenticator-passkey',
    'it applies somewhere only',
    [guarded(access({ narrowedBy: ['location'] }))],
    ['location'],
    'it is report-only',
    [guarded(access({ state: 'reportOnly' }))],
    'warning',
  ],
  [
    'R-50',
    'authenticator-passkey',
    'the group is included',
    [guarded(access({ users: { include: users({ groups: ['STAFF'] }), exclude: users({}) } }))],
    ['CA1'],
    'it is excluded as well',
    [guarded(access({ users: { include: everybody, exclude: users({ groups: ['STAFF'] }) } }))],
  ],
  [
    'R-53',
    'authenticator-passkey',
    'all apps want an approved app',
    [guarded(access({ grant: { operator: 'OR', controls: ['approvedApplication', 'compliantApplication'] } }))],
    ['6aa00308'],
    'a compliant device will do',
    [guarded(access({ grant: { operator: 'OR', controls: ['approvedApplication', 'compliantDevice'] } }))],
  ],
  [
    'R-53',
    'authenticator-passkey',
    'one more control is demanded together with it',
    [guarded(access({ grant: { operator: 'AND', controls: ['approvedApplication', 'mfa'] } }))],
    ['CA1'],
    'the registration app is left out',
    [
      guarded(
        access({
          excludedApps: ['6AA00308-ea33-4caa-90d6-ae905d8cb51b'],
          grant: { operator: 'AND', controls: ['approvedApplication', 'mfa'] },
        }),
      ),
    ],
  ],
  [
    'R-54',
    'security-key',
    'registering demands what nobody has',
    [guarded(registering())],
    ['CA3 Registering', 'Temporary Access Pass'],
    'Windows Hello is there',
    [{ ...guarded(registering()), ...methods(hello) }],
  ],
  [
    'R-54',
    'phone-sign-in',
    'registering is blocked',
    [guarded(registering({ grant: { operator: 'OR', controls: ['block'] } }))],
    ['blocked'],
    'multifactor will do',
    [guarded(registering({ grant: { operator: 'OR', controls: ['mfa'] } }))],
  ],
  [
    'R-54',
    'windows-hello',
    'registering wants a managed device',
    [guarded(registering({ grant: { operator: 'OR', controls: ['compliantDevice'] } }))],
    ['company device'],
    'or multifactor',
    [guarded(registering({ grant: { operator: 'OR', controls: ['compliantDevice', 'mfa'] } }))],
    'warning',
  ],
  [
    'R-55',
    'security-key',
    'two strengths guard registering',
    [guarded(registering(), registering({ name: 'CA4' }))],
    ['"CA4"'],
    'one of them is off',
    [guarded(registering(), registering({ name: 'CA4', state: 'off' }))],
  ],
  [
    'R-56',
    'authenticator-passkey',
    'the strength takes another model only',
    [
      guarded(
        access({
          grant: { operator: 'OR', controls: [], strength: { ...strength('fido2'), passkeyModels: [YUBIKEY] } },
        }),
      ),
      iphone,
    ],
    ['iPhone'],
    'it takes this one',
    [
      guarded(
        access({
          grant: {
            operator: 'OR',
            controls: [],
            strength: { ...strength('fido2'), passkeyModels: [IOS.toUpperCase()] },
          },
        }),
      ),
      iphone,
    ],
  ],
  [
    'R-56',
    'security-key',
    'another way meets the strength too',
    [
      guarded(access({ grant: { operator: 'OR', controls: [], strength: { ...resistant, passkeyModels: [IOS] } } })),
      key,
    ],
    ['YubiKey 5 Series with NFC'],
    'the strength has no list',
    [guarded(access()), key],
    'warning',
  ],
  [
    'R-58',
    'security-key',
    'only what cannot be set up while signing in will do',
    [
      guarded(
        access({
          grant: { operator: 'OR', controls: [], strength: strength('deviceBasedPush', 'windowsHelloForBusiness') },
        }),
      ),
    ],
    ['certificate'],
    'Windows Hello is there',
    [
      {
        ...guarded(
          access({
            grant: { operator: 'OR', controls: [], strength: strength('deviceBasedPush', 'windowsHelloForBusiness') },
          }),
        ),
        ...methods(hello),
      },
    ],
  ],
  // The account and the tenant
  [
    'R-70',
    'advice',
    'the account is at risk',
    [{ riskState: known('atRisk', NOW) }],
    ['at risk'],
    'the tenant cannot know',
    [{ riskState: unread({ what: 'risk', reason: 'licence' }) }],
  ],
  [
    'R-71',
    'advice',
    'only text messages',
    [methods(text)],
    ['1 February 2027'],
    'and Authenticator',
    [methods(text, push)],
  ],
  ['R-72', 'advice', 'one strong method', [methods(push, text)], ['second'], 'two', [methods(push, hello)]],
  [
    'R-73',
    'advice',
    'an administrator with notifications',
    [{ eligibleRoles: known(['User Administrator'], NOW) }],
    ['User Administrator'],
    'with a passkey',
    [{ eligibleRoles: known(['User Administrator'], NOW), ...methods(passkey()) }],
  ],
  [
    'R-74',
    'advice',
    'the migration has not begun',
    [campaign({ migration: 'not-begun' })],
    ['older MFA'],
    'it is complete',
    [campaign({})],
  ],
  [
    'R-75',
    'advice',
    'the policy is nearly full',
    [policy({ bytes: 19_000 })],
    ['19 KB'],
    'it is not',
    [policy({ bytes: 9_000 })],
  ],
  [
    'R-77',
    'advice',
    'the policy changed just now',
    [campaign({ changedAt: NOW - 600_000 })],
    ['last hour'],
    'it changed yesterday',
    [campaign({ changedAt: NOW - 86_400_000 })],
  ],
];

function findingsOf(method: Row[1], changes: Changes, asked: Asked = {}): readonly Finding[] {
  const person = facts(changes);
  if (method === 'advice') return adviceFor(person, requirements).findings;
  const verdict = allVerdicts(person, asked, requirements).find((one) => one.method === method);
  if (verdict === undefined) throw new Error(`no verdict about ${method}`);
  const blocked = verdict.findings.some(({ severity }) => severity === 'blocker');
  if (blocked && verdict.ready) throw new Error('ready and blocked');
  return verdict.findings;
}

const cases = rows.map(([rule, method, when, given, names, nearly, but, weighs]) => {
  return { rule, method, when, given, names, nearly, but, weighs };
});

describe.each(cases)('$rule, $method: $when', ({ rule, method, given, names, nearly, but, weighs }) => {
  it('is found and named', () => {
    const all = findingsOf(method, ...given);
    const finding = all.find((one) => one.rule === rule);
    if (finding === undefined) throw new Error(`not found among ${all.map((one) => one.rule).join(', ')}`);
    const words = [finding.what, finding.why, finding.fix, finding.who].join(' ');
    for (const name of names) expect(words).toContain(name);
    expect(words).not.toMatch(/undefined|\$\{|\[object/);
    if (weighs !== undefined) expect(finding.severity).toBe(weighs);
  });

  it(`is silent when ${nearly}`, () => {
    expect(findingsOf(method, ...but).filter((one) => one.rule === rule)).toEqual([]);
  });
});

it('R-76 names the policy that hits an emergency access account, and only that account', () => {
  const rule = (...ids: readonly string[]) =>
    adviceFor(facts(guarded(access())), requirements, { emergencyAccessIds: ids }).findings.filter(
      (one) => one.rule === 'R-76',
    );
  expect(rule('PRIYA').map(({ what }) => what)).toEqual([expect.stringContaining('"CA1 All apps"')]);
  expect(rule('tom')).toEqual([]);
});

it('has a case for every row of every table', () => {
  const here = new Set(rows.map(([rule]) => rule));
  const passkeysOnPhones = new Set(methodTables['authenticator-passkey'].map(({ id }) => id));
  const others = Object.values(methodTables)
    .flat()
    .map(({ id }) => id);
  const first = [
    'R-24',
    'R-25',
    'R-26',
    'R-29',
    'R-50',
    'R-53',
    'R-54',
    'R-55',
    'R-56',
    'R-58',
    'R-65',
    'R-66',
    'R-67',
  ];
  const wanted = [...first, ...others.filter((id) => !passkeysOnPhones.has(id))];
  expect(wanted.filter((id) => !here.has(id))).toEqual([]);
});
