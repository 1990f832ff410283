import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import type { SqliteDatabase, SqliteDialect, SqliteStatement } from 'kysely';
import { OneWriterDialect, isRead } from './sqlite-driver';

/** How long opening waits for another process (milliseconds): turning WAL on needs the file for itself. */
const OPENING_WAIT = 5_000;

/**
 * Afterwards each statement waits only this long inside libsql, which is synchronous and would stop the whole process;
 * the rest of the patience is in attempt.ts, between the tries.
 */
const STATEMENT_WAIT = 250;

const PRAGMAS = {
  keep: [
    `busy_timeout=${String(OPENING_WAIT)}`,
    'journal_mode=WAL',
    'synchronous=FULL',
    'foreign_keys=ON',
    `busy_timeout=${String(STATEMENT_WAIT)}`,
  ],
  read: [`busy_timeout=${String(OPENING_WAIT)}`, 'query_only=ON'],
};

/**
 * Opens the file and sets what durability rests on; `keep` makes file and directory, `read` needs them and changes
 * nothing. Throws what libsql throws.
 */
export function sqliteDialect(file: string, use: 'keep' | 'read'): SqliteDialect {
  if (use === 'keep') mkdirSync(dirname(file), { recursive: true });
  else if (!existsSync(file)) throw new Error(`There is no database file ${file}`);
  const libsql = new Libsql(file);
  for (const pragma of PRAGMAS[use]) libsql.prepare(`PRAGMA ${pragma}`).all();
  return new OneWriterDialect(carefully(libsql), realpathSync(file));
}

/**
 * libsql behind the face that Kysely knows, with two of its faults kept away (both found by running it, 0.5.29).
 *
 * A statement that fails with SQLITE_BUSY stays "in progress" until it is garbage, and until then no COMMIT of its
 * connection works (tursodatabase/libsql-client-ts#352). Only BEGIN IMMEDIATE may therefore meet a busy file, and only
 * through `exec`, which lets go of it: every write outside a transaction gets one of its own.
 */
function carefully(libsql: Libsql.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => libsql.close(),
    prepare: (text): SqliteStatement => {
      if (/^(begin|commit|rollback)\b/.test(text)) return directly(libsql, text);
      const statement = kept.get(text) ?? prepared(libsql, text, () => kept.delete(text));
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(text, statement);
      return statement;
    },
  };
}

/** Statements that stay prepared; the store has about a hundred, so only lists of changing length can be more. */
const MOST_KEPT = 300;

/** @param forget a statement that has failed may stay "in progress", so it is not to be used again */
function prepared(libsql: Libsql.Database, text: string, forget: () => void): SqliteStatement {
  const statement = libsql.prepare(text);
  const reads = isRead(text);
  const alone = <T>(work: () => T): T => {
    try {
      return reads || libsql.inTransaction ? work() : inTransaction(libsql, work);
    } catch (error) {
      forget();
      throw error;
    }
  };
  return {
    reader: statement.reader,
    all: (parameters) => alone(() => statement.all(checked(parameters))),
    run: (parameters) => alone(() => statement.run(checked(parameters))),
    // A reader of its own: it is read step by step, while others may run the same words.
    iterate: (parameters) => libsql.prepare(text).iterate(checked(parameters)),
  };
}

function directly(libsql: Libsql.Database, text: string): SqliteStatement {
  const run = (): { changes: number; lastInsertRowid: number } => {
    // SQLite rolls back by itself when the disk is full; a second rollback would hide why.
    if (text !== 'rollback' || libsql.inTransaction) libsql.exec(text);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return { reader: false, run, all: () => [], iterate: () => [].values() };
}

function inTransaction<T>(libsql: Libsql.Database, work: () => T): T {
  libsql.exec('begin immediate');
  try {
    const result = work();
    libsql.exec('commit');
    return result;
  } catch (error) {
    if (libsql.inTransaction) libsql.exec('rollback');
    throw error;
  }
}

/** The other fault: libsql aborts the whole process on a parameter it does not know, a boolean for one. */
function checked(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => {
    const fits = value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
    if (!fits && typeof value !== 'bigint') throw new TypeError(`SQLite cannot keep a ${typeof value}`);
    return value;
  });
}
