import { entries } from '../../src/knowledge/entries';
import { checks } from '../../src/knowledge/entries/checks';
import { createMatcher } from '../../src/knowledge/matcher';

/**
 * knowledge.md section B: where the guides contradict each other or are out of date, somebody asks in the old words and
 * is answered as section B says. B-24 and others that only the code obeys are held where that code is.
 */
const said: readonly (readonly [row: string, words: string, entry: string, answers: RegExp, never?: RegExp])[] = [
  [
    'B-1',
    'where is the passkey policy, under protection?',
    'passkey-policy-place',
    /Entra ID > .*older portals: Protection/,
  ],
  [
    'B-2',
    'should attestation be no for authenticator',
    'attestation',
    /supports it.*only for passkeys made inside the app/,
  ],
  [
    'B-3',
    'unknown error during passkey registration',
    'unknown-registration-error',
    /inside the Authenticator app/,
    /preview/,
  ],
  ['B-4', 'which version of authenticator do I need', 'app-too-old', /both kinds of passkey.*older guides/, /6\.8\.7/],
  [
    'B-5',
    'where is autofill in the iphone settings',
    'passkey-provider',
    /iOS 18.*General > AutoFill.*iOS 17.*Password Options/,
  ],
  [
    'B-6',
    'where is windows hello in the authentication methods policy',
    'hello-policy-place',
    /no such policy.*Intune/,
  ],
  ['B-7', 'can I have two work accounts in authenticator on one phone', 'several-accounts', /several accounts/],
  ['B-7', 'I have authenticator on five phones and cannot add another', 'authenticator-limit', /at most 5/],
  ['B-8', 'where do I switch on combined registration', 'combined-registration', /nothing to switch on/],
  ['B-9', 'which windows version for security keys', 'key-at-windows', /1909.*2004/, /1809/],
  [
    'B-10',
    'what mode does the authenticator policy need',
    'authenticator-mode',
    /passkey in Authenticator does not need this policy/,
  ],
  ['B-11', 'which licence do passkeys need', 'licences', /every edition, also the free one.*P1/],
  ['B-12', 'powershell script for the passkey policy', 'policy-script', /replace all targets.*never change a policy/],
  ['B-13', 'how many passkey profiles can there be', 'passkey-profiles', /3 or of 10.*20 KB/],
  ['B-15', 'login_hint adfs phone sign-in', 'federation', /pass and a passkey come first/],
  ['B-16', 'authenticator on a shared tablet', 'shared-computer', /use security keys/],
  ['B-17', 'tap the right number in authenticator', 'number-matching', /Type the number/],
  ['B-18', 'what is a temporary access passcode', 'what-is-a-pass', /Temporary Access Pass is/, /passcode|preview/i],
  [
    'B-19',
    'which role manages authentication methods',
    'roles',
    /Policies: Authentication Policy Administrator.*people: Authentication Administrator/,
  ],
  ['B-20', 'can a guest get a temporary access pass', 'pass-guest', /external guest cannot/],
  ['B-20', 'guest passkey', 'guest', /Internal guests can have a pass/],
  [
    'B-21',
    'default length and lifetime of the temporary access pass',
    'pass-settings',
    /weaker: several uses, 8 characters.*never assume/,
  ],
  ['B-22', 'where can I test my new sign-in, portal.office.com?', 'try-it-out', /security-info.*have changed/],
  ['B-23', 'why is the pass asked before the passkey', 'pass-asked-first', /delete the pass/],
  ['B-24', 'how long are sign-in logs kept', 'log-retention', /30 days, less without a licence/],
  ['B-25', 'registration campaign', 'campaign', /passkeys where people may have every kind.*stays with Authenticator/],
  ['B-26', 'sms as a fallback', 'sms-retirement', /1 February 2027.*Do not choose SMS/],
  ['B-27', 'is my passkey on all my devices', 'passkey-kinds', /stays on one phone.*Authenticator.*device-bound/],
  [
    'B-28',
    'how do I delete a passkey from the app',
    'remove-method',
    /Android.*usually removes both; on the iPhone it never does/,
  ],
  ['B-29', 'on-premises security key preview', 'key-on-premises', /no preview any more/],
  ['B-30', 'break glass accounts', 'emergency-accounts', /key or certificate/],
  ['B-31', 'AADSTS53004', 'registration-risky', /suspicious/, /complete.*registration/i],
  ['B-32', 'AADSTS530032', 'risk-blocked', /sign-in log has the exact reason/],
  ['B-33', 'AADSTS135010', 'passkey-unknown-to-entra', /not on the account/],
  ['B-34', 'where is use an app instead', 'only-password-offered', /Other ways to sign in/],
  ['B-35', 'passkey for an internal guest', 'guest', /cannot register a passkey here yet/],
  ['B-36', 'passkey on windows preview', 'windows-passkey-policy', /three Windows Hello models, without attestation/],
];

it.each(said.map(([row, words, ...rest]) => [row, words, rest] as const))(
  '%s: "%s" is answered as section B says',
  (_, words, [id, answers, never]) => {
    const match = createMatcher().match(words);
    const found = match.kind === 'sure' ? [match.entry] : match.kind === 'unsure' ? match.entries : [];
    expect(found.map((entry) => entry.id)).toContain(id);
    const entry = found.find((one) => one.id === id);
    const prose = entry?.kind === 'answer' ? [entry.what, entry.why, entry.fix].join(' ') : '';
    expect(prose).toMatch(answers);
    if (never !== undefined) expect(prose).not.toMatch(never);
  },
);

it('every row of live checks belongs to an answer, and its hints are rules of that answer', () => {
  const answers = new Map(entries.flatMap((entry) => (entry.kind === 'answer' ? [[entry.id, entry] as const] : [])));
  expect(Object.keys(checks).filter((id) => !answers.has(id))).toEqual([]);
  for (const [id, { hints = [] }] of Object.entries(checks))
    expect([id, hints.filter((rule) => answers.get(id)?.rules.includes(rule) !== true)]).toEqual([id, []]);
});
