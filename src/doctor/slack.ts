import { z } from 'zod/v4';
import { METHOD_SCOPES } from '../channels/slack/client';
import type { Secrets, Settings, SlackSettings } from '../settings';
import { missing, ok, skipped, warning, type Check, type Finding } from './finding';

const TOKEN: Check = { check: 'Slack token', why: 'Agents work in Slack; every message there is sent with it.' };
const SCOPES: Check = {
  check: 'Slack scopes',
  why: 'Too few make calls fail; too many are what a thief of the token would get.',
};

/** What is not called but delivered: events and commands need scopes of their own. */
const DELIVERED: Readonly<Record<string, string>> = {
  commands: 'the command /passwordless and the shortcuts',
  'app_mentions:read': 'mentions in threads and channels',
  'im:history': 'direct messages to Keysmith',
};

/** Each bot scope and what it is for; manifest/slack/manifest.json asks for exactly these. */
export function neededScopes(): ReadonlyMap<string, string> {
  const needed = new Map(Object.entries(DELIVERED));
  for (const [method, scopes] of Object.entries<readonly string[]>(METHOD_SCOPES)) {
    for (const scope of scopes) needed.set(scope, [needed.get(scope), method].filter(Boolean).join(', '));
  }
  return needed;
}

const refused = z.object({ ok: z.literal(false), error: z.string() });
const self = z.object({
  ok: z.literal(true),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
  bot_id: z.string().optional(),
});
const authTest = z.union([refused, self]);
const conversation = z.union([
  refused,
  z.object({
    ok: z.literal(true),
    channel: z.object({
      name: z.string().optional(),
      is_member: z.boolean().optional(),
      is_archived: z.boolean().optional(),
      is_shared: z.boolean().optional(),
      is_ext_shared: z.boolean().optional(),
    }),
  }),
]);

type Call = (method: string, body?: Readonly<Record<string, string>>) => Promise<{ headers: Headers; body: unknown }>;

export async function checkSlack(
  { slack }: Settings,
  secrets: Secrets,
  fetcher: typeof fetch,
): Promise<readonly Finding[]> {
  if (slack === undefined || secrets.slack === undefined) return [skipped(TOKEN, 'Slack is not set up.')];
  const call = caller(slack.apiUrl, secrets.slack.botToken, fetcher);
  try {
    const answer = await call('auth.test');
    const parsed = authTest.safeParse(answer.body).data;
    if (parsed?.ok !== true) return [badToken(parsed?.error)];
    const channels = await Promise.all([
      checkChannel(
        call,
        'SLACK_APPROVAL_CHANNEL_ID',
        slack.approvalChannel,
        'Requests are posted there for approvers.',
      ),
      checkChannel(
        call,
        'SLACK_HELPDESK_CHANNEL_ID',
        slack.helpdeskChannel,
        'Agents are asked there to verify people.',
      ),
    ]);
    return [judgeToken(parsed, slack), ...judgeScopes(answer.headers.get('x-oauth-scopes')), ...channels];
  } catch {
    return [
      missing(TOKEN, 'Slack does not answer.', 'Check the network and proxy of this machine towards SLACK_API_URL.'),
    ];
  }
}

function caller(apiUrl: string, token: string, fetcher: typeof fetch): Call {
  return async (method, body = {}) => {
    const response = await fetcher(new URL(method, apiUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(8_000),
    });
    return { headers: response.headers, body: await response.json() };
  };
}

function badToken(error: string | undefined): Finding {
  if (error === 'token_expired') {
    return missing(
      TOKEN,
      'It has run out: the app has token rotation, which Keysmith does not use (docs/decisions/015).',
      'Rotation cannot be switched off again: create the app anew from dist-package/slack-manifest.json (npm run package).',
    );
  }
  return missing(
    TOKEN,
    error === undefined ? 'Slack answered something that is not Slack.' : `Slack refuses it (${error}).`,
    'Install the app into the workspace again (OAuth & Permissions) and copy the new bot token to SLACK_BOT_TOKEN.',
  );
}

function judgeToken(answer: z.infer<typeof self>, slack: SlackSettings): Finding {
  if (answer.is_enterprise_install === true) {
    const fix = 'Install the app into the one workspace where the helpdesk works, and use that token.';
    return missing(TOKEN, 'It is of an installation for a whole Enterprise Grid organisation.', fix);
  }
  if (answer.team_id !== slack.teamId) {
    const fix = 'Set SLACK_TEAM_ID to it, or use the token of the right workspace.';
    return missing(TOKEN, `It belongs to the workspace ${answer.team_id}, not to SLACK_TEAM_ID.`, fix);
  }
  if (slack.enterpriseId !== undefined && answer.enterprise_id !== slack.enterpriseId) {
    return missing(
      TOKEN,
      'It belongs to another organisation than SLACK_ENTERPRISE_ID.',
      'Correct or remove that setting.',
    );
  }
  if (answer.bot_id === undefined) {
    return missing(TOKEN, 'It is not the token of a bot.', 'Copy the "Bot User OAuth Token" (xoxb-…).');
  }
  return ok(TOKEN, `Slack accepts it for the workspace ${answer.team_id}.`);
}

function judgeScopes(header: string | null): readonly Finding[] {
  if (header === null) {
    return [warning(SCOPES, 'Slack did not say which scopes the token has.', 'Compare "OAuth & Permissions" by hand.')];
  }
  const granted = new Set(
    header
      .split(',')
      .map((scope) => scope.trim())
      .filter(Boolean),
  );
  const needed = neededScopes();
  const fix = 'Update the app from dist-package/slack-manifest.json (npm run package) and install it again.';
  const findings = [
    ...[...needed]
      .filter(([scope]) => !granted.has(scope))
      .map(([scope, use]) =>
        missing({ check: `Slack scope ${scope}`, why: `It is for ${use}.` }, 'It is missing.', fix),
      ),
    ...[...granted]
      .filter((scope) => !needed.has(scope))
      .map((scope) =>
        warning(
          { check: `Slack scope ${scope}`, why: SCOPES.why },
          'It is granted, and Keysmith does not use it.',
          fix,
        ),
      ),
  ];
  return findings.length > 0 ? findings : [ok(SCOPES, `Granted: exactly the ${String(needed.size)} needed.`)];
}

async function checkChannel(call: Call, setting: string, channel: string, why: string): Promise<Finding> {
  const of: Check = { check: `Slack channel ${setting}`, why };
  const parsed = conversation.safeParse((await call('conversations.info', { channel })).body).data;
  if (parsed?.ok !== true) {
    return missing(
      of,
      `Keysmith cannot see it (${parsed?.error ?? 'unreadable answer'}).`,
      `Copy the channel's ID from its details to ${setting}; invite Keysmith into it: /invite @Keysmith`,
    );
  }
  const {
    is_member: isMember,
    is_archived: isArchived,
    is_shared: isShared,
    is_ext_shared: isForeign,
  } = parsed.channel;
  if (isArchived === true) return missing(of, 'It is archived.', `Unarchive it, or set ${setting} to another channel.`);
  if (isShared === true || isForeign === true) {
    const fix = `Set ${setting} to a channel of this workspace only.`;
    return missing(of, 'It is shared with another organisation, and Keysmith does not act there.', fix);
  }
  if (isMember !== true) return missing(of, 'Keysmith is not in it.', 'Write there: /invite @Keysmith');
  return ok(of, 'Keysmith is in it, and it belongs to this workspace alone.');
}
