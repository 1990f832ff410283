import { z } from 'zod/v4';

/** What the platforms tell the bots beside them. */
export const surroundings = z.object({
  environment: z.record(z.string(), z.string()),
  teamsOrigin: z.string(),
  personId: z.string(),
  agent: z.object({ person: z.string(), team: z.string(), user: z.string() }),
});
export type Surroundings = z.infer<typeof surroundings>;

export function botOf(environment: Readonly<Record<string, string>>, origin: string) {
  const {
    MicrosoftAppId: appId = '',
    MicrosoftAppPassword: password = '',
    AZURE_TENANT_ID: tenantId = '',
  } = environment;
  return { origin, tenantId, appId, password };
}
