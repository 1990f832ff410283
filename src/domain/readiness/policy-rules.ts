import { cannotSay, found, nothing, type Rule, WHO, within } from './rule';
import { targetName } from './effective-policy';

/** whether the Passkey (FIDO2) policy lets this person have a passkey at all. */
export const policyRules: readonly Rule[] = [
  {
    id: 'R-01',
    severity: 'blocker',
    source: 'EAP',
    inventory: ['S0-10', 'S0-12', 'S0-15', 'S0-28', 'S1-9', 'S2-74', 'S3-59'],
    find: ({ passkeys, known }) =>
      within(passkeys, ({ policy }) =>
        policy.enabled
          ? nothing
          : found({
              what: 'Passkeys are switched off in this organisation.',
              why: 'The Passkey (FIDO2) policy is not enabled, so nobody can register or use one.',
              fix: `Set Enable to On at ${known.places.passkeyPolicy}, and target the people who may use it.`,
              who: WHO.policyAdmin,
            }),
      ),
  },
  {
    id: 'R-02',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S0-15', 'S0-55', 'S2-77', 'S3-59'],
    find: ({ passkeys, facts, say, known }) =>
      within(passkeys, ({ excludedBy, exclusionUnread }) => {
        if (excludedBy.length === 0 && exclusionUnread !== undefined) return cannotSay(exclusionUnread);
        const exclusions = excludedBy.map((target) => {
          const name = targetName(target, facts.groups);
          const byGroup = target.to === 'group';
          return {
            what: byGroup
              ? `${say.YouAre} in ${name}, which is excluded from passkeys.`
              : `The passkey policy excludes ${name}.`,
            why: 'An exclusion wins over every inclusion, for registering and for signing in.',
            fix: byGroup
              ? `Take the account out of ${name}, or take that group off the exclusions at ${known.places.passkeyPolicy}.`
              : `Take ${name} off the exclusions at ${known.places.passkeyPolicy}.`,
            who: byGroup ? `The owner of ${name}, or an Authentication Policy Administrator` : WHO.policyAdmin,
          };
        });
        return found(...exclusions);
      }),
  },
  {
    id: 'R-03',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S0-13', 'S0-15', 'S0-23', 'S0-29', 'S0-55', 'S3-59'],
    find: ({ passkeys, facts, say, known }) =>
      within(passkeys, ({ policy, matched, inclusionUnread }) => {
        if (matched.length > 0) return nothing;
        if (inclusionUnread !== undefined) return cannotSay(inclusionUnread);
        const names = policy.include.map(({ target }) => targetName(target, facts.groups));
        const groups = names.slice(0, 5).join(', ');
        return found({
          what: `The passkey policy does not include ${say.your} account.`,
          why:
            names.length === 0
              ? 'It includes nobody yet.'
              : `It includes ${groups}${names.length > 5 ? ' and others' : ''}; the account is in none of them.`,
          fix: `Add the account to an included group, or include one of its groups at ${known.places.passkeyPolicy}.`,
          who: 'The owner of an included group, or an Authentication Policy Administrator',
        });
      }),
  },
  {
    id: 'R-04',
    severity: 'blocker',
    source: 'PKF; CSDL',
    inventory: ['S3-20', 'S3-28', 'S3-29'],
    find: ({ passkeys, facts, say, known }) =>
      within(passkeys, ({ matched, profiles, inclusionUnread }) => {
        if (matched.length === 0 || profiles.length > 0) return nothing;
        if (inclusionUnread !== undefined) return cannotSay(inclusionUnread);
        const names = matched.map(({ target }) => targetName(target, facts.groups)).join(', ');
        return found({
          what: `The passkey policy includes ${say.your} account without any passkey profile.`,
          why: `The inclusion of ${names} names no profile that exists, and without one nothing can be registered.`,
          fix: `Give that target a passkey profile at ${known.places.passkeyPolicy}.`,
          who: WHO.policyAdmin,
        });
      }),
  },
  {
    id: 'R-05',
    severity: 'info',
    source: 'PKP',
    inventory: ['S3-28'],
    find: ({ passkeys, known }) =>
      within(passkeys, ({ policy }) => {
        if (policy.mode === 'older') return nothing;
        const assigned = new Set(policy.include.flatMap(({ allowedProfiles }) => allowedProfiles));
        const orphans = policy.profiles.filter(({ id }) => !assigned.has(id));
        return found(
          ...orphans.map(({ name }) => ({
            what: `The passkey profile "${name}" is assigned to nobody.`,
            why: 'A profile has an effect only through a target of the policy.',
            fix: `Assign it to a target or delete it at ${known.places.passkeyPolicy}.`,
            who: WHO.policyAdmin,
          })),
        );
      }),
  },
  {
    id: 'R-06',
    severity: 'blocker',
    source: 'PKF',
    inventory: ['S0-30', 'S1-10', 'S3-30', 'S3-59'],
    find: ({ passkeys, known }) =>
      within(passkeys, ({ policy }) =>
        policy.selfServiceAllowed
          ? nothing
          : found({
              what: 'Nobody here can add a passkey by themselves.',
              why: `"${known.places.selfService}" is set to No for the whole organisation.`,
              fix: `Set "${known.places.selfService}" to Yes at ${known.places.passkeyPolicy}.`,
              who: WHO.policyAdmin,
            }),
      ),
  },
];
