import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '../src/domain/clock';
import { startTenant } from '../src/demo/tenant';
import { openEntra } from '../src/entra';
import { readEnv } from '../src/settings';
import { UnsafeStart, groupProblems } from '../src/start-checks';

describe('npm start', () => {
  it('names everything that is missing, and starts nothing', () => {
    const root = join(__dirname, '..');
    const hook = join(__dirname, 'typescript-hook.cjs');
    const started = spawnSync(process.execPath, ['--require', hook, 'src/index.ts'], {
      cwd: root,
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(started.status).toBe(1);
    for (const name of [
      'AZURE_TENANT_ID',
      'MicrosoftAppId',
      'APPROVER_GROUP_ID',
      'PUBLIC_URL',
      'AUDIT_SEAL_KEY_PATH',
    ]) {
      expect(started.stderr).toContain(name);
    }
    expect(started.stdout).toBe('');
  });
});

describe('the groups that decide', () => {
  it('are refused in production where anybody below a privileged role could add a member', async () => {
    const tenant = await startTenant({ clock: systemClock });
    try {
      const { config } = readEnv({
        KEYSMITH_MODE: 'development',
        AZURE_TENANT_ID: tenant.tenantId,
        GRAPH_BASE_URL: tenant.graphUrl,
        HELPDESK_GROUP_ID: tenant.groups.helpdesk,
        APPROVER_GROUP_ID: tenant.groups.approvers,
        SECURITY_GROUP_ID: tenant.groups.security,
        ADMIN_GROUP_ID: tenant.groups.admins,
      });
      const entra = openEntra({ baseUrl: tenant.graphUrl, tenantId: tenant.tenantId, clock: systemClock });
      expect(await groupProblems(entra, config)).toEqual({ ok: true, value: [] });
      tenant.world.setRoleAssignable(tenant.groups.approvers, false);
      const problems = await groupProblems(entra, config);
      expect(problems.ok && problems.value).toEqual([
        expect.stringMatching(/^APPROVER_GROUP_ID: .* is not role-assignable.*make a new group/i),
      ]);
      expect(new UnsafeStart(problems.ok ? problems.value : []).message).toContain('does not start');
      tenant.faults.set({ kind: 'unavailable' });
      expect((await groupProblems(entra, config)).ok).toBe(false);
    } finally {
      await tenant.close();
    }
  });
});
