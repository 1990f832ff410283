import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { SettingsError, type KeyFiles } from './settings-problems';
import { settingsProblems } from './settings-rules';
import { variables, type LogLevel, type PassRecipient, type Variables } from './variables';

export { SettingsError } from './settings-problems';

/** Everything that may be logged. Secrets are in `Secrets`, and nowhere here. */
export interface Settings {
  readonly mode: 'production' | 'development';
  readonly host: string;
  readonly port: number;
  /** Origin without a slash at the end; undefined in development until a free port is known. */
  readonly publicUrl: string | undefined;
  readonly logLevel: LogLevel;
  readonly database: 'sqlite' | 'postgres';
  readonly retentionDays: number;
  /** The key itself is among the secrets. */
  readonly auditSealKeyPath: string | undefined;
  readonly tenantId: string;
  readonly graph: {
    readonly baseUrl: string;
    readonly authorityHost: string;
    readonly clientId: string | undefined;
    /** `platform`: managed or workload identity. `none`: development against a loopback Graph. */
    readonly credential: 'certificate' | 'secret' | 'platform' | 'none';
    readonly certificatePath: string | undefined;
    /** Where a workload identity's token is; with `platform` and without it, a managed identity is used. */
    readonly federatedTokenFile: string | undefined;
  };
  readonly signIn: SignInSettings | undefined;
  readonly teams: {
    /** Empty in development only: Bot Framework then accepts any activity. */
    readonly appId: string;
    readonly appType: 'SingleTenant' | 'UserAssignedMSI';
    readonly tenantId: string;
    readonly catalogId: string | undefined;
    readonly approvalConversation: string | undefined;
  };
  readonly slack: SlackSettings | undefined;
  readonly groups: {
    readonly helpdesk: string;
    readonly approvers: string;
    readonly privilegedApprovers: string | undefined;
    readonly escalation: string | undefined;
    readonly security: string;
    readonly admins: string;
  };
  readonly emergencyAccess: readonly string[];
  readonly passes: {
    readonly lifetimeMinutes: number;
    readonly oneTime: boolean;
    readonly openMinutes: number;
    readonly requestHours: number;
    readonly quorum: { readonly standard: number; readonly elevated: number };
    readonly proofs: { readonly standard: number; readonly elevated: number };
    readonly privilegedTargets: 'deny' | 'two-approvers';
    readonly recipients: readonly PassRecipient[];
    readonly dryRun: boolean;
  };
}

interface SignInSettings {
  /** The OpenID issuer of our tenant. */
  readonly issuer: string;
  readonly clientId: string;
  /** The authentication context that a confirmed decision needs; without it, none can be confirmed. */
  readonly stepUpContext: string | undefined;
}

export interface SlackSettings {
  /** With a slash at the end, as WebClient wants it. */
  readonly apiUrl: string;
  /** The OpenID issuer of Sign in with Slack. */
  readonly issuer: string;
  readonly clientId: string;
  readonly teamId: string;
  readonly enterpriseId: string | undefined;
  readonly approvalChannel: string;
  readonly helpdeskChannel: string;
  readonly socketMode: boolean;
  readonly decideWithoutStepUp: boolean;
}

export interface Secrets {
  readonly databaseUrl: string;
  /** PEM of an Ed25519 private key; undefined in development only. */
  readonly auditSealKey: string | undefined;
  readonly azureClientSecret: string | undefined;
  /** PEM with certificate and private key, or a secret. */
  readonly signIn: { readonly certificate: string } | { readonly secret: string } | undefined;
  readonly microsoftAppPassword: string | undefined;
  readonly slack:
    | {
        readonly botToken: string;
        readonly signingSecret: string | undefined;
        readonly appToken: string | undefined;
        readonly clientSecret: string;
      }
    | undefined;
}

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment (and the key files it names) into typed settings.
 * @throws SettingsError with every missing or wrong setting at once; no message holds a value.
 */
export function readEnv(
  env: Env,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): { readonly config: Settings; readonly secrets: Secrets } {
  // Compose files and portals write an unset variable as an empty one.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const { problems, files } = settingsProblems(given, readFile);
  if (problems.length > 0) throw new SettingsError(problems);
  const values = variables.parse(given);
  return { config: settings(values, given), secrets: masked(secretsOf(values, files)) };
}

