import { known, unread } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { Method } from '../../../src/domain/methods';
import type { PasskeyPolicy } from '../../../src/domain/policies';
import type { Asked } from '../../../src/domain/readiness';
import { ANDROID, IOS, NOW, pass, passkey, passkeyPolicy, profile, push, YUBIKEY } from './facts';

export const iphone: Asked = { platform: 'ios', osVersion: '18' };
export const android: Asked = { platform: 'android', osVersion: '15', screenLock: true };

export const policy = (changes: Partial<PasskeyPolicy>): Partial<PersonFacts> => ({
  passkeyPolicy: known(passkeyPolicy(changes), NOW),
});
export const methods = (...list: readonly Method[]): Partial<PersonFacts> => ({ methods: known(list, NOW) });
export const restricted = (type: 'allow' | 'block', ...aaguids: readonly string[]): Partial<PersonFacts> =>
  policy({ profiles: [profile({ name: 'Admins', keyRestrictions: { enforced: true, type, aaguids } })] });
export const person = (changes: { enabled?: boolean; guest?: 'internal' | 'external' }): Partial<PersonFacts> => ({
  person: known(
    {
      id: 'priya',
      displayName: 'Priya Nair',
      userPrincipalName: 'p@c.example',
      enabled: true,
      guest: 'no',
      ...changes,
    },
    NOW,
  ),
});
const inGroup = (id: string, displayName: string): Partial<PersonFacts> => ({
  groups: known([{ id, displayName, isAssignableToRole: false }], NOW),
});
export const attested = (changes: object = {}): Partial<PersonFacts> =>
  policy({ profiles: [profile({ attestation: 'registrationOnly', ...changes })] });

export interface PhoneCase {
  readonly rule: string;
  readonly when: string;
  readonly with: Partial<PersonFacts>;
  readonly asked?: Asked;
  /** Words that the finding must name. */
  readonly names: readonly string[];
  /** The same but for one thing, and the rule is silent. */
  readonly nearly: string;
  readonly butWith: Partial<PersonFacts>;
  readonly butAsked?: Asked;
}

