import { type AccessRule, aboutAllApps, aboutRegistering, demandsSomethingNew, onPlatform, reaches } from '../access';
import type { Gap } from '../fact';
import { AUTHENTICATOR_AAGUID, sameAaguid } from '../methods';
import { allowedFlows } from './allowed-flows';
import { candidates } from './effective-policy';
import { models } from './profile-rules';
import { cannotSay, type Found, found, nothing, type Rule, type Seen, WHO, within } from './rule';
import { acceptsPass, beforehandOnly, satisfies, strengthNeeded } from './strengths';
import type { Problem } from './verdict';
import { WINDOWS_HELLO_AAGUIDS } from './windows-passkey-rules';

/** Microsoft Authenticator Credential Registration (EAP). */
const REGISTRATION_APP = '6aa00308-ea33-4caa-90d6-ae905d8cb51b';
const SYSTEM = { ios: 'iOS', android: 'android' } as const;

/** Conditional Access policies that stand in the way of registering. */
export const accessRules: readonly Rule[] = [
  {
    id: 'R-50',
    severity: 'blocker',
    source: 'EAP, FAQ-A',
    inventory: ['S3-43', 'S3-45'],
    find: (seen) =>
      seen.method !== 'authenticator-passkey'
        ? nothing
        : demanding(seen, aboutAllApps, (rule) => {
            const strength = strengthNeeded(rule);
            const systems = candidates(seen.asked.platform).filter((phone) => onPlatform(rule, SYSTEM[phone]));
            if (strength === undefined || systems.length === 0) return undefined;
            if (acceptsPass(strength) || satisfies(strength, seen.facts, 'phone')) return undefined;
            const byComputer = allowedFlows(seen).includes('cross-device') && !onPlatform(rule, 'windows');
            const certain = systems.length === candidates(seen.asked.platform).length && !byComputer;
            return {
              what: 'Registering a passkey in Authenticator would go round in circles.',
              why: `The Conditional Access policy "${rule.name}" demands ${strength.name} for every app, Authenticator included, and ${seen.say.your} account has nothing yet that meets it on a phone.`,
              fix: `${byComputer ? 'Make it from a computer by QR code; or choose' : 'Choose'} apps by a filter instead of All resources, or let phones use a Temporary Access Pass, at ${seen.known.places.access}.`,
              who: WHO.accessAdmin,
              ...(certain ? {} : { severity: 'warning' as const }),
            };
          }),
  },
  {
    id: 'R-53',
    severity: 'blocker',
    source: 'EAP',
    inventory: ['S3-43'],
    find: (seen) =>
      seen.method !== 'authenticator-passkey'
        ? nothing
        : demanding(seen, aboutAllApps, (rule) => {
            const { controls, operator, strength } = rule.grant ?? { controls: [], operator: 'AND' as const };
            const apps = controls.filter((one) => one === 'approvedApplication' || one === 'compliantApplication');
            const wayRound = operator === 'OR' && (controls.length > apps.length || strength !== undefined);
            if (apps.length === 0 || wayRound) return undefined;
            if (rule.excludedApps.some((app) => app.toLowerCase() === REGISTRATION_APP)) return undefined;
            return {
              what: 'Authenticator itself is kept from registering a passkey.',
              why: `The Conditional Access policy "${rule.name}" wants an approved or protected app for every resource, and Authenticator cannot be one.`,
              fix: `Exclude Microsoft Authenticator Credential Registration (${REGISTRATION_APP}) at ${seen.known.places.access}, or accept a compliant device instead.`,
              who: `A Cloud Application Administrator and ${lower(WHO.accessAdmin)}`,
            };
          }),
  },
  {
    id: 'R-54',
    severity: 'blocker',
    source: 'CAREG, STRH',
    inventory: ['S2-43', 'S2-73'],
    find: (seen) => {
      const { problems, gaps } = demanding(seen, aboutRegistering, (rule) => hindrance(rule, seen));
      return { problems, gaps: [...gaps, ...newerDemands(seen)] };
    },
  },
  {
    id: 'R-55',
    severity: 'warning',
    source: 'STRH',
    inventory: ['S2-43'],
    find: (seen) =>
      within(seen.facts.access, (rules) => {
        const strong = rules.filter(
          (rule) =>
            rule.state === 'enabled' &&
            aboutRegistering(rule) &&
            strengthNeeded(rule) !== undefined &&
            reaches(rule, seen.facts) === 'yes',
        );
        return strong.length < 2
          ? nothing
          : found({
              what: `${String(strong.length)} policies each demand a strength of sign-in for registering.`,
              why: `All of them have to be met: ${strong.map(({ name }) => `"${name}"`).join(', ')}.`,
              fix: `Make one policy of them at ${seen.known.places.access}.`,
              who: WHO.accessAdmin,
            });
      }),
  },
  {
    id: 'R-56',
    severity: 'blocker',
    source: 'PKF, CSDL',
    inventory: ['S3-45'],
    find: (seen) => {
      const mine = modelsOf(seen);
      if (mine.length === 0) return nothing;
      return demanding(seen, aboutAllApps, (rule) => {
        const strength = strengthNeeded(rule);
        const taken = strength?.passkeyModels;
        if (strength === undefined || taken === undefined) return undefined;
        const refused = mine.filter((aaguid) => !taken.some((one) => sameAaguid(one, aaguid)));
        if (refused.length === 0) return undefined;
        const only = strength.combinations.every((one) => one === 'fido2');
        return {
          what: 'This kind of passkey would not be accepted at sign-in.',
          why: `The Conditional Access policy "${rule.name}" demands ${strength.name}, and that takes only some models; not among them: ${models(refused, seen)}.`,
          fix: `Make the models agree, at ${seen.known.places.strengths} and at ${seen.known.places.passkeyPolicy}.`,
          who: WHO.accessAdmin,
          ...(only && refused.length === mine.length ? {} : { severity: 'warning' as const }),
        };
      });
    },
  },
  {
    id: 'R-58',
    severity: 'blocker',
    source: 'STRH',
    inventory: [],
    find: (seen) =>
      seen.method === 'windows-hello' || seen.method === 'phone-sign-in'
        ? nothing
        : demanding(
            seen,
            (rule) => aboutAllApps(rule) || aboutRegistering(rule),
            (rule) => {
              const strength = strengthNeeded(rule);
              if (strength === undefined || !beforehandOnly(strength)) return undefined;
              if (satisfies(strength, seen.facts, 'anywhere')) return undefined;
              return {
                what: 'Signing in asks for something that cannot be set up while signing in.',
                why: `The Conditional Access policy "${rule.name}" takes only phone sign-in, Windows Hello or a certificate, and none is registered.`,
                fix: 'Set up phone sign-in in the app or Windows Hello on the computer first; a certificate comes from an administrator.',
                who: `${seen.say.You}; for certificates: ${WHO.policyAdmin}`,
              };
            },
          ),
  },
];

