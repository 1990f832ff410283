import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresIsHere, startPostgres } from '../../src/bench/postgres';

export type TestEngine = 'sqlite' | 'postgres';

interface TestDatabase {
  readonly url: string;
  another(): Promise<string>;
  stop(): Promise<void>;
}

export interface Databases {
  /** One database for all tests of the suite. */
  readonly url: () => string;
  /** A new, empty one. */
  readonly another: () => Promise<string>;
}

/**
 * Declares the tests of one engine on an empty database, started before and stopped after. Without PostgreSQL one test
 * says so, and fails where KEYSMITH_NEED_POSTGRES is 1 (CI).
 */
export function onEngine(engine: TestEngine, tests: (databases: Databases) => void): void {
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

    const started = (): TestDatabase => {
      if (database === undefined)
        throw new Error('The database is started before each test, not when tests are declared');
      return database;
    };
    // Inside, so that what the tests close is closed before the database stops.
    describe('on an empty database', () => {
      tests({ url: () => started().url, another: () => started().another() });
    });
  });
}

/** A directory that is not there yet: the store makes it. */
function newDirectory(): TestDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'keysmith-sqlite-'));
  let made = 0;
  const next = (): string => `sqlite:${join(directory, `data-${String(++made)}`, 'keysmith.db')}`;
  return {
    url: next(),
    another: () => Promise.resolve(next()),
    stop: () => {
      rmSync(directory, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
