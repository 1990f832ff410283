import { scopeOf } from './effective-policy';
import { canSignInStrongly } from '../methods';
import { cannotSay, found, nothing, type Rule, WHO, within } from './rule';

/** what bites when passkeys are used. Only the person sees it, so it has been asked. */
export const passkeyUseRules: readonly Rule[] = [
  {
    id: 'R-24',
    severity: 'warning',
    source: 'COMPAT',
    inventory: ['S0-56'],
    find: ({ asked, facts, say }) =>
      asked.symptom !== 'name-first-fails-on-apple'
        ? nothing
        : within(facts.methods, (methods) => {
            const count = methods.filter(({ kind }) => kind === 'passkey').length;
            return count <= 3
              ? nothing
              : found({
                  what: `${say.You} ${say.have} ${String(count)} passkeys, which is too many for Safari when the user name is typed first.`,
                  why: 'With more than three, Safari on Mac and iPhone fails to choose one.',
                  fix: 'Choose Sign-in options without typing the user name.',
                  who: say.You,
                });
          }),
  },
  {
    id: 'R-25',
    severity: 'warning',
    source: 'EAP, REG-A, SGN-A',
    inventory: ['S3-10'],
    find: ({ asked, say }) =>
      asked.symptom === 'qr-code-hangs'
        ? found({
            what: 'The phone and the computer do not find each other.',
            why: 'Both need Bluetooth and the internet, and the network must let cable.ua5v.com, cable.auth.com and app-site-association.cdn-apple.com through uninspected.',
            fix: 'Switch Bluetooth on at both, stand close, scan with the camera of the phone, not with Authenticator, or try another network.',
            who: `${say.You}; for the network: ${WHO.deviceAdmin}`,
          })
        : nothing,
  },
  {
    id: 'R-26',
    severity: 'warning',
    source: 'EAP',
    inventory: ['S3-10'],
    find: ({ asked, say }) =>
      asked.bluetoothBlocked === true
        ? found({
            what: 'Making or using a passkey by QR code cannot work here.',
            why: 'It needs Bluetooth, and the company switches that off.',
            fix: 'Make the passkey in the app, sign in on the phone, or use a security key; Intune can allow Bluetooth for passkeys only.',
            who: `${say.You}; for Bluetooth: ${WHO.deviceAdmin}`,
          })
        : nothing,
  },
  {
    id: 'R-29',
    severity: 'warning',
    source: 'PKF',
    inventory: [],
    find: ({ asked, facts, say }) =>
      asked.renamed !== true
        ? nothing
        : within(facts.methods, (methods) =>
            methods.some(({ kind }) => kind === 'passkey')
              ? found({
                  what: 'A passkey keeps the user name under which it was made.',
                  why: 'It cannot be adapted to the new name.',
                  fix: 'Delete the old passkey in Security info and add a new one.',
                  who: say.You,
                })
              : nothing,
          ),
  },
];

/** a security key at the Windows sign-in screen. */
export const keyAtWindowsRules: readonly Rule[] = [
  {
    id: 'R-47',
    severity: 'warning',
    source: 'KEYWIN',
    inventory: ['S2-52', 'S2-54', 'S2-55', 'S2-56', 'S2-75'],
    find: ({ asked }) =>
      asked.symptom === 'key-not-offered'
        ? found({
            what: 'Windows does not offer the security key at its sign-in screen.',
            why: 'That is switched off by default, or Windows is too old: 1909 when joined to Entra, 2004 when hybrid joined.',
            fix: 'Set PassportForWork/SecurityKey/UseSecurityKeyForSignin to 1 in Intune, or Turn on security key sign-in by group policy (hybrid only).',
            who: WHO.deviceAdmin,
          })
        : nothing,
  },
  {
    id: 'R-48',
    severity: 'blocker',
    source: 'KEYWIN',
    inventory: ['S2-57'],
    find: ({ asked, say }) =>
      asked.scenario === undefined
        ? nothing
        : found({
            what: `A security key does not work for ${SCENARIOS[asked.scenario]}.`,
            why: 'Microsoft does not support it there.',
            fix: 'Use another way to sign in there; remote desktops can pass a key through (WebAuthn redirection).',
            who: `${say.You}; for remote desktops: ${WHO.deviceAdmin}`,
          }),
  },
  {
    id: 'R-49',
    severity: 'warning',
    source: 'KTS',
    inventory: ['S0-37', 'S2-53'],
    find: ({ asked, say }) =>
      asked.symptom === 'key-not-usable-yet'
        ? found({
            what: 'A computer that was just hybrid joined does not take the key yet.',
            why: 'It needs one sign-in with the password, and the policies after that.',
            fix: 'Sign in with the password and wait; dsregcmd /status must say YES for AzureAdJoined and DomainJoined.',
            who: say.You,
          })
        : nothing,
  },
];

