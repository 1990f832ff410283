import { assessRisk } from '../privilege';
import { riskOfAdding } from './risk-rule';
import { found, nothing, type Rule, WHO, within } from './rule';

/** the account itself, before any policy. */
export const accountRules: readonly Rule[] = [
  {
    id: 'R-00a',
    severity: 'blocker',
    source: 'ERR 50057',
    inventory: [],
    find: ({ facts, known, say }) =>
      within(facts.person, ({ enabled }) =>
        enabled
          ? nothing
          : found({
              what: `${say.Your} account is disabled.`,
              why: 'Nobody can sign in with a disabled account, whatever is registered on it.',
              fix: `Enable the account at ${known.places.user}.`,
              who: WHO.userAdmin,
            }),
      ),
  },
  {
    id: 'R-00b',
    severity: 'blocker',
    source: 'TAP, PKF, SMSR',
    inventory: [],
    find: ({ facts, say }) =>
      within(facts.person, ({ guest }) =>
        guest === 'external'
          ? found({
              what: `${say.YouAre} a guest from another organisation.`,
              why: "A guest's passkeys live in the home organisation and are used here from there.",
              fix: 'Register the passkey in the home organisation.',
              who: 'The IT department of the home organisation',
            })
          : nothing,
      ),
  },
  {
    id: 'R-00c',
    severity: 'blocker',
    source: 'PKF, TAP, SMSR',
    inventory: [],
    find: ({ facts, known, say }) =>
      within(facts.person, ({ guest }) =>
        guest === 'internal'
          ? found({
              what: `${say.Your} account is an internal guest.`,
              why: 'Microsoft does not support passkeys for internal guests yet (planned by the end of 2026).',
              fix: `Change the user type from guest to member at ${known.places.user}, or wait.`,
              who: WHO.userAdmin,
            })
          : nothing,
      ),
  },
  {
    id: 'R-00d',
    severity: 'warning',
    source: 'TAP, ROLES',
    inventory: ['S0-5', 'S2-13'],
    find: ({ facts, say }) => {
      const { inputs } = assessRisk(facts, { emergencyAccessIds: [], trustedGroupIds: [] });
      const privileged = inputs.filter(({ level }) => level === 'privileged').map(({ what }) => what);
      const unread = [facts.activeRoles, facts.eligibleRoles, facts.groups, facts.ownedGroups, facts.restrictedUnits];
      const gaps = unread.flatMap((fact) => (fact.known ? [] : [fact.gap]));
      if (privileged.length === 0) return { problems: [], gaps };
      const problem = {
        what: `${say.Your} account has privileged access: it ${privileged.join(', ')}.`,
        why: 'A Temporary Access Pass for such an account is as strong as the role, so it takes a stricter way.',
        fix: 'Register two methods while everything works, so that no pass is ever needed.',
        who: say.You,
      };
      return { problems: [problem], gaps };
    },
  },
  riskOfAdding,
];
