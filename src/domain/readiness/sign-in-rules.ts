import { reaches } from '../access';
import type { PersonFacts } from '../facts';
import type { AppliedPolicy, SignIn } from '../sign-ins';
import { targetName } from './effective-policy';
import { speaker, WHO } from './rule';
import type { Finding, Severity } from './verdict';

/** Codes after which an account counts as possibly in somebody else's hands. */
const RISKY = [53004, 530031, 135017];

interface SignInRule {
  readonly id: string;
  readonly severity: Severity;
  readonly source: string;
  readonly inventory: readonly string[];
  readonly find: (
    signIn: SignIn,
    facts: PersonFacts,
    say: ReturnType<typeof speaker>,
  ) => Omit<Finding, 'rule' | 'source' | 'inventory' | 'severity'> | undefined;
}

/** what one line of the sign-in log says. */
export const signInRules: readonly SignInRule[] = [
  {
    id: 'R-70',
    severity: 'blocker',
    source: 'ERRX',
    inventory: ['S3-61'],
    find: ({ code, failureReason }) =>
      !RISKY.includes(code) && !(code === 50053 && /malicious|risk|ip address/i.test(failureReason ?? ''))
        ? undefined
        : {
            what: `The last sign-in was stopped as risky (${String(code)}).`,
            why: failureReason ?? 'Identity Protection saw something unusual.',
            fix: 'Look into it before any pass is issued; then dismiss the risk, or reset the password and revoke the sessions.',
            who: WHO.security,
          },
  },
  {
    id: 'R-51',
    severity: 'info',
    source: 'STR',
    inventory: ['S3-48', 'S3-57'],
    find: ({ applied }, facts) => {
      const left = applied.filter(({ result }) => result === 'notApplied' || result === 'reportOnlyNotApplied');
      if (left.length === 0) return undefined;
      return {
        what: `Not applied: ${left.map(({ name }) => `"${name}"`).join(', ')}.`,
        why: left.map((policy) => whyNotApplied(policy, facts)).join(' '),
        fix: 'If it should apply, correct the membership or the scope of the policy.',
        who: WHO.accessAdmin,
      };
    },
  },
  {
    id: 'R-52',
    severity: 'warning',
    source: 'STR',
    inventory: ['S3-58'],
    find: ({ applied }, _, say) => {
      const failing = applied.filter(
        ({ result }) => result === 'reportOnlyFailure' || result === 'reportOnlyInterrupted',
      );
      if (failing.length === 0) return undefined;
      return {
        what: `It would fail once ${failing.map(({ name }) => `"${name}"`).join(', ')} is switched on.`,
        why: 'A password or a notification does not meet what the policy will demand.',
        fix: 'Sign in with a passkey, a security key or Windows Hello; register one first if need be.',
        who: say.You,
      };
    },
  },
];

/** What the newest sign-in says. `about`: the person's name, when somebody else reads it. */
export function signInFindings(signIns: readonly SignIn[], facts: PersonFacts, about?: string): readonly Finding[] {
  const [last] = signIns;
  if (last === undefined) return [];
  return signInRules.flatMap(({ id, severity, source, inventory, find }) => {
    const problem = find(last, facts, speaker(about));
    return problem === undefined ? [] : [{ ...problem, severity, rule: id, source, inventory }];
  });
}

/** The log does not say why in v1.0; the policy as it is now often does. */
function whyNotApplied({ id, name }: AppliedPolicy, facts: PersonFacts): string {
  const rule = facts.access.known ? facts.access.value.find((one) => one.id === id) : undefined;
  if (rule === undefined) return `"${name}" cannot be read.`;
  if (rule.state === 'off') return `"${name}" is switched off.`;
  const { groups } = facts;
  const { exclude } = rule.users;
  const group = groups.known ? groups.value.find((one) => exclude.groups.includes(one.id)) : undefined;
  if (group !== undefined) return `"${name}" excludes ${targetName({ to: 'group', id: group.id }, groups)}.`;
  if (exclude.all || exclude.users.includes(facts.id)) return `"${name}" excludes this account by itself.`;
  switch (reaches(rule, facts)) {
    case 'no':
      return `"${name}" does not include this account.`;
    case 'maybe':
      return `"${name}" depends on a role or a group that I cannot compare.`;
    case 'yes': {
      const by = rule.narrowedBy.length === 0 ? 'the app or the platform' : rule.narrowedBy.join(', ');
      return `"${name}" includes this account; it is narrowed by ${by}.`;
    }
  }
}