/** Each enforced policy of the kind that is meant for this person. One that is only sometimes applied warns. */
function demanding(
  seen: Seen,
  about: (rule: AccessRule) => boolean,
  find: (rule: AccessRule) => Problem | undefined,
): Found {
  return within(seen.facts.access, (rules) => {
    const problems: Problem[] = [];
    const gaps: Gap[] = [];
    for (const rule of rules) {
      const reach = rule.state === 'enabled' && about(rule) ? reaches(rule, seen.facts) : 'no';
      const problem = reach === 'no' ? undefined : find(rule);
      if (problem === undefined) continue;
      if (reach === 'maybe') gaps.push(...cannotSay(unsureAbout(rule)).gaps);
      else problems.push(rule.narrowedBy.length === 0 ? problem : sometimes(problem, rule));
    }
    return { problems, gaps };
  });
}

function sometimes(problem: Problem, { narrowedBy }: AccessRule): Problem {
  return {
    ...problem,
    why: `${problem.why} It applies to some sign-ins only (by ${narrowedBy.join(', ')}).`,
    severity: 'warning',
  };
}

/** What nobody here has heard of may keep somebody from registering, so it is no "yes". */
function newerDemands({ facts }: Seen): readonly Gap[] {
  const rules = facts.access.known ? facts.access.value : [];
  return rules
    .filter((rule) => rule.state === 'enabled' && rule.narrowedBy.length === 0 && reaches(rule, facts) !== 'no')
    .filter((rule) => (aboutRegistering(rule) || aboutAllApps(rule)) && demandsSomethingNew(rule))
    .map(({ name }) => ({ what: `what the Conditional Access policy "${name}" demands`, reason: 'nonsense' }));
}

function unsureAbout({ name }: AccessRule): Gap {
  return { what: `whether the Conditional Access policy "${name}" is meant for this account`, reason: 'nonsense' };
}

/** What a policy on "Register security information" demands that cannot be met, or only somewhere. */
function hindrance(rule: AccessRule, seen: Seen): Problem | undefined {
  const { say, known } = seen;
  const { controls, operator, strength } = rule.grant ?? { controls: [], operator: 'AND' as const };
  const why = `The Conditional Access policy "${rule.name}" guards the registration of security information`;
  if (controls.includes('block')) {
    return {
      what: 'Registering is blocked.',
      why: `${why} and blocks it.`,
      fix: 'Register from the company network or a company device, as far as the policy leaves these out.',
      who: `${say.You}; for the policy: ${WHO.accessAdmin}`,
    };
  }
  const devices = controls.filter((one) => one === 'compliantDevice' || one === 'domainJoinedDevice');
  const others = controls.length - devices.length + (strength === undefined ? 0 : 1);
  const needed = strengthNeeded(rule);
  if (needed !== undefined && !acceptsPass(needed) && !satisfies(needed, seen.facts, 'anywhere')) {
    return {
      what: 'Registering asks for a sign-in that is not possible yet.',
      why: `${why} and demands ${needed.name}, which a Temporary Access Pass does not meet, and nothing registered does.`,
      fix: `Let the strength take a Temporary Access Pass, or demand multifactor authentication instead, at ${known.places.access}.`,
      who: WHO.accessAdmin,
    };
  }
  if (devices.length > 0 && (operator === 'AND' || others === 0)) {
    return {
      what: 'Registering works on a company device only.',
      why: `${why} and demands a managed device.`,
      fix: 'Register on a computer that the company manages.',
      who: say.You,
      severity: 'warning',
    };
  }
  return undefined;
}

/** AAGUIDs that a passkey of this method would have, as far as they are known. */
function modelsOf({ method, asked, known }: Seen): readonly string[] {
  switch (method) {
    case 'authenticator-passkey':
      return candidates(asked.platform).map((phone) => AUTHENTICATOR_AAGUID[phone]);
    case 'security-key':
      return known.keyModels(asked.keyModel ?? '');
    case 'windows-passkey':
      return WINDOWS_HELLO_AAGUIDS;
    default:
      return [];
  }
}

function lower(who: string): string {
  return who.charAt(0).toLowerCase() + who.slice(1);
}
