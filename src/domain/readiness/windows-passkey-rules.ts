import { allowsModel, allowsType } from './effective-policy';
import { describeMethod, type Passkey } from '../methods';
import type { PasskeyProfile } from '../policies';
import { usableAtSignIn } from './effective-policy';
import { amongProfiles, names } from './profile-rules';
import { found, nothing, type Rule, WHO, within } from './rule';

/** The three AAGUIDs of Windows Hello: which one a computer has depends on its hardware (EPW). */
export const WINDOWS_HELLO_AAGUIDS = [
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
] as const;

/** Said before anything about the policy: where it holds, nothing has to be changed. */
export const helloThereRule: Rule = {
  id: 'R-44',
  severity: 'blocker',
  source: 'EPW, REG-W',
  inventory: [],
  find: ({ facts, asked, say }) =>
    within(facts.methods, (methods) => {
      const hello = methods.filter((method) => method.kind === 'windows-hello');
      if (hello.length === 0) return nothing;
      const all = hello.map((method) => `"${method.name}"`).join(', ');
      return found({
        what: `${say.Your} account has Windows Hello already, on ${all}.`,
        why: 'On such a computer Windows Hello covers this account, and a passkey beside it is refused as already registered.',
        fix: 'Sign in with Windows Hello there. A passkey is for another computer, one that is not joined.',
        who: say.You,
        ...(asked.symptom === 'already-registered' ? {} : { severity: 'warning' }),
      });
    }),
};

/** an Entra passkey in Windows Hello, for a PC that is not joined (preview). */
export const windowsPasskeyRules: readonly Rule[] = [
  {
    id: 'R-45',
    severity: 'blocker',
    source: 'EPW',
    inventory: [],
    find: ({ passkeys, known }) =>
      amongProfiles(passkeys, (profiles) => {
        const allowed = WINDOWS_HELLO_AAGUIDS.filter((aaguid) => profiles.some((profile) => takes(profile, aaguid)));
        if (allowed.length === WINDOWS_HELLO_AAGUIDS.length) return nothing;
        const missing = WINDOWS_HELLO_AAGUIDS.filter((aaguid) => !allowed.includes(aaguid)).join(', ');
        return found({
          what:
            allowed.length === 0
              ? 'Passkeys on Windows are not switched on here.'
              : 'Passkeys on Windows are allowed for some computers only.',
          why: `A passkey profile has to name Windows Hello, and ${names(profiles)} does not (${missing}).`,
          fix: `Add Windows Hello (${missing}) to the allowed AAGUIDs of a profile that does not enforce attestation, at ${known.places.passkeyPolicy}.`,
          who: WHO.policyAdmin,
        });
      }),
  },
  {
    id: 'R-46',
    severity: 'info',
    source: 'EPW',
    inventory: [],
    find: ({ facts, passkeys, known }) =>
      within(facts.methods, (methods) =>
        within(passkeys, (effective) => {
          if (effective.inclusionUnread !== undefined) return nothing;
          const hidden = methods.filter(
            (method): method is Passkey =>
              method.kind === 'passkey' &&
              isWindowsHello(method.aaguid) &&
              !usableAtSignIn(effective, method.aaguid, method.passkeyType),
          );
          return found(
            ...hidden.map((passkey) => ({
              what: `The passkey "${describeMethod(passkey)}" is still listed as usable, and is not.`,
              why: 'Windows Hello was taken off the allowed list. The listing is a known fault of the preview.',
              fix: `Ignore the listing, delete the passkey, or allow Windows Hello (${passkey.aaguid}) again at ${known.places.passkeyPolicy}.`,
              who: WHO.policyAdmin,
            })),
          );
        }),
      ),
  },
];

export function isWindowsHello(aaguid: string): boolean {
  return WINDOWS_HELLO_AAGUIDS.some((one) => one === aaguid.toLowerCase());
}

/** EPW: listed by name, in an allow list, without attestation. Not being forbidden is not enough. */
function takes(profile: PasskeyProfile, aaguid: string): boolean {
  const { enforced, type } = profile.keyRestrictions;
  return (
    enforced &&
    type === 'allow' &&
    profile.attestation === 'disabled' &&
    // Where the kinds cannot be read, R-08 says so.
    (profile.typesUnread === true || allowsType(profile, 'deviceBound')) &&
    allowsModel(profile, aaguid)
  );
}
