import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod/v4';
import type { App } from '../../src/app';
import { audit } from '../../src/audit';
import { type Stage, startStage } from '../../src/demo/stage';
import type { PersonKey } from '../../src/demo/tenant';
import { HOUR, DAY } from '../../src/domain/clock';
import { isOver } from '../../src/domain/tap-request';
import { type Store, openStore } from '../../src/store';
import { checkAudit } from '../../src/store/audit-check';
import { privateKeysIn } from '../../src/store/audit-keys';
import { readAudit } from '../../src/store/audit-read';
import { nextMessage, stopChild } from '../store/children';
import { type TestEngine, onEngine } from '../store/engines';
import type { Scene } from './scene';
import { approveInTeams, createPass, openPass, openPassForm, saidBy, until, vouch } from './steps';

/*
 * The app is killed with -9 in the middle of whatever people do with it, again and again. What somebody was told is
 * done stays done, and in the end every request is over and no pass is left. KEYSMITH_KILL_ROUNDS says how often.
 */

const ROUNDS = Number(process.env['KEYSMITH_KILL_ROUNDS'] ?? '3');
const HOOK = join(__dirname, '..', 'typescript-hook.cjs');

/** Who needs a pass, who vouches for them and who approves. */
const CAST: readonly (readonly [PersonKey, PersonKey, PersonKey])[] = [
  ['tom', 'ana', 'lucia'],
  ['aoife', 'ida', 'marcus'],
  ['gus', 'marcus', 'lucia'],
];

interface Told {
  readonly target: PersonKey;
  readonly act: string;
  readonly since: number;
}

function killed(engine: TestEngine): void {
  onEngine(engine, ({ url }) => {
    let stage: Stage;
    let folder: string;
    let store: Store;
    let scene: Scene;
    const told: Told[] = [];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'keysmith-killed-'));
      await audit(['keygen', join(folder, 'seal.pem')], {}, () => undefined);
      stage = await startStage();
      await stopChild(await start(), 'SIGKILL');
      store = await openStore(url());
      scene = sceneOf(stage, store);
      const child = await start();
      await stage.installForEverybody();
      await stopChild(child, 'SIGKILL');
    }, 60_000);
    afterAll(async () => {
      await store.close();
      await stage.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function start(): Promise<ChildProcess> {
      const child = fork(join(__dirname, 'app-child.ts'), { execArgv: ['--require', HOOK], silent: true });
      const key = join(folder, 'seal.pem');
      const environment = { ...stage.environment, PORT: '0', DATABASE_URL: url(), AUDIT_SEAL_KEY_PATH: key };
      child.send({ environment, teamsOrigin: stage.teams.origin, aheadMs: stage.clock.ahead });
      const started = z.object({ url: z.string() }).parse(await nextMessage(child));
      stage.botIsAt(started.url);
      return child;
    }

    /** One person's whole story; ends where the app dies. What was answered is noted. */
    async function story([target, manager, approver]: (typeof CAST)[number]): Promise<void> {
      const step = async (act: string, doing: () => Promise<unknown>): Promise<void> => {
        const since = stage.clock.now().getTime();
        await doing();
        told.push({ target, act, since });
      };
      await step('request.asked', () => asks(target));
      await step('request.proved', () => vouch(scene, manager, target));
      await step('request.approved', async () => {
        const said = saidBy(await approveInTeams(scene, approver, target));
        if (!/approved/i.test(said)) throw new Error(said);
      });
      await openPass(scene, target);
      await step('pass.created', async () => {
        const said = saidBy(await createPass(scene, target));
        if (!said.includes('I have it')) throw new Error(said);
      });
    }

    /** As needAPass, but only an answer that says so counts as done. */
    async function asks(target: PersonKey): Promise<void> {
      await openPassForm(scene, target);
      const said = saidBy(await scene.teams.person(target).submitDialog('Ask for the pass', { note: '' }));
      if (!said.includes('on its way')) throw new Error(said);
      await scene.settle();
    }

    async function lost(): Promise<readonly Told[]> {
      const missing: Told[] = [];
      for (const one of told) {
        const requests = await store.ledger.requestsFor(scene.tenant.people[one.target].id, 50);
        const rows = (await Promise.all(requests.map(({ id }) => store.ledger.auditOf(id)))).flat();
        if (!rows.some(({ act, at }) => act === one.act && at >= one.since - 1_000)) missing.push(one);
      }
      return missing;
    }

    it(`loses nothing it has answered in ${String(ROUNDS)} deaths, and ends everything that it began`, async () => {
      let ended = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const child = await start();
        const stories = [0, 1].map((n) => story(CAST[(round + n) % CAST.length] ?? CAST[0]!));
        const all = Promise.allSettled(stories);
        await Promise.race([all, pause(300 + Math.random() * 4_000)]);
        await stopChild(child, 'SIGKILL');
        ended += (await all).filter(({ status }) => status === 'fulfilled').length;
        expect(await lost()).toEqual([]);
        // Long enough for what was left open to end, so that the next stories begin anew.
        stage.clock.advance(5 * HOUR);
      }
      expect(told.length).toBeGreaterThan(ROUNDS / 2);
      expect(ended).toBeLessThan(2 * ROUNDS);

      stage.clock.advance(3 * DAY);
      const child = await start();
      const requestsNow = async () =>
        (await Promise.all(CAST.map(([who]) => store.ledger.requestsFor(scene.tenant.people[who].id, 100)))).flat();
      await until(async () => (await requestsNow()).every(isOver), 60_000);
      await until(async () => (await store.jobs.overdue(stage.clock.now().getTime())) === 0, 60_000);
      await stopChild(child, 'SIGKILL');
      expect(stage.tenant.world.livePasses()).toEqual([]);
      expect((await requestsNow()).length).toBeGreaterThan(0);
      const rowKeys = privateKeysIn(readFileSync(join(folder, 'seal.pem'), 'utf8'));
      const report = await readAudit(url(), (reader) => checkAudit(reader, { keys: [], rowKeys, heads: [] }));
      expect(report.findings).toEqual([]);
    }, 1_800_000);
  });
}

/** What the steps of the stories need of a scene whose app is another process: it settles by itself. */
function sceneOf(stage: Stage, store: Store): Scene {
  const settle = () =>
    until(async () => (await store.jobs.overdue(stage.clock.now().getTime())) === 0, 4_000).catch(() => undefined);
  const elsewhere = () => Promise.reject(new Error('The app is another process'));
  return {
    ...stage,
    app: { store } as App,
    databasePath: '',
    log: [],
    settle,
    pass: elsewhere,
    quiet: elsewhere,
    restart: elsewhere,
    crash: elsewhere,
    end: elsewhere,
  };
}

killed('sqlite');
killed('postgres');
