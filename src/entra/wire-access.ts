import { z } from 'zod/v4';
import { maybe, shown } from './wire';

/** Conditional Access as far as it says whom it hits, where, and what it demands. */
const ids = maybe(z.array(z.string())).transform((list): readonly string[] => list ?? []);
const anything = z.unknown().transform((value) => value !== null && value !== undefined);

const users = maybe(
  z.object({
    includeUsers: ids,
    includeGroups: ids,
    includeRoles: ids,
    includeGuestsOrExternalUsers: anything,
    excludeUsers: ids,
    excludeGroups: ids,
    excludeRoles: ids,
    excludeGuestsOrExternalUsers: anything,
  }),
);

const conditions = z.object({
  applications: maybe(
    z.object({
      includeApplications: ids,
      excludeApplications: ids,
      includeUserActions: ids,
      includeAuthenticationContextClassReferences: ids,
      applicationFilter: anything,
    }),
  ),
  users,
  clientAppTypes: ids,
  signInRiskLevels: ids,
  userRiskLevels: ids,
  platforms: maybe(z.object({ includePlatforms: ids, excludePlatforms: ids })),
  locations: maybe(z.object({ includeLocations: ids, excludeLocations: ids })),
  devices: maybe(z.object({ deviceFilter: anything })),
  authenticationFlows: anything,
});

const grantControls = maybe(
  z.object({
    operator: maybe(z.string()),
    builtInControls: ids,
    customAuthenticationFactors: ids,
    termsOfUse: ids,
    authenticationStrength: maybe(
      z.object({
        id: maybe(z.string()),
        displayName: maybe(shown),
        allowedCombinations: ids,
        combinationConfigurations: maybe(
          z.array(z.object({ appliesToCombinations: ids, allowedAAGUIDs: maybe(z.array(z.string())) })),
        ),
      }),
    ),
  }),
);

export const accessPolicy = z.object({
  id: z.string(),
  displayName: maybe(shown),
  state: z.string(),
  conditions,
  grantControls,
});

export type AccessPolicy = z.output<typeof accessPolicy>;
