import type { AuthenticatorPlatform } from '../methods';
import { acceptingProfiles, allowsType } from './effective-policy';
import { found, nothing, type Rule, type Seen } from './rule';
import { isOlder, parseVersion } from './versions';

const SYSTEM: Record<AuthenticatorPlatform, string> = { ios: 'iOS', android: 'Android' };

/** what only the person can see on the phone, and so has been asked. */
export const phoneRules: readonly Rule[] = [
  {
    id: 'R-19',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S1-4', 'S0-39'],
    find: (seen) => {
      const { platform, authenticatorVersion } = seen.asked;
      if (platform === undefined || authenticatorVersion === undefined || !needsNewApp(seen, platform)) return nothing;
      const minimum = seen.known.minimumAppForBothTypes[platform];
      return appIsNewEnough(authenticatorVersion, minimum)
        ? nothing
        : found({
            what: `Authenticator on this phone is too old: it needs ${minimum} or newer.`,
            why: 'The passkey profile allows device-bound and synced passkeys, and older versions cannot handle that.',
            fix: 'Update Microsoft Authenticator in the store.',
            who: seen.say.You,
          });
    },
  },
  {
    id: 'R-20',
    severity: 'blocker',
    source: 'EAP, FAQ-A',
    inventory: ['S1-5', 'S3-10', 'S3-60'],
    find: ({ asked, known, say }) => {
      const version = parseVersion(asked.osVersion ?? '');
      if (asked.platform === undefined || version === undefined) return nothing;
      const minimum = known.minimumSystem[asked.platform];
      const system = SYSTEM[asked.platform];
      if (!isOlder(version, parseVersion(minimum) ?? [])) return nothing;
      return found({
        what: `A passkey in Authenticator needs ${system} ${minimum} or newer; this phone has ${system} ${version.join('.')}.`,
        why: 'Older systems do not let an app keep passkeys.',
        fix: `Update ${system}, or use another phone or a security key.`,
        who: say.You,
      });
    },
  },
  {
    id: 'R-20a',
    severity: 'blocker',
    source: 'REG-A',
    inventory: ['S3-10', 'S3-60'],
    find: ({ asked, say }) =>
      asked.screenLock === false
        ? found({
            what: 'The phone has no screen lock.',
            why: 'A passkey is protected by the lock of the phone, so Authenticator makes none without it.',
            fix: 'Set a PIN, fingerprint or face in the settings of the phone.',
            who: say.You,
          })
        : nothing,
  },
  {
    id: 'R-20b',
    severity: 'blocker',
    source: 'REG-A',
    inventory: ['S1-24'],
    find: ({ asked, known, say }) => {
      if (asked.passkeyProvider !== false) return nothing;
      const version = parseVersion(asked.osVersion ?? '');
      const ios = isOlder(version ?? [], [18]) ? known.places.iosAutofill['17'] : known.places.iosAutofill['18'];
      const stuck = asked.platform === 'android' && version?.[0] === 14;
      return found({
        what: 'Authenticator is not chosen to keep passkeys on this phone.',
        why: 'The system hands new passkeys only to the apps that are switched on for it.',
        fix: `Switch Authenticator on at ${asked.platform === 'android' ? known.places.androidAutofill : ios}.${stuck ? ' If there is no such switch, this phone needs Android 15.' : ''}`,
        who: say.You,
      });
    },
  },
  {
    id: 'R-23',
    severity: 'warning',
    source: 'EAP',
    inventory: [],
    find: ({ asked, say }) =>
      asked.workProfile === true && asked.platform === 'android'
        ? found({
            what: 'The phone has a work profile.',
            why: 'A passkey works only in the profile in which it was made.',
            fix: 'Make the passkey in Authenticator of each profile in which you sign in.',
            who: say.You,
          })
        : nothing,
  },
];

/** PKF: a profile that allows both kinds of passkey and takes in Authenticator needs a newer app. */
export function needsNewApp({ passkeys }: Seen, platform: AuthenticatorPlatform): boolean {
  return passkeys.known && acceptingProfiles(passkeys.value, platform).some((profile) => allowsType(profile, 'synced'));
}

/** The version Graph knows, when there is one Authenticator only and its numbering is this platform's. */
export function registeredAppVersion({ facts }: Seen, platform: AuthenticatorPlatform): string | undefined {
  const apps = facts.methods.known ? facts.methods.value.filter((method) => method.kind === 'authenticator') : [];
  const version = apps.length === 1 ? apps[0]?.appVersion : undefined;
  // Android counts 6.2507.4749 (year and month), iOS 6.8.37.
  const looksAndroid = (parseVersion(version ?? '')?.[1] ?? 0) >= 1_000;
  return version !== undefined && looksAndroid === (platform === 'android') ? version : undefined;
}

export function appIsNewEnough(version: string, minimum: string): boolean {
  if (version === 'newest') return true;
  const parsed = parseVersion(version);
  return parsed !== undefined && !isOlder(parsed, parseVersion(minimum) ?? []);
}
