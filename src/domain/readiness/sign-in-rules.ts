import { type AccessRule, onPlatform, reaches } from '../access';
import type { PersonFacts } from '../facts';
import type { AppliedPolicy, SignIn } from '../sign-ins';
import { targetName } from './effective-policy';
import { speaker, WHO } from './rule';
import type { Finding, Severity } from './verdict';

/** Codes after which an account counts as possibly in somebody else's hands (R-70). */
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

/** R-51, R-52, R-70: what one line of the sign-in log says. */
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
    find: (signIn, facts) => {
      const left = signIn.applied.filter(({ result }) => result === 'notApplied' || result === 'reportOnlyNotApplied');
      if (left.length === 0) return undefined;
      return {
        what: `Not applied: ${left.map(({ name }) => `"${name}"`).join(', ')}.`,
        why: left.map((policy) => whyNotApplied(policy, facts, signIn)).join(' '),
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

/** Which policies stopped this sign-in, as the log says it, and what they wanted. */
export function stoppedBy(signIn: SignIn, facts: PersonFacts): readonly Finding[] {
  return signIn.applied
    .filter(({ result }) => result === 'failure')
    .map(({ id, name, controls }) => {
      const rule = facts.access.known ? facts.access.value.find((one) => one.id === id) : undefined;
      const blocks = controls.some((control) => control.toLowerCase() === 'block');
      const narrowed = (rule?.narrowedBy ?? []).join(', ');
      return {
        rule: 'R-51',
        severity: 'blocker' as const,
        source: 'STR',
        inventory: ['S3-48', 'S3-57'],
        what: `The Conditional Access policy "${name}" stopped that sign-in.`,
        why: `${blocks ? 'It blocks' : `It demands ${wanted(controls)}, and this sign-in did not bring it`}${narrowed === '' ? '' : `${blocks ? ', looking at' : '; it looks at'} ${narrowed}`}.`,
        fix: blocks
          ? 'Use a place, device or app that the policy leaves out, or have the policy changed.'
          : 'Sign in in the way it demands, or have the policy changed.',
        who: `You; for the policy: ${WHO.accessAdmin}`,
      };
    });
}

const CONTROLS: Readonly<Record<string, string>> = {
  mfa: 'a second factor',
  compliantdevice: 'a compliant device',
  domainjoineddevice: 'a joined computer',
  approvedapplication: 'an approved app',
  compliantapplication: 'a protected app',
  passwordchange: 'a new password',
};

function wanted(controls: readonly string[]): string {
  if (controls.length === 0) return 'something';
  return controls.map((control) => CONTROLS[control.toLowerCase()] ?? `"${control}"`).join(' and ');
}

/** One policy of one sign-in in a sentence: applied with what result, or why not. */
export function policyLine(policy: AppliedPolicy, facts: PersonFacts, signIn?: SignIn): string {
  const { name, result, controls } = policy;
  switch (result) {
    case 'success':
      return `"${name}" was fulfilled.`;
    case 'failure':
      return `"${name}" stopped it: it demands ${wanted(controls)}.`;
    case 'notEnabled':
      return `"${name}" is switched off.`;
    case 'notApplied':
      return `Not applied: ${whyNotApplied(policy, facts, signIn)}`;
    case 'reportOnlySuccess':
      return `Report-only: "${name}" would be fulfilled.`;
    case 'reportOnlyFailure':
      return `Report-only: "${name}" would stop it; it demands ${wanted(controls)}.`;
    case 'reportOnlyInterrupted':
      return `Report-only, user action required: "${name}" would ask for ${wanted(controls)}.`;
    case 'reportOnlyNotApplied':
      return `Report-only, not applied: ${whyNotApplied(policy, facts, signIn)}`;
    case 'unknown':
      return `"${name}": a result that I do not know.`;
  }
}

/** The log does not say why in v1.0; the policy as it is now often does. */
function whyNotApplied({ id, name }: AppliedPolicy, facts: PersonFacts, signIn?: SignIn): string {
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
      const other = signIn === undefined ? undefined : otherwise(rule, signIn);
      if (other !== undefined) return `"${name}" ${other}.`;
      const by = rule.narrowedBy.length === 0 ? 'the app or the platform' : rule.narrowedBy.join(', ');
      return `"${name}" includes this account; it is narrowed by ${by}.`;
    }
  }
}

/** The app or the platform of this sign-in is outside of the policy. */
function otherwise(rule: AccessRule, { app, appId, platform }: SignIn): string | undefined {
  const named = (list: readonly string[]): boolean =>
    appId !== undefined && list.some((one) => one.toLowerCase() === appId.toLowerCase());
  if (named(rule.excludedApps)) return `leaves out the app ${app}`;
  // "All" and groups of apps such as "Office365" take in apps that they do not name.
  const ids = rule.apps.filter((one) => /^[0-9a-f-]{36}$/i.test(one));
  if (appId !== undefined && !rule.appFilter && ids.length > 0 && ids.length === rule.apps.length && !named(ids))
    return `does not include the app ${app}`;
  if (rule.apps.length === 0 && rule.userActions.length > 0) return 'is about registering, and not about apps';
  return platform !== undefined && !onPlatform(rule, platform) ? `is not for ${platform}` : undefined;
}
