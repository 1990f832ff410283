import { z } from 'zod/v4';
import type { AccountChange } from '../domain/account-change';
import { instant, maybe } from './wire';

const resource = z.object({
  id: maybe(z.string()),
  modifiedProperties: maybe(z.array(z.object({ displayName: maybe(z.string()) }))),
});

const audit = z.object({
  activityDateTime: instant,
  activityDisplayName: z.string(),
  result: maybe(z.string()),
  resultReason: maybe(z.string()),
  initiatedBy: maybe(z.object({ app: maybe(z.looseObject({})) })),
  targetResources: maybe(z.array(resource)),
});

type Audit = z.output<typeof audit>;

/** A row of the audit log that names an account, and what it says happened to that account; most say nothing of interest. */
export const accountChange = (personId: string) =>
  audit.transform((row): AccountChange | undefined => {
    const what = whatHappened(row, personId);
    return what === undefined
      ? undefined
      : { what, at: row.activityDateTime, byApp: row.initiatedBy?.app !== undefined };
  });

/**
 * Names of activities as Microsoft's "audit log categories and activities" lists them; they have changed before, so
 * the words are looked for, not the whole name.
 */
function whatHappened(row: Audit, personId: string): AccountChange['what'] | undefined {
  const { activityDisplayName: name } = row;
  if (row.result?.toLowerCase() === 'failure') return undefined;
  if (/\bmanager\b/i.test(name)) return isChanged(row, personId) ? 'manager-changed' : undefined;
  if (/^update user$/i.test(name)) return wroteManager(row, personId) ? 'manager-changed' : undefined;
  // The end of a pass takes no method from anybody.
  if (/temporary access pass/i.test(`${name} ${row.resultReason ?? ''}`)) return undefined;
  if (
    /^(user|admin) deleted security info|^(delete|remove) .*(credential|authentication|security key|passkey)/i.test(
      name,
    )
  )
    return 'method-removed';
  return /StsRefreshTokenValidFrom|revoke.*session/i.test(name) ? 'sessions-revoked' : undefined;
}

/** A new manager's own account is named in the row too, after the one that changed. */
function isChanged({ targetResources = [] }: Audit, personId: string): boolean {
  const [first] = targetResources;
  return isPerson(first, personId) || targetResources.some((one) => isPerson(one, personId) && wrote(one).length > 0);
}

function wroteManager({ targetResources = [] }: Audit, personId: string): boolean {
  return targetResources.some((one) => isPerson(one, personId) && wrote(one).some((name) => /^manager\b/i.test(name)));
}

function wrote({ modifiedProperties = [] }: z.output<typeof resource>): readonly string[] {
  return modifiedProperties.map(({ displayName }) => displayName ?? '');
}

function isPerson(one: z.output<typeof resource> | undefined, personId: string): boolean {
  return one?.id?.toLowerCase() === personId.toLowerCase();
}
