import { z } from 'zod/v4';
import type { PasskeyType } from '../domain/methods';
import type {
  AuthenticatorPolicy,
  KeyRestrictions,
  MethodsPolicy,
  PasskeyPolicy,
  PasskeyProfile,
  PassPolicy,
  Target,
} from '../domain/policies';
import { instant, maybe, present, shown } from './wire';

const OLDER_SETTINGS = 'older-settings';

const targetFields = z.object({ id: z.string(), targetType: maybe(z.string()) });

function targetOf({ id, targetType }: z.output<typeof targetFields>): Target | undefined {
  if (id.toLowerCase() === 'all_users') return { to: 'all' };
  if (targetType === 'group') return { to: 'group', id };
  if (targetType === 'user') return { to: 'user', id };
  return undefined;
}

/** An exclusion of a kind this code does not know cannot be ignored: the policy as a whole is then not readable. */
const excludeTargets = z.array(
  targetFields.transform((shape, context): Target => {
    const target = targetOf(shape);
    if (target !== undefined) return target;
    context.addIssue({ code: 'custom', message: 'unknown kind of exclusion' });
    return z.NEVER;
  }),
);

/** An inclusion of a kind this code does not know includes nobody. */
function included<F extends z.output<typeof targetFields>, R>(
  targets: readonly F[],
  map: (target: Target, fields: F) => R,
): readonly R[] {
  return targets.flatMap((fields) => {
    const target = targetOf(fields);
    return target === undefined ? [] : [map(target, fields)];
  });
}

/** A state newer than this code is neither on nor off: the policy as a whole is then not readable. */
const state = z.enum(['enabled', 'disabled']).transform((value) => value === 'enabled');

const keyRestrictions = maybe(
  z.object({
    isEnforced: maybe(z.boolean()),
    enforcementType: maybe(z.string()),
    aaGuids: maybe(z.array(z.string())),
  }),
).transform((shape): KeyRestrictions => {
  const enforced = shape?.isEnforced ?? false;
  const type = shape?.enforcementType;
  const aaguids = shape?.aaGuids ?? [];
  if (type === 'allow' || type === 'block') return { enforced, type, aaguids };
  // A kind of enforcement newer than this code: nothing counts as allowed by it.
  return { enforced, type: 'allow', aaguids: [] };
});

const isPasskeyType = (flag: string): flag is PasskeyType => flag === 'deviceBound' || flag === 'synced';

/** A kind newer than this code may be a new name for a known one, and no answer at all is no "none". */
const passkeyTypes = maybe(z.string()).transform((text): Pick<PasskeyProfile, 'passkeyTypes' | 'typesUnread'> => {
  const flags = (text ?? 'not said').split(',').map((flag) => flag.trim());
  const known = flags.filter(isPasskeyType);
  const unread = flags.some((flag) => flag !== '' && !isPasskeyType(flag));
  return { passkeyTypes: known, ...(unread ? { typesUnread: true } : {}) };
});

const profile = z
  .object({
    id: z.string(),
    name: maybe(shown),
    attestationEnforcement: maybe(z.string()),
    passkeyTypes,
    keyRestrictions,
  })
  .transform((shape): PasskeyProfile => ({
    id: shape.id,
    name: shape.name ?? 'unnamed profile',
    attestation:
      shape.attestationEnforcement === 'disabled' || shape.attestationEnforcement === 'registrationOnly'
        ? shape.attestationEnforcement
        : 'unknown',
    ...shape.passkeyTypes,
    keyRestrictions: shape.keyRestrictions,
  }));

