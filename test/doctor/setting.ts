import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TokenCredential } from '@azure/identity';
import { z } from 'zod/v4';
import { doctor, type DoctorOptions } from '../../src/doctor';
import { neededScopes } from '../../src/doctor/slack';
import { startSlack, type Slack } from '../../src/demo/slack';
import { startTenant, type Tenant } from '../../src/demo/tenant';
import { systemClock } from '../../src/domain/clock';
import { operations } from '../../src/entra';
import type { Env } from '../../src/settings';
import { openStore } from '../../src/store';
import { openFront, type Front } from '../entra/front';

const findings = z.array(
  z.object({ check: z.string(), verdict: z.string(), what: z.string(), why: z.string(), fix: z.string() }),
);
export type SeenFinding = z.infer<typeof findings>[number];

export interface Setting {
  readonly tenant: Tenant;
  readonly front: Front;
  readonly slack: Slack;
  readonly folder: string;
  /** All is well in it. */
  readonly env: Record<string, string>;
  /** What Slack says the token has; undefined: it says nothing. */
  scopes: string[] | undefined;
  /** What Graph's token carries. */
  permissions: string[];
  run(env?: Env, options?: DoctorOptions): Promise<{ code: number; findings: SeenFinding[]; text: string }>;
}

export const every = [...new Set(Object.values(operations).map(({ permission }) => permission))];

const open: { close(): Promise<void> }[] = [];

/** A tenant, a Slack workspace and a store in which everything is as it should be. */
export async function openSetting(): Promise<Setting> {
  const tenant = await startTenant({ clock: systemClock });
  const front = await openFront(tenant.graphUrl);
  const slack = await startSlack({
    clock: systemClock,
    teamId: 'T0CONTOSO',
    signingSecret: 'signing-secret-0001',
    botToken: 'xoxb-local',
    appId: 'A0KEYSMITH',
    botUrl: () => 'http://127.0.0.1:1/slack/events',
    people: [{ key: 'priya', userId: 'U0PRIYA', name: 'Priya Nair' }],
  });
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-doctor-'));
  open.push(front, tenant, slack, {
    close: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
  const env = await environment(tenant, front, slack, folder);
  const setting: Setting = {
    tenant,
    front,
    slack,
    folder,
    env,
    scopes: [...neededScopes().keys()],
    permissions: every,
    async run(changed = {}, options = {}) {
      const said: string[] = [];
      const about = { credential: credential(setting), fetcher: fetcher(setting, slack), ...options };
      const given = { ...env, ...changed };
      const code = await doctor(['--json'], given, (text) => void said.push(text), about);
      const table: string[] = [];
      await doctor([], given, (text) => void table.push(text), about);
      return { code, findings: findings.parse(JSON.parse(said.join(''))), text: table.join('') };
    },
  };
  return setting;
}

export async function closeSettings(): Promise<void> {
  for (const one of open.splice(0)) await one.close();
}

async function environment(tenant: Tenant, front: Front, slack: Slack, folder: string) {
  const databaseUrl = `sqlite:${join(folder, 'keysmith.db')}`;
  await (await openStore(databaseUrl)).close();
  const seal = join(folder, 'seal.pem');
  writeFileSync(seal, newSealKey(), { mode: 0o600 });
  chmodSync(seal, 0o600);
  return {
    KEYSMITH_MODE: 'development',
    DATABASE_URL: databaseUrl,
    AUDIT_SEAL_KEY_PATH: seal,
    AZURE_TENANT_ID: tenant.tenantId,
    AZURE_CLIENT_ID: tenant.clientId,
    GRAPH_BASE_URL: new URL(front.url).origin,
    TEAMS_APP_CATALOG_ID: tenant.teamsCatalogueAppId,
    SIGNIN_CLIENT_ID: '00000000-0000-4000-8000-000000000003',
    SIGNIN_CLIENT_SECRET: 'signin-secret',
    STEP_UP_AUTH_CONTEXT: tenant.stepUpContext,
    SLACK_BOT_TOKEN: 'xoxb-local',
    SLACK_SIGNING_SECRET: 'signing-secret-0001',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'slack-secret',
    SLACK_TEAM_ID: slack.teamId,
    SLACK_APPROVAL_CHANNEL_ID: slack.addChannel('approvals', ['priya']).id,
    SLACK_HELPDESK_CHANNEL_ID: slack.addChannel('helpdesk', ['priya'], { isPrivate: true }).id,
    SLACK_API_URL: slack.apiUrl,
    HELPDESK_GROUP_ID: tenant.groups.helpdesk,
    APPROVER_GROUP_ID: tenant.groups.approvers,
    PRIVILEGED_APPROVER_GROUP_ID: tenant.groups.privilegedApprovers,
    ESCALATION_GROUP_ID: tenant.groups.escalation,
    SECURITY_GROUP_ID: tenant.groups.security,
    ADMIN_GROUP_ID: tenant.groups.admins,
    EMERGENCY_ACCESS_IDS: tenant.emergencyAccessIds.join(','),
  };
}

export function newSealKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A token as Entra's: what counts is its `roles` claim. */
function credential(setting: Setting): TokenCredential {
  return {
    getToken: () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const token = [part({ alg: 'none' }), part({ roles: setting.permissions }), 'x'].join('.');
      return Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 });
    },
  };
}

/** The local Slack sends no x-oauth-scopes header; Slack does with every answer. */
function fetcher(setting: Setting, slack: Slack): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (setting.scopes === undefined || !response.url.startsWith(slack.origin)) return response;
    const headers = new Headers(response.headers);
    headers.set('x-oauth-scopes', setting.scopes.join(','));
    return new Response(await response.text(), { status: response.status, headers });
  };
}
