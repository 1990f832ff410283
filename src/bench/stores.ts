import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres';

export interface Place {
  readonly engine: 'SQLite' | 'PostgreSQL';
  /** Of a database that is empty. */
  another(): Promise<string>;
}

/** Runs `work` with both engines, or with SQLite alone where there is no PostgreSQL; leaves nothing behind. */
export async function withStores<T>(work: (places: readonly Place[]) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-bench-'));
  let made = 0;
  const sqlite: Place = {
    engine: 'SQLite',
    another: () => Promise.resolve(`sqlite:${join(folder, `${String(++made)}.db`)}`),
  };
  const postgres = await startPostgres();
  try {
    if (postgres === undefined) return await work([sqlite]);
    return await work([sqlite, { engine: 'PostgreSQL', another: () => postgres.another() }]);
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
