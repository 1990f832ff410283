import type { Fact } from '../fact';
import { AUTHENTICATOR_AAGUID, type AuthenticatorPlatform, type PasskeyType } from '../methods';
import type { PasskeyProfile } from '../policies';
import { acceptingProfiles, allowsModel, allowsType, candidates, type EffectivePolicy } from './effective-policy';
import { cannotSay, type Found, found, nothing, type Rule, type Seen, WHO, within } from './rule';

const PHONE: Record<AuthenticatorPlatform, string> = { ios: 'iPhones', android: 'Android phones' };

const OTHER: Record<AuthenticatorPlatform, AuthenticatorPlatform> = { ios: 'android', android: 'ios' };

/** whether one effective profile is satisfied whole by the Authenticator passkey of this phone. */
export const profileRules: readonly Rule[] = [
  {
    id: 'R-08',
    severity: 'blocker',
    source: 'KEYWIN',
    inventory: ['S3-24'],
    find: ({ passkeys, known }) =>
      withoutType(passkeys, 'deviceBound', (profiles) =>
        found({
          what: profiles.some((profile) => allowsType(profile, 'synced'))
            ? 'Only synced passkeys are allowed, and the one in Authenticator is bound to its phone.'
            : 'The passkey profiles that apply allow no kind of passkey.',
          why: `No passkey profile that applies (${names(profiles)}) allows device-bound passkeys.`,
          fix: `Add Device-bound to the profile at ${known.places.passkeyPolicy}.`,
          who: WHO.policyAdmin,
        }),
      ),
  },
  {
    id: 'R-10',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S0-32', 'S0-57', 'S1-12', 'S2-58', 'S2-59', 'S3-60'],
    find: (seen) =>
      refusedModels(seen, 'allow', (profiles, platforms) => {
        if (platforms.some((platform) => otherHalfAllowed(profiles, platform))) return nothing;
        const allowed = profiles.flatMap(({ keyRestrictions }) =>
          keyRestrictions.enforced ? keyRestrictions.aaguids : [],
        );
        return found({
          what: `Microsoft Authenticator on ${phones(platforms)} is not on the list of allowed passkeys.`,
          why: `${profilesAllow(profiles)} ${allowed.length === 0 ? 'nothing: the list is empty' : models(allowed, seen)}.`,
          fix: `Add ${app(platforms)} to the allowed AAGUIDs at ${seen.known.places.passkeyPolicy}, or use a passkey that is on the list.`,
          who: `${WHO.policyAdmin}; for another passkey: ${seen.say.You}`,
        });
      }),
  },
  {
    id: 'R-11',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S0-32', 'S0-57', 'S2-59'],
    find: (seen) =>
      refusedModels(seen, 'block', (profiles, platforms) =>
        found({
          what: `Microsoft Authenticator on ${phones(platforms)} is on the list of blocked passkeys.`,
          why: `The passkey profile ${names(profiles)} blocks ${app(platforms)}.`,
          fix: `Take ${app(platforms)} off the blocked AAGUIDs at ${seen.known.places.passkeyPolicy}, or use another passkey.`,
          who: `${WHO.policyAdmin}; for another passkey: ${seen.say.You}`,
        }),
      ),
  },
  {
    id: 'R-12',
    severity: 'blocker',
    source: 'EAP',
    inventory: ['S1-13', 'S3-25', 'S3-60'],
    find: (seen) =>
      refusedModels(seen, 'allow', (profiles, platforms) => {
        const halves = platforms.filter((platform) => otherHalfAllowed(profiles, platform));
        return found(
          ...halves.map((platform) => ({
            what: `Authenticator is allowed on ${PHONE[OTHER[platform]]}, but not on ${PHONE[platform]}.`,
            why: `The list of ${names(profiles.filter((profile) => otherHalfAllowed([profile], platform)))} has ${app([OTHER[platform]])} and lacks ${app([platform])}.`,
            fix: `Add ${app([platform])} to the allowed AAGUIDs at ${seen.known.places.passkeyPolicy}.`,
            who: WHO.policyAdmin,
          })),
        );
      }),
  },
  {
    id: 'R-15',
    severity: 'blocker',
    source: 'EAP, REG-A',
    inventory: ['S0-31', 'S1-11', 'S1-15', 'S3-27'],
    find: ({ passkeys, asked, say }) =>
      amongAccepting(passkeys, asked.platform, (profiles) => {
        const unknown = profiles.find(({ attestation }) => attestation === 'unknown');
        if (unknown !== undefined && profiles.every(({ attestation }) => attestation === 'unknown')) {
          return cannotSay({
            what: `the attestation setting of the passkey profile "${unknown.name}"`,
            reason: 'nonsense',
          });
        }
        if (asked.flow !== 'cross-device' || !enforcesAttestation(profiles)) return nothing;
        return found({
          what: 'A passkey in Authenticator cannot be made by QR code here.',
          why: `The passkey profile ${names(profiles)} asks for proof of what made the passkey (attestation), and that works only inside the app.`,
          fix: 'Make the passkey in the Authenticator app itself.',
          who: say.You,
        });
      }),
  },
  {
    id: 'R-17',
    severity: 'warning',
    source: 'EAP',
    inventory: ['S3-60'],
    find: ({ passkeys, asked, say }) =>
      asked.failedBefore !== true
        ? nothing
        : amongAccepting(passkeys, asked.platform, (profiles) =>
            enforcesAttestation(profiles)
              ? found({
                  what: 'Apple or Google may not be vouching for the app right now.',
                  why: 'Your organisation asks for proof that the app is genuine (attestation). A service of Apple (App Attest) or Google (Play Integrity) gives it, and can be down or blocked by a company network.',
                  fix: 'Try another network, then again later.',
                  who: say.You,
                })
              : nothing,
          ),
  },
];

