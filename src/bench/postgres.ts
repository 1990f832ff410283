import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

const SERVERS = '/usr/lib/postgresql';

export interface LocalPostgres {
  /** A database that is empty. */
  readonly url: string;
  /** Makes one more empty database beside it. */
  another(): Promise<string>;
  /** Stops the server that this call started, or drops the databases it made. */
  stop(): Promise<void>;
}

/**
 * An empty PostgreSQL database: a new one beside DATABASE_URL_TEST, else on a server started here from local binaries
 * (in a temporary directory, on a free port of 127.0.0.1). Undefined where neither exists.
 */
export async function startPostgres(): Promise<LocalPostgres | undefined> {
  const given = process.env['DATABASE_URL_TEST'];
  if (given !== undefined && given !== '') return databaseBeside(given);
  const binaries = newestBinaries();
  return binaries === undefined ? undefined : startServer(binaries);
}

export function postgresIsHere(): boolean {
  return (process.env['DATABASE_URL_TEST'] ?? '') !== '' || newestBinaries() !== undefined;
}

async function databaseBeside(given: string): Promise<LocalPostgres> {
  const made: string[] = [];
  const another = async (): Promise<string> => {
    const name = `keysmith_test_${String(process.pid)}_${String(Date.now())}_${String(made.length)}`;
    await command(given, `create database ${name}`);
    made.push(name);
    const url = new URL(given);
    url.pathname = `/${name}`;
    return url.href;
  };
  const stop = async (): Promise<void> => {
    for (const name of made) await command(given, `drop database ${name} with (force)`);
  };
  return { url: await another(), another, stop };
}

async function command(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

function newestBinaries(): string | undefined {
  const versions = existsSync(SERVERS) ? readdirSync(SERVERS).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(SERVERS, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

async function startServer(binaries: string): Promise<LocalPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'keysmith-postgres-'));
  const data = join(directory, 'data');
  const user = notRoot();
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  const as = { ...user, cwd: directory };
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'keysmith', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'],
    {
      ...as,
      stdio: 'pipe',
    },
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: directory,
    // A killed client loses nothing by this; only a crash of the machine would.
    fsync: 'off',
    max_connections: '200',
    logging_collector: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(binaries, 'postgres'), ['-D', data, ...options], { ...as, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) =>
    server.once('exit', () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    server.kill('SIGINT');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  const url = `postgres://keysmith@127.0.0.1:${String(port)}/postgres`;
  try {
    await untilReady(url, () => server.exitCode !== null);
    const beside = await databaseBeside(url);
    return { ...beside, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** PostgreSQL refuses to run as root: its own user where there is one, else nobody. */
function notRoot(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(user?.[2] ?? 65_534), gid: Number(user?.[3] ?? 65_534) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (hasEnded()) throw new Error('The PostgreSQL server ended while it was starting');
    try {
      await command(url, 'select 1');
      return;
    } catch {
      await pause(50);
    }
  }
  throw new Error('The PostgreSQL server did not start within 10 seconds');
}
