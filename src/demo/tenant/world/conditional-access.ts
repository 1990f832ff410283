import { z } from 'zod/v4';
import type { Json } from '../answers';
import { stableId } from '../ids';

const since = '2023-10-02T08:00:00Z';

const strength = (number: 2 | 3 | 4, displayName: string, allowedCombinations: readonly string[]): Json => ({
  id: `00000000-0000-0000-0000-00000000000${String(number)}`,
  displayName,
  description: null,
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  createdDateTime: since,
  modifiedDateTime: since,
  allowedCombinations,
  combinationConfigurations: [],
});

const resistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'] as const;

/** The three built-in strengths; a pass satisfies the first only (knowledge.md F-10). */
export const authenticationStrengths: readonly Json[] = [
  strength(2, 'Multifactor authentication', [
    ...resistant,
    'deviceBasedPush',
    'temporaryAccessPassOneTime',
    'temporaryAccessPassMultiUse',
    'password,microsoftAuthenticatorPush',
    'password,softwareOath',
    'password,sms',
  ]),
  strength(3, 'Passwordless MFA', [...resistant, 'deviceBasedPush']),
  strength(4, 'Phishing-resistant MFA', resistant),
];

const phishingResistant = authenticationStrengths[2];

const guarding = z.looseObject({
  conditions: z.looseObject({
    applications: z.looseObject({ includeAuthenticationContextClassReferences: z.array(z.string()).min(1) }),
    users: z.looseObject({ excludeUsers: z.array(z.string()) }),
  }),
});

/** The same, with this person excluded wherever an authentication context is guarded. */
export function withExempt(access: ConditionalAccess, personId: string): ConditionalAccess {
  const policies = access.policies.map((one): Json => {
    const found = guarding.safeParse(one).data;
    if (found === undefined) return one;
    const { users } = found.conditions;
    const without = { ...users, excludeUsers: [...users.excludeUsers, personId] };
    return { ...one, conditions: { ...found.conditions, users: without } };
  });
  return { ...access, policies };
}

interface PolicyParts {
  readonly displayName: string;
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  readonly users: Json;
  readonly applications: Json;
  readonly grant: 'mfa' | 'phishing-resistant';
}

function policy({ displayName, state, users, applications, grant }: PolicyParts): Json {
  const strong = grant === 'phishing-resistant';
  return {
    id: stableId(`conditional access ${displayName}`),
    displayName,
    state,
    createdDateTime: since,
    modifiedDateTime: since,
    templateId: null,
    conditions: {
      clientAppTypes: ['all'],
      applications: {
        includeApplications: [],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        ...applications,
      },
      users: {
        includeUsers: [],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        ...users,
      },
      signInRiskLevels: [],
      userRiskLevels: [],
      servicePrincipalRiskLevels: [],
      locations: null,
      platforms: null,
      devices: null,
    },
    grantControls: {
      operator: 'OR',
      builtInControls: strong ? [] : ['mfa'],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: strong ? phishingResistant : null,
    },
    sessionControls: null,
  };
}

export interface ConditionalAccess {
  policies: readonly Json[];
  contexts: readonly Json[];
}

/** Whether a policy guards the authentication context, and how well. */
export type StepUpProtection = 'enabled' | 'reportOnly' | 'mfaOnly' | 'missing';

export interface ConditionalAccessSettings {
  readonly stepUp: string;
  readonly emergencyAccessIds: readonly string[];
  readonly policyGroups: { readonly pilot: string };
}

export function conditionalAccessOf(
  protection: StepUpProtection,
  { stepUp, emergencyAccessIds, policyGroups }: ConditionalAccessSettings,
): ConditionalAccess {
  const everyone = { includeUsers: ['All'], excludeUsers: emergencyAccessIds };
  const confirm = policy({
    displayName: 'CA001 Confirm helpdesk decisions, phishing-resistant',
    state: protection === 'reportOnly' ? 'enabledForReportingButNotEnforced' : 'enabled',
    users: everyone,
    applications: { includeAuthenticationContextClassReferences: [stepUp] },
    grant: protection === 'mfaOnly' ? 'mfa' : 'phishing-resistant',
  });
  return {
    contexts: [
      {
        id: stepUp,
        displayName: 'Confirm a helpdesk decision',
        description: 'Asked for by Keysmith.',
        isAvailable: true,
      },
    ],
    policies: [
      ...(protection === 'missing' ? [] : [confirm]),
      policy({
        displayName: 'CA002 All apps, multifactor authentication',
        state: 'enabled',
        users: everyone,
        applications: { includeApplications: ['All'] },
        grant: 'mfa',
      }),
      policy({
        displayName: 'CA003 Register security information',
        state: 'enabled',
        users: everyone,
        applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
        grant: 'mfa',
      }),
      policy({
        displayName: 'CA004 Pilot, all apps, phishing-resistant',
        state: 'enabledForReportingButNotEnforced',
        users: { includeGroups: [policyGroups.pilot], excludeUsers: emergencyAccessIds },
        applications: { includeApplications: ['All'] },
        grant: 'phishing-resistant',
      }),
    ],
  };
}
