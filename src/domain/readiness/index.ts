import type { Instant } from '../clock';
import { type Fact, unread } from '../fact';
import type { PersonFacts } from '../facts';
import { accessRules } from './access-rules';
import { accountRules } from './account-rules';
import { adviceRules, emergencyRule } from './advice-rules';
import { allowedFlows } from './allowed-flows';
import { authenticatorAppRules } from './authenticator-app-rules';
import { effectivePolicy } from './effective-policy';
import { federationRule } from './federation-rule';
import { helloRules } from './hello-rules';
import { methodRules } from './method-rules';
import { passkeyKindRules } from './passkey-kind-rules';
import { phoneRules } from './phone-rules';
import { policyRules } from './policy-rules';
import { profileRules } from './profile-rules';
import { openQuestions } from './questions';
import { type Rule, type Seen, speaker } from './rule';
import { signInRules } from './sign-in-rules';
import { keyAtWindowsRules, passkeyUseRules, passUseRules } from './use-rules';
import {
  type Asked,
  type Finding,
  type MethodName,
  METHODS,
  type Requirements,
  type Severity,
  type Verdict,
  type VerdictGap,
} from './verdict';
import { helloThereRule, windowsPasskeyRules } from './windows-passkey-rules';

export { METHODS, REGISTRATION_FLOWS, SCENARIOS, SYMPTOMS } from './verdict';
export type { Asked, Finding, MethodName, ModelKind, Question, Requirements, Verdict } from './verdict';
export { acceptedKeys } from './key-choice';
export { passVerdict, type PassAsked } from './pass';
export { signInFindings } from './sign-in-rules';
export { parseVersion } from './versions';

const without = (rules: readonly Rule[], ...ids: readonly string[]): readonly Rule[] =>
  rules.filter(({ id }) => !ids.includes(id));

/** What holds for a passkey wherever it lives: the policy, what is registered, what bites when it is used. */
const anyPasskey: readonly Rule[] = [
  ...without(methodRules, 'R-21', 'R-22'),
  ...passkeyUseRules,
  ...passUseRules,
  ...accessRules,
];

/** The rules about notifications and phone sign-in; an internal guest may have both. */
const authenticatorApp: readonly Rule[] = [...without(accountRules, 'R-00c'), ...authenticatorAppRules, ...accessRules];

/** Which rules decide about which method. A new rule is one more row in one of these tables. */
export const methodTables: Readonly<Record<MethodName, readonly Rule[]>> = {
  'authenticator-passkey': [
    ...accountRules,
    ...policyRules,
    ...profileRules,
    ...phoneRules,
    ...methodRules,
    ...passkeyUseRules,
    ...passUseRules,
    ...accessRules,
  ],
  'security-key': [...accountRules, ...policyRules, ...passkeyKindRules, ...anyPasskey, ...keyAtWindowsRules],
  'synced-passkey': [...accountRules, ...policyRules, ...passkeyKindRules, ...anyPasskey],
  'windows-passkey': [
    ...accountRules,
    helloThereRule,
    ...policyRules,
    ...without(passkeyKindRules, 'R-07', 'R-10', 'R-11', 'R-14'),
    ...windowsPasskeyRules,
    ...anyPasskey,
  ],
  'windows-hello': [...without(accountRules, 'R-00c'), ...helloRules, ...accessRules],
  'phone-sign-in': authenticatorApp,
  'authenticator-push': authenticatorApp,
};

/** Every rule that decides about a passkey in Microsoft Authenticator. */
export const authenticatorRules: readonly Rule[] = methodTables['authenticator-passkey'];

const NOT_READ = unread({ what: 'the sign-in service of the domain', reason: 'unavailable' });

/** Every rule there is but those of the pass (pass.ts), for the tables of the docs and for tests. */
export const allRules: readonly Pick<Rule, 'id' | 'severity' | 'source' | 'inventory'>[] = [
  ...new Set([
    ...Object.values(methodTables).flat(),
    ...adviceRules,
    emergencyRule([]),
    federationRule(NOT_READ),
    ...signInRules,
  ]),
];

/** The method of this name, where a name comes out of stored answers. */
export function methodNamed(name: string | undefined): MethodName | undefined {
  return METHODS.find((method) => method === name);
}
const WEIGHT: readonly Severity[] = ['blocker', 'warning', 'info'];

/**
 * Can this person register a passkey in Microsoft Authenticator (knowledge.md C.0 and C.1)? `about` is the person's
 * name when somebody else reads the answer. Whatever is missing, in the tenant or in the answers, is never a "yes".
 */
export function authenticatorVerdict(facts: PersonFacts, asked: Asked, known: Requirements, about?: string): Verdict {
  return methodVerdict('authenticator-passkey', facts, asked, known, about);
}

/** One verdict for each method, in the order of the table. */
export function allVerdicts(facts: PersonFacts, asked: Asked, known: Requirements, about?: string): readonly Verdict[] {
  return METHODS.map((method) => methodVerdict(method, facts, asked, known, about));
}

/** What is worth knowing beside the methods, about the account and the tenant. */
export function adviceFor(
  facts: PersonFacts,
  known: Requirements,
  options: { readonly about?: string; readonly emergencyAccessIds?: readonly string[] } = {},
): Pick<Verdict, 'findings' | 'gaps'> {
  const rules = [...adviceRules, emergencyRule(options.emergencyAccessIds ?? [])];
  return applyRules(rules, seenFor('authenticator-passkey', facts, {}, known, options.about));
}

function seenFor(method: MethodName, facts: PersonFacts, asked: Asked, known: Requirements, about?: string): Seen {
  return { facts, asked, known, method, say: speaker(about), passkeys: effectivePolicy(facts) };
}

/** Can this person set up this method now? `about` as above. */
export function methodVerdict(
  method: MethodName,
  facts: PersonFacts,
  asked: Asked,
  known: Requirements,
  about?: string,
): Verdict {
  const seen = seenFor(method, facts, asked, known, about);
  const { findings, gaps } = applyRules(methodTables[method], seen);
  const questions = openQuestions(seen);
  const blocked = findings.some(({ severity }) => severity === 'blocker');
  const readAt = oldest([facts.person, facts.groups, facts.methods]);
  const policyReadAt = oldest([policyOf(seen), facts.access]);
  return {
    method,
    ready: !blocked && questions.length === 0 && !gaps.some(({ decides }) => decides),
    findings,
    gaps,
    questions,
    allowedFlows: allowedFlows(seen),
    ...(readAt === undefined ? {} : { readAt }),
    ...(policyReadAt === undefined ? {} : { policyReadAt }),
  };
}

/** Windows Hello is in no policy that Graph shows (knowledge.md B-6). */
function policyOf({ method, facts }: Seen): Fact<unknown> {
  switch (method) {
    case 'windows-hello':
      return facts.access;
    case 'phone-sign-in':
    case 'authenticator-push':
      return facts.authenticatorPolicy;
    default:
      return facts.passkeyPolicy;
  }
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

function oldest(facts: readonly Fact<unknown>[]): Instant | undefined {
  const times = facts.flatMap((fact) => (fact.known ? [fact.readAt] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}
