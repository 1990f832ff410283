import type { PersonFacts } from '../facts';
import type { AuthenticatorPolicy } from '../policies';
import { scopeOf, targetName, type Scope } from './effective-policy';
import { cannotSay, type Found, found, nothing, type Rule, type Seen, WHO, within } from './rule';

type Included = AuthenticatorPolicy['include'][number];
type Mode = Included['mode'];

/** notifications and phone sign-in with Microsoft Authenticator. */
export const authenticatorAppRules: readonly Rule[] = [
  {
    id: 'R-30',
    severity: 'blocker',
    source: 'PHONE',
    inventory: ['S0-22', 'S0-23', 'S2-44', 'S4-9', 'S1-3'],
    find: (seen) =>
      scoped(seen, ({ policy, scope, facts, known, say }) => {
        if (!policy.enabled) {
          return found({
            what: 'Microsoft Authenticator is switched off in this organisation.',
            why: 'The Microsoft Authenticator policy is not enabled, so the app can neither be registered nor used.',
            fix: `Set Enable to On at ${known.places.authenticatorPolicy}.`,
            who: WHO.policyAdmin,
          });
        }
        const [excluded] = scope.excludedBy;
        if (excluded !== undefined) {
          const name = targetName(excluded, facts.groups);
          return found({
            what: `The Microsoft Authenticator policy excludes ${name}.`,
            why: `${say.YouAre} meant by that, and an exclusion wins over every inclusion.`,
            fix: `Take the account out of ${name}, or take it off the exclusions at ${known.places.authenticatorPolicy}.`,
            who: WHO.policyAdmin,
          });
        }
        if (scope.exclusionUnread !== undefined) return cannotSay(scope.exclusionUnread);
        if (scope.matched.length > 0) return nothing;
        if (scope.inclusionUnread !== undefined) return cannotSay(scope.inclusionUnread);
        const groups = policy.include.slice(0, 5).map(({ target }) => targetName(target, facts.groups));
        return found({
          what: `The Microsoft Authenticator policy does not include ${say.your} account.`,
          why: groups.length === 0 ? 'It includes nobody yet.' : `It includes ${groups.join(', ')}.`,
          fix: `Add the account to an included group, or include one of its groups at ${known.places.authenticatorPolicy}.`,
          who: WHO.policyAdmin,
        });
      }),
  },
  {
    id: 'R-31',
    severity: 'warning',
    source: 'PHONE, ERRX',
    inventory: ['S2-41', 'S2-45'],
    find: (seen) =>
      scoped(seen, ({ policy, scope, facts, known, say }) => {
        const out = !policy.enabled || scope.excludedBy.length > 0 || scope.matched.length === 0;
        if (!out || scope.inclusionUnread !== undefined || scope.exclusionUnread !== undefined) return nothing;
        return within(facts.methods, (methods) =>
          methods.some(({ kind }) => kind === 'authenticator')
            ? found({
                what: 'Authenticator is still offered at sign-in, and fails there (130500).',
                why: `It is registered for ${say.your} account, and the policy no longer allows it.`,
                fix: `Include the account again at ${known.places.authenticatorPolicy}, or delete the app from Security info.`,
                who: `${WHO.policyAdmin}; to delete it: ${say.You}`,
              })
            : nothing,
        );
      }),
  },
  {
    id: 'R-32',
    severity: 'blocker',
    source: 'PHONE',
    inventory: ['S4-11'],
    find: (seen) =>
      onlyMode(seen, 'deviceBasedPush', ({ known, say }) =>
        seen.method === 'authenticator-push'
          ? found({
              what: 'Notifications beside a password are not allowed here, only phone sign-in.',
              why: 'The mode for this account is Passwordless.',
              fix: `Set up phone sign-in instead, or choose Any or Push at ${known.places.authenticatorPolicy}.`,
              who: `${say.You}; for the mode: ${WHO.policyAdmin}`,
            })
          : found({
              what: 'Phone sign-in has to be set up in the app itself.',
              why: 'The mode for this account is Passwordless, and Security info does not offer it then.',
              fix: 'In Authenticator choose +, Work or school account, Sign in.',
              who: say.You,
              severity: 'info',
            }),
      ),
  },
  {
    id: 'R-33',
    severity: 'blocker',
    source: 'PHONE',
    inventory: ['S0-25', 'S4-10', 'S4-21'],
    find: (seen) =>
      seen.method !== 'phone-sign-in'
        ? nothing
        : onlyMode(seen, 'push', ({ known }) =>
            found({
              what: 'Phone sign-in is not allowed here, only notifications beside a password.',
              why: 'The mode for this account is Push.',
              fix: `Choose Any or Passwordless at ${known.places.authenticatorPolicy}.`,
              who: WHO.policyAdmin,
            }),
          ),
  },
  {
    id: 'R-34',
    severity: 'info',
    source: 'CSDL',
    inventory: ['S0-40', 'S4-20', 'S2-17'],
    find: ({ method, facts, say }) =>
      method !== 'phone-sign-in'
        ? nothing
        : within(facts.methods, (methods) =>
            within(facts.methodDevices, (tied) => {
              const apps = methods.filter(({ kind }) => kind === 'authenticator');
              const withDevice = new Set(
                tied.flatMap(({ methodId, device }) => (device === undefined ? [] : [methodId])),
              );
              if (apps.length === 0 || apps.some(({ id }) => withDevice.has(id))) return nothing;
              return found({
                what: 'Authenticator is set up for notifications only.',
                why: 'Phone sign-in needs the phone registered with the organisation, and it is not yet.',
                fix: 'In Authenticator open the account and choose Set up phone sign-in.',
                who: say.You,
              });
            }),
          ),
  },
  {
    id: 'R-35',
    severity: 'warning',
    source: 'PHONE',
    inventory: [],
    find: ({ asked, say }) =>
      asked.symptom === 'only-password-offered'
        ? found({
            what: 'A sign-in on the phone may still wait for an answer.',
            why: 'While one is unanswered, only the password is offered.',
            fix: 'Open Authenticator, answer the notification, and sign in again.',
            who: say.You,
          })
        : nothing,
  },
  {
    id: 'R-36',
    severity: 'blocker',
    source: 'COMB',
    inventory: ['S2-34'],
    find: ({ facts, known, say }) =>
      within(facts.methods, (methods) => {
        const count = methods.filter(({ kind }) => kind === 'authenticator').length;
        if (count < known.maximumAuthenticators - 1) return nothing;
        const full = count >= known.maximumAuthenticators;
        return found({
          what: `${say.You} ${say.have} ${String(count)} Authenticator apps of ${String(known.maximumAuthenticators)} that an account can hold.`,
          why: full ? 'Entra refuses another one.' : 'One more fits; after that Entra refuses.',
          fix: 'Delete the phones that are no longer used in Security info.',
          who: `${say.You}, or a helpdesk agent with an approval`,
          ...(full ? {} : { severity: 'warning' }),
        });
      }),
  },
  {
    id: 'R-37',
    severity: 'info',
    source: 'SYS',
    inventory: ['S4-25'],
    find: ({ asked, say }) =>
      asked.symptom === 'password-asked-first'
        ? found({
            what: 'The password is asked for first, although there is something better.',
            why: 'System-preferred authentication is off, or does not take in this account.',
            fix: 'Choose Other ways to sign in, then Face, fingerprint, PIN or security key.',
            who: `${say.You}; for everybody: ${WHO.policyAdmin}`,
          })
        : nothing,
  },
];

