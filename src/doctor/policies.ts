import type { PassPolicy } from '../domain/policies';
import type { Entra } from '../entra';
import type { Settings } from '../settings';
import { counted, missing, ok, skipped, warning, type Check, type Finding } from './finding';
import { reasonOf } from './graph';

const STEP_UP: Check = {
  check: 'Authentication context',
  why: 'A decision made in Slack is confirmed with a sign-in that cannot be phished, or it is not taken.',
};
const PASS_POLICY: Check = {
  check: 'Temporary Access Pass policy',
  why: 'Entra refuses a pass outside its bounds, at the moment somebody waits for it.',
};

export async function checkStepUp(entra: Entra, config: Settings): Promise<readonly Finding[]> {
  const context = config.signIn?.stepUpContext;
  if (context === undefined) return [withoutStepUp(config)];
  const deciders = [config.groups.approvers, config.groups.privilegedApprovers];
  const read = await entra.stepUpProtection(
    context,
    deciders.flatMap((id) => id ?? []),
  );
  const fix = `A Conditional Access Administrator can make a policy: authentication context ${context}, users: the approver groups or all, grant: the strength "Phishing-resistant MFA", switched on.`;
  if (!read.ok) return [missing(STEP_UP, `It could not be checked: ${reasonOf(read)}`, 'Grant Policy.Read.All.')];
  const { protected: isProtected, findings, policies } = read.value;
  const said = findings.map((finding) => `${finding}.`).join(' ');
  if (!isProtected) {
    return [missing(STEP_UP, `${context} is not protected, so no decision can be confirmed. ${said}`, fix)];
  }
  const by = policies.find(({ protects }) => protects);
  const what = `${context} is protected by "${by?.name ?? ''}".`;
  const expected = counted(config.emergencyAccess.length, 'account');
  const exempt = findings.filter(
    (finding) => finding.startsWith(`"${by?.name ?? ''}" exempts`) && !finding.endsWith(` exempts ${expected}`),
  );
  if (exempt.length === 0) return [ok(STEP_UP, what)];
  return [warning(STEP_UP, `${what} ${exempt.join('. ')}.`, 'Exempt the emergency access accounts only.')];
}

function withoutStepUp(config: Settings): Finding {
  if (config.slack === undefined) return skipped(STEP_UP, 'Not needed: Slack is not set up.');
  return warning(
    STEP_UP,
    config.slack.decideWithoutStepUp
      ? 'STEP_UP_AUTH_CONTEXT is not set: standard decisions in Slack rest on the Slack account alone.'
      : 'STEP_UP_AUTH_CONTEXT is not set: nobody can decide in Slack, only in Teams.',
    'Make an authentication context and a Conditional Access policy for it (README, "Connecting a real tenant"), and set STEP_UP_AUTH_CONTEXT.',
  );
}

export async function checkPassPolicy(entra: Entra, { passes }: Settings): Promise<readonly Finding[]> {
  // Nobody in particular: only the policies are read.
  const { passPolicy } = await entra.tenant.facts('');
  if (!passPolicy.known) {
    const { reason, permission } = passPolicy.gap;
    const fix = permission === undefined ? 'Mend "Graph answers" first.' : `Grant ${permission}.`;
    return [missing(PASS_POLICY, `It could not be read (${reason}).`, fix)];
  }
  const problems = passProblems(passPolicy.value, passes);
  if (problems.length > 0) return problems;
  const { minimumLifetimeMinutes: least, maximumLifetimeMinutes: most } = passPolicy.value;
  const bounds = `${String(least)} to ${String(most)} minutes`;
  return [ok(PASS_POLICY, `It allows ${bounds}; Keysmith asks for ${String(passes.lifetimeMinutes)}.`)];
}

function passProblems(policy: PassPolicy, passes: Settings['passes']): readonly Finding[] {
  const administrator = 'An Authentication Policy Administrator can';
  if (!policy.enabled) {
    return [
      missing(PASS_POLICY, 'Temporary Access Pass is switched off in this tenant.', `${administrator} switch it on.`),
    ];
  }
  const { minimumLifetimeMinutes: least, maximumLifetimeMinutes: most } = policy;
  const problems: Finding[] = [];
  if (passes.lifetimeMinutes < least || passes.lifetimeMinutes > most) {
    problems.push(
      missing(
        PASS_POLICY,
        `TAP_LIFETIME_MINUTES is ${String(passes.lifetimeMinutes)}; this tenant allows ${String(least)} to ${String(most)}.`,
        `Set TAP_LIFETIME_MINUTES inside these bounds, or: ${administrator.toLowerCase()} change them.`,
      ),
    );
  }
  if (policy.oneTimeOnly && !passes.oneTime) {
    const fix = `Set TAP_ONE_TIME=true, or: ${administrator.toLowerCase()} allow passes that work more than once.`;
    problems.push(missing(PASS_POLICY, 'TAP_ONE_TIME is false; this tenant allows one-time passes only.', fix));
  }
  if (policy.include.length === 0) {
    problems.push(missing(PASS_POLICY, 'It includes nobody.', `${administrator} include all users or some groups.`));
  }
  return problems;
}
