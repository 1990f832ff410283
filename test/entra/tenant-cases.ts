import { adviceFor, type Asked, type MethodName, passVerdict, signInFindings } from '../../src/domain/readiness';
import { effectivePolicy } from '../../src/domain/readiness/effective-policy';
import { federationRule } from '../../src/domain/readiness/federation-rule';
import { type PassAsked } from '../../src/domain/readiness/pass';
import { speaker } from '../../src/domain/readiness/rule';
import { requirements } from '../../src/knowledge/requirements';
import { HELLO } from '../domain/readiness/tenants';
import type { Setting } from './setting';
import {
  type Key,
  IOS,
  ANDROID,
  YUBIKEY,
  profile,
  allow,
  block,
  app,
  access,
  strength,
  methodsOf,
  type Change,
  same,
  guest,
  keys,
  targets,
  assignEvery,
  attest,
  unattest,
  withoutHello,
  onWindows,
  another,
  both,
  disableComputer,
  tieToPhone,
  fiveApps,
  without,
  withPass,
  withUsedPass,
  policy,
  campaign,
  migration,
  forEverybody,
  federated,
  domainOf,
  signedIn,
} from './tenant-changes';

/** No key of this AAGUID is in Microsoft's list. */
const UNKNOWN_KEY = '11111111-2222-4333-8444-555555555555';

const rows: readonly (readonly [string, MethodName, Key, Change, Change, Key?, Asked?])[] = [
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
  // What the person has said, and what Graph says about it
  ['R-14', 'security-key', 'yuki', attest, same, 'yuki', { keyModel: UNKNOWN_KEY }],
  ['R-15', 'authenticator-passkey', 'chidi', same, same, 'yuki', { flow: 'cross-device' }],
  ['R-17', 'authenticator-passkey', 'chidi', same, same, 'yuki', { failedBefore: true }],
  [
    'R-19',
    'authenticator-passkey',
    'yuki',
    profile({ passkeyTypes: 'deviceBound,synced' }),
    same,
    'yuki',
    { platform: 'ios', authenticatorVersion: '6.8.36' },
  ],
  ['R-21', 'authenticator-passkey', 'yuki', same, same, 'ana', { symptom: 'passkey-exists' }],
  ['R-22', 'authenticator-passkey', 'ana', same, same, 'yuki', { symptom: 'no-matching-passkey' }],
  ['R-24', 'security-key', 'oscar', same, same, 'helene', { symptom: 'name-first-fails-on-apple' }],
  ['R-29', 'authenticator-passkey', 'ana', same, same, 'yuki', { renamed: true }],
  [
    'R-65',
    'security-key',
    'samir',
    withPass('samir'),
    withUsedPass('samir'),
    'samir',
    { symptom: 'pass-not-asked-for' },
  ],
  [
    'R-67',
    'authenticator-passkey',
    'samir',
    withUsedPass('samir'),
    withUsedPass('yuki'),
    'yuki',
    { symptom: 'pass-window-over' },
  ],
  // Around a pass
  ['R-66', 'security-key', 'samir', withPass('samir'), both(withPass('samir'), campaign('disabled'))],
  ['R-66', 'security-key', 'samir', withPass('samir'), withPass('yuki'), 'yuki'],
  [
    'R-69',
    'windows-hello',
    'ida',
    both(without('ida', 'authenticator', 'windowsHello'), withPass('ida')),
    both(without('ida', 'windowsHello'), withPass('ida')),
  ],
];

