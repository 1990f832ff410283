import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { checkGroups } from '../../src/doctor/groups';
import { neededScopes } from '../../src/doctor/slack';
import { doctor } from '../../src/doctor';
import { systemClock } from '../../src/domain/clock';
import { openEntra } from '../../src/entra';
import { readEnv } from '../../src/settings';
import { openStore } from '../../src/store';
import { noPrivileges } from '../entra/front';
import { closeSettings, every, newSealKey, openSetting, type SeenFinding, type Setting } from './setting';

afterEach(closeSettings);

/** What is not well, in short. */
function troubles(findings: readonly SeenFinding[]): string[] {
  return findings
    .filter(({ verdict }) => verdict === 'missing' || verdict === 'warning')
    .map(({ verdict, check }) => `${verdict}: ${check}`);
}

/** The simulated tenant has one security contact, which the doctor mentions. */
const USUAL = 'warning: Group SECURITY_GROUP_ID';

test('where all is well it says so about every part, ends with 0 and changes nothing', async () => {
  const setting = await openSetting();
  const { code, findings, text } = await setting.run();
  expect(code).toBe(0);
  expect(troubles(findings)).toEqual([USUAL]);
  const checks = findings.map(({ check }) => check);
  const parts = [
    'Settings',
    'Graph answers',
    'Graph permissions',
    'Group HELPDESK_GROUP_ID',
    'Group APPROVER_GROUP_ID',
    'Authentication context',
    'Temporary Access Pass policy',
    'Clock',
    'Slack token',
    'Slack scopes',
    'Slack channel SLACK_APPROVAL_CHANNEL_ID',
    'Store',
    'Audit seal key',
  ];
  expect(checks).toEqual(expect.arrayContaining(parts));
  expect(text).toContain('Nothing needed is missing');
  const calls = setting.front.seen.filter(({ method, path }) => method !== 'GET' && path !== '/$batch');
  expect(calls).toEqual([]);
});

interface Broken {
  readonly what: string;
  readonly break: (setting: Setting) => void | Promise<void>;
  readonly env?: (setting: Setting) => Record<string, string>;
  readonly trouble: string;
  readonly says: RegExp;
  readonly fix: RegExp;
}

const nothing = () => undefined;
const guid = '00000000-0000-4000-8000-0000000000aa';

