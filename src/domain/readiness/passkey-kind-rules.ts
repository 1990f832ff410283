import type { PasskeyType } from '../methods';
import type { PasskeyProfile } from '../policies';
import { allowsModel, allowsType } from './effective-policy';
import { amongProfiles, enforcesAttestation, models, names, withoutType } from './profile-rules';
import { cannotSay, type Found, found, nothing, type Rule, type Seen, WHO } from './rule';
import type { Problem } from './verdict';
import { WINDOWS_HELLO_AAGUIDS } from './windows-passkey-rules';

/** A passkey that somebody wants to make, as far as it is known before it exists. */
interface Candidate {
  readonly called: string;
  readonly type: PasskeyType;
  /** Its AAGUIDs; undefined while nobody has said which model it is. */
  readonly models: readonly string[] | undefined;
}

/** `depends`: on the model, which has to be asked, or on the firmware, which a name does not tell. */
type Acceptance = 'yes' | 'no' | 'depends';

function candidateOf({ method, asked, known }: Seen): Candidate {
  if (method === 'synced-passkey') return { called: 'A synced passkey', type: 'synced', models: undefined };
  if (method === 'windows-passkey')
    return { called: 'A passkey on Windows', type: 'deviceBound', models: WINDOWS_HELLO_AAGUIDS };
  const said = asked.keyModel?.trim() ?? '';
  const found = said === '' ? undefined : known.keyModels(said);
  return {
    called: said === '' ? 'A security key' : (known.modelName(said) ?? said),
    type: 'deviceBound',
    models: found,
  };
}

/** for passkeys whose model is not settled by the phone. */
export const passkeyKindRules: readonly Rule[] = [
  {
    id: 'R-07',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S3-54'],
    find: ({ method, passkeys, known }) =>
      method === 'synced-passkey' ? needsType(passkeys, 'synced', known.places.passkeyPolicy) : nothing,
  },
  {
    id: 'R-08',
    severity: 'blocker',
    source: 'KEYWIN',
    inventory: ['S3-24'],
    find: ({ method, passkeys, known }) =>
      method === 'synced-passkey' ? nothing : needsType(passkeys, 'deviceBound', known.places.passkeyPolicy),
  },
  {
    id: 'R-10',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S0-32', 'S0-57', 'S2-58', 'S2-59'],
    find: (seen) =>
      refused(seen, 'allow', (profiles, { called }) => ({
        what: `${called} is not on the list of allowed passkeys.`,
        why: `The passkey profile ${names(profiles)} allows ${listed(profiles, seen)}.`,
        fix: `Use one that is on the list, or add its AAGUID at ${seen.known.places.passkeyPolicy}.`,
        who: `${seen.say.You}; for the list: ${WHO.policyAdmin}`,
      })),
  },
  {
    id: 'R-11',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S0-32', 'S0-57', 'S2-59'],
    find: (seen) =>
      refused(seen, 'block', (profiles, { called }) => ({
        what: `${called} is on the list of blocked passkeys.`,
        why: `The passkey profile ${names(profiles)} blocks ${listed(profiles, seen)}.`,
        fix: `Use another model, or take it off the list at ${seen.known.places.passkeyPolicy}.`,
        who: `${seen.say.You}; for the list: ${WHO.policyAdmin}`,
      })),
  },
  {
    id: 'R-14',
    severity: 'blocker',
    source: 'HWV',
    inventory: ['S0-57'],
    find: (seen) =>
      amongFitting(seen, (profiles, { called, models: ids }) =>
        seen.method !== 'security-key' ||
        ids?.some(seen.known.isAttestableKey) !== false ||
        !enforcesAttestation(profiles)
          ? nothing
          : found({
              what: `${called} is not among the keys that can prove to Entra what they are.`,
              why: `The passkey profile ${names(profiles)} asks for that proof (attestation). My list is FIDO metadata ${String(seen.known.metadataVersion)}; Microsoft takes up to 4 weeks to know a new model.`,
              fix: `Use a key from Microsoft's list, or switch attestation off in one profile at ${seen.known.places.passkeyPolicy}.`,
              who: `${seen.say.You}; for the profile: ${WHO.policyAdmin}`,
            }),
      ),
  },
  {
    id: 'R-16',
    severity: 'blocker',
    source: 'CPK, EPW',
    inventory: ['S3-54'],
    find: (seen) =>
      seen.method === 'security-key'
        ? nothing
        : amongFitting(seen, (profiles, { called }) =>
            enforcesAttestation(profiles)
              ? found({
                  what: `${called} can never prove what it is.`,
                  why: `The passkey profile ${names(profiles)} asks for that proof (attestation), and only security keys and Authenticator can give it.`,
                  fix: `Use Microsoft Authenticator or a security key, or switch attestation off in one profile at ${seen.known.places.passkeyPolicy}.`,
                  who: `${seen.say.You}; for the profile: ${WHO.policyAdmin}`,
                })
              : nothing,
          ),
  },
];

