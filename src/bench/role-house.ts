import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { type App, startApp } from '../app';
import { botFrameworkSettings, loopbackCredentials } from '../demo/teams/credentials';
import { systemClock } from '../domain/clock';
import { type Entra, openEntra } from '../entra';
import { deskReads } from '../entra/desk-reads';
import { personReads } from '../entra/person-reads';
import { readEnv } from '../settings';
import type { Commands } from './processes';
import { botOf, type Surroundings, surroundings } from './surroundings';

/* The role "house": the shipped app on an empty SQLite database, as `npm start` would run it. */

const counted = z.object({ count: z.number() });
const person = z.object({
  id: z.string(),
  fresh: z.boolean().default(false),
  anew: z.boolean().default(false),
  page: z.boolean().default(false),
});

export function house(): Commands {
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  let app: App | undefined;
  let entra: Entra | undefined;
  let around: Surroundings | undefined;
  return {
    start: async (input) => {
      around = surroundings.parse(input);
      app = await startHouse(around, `sqlite:${join(folder, 'keysmith.db')}`);
      await link(app, around.agent);
      return { origin: app.url };
    },
    facts: async (input) => {
      const { id, fresh, anew, page } = person.parse(input);
      if (around === undefined) throw new Error('It was not started');
      const { environment } = around;
      if (anew || entra === undefined) {
        const [baseUrl = '', tenantId = ''] = [environment['GRAPH_BASE_URL'], environment['AZURE_TENANT_ID']];
        entra = openEntra({ baseUrl, tenantId, clock: systemClock });
      }
      const before = performance.now();
      const facts = page ? (await entra.desk.reading(id, [])).facts : await entra.tenant.facts(id, { fresh });
      const ms = performance.now() - before;
      const reads = [personReads(id), ...(page ? [deskReads(id, systemClock.now().getTime())] : [])];
      return { ms, known: facts.person.known, reads: reads.flatMap((one) => Object.keys(one)).length };
    },
    'raw-batch': async (input) => {
      const { id } = person.parse(input);
      if (around === undefined) throw new Error('It was not started');
      const requests = Object.values(personReads(id)).map((wanted, place) => {
        const headers = 'headers' in wanted ? { headers: wanted.headers } : {};
        return { id: String(place), method: 'GET', url: wanted.path, ...headers };
      });
      const before = performance.now();
      const response = await fetch(`${around.environment['GRAPH_BASE_URL'] ?? ''}/$batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ requests }),
      });
      await response.json();
      return { ms: performance.now() - before };
    },
    memory: () => ({ bytes: bytesInUse() }),
    /** What the same conversations would take as objects: where they stand, and where to write to. */
    'memory-of-map': (input) => {
      const { count } = counted.parse(input);
      const before = bytesInUse();
      const kept = new Map(Array.from({ length: count }, (_, n) => [`teams:${String(n)}`, conversationOf(n)]));
      const bytes = bytesInUse() - before;
      return { bytes: kept.size === count ? bytes : 0 };
    },
  };
}

function bytesInUse(): number {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function conversationOf(n: number): object {
  const id = `a:1${String(n).padStart(43, '0')}`;
  const reference = { serviceUrl: `http://127.0.0.1/${String(n)}/`, conversation: id, bot: `28:${id}` };
  return {
    flow: 'register-passkey',
    at: 'platform',
    answers: { left: String(n) },
    reference,
    timeZone: 'Europe/London',
  };
}

function startHouse({ environment, teamsOrigin }: Surroundings, databaseUrl: string): Promise<App> {
  const { config, secrets } = readEnv({ ...environment, PORT: '0', DATABASE_URL: databaseUrl, LOG_LEVEL: 'info' });
  const bot = botOf(environment, teamsOrigin);
  const botFramework = { botFramework: botFrameworkSettings(bot), connectorCredentials: loopbackCredentials(bot) };
  return startApp(config, secrets, { botFramework });
}

async function link(app: App, agent: Surroundings['agent']): Promise<void> {
  const audit = {
    chain: `link:${agent.user}`,
    at: Date.now(),
    actor: agent.person,
    channel: 'web',
    act: 'link.made',
  } as const;
  const { person: who, ...account } = agent;
  if (!(await app.store.links.link(account, who, { ...audit, facts: {} }, []))) throw new Error('Not linked');
}
