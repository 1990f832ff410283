import type { z } from 'zod/v4';
import { MINUTE, type Instant } from '../domain/clock';
import { known, type Fact, type Known } from '../domain/fact';
import type { AuthenticatorPolicy, MethodsPolicy, PasskeyPolicy, PassPolicy, Target } from '../domain/policies';
import { gapOf } from './failure';
import { withQuery } from './paths';
import type { Answers } from './person-reads';
import type { Reader, Wanted } from './reader';
import { shelf } from './shelf';
import { authenticatorPolicy, methodsPolicy, passkeyPolicy, passPolicy } from './wire-policies';

export interface PolicyFacts {
  readonly passkeyPolicy: Fact<PasskeyPolicy>;
  readonly passPolicy: Fact<PassPolicy>;
  readonly authenticatorPolicy: Fact<AuthenticatorPolicy>;
  readonly methodsPolicy: Fact<MethodsPolicy>;
}

/** The method policies, kept for five minutes: they change rarely and are the same for everybody. */
export interface PolicyReads {
  /** What has to be asked now; nothing while all are warm. */
  wanted(now: Instant, fresh: boolean): readonly Wanted[];
  facts(answers: Answers, asked: readonly Wanted[], now: Instant): PolicyFacts;
}

const KEPT_FOR = 5 * MINUTE;
const methodsPolicyPath = '/policies/authenticationMethodsPolicy';
const configurations = `${methodsPolicyPath}/authenticationMethodConfigurations`;

const reads = [
  { operation: 'passkeyPolicy', path: `${configurations}/fido2` },
  { operation: 'passPolicy', path: `${configurations}/temporaryAccessPass` },
  { operation: 'authenticatorPolicy', path: `${configurations}/microsoftAuthenticator` },
  {
    operation: 'methodsPolicy',
    path: withQuery(methodsPolicyPath, {
      $select: 'policyMigrationState,registrationEnforcement,lastModifiedDateTime',
    }),
  },
] as const satisfies readonly Wanted[];

type PolicyName = (typeof reads)[number]['operation'];

export function policyReads(reader: Reader): PolicyReads {
  const passkeys = shelf<Known<PasskeyPolicy>>(KEPT_FOR);
  const passes = shelf<Known<PassPolicy>>(KEPT_FOR);
  const authenticators = shelf<Known<AuthenticatorPolicy>>(KEPT_FOR);
  const methods = shelf<Known<MethodsPolicy>>(KEPT_FOR);
  const kept = {
    passkeyPolicy: passkeys,
    passPolicy: passes,
    authenticatorPolicy: authenticators,
    methodsPolicy: methods,
  };

  return {
    wanted: (now, fresh) => reads.filter(({ operation }) => fresh || kept[operation].get(operation, now) === undefined),
    facts(answers, asked, now) {
      const one = <T>(
        name: PolicyName,
        schema: z.ZodType<T>,
        from: {
          get(key: string, now: Instant): Known<T> | undefined;
          put(key: string, fact: Known<T>, now: Instant): void;
        },
      ): Fact<T> => {
        const warm = asked.some(({ operation }) => operation === name) ? undefined : from.get(name, now);
        if (warm !== undefined) return warm;
        const read = reader.parse(name, answers(name), schema);
        if (!read.ok) return gapOf(name, read.failure);
        const fact = known(read.value, now);
        from.put(name, fact, now);
        return fact;
      };
      return {
        passkeyPolicy: one('passkeyPolicy', passkeyPolicy, passkeys),
        passPolicy: one('passPolicy', passPolicy, passes),
        authenticatorPolicy: one('authenticatorPolicy', authenticatorPolicy, authenticators),
        methodsPolicy: one('methodsPolicy', methodsPolicy, methods),
      };
    },
  };
}

/** Ids of the groups that these policies name. */
export function groupsNamed({ passkeyPolicy, passPolicy, authenticatorPolicy }: PolicyFacts): readonly string[] {
  const targets = [
    ...(passkeyPolicy.known
      ? [...passkeyPolicy.value.include.map(({ target }) => target), ...passkeyPolicy.value.exclude]
      : []),
    ...(passPolicy.known ? [...passPolicy.value.include, ...passPolicy.value.exclude] : []),
    ...(authenticatorPolicy.known
      ? [...authenticatorPolicy.value.include.map(({ target }) => target), ...authenticatorPolicy.value.exclude]
      : []),
  ];
  return [...new Set(targets.flatMap((target) => (target.to === 'group' ? [target.id] : [])))];
}

/** The same policies with the names of their groups, as far as they are known. */
export function withNames(policies: PolicyFacts, nameOf: (groupId: string) => string | undefined): PolicyFacts {
  const target = (one: Target): Target => {
    const name = one.to === 'group' ? nameOf(one.id) : undefined;
    return one.to === 'group' && name !== undefined ? { ...one, name } : one;
  };
  const within = <T extends { readonly target: Target }>(one: T): T => ({ ...one, target: target(one.target) });
  return {
    methodsPolicy: policies.methodsPolicy,
    passkeyPolicy: mapped(policies.passkeyPolicy, (policy) => ({
      ...policy,
      include: policy.include.map(within),
      exclude: policy.exclude.map(target),
    })),
    passPolicy: mapped(policies.passPolicy, (policy) => ({
      ...policy,
      include: policy.include.map(target),
      exclude: policy.exclude.map(target),
    })),
    authenticatorPolicy: mapped(policies.authenticatorPolicy, (policy) => ({
      ...policy,
      include: policy.include.map(within),
      exclude: policy.exclude.map(target),
    })),
  };
}

function mapped<T>(fact: Fact<T>, map: (value: T) => T): Fact<T> {
  return fact.known ? { ...fact, value: map(fact.value) } : fact;
}