export function enforcesAttestation(profiles: readonly PasskeyProfile[]): boolean {
  return profiles.length > 0 && profiles.every(({ attestation }) => attestation !== 'disabled');
}

/** Calls `find` where no profile allows this type. One that may allow it, in words newer than this code, is a gap. */
export function withoutType(
  passkeys: Fact<EffectivePolicy>,
  type: PasskeyType,
  find: (profiles: readonly PasskeyProfile[]) => Found,
): Found {
  return amongProfiles(passkeys, (profiles) => {
    if (profiles.some((profile) => allowsType(profile, type))) return nothing;
    const unread = profiles.find(({ typesUnread }) => typesUnread === true);
    return unread === undefined
      ? find(profiles)
      : cannotSay({ what: `the kinds of passkey that the profile "${unread.name}" allows`, reason: 'nonsense' });
  });
}

/** Looks at the profiles of somebody who has some. Where more groups might bring more profiles, a "no" is not certain. */
export function amongProfiles(
  passkeys: Fact<EffectivePolicy>,
  find: (profiles: readonly PasskeyProfile[]) => Found,
): Found {
  return within(passkeys, ({ profiles, inclusionUnread }) => {
    if (profiles.length === 0) return nothing;
    const result = find(profiles);
    return result.problems.length > 0 && inclusionUnread !== undefined ? cannotSay(inclusionUnread) : result;
  });
}

function amongAccepting(
  passkeys: Fact<EffectivePolicy>,
  platform: AuthenticatorPlatform | undefined,
  find: (profiles: readonly PasskeyProfile[]) => Found,
): Found {
  return within(passkeys, (effective) => {
    const profiles = candidates(platform).flatMap((candidate) => acceptingProfiles(effective, candidate));
    return profiles.length === 0 ? nothing : amongProfiles(passkeys, () => find(profiles));
  });
}

/** Calls `find` with the device-bound profiles of the given kind and the phones that no profile accepts. */
function refusedModels(
  { passkeys, asked }: Seen,
  kind: 'allow' | 'block',
  find: (profiles: readonly PasskeyProfile[], platforms: readonly AuthenticatorPlatform[]) => Found,
): Found {
  return amongProfiles(passkeys, (all) => {
    const bound = all.filter((profile) => allowsType(profile, 'deviceBound'));
    const accepted = (platform: AuthenticatorPlatform): boolean =>
      bound.some((profile) => allowsModel(profile, AUTHENTICATOR_AAGUID[platform]));
    const asking = candidates(asked.platform);
    const refused = asking.filter((platform) => !accepted(platform));
    const profiles = bound.filter(
      (profile) =>
        profile.keyRestrictions.type === kind &&
        refused.some((platform) => !allowsModel(profile, AUTHENTICATOR_AAGUID[platform])),
    );
    if (refused.length === 0 || profiles.length === 0) return nothing;
    const result = find(profiles, refused);
    if (refused.length === asking.length) return result;
    // The platform is not known, and the other one is fine: nobody is blocked yet.
    return { ...result, problems: result.problems.map((problem) => ({ ...problem, severity: 'warning' })) };
  });
}

function otherHalfAllowed(profiles: readonly PasskeyProfile[], platform: AuthenticatorPlatform): boolean {
  return profiles.some((profile) => allowsModel(profile, AUTHENTICATOR_AAGUID[OTHER[platform]]));
}

export function names(profiles: readonly PasskeyProfile[]): string {
  return [...new Set(profiles.map(({ name }) => `"${name}"`))].join(', ');
}

function profilesAllow(profiles: readonly PasskeyProfile[]): string {
  return `The passkey profile ${names(profiles)} allows`;
}

function phones(platforms: readonly AuthenticatorPlatform[]): string {
  return platforms.map((platform) => PHONE[platform]).join(' and ');
}

/** By name, with the AAGUID for whoever keeps the list. */
function app(platforms: readonly AuthenticatorPlatform[]): string {
  return platforms
    .map((platform) => `Authenticator for ${PHONE[platform]} (${AUTHENTICATOR_AAGUID[platform]})`)
    .join(' and ');
}

export function models(listed: readonly string[], { known }: Seen): string {
  const distinct = [...new Set(listed.map((aaguid) => known.modelName(aaguid) ?? `an unknown model (${aaguid})`))];
  return distinct.length <= 5
    ? distinct.join(', ')
    : `${distinct.slice(0, 5).join(', ')} and ${String(distinct.length - 5)} more`;
}
