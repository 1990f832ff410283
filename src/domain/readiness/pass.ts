import type { Fact } from '../fact';
import type { PersonFacts } from '../facts';
import type { ExistingPass } from '../methods';
import type { Person } from '../person';
import type { PassPolicy } from '../policies';
import { type Refusal, refuse } from '../refusal';
import { scopeOf } from './effective-policy';
import type { Problem, Requirements, VerdictGap } from './verdict';

/** What is asked of a pass. `only`: it is needed for something behind NPS or AD FS. */
export interface PassAsked {
  readonly lifetimeMinutes: number;
  readonly usableOnce: boolean;
  /** Somebody has said yes to replacing the pass that exists. */
  readonly replace?: boolean;
  readonly only?: 'nps' | 'ad-fs';
}

interface PassFinding extends Problem {
  readonly rule: string;
  readonly source: string;
  /** With it no pass may be made. */
  readonly refusal?: Refusal;
}

export interface PassVerdict {
  /** True only when nothing speaks against it and everything that decides was read. */
  readonly possible: boolean;
  readonly findings: readonly PassFinding[];
  /** In the order in which they should be said; the first one is enough. */
  readonly refusals: readonly Refusal[];
  readonly gaps: readonly VerdictGap[];
  /** A pass that exists and would be replaced by a new one. */
  readonly existing?: ExistingPass;
}

interface PassSeen {
  readonly facts: PersonFacts;
  readonly person: Person;
  readonly policy: PassPolicy;
  readonly asked: PassAsked;
  readonly known: Requirements;
}

/** Could a pass be made for this person, and would it work (knowledge.md )? */
export function passVerdict(facts: PersonFacts, asked: PassAsked, known: Requirements): PassVerdict {
  const gaps = [facts.person, facts.passPolicy, facts.methods].flatMap(gapOf);
  const findings: PassFinding[] = [];
  if (facts.person.known) findings.push(...accountFindings(facts.person.value));
  if (facts.person.known && facts.passPolicy.known) {
    const seen = { facts, person: facts.person.value, policy: facts.passPolicy.value, asked, known };
    findings.push(...policyFindings(seen), ...boundsFindings(seen));
    const scope = scopeOf(facts, seen.policy.include, seen.policy.exclude, (target) => target);
    const unread = scope.exclusionUnread ?? (scope.matched.length === 0 ? scope.inclusionUnread : undefined);
    if (scope.excludedBy.length === 0 && unread !== undefined) gaps.push({ ...unread, decides: true });
  }
  findings.push(...existingFindings(facts, asked));
  const existing = existingPass(facts);
  const refusals = findings.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));
  refusals.push(...gaps.map(({ what }) => refuse('facts-unread', { what }).refusal));
  return { possible: refusals.length === 0, findings, refusals, gaps, ...(existing === undefined ? {} : { existing }) };
}

function accountFindings(person: Person): readonly PassFinding[] {
  const target = person.displayName;
  const disabled: PassFinding = {
    rule: 'R-00a',
    source: 'ERR 50057',
    what: `The account of ${target} is disabled.`,
    why: 'Nobody can sign in with a disabled account, with or without a pass.',
    fix: 'Enable the account.',
    who: 'A User Administrator',
    refusal: refuse('target-disabled', { target }).refusal,
  };
  const guest: PassFinding = {
    rule: 'R-00b',
    source: 'TAP',
    what: `${target} is a guest from another organisation.`,
    why: 'Entra refuses a pass for external guests.',
    fix: 'The home organisation issues one.',
    who: 'The IT department of the home organisation',
    refusal: refuse('target-guest', { target }).refusal,
  };
  return [...(person.guest === 'external' ? [guest] : []), ...(person.enabled ? [] : [disabled])];
}

function policyFindings({ facts, person, policy, known }: PassSeen): readonly PassFinding[] {
  if (!policy.enabled) {
    return [
      {
        rule: 'R-62',
        source: 'TAP',
        what: 'Temporary Access Pass is switched off in this organisation.',
        why: 'A pass could not be used to sign in.',
        fix: `Enable it at ${known.places.passPolicy}.`,
        who: 'An Authentication Policy Administrator',
        refusal: refuse('pass-off').refusal,
      },
    ];
  }
  const scope = scopeOf(facts, policy.include, policy.exclude, (target) => target);
  const excluded = scope.excludedBy.length > 0;
  if (!excluded && (scope.matched.length > 0 || scope.inclusionUnread !== undefined)) return [];
  return [
    {
      rule: 'R-62',
      source: 'TAP',
      what: `The Temporary Access Pass policy ${excluded ? 'excludes' : 'does not include'} ${person.displayName}.`,
      why: 'A pass could be made, but it could not be used to sign in.',
      fix: `${excluded ? 'Take the account off the exclusions' : 'Include one of their groups'} at ${known.places.passPolicy}.`,
      who: 'An Authentication Policy Administrator',
      refusal: refuse('pass-out-of-scope', { target: person.displayName }).refusal,
    },
  ];
}

