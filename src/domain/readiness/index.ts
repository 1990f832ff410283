import type { Instant } from '../clock';
import type { Fact } from '../fact';
import type { PersonFacts } from '../facts';
import { accountRules } from './account-rules';
import { acceptingProfiles, candidates, effectivePolicy } from './effective-policy';
import { methodRules } from './method-rules';
import { appIsNewEnough, needsNewApp, phoneRules, registeredAppVersion } from './phone-rules';
import { policyRules } from './policy-rules';
import { profileRules } from './profile-rules';
import { type Rule, type Seen, speaker } from './rule';
import type {
  Asked,
  Finding,
  Question,
  RegistrationFlow,
  Requirements,
  Severity,
  Verdict,
  VerdictGap,
} from './verdict';
import { parseVersion } from './versions';

export type { Asked, Requirements, Verdict } from './verdict';
export { passVerdict, type PassAsked } from './pass';
export { parseVersion } from './versions';

/** Every rule that decides about a passkey in Microsoft Authenticator. A new rule is one more row in one of these. */
export const authenticatorRules: readonly Rule[] = [
  ...accountRules,
  ...policyRules,
  ...profileRules,
  ...phoneRules,
  ...methodRules,
];

const WEIGHT: readonly Severity[] = ['blocker', 'warning', 'info'];

/**
 * Can this person register a passkey in Microsoft Authenticator (knowledge.md C.0 and C.1)? `about` is the person's
 * name when somebody else reads the answer. Whatever is missing, in the tenant or in the answers, is never a "yes".
 */
export function authenticatorVerdict(facts: PersonFacts, asked: Asked, known: Requirements, about?: string): Verdict {
  const seen: Seen = { facts, asked, known, say: speaker(about), passkeys: effectivePolicy(facts) };
  const { findings, gaps } = applyRules(authenticatorRules, seen);
  const questions = openQuestions(seen);
  const blocked = findings.some(({ severity }) => severity === 'blocker');
  const readAt = oldest([facts.person, facts.groups, facts.methods]);
  return {
    method: 'authenticator-passkey',
    ready: !blocked && questions.length === 0 && !gaps.some(({ decides }) => decides),
    findings,
    gaps,
    questions,
    allowedFlows: allowedFlows(seen),
    ...(readAt === undefined ? {} : { readAt }),
    ...(facts.passkeyPolicy.known ? { policyReadAt: facts.passkeyPolicy.readAt } : {}),
  };
}

/** A gap in a rule that can block decides; the same gap named by several rules is one gap. */
function applyRules(rules: readonly Rule[], seen: Seen): { findings: readonly Finding[]; gaps: readonly VerdictGap[] } {
  const findings: Finding[] = [];
  const gaps = new Map<string, VerdictGap>();
  for (const { id, severity, source, inventory, find } of rules) {
    const found = find(seen);
    for (const problem of found.problems) findings.push({ severity, ...problem, rule: id, source, inventory });
    for (const gap of found.gaps) {
      const decides = severity === 'blocker' || gaps.get(gap.what)?.decides === true;
      gaps.set(gap.what, { ...gap, decides });
    }
  }
  return {
    findings: findings.sort((a, b) => WEIGHT.indexOf(a.severity) - WEIGHT.indexOf(b.severity)),
    gaps: [...gaps.values()],
  };
}

function openQuestions(seen: Seen): readonly Question[] {
  const { platform, osVersion, screenLock, authenticatorVersion } = seen.asked;
  if (platform === undefined) return ['platform', 'osVersion'];
  const questions: Question[] = [];
  if (parseVersion(osVersion ?? '') === undefined) questions.push('osVersion');
  // An iPhone with Face ID or Touch ID has a passcode, and the app asks for it otherwise; Android often has a swipe only.
  if (platform === 'android' && screenLock === undefined) questions.push('screenLock');
  if (needsNewApp(seen, platform) && authenticatorVersion === undefined) {
    const registered = registeredAppVersion(seen, platform);
    const newEnough =
      registered !== undefined && appIsNewEnough(registered, seen.known.minimumAppForBothTypes[platform]);
    if (!newEnough) questions.push('authenticatorVersion');
  }
  return questions;
}

/** Attestation works only when the passkey is made inside the app (EAP); by QR code needs one profile without it. */
function allowedFlows({ passkeys, asked }: Seen): readonly RegistrationFlow[] {
  if (!passkeys.known || !passkeys.value.policy.enabled || passkeys.value.excludedBy.length > 0) return [];
  const effective = passkeys.value;
  const profiles = candidates(asked.platform).flatMap((platform) => acceptingProfiles(effective, platform));
  if (profiles.length === 0) return [];
  const byCode = profiles.some(({ attestation }) => attestation === 'disabled');
  return byCode ? ['in-app', 'security-info', 'cross-device'] : ['in-app', 'security-info'];
}

function oldest(facts: readonly Fact<unknown>[]): Instant | undefined {
  const times = facts.flatMap((fact) => (fact.known ? [fact.readAt] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}