/** Whether some profile takes it, or could, once its model is known. */
export function passkeyAccepted(seen: Seen): Acceptance {
  const candidate = candidateOf(seen);
  if (!seen.passkeys.known) return 'depends';
  return best(
    fitting(seen.passkeys.value.profiles, candidate).map((profile) =>
      both(modelAccepted(profile, candidate, seen), attestationAccepted(profile, candidate, seen)),
    ),
  );
}

function needsType(passkeys: Seen['passkeys'], type: PasskeyType, place: string): Found {
  const word = type === 'synced' ? 'synced' : 'device-bound';
  return withoutType(passkeys, type, (profiles) =>
    found({
      what: type === 'synced' ? 'Synced passkeys are not allowed.' : 'Passkeys bound to a device are not allowed.',
      why: `No passkey profile that applies (${names(profiles)}) allows ${word} ones${type === 'synced' ? ', and one that exists cannot sign in either' : ''}.`,
      fix:
        type === 'synced'
          ? `Use a passkey in Microsoft Authenticator, or add Synced to the profile at ${place}.`
          : `Add Device-bound to the profile at ${place}.`,
      who: WHO.policyAdmin,
    }),
  );
}

function refused(
  seen: Seen,
  kind: 'allow' | 'block',
  find: (profiles: readonly PasskeyProfile[], candidate: Candidate) => Problem,
): Found {
  const candidate = candidateOf(seen);
  return amongProfiles(seen.passkeys, (all) => {
    const profiles = fitting(all, candidate);
    if (profiles.length === 0 || best(profiles.map((profile) => modelAccepted(profile, candidate, seen))) !== 'no')
      return nothing;
    const guilty = profiles.filter(({ keyRestrictions }) => keyRestrictions.type === kind);
    return guilty.length === 0 ? nothing : found(find(guilty, candidate));
  });
}

/** Looks at the profiles whose type and list of models let it pass, or might. */
function amongFitting(seen: Seen, find: (profiles: readonly PasskeyProfile[], candidate: Candidate) => Found): Found {
  const candidate = candidateOf(seen);
  return amongProfiles(seen.passkeys, (all) => {
    const profiles = fitting(all, candidate).filter((profile) => modelAccepted(profile, candidate, seen) !== 'no');
    const unknown = profiles.find(({ attestation }) => attestation === 'unknown');
    if (unknown !== undefined && profiles.every(({ attestation }) => attestation === 'unknown'))
      return cannotSay({
        what: `the attestation setting of the passkey profile "${unknown.name}"`,
        reason: 'nonsense',
      });
    return profiles.length === 0 ? nothing : find(profiles, candidate);
  });
}

function fitting(profiles: readonly PasskeyProfile[], { type }: Candidate): readonly PasskeyProfile[] {
  return profiles.filter((profile) => allowsType(profile, type));
}

function modelAccepted(profile: PasskeyProfile, { models: ids }: Candidate, seen: Seen): Acceptance {
  const { enforced, type, aaguids } = profile.keyRestrictions;
  if (!enforced) return 'yes';
  if (ids !== undefined && ids.length > 0) {
    const allowed = ids.filter((aaguid) => allowsModel(profile, aaguid)).length;
    return allowed === ids.length ? 'yes' : allowed === 0 ? 'no' : 'depends';
  }
  // A list of things that it certainly is not says nothing about it when it blocks, and everything when it allows.
  if (aaguids.some((aaguid) => couldBe(seen, aaguid))) return 'depends';
  return type === 'allow' ? 'no' : 'yes';
}

function couldBe({ method, known, asked }: Seen, aaguid: string): boolean {
  const kind = known.modelKind(aaguid);
  // A key of a name that is not in our list is none of those in it.
  if (kind === 'security-key') return method === 'security-key' && (asked.keyModel?.trim() ?? '') === '';
  return kind === undefined;
}

function attestationAccepted({ attestation }: PasskeyProfile, { models: ids }: Candidate, seen: Seen): Acceptance {
  if (attestation === 'disabled') return 'yes';
  if (attestation === 'unknown') return 'depends';
  if (seen.method !== 'security-key') return 'no';
  if (ids === undefined) return 'depends';
  const attestable = ids.filter(seen.known.isAttestableKey).length;
  if (attestable === 0) return 'no';
  return attestable === ids.length ? 'yes' : 'depends';
}

function both(one: Acceptance, other: Acceptance): Acceptance {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'depends';
}

function best(all: readonly Acceptance[]): Acceptance {
  if (all.includes('yes')) return 'yes';
  return all.includes('depends') ? 'depends' : 'no';
}

function listed(profiles: readonly PasskeyProfile[], seen: Seen): string {
  const all = profiles.flatMap(({ keyRestrictions }) => keyRestrictions.aaguids);
  return all.length === 0 ? 'nothing: the list is empty' : models(all, seen);
}