function boundsFindings({ policy, asked, known }: PassSeen): readonly PassFinding[] {
  const minimum = Math.max(policy.minimumLifetimeMinutes, known.passMinutes.minimum);
  const maximum = Math.min(policy.maximumLifetimeMinutes, known.passMinutes.maximum);
  const minutes = { minutes: String(asked.lifetimeMinutes), minimum: String(minimum), maximum: String(maximum) };
  const fits =
    asked.lifetimeMinutes >= minimum && asked.lifetimeMinutes <= maximum && Number.isInteger(asked.lifetimeMinutes);
  const lifetime: PassFinding = {
    rule: 'R-64',
    source: 'TAP, G-TAPC',
    what: `A lifetime of ${minutes.minutes} minutes is outside of what this organisation allows.`,
    why: `It allows ${minutes.minimum} to ${minutes.maximum} minutes; Entra would refuse.`,
    fix: 'Ask for a lifetime inside these bounds.',
    who: 'An administrator of Keysmith',
    refusal: refuse('pass-lifetime', minutes).refusal,
  };
  const oneTime: PassFinding = {
    rule: 'R-63',
    source: 'TAP, G-TAPC',
    what: 'This organisation allows only passes that work once.',
    why: 'The policy demands it; Entra would refuse another one.',
    fix: 'Ask for a pass that works once.',
    who: 'An administrator of Keysmith',
    refusal: refuse('pass-one-time').refusal,
  };
  const unsupported: PassFinding = {
    rule: 'R-68',
    source: 'TAP',
    what: 'A pass does not work where NPS or AD FS asks for the second factor.',
    why: 'Both ask other services than Entra, and these do not know the pass.',
    fix: 'Use another method there, or sign in to Entra with the pass and register one.',
    who: 'A helpdesk agent',
    refusal: refuse('pass-unsupported').refusal,
  };
  return [
    ...(fits ? [] : [lifetime]),
    ...(policy.oneTimeOnly && !asked.usableOnce ? [oneTime] : []),
    ...(asked.only === undefined ? [] : [unsupported]),
  ];
}

const STATE: Readonly<Record<string, string>> = {
  EnabledByPolicy: 'usable now',
  NotYetValid: 'not valid yet',
  Expired: 'expired',
  OneTimeUsed: 'used already',
  DisabledByPolicy: 'not allowed by the policy',
};

/** In words, from what Graph says of it (knowledge.md R-61). */
export function passState(pass: ExistingPass): string {
  return STATE[pass.usability] ?? (pass.usable ? 'usable now' : 'not usable now');
}

/** Somebody can sign in with it, now or later. */
export function passIsAlive(pass: ExistingPass): boolean {
  return pass.usable || pass.usability === 'NotYetValid';
}

/** One that is over stands in nobody's way; one that works, or will, is not replaced without a yes. */
function existingFindings(facts: PersonFacts, asked: PassAsked): readonly PassFinding[] {
  const pass = existingPass(facts);
  if (pass === undefined) return [];
  const state = passState(pass);
  const target = facts.person.known ? facts.person.value.displayName : 'This person';
  const alive = passIsAlive(pass);
  const refusal = alive && asked.replace !== true ? { refusal: refuse('pass-exists', { target, state }).refusal } : {};
  return [
    {
      rule: pass.usable ? 'R-60' : 'R-61',
      source: 'TAP, G-TAP',
      what: `${target} already has a Temporary Access Pass: ${state}.`,
      why: 'There is one per person. A new one deletes it.',
      fix: alive ? 'Use it, or say that it shall be replaced.' : 'Nothing has to be done: a new one takes its place.',
      who: 'A helpdesk agent',
      ...refusal,
    },
  ];
}

/** There is one per person at most. */
export function existingPass(facts: Pick<PersonFacts, 'methods'>): ExistingPass | undefined {
  return facts.methods.known ? facts.methods.value.find((method) => method.kind === 'pass') : undefined;
}

function gapOf(fact: Fact<unknown>): VerdictGap[] {
  return fact.known ? [] : [{ ...fact.gap, decides: true }];
}
