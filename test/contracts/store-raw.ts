import Libsql from 'libsql';
import { Client } from 'pg';
import { z } from 'zod/v4';

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

/** What somebody with the database in their hands can do: any statement, past the program and its triggers. */
export interface RawDatabase {
  run(statement: string, values?: readonly (string | number)[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** `values` are written as `?` in the statement. */
export async function openRaw(url: string): Promise<RawDatabase> {
  if (url.startsWith('sqlite:')) {
    const libsql = new Libsql(url.slice('sqlite:'.length));
    libsql.prepare('pragma busy_timeout=5000').all();
    return {
      run: (statement, values = []) =>
        new Promise((resolve) => {
          resolve(sqliteRows(libsql, statement, values));
        }),
      close: () => {
        libsql.close();
        return Promise.resolve();
      },
    };
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    run: async (statement, values = []) => {
      let place = 0;
      const numbered = statement.replaceAll('?', () => `$${String(++place)}`);
      return (await client.query<Record<string, unknown>>(numbered, [...values])).rows;
    },
    close: () => client.end(),
  };
}

function sqliteRows(
  libsql: Libsql.Database,
  statement: string,
  values: readonly (string | number)[],
): Record<string, unknown>[] {
  const prepared = libsql.prepare(statement);
  if (!prepared.reader) {
    prepared.run([...values]);
    return [];
  }
  return rowsSchema.parse(prepared.all([...values]));
}

/** Replaces a table by a copy of it without constraints and triggers, as an owner of the database could. */
export async function unlock(raw: RawDatabase, table: string): Promise<void> {
  await raw.run(`create table unlocked as select * from ${table}`);
  await raw.run(`drop table ${table}`);
  await raw.run(`alter table unlocked rename to ${table}`);
}
