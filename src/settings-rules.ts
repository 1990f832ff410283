import { keyFileRules, type KeyFiles, type Report, type SettingProblem } from './settings-problems';
import { LOOPBACK_HOSTS, variableNames, variables, type VariableName, type Variables } from './variables';

type Given = Readonly<Record<string, string | undefined>>;

/** Where a token for Graph, or a person on the way to sign in, may be sent (national clouds included). */
const GRAPH_HOSTS = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
];
const AUTHORITY_HOSTS = ['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'];
const SLACK_HOSTS = ['slack.com', 'slack-gov.com'];

/** Variables that Azure sets itself where a managed or workload identity is attached, or that name one. */
const PLATFORM_IDENTITY = [
  'AZURE_FEDERATED_TOKEN_FILE',
  'IDENTITY_ENDPOINT',
  'MSI_ENDPOINT',
  'AZURE_TOKEN_CREDENTIALS',
];

const SLACK_NEEDED: readonly VariableName[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_TEAM_ID',
  'SLACK_APPROVAL_CHANNEL_ID',
  'SLACK_HELPDESK_CHANNEL_ID',
];

/** Every problem at once, and the key files that were read on the way. */
export function settingsProblems(
  given: Given,
  readFile: (path: string) => string,
): { readonly problems: readonly SettingProblem[]; readonly files: KeyFiles } {
  const problems = [...unknownNames(given)];
  const bad = new Set<string>();
  for (const issue of variables.safeParse(given).error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!bad.has(name))
      problems.push({ name, what: 'It has a value that does not fit.', fix: `Set it to ${expected(issue.message)}.` });
    bad.add(name);
  }
  // What does not fit is reported once; the rules judge the rest, so that one start shows everything.
  const values = variables.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !bad.has(name))));
  const report: Report = (name, what, fix) => {
    if (!bad.has(name)) problems.push({ name, what, fix });
  };
  const files: KeyFiles = {};
  processRules(values, report);
  graphRules(values, given, report);
  signInRules(values, report);
  teamsRules(values, report);
  slackRules(values, given, report);
  groupRules(values, report);
  keyFileRules(values, report, readFile, files);
  return { problems, files };
}

/** A misspelt name would silently leave its default in force. */
function unknownNames(given: Given): SettingProblem[] {
  const known = new Set<string>(variableNames);
  return Object.keys(given)
    .filter((name) => /^(TAP|SIGNIN|SLACK)_/.test(name) && !known.has(name))
    .map((name) => ({
      name,
      what: 'Keysmith knows no such setting.',
      fix: 'Check the spelling against env.example, or remove it.',
    }));
}

function expected(message: string): string {
  return message.startsWith('Invalid') ? 'a value as env.example shows it' : message;
}

function isLoopback(address: string): boolean {
  return LOOPBACK_HOSTS.has(new URL(address).hostname);
}

function processRules(values: Variables, report: Report): void {
  if (values.KEYSMITH_MODE === 'development') {
    if (values.HOST !== undefined && !LOOPBACK_HOSTS.has(values.HOST)) {
      report(
        'HOST',
        'Development mode checks less, so it listens on this machine only.',
        'Set it to 127.0.0.1, or remove it.',
      );
    }
    return;
  }
  if (values.PUBLIC_URL === undefined) {
    report('PUBLIC_URL', 'It is missing. People sign in at this address.', 'Set it to the https address of Keysmith.');
  } else if (!values.PUBLIC_URL.startsWith('https://')) {
    report('PUBLIC_URL', 'It is not an https address.', 'Put a TLS endpoint in front of Keysmith and set its address.');
  }
}

/** Production sends tokens and people only to the addresses that Microsoft and Slack publish. */
function knownHost(
  values: Variables,
  name: 'GRAPH_BASE_URL' | 'AZURE_AUTHORITY_HOST' | 'SLACK_API_URL',
  hosts: readonly string[],
  report: Report,
): void {
  const url = new URL(values[name]);
  if (url.protocol === 'https:' && hosts.includes(url.hostname)) return;
  if (values.KEYSMITH_MODE === 'development' && isLoopback(values[name])) return;
  const other =
    values.KEYSMITH_MODE === 'production' && isLoopback(values[name])
      ? ' A loopback address needs KEYSMITH_MODE=development.'
      : '';
  report(name, `Its host is not one that Keysmith sends secrets to.${other}`, `Use one of: ${hosts.join(', ')}.`);
}

