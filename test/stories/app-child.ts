import { z } from 'zod/v4';
import { startApp } from '../../src/app';
import { botOf } from '../../src/bench/surroundings';
import { botFrameworkSettings, loopbackCredentials } from '../../src/demo/teams/credentials';
import { openObserver } from '../../src/observe';
import { readEnv } from '../../src/settings';

/** A child of killed.test.ts: the shipped app on the platforms of its parent, until it is killed. */
const around = z.object({
  environment: z.record(z.string(), z.string()),
  teamsOrigin: z.string(),
  /** How far its clock is ahead, as its parent's. */
  aheadMs: z.number(),
});

async function main(given: unknown): Promise<void> {
  const { environment, teamsOrigin, aheadMs } = around.parse(given);
  const { config, secrets } = readEnv(environment);
  const bot = botOf(environment, teamsOrigin);
  const app = await startApp(config, secrets, {
    clock: { now: () => new Date(Date.now() + aheadMs) },
    botFramework: { botFramework: botFrameworkSettings(bot), connectorCredentials: loopbackCredentials(bot) },
    workEveryMs: 20,
    operations: openObserver({ level: 'error', write: () => undefined, ofProcess: false }),
  });
  process.send?.({ url: app.url });
}

process.once('message', (given) => {
  main(given).catch((error: unknown) => {
    process.stderr.write(String(error));
    process.exit(1);
  });
});
