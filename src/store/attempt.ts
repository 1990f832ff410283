import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { StoreUnavailable } from '../services/ports';
import type { Database, Tables } from './database';

/** How long a call goes on trying while the store is busy (milliseconds). */
const PATIENCE = 5_000;
const LONGEST_PAUSE = 200;

/** Somebody else was there at the same moment; the same transaction may well work now. */
const BUSY = new Set([
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_BUSY_RECOVERY',
  'SQLITE_LOCKED',
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
]);

/** The connection broke or the server is restarting. Nothing is known to have been written only before a COMMIT. */
const BROKEN = new Set([
  '08000',
  '08003',
  '08006',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Two transactions appended to one audit chain at once: PostgreSQL's unique constraint let one of them through. */
export const CHAIN_CONSTRAINT = 'audit_chain_seq';

export type Trouble = 'busy' | 'broken' | 'other';

export function troubleOf(error: unknown): Trouble {
  const code = textOf(error, 'code');
  if (BUSY.has(code)) return 'busy';
  if (code === '23505' && textOf(error, 'constraint') === CHAIN_CONSTRAINT) return 'busy';
  const message = textOf(error, 'message');
  if (BROKEN.has(code) || /connection (terminated|ended|timeout)|not queryable|query read timeout/i.test(message))
    return 'broken';
  return 'other';
}

/** The end of a COMMIT whose answer was lost: it may have been written. */
export class InDoubt extends Error {}

/** One transaction. Throws InDoubt when everything was done and only the answer to the COMMIT was lost. */
export async function transact<T>(db: Database, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  const commit = { asked: false };
  try {
    return await db.transaction().execute(async (tx) => {
      const result = await work(tx);
      commit.asked = true;
      return result;
    });
  } catch (error) {
    if (commit.asked && troubleOf(error) === 'broken')
      throw new InDoubt('The answer to a commit was lost', { cause: error });
    throw error;
  }
}

/** Asks `work` to be run again, because what it read has changed meanwhile. */
export class TryAgain extends Error {}

/**
 * Runs `work` until it works, for as long as the store is only busy or a connection broke before anything was written.
 * Everything else becomes StoreUnavailable; its cause keeps message and code of what happened, and no row's content.
 */
export async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE;
  for (let round = 0; ; round++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreUnavailable || error instanceof InDoubt) throw error;
      if (!worthAnother(error, round) || performance.now() > until) throw unavailable(what, error);
      await pause(Math.random() * Math.min(LONGEST_PAUSE, 4 * 2 ** round));
    }
  }
}

function worthAnother(error: unknown, round: number): boolean {
  if (error instanceof TryAgain) return true;
  const trouble = troubleOf(error);
  return trouble === 'busy' || (trouble === 'broken' && round < 3);
}

export function unavailable(what: string, error: unknown): StoreUnavailable {
  return new StoreUnavailable(`The store could not ${what}`, { cause: withoutRows(error) });
}

/** PostgreSQL's `detail` and `where` quote rows; only the message and the code are kept. */
export function withoutRows(error: unknown): Error {
  const code = textOf(error, 'code');
  const cause = new Error(textOf(error, 'message') || code || 'it did not say why');
  return code === '' ? cause : Object.assign(cause, { code });
}

/** libsql's errors are no native errors, and pg's come from more than one realm under test: so by what they hold. */
function textOf(error: unknown, name: 'message' | 'code' | 'constraint'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}
