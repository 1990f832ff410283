import { z } from 'zod/v4';
import type { Group, Person } from '../domain/person';
import { maybe, present, shown } from './wire';

export const PERSON_FIELDS =
  'id,displayName,userPrincipalName,givenName,mail,jobTitle,department,accountEnabled,userType,externalUserState';

const user = z.object({
  id: z.string(),
  displayName: maybe(shown),
  userPrincipalName: z.string(),
  givenName: maybe(shown),
  mail: maybe(z.string()),
  jobTitle: maybe(shown),
  department: maybe(shown),
  // Null where the app may read only basic profiles: nobody may then be called enabled or disabled.
  accountEnabled: z.boolean(),
  userType: maybe(z.string()),
  externalUserState: maybe(z.string()),
});

export const person = user.transform((shape): Person => {
  const { id, userPrincipalName, givenName, mail, jobTitle, department } = shape;
  return {
    id,
    userPrincipalName,
    displayName: shape.displayName ?? userPrincipalName,
    enabled: shape.accountEnabled,
    guest: guestKind(shape),
    ...present({ givenName, mail, jobTitle, department }),
  };
});

/** The account, and whether it is in a restricted management administrative unit (null means no). */
export const personInFull = z
  .looseObject({ isManagementRestricted: z.boolean().nullable() })
  .transform((shape, context) => {
    const parsed = person.safeParse(shape);
    if (parsed.success) return { person: parsed.data, restricted: shape.isManagementRestricted === true };
    context.addIssue({ code: 'custom', message: 'not a user' });
    return z.NEVER;
  });

/** Somebody whose sign-in happens elsewhere is external, whatever their user type (knowledge.md R-00b, R-00c). */
function guestKind({ userPrincipalName, userType, externalUserState }: z.output<typeof user>): Person['guest'] {
  if (/#EXT#/i.test(userPrincipalName) || externalUserState !== undefined) return 'external';
  return userType?.toLowerCase() === 'guest' ? 'internal' : 'no';
}

/** A manager may be a contact, who has no account. */
export const manager = z.looseObject({ '@odata.type': maybe(z.string()) }).transform((shape, context) => {
  const type = shape['@odata.type'];
  if (type !== undefined && type !== '#microsoft.graph.user') return undefined;
  const parsed = person.safeParse(shape);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'not a user' });
  return z.NEVER;
});

export const objectWithId = z.object({ id: z.string() });

export const MEMBERSHIP_FIELDS = 'id,displayName,isAssignableToRole';

const directoryObject = z.looseObject({ '@odata.type': z.string(), id: z.string() });

const groupShape = z.object({
  id: z.string(),
  displayName: shown,
  // Asked for by name, so Graph says null for "no"; where it is absent, nothing is known.
  isAssignableToRole: z.boolean().nullable(),
});

export const group = groupShape.transform(({ id, displayName, isAssignableToRole }): Group => ({
  id,
  displayName,
  isAssignableToRole: isAssignableToRole === true,
}));

/** What somebody belongs to. Graph lists what the app may not read with id and type only: `hidden`. */
export type Membership =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'hidden-group' }
  | { readonly kind: 'role'; readonly name: string | undefined }
  | { readonly kind: 'unit'; readonly name: string | undefined }
  | { readonly kind: 'other' };

const named = z.object({ displayName: maybe(shown) });

export const membership = directoryObject.transform((shape, context): Membership => {
  const name = named.safeParse(shape).data?.displayName;
  switch (shape['@odata.type']) {
    case '#microsoft.graph.group': {
      if (name === undefined) return { kind: 'hidden-group' };
      const parsed = group.safeParse(shape);
      if (parsed.success) return { kind: 'group', group: parsed.data };
      context.addIssue({ code: 'custom', message: 'not a group' });
      return z.NEVER;
    }
    case '#microsoft.graph.directoryRole':
      return { kind: 'role', name };
    case '#microsoft.graph.administrativeUnit':
      return { kind: 'unit', name };
    default:
      return { kind: 'other' };
  }
});

/** Of a group's members only people count; devices, applications and groups are left out. */
export const member = directoryObject.transform((shape, context): Person | undefined => {
  if (shape['@odata.type'] !== '#microsoft.graph.user') return undefined;
  const parsed = person.safeParse(shape);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'not a user' });
  return z.NEVER;
});

export const groupIds = z.object({ value: z.array(z.string()) });
export const organisation = z.object({ value: z.array(objectWithId) });
