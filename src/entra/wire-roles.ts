import { z } from 'zod/v4';
import { maybe } from './wire';

/** An active, scheduled or eligible role; the definition comes with `$expand=roleDefinition`. */
export const roleHeld = z
  .object({ roleDefinition: maybe(z.object({ displayName: maybe(z.string()) })) })
  .transform(({ roleDefinition }) => roleDefinition?.displayName);

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
