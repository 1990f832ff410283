import { type Fact, known } from '../fact';
import type { PersonFacts } from '../facts';
import type { ExistingPass, Method } from '../methods';
import { methodVerdict } from './index';
import type { Finding, Requirements } from './verdict';

/** Rules that say of a pass which works that it would be wasted (design.md section 4, "Ask"). */
const WASTED = { 'authenticator-passkey': ['R-50', 'R-54'], 'security-key': ['R-66'] } as const;

/**
 * What would keep somebody from registering with a pass: a Conditional Access loop, a guarded registration, an
 * interrupt in the browser. It warns and refuses nothing: whoever asks may know a way round.
 */
export function passWaste(facts: PersonFacts, requirements: Requirements, about?: string): readonly Finding[] {
  const then: PersonFacts = { ...facts, methods: withPass(facts.methods) };
  const methods = ['authenticator-passkey', 'security-key'] as const;
  return methods.flatMap((method) => {
    const rules: readonly string[] = WASTED[method];
    return methodVerdict(method, then, {}, requirements, about).findings.filter(({ rule }) => rules.includes(rule));
  });
}

/** The facts as they will be once the pass is there. */
function withPass(methods: Fact<readonly Method[]>): Fact<readonly Method[]> {
  if (!methods.known) return methods;
  return known([...methods.value.filter(({ kind }) => kind !== 'pass'), SOON], methods.readAt);
}

const SOON: ExistingPass = {
  kind: 'pass',
  id: 'soon',
  createdAt: 0,
  startsAt: 0,
  lifetimeMinutes: 60,
  usableOnce: true,
  usable: true,
  usability: 'EnabledByPolicy',
};
