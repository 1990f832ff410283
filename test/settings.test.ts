import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { certificateWithKey } from './certificate';
import { readEnv, SettingsError, type Env } from '../src/settings';
import { SECRET_NAMES, variableNames, variables } from '../src/variables';

const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

let folder: string;
let sealKey: string;
let certificate: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysmith-settings-'));
  sealKey = join(folder, 'seal.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(sealKey, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  certificate = join(folder, 'signin.pem');
  writeFileSync(certificate, certificateWithKey());
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const slack: Env = {
  SLACK_BOT_TOKEN: 'xoxb-bot-token-1',
  SLACK_SIGNING_SECRET: 'signing-secret-123456',
  SLACK_CLIENT_ID: '111.222',
  SLACK_CLIENT_SECRET: 'slack-client-secret',
  SLACK_TEAM_ID: 'T0001',
  SLACK_APPROVAL_CHANNEL_ID: 'C0001',
  SLACK_HELPDESK_CHANNEL_ID: 'C0002',
  SIGNIN_CLIENT_ID: guid(3),
  SIGNIN_CLIENT_SECRET: 'signin-client-secret',
  STEP_UP_AUTH_CONTEXT: 'c1',
};

function production(): Env {
  return {
    PUBLIC_URL: 'https://keysmith.example.com',
    AUDIT_SEAL_KEY_PATH: sealKey,
    AZURE_TENANT_ID: guid(1),
    AZURE_CLIENT_ID: guid(2),
    AZURE_CLIENT_CERTIFICATE_PATH: certificate,
    MicrosoftAppId: guid(4),
    MicrosoftAppPassword: 'bot-password',
    HELPDESK_GROUP_ID: guid(11),
    APPROVER_GROUP_ID: guid(12),
    SECURITY_GROUP_ID: guid(13),
    ADMIN_GROUP_ID: guid(14),
  };
}

const development: Env = {
  KEYSMITH_MODE: 'development',
  AZURE_TENANT_ID: guid(1),
  GRAPH_BASE_URL: 'http://127.0.0.1:4000',
  HELPDESK_GROUP_ID: guid(11),
  APPROVER_GROUP_ID: guid(12),
  SECURITY_GROUP_ID: guid(13),
  ADMIN_GROUP_ID: guid(14),
};

/** Names of the settings that a start with this environment complains about. */
function complaints(env: Env): string[] {
  return failure(env).problems.map((problem) => problem.name);
}

function failure(env: Env): SettingsError {
  try {
    readEnv(env);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('These settings were accepted.');
}

test('a complete production environment is read, with the defaults of the design', () => {
  const { config, secrets } = readEnv({ ...production(), ...slack });
  expect(config).toMatchObject({
    mode: 'production',
    host: '0.0.0.0',
    port: 3978,
    publicUrl: 'https://keysmith.example.com',
    database: 'sqlite',
    graph: { baseUrl: 'https://graph.microsoft.com', credential: 'certificate' },
    signIn: { issuer: `https://login.microsoftonline.com/${guid(1)}/v2.0`, stepUpContext: 'c1' },
    teams: { appType: 'SingleTenant', tenantId: guid(1) },
    slack: {
      apiUrl: 'https://slack.com/api/',
      issuer: 'https://slack.com',
      decideWithoutStepUp: false,
      socketMode: false,
    },
    passes: {
      lifetimeMinutes: 60,
      oneTime: true,
      openMinutes: 30,
      requestHours: 4,
      privilegedTargets: 'deny',
      recipients: ['self', 'manager'],
    },
  });
  expect(secrets.databaseUrl).toBe('sqlite:./data/keysmith.db');
  expect(secrets.signIn).toEqual({ secret: 'signin-client-secret' });
  expect(secrets.slack?.botToken).toBe('xoxb-bot-token-1');
});

test('an empty environment names everything that is missing, once each, with what to do', () => {
  const error = failure({});
  expect(error.problems.map((problem) => problem.name)).toEqual([
    'PUBLIC_URL',
    'AZURE_TENANT_ID',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_CERTIFICATE_PATH',
    'MicrosoftAppId',
    'HELPDESK_GROUP_ID',
    'APPROVER_GROUP_ID',
    'SECURITY_GROUP_ID',
    'ADMIN_GROUP_ID',
    'AUDIT_SEAL_KEY_PATH',
  ]);
  for (const problem of error.problems) expect(problem.fix).toMatch(/^(Set|Copy|Make) .{8,}/);
  expect(error.message).toContain('10 settings are missing or wrong');
  expect(error.message).toContain('Object id of the Entra group of approvers');
});

test('what does not fit is reported together with what is missing', () => {
  const env = {
    ...production(),
    PORT: '99999',
    TAP_ONE_TIME: 'yes',
    STEP_UP_AUTH_CONTEXT: 'c100',
    ADMIN_GROUP_ID: '',
    EMERGENCY_ACCESS_IDS: `${guid(9)},x`,
  };
  const error = failure(env);
  expect(error.problems.map((problem) => problem.name).sort()).toEqual(
    ['ADMIN_GROUP_ID', 'EMERGENCY_ACCESS_IDS', 'PORT', 'STEP_UP_AUTH_CONTEXT', 'TAP_ONE_TIME'].sort(),
  );
  expect(error.message).toContain('a whole number from 0 to 65535');
  expect(error.message).toContain('object ids with commas between them');
});

describe('production never starts', () => {
  test.each<[string, Env, string]>([
    ['without an app id', { MicrosoftAppId: '' }, 'MicrosoftAppId'],
    ['with an empty bot password', { MicrosoftAppPassword: ' ' }, 'MicrosoftAppPassword'],
    ['on http', { PUBLIC_URL: 'http://127.0.0.1:3978' }, 'PUBLIC_URL'],
    ['with a path in its address', { PUBLIC_URL: 'https://example.com/keysmith' }, 'PUBLIC_URL'],
    ['against a loopback Graph', { GRAPH_BASE_URL: 'http://127.0.0.1:4000' }, 'GRAPH_BASE_URL'],
    ['against a Graph that is not Microsoft', { GRAPH_BASE_URL: 'https://graph.example.com' }, 'GRAPH_BASE_URL'],
    [
      'with a sign-in that is not Microsoft',
      { AZURE_AUTHORITY_HOST: 'https://login.example.com' },
      'AZURE_AUTHORITY_HOST',
    ],
    ['with another tenant for the bot', { MicrosoftAppTenantId: guid(99) }, 'MicrosoftAppTenantId'],
    ['without a seal key', { AUDIT_SEAL_KEY_PATH: '' }, 'AUDIT_SEAL_KEY_PATH'],
    ['with a seal key that is not there', { AUDIT_SEAL_KEY_PATH: '/nowhere/seal.pem' }, 'AUDIT_SEAL_KEY_PATH'],
    ['with certificate and secret', { AZURE_CLIENT_SECRET: 'secret-value' }, 'AZURE_CLIENT_SECRET'],
    ['with a multi-tenant bot', { MicrosoftAppType: 'MultiTenant' }, 'MicrosoftAppType'],
    ['with two approvers from no group', { TAP_PRIVILEGED_TARGETS: 'two-approvers' }, 'PRIVILEGED_APPROVER_GROUP_ID'],
    ['with less for more risk', { TAP_QUORUM_STANDARD: '3' }, 'TAP_QUORUM_ELEVATED'],
    ['with a misspelt setting', { TAP_ONE_TIM: 'false' }, 'TAP_ONE_TIM'],
    ['with the Graph registration for people', { ...slack, SIGNIN_CLIENT_ID: guid(2) }, 'SIGNIN_CLIENT_ID'],
  ])('%s', (_, change, name) => {
    expect(complaints({ ...production(), ...change })).toEqual([name]);
  });

  test('with a file that is not a certificate', () => {
    expect(complaints({ ...production(), AZURE_CLIENT_CERTIFICATE_PATH: sealKey })).toEqual([
      'AZURE_CLIENT_CERTIFICATE_PATH',
    ]);
  });

  test('with a seal key of the wrong kind', () => {
    expect(complaints({ ...production(), AUDIT_SEAL_KEY_PATH: certificate })).toEqual(['AUDIT_SEAL_KEY_PATH']);
  });
});

test('development does not hear unsigned activities for a real tenant: behind a tunnel everybody is on loopback', () => {
  const real = { AZURE_CLIENT_ID: guid(2), AZURE_CLIENT_CERTIFICATE_PATH: certificate, GRAPH_BASE_URL: '' };
  expect(complaints({ ...development, ...real })).toEqual(['MicrosoftAppId']);
  const registered = { MicrosoftAppId: guid(4), MicrosoftAppPassword: 'bot-password' };
  expect(readEnv({ ...development, ...real, ...registered }).config.mode).toBe('development');
});

test('an id in capitals is the same id', () => {
  const id = 'abcdef00-0000-4000-8000-00000000000a';
  const { config } = readEnv({
    ...production(),
    APPROVER_GROUP_ID: id.toUpperCase(),
    EMERGENCY_ACCESS_IDS: `${id.toUpperCase()}, ${guid(9)}`,
  });
  expect(config.groups.approvers).toBe(id);
  expect(config.emergencyAccess).toEqual([id, guid(9)]);
});

test('a managed identity is a credential', () => {
  const { AZURE_CLIENT_CERTIFICATE_PATH: _, ...env } = production();
  expect(readEnv({ ...env, IDENTITY_ENDPOINT: 'http://169.254.0.1/token' }).config.graph.credential).toBe('platform');
});

test('the certificate for the sign-in of people is read into the secrets', () => {
  const { SIGNIN_CLIENT_SECRET: _, ...withoutSecret } = slack;
  const { secrets } = readEnv({ ...production(), ...withoutSecret, SIGNIN_CLIENT_CERTIFICATE_PATH: certificate });
  expect(secrets.signIn).toEqual({ certificate: readFileSync(certificate, 'utf8') });
});

describe('Slack is set up whole or not at all', () => {
  test('without any Slack setting there is no Slack', () => {
    expect(readEnv(production()).config.slack).toBeUndefined();
  });

  test('the defaults of env.example alone do not ask for it', () => {
    const env = { ...production(), SLACK_API_URL: 'https://slack.com/api/', SLACK_DECIDE_WITHOUT_STEP_UP: 'false' };
    expect(readEnv(env).config.slack).toBeUndefined();
  });

  test.each([
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_CLIENT_ID',
    'SLACK_CLIENT_SECRET',
    'SLACK_TEAM_ID',
    'SLACK_APPROVAL_CHANNEL_ID',
    'SLACK_HELPDESK_CHANNEL_ID',
    'SIGNIN_CLIENT_ID',
  ])('without %s it does not start', (name) => {
    expect(complaints({ ...production(), ...slack, [name]: '' })).toEqual([name]);
  });

  test('a token that rotates is refused, and it is said why', () => {
    const env = { ...production(), ...slack, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-secret' };
    expect(complaints(env)).toEqual(['SLACK_BOT_TOKEN']);
    expect(() => readEnv(env)).toThrow(/SLACK_BOT_TOKEN[\s\S]*without token rotation/);
    expect(() => readEnv(env)).not.toThrow('xoxe.xoxb-1-secret');
  });

  test('in Socket Mode no signing secret is needed', () => {
    const env = { ...production(), ...slack, SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-1' };
    expect(readEnv(env).config.slack?.socketMode).toBe(true);
  });

  test('a loopback Slack is for development', () => {
    const local = { ...slack, SLACK_API_URL: 'http://127.0.0.1:5000/api/' };
    expect(complaints({ ...production(), ...local })).toEqual(['SLACK_API_URL']);
    expect(readEnv({ ...development, ...local }).config.slack).toMatchObject({
      apiUrl: 'http://127.0.0.1:5000/api/',
      issuer: 'http://127.0.0.1:5000',
    });
  });
});

describe('development', () => {
  test('accepts an empty app id and a Graph on this machine without credentials, and listens on this machine', () => {
    const { config } = readEnv(development);
    expect(config).toMatchObject({ host: '127.0.0.1', teams: { appId: '' }, graph: { credential: 'none' } });
  });

  test.each(['0.0.0.0', '192.168.1.7', '::', 'keysmith.example.com'])('refuses to listen on %s', (host) => {
    expect(complaints({ ...development, HOST: host })).toEqual(['HOST']);
  });

  test('against the real Graph needs credentials too', () => {
    expect(complaints({ ...development, GRAPH_BASE_URL: '' })).toEqual([
      'AZURE_CLIENT_ID',
      'AZURE_CLIENT_CERTIFICATE_PATH',
      'MicrosoftAppId',
    ]);
  });

  test('does not send tokens to an address on the network without TLS', () => {
    expect(complaints({ ...development, GRAPH_BASE_URL: 'http://10.0.0.5' })).toContain('GRAPH_BASE_URL');
  });
});

describe('secrets', () => {
  test('a value never appears in the message, whatever is wrong and wherever it was pasted', () => {
    const name = fc.constantFrom(...variableNames);
    const value = fc.stringMatching(/^[A-Za-z0-9_~.-]{24,40}$/).map((text) => `S3cret${text}`);
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 12 }), (env) => {
        const { message, problems } = failure({ ...env, SLACK_WORKSPACE: 'x' });
        const shown = message + JSON.stringify(problems);
        for (const secret of Object.values(env)) expect(shown).not.toContain(secret);
      }),
      { numRuns: 300 },
    );
  });

  test('none is among what may be logged', () => {
    const env: Env = {
      ...production(),
      ...slack,
      DATABASE_URL: 'postgres://keysmith:database-password@db/keysmith',
      SLACK_APP_TOKEN: 'xapp-app-token',
      AZURE_CLIENT_CERTIFICATE_PATH: '',
      AZURE_CLIENT_SECRET: 'graph-secret',
    };
    const { config, secrets } = readEnv(env);
    const logged =
      inspect(config, { depth: 9 }) + JSON.stringify(config) + inspect(secrets) + JSON.stringify({ secrets });
    for (const name of SECRET_NAMES) expect(logged).not.toContain(env[name] ?? 'missing in this test');
    expect(logged).not.toContain('PRIVATE KEY');
  });
});

describe('env.example', () => {
  const lines = readFileSync('env.example', 'utf8').split('\n');
  const assignments = lines.flatMap((line, index) => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value, above: lines[index - 1] ?? '' }];
  });

  test('has exactly the settings of the schema, in its order', () => {
    expect(assignments.map(({ name }) => name)).toEqual(variableNames);
  });

  test('explains each in one line', () => {
    for (const { name, above } of assignments)
      expect([name, above]).toEqual([name, expect.stringMatching(/^# \S.{10,}[^-]$/)]);
  });

  test('shows the defaults', () => {
    const shown = Object.fromEntries(
      assignments.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    );
    expect(variables.parse(shown)).toEqual(variables.parse({}));
    expect(Object.keys(shown).length).toBeGreaterThan(15);
  });
});
