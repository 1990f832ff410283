import { createHash } from 'node:crypto';
import type { TokenFacts } from './identity-provider';
import type { SigninFaults, SigninOptions } from './index';

/**
 * v2.0 id token of Entra ID. `acrs` is in it only when the request asked for it (platform-facts.md), and `auth_time`
 * follows the movable clock, because the app compares it with that.
 */
export function entraClaims(options: SigninOptions, faults: SigninFaults, facts: TokenFacts): Record<string, unknown> {
  const person = options.people.find(({ objectId }) => objectId === facts.accountId);
  const asked = facts.claims.id_token?.['acrs'];
  const values = [asked?.value, ...(asked?.values ?? [])].filter((value) => typeof value === 'string');
  const ahead = Math.round((options.clock.now().getTime() - Date.now()) / 1000);
  return {
    ver: '2.0',
    sub: createHash('sha256').update(`${options.entra.clientId} ${facts.accountId}`).digest('base64url'),
    tid: faults.tenantId ?? options.tenantId,
    oid: faults.objectId ?? facts.accountId,
    name: person?.name,
    preferred_username: person?.userPrincipalName,
    auth_time: facts.authTime + ahead - (faults.authenticatedMinutesAgo ?? 0) * 60,
    nonce: faults.nonce ?? facts.nonce,
    ...(values.length > 0 && faults.withholdAcrs !== true ? { acrs: values } : {}),
  };
}

/** Sign in with Slack: https://docs.slack.dev/authentication/sign-in-with-slack */
export function slackClaims(options: SigninOptions, faults: SigninFaults, facts: TokenFacts): Record<string, unknown> {
  const person = options.people.find(({ slackUserId }) => slackUserId === facts.accountId);
  return {
    'https://slack.com/user_id': facts.accountId,
    'https://slack.com/team_id': faults.slackTeamId ?? options.slackTeamId,
    name: person?.name,
    nonce: faults.nonce ?? facts.nonce,
  };
}
