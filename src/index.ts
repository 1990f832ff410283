import { type App, startApp } from './app';
import { SettingsError, readEnv } from './settings';
import { UnsafeStart } from './start-checks';

/** Starts Keysmith from the environment; names everything missing or wrong, and starts nothing then. */
async function main(): Promise<void> {
  const { config, secrets } = readEnv(process.env);
  const app = await startApp(config, secrets);
  stopOn(app, 'SIGTERM');
  stopOn(app, 'SIGINT');
}

/** Finishes what runs; a second signal, or 25 seconds, ends it at once. Nothing acknowledged is lost either way. */
function stopOn(app: App, signal: NodeJS.Signals): void {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), 25_000).unref();
    process.once(signal, () => process.exit(1));
    void app.stop().then(() => process.exit(0));
  });
}

main().catch((error: unknown) => {
  if (error instanceof SettingsError || error instanceof UnsafeStart) console.error(error.message);
  else console.error('Keysmith could not start:', error instanceof Error ? error.message : error);
  process.exit(1);
});