/** what happens around a pass while a method is registered with it. */
export const passUseRules: readonly Rule[] = [
  {
    id: 'R-65',
    severity: 'info',
    source: 'TAP',
    inventory: ['S2-28'],
    find: ({ asked, facts, say }) =>
      asked.symptom !== 'pass-not-asked-for'
        ? nothing
        : within(facts.methods, (methods) =>
            methods.some((method) => method.kind === 'pass' && method.usable)
              ? found({
                  what: 'The pass is valid, and not asked for yet.',
                  why: 'It takes a few minutes to be known everywhere.',
                  fix: 'Wait a few minutes, then sign in in a private window.',
                  who: say.You,
                })
              : nothing,
          ),
  },
  {
    id: 'R-66',
    severity: 'warning',
    source: 'TAP',
    inventory: ['S3-55'],
    find: ({ method, facts, say }) => {
      if (method !== 'security-key' && method !== 'synced-passkey' && method !== 'windows-passkey') return nothing;
      return within(facts.methods, (methods) => {
        if (methods.some(canSignInStrongly) || !methods.some((one) => one.kind === 'pass' && one.usable))
          return nothing;
        return within(facts.methodsPolicy, ({ campaign }) => {
          if (campaign.state === 'off') return nothing;
          const scope = scopeOf(facts, campaign.include, campaign.exclude, (target) => target);
          if (scope.excludedBy.length > 0) return nothing;
          const unread = scope.matched.length === 0 ? scope.inclusionUnread : scope.exclusionUnread;
          if (unread !== undefined) return cannotSay(unread);
          if (scope.matched.length === 0) return nothing;
          return found({
            what: 'After signing in with the pass, a registration of Authenticator may come first.',
            why: 'A registration campaign interrupts the sign-in in a browser, and no passkey can be added inside it.',
            fix: 'Finish or skip it, then go on to Security info.',
            who: say.You,
          });
        });
      });
    },
  },
  {
    id: 'R-67',
    severity: 'blocker',
    source: 'TAP',
    inventory: ['S3-31'],
    find: ({ asked, facts }) =>
      asked.symptom !== 'pass-window-over'
        ? nothing
        : within(facts.methods, (methods) =>
            methods.some(canSignInStrongly)
              ? nothing
              : found({
                  what: 'The time to register with this pass is over.',
                  why: 'A pass that works once opens 10 minutes for registering; after that a second factor is asked for again.',
                  fix: 'Ask for a new pass, and finish within 10 minutes of signing in.',
                  who: 'The manager or a helpdesk agent checks who is asking, and an approver decides',
                }),
          ),
  },
];

const SCENARIOS = {
  'remote-desktop': 'a remote desktop without WebAuthn redirection',
  'run-as': 'Run as',
  server: 'signing in to a server',
  's-mime': 'signing or encrypting mail (S/MIME)',
  'on-premises-only': 'accounts that exist only in Active Directory',
} as const;
