import type { DutyRules } from '../domain/duties';
import type { Fact, Gap } from '../domain/fact';
import type { PersonFacts } from '../domain/facts';
import { adviceFor, type Verdict } from '../domain/readiness';
import { requirements } from '../knowledge/requirements';
import type { DeskReading } from './ports';

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

export function nameOf({ person }: PersonFacts): string | undefined {
  return person.known ? person.value.displayName : undefined;
}

export function gaps(reading: DeskReading, verdicts: readonly Verdict[]): readonly string[] {
  const { facts, signIns, methodChanges, preferred } = reading;
  const all: readonly Fact<unknown>[] = [
    signIns,
    methodChanges,
    preferred,
    facts.person,
    facts.groups,
    facts.methods,
    facts.activeRoles,
    facts.eligibleRoles,
    facts.manager,
    facts.riskState,
    facts.passkeyPolicy,
    facts.passPolicy,
    facts.devices,
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
