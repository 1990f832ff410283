import { PostgresDialect } from 'kysely';
import { Pool, TypeOverrides, types } from 'pg';

/** Moments and counts are far below 2^53; pg would hand 64-bit integers out as text. */
const numbers = new TypeOverrides();
numbers.setTypeParser(types.builtins.INT8, Number);

/**
 * @param limitMs how long one statement may take; none for the offline audit check.
 * @param onIdleFailure told when a connection breaks that nobody was using; without a listener the process would die.
 */
export function postgresDialect(
  url: string,
  options: { readonly limitMs?: number; readonly connections: number; readonly onIdleFailure: (error: Error) => void },
): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: options.connections,
    connectionTimeoutMillis: 5_000,
    application_name: 'keysmith',
    types: numbers,
    ...(options.limitMs === undefined
      ? {}
      : {
          statement_timeout: options.limitMs,
          query_timeout: options.limitMs + 1_000,
          idle_in_transaction_session_timeout: options.limitMs,
        }),
  });
  pool.on('error', options.onIdleFailure);
  // The pool stops listening while a connection is in use; one that breaks between two statements would end the process.
  pool.on('connect', (client) => client.on('error', options.onIdleFailure));
  return new PostgresDialect({ pool });
}