interface Scoped extends Seen {
  readonly policy: AuthenticatorPolicy;
  readonly scope: Scope<Included>;
}

function scoped(seen: Seen, find: (scoped: Scoped) => Found): Found {
  return within(seen.facts.authenticatorPolicy, (policy) =>
    find({ ...seen, policy, scope: scopeIn(seen.facts, policy) }),
  );
}

/** Calls `find` where this is the only mode that the targets of this person allow; a mode nobody knows is a gap. */
function onlyMode(seen: Seen, mode: Mode, find: (scoped: Scoped) => Found): Found {
  return scoped(seen, (here) => {
    const { policy, scope } = here;
    if (!policy.enabled || scope.excludedBy.length > 0 || scope.matched.length === 0) return nothing;
    const modes = new Set(scope.matched.map((target) => target.mode));
    // Any other target may bring another mode.
    if (modes.has('any')) return nothing;
    if (scope.inclusionUnread !== undefined) return cannotSay(scope.inclusionUnread);
    if ([...modes].every((one) => one === 'unknown'))
      return cannotSay({ what: 'the mode of Microsoft Authenticator', reason: 'nonsense' });
    return modes.has(mode) && [...modes].every((one) => one === mode || one === 'unknown') ? find(here) : nothing;
  });
}

function scopeIn(facts: PersonFacts, policy: AuthenticatorPolicy): Scope<Included> {
  return scopeOf(facts, policy.include, policy.exclude, ({ target }) => target);
}
