import { z } from 'zod/v4';
import { maybe, shown } from './wire';

/** An active, scheduled or eligible role; the definition comes with `$expand=roleDefinition`. */
export const roleHeld = z
  .object({ roleDefinition: maybe(z.object({ displayName: maybe(shown) })) })
  .transform(({ roleDefinition }) => roleDefinition?.displayName);

/** A group, or a role by the id of its template, as Conditional Access names them; a role without one is not readable. */
export const standing = z
  .object({ '@odata.type': z.string(), id: z.string(), roleTemplateId: maybe(z.string()) })
  .transform((shape, context) => {
    const { roleTemplateId } = shape;
    if (shape['@odata.type'] === '#microsoft.graph.group')
      return { kind: 'group' as const, id: shape.id.toLowerCase() };
    if (shape['@odata.type'] !== '#microsoft.graph.directoryRole') return undefined;
    if (roleTemplateId !== undefined) return { kind: 'role' as const, id: roleTemplateId.toLowerCase() };
    context.addIssue({ code: 'custom', message: 'a role without its template' });
    return z.NEVER;
  });

/** A membership or ownership that could be activated (PIM for Groups); the group comes with `$expand=group`. */
export const eligibleGroup = z
  .object({ accessId: z.string(), groupId: z.string(), group: maybe(z.object({ displayName: maybe(shown) })) })
  .transform(({ accessId, groupId, group }) => ({
    name: group?.displayName ?? `the group ${groupId}`,
    as: accessId.toLowerCase() === 'owner' ? ('owner' as const) : ('member' as const),
  }));

/**
 * A state newer than this code counts as at risk. Identity Protection's other states (remediated, dismissed,
 * confirmedSafe) are settled.
 */
export const riskyUser = z.object({ riskState: z.string() }).transform(({ riskState }) => {
  switch (riskState) {
    case 'none':
    case 'confirmedSafe':
    case 'remediated':
    case 'dismissed':
      return 'none' as const;
    case 'confirmedCompromised':
      return 'confirmedCompromised' as const;
    default:
      return 'atRisk' as const;
  }
});
