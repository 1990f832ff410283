import type { Fact, Gap } from '../fact';
import type { PersonFacts } from '../facts';
import type { EffectivePolicy } from './effective-policy';
import type { Asked, MethodName, Problem, Requirements, Severity } from './verdict';

/** Everything a rule may look at. */
export interface Seen {
  readonly facts: PersonFacts;
  readonly asked: Asked;
  readonly known: Requirements;
  readonly say: Speaker;
  /** The Passkey (FIDO2) policy as it applies to this person. */
  readonly passkeys: Fact<EffectivePolicy>;
  /** The method that is judged. */
  readonly method: MethodName;
}

/** One line of knowledge.md section C. Another rule is another one of these in the table of readiness/index.ts. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly source: string;
  readonly inventory: readonly string[];
  readonly find: (seen: Seen) => Found;
}

export interface Found {
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

export const nothing: Found = { problems: [], gaps: [] };

export function found(...problems: readonly Problem[]): Found {
  return { problems, gaps: [] };
}

export function cannotSay(gap: Gap): Found {
  return { problems: [], gaps: [gap] };
}

/** What the rule finds in the fact, or the gap in its place. */
export function within<T>(fact: Fact<T>, find: (value: T) => Found): Found {
  return fact.known ? find(fact.value) : cannotSay(fact.gap);
}

/** How to speak about the person: to themselves, or to somebody who looks after them. */
export interface Speaker {
  readonly You: string;
  readonly YouAre: string;
  readonly Your: string;
  readonly your: string;
  readonly have: string;
}

export function speaker(name?: string): Speaker {
  if (name === undefined) return { You: 'You', YouAre: "You're", Your: 'Your', your: 'your', have: 'have' };
  return { You: name, YouAre: `${name} is`, Your: `${name}'s`, your: `${name}'s`, have: 'has' };
}

export const WHO = {
  policyAdmin: 'An Authentication Policy Administrator',
  userAdmin: 'A User Administrator',
  helpdesk: 'A helpdesk agent',
  accessAdmin: 'A Conditional Access Administrator',
  domainAdmin: 'A Domain Name Administrator, with whoever runs that service',
  deviceAdmin: 'An Intune Administrator or whoever looks after the computers',
  security: 'The security team',
} as const;