export const cases: readonly PhoneCase[] = [
  {
    rule: 'R-00a',
    when: 'the account is disabled',
    with: person({ enabled: false }),
    names: ['disabled'],
    nearly: 'it is enabled',
    butWith: person({}),
  },
  {
    rule: 'R-00b',
    when: 'an external guest',
    with: person({ guest: 'external' }),
    names: ['home organisation'],
    nearly: 'an internal guest',
    butWith: person({ guest: 'internal' }),
  },
  {
    rule: 'R-00c',
    when: 'an internal guest',
    with: person({ guest: 'internal' }),
    names: ['member'],
    nearly: 'an external guest',
    butWith: person({ guest: 'external' }),
  },
  {
    rule: 'R-70',
    when: 'the account is at risk',
    with: { riskState: known('atRisk', NOW) },
    names: ['at risk', 'Somebody else may be using it', 'The security team'],
    nearly: 'a pass has been let through by a security contact',
    butWith: { riskState: known('atRisk', NOW), ...methods(pass({ usable: false, usability: 'OneTimeUsed' })) },
  },
  {
    rule: 'R-70',
    when: 'the account is confirmed as compromised',
    with: { riskState: known('confirmedCompromised', NOW) },
    names: ['confirmed as compromised'],
    nearly: 'nobody can read the risk',
    butWith: {
      riskState: unread({ what: 'the risk', reason: 'permission', permission: 'IdentityRiskyUser.Read.All' }),
    },
  },
  {
    rule: 'R-00d',
    when: 'a role can be activated',
    with: { eligibleRoles: known(['User Administrator'], NOW) },
    names: ['User Administrator'],
    nearly: 'only a risk',
    butWith: { riskState: known('atRisk', NOW) },
  },
  {
    rule: 'R-01',
    when: 'the policy is off',
    with: policy({ enabled: false }),
    names: ['Passkey (FIDO2)'],
    nearly: 'it is on',
    butWith: policy({}),
  },
  {
    rule: 'R-02',
    when: 'a group is excluded, in other letters than the membership says',
    with: { ...policy({ exclude: [{ to: 'group', id: 'CONTRACTORS' }] }), ...inGroup('contractors', 'Contractors') },
    names: ['"Contractors"', 'exclusion wins', 'owner of the group'],
    nearly: 'another group is excluded',
    butWith: { ...policy({ exclude: [{ to: 'group', id: 'interns' }] }), ...inGroup('contractors', 'Contractors') },
  },
  {
    rule: 'R-02',
    when: 'the person is excluded by object id',
    with: policy({ exclude: [{ to: 'user', id: 'PRIYA' }] }),
    names: ['this account by itself'],
    nearly: 'somebody else is',
    butWith: policy({ exclude: [{ to: 'user', id: 'tom' }] }),
  },
  {
    rule: 'R-03',
    when: 'only another group is included',
    with: policy({
      include: [{ target: { to: 'group', id: 'pilot', name: 'Passkey pilot' }, allowedProfiles: ['default'] }],
    }),
    names: ['"Passkey pilot"', 'not include your account'],
    nearly: 'the person is in that group (nested groups arrive as transitive membership)',
    butWith: {
      ...policy({ include: [{ target: { to: 'group', id: 'pilot' }, allowedProfiles: ['default'] }] }),
      ...inGroup('pilot', 'Passkey pilot'),
    },
  },
  {
    rule: 'R-03',
    when: 'nobody is included',
    with: policy({ include: [] }),
    names: ['nobody yet'],
    nearly: 'the person is included by object id',
    butWith: policy({ include: [{ target: { to: 'user', id: 'priya' }, allowedProfiles: ['default'] }] }),
  },
  {
    rule: 'R-04',
    when: 'the target has no profile',
    with: policy({ include: [{ target: { to: 'all' }, allowedProfiles: [] }] }),
    names: ['all users', 'profile'],
    nearly: 'the older settings apply to every target',
    butWith: policy({
      mode: 'older',
      profiles: [profile({ id: 'older-settings' })],
      include: [{ target: { to: 'all' }, allowedProfiles: [] }],
    }),
  },
  {
    rule: 'R-04',
    when: 'the profile named does not exist',
    with: policy({ include: [{ target: { to: 'all' }, allowedProfiles: ['deleted'] }] }),
    names: ['no profile that exists'],
    nearly: 'another matching target names one that does',
    butWith: {
      ...policy({
        include: [
          { target: { to: 'all' }, allowedProfiles: ['deleted'] },
          { target: { to: 'group', id: 'staff' }, allowedProfiles: ['default'] },
        ],
      }),
    },
  },
  {
    rule: 'R-05',
    when: 'a profile is assigned to nobody',
    with: policy({ profiles: [profile(), profile({ id: 'lonely', name: 'Lonely' })] }),
    names: ['"Lonely"'],
    nearly: 'it is assigned to somebody else',
    butWith: policy({
      profiles: [profile(), profile({ id: 'lonely', name: 'Lonely' })],
      include: [
        { target: { to: 'all' }, allowedProfiles: ['default'] },
        { target: { to: 'group', id: 'others' }, allowedProfiles: ['lonely'] },
      ],
    }),
  },
  {
    rule: 'R-06',
    when: 'self-service is off',
    with: policy({ selfServiceAllowed: false }),
    names: ['Allow self-service set up'],
    nearly: 'it is on',
    butWith: policy({ selfServiceAllowed: true }),
  },
  {
    rule: 'R-08',
    when: 'only synced passkeys are allowed',
    with: policy({ profiles: [profile({ passkeyTypes: ['synced'] })] }),
    names: ['Device-bound', '"Default"'],
    nearly: 'both kinds are',
    butWith: policy({ profiles: [profile({ passkeyTypes: ['synced', 'deviceBound'] })] }),
  },
  {
    rule: 'R-10',
    when: 'the allow list has only keys',
    with: restricted('allow', YUBIKEY),
    names: ['YubiKey 5 Series with NFC', IOS, '"Admins"'],
    nearly: 'the list has it in capital letters',
    butWith: restricted('allow', YUBIKEY, IOS.toUpperCase()),
  },
  {
    rule: 'R-10',
    when: 'the allow list is enforced and empty',
    with: restricted('allow'),
    names: ['the list is empty'],
    nearly: 'the list is not enforced',
    butWith: policy({}),
  },
  {
    rule: 'R-11',
    when: 'the model is blocked',
    with: restricted('block', IOS.toUpperCase()),
    names: ['blocked', IOS],
    nearly: 'the other platform is blocked',
    butWith: restricted('block', ANDROID),
  },
  {
    rule: 'R-12',
    when: 'only the Android half is allowed',
    with: restricted('allow', ANDROID),
    names: ['Android phones', IOS],
    nearly: 'the phone is an Android',
    butWith: restricted('allow', ANDROID),
    butAsked: android,
  },
  {
    rule: 'R-12',
    when: 'only the iPhone half is allowed',
    with: restricted('allow', IOS),
    asked: android,
    names: ['iPhones', ANDROID],
    nearly: 'both halves are',
    butWith: restricted('allow', IOS, ANDROID),
    butAsked: android,
  },
  {
    rule: 'R-13',
    when: 'a registered key is no longer on the list',
    with: { ...restricted('allow', IOS), ...methods(push, passkey({ name: 'My key', aaguid: YUBIKEY })) },
    names: ['"My key"', 'YubiKey 5 Series with NFC', 'cannot sign in'],
    nearly: 'only attestation is enforced, which is not checked again at sign-in',
    butWith: { ...attested(), ...methods(push, passkey({ name: 'My key', aaguid: YUBIKEY, attested: false })) },
  },
  {
    rule: 'R-13',
    when: 'a synced passkey is registered and synced ones are no longer allowed',
    with: {
      ...policy({}),
      ...methods(
        push,
        passkey({ name: 'iCloud', aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd', passkeyType: 'synced' }),
      ),
    },
    names: ['"iCloud"'],
    nearly: 'they are',
    butWith: {
      ...policy({ profiles: [profile({ passkeyTypes: ['synced', 'deviceBound'] })] }),
      ...methods(push, passkey({ passkeyType: 'synced' })),
    },
  },
  {
    rule: 'R-15',
    when: 'attestation is enforced and the way is a QR code',
    with: attested(),
    asked: { ...iphone, flow: 'cross-device' },
    names: ['inside the app'],
    nearly: 'the way is the app',
    butWith: attested(),
    butAsked: { ...iphone, flow: 'in-app' },
  },
  {
    rule: 'R-17',
    when: 'attestation is enforced and it failed again and again',
    with: attested(),
    asked: { ...iphone, failedBefore: true },
    names: ['App Attest', 'network'],
    nearly: 'attestation is not enforced',
    butWith: {},
    butAsked: { ...iphone, failedBefore: true },
  },
  {
    rule: 'R-18',
    when: 'an unattested passkey is older than the setting',
    with: { ...attested(), ...methods(push, passkey({ attested: false })) },
    names: ['goes on working'],
    nearly: 'it is attested',
    butWith: { ...attested(), ...methods(push, passkey({ attested: true })) },
  },
  {
    rule: 'R-19',
    when: 'both kinds are allowed and the app is old',
    with: policy({ profiles: [profile({ passkeyTypes: ['deviceBound', 'synced'] })] }),
    asked: { ...iphone, authenticatorVersion: '6.8.36' },
    names: ['6.8.37'],
    nearly: 'it is just new enough',
    butWith: policy({ profiles: [profile({ passkeyTypes: ['deviceBound', 'synced'] })] }),
    butAsked: { ...iphone, authenticatorVersion: '6.8.37' },
  },
  {
    rule: 'R-19',
    when: 'both kinds are allowed and the Android app is old',
    with: policy({ profiles: [profile({ passkeyTypes: ['deviceBound', 'synced'] })] }),
    asked: { ...android, authenticatorVersion: '6.2507.4748' },
    names: ['6.2507.4749'],
    nearly: 'only one kind is allowed',
    butWith: policy({}),
    butAsked: { ...android, authenticatorVersion: '6.2507.4748' },
  },
  {
    rule: 'R-20',
    when: 'iOS is too old',
    with: {},
    asked: { platform: 'ios', osVersion: '16.7' },
    names: ['iOS 17', 'iOS 16.7'],
    nearly: 'it is just new enough',
    butWith: {},
    butAsked: { platform: 'ios', osVersion: '17' },
  },
  {
    rule: 'R-20',
    when: 'Android is too old',
    with: {},
    asked: { ...android, osVersion: '13' },
    names: ['Android 14'],
    nearly: 'it is just new enough',
    butWith: {},
    butAsked: { ...android, osVersion: '14' },
  },
  {
    rule: 'R-20a',
    when: 'there is no screen lock',
    with: {},
    asked: { ...android, screenLock: false },
    names: ['PIN'],
    nearly: 'there is one',
    butWith: {},
    butAsked: android,
  },
  {
    rule: 'R-20b',
    when: 'Authenticator is not switched on for passkeys',
    with: {},
    asked: { ...android, osVersion: '14', passkeyProvider: false },
    names: ['Additional providers', 'Android 15'],
    nearly: 'it is',
    butWith: {},
    butAsked: { ...android, passkeyProvider: true },
  },
  {
    rule: 'R-21',
    when: 'the phone has a passkey that Entra does not know',
    with: {},
    asked: { ...iphone, symptom: 'passkey-exists' },
    names: ['Delete'],
    nearly: 'Entra knows it',
    butWith: methods(push, passkey()),
    butAsked: { ...iphone, symptom: 'passkey-exists' },
  },
  {
    rule: 'R-22',
    when: 'Entra has a passkey that the phone lost',
    with: methods(push, passkey()),
    asked: { ...iphone, symptom: 'no-matching-passkey' },
    names: ['Authenticator Passkey – iPhone'],
    nearly: 'the one Entra has is of the other platform',
    butWith: methods(push, passkey({ aaguid: ANDROID })),
    butAsked: { ...iphone, symptom: 'no-matching-passkey' },
  },
  {
    rule: 'R-23',
    when: 'Android has a work profile',
    with: {},
    asked: { ...android, workProfile: true },
    names: ['each profile'],
    nearly: 'it is an iPhone',
    butWith: {},
    butAsked: { ...iphone, workProfile: true },
  },
  {
    rule: 'R-27',
    when: 'the sign-in is asked for again',
    with: {},
    asked: { ...iphone, symptom: 'sign-in-again' },
    names: ['5 minutes'],
    nearly: 'it is not',
    butWith: {},
    butAsked: iphone,
  },
  {
    rule: 'R-28',
    when: 'there is only a password',
    with: methods({ kind: 'password', id: 'pw' }),
    names: ['Temporary Access Pass'],
    nearly: 'there is a pass that works',
    butWith: methods({ kind: 'password', id: 'pw' }, pass()),
  },
  {
    rule: 'R-28',
    when: 'the pass is used up',
    with: methods(pass({ usable: false, usability: 'OneTimeUsed' })),
    names: ['password'],
    nearly: 'there is a phone number',
    butWith: methods({ kind: 'phone', id: 'sms', phoneType: 'mobile' }),
  },
  {
    rule: 'R-29a',
    when: 'there are ten passkeys',
    with: methods(...Array.from({ length: 10 }, (_, n) => passkey({ id: String(n) }))),
    names: ['10 passkeys'],
    nearly: 'there are nine',
    butWith: methods(...Array.from({ length: 9 }, (_, n) => passkey({ id: String(n) }))),
  },
];
