import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type Overrides, startApp } from '../../src/app';
import { type Stage, startStage, type StageOptions } from '../../src/demo/stage';
import { openObserver, type Operations } from '../../src/observe';
import { readEnv } from '../../src/settings';
import { startContractCheck } from '../graph-contract';

export interface Scene extends Stage {
  readonly app: App;
  readonly databasePath: string;
  /** Log lines so far. */
  readonly log: readonly string[];
  /** Does everything that is due now, and what falls due because of it. */
  settle(): Promise<void>;
  /** Moves the clock and does what falls due. */
  pass(minutes: number): Promise<void>;
  /** Waits until nobody does anything any more: Slack is answered before the work is done. */
  quiet(): Promise<void>;
  /** The bot goes down and comes up again on the same store. */
  restart(): Promise<void>;
  /** The bot dies in the middle of whatever it does, and comes up again on the same store. */
  crash(): Promise<void>;
  end(): Promise<void>;
}

export interface SceneOptions extends StageOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Puts something between the bot and Graph; gives its address for GRAPH_BASE_URL. */
  readonly throughProxy?: (graphUrl: string) => Promise<string>;
}

/** The shipped app between simulated platforms, as the demo starts it; jobs are done when the story says so. */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const stage = await startStage(options);
  const contract = startContractCheck(stage.tenant);
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-story-'));
  const databasePath = join(folder, 'keysmith.db');
  const { config, secrets } = readEnv({
    ...stage.environment,
    PORT: '0',
    DATABASE_URL: `sqlite:${databasePath}`,
    ...(options.throughProxy === undefined
      ? {}
      : { GRAPH_BASE_URL: await options.throughProxy(stage.tenant.graphUrl) }),
    ...options.env,
  });
  const log: string[] = [];
  const operations: Operations = openObserver({
    level: 'debug',
    write: (line) => void log.push(line),
    ofProcess: false,
  });
  const overrides: Overrides = { ...stage.overrides, workEveryMs: 0, operations };
  let app = await startApp(config, secrets, overrides);
  stage.botIsAt(app.url);
  await stage.installForEverybody();
  let graphCalls = 0;
  stage.tenant.onRequest(() => (graphCalls += 1));
  const dead: App[] = [];
  const startAgain = async (): Promise<void> => {
    app = await startApp(config, secrets, {
      ...overrides,
      operations: openObserver({ level: 'debug', write: (line) => void log.push(line), ofProcess: false }),
    });
    stage.botIsAt(app.url);
  };
  const settle = async (): Promise<void> => {
    for (let idle = 0; idle < 2;) idle = (await app.worker.once()) === 0 ? idle + 1 : 0;
  };
  const scene = {
    ...stage,
    databasePath,
    log,
    settle,
    pass: async (minutes: number) => {
      for (let left = minutes; left > 0; left -= 1) {
        stage.clock.advance(Math.min(1, left) * 60_000);
        await settle();
      }
    },
    quiet: async () => {
      const doings = (): number => log.length + graphCalls + (stage.wire.since(0).at(-1)?.number ?? 0);
      for (let [before, still] = [doings(), 0]; still < 6; still += 1) {
        await new Promise((resolve) => setTimeout(resolve, 8));
        if (doings() !== before) [before, still] = [doings(), 0];
      }
    },
    restart: async () => {
      await app.stop();
      await startAgain();
    },
    crash: async () => {
      // What the dead process still wanted to write, it cannot.
      await app.store.close();
      dead.push(app);
      await startAgain();
    },
    end: async () => {
      await Promise.all([app, ...dead].map((one) => one.stop()));
      await stage.close();
      rmSync(folder, { recursive: true, force: true });
      expect(contract.violations()).toEqual([]);
    },
  };
  return Object.assign(Object.create({}, { app: { get: () => app } }) as { readonly app: App }, scene);
}
