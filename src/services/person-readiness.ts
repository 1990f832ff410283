import type { DutyRules } from '../domain/duties';
import type { Fact, Gap } from '../domain/fact';
import type { PersonFacts } from '../domain/facts';
import { adviceFor, signInFindings, type Verdict } from '../domain/readiness';
import type { SignIn } from '../domain/sign-ins';
import { requirements } from '../knowledge/requirements';
import { METHOD_NAMES, type MethodState } from './method-states';
import { MARKS } from './overview-rows';
import { dayAndTime } from './when';

/** The risk is a mark already, in the words of the duties. */
const SAID: ReadonlySet<string> = new Set(['R-70']);

/** What is worth knowing about the account beside its methods, each a sentence. */
export function adviceMarks(facts: PersonFacts, { emergencyAccessIds }: DutyRules): readonly string[] {
  const about = nameOf(facts);
  const { findings } = adviceFor(facts, requirements, {
    emergencyAccessIds,
    ...(about === undefined ? {} : { about }),
  });
  return findings.filter(({ rule }) => !SAID.has(rule)).map(({ what }) => what);
}

/** The devices of this person are not at hand: what the tenant says is said, what a phone or a key needs is not. */
export function readyRows(states: readonly MethodState[]) {
  return states.map(({ method, state, blockers: [first] }) => ({
    name: METHOD_NAMES[method],
    detail:
      first === undefined
        ? MARKS[state].replace('You have', 'They have')
        : `${MARKS[state]}: ${first.what} ${first.fix}`,
  }));
}

/** The newest three, and what the newest one tells. */
export function signInRows(signIns: readonly SignIn[], facts: PersonFacts, at: number, timeZone: string) {
  const told = signInFindings(signIns, facts, nameOf(facts)).map(({ what, why }) => `${what} ${why}`);
  return signIns.slice(0, 3).map(({ at: when, app, code, failureReason }, place) => ({
    name: `${dayAndTime(when, at, timeZone)}, ${app}`,
    detail: [
      code === 0 ? 'It worked.' : `It failed with ${String(code)}. ${failureReason ?? ''}`.trim(),
      ...(place === 0 ? told : []),
    ].join(' '),
  }));
}

export function nameOf({ person }: PersonFacts): string | undefined {
  return person.known ? person.value.displayName : undefined;
}

export function gaps(facts: PersonFacts, verdicts: readonly Verdict[], signIns: Fact<unknown>): readonly string[] {
  const all = [
    signIns,
    facts.person,
    facts.groups,
    facts.methods,
    facts.activeRoles,
    facts.eligibleRoles,
    facts.manager,
    facts.riskState,
    facts.passkeyPolicy,
    facts.passPolicy,
  ];
  const unread = [
    ...all.flatMap((fact) => (fact.known ? [] : [fact.gap])),
    ...verdicts.flatMap((verdict) => verdict.gaps.filter(({ decides }) => decides)),
  ];
  return [...new Set(unread.map(gapLine))];
}

function gapLine(gap: Gap): string {
  return gap.permission === undefined
    ? `Could not be read: ${gap.what}.`
    : `Could not be read: ${gap.what} (${gap.permission} is missing).`;
}