function graphRules(values: Variables, given: Given, report: Report): void {
  knownHost(values, 'GRAPH_BASE_URL', GRAPH_HOSTS, report);
  knownHost(values, 'AZURE_AUTHORITY_HOST', AUTHORITY_HOSTS, report);
  if (values.AZURE_TENANT_ID === undefined) {
    report(
      'AZURE_TENANT_ID',
      'It is missing.',
      'Copy "Directory (tenant) ID" from the overview of Microsoft Entra ID.',
    );
  }
  oneCredential(values, 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_SECRET', report);
  if (values.KEYSMITH_MODE === 'development' && isLoopback(values.GRAPH_BASE_URL)) return;
  if (values.AZURE_CLIENT_ID === undefined) {
    report(
      'AZURE_CLIENT_ID',
      'It is missing.',
      'Copy "Application (client) ID" of the registration that has the Graph permissions.',
    );
  }
  const platform = PLATFORM_IDENTITY.some((name) => given[name] !== undefined);
  if (values.AZURE_CLIENT_CERTIFICATE_PATH === undefined && values.AZURE_CLIENT_SECRET === undefined && !platform) {
    report(
      'AZURE_CLIENT_CERTIFICATE_PATH',
      'There is no credential for Microsoft Graph: no certificate, no secret, and no managed or workload identity on this machine.',
      'Set it to a PEM file with certificate and private key. On a virtual machine with a managed identity set AZURE_TOKEN_CREDENTIALS=ManagedIdentityCredential.',
    );
  }
}

function oneCredential(values: Variables, certificate: VariableName, secret: VariableName, report: Report): void {
  if (values[certificate] === undefined || values[secret] === undefined) return;
  report(secret, `It is set together with ${certificate}.`, 'Keep the certificate and remove the secret.');
}

function signInRules(values: Variables, report: Report): void {
  oneCredential(values, 'SIGNIN_CLIENT_CERTIFICATE_PATH', 'SIGNIN_CLIENT_SECRET', report);
  const credential = values.SIGNIN_CLIENT_CERTIFICATE_PATH ?? values.SIGNIN_CLIENT_SECRET;
  const wanted = values.SIGNIN_CLIENT_ID ?? credential ?? values.STEP_UP_AUTH_CONTEXT ?? values.SLACK_BOT_TOKEN;
  if (wanted === undefined) return;
  if (values.SIGNIN_CLIENT_ID === undefined) {
    report(
      'SIGNIN_CLIENT_ID',
      'It is missing. People sign in to link Slack and to confirm decisions.',
      'Make a second app registration without Graph permissions and copy its client ID.',
    );
  } else if (values.SIGNIN_CLIENT_ID === values.AZURE_CLIENT_ID && values.KEYSMITH_MODE === 'production') {
    report(
      'SIGNIN_CLIENT_ID',
      'It is the registration that has the Graph permissions.',
      'Use a second registration, without Graph permissions, for the sign-in of people.',
    );
  }
  if (credential === undefined) {
    report(
      'SIGNIN_CLIENT_CERTIFICATE_PATH',
      'There is no credential for the sign-in of people.',
      'Set it to a PEM file with certificate and private key, or set SIGNIN_CLIENT_SECRET.',
    );
  }
}

function teamsRules(values: Variables, report: Report): void {
  if (values.MicrosoftAppId === undefined) {
    // Behind a tunnel or a proxy everybody comes from loopback: without it no real tenant, in any mode.
    if (values.KEYSMITH_MODE === 'production' || !isLoopback(values.GRAPH_BASE_URL)) {
      report(
        'MicrosoftAppId',
        'It is missing. Without it, anybody could pretend to be anybody.',
        "Copy the client ID of the bot's app registration.",
      );
    }
    return;
  }
  if (values.MicrosoftAppType === 'SingleTenant' && values.MicrosoftAppPassword === undefined) {
    report(
      'MicrosoftAppPassword',
      'It is missing. A single-tenant bot needs it.',
      'Make a client secret for the bot, or use MicrosoftAppType=UserAssignedMSI.',
    );
  }
  if (values.MicrosoftAppType === 'UserAssignedMSI' && values.MicrosoftAppPassword !== undefined) {
    report('MicrosoftAppPassword', 'A bot with a managed identity has no password.', 'Remove it.');
  }
  const tenant = values.MicrosoftAppTenantId;
  if (
    tenant !== undefined &&
    values.AZURE_TENANT_ID !== undefined &&
    tenant.toLowerCase() !== values.AZURE_TENANT_ID.toLowerCase()
  ) {
    report(
      'MicrosoftAppTenantId',
      'It differs from AZURE_TENANT_ID. Keysmith works in one tenant.',
      'Set both to the same tenant, or remove this one.',
    );
  }
}

function slackRules(values: Variables, given: Given, report: Report): void {
  // The address and the switch have defaults, so alone they do not ask for Slack.
  const asking = [...SLACK_NEEDED, 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_ENTERPRISE_ID'];
  if (!asking.some((name) => given[name] !== undefined)) return;
  knownHost(values, 'SLACK_API_URL', SLACK_HOSTS, report);
  const why = 'It is missing, and other Slack settings are there. Slack is set up whole or not at all.';
  for (const name of SLACK_NEEDED) {
    if (values[name] === undefined) report(name, why, 'Set it, or remove every SLACK_ setting.');
  }
  if (values.SLACK_SIGNING_SECRET === undefined && values.SLACK_APP_TOKEN === undefined) {
    report('SLACK_SIGNING_SECRET', why, 'Set it, or set SLACK_APP_TOKEN for Socket Mode.');
  }
}

function groupRules(values: Variables, report: Report): void {
  for (const name of ['HELPDESK_GROUP_ID', 'APPROVER_GROUP_ID', 'SECURITY_GROUP_ID', 'ADMIN_GROUP_ID'] as const) {
    if (values[name] === undefined) {
      report(
        name,
        `It is missing. ${variables.shape[name].unwrap().description ?? ''}.`,
        'Copy "Object ID" from the overview of the group.',
      );
    }
  }
  if (values.TAP_PRIVILEGED_TARGETS === 'two-approvers' && values.PRIVILEGED_APPROVER_GROUP_ID === undefined) {
    report(
      'PRIVILEGED_APPROVER_GROUP_ID',
      'It is missing, and TAP_PRIVILEGED_TARGETS=two-approvers needs it.',
      'Set it, or set TAP_PRIVILEGED_TARGETS=deny.',
    );
  }
  for (const what of ['QUORUM', 'PROOFS'] as const) {
    if (values[`TAP_${what}_ELEVATED`] < values[`TAP_${what}_STANDARD`]) {
      report(
        `TAP_${what}_ELEVATED`,
        `It is smaller than TAP_${what}_STANDARD.`,
        'An elevated risk needs at least as much as a standard one.',
      );
    }
  }
}