/** fido2 configuration, with profiles or with the older top-level settings (knowledge.md C.0 step 2). */
const passkeyConfiguration = z
  .object({
    state,
    // Graph's own default is true, and null stands for it.
    isSelfServiceRegistrationAllowed: maybe(z.boolean()),
    isAttestationEnforced: maybe(z.boolean()),
    keyRestrictions,
    passkeyProfiles: maybe(z.array(profile)),
    includeTargets: z.array(targetFields.extend({ allowedPasskeyProfiles: maybe(z.array(z.string())) })),
    excludeTargets,
  })
  .transform((shape): PasskeyPolicy => {
    const profiles = shape.passkeyProfiles ?? [];
    const older = profiles.length === 0;
    return {
      enabled: shape.state,
      mode: older ? 'older' : 'profiles',
      selfServiceAllowed: shape.isSelfServiceRegistrationAllowed ?? true,
      profiles: older ? [olderProfile(shape.isAttestationEnforced ?? false, shape.keyRestrictions)] : profiles,
      include: included(shape.includeTargets, (target, { allowedPasskeyProfiles }) => ({
        target,
        allowedProfiles: older ? [OLDER_SETTINGS] : (allowedPasskeyProfiles ?? []),
      })),
      exclude: shape.excludeTargets,
    };
  });

/** The configuration, and how large it is as JSON. */
export const passkeyPolicy = z.unknown().transform((raw, context): PasskeyPolicy => {
  const parsed = passkeyConfiguration.safeParse(raw);
  if (parsed.success) return { ...parsed.data, bytes: Buffer.byteLength(JSON.stringify(raw)) };
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
});

function olderProfile(attested: boolean, restrictions: KeyRestrictions): PasskeyProfile {
  return {
    id: OLDER_SETTINGS,
    name: 'Passkey (FIDO2) settings',
    attestation: attested ? 'registrationOnly' : 'disabled',
    passkeyTypes: attested ? ['deviceBound'] : ['deviceBound', 'synced'],
    keyRestrictions: restrictions,
  };
}

export const passPolicy = z
  .object({
    state,
    includeTargets: z.array(targetFields),
    excludeTargets,
    minimumLifetimeInMinutes: z.number().int(),
    maximumLifetimeInMinutes: z.number().int(),
    isUsableOnce: maybe(z.boolean()),
  })
  .transform((shape): PassPolicy => ({
    enabled: shape.state,
    include: included(shape.includeTargets, (target) => target),
    exclude: shape.excludeTargets,
    minimumLifetimeMinutes: shape.minimumLifetimeInMinutes,
    maximumLifetimeMinutes: shape.maximumLifetimeInMinutes,
    oneTimeOnly: shape.isUsableOnce ?? false,
  }));

export const authenticatorPolicy = z
  .object({
    state,
    includeTargets: z.array(targetFields.extend({ authenticationMode: maybe(z.string()) })),
    excludeTargets,
  })
  .transform((shape): AuthenticatorPolicy => ({
    enabled: shape.state,
    include: included(shape.includeTargets, (target, { authenticationMode: mode }) => ({
      target,
      mode: mode === 'any' || mode === 'push' || mode === 'deviceBasedPush' ? mode : 'unknown',
    })),
    exclude: shape.excludeTargets,
  }));

const MIGRATION: Readonly<Record<string, MethodsPolicy['migration']>> = {
  migrationComplete: 'complete',
  migrationInProgress: 'under-way',
  preMigration: 'not-begun',
};

const CAMPAIGN: Readonly<Record<string, MethodsPolicy['campaign']['state']>> = {
  enabled: 'enabled',
  default: 'default',
  disabled: 'off',
};

/** The authentication methods policy itself, without its configurations. */
export const methodsPolicy = z
  .object({
    policyMigrationState: maybe(z.string()),
    lastModifiedDateTime: maybe(instant),
    registrationEnforcement: maybe(
      z.object({
        authenticationMethodsRegistrationCampaign: maybe(
          z.object({
            state: maybe(z.string()),
            includeTargets: maybe(z.array(targetFields)),
            excludeTargets: maybe(excludeTargets),
          }),
        ),
      }),
    ),
  })
  .transform((shape): MethodsPolicy => {
    const campaign = shape.registrationEnforcement?.authenticationMethodsRegistrationCampaign;
    return {
      migration: MIGRATION[shape.policyMigrationState ?? ''] ?? 'unknown',
      campaign: {
        state: campaign === undefined ? 'off' : (CAMPAIGN[campaign.state ?? ''] ?? 'unknown'),
        include: included(campaign?.includeTargets ?? [], (target) => target),
        exclude: campaign?.excludeTargets ?? [],
      },
      ...present({ changedAt: shape.lastModifiedDateTime }),
    };
  });
