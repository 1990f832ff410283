import { z } from 'zod/v4';
import type { MethodChange, PreferredMethod } from '../domain/method-change';
import { instant, maybe, present, shown } from './wire';

const named = maybe(
  z.looseObject({ id: maybe(z.string()), displayName: maybe(shown), userPrincipalName: maybe(shown) }),
);

const row = z.object({
  activityDateTime: instant,
  activityDisplayName: z.string(),
  result: maybe(z.string()),
  resultReason: maybe(z.string()),
  initiatedBy: maybe(z.object({ app: named, user: named })),
});

/**
 * Names of activities as Microsoft's "audit log categories and activities" lists them for the service Authentication
 * Methods; they have changed before, so words are looked for and not whole names.
 */
const ABOUT_METHODS =
  /security info|authentication method|temporary access pass|passkey|fido|windows hello|strong ?authentication|phone app detail/i;

/** A row of the audit log that names an account, where it is about its sign-in methods. */
export const methodChange = (personId: string) =>
  row.transform((shape): MethodChange | undefined => {
    const { activityDateTime: at, activityDisplayName: what, resultReason: detail, initiatedBy } = shape;
    if (!ABOUT_METHODS.test(`${what} ${detail ?? ''}`)) return undefined;
    const failed = /^(failure|timeout)$/i.test(shape.result ?? '');
    return { at, what, ...present({ detail: detail || undefined }), ...whoDid(initiatedBy, personId), failed };
  });

function whoDid(by: z.output<typeof row>['initiatedBy'], personId: string): Pick<MethodChange, 'by' | 'byName'> {
  if (by?.app !== undefined) return { by: 'an-app', ...present({ byName: by.app.displayName }) };
  if (by?.user === undefined) return { by: 'unknown' };
  const { id, displayName, userPrincipalName } = by.user;
  if (id?.toLowerCase() === personId.toLowerCase()) return { by: 'themselves' };
  return { by: 'somebody-else', ...present({ byName: displayName ?? userPrincipalName }) };
}

/** One person's row of the registration report. */
export const preferredMethod = z
  .object({
    userPreferredMethodForSecondaryAuthentication: maybe(z.string()),
    isSystemPreferredAuthenticationMethodEnabled: maybe(z.boolean()),
    systemPreferredAuthenticationMethods: maybe(z.array(z.string())),
    lastUpdatedDateTime: maybe(instant),
  })
  .transform((shape): PreferredMethod => ({
    chosen: shape.userPreferredMethodForSecondaryAuthentication ?? 'none',
    bySystem: shape.isSystemPreferredAuthenticationMethodEnabled === true,
    system: shape.systemPreferredAuthenticationMethods ?? [],
    ...present({ updatedAt: shape.lastUpdatedDateTime }),
  }));
