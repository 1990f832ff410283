import { z } from 'zod/v4';

/*
 * Every environment variable Keysmith reads (design.md section 2), with what it accepts. The words are what an operator
 * reads when a value does not fit: they describe the value, and never repeat it, because a secret pasted under the
 * wrong name must not reach a terminal or a log.
 */

export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const RECIPIENTS = ['self', 'manager'] as const;
export type PassRecipient = (typeof RECIPIENTS)[number];

const text = (words = 'some text') => z.string(words);
/** Graph writes ids in lower case; whoever copied one in capitals must not have named somebody else. */
const guid = () => z.guid('a GUID such as 00000000-0000-0000-0000-000000000000').toLowerCase();
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, values.join(' or '));
const flag = () => oneOf(['true', 'false']).transform((value) => value === 'true');
const pattern = (shape: RegExp, words: string) => z.string().regex(shape, words);

function whole(minimum: number, maximum: number) {
  const words = `a whole number from ${String(minimum)} to ${String(maximum)}`;
  return pattern(/^\d{1,9}$/, words)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, words);
}

/** The address as URL writes it, without a slash at the end. http is for loopback only. */
function address(words: string) {
  return z.string().transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const bare = url !== undefined && url.username + url.password + url.search + url.hash === '';
    if (bare && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname)))) {
      return url.href.replace(/\/+$/, '');
    }
    context.addIssue(words);
    return z.NEVER;
  });
}

const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(item));

const group = (who: string) => guid().describe(`Object id of the Entra group of ${who}`);

export const variables = z.object({
  KEYSMITH_MODE: oneOf(['production', 'development']).default('production'),
  HOST: text('an address to listen on').optional(),
  PORT: whole(0, 65_535).default(3978),
  PUBLIC_URL: address('an https address without a path, such as https://keysmith.example.com')
    .refine((value) => new URL(value).pathname === '/', 'an https address without a path')
    .optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  DATABASE_URL: pattern(
    /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
    'sqlite:<file> or postgres://<user>:<password>@<host>/<database>',
  ).default('sqlite:./data/keysmith.db'),
  RETENTION_DAYS: whole(1, 3_650).default(90),
  AUDIT_SEAL_KEY_PATH: text('the path of a file').optional(),

  AZURE_TENANT_ID: guid().optional(),
  AZURE_CLIENT_ID: guid().optional(),
  AZURE_CLIENT_CERTIFICATE_PATH: text('the path of a PEM file').optional(),
  AZURE_CLIENT_SECRET: text().optional(),
  AZURE_AUTHORITY_HOST: address('an https address such as https://login.microsoftonline.com').default(
    'https://login.microsoftonline.com',
  ),
  GRAPH_BASE_URL: address('an https address such as https://graph.microsoft.com').default(
    'https://graph.microsoft.com',
  ),

  SIGNIN_CLIENT_ID: guid().optional(),
  SIGNIN_CLIENT_CERTIFICATE_PATH: text('the path of a PEM file').optional(),
  SIGNIN_CLIENT_SECRET: text().optional(),
  STEP_UP_AUTH_CONTEXT: pattern(/^c([1-9]|[1-9]\d)$/, 'an authentication context id from c1 to c99').optional(),

  MicrosoftAppId: guid().optional(),
  MicrosoftAppType: oneOf(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MicrosoftAppTenantId: guid().optional(),
  MicrosoftAppPassword: text().optional(),
  TEAMS_APP_CATALOG_ID: guid().optional(),
  TEAMS_APPROVAL_CONVERSATION_ID: pattern(
    /^\S{5,200}$/,
    'a Teams conversation id such as 19:…@thread.tacv2',
  ).optional(),

  SLACK_BOT_TOKEN: pattern(
    /^xoxb-\S+$/,
    'a bot token that starts with xoxb-, of an app without token rotation (xoxe… ends after 12 hours)',
  ).optional(),
  SLACK_SIGNING_SECRET: pattern(
    /^\S{16,}$/,
    'the signing secret from the page "Basic Information" of the app',
  ).optional(),
  SLACK_APP_TOKEN: pattern(/^xapp-\S+$/, 'an app-level token that starts with xapp-').optional(),
  SLACK_CLIENT_ID: pattern(/^\S+$/, 'the client id from the page "Basic Information" of the app').optional(),
  SLACK_CLIENT_SECRET: pattern(/^\S+$/, 'the client secret from the page "Basic Information" of the app').optional(),
  SLACK_TEAM_ID: pattern(/^T[A-Z0-9]+$/, 'a workspace id that starts with T').optional(),
  SLACK_ENTERPRISE_ID: pattern(/^E[A-Z0-9]+$/, 'an Enterprise Grid id that starts with E').optional(),
  SLACK_APPROVAL_CHANNEL_ID: pattern(/^[CG][A-Z0-9]+$/, 'a channel id that starts with C or G').optional(),
  SLACK_HELPDESK_CHANNEL_ID: pattern(/^[CG][A-Z0-9]+$/, 'a channel id that starts with C or G').optional(),
  SLACK_API_URL: address('an address such as https://slack.com/api/').default('https://slack.com/api'),
  SLACK_DECIDE_WITHOUT_STEP_UP: flag().default(false),

  HELPDESK_GROUP_ID: group('helpdesk agents').optional(),
  APPROVER_GROUP_ID: group('approvers').optional(),
  PRIVILEGED_APPROVER_GROUP_ID: group('approvers for privileged accounts').optional(),
  ESCALATION_GROUP_ID: group('people asked when nobody decides').optional(),
  SECURITY_GROUP_ID: group('security contacts').optional(),
  ADMIN_GROUP_ID: group('administrators of Keysmith').optional(),
  EMERGENCY_ACCESS_IDS: list(z.guid('object ids with commas between them').toLowerCase()).default([]),

  TAP_LIFETIME_MINUTES: whole(10, 43_200).default(60),
  TAP_ONE_TIME: flag().default(true),
  TAP_OPEN_MINUTES: whole(5, 240).default(30),
  TAP_REQUEST_HOURS: whole(1, 72).default(4),
  TAP_QUORUM_STANDARD: whole(1, 5).default(1),
  TAP_QUORUM_ELEVATED: whole(1, 5).default(2),
  TAP_PROOFS_STANDARD: whole(1, 3).default(1),
  TAP_PROOFS_ELEVATED: whole(1, 3).default(2),
  TAP_PRIVILEGED_TARGETS: oneOf(['deny', 'two-approvers']).default('deny'),
  TAP_RECIPIENTS: list(z.enum(RECIPIENTS, 'self or manager, or both with a comma between them')).default([
    'self',
    'manager',
  ]),
  TAP_DRY_RUN: flag().default(false),
});

export type Variables = z.infer<typeof variables>;
export type VariableName = keyof Variables;

export const variableNames = variables.keyof().options;

/** Values that open something. They live in `secrets` only and never in a message. */
export const SECRET_NAMES: readonly VariableName[] = [
  'DATABASE_URL',
  'AZURE_CLIENT_SECRET',
  'SIGNIN_CLIENT_SECRET',
  'MicrosoftAppPassword',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_SECRET',
];