const broken: readonly Broken[] = [
  {
    what: 'a permission is not granted',
    break: (s) => void (s.permissions = every.filter((one) => one !== 'UserAuthMethod-TAP.ReadWrite.All')),
    trouble: 'missing: Graph permission UserAuthMethod-TAP.ReadWrite.All',
    says: /a Temporary Access Pass/,
    fix: /grant admin consent/,
  },
  {
    what: 'a permission that only makes it stricter is not granted',
    break: (s) => void (s.permissions = every.filter((one) => one !== 'IdentityRiskyUser.Read.All')),
    trouble: 'warning: Graph permission IdentityRiskyUser.Read.All',
    says: /sign-in risk/,
    fix: /grant admin consent/,
  },
  {
    what: 'a permission is granted that nothing needs',
    break: (s) => void (s.permissions = [...every, 'Directory.ReadWrite.All']),
    trouble: 'warning: Graph permission Directory.ReadWrite.All',
    says: /do not need it/,
    fix: /Remove Directory.ReadWrite.All/,
  },
  {
    what: 'the group of approvers is not role-assignable, in development',
    break: (s) => s.tenant.world.setRoleAssignable(s.tenant.groups.approvers, false),
    trouble: 'warning: Group APPROVER_GROUP_ID',
    says: /can make themselves a member/,
    fix: /Privileged Role Administrator/,
  },
  {
    what: 'only one approver is left',
    break: ({ tenant }) => {
      for (const who of ['marcus', 'lucia'] as const) {
        tenant.world.removeFromGroup(tenant.people[who].id, tenant.groups.approvers);
      }
    },
    trouble: 'missing: Group APPROVER_GROUP_ID',
    says: /has 1 enabled member; 2 are needed/,
    fix: /can add somebody/,
  },
  {
    what: 'nobody is in the helpdesk group',
    break: ({ tenant }) => {
      for (const id of [...tenant.world.group(tenant.groups.helpdesk).members]) {
        tenant.world.removeFromGroup(id, tenant.groups.helpdesk);
      }
    },
    trouble: 'missing: Group HELPDESK_GROUP_ID',
    says: /0 enabled members/,
    fix: /can add somebody/,
  },
  {
    what: 'a group is not in the directory',
    break: nothing,
    env: () => ({ ADMIN_GROUP_ID: guid }),
    trouble: 'missing: Group ADMIN_GROUP_ID',
    says: /no such group/,
    fix: /Object ID/,
  },
  {
    what: 'no policy protects the authentication context',
    break: (s) => s.tenant.world.setStepUpProtection('missing'),
    trouble: 'missing: Authentication context',
    says: /not protected.*No policy targets/,
    fix: /Phishing-resistant MFA/,
  },
  {
    what: 'the policy for it only reports',
    break: (s) => s.tenant.world.setStepUpProtection('reportOnly'),
    trouble: 'missing: Authentication context',
    says: /is not switched on/,
    fix: /switched on/,
  },
  {
    what: 'the policy for it exempts more than the emergency accounts',
    break: nothing,
    env: ({ tenant }) => ({ EMERGENCY_ACCESS_IDS: tenant.emergencyAccessIds.slice(0, 1).join(',') }),
    trouble: 'warning: Authentication context',
    says: /exempts 2 accounts/,
    fix: /emergency access accounts only/,
  },
  {
    what: 'Slack is set up without an authentication context',
    break: nothing,
    env: () => ({ STEP_UP_AUTH_CONTEXT: '' }),
    trouble: 'warning: Authentication context',
    says: /nobody can decide in Slack/,
    fix: /STEP_UP_AUTH_CONTEXT/,
  },
  {
    what: 'passes are switched off',
    break: (s) => s.tenant.world.usePolicy('passes-off'),
    trouble: 'missing: Temporary Access Pass policy',
    says: /switched off/,
    fix: /Authentication Policy Administrator/,
  },
  {
    what: 'the lifetime is outside the tenant’s bounds',
    break: (s) => s.tenant.world.usePolicy('passes-up-to-30-minutes'),
    trouble: 'missing: Temporary Access Pass policy',
    says: /is 60; this tenant allows 10 to 30/,
    fix: /TAP_LIFETIME_MINUTES/,
  },
  {
    what: 'the tenant allows one-time passes only',
    break: nothing,
    env: () => ({ TAP_ONE_TIME: 'false' }),
    trouble: 'missing: Temporary Access Pass policy',
    says: /one-time passes only/,
    fix: /TAP_ONE_TIME=true/,
  },
  {
    what: 'the policies may not be read',
    break: (s) => s.front.override({ path: /temporaryAccessPass$/i, ...noPrivileges }),
    trouble: 'missing: Temporary Access Pass policy',
    says: /could not be read \(permission\)/,
    fix: /Grant Policy.Read.AuthenticationMethod/,
  },
  {
    what: 'the Slack token is revoked',
    break: nothing,
    env: () => ({ SLACK_BOT_TOKEN: 'xoxb-revoked' }),
    trouble: 'missing: Slack token',
    says: /invalid_auth/,
    fix: /Install the app into the workspace again/,
  },
  {
    what: 'the Slack token rotates and has run out',
    break: (s) => s.slack.upsetNext({ error: 'token_expired' }),
    trouble: 'missing: Slack token',
    says: /token rotation/,
    fix: /create the app anew/,
  },
  {
    what: 'the Slack token is of another workspace',
    break: nothing,
    env: () => ({ SLACK_TEAM_ID: 'T0OTHER' }),
    trouble: 'missing: Slack token',
    says: /T0CONTOSO/,
    fix: /SLACK_TEAM_ID/,
  },
  {
    what: 'a Slack scope is missing',
    break: (s) => void (s.scopes = [...neededScopes().keys()].filter((scope) => scope !== 'chat:write')),
    trouble: 'missing: Slack scope chat:write',
    says: /missing/,
    fix: /install it again/,
  },
  {
    what: 'Slack has granted more than needed',
    break: (s) => void (s.scopes = [...neededScopes().keys(), 'users:read.email']),
    trouble: 'warning: Slack scope users:read.email',
    says: /does not use it/,
    fix: /slack-manifest.json/,
  },
  {
    what: 'Slack does not say which scopes there are',
    break: (s) => void (s.scopes = undefined),
    trouble: 'warning: Slack scopes',
    says: /did not say/,
    fix: /by hand/,
  },
  {
    what: 'the bot is not in the approval channel',
    break: nothing,
    env: (s) => ({ SLACK_APPROVAL_CHANNEL_ID: s.slack.addChannel('others', ['priya'], { hasBot: false }).id }),
    trouble: 'missing: Slack channel SLACK_APPROVAL_CHANNEL_ID',
    says: /not in it/,
    fix: /\/invite/,
  },
  {
    what: 'the helpdesk channel is shared with another organisation',
    break: nothing,
    env: (s) => ({ SLACK_HELPDESK_CHANNEL_ID: s.slack.addChannel('partners', ['priya'], { isShared: true }).id }),
    trouble: 'missing: Slack channel SLACK_HELPDESK_CHANNEL_ID',
    says: /shared with another organisation/,
    fix: /this workspace only/,
  },
  {
    what: 'the database is no database',
    break: (s) => writeFileSync(join(s.folder, 'other.db'), 'no database at all '.repeat(400)),
    env: (s) => ({ DATABASE_URL: `sqlite:${join(s.folder, 'other.db')}` }),
    trouble: 'missing: Store',
    says: /cannot be used/,
    fix: /a database of Keysmith/,
  },
  {
    what: 'PostgreSQL does not answer',
    break: nothing,
    env: () => ({ DATABASE_URL: 'postgres://keysmith:very-secret@127.0.0.1:1/keysmith' }),
    trouble: 'missing: Store',
    says: /ECONNREFUSED/,
    fix: /PostgreSQL server/,
  },
  {
    what: 'the tables are those of an older version',
    break: (s) => {
      new Libsql(join(s.folder, 'empty.db')).exec('create table other (id integer)');
    },
    env: (s) => ({ DATABASE_URL: `sqlite:${join(s.folder, 'empty.db')}` }),
    trouble: 'warning: Store',
    says: /001-house/,
    fix: /backup/,
  },
  {
    what: 'Keysmith is paused',
    break: async (s) => {
      const store = await openStore(`sqlite:${join(s.folder, 'paused.db')}`);
      const pause = { by: 'keysmith', at: Date.UTC(2026, 0, 15, 9), why: 'tenant-cap' } as const;
      const audit = { chain: 'brakes', actor: 'keysmith', channel: 'system', act: 'paused', facts: {} } as const;
      await store.brakes.setPause(pause, { ...audit, at: pause.at }, []);
      await store.close();
    },
    env: (s) => ({ DATABASE_URL: `sqlite:${join(s.folder, 'paused.db')}` }),
    trouble: 'warning: Pause',
    says: /since 2026-01-15T09:00.*by itself/,
    fix: /ADMIN_GROUP_ID writes "resume"/,
  },
  {
    what: 'others may read the seal key',
    break: (s) => chmodSync(join(s.folder, 'seal.pem'), 0o644),
    trouble: 'warning: Audit seal key',
    says: /Other accounts/,
    fix: /chmod 600/,
  },
  {
    what: 'the seal key is not the one that was in use',
    break: async (s) => {
      const store = await openStore(s.env['DATABASE_URL'] ?? '', {
        sealKey: readFileSync(join(s.folder, 'seal.pem'), 'utf8'),
      });
      const row = { chain: 'person:1', at: 1, actor: 'keysmith', channel: 'system', act: 'test', facts: {} } as const;
      await store.ledger.commit({ audit: [row], jobs: [] });
      await store.seals.seal(1);
      await store.close();
      writeFileSync(join(s.folder, 'other.pem'), newSealKey(), { mode: 0o600 });
    },
    env: (s) => ({ AUDIT_SEAL_KEY_PATH: join(s.folder, 'other.pem') }),
    trouble: 'warning: Audit seal key',
    says: /newest seal was made with/,
    fix: /keep both public keys/,
  },
];

