import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../app';
import { audit } from '../audit';
import { readEnv } from '../settings';
import { startStage } from './stage';
import { workbenchRouter } from './workbench';

/** `npm run demo`: the shipped app between simulated platforms, with the workbench page on its port. */
async function main(): Promise<void> {
  const stage = await startStage();
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-demo-'));
  const [databaseUrl, sealKey] = [`sqlite:${join(folder, 'keysmith.db')}`, join(folder, 'seal.pem')];
  await audit(['keygen', sealKey], {}, () => undefined);
  const { config, secrets } = readEnv({
    ...stage.environment,
    PORT: process.env['PORT'] ?? '3978',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    DATABASE_URL: databaseUrl,
    AUDIT_SEAL_KEY_PATH: sealKey,
  });
  const app = await startApp(config, secrets, { ...stage.overrides, routes: workbenchRouter(stage) });
  stage.botIsAt(app.url);
  await stage.installForEverybody();
  process.stdout.write(
    `\nKeysmith demo: ${app.url}/\nEverything runs on this machine. Ctrl+C ends it.\n` +
      `To check its audit meanwhile: DATABASE_URL=${databaseUrl} npm run audit -- verify --key ${sealKey}\n\n`,
  );
  const stop = async (): Promise<void> => {
    await app.stop();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`The demo could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
