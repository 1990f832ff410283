import { type App, startApp } from '../../src/app';
import { openObserver } from '../../src/observe';
import { readEnv } from '../../src/settings';
import { type Balancer, startBalancer } from './balancer';
import { type Scene, openScene } from './scene';

/** Two replicas on one PostgreSQL, behind a balancer that gives each request to the other one. */
export interface Replicas {
  readonly scene: Scene;
  readonly second: App;
  readonly balancer: Balancer;
  /** Jobs that each of them did. */
  readonly work: { first: number; second: number };
  end(): Promise<void>;
}

export async function openReplicas(databaseUrl: string): Promise<Replicas> {
  const balancer = await startBalancer();
  const env = { DATABASE_URL: databaseUrl, PUBLIC_URL: balancer.url };
  const scene = await openScene({ env });
  const { config, secrets } = readEnv({ ...scene.environment, PORT: '0', ...env });
  const operations = openObserver({ level: 'error', write: () => undefined, ofProcess: false });
  const second = await startApp(config, secrets, { ...scene.overrides, workEveryMs: 0, operations });
  balancer.between([scene.app.url, second.url]);
  scene.botIsAt(balancer.url);
  const work = { first: 0, second: 0 };

  /** Both look for work at the same time; who asks first takes turns, because one claim may take all there is. */
  async function settle(): Promise<void> {
    for (let [idle, round] = [0, 0]; idle < 2; round += 1) {
      const early = round % 2 === 0 ? scene.app.worker : second.worker;
      const late = early === second.worker ? scene.app.worker : second.worker;
      const [one, other] = await Promise.all([early.once(), late.once()]);
      work.first += early === second.worker ? other : one;
      work.second += early === second.worker ? one : other;
      idle = one + other === 0 ? idle + 1 : 0;
    }
  }
  Object.assign(scene, { settle });
  return {
    scene,
    second,
    balancer,
    work,
    end: async () => {
      await second.stop();
      await scene.end();
      await balancer.close();
    },
  };
}