test.each(broken)('$what: it is named, with why and what to do', async (one) => {
  const setting = await openSetting();
  await one.break(setting);
  const { code, findings, text } = await setting.run(one.env?.(setting));
  expect(troubles(findings)).toEqual(expect.arrayContaining([one.trouble, USUAL]));
  expect(troubles(findings)).toHaveLength(2);
  const finding = findings.find(({ check }) => one.trouble.endsWith(check));
  expect(finding?.what).toMatch(one.says);
  expect(finding?.fix).toMatch(one.fix);
  expect(finding?.why).not.toBe('');
  expect(code).toBe(one.trouble.startsWith('missing') ? 1 : 0);
  expect(text).not.toContain('very-secret');
});

test('in production a trusted group that is not role-assignable is missing something', async () => {
  const setting = await openSetting();
  setting.tenant.world.setRoleAssignable(setting.tenant.groups.security, false);
  const { config } = readEnv(setting.env);
  const entra = openEntra({ baseUrl: setting.front.url, tenantId: setting.tenant.tenantId, clock: systemClock });
  const findings = await checkGroups(entra, { ...config, mode: 'production' });
  expect(findings.filter(({ verdict }) => verdict === 'missing').map(({ check }) => check)).toEqual([
    'Group SECURITY_GROUP_ID',
  ]);
});

