import { authenticatorPlatform, canSignInStrongly, describeMethod, type Method, type Passkey } from '../methods';
import { enforcesAttestation } from './profile-rules';
import { allowsModel, usableAtSignIn } from './effective-policy';
import { found, nothing, type Rule, type Seen, WHO, within } from './rule';

/** Second factors that are neither passkey nor app, and still get a person through "add a method" (COMB). */
const OTHER_FACTORS = ['softwareOath', 'hardwareOath', 'platformCredential', 'externalAuthenticationMethod'];

/** to R-29a: what is registered already. */
export const methodRules: readonly Rule[] = [
  {
    id: 'R-13',
    severity: 'warning',
    source: 'PKF, EAP',
    inventory: ['S2-60', 'S2-72', 'S2-77', 'S2-85'],
    find: ({ facts, passkeys, say, known }) =>
      within(facts.methods, (methods) =>
        within(passkeys, (effective) => {
          // Out of scope or not sure of the scope: say so for all passkeys at once.
          const { policy, excludedBy, matched, inclusionUnread, exclusionUnread } = effective;
          if (!policy.enabled || excludedBy.length > 0 || matched.length === 0) return nothing;
          if (inclusionUnread !== undefined || exclusionUnread !== undefined) return nothing;
          const refused = passkeysOf(methods).filter(
            ({ aaguid, passkeyType }) => !usableAtSignIn(effective, aaguid, passkeyType),
          );
          const kindOf = ({ aaguid, model }: Passkey): string => known.modelName(aaguid) ?? model ?? 'unknown model';
          return found(
            ...refused.map((passkey) => ({
              what: `The passkey "${describeMethod(passkey)}" is registered but cannot sign in any more.`,
              why: `The policy no longer allows this kind: ${kindOf(passkey)}.`,
              fix: `Register another one, or allow ${kindOf(passkey)} (${passkey.aaguid}) again at ${known.places.passkeyPolicy}.`,
              who: `${say.You}; for the policy: ${WHO.policyAdmin}`,
            })),
          );
        }),
      ),
  },
  {
    id: 'R-18',
    severity: 'info',
    source: 'PKF',
    inventory: ['S0-31', 'S3-26'],
    find: ({ facts, passkeys, say }) =>
      within(facts.methods, (methods) =>
        within(passkeys, ({ profiles }) => {
          const unattested = passkeysOf(methods).filter(
            ({ attested, aaguid }) =>
              attested === false && enforcesAttestation(profiles.filter((profile) => allowsModel(profile, aaguid))),
          );
          return found(
            ...unattested.map((passkey) => ({
              what: `The passkey "${describeMethod(passkey)}" was made before attestation was enforced.`,
              why: 'Attestation is checked when a passkey is made, not when it is used, so it goes on working.',
              fix: 'Nothing has to be done. Making it anew would attest it.',
              who: say.You,
            })),
          );
        }),
      ),
  },
  {
    id: 'R-21',
    severity: 'blocker',
    source: 'REG-A',
    inventory: ['S1-14'],
    find: (seen) =>
      onSymptom(seen, 'passkey-exists', (mine) =>
        mine.length > 0
          ? nothing
          : found({
              what: 'The phone has a passkey that Entra does not know.',
              why: 'It is left over from a registration that did not finish, and it blocks a new one.',
              fix: 'Delete the passkey in the Authenticator app, then try again.',
              who: seen.say.You,
            }),
      ),
  },
  {
    id: 'R-22',
    severity: 'blocker',
    source: 'REG-A',
    inventory: ['S2-82'],
    find: (seen) =>
      onSymptom(seen, 'no-matching-passkey', (mine) =>
        found(
          ...mine.map((passkey) => ({
            what: `Entra has the passkey "${describeMethod(passkey)}", but the phone does not have it any more.`,
            why: 'A passkey stays on its phone: a reset, or a restored backup, loses it.',
            fix: 'Delete it in Security info, then register a new one.',
            who: `${seen.say.You}, or a helpdesk agent when you cannot sign in`,
          })),
        ),
      ),
  },
  {
    id: 'R-27',
    severity: 'info',
    source: 'COMB, PKF',
    inventory: ['S4-18'],
    find: ({ asked, say }) =>
      asked.symptom === 'sign-in-again'
        ? found({
            what: 'The sign-in had become too old.',
            why: 'Adding a passkey needs a sign-in that is less than 5 minutes old, and Security info closes after 15 minutes.',
            fix: 'Sign in again, and go on at once.',
            who: say.You,
          })
        : nothing,
  },
  {
    id: 'R-28',
    severity: 'blocker',
    source: 'REG-S, TAP',
    inventory: ['S2-15', 'S2-16', 'S2-27', 'S3-31', 'S3-32', 'S4-4'],
    find: ({ facts, say }) =>
      within(facts.methods, (methods) =>
        // A guest from outside signs in at home, with methods that are not listed here.
        methods.some(startsRegistration) || (facts.person.known && facts.person.value.guest === 'external')
          ? nothing
          : found({
              what: `${say.You} ${say.have} only a password, and that is not enough to add a passkey.`,
              why: 'Adding a passkey needs a sign-in with a second factor, and no usable one is registered.',
              fix: 'Ask for a Temporary Access Pass. It stands in for the second factor once.',
              who: 'The manager or a helpdesk agent checks who is asking, and an approver decides',
            }),
      ),
  },
  {
    id: 'R-29a',
    severity: 'blocker',
    source: 'COMB',
    inventory: [],
    find: ({ facts, known, say }) =>
      within(facts.methods, (methods) => {
        const count = passkeysOf(methods).length;
        return count < known.maximumPasskeys
          ? nothing
          : found({
              what: `${say.You} already ${say.have} ${String(count)} passkeys, and ${String(known.maximumPasskeys)} is the most an account can hold.`,
              why: 'Entra refuses another one.',
              fix: 'Delete one that is no longer used in Security info.',
              who: say.You,
            });
      }),
  },
];

function passkeysOf(methods: readonly Method[]): readonly Passkey[] {
  return methods.filter((method) => method.kind === 'passkey');
}

/** Whether Entra would let the person through to "add a method" with this. */
function startsRegistration(method: Method): boolean {
  if (canSignInStrongly(method) || method.kind === 'phone') return true;
  if (method.kind === 'pass') return method.usable;
  return method.kind === 'other' && OTHER_FACTORS.some((name) => method.odataType.includes(name));
}

function onSymptom(
  { facts, asked }: Seen,
  symptom: NonNullable<Seen['asked']['symptom']>,
  find: (mine: readonly Passkey[]) => ReturnType<Rule['find']>,
): ReturnType<Rule['find']> {
  if (asked.symptom !== symptom) return nothing;
  return within(facts.methods, (methods) =>
    find(
      passkeysOf(methods).filter((passkey) => {
        const platform = authenticatorPlatform(passkey);
        return platform !== undefined && (asked.platform === undefined || platform === asked.platform);
      }),
    ),
  );
}