const many = Array.from({ length: 250 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const hour: PassAsked = { lifetimeMinutes: 60, usableOnce: true };

type Find = (setting: Setting, who: Key) => Promise<readonly string[]>;

const advice: Find = async ({ entra, tenant }, who) => {
  const facts = await entra.tenant.facts(tenant.people[who].id);
  const { emergencyAccessIds } = tenant;
  return adviceFor(facts, requirements, { emergencyAccessIds }).findings.map(({ rule }) => rule);
};

const pass =
  (asked: Partial<PassAsked> = {}): Find =>
  async ({ entra, tenant }, who) => {
    const facts = await entra.tenant.facts(tenant.people[who].id);
    return passVerdict(facts, { ...hour, ...asked }, requirements).findings.map(({ rule }) => rule);
  };

const signIn: Find = async ({ entra, tenant, clock }, who) => {
  const { id } = tenant.people[who];
  // The log is some minutes behind.
  clock.advance(600_000);
  const log = await entra.signIns.last(id);
  if (!log.known) throw new Error(JSON.stringify(log.gap));
  return signInFindings(log.value, await entra.tenant.facts(id)).map(({ rule }) => rule);
};

const domain: Find = async ({ entra, tenant }, who) => {
  const rule = federationRule(await entra.federations.of(domainOf(tenant.people[who].upn)));
  const facts = await entra.tenant.facts(tenant.people[who].id);
  const seen = { facts, asked: {}, known: requirements, say: speaker(), method: 'windows-hello' as const };
  return rule.find({ ...seen, passkeys: effectivePolicy(facts) }).problems.map(() => rule.id);
};

/** What is judged elsewhere than among the methods: rule, about what, who, what makes it true, the near miss. */
const beside: readonly (readonly [string, string, Find, Key, Change, Change, Key?])[] = [
  ['R-51', 'sign-in', signIn, 'tom', signedIn('tom', 0, 'notApplied'), signedIn('tom', 0, 'success')],
  [
    'R-52',
    'sign-in',
    signIn,
    'tom',
    signedIn('tom', 0, 'reportOnlyFailure'),
    signedIn('tom', 0, 'reportOnlyNotApplied'),
  ],
  ['R-59', 'domain', domain, 'tom', federated('enforceMfaByFederatedIdp'), federated('rejectMfaByFederatedIdp')],
  ['R-60', 'pass', pass(), 'tom', withPass('tom'), withUsedPass('tom')],
  ['R-61', 'pass', pass(), 'tom', withUsedPass('tom'), withPass('tom')],
  ['R-61', 'pass', pass(), 'tom', withPass('tom', 3_600_000), withPass('tom')],
  ['R-61', 'pass', pass(), 'tom', withPass('tom', -7_200_000), same],
  ['R-61', 'pass', pass(), 'mateo', withPass('mateo'), withPass('tom'), 'tom'],
  ['R-62', 'pass', pass(), 'mateo', same, same, 'tom'],
  ['R-62', 'pass', pass(), 'pavel', policy('passes-for-pilot'), policy('passes-for-pilot'), 'tom'],
  ['R-62', 'pass', pass(), 'tom', policy('passes-off'), policy('passes-for-pilot')],
  ['R-63', 'pass', pass({ usableOnce: false }), 'tom', same, policy('passes-multi-use')],
  ['R-64', 'pass', pass(), 'tom', policy('passes-up-to-30-minutes'), same],
  ['R-70', 'advice', advice, 'zoe', same, same, 'yuki'],
  ['R-70', 'sign-in', signIn, 'tom', signedIn('tom', 53_004), signedIn('tom', 53_003)],
  ['R-71', 'advice', advice, 'gus', same, same, 'yuki'],
  ['R-72', 'advice', advice, 'yuki', same, same, 'ida'],
  ['R-73', 'advice', advice, 'viktor', same, same, 'sofia'],
  ['R-74', 'advice', advice, 'ida', migration('migrationInProgress'), same],
  ['R-75', 'advice', advice, 'ida', profile(allow(...many)), profile(allow(...many.slice(0, 20)))],
  ['R-76', 'advice', advice, 'breakGlass1', forEverybody, same],
  ['R-77', 'advice', advice, 'ida', policy('older'), same],
];

export interface TenantCase {
  readonly rule: string;
  /** "security-key for yuki": what is judged, and about whom. */
  readonly called: string;
  readonly method?: MethodName;
  readonly find?: Find;
  readonly asked: Asked;
  readonly who: Key;
  readonly change: Change;
  readonly nearly: Change;
  readonly other: Key;
}

/** Each rule that Graph data decides, over the simulated tenant, with a near miss. */
export const tenantCases: readonly TenantCase[] = [
  ...rows.map(([rule, method, who, change, nearly, other = who, asked = {}]) => ({
    rule,
    called: `${method} for ${who}`,
    method,
    asked,
    who,
    change,
    nearly,
    other,
  })),
  ...beside.map(([rule, what, find, who, change, nearly, other = who]) => ({
    rule,
    called: `${what} for ${who}`,
    find,
    asked: {},
    who,
    change,
    nearly,
    other,
  })),
];
