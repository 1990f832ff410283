import { z } from 'zod/v4';
import { MINUTE, SECOND, type Instant } from '../../domain/clock';
import { type Outcome, done, refuse } from '../../domain/refusal';
import type { BrowserSession, SlackAccount } from '../../services/ports';

/** At most this long ago the person proved who they are (design.md section 3). */
const FRESH_MS = 5 * MINUTE;
/** Two machines' clocks differ a little. */
const SKEW_MS = MINUTE;

type EntraSession = NonNullable<BrowserSession['entra']>;

/** https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference ; `auth_time` and `acrs` are optional. */
const entraClaims = z.object({
  tid: z.string(),
  oid: z.guid(),
  auth_time: z.number().int().positive().optional(),
  acrs: z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]),
});

/** Who signed in to Entra, in our tenant. `authTime` is 0 where the token does not say: never fresh. */
export function entraSession(claims: unknown, tenantId: string): Outcome<EntraSession> {
  const parsed = entraClaims.safeParse(claims);
  if (!parsed.success)
    return refuse('sign-in-failed', { provider: 'Microsoft Entra', why: 'its answer lacks the person' });
  const { tid, oid, auth_time: seconds, acrs } = parsed.data;
  if (tid.toLowerCase() !== tenantId.toLowerCase()) return refuse('foreign-tenant');
  return done({ person: oid.toLowerCase(), authTime: (seconds ?? 0) * SECOND, acrs });
}

/** What is asked of Entra so that the sign-in meets the authentication context (design.md section 3). */
export function strongSignIn(context: string): { readonly claims: string } {
  return { claims: JSON.stringify({ id_token: { acrs: { essential: true, value: context } } }) };
}

/** This sign-in confirms a decision: the person who pressed, by the stronger sign-in, just now. */
export function confirms(
  session: EntraSession,
  wanted: { readonly person: string; readonly context: string; readonly now: Instant },
): Outcome<void> {
  if (session.person !== wanted.person.toLowerCase()) return refuse('sign-in-wrong-person');
  if (!session.acrs.includes(wanted.context)) return refuse('sign-in-too-weak');
  return isFresh(session, wanted.now) ? done(undefined) : refuse('sign-in-too-old');
}

export function isFresh(session: EntraSession, now: Instant): boolean {
  return now - session.authTime <= FRESH_MS && session.authTime - now <= SKEW_MS;
}

/** https://docs.slack.dev/authentication/sign-in-with-slack */
const slackClaims = z.object({
  'https://slack.com/user_id': z.string(),
  'https://slack.com/team_id': z.string(),
  name: z.string().max(300).catch(''),
});

/** Slack does not hold people to the team that was asked for, so both are compared here. */
export function slackName(claims: unknown, account: SlackAccount): Outcome<string> {
  const parsed = slackClaims.safeParse(claims);
  if (!parsed.success) return refuse('sign-in-failed', { provider: 'Slack', why: 'its answer lacks the person' });
  const same =
    parsed.data['https://slack.com/user_id'] === account.user &&
    parsed.data['https://slack.com/team_id'] === account.team;
  return same ? done(parsed.data.name) : refuse('slack-sign-in-other');
}
