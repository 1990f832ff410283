import type { Gap } from '../domain/fact';
import type { PersonFacts } from '../domain/facts';
import type { Asked, Finding, MethodName } from '../domain/readiness';
import type { Rule } from '../domain/readiness/rule';
import { checkRules, ONLY_TOLD, type RuleCheck } from '../domain/readiness/checks';
import { type QuestionId, questions } from '../knowledge/questions';
import { requirements } from '../knowledge/requirements';
import type { Answer, Check } from '../knowledge/schema';
import { fulfilling, METHOD_NAMES } from './method-states';

/**
 * How an answer and the live tenant fit together. `yes`: this is it. `other`: not that, but this. `gap`: what would
 * tell could not be read. `look`: only the person can see it. `maybe`: found, and it proves nothing. `not-it`: all of
 * it was checked and is clear. `silent`: there is nothing to say beside the answer.
 */
export type Outcome = 'yes' | 'other' | 'gap' | 'look' | 'maybe' | 'not-it' | 'silent' | 'down';

export interface Judgement {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** What was looked at and is clear, in words for a sentence. */
  readonly clear: readonly string[];
  readonly question?: QuestionId;
}

/** About what a registration needs or a policy allows: no reason why something that is registered fails, and so on. */
const POLICY_OF_METHOD = /^R-(0[1-8]|1[0-24-6]|30|32|33|45)$/;
const OTHERS: Readonly<Record<Check['phase'], RegExp>> = {
  registering: /^R-(00|0|1|20|28|29|3|4|5)/,
  using: /^R-(00a|00b|0[1-37]|13|30|31|42|46)$/,
  pass: /^R-(00a|00b|62)$/,
  any: /^R-(00a|00b)$/,
};

/** A rule that waits for a symptom has not looked at anything before somebody names it. */
const SYMPTOM_OF: Readonly<Record<string, NonNullable<Asked['symptom']>>> = {
  'R-21': 'passkey-exists',
  'R-22': 'no-matching-passkey',
  'R-24': 'name-first-fails-on-apple',
  'R-65': 'pass-not-asked-for',
  'R-67': 'pass-window-over',
};

export interface Evidence {
  readonly facts: PersonFacts;
  /** What the person has said in this conversation. */
  readonly said: Asked;
  /** What the sign-in log shows about this error itself. */
  readonly fromLog: readonly Finding[];
  /** R-59, where it was read. */
  readonly more: readonly Rule[];
  /** Questions that have been answered already. */
  readonly answered: ReadonlySet<QuestionId>;
}

export function judge(answer: Answer, check: Check, evidence: Evidence): Judgement {
  const { facts, said, fromLog, answered, more } = evidence;
  if (isDown(facts)) return { outcome: 'down', findings: [], gaps: [], clear: [] };
  const asked: Asked = { ...said, ...present(check.asked) };
  const checked = checkRules(check.about, facts, asked, requirements, more).filter((one) => counts(one, check, facts));
  const told = toldBy(check, facts, said);
  const mine = checked.filter(({ rule }) => answer.rules.includes(rule));
  const hints = new Set(check.hints);
  const certain = [
    ...fromLog,
    ...mine
      .filter(({ rule }) => !hints.has(rule) && (!ONLY_TOLD.has(rule) || told.has(rule)))
      .flatMap((one) => one.findings.filter((finding) => !isWeak(one, finding))),
  ];
  const asks = (check.asks ?? []).find((id) => !answered.has(id) && !isAnswered(id, asked));
  const question = certain.length > 0 || asks === undefined ? {} : { question: asks };
  const rest = { gaps: gapsOf(mine), clear: clearOf(mine, asked), ...question };
  const end = (outcome: Outcome, findings: readonly Finding[]): Judgement => ({
    outcome,
    findings: unique(findings).slice(0, MOST_FINDINGS),
    ...rest,
  });
  if (certain.length > 0) return end('yes', certain);
  const other = otherTrouble(checked, answer, check, facts);
  if (other.length > 0) return end('other', other);
  if (check.mention === true) return end('silent', []);
  if (rest.gaps.length > 0) return end('gap', maybe(mine));
  const possible = maybe(mine);
  const look = mine.filter(({ rule }) => ONLY_TOLD.has(rule) && !hints.has(rule)).flatMap(({ findings }) => findings);
  if (possible.length > 0) return end('maybe', possible);
  if (look.length > 0) return end('look', look);
  const unseen = answer.rules.some((rule) => ONLY_TOLD.has(rule) && !told.has(rule));
  if (unseen || rest.clear.length === 0) return end(rest.clear.length === 0 && !unseen ? 'silent' : 'look', []);
  return end('not-it', []);
}

const MOST_FINDINGS = 3;

/** Nothing came back at all: a policy out of a cache says nothing about a person. */
function isDown({ person, methods, groups }: PersonFacts): boolean {
  return [person, methods, groups].every((fact) => !fact.known && fact.gap.reason === 'unavailable');
}