function settings(values: Variables, given: Env): Settings {
  const tenantId = present(values, 'AZURE_TENANT_ID');
  return {
    mode: values.KEYSMITH_MODE,
    host: values.HOST ?? (values.KEYSMITH_MODE === 'development' ? '127.0.0.1' : '0.0.0.0'),
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    logLevel: values.LOG_LEVEL,
    database: values.DATABASE_URL.startsWith('sqlite:') ? 'sqlite' : 'postgres',
    retentionDays: values.RETENTION_DAYS,
    auditSealKeyPath: values.AUDIT_SEAL_KEY_PATH,
    tenantId,
    graph: {
      baseUrl: values.GRAPH_BASE_URL,
      authorityHost: values.AZURE_AUTHORITY_HOST,
      clientId: values.AZURE_CLIENT_ID,
      credential: graphCredential(values),
      certificatePath: values.AZURE_CLIENT_CERTIFICATE_PATH,
      federatedTokenFile: given['AZURE_FEDERATED_TOKEN_FILE'],
    },
    signIn: signInSettings(values),
    teams: {
      appId: values.MicrosoftAppId ?? '',
      appType: values.MicrosoftAppType,
      tenantId: values.MicrosoftAppTenantId ?? tenantId,
      catalogId: values.TEAMS_APP_CATALOG_ID,
      approvalConversation: values.TEAMS_APPROVAL_CONVERSATION_ID,
    },
    slack: slackSettings(values),
    groups: {
      helpdesk: present(values, 'HELPDESK_GROUP_ID'),
      approvers: present(values, 'APPROVER_GROUP_ID'),
      privilegedApprovers: values.PRIVILEGED_APPROVER_GROUP_ID,
      escalation: values.ESCALATION_GROUP_ID,
      security: present(values, 'SECURITY_GROUP_ID'),
      admins: present(values, 'ADMIN_GROUP_ID'),
    },
    emergencyAccess: values.EMERGENCY_ACCESS_IDS,
    passes: passSettings(values),
  };
}

function passSettings(values: Variables): Settings['passes'] {
  return {
    lifetimeMinutes: values.TAP_LIFETIME_MINUTES,
    oneTime: values.TAP_ONE_TIME,
    openMinutes: values.TAP_OPEN_MINUTES,
    requestHours: values.TAP_REQUEST_HOURS,
    quorum: { standard: values.TAP_QUORUM_STANDARD, elevated: values.TAP_QUORUM_ELEVATED },
    proofs: { standard: values.TAP_PROOFS_STANDARD, elevated: values.TAP_PROOFS_ELEVATED },
    privilegedTargets: values.TAP_PRIVILEGED_TARGETS,
    recipients: values.TAP_RECIPIENTS,
    dryRun: values.TAP_DRY_RUN,
  };
}

function graphCredential(values: Variables): Settings['graph']['credential'] {
  if (values.AZURE_CLIENT_CERTIFICATE_PATH !== undefined) return 'certificate';
  if (values.AZURE_CLIENT_SECRET !== undefined) return 'secret';
  return values.GRAPH_BASE_URL.startsWith('http://') ? 'none' : 'platform';
}

function signInSettings(values: Variables): SignInSettings | undefined {
  if (values.SIGNIN_CLIENT_ID === undefined) return undefined;
  return {
    issuer: `${values.AZURE_AUTHORITY_HOST}/${present(values, 'AZURE_TENANT_ID')}/v2.0`,
    clientId: values.SIGNIN_CLIENT_ID,
    stepUpContext: values.STEP_UP_AUTH_CONTEXT,
  };
}

function slackSettings(values: Variables): SlackSettings | undefined {
  if (values.SLACK_BOT_TOKEN === undefined) return undefined;
  return {
    apiUrl: `${values.SLACK_API_URL}/`,
    issuer: values.SLACK_API_URL.replace(/\/api$/, ''),
    clientId: present(values, 'SLACK_CLIENT_ID'),
    teamId: present(values, 'SLACK_TEAM_ID'),
    enterpriseId: values.SLACK_ENTERPRISE_ID,
    approvalChannel: present(values, 'SLACK_APPROVAL_CHANNEL_ID'),
    helpdeskChannel: present(values, 'SLACK_HELPDESK_CHANNEL_ID'),
    socketMode: values.SLACK_APP_TOKEN !== undefined,
    decideWithoutStepUp: values.SLACK_DECIDE_WITHOUT_STEP_UP,
  };
}

function secretsOf(values: Variables, files: KeyFiles): Secrets {
  return {
    databaseUrl: values.DATABASE_URL,
    auditSealKey: files.auditSealKey,
    azureClientSecret: values.AZURE_CLIENT_SECRET,
    signIn: signInSecret(values, files),
    microsoftAppPassword: values.MicrosoftAppPassword,
    slack:
      values.SLACK_BOT_TOKEN === undefined
        ? undefined
        : {
            botToken: values.SLACK_BOT_TOKEN,
            signingSecret: values.SLACK_SIGNING_SECRET,
            appToken: values.SLACK_APP_TOKEN,
            clientSecret: present(values, 'SLACK_CLIENT_SECRET'),
          },
  };
}

function signInSecret(values: Variables, files: KeyFiles): Secrets['signIn'] {
  if (files.signInCertificate !== undefined) return { certificate: files.signInCertificate };
  return values.SIGNIN_CLIENT_SECRET === undefined ? undefined : { secret: values.SIGNIN_CLIENT_SECRET };
}

type TextName = {
  [Name in keyof Variables]-?: Variables[Name] extends string | undefined ? Name : never;
}[keyof Variables];

/** The rules have made sure that it is there. */
function present(values: Variables, name: TextName): string {
  const value = values[name];
  if (value === undefined) throw new Error(`${name} is missing and the rules of the settings let it pass.`);
  return value;
}

/** Whoever logs or prints the object by mistake gets a mask. */
function masked(secrets: Secrets): Secrets {
  const mask = { value: () => '[secrets]', enumerable: false };
  return Object.defineProperties(secrets, { toJSON: mask, [inspect.custom]: mask });
}
