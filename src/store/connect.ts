import { Kysely } from 'kysely';
import { unavailable } from './attempt';
import type { Database, Engine } from './database';
import { postgresDialect } from './postgres';
import { sqliteDialect } from './sqlite';

const SQLITE = 'sqlite:';

export interface ConnectOptions {
  /** `keep`: makes what is missing. `read`: changes nothing, not even the file's journal mode. */
  readonly use: 'keep' | 'read';
  readonly connections: number;
  /** How long one PostgreSQL statement may take (milliseconds). */
  readonly limitMs?: number;
  readonly onIdleFailure: (error: Error) => void;
}

/** The errors never repeat the address: it may hold a password. */
export function connect(
  databaseUrl: string,
  options: ConnectOptions,
): { readonly db: Database; readonly engine: Engine } {
  if (databaseUrl.startsWith(SQLITE)) {
    try {
      return {
        db: new Kysely({ dialect: sqliteDialect(databaseUrl.slice(SQLITE.length), options.use) }),
        engine: 'sqlite',
      };
    } catch (error) {
      throw unavailable('be opened', error);
    }
  }
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new Error('DATABASE_URL has to begin with sqlite: or postgres://');
  }
  if (!URL.canParse(databaseUrl)) throw new Error('DATABASE_URL is not an address that PostgreSQL understands');
  return { db: new Kysely({ dialect: postgresDialect(databaseUrl, options) }), engine: 'postgres' };
}