/** What only the person can say, and has said: it fires without what the error itself brings along. */
function toldBy(check: Check, facts: PersonFacts, said: Asked): ReadonlySet<string> {
  const fired = checkRules(check.about, facts, said, requirements).filter(({ findings }) => findings.length > 0);
  return new Set(fired.map(({ rule }) => rule));
}

/** What a policy says about a method that somebody does not have is no reason why their sign-in fails. */
function counts({ rule, method }: RuleCheck, { phase }: Check, facts: PersonFacts): boolean {
  if (phase !== 'using' || method === undefined || !POLICY_OF_METHOD.test(rule)) return true;
  return !facts.methods.known || fulfilling(method, facts).length > 0 || rule.startsWith('R-00');
}

function otherTrouble(
  checked: readonly RuleCheck[],
  answer: Answer,
  { about, phase, mention }: Check,
  facts: PersonFacts,
): readonly Finding[] {
  const blockers = checked
    .filter(({ rule }) => !answer.rules.includes(rule) && !ONLY_TOLD.has(rule) && OTHERS[phase].test(rule))
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'blocker');
  if (blockers.length > 0 || phase !== 'using' || mention === true) return blockers;
  const nothing = about.length > 0 && facts.methods.known && about.every((one) => fulfilling(one, facts).length === 0);
  return nothing ? [notRegistered(about)] : [];
}

function notRegistered(about: readonly MethodName[]): Finding {
  const [first] = about;
  const passkeys = about.filter((one) => one.includes('passkey') || one === 'security-key').length;
  const name = passkeys > 1 ? 'passkey or security key' : first === undefined ? 'such method' : METHOD_NAMES[first];
  return {
    rule: 'R-28',
    severity: 'blocker',
    source: 'REG-A',
    inventory: [],
    what: `Your account has no ${name}.`,
    why: 'Microsoft Entra shows none among your sign-in methods, so nothing can sign in with one.',
    fix: 'Register it first; what is left over from an earlier one on the phone or PC can be deleted there.',
    who: 'You',
  };
}

function maybe(mine: readonly RuleCheck[]): readonly Finding[] {
  return unique(mine.filter(({ rule }) => !ONLY_TOLD.has(rule)).flatMap(({ findings }) => findings)).slice(
    0,
    MOST_FINDINGS,
  );
}

/** A rule says itself where one of its cases weighs less: it depends on something that cannot be seen. */
function isWeak({ baseSeverity }: RuleCheck, finding: Finding): boolean {
  return finding.severity !== baseSeverity && finding.severity !== 'blocker';
}

function gapsOf(mine: readonly RuleCheck[]): readonly Gap[] {
  const gaps = mine.flatMap((one) => one.gaps);
  return [...new Map(gaps.map((gap) => [gap.what, gap])).values()];
}

function isAnswered(id: QuestionId, asked: Asked): boolean {
  const facts: Readonly<Record<string, unknown>> = { ...asked };
  const names = new Set(Object.values(questions[id].choices).flatMap(({ sets }) => Object.keys(sets)));
  return [...names].every((name) => facts[name] !== undefined);
}

function clearOf(mine: readonly RuleCheck[], { symptom }: Asked): readonly string[] {
  const clear = mine.filter(({ rule, findings, gaps }) => {
    const waits = SYMPTOM_OF[rule];
    return findings.length === 0 && gaps.length === 0 && !ONLY_TOLD.has(rule) && (waits ?? symptom) === symptom;
  });
  return [...new Set(clear.map(({ rule }) => lookedAt(rule)))];
}

const LOOKED_AT: readonly (readonly [RegExp, string])[] = [
  [/^R-00/, 'your account'],
  [/^R-(0|1[0-24-9])/, 'the passkey policy with your groups'],
  [/^R-(13|2)/, 'your sign-in methods'],
  [/^R-3[0-3]/, 'the Microsoft Authenticator policy with your groups'],
  [/^R-3/, 'your Authenticator apps'],
  [/^R-4/, 'your computers'],
  [/^R-5[12]/, 'your last sign-ins'],
  [/^R-59/, 'the sign-in service of your domain'],
  [/^R-5/, 'Conditional Access'],
  [/^R-6[0157]/, 'the passes on your account'],
  [/^R-6[2-4]/, 'the policy for passes'],
  [/^R-6/, 'what registration is ordered for your account'],
  [/^R-70/, 'the risk of your account'],
];

function lookedAt(rule: string): string {
  return LOOKED_AT.find(([pattern]) => pattern.test(rule))?.[1] ?? 'your sign-in methods';
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.what, finding])).values()];
}

/** zod types an optional fact as possibly undefined; Asked knows only absent. */
function present(asked: Check['asked']): Asked {
  const { symptom, scenario, flow, renamed } = asked ?? {};
  return {
    ...(symptom === undefined ? {} : { symptom }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(flow === undefined ? {} : { flow }),
    ...(renamed === undefined ? {} : { renamed }),
  };
}