describe('Graph', () => {
  test('that does not answer is one finding, and what rests on it is not guessed', async () => {
    const setting = await openSetting();
    setting.tenant.faults.set({ kind: 'broken' });
    const { code, findings } = await setting.run();
    expect(code).toBe(1);
    expect(troubles(findings)).toEqual(['missing: Graph answers']);
    expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['Slack token', 'Store']));
  });

  test('of another tenant is not ours', async () => {
    const setting = await openSetting();
    const { findings } = await setting.run({ AZURE_TENANT_ID: guid });
    expect(troubles(findings)).toEqual(['missing: Graph answers']);
  });

  test('without a credential on this machine leaves the permissions unchecked, and says so', async () => {
    const setting = await openSetting();
    const said: string[] = [];
    await doctor(['--json'], setting.env, (text) => void said.push(text));
    expect(said.join('')).toContain('a simulated Graph on this machine grants everything');
  });
});

test.each([
  [-90_000, 'warning', /90 seconds behind|89 seconds behind|91 seconds behind/],
  [6 * 60_000, 'missing', /3(59|60|61) seconds ahead/],
])('a clock that is %d ms off is told', async (off, verdict, says) => {
  const setting = await openSetting();
  const clock = { now: () => new Date(Date.now() + off) };
  const { findings } = await setting.run({}, { clock });
  const finding = findings.find(({ check }) => check === 'Clock');
  expect(finding?.verdict).toBe(verdict);
  expect(finding?.what).toMatch(says);
});

test('a wrong environment is told whole, one line for each setting, and nothing else is asked', async () => {
  const said: string[] = [];
  const code = await doctor(['--json'], { KEYSMITH_MODE: 'production' }, (text) => void said.push(text));
  expect(code).toBe(1);
  for (const name of ['PUBLIC_URL', 'AZURE_TENANT_ID', 'MicrosoftAppId', 'HELPDESK_GROUP_ID']) {
    expect(said.join('')).toContain(`Setting ${name}`);
  }
});

test('where there is no database yet, the first start makes it; where it cannot, that is told', async () => {
  const setting = await openSetting();
  const fresh = await setting.run({ DATABASE_URL: `sqlite:${join(setting.folder, 'new', 'keysmith.db')}` });
  expect(fresh.findings.find(({ check }) => check === 'Store')).toMatchObject({ verdict: 'ok' });
});

test('what it does not know gets the list', async () => {
  const said: string[] = [];
  expect(await doctor(['--fix'], {}, (text) => void said.push(text))).toBe(2);
  expect(said.join('')).toContain('--json');
});
