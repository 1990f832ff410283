import { reaches } from '../access';
import { canSignInStrongly } from '../methods';
import { riskOfAccount } from './risk-rule';
import { found, nothing, type Rule, WHO, within } from './rule';

const HOUR_MS = 3_600_000;
/** From here on the next profile or list may not fit any more. */
const NEARLY = 0.9;

/** about the account and the tenant as a whole. R-70 decides about each method, too. */
export const adviceRules: readonly Rule[] = [
  riskOfAccount,
  {
    id: 'R-71',
    severity: 'warning',
    source: 'SMSR',
    inventory: ['S0-3'],
    find: ({ facts, say }) =>
      within(facts.methods, (methods) =>
        methods.some(({ kind }) => kind === 'phone') && !methods.some(canSignInStrongly)
          ? found({
              what: `${say.You} can sign in with text messages or calls only.`,
              why: 'From 1 February 2027 on Microsoft asks for something better before it lets anybody in.',
              fix: 'Register a passkey.',
              who: say.You,
            })
          : nothing,
      ),
  },
  {
    id: 'R-72',
    severity: 'warning',
    source: 'PRR',
    inventory: ['S0-44', 'S2-29'],
    find: ({ facts, say }) =>
      within(facts.methods, (methods) =>
        methods.filter(canSignInStrongly).length === 1
          ? found({
              what: `${say.You} ${say.have} one strong method only.`,
              why: 'When that phone, key or computer is gone, nothing is left to sign in with.',
              fix: 'Register a second one that lives on something else.',
              who: say.You,
            })
          : nothing,
      ),
  },
  {
    id: 'R-73',
    severity: 'warning',
    source: 'ROLES, PRR',
    inventory: ['S2-13'],
    find: ({ facts, say }) =>
      within(facts.methods, (methods) => {
        const roles = [facts.activeRoles, facts.eligibleRoles].flatMap((fact) => (fact.known ? fact.value : []));
        const gaps = [facts.activeRoles, facts.eligibleRoles].flatMap((fact) => (fact.known ? [] : [fact.gap]));
        const safe = methods.some(({ kind }) => kind === 'passkey' || kind === 'windows-hello');
        const [role] = roles;
        if (role === undefined || safe) return { problems: [], gaps: safe ? [] : gaps };
        return found({
          what: `${say.You} ${say.have} the role ${role} and nothing that resists phishing.`,
          why: 'Notifications and codes can be coaxed out of somebody; a passkey cannot.',
          fix: 'Register a passkey or a security key.',
          who: say.You,
        });
      }),
  },
  {
    id: 'R-74',
    severity: 'info',
    source: 'STRH',
    inventory: [],
    find: ({ facts, known }) =>
      within(facts.methodsPolicy, ({ migration }) =>
        migration === 'complete'
          ? nothing
          : found({
              what: 'The older MFA and self-service password reset policies still count.',
              why: 'A method is allowed when either the old or the new policy allows it, until the migration is complete.',
              fix: `Finish the migration at ${known.places.methodsPolicy}.`,
              who: WHO.policyAdmin,
            }),
      ),
  },
  {
    id: 'R-75',
    severity: 'warning',
    source: 'PKF',
    inventory: ['S3-23'],
    find: ({ facts, known }) =>
      within(facts.passkeyPolicy, ({ bytes = 0 }) =>
        bytes < known.passkeyPolicyBytes * NEARLY
          ? nothing
          : found({
              what: `The passkey policy has ${String(Math.round(bytes / 1_024))} KB of the 20 KB that it may have.`,
              why: 'Further profiles, targets and AAGUIDs can soon not be saved.',
              fix: `Use fewer targets or shorter lists at ${known.places.passkeyPolicy}.`,
              who: WHO.policyAdmin,
            }),
      ),
  },
  {
    id: 'R-77',
    severity: 'info',
    source: 'SYS, TAP',
    inventory: [],
    find: ({ facts, say }) =>
      within(facts.methodsPolicy, ({ changedAt }) => {
        const now = facts.methodsPolicy.known ? facts.methodsPolicy.readAt : 0;
        return changedAt === undefined || now - changedAt > HOUR_MS
          ? nothing
          : found({
              what: 'The policy for sign-in methods was changed within the last hour.',
              why: 'A change may not count at the very next sign-in.',
              fix: 'Wait a while, then sign in again.',
              who: say.You,
            });
      }),
  },
];

/** an emergency access account that an enforced policy hits. */
export function emergencyRule(emergencyAccessIds: readonly string[]): Rule {
  return {
    id: 'R-76',
    severity: 'warning',
    source: 'PRR',
    inventory: ['S3-13'],
    find: ({ facts, say, known }) =>
      !emergencyAccessIds.some((id) => id.toLowerCase() === facts.id.toLowerCase())
        ? nothing
        : within(facts.access, (rules) => {
            const hitting = rules.filter(
              (rule) => rule.state === 'enabled' && rule.grant !== undefined && reaches(rule, facts) !== 'no',
            );
            return hitting.length === 0
              ? nothing
              : found({
                  what: `${say.Your} emergency access account is not excluded from ${hitting.map(({ name }) => `"${name}"`).join(', ')}.`,
                  why: 'A mistake in such a policy would lock out the account that is there for mistakes.',
                  fix: `Exclude it at ${known.places.access}.`,
                  who: WHO.accessAdmin,
                });
          }),
  };
}
