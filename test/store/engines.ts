import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresIsHere, startPostgres } from '../postgres';

export type TestEngine = 'sqlite' | 'postgres';

interface TestDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Declares the tests of one engine on an empty database, started before and stopped after. Without PostgreSQL one test
 * says so, and fails where KEYSMITH_NEED_POSTGRES is 1 (CI).
 */
export function onEngine(engine: TestEngine, tests: (url: () => string) => void): void {
  if (engine === 'postgres' && !postgresIsHere()) {
    it('needs PostgreSQL: install it, or set DATABASE_URL_TEST', () => {
      expect(process.env['KEYSMITH_NEED_POSTGRES']).not.toBe('1');
    });
    return;
  }
  describe(engine, () => {
    let database: TestDatabase | undefined;

    beforeAll(async () => {
      database = engine === 'postgres' ? await startPostgres() : newDirectory();
    }, 60_000);
    afterAll(() => database?.stop());

    tests(() => database?.url ?? '');
  });
}

/** A directory that is not there yet: the store makes it. */
function newDirectory(): TestDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'keysmith-sqlite-'));
  return {
    url: `sqlite:${join(directory, 'data', 'keysmith.db')}`,
    stop: () => {
      rmSync(directory, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
