import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  type SqliteDatabase,
  type TransactionSettings,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';

/** Kysely's SQLite for one libsql connection that many callers share, and for several stores on one file. */
export class OneWriterDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  readonly #file: string;

  constructor(database: SqliteDatabase, file: string) {
    super({ database });
    this.#database = database;
    this.#file = file;
  }

  override createDriver(): SqliteDriver {
    return new OneWriterDriver(this.#database, this.#file);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

export function isRead(text: string): boolean {
  return /^\s*select\b/i.test(text);
}

/** SQLite's DDL is transactional; with it on, migrations of several starting processes wait for each other. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Who has the file now, in this process: two stores on one file would wait for each other inside libsql, for ever. */
const turns = new Map<string, Promise<void>>();

async function takeTurn(file: string): Promise<() => void> {
  const before = turns.get(file);
  let release = (): void => undefined;
  const mine = new Promise<void>((resolve) => {
    release = resolve;
  });
  const queue = (before ?? Promise.resolve()).then(() => mine);
  turns.set(file, queue);
  void queue.then(() => {
    if (turns.get(file) === queue) turns.delete(file);
  });
  await before;
  return release;
}

class OneWriterDriver extends SqliteDriver {
  readonly #database: SqliteDatabase;
  readonly #file: string;
  #writes: Promise<GroupedWrites> | undefined;

  constructor(database: SqliteDatabase, file: string) {
    super({ database });
    this.#database = database;
    this.#file = file;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    // Kysely's own connection, which it would give to one caller at a time, is taken once and shared here.
    this.#writes ??= super
      .acquireConnection()
      .then((connection) => new GroupedWrites(connection, this.#database, this.#file));
    return new SharedConnection(await this.#writes, this.#file);
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection instanceof SharedConnection) connection.end();
    return Promise.resolve();
  }

  /** A transaction that reads before it writes must have the write lock from the start, or it fails in between. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    if (connection instanceof SharedConnection) await connection.begin();
    const kind = settings?.accessMode === 'read only' ? 'deferred' : 'immediate';
    await connection.executeQuery(CompiledQuery.raw(`begin ${kind}`));
  }
}

/** One caller's view of the connection: alone on it during a transaction, in a group otherwise. */
class SharedConnection implements DatabaseConnection {
  readonly #writes: GroupedWrites;
  readonly #file: string;
  #release: (() => void) | undefined;

  constructor(writes: GroupedWrites, file: string) {
    this.#writes = writes;
    this.#file = file;
  }

  async begin(): Promise<void> {
    this.#release ??= await takeTurn(this.#file);
  }

  end(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#release !== undefined) return this.#writes.connection.executeQuery<R>(query);
    if (!isRead(query.sql)) return this.#writes.add<R>(query);
    // Nobody is in a transaction: what stands in the file is committed.
    if (!turns.has(this.#file)) return this.#writes.connection.executeQuery<R>(query);
    await this.begin();
    try {
      return await this.#writes.connection.executeQuery<R>(query);
    } finally {
      this.end();
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    const alone = this.#release !== undefined;
    await this.begin();
    try {
      yield* this.#writes.connection.streamQuery<R>(query, chunkSize);
    } finally {
      if (!alone) this.end();
    }
  }
}

/** About what a commit takes on a good disk (milliseconds). */
const GATHER_MS = 2;

interface Waiting {
  /** Gives what tells the caller, to be called when the group is committed. */
  run(): () => void;
  fail(error: unknown): void;
}

/**
 * Writes that arrive together are committed together: a commit waits for the disk, about a hundred times as long as the
 * write itself takes, and stops the whole process meanwhile. Nobody is told before the commit of their group.
 */
class GroupedWrites {
  readonly connection: DatabaseConnection;
  readonly #database: SqliteDatabase;
  readonly #file: string;
  #waiting: Waiting[] = [];
  /** Whether the last group was one. */
  #many = false;

  constructor(connection: DatabaseConnection, database: SqliteDatabase, file: string) {
    this.connection = connection;
    this.#database = database;
    this.#file = file;
  }

  add<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        run: () => {
          const result = this.connection.executeQuery<R>(query);
          return () => resolve(result);
        },
        fail: reject,
      });
      if (this.#waiting.length === 1) this.#flushSoon();
    });
  }

  /** Where many write, a moment's wait brings more of them together; a lone writer waits for nobody. */
  #flushSoon(): void {
    const flush = (): void => void this.#flush();
    if (this.#many) setTimeout(flush, GATHER_MS);
    // After everything that this round of the event loop brings has come this far.
    else setImmediate(flush);
  }

  async #flush(): Promise<void> {
    const release = await takeTurn(this.#file);
    const group = this.#waiting;
    this.#waiting = [];
    this.#many = group.length > 1;
    try {
      if (group.length === 1 || !this.#together(group)) group.forEach(alone);
    } catch (error) {
      for (const one of group) one.fail(error);
    } finally {
      release();
    }
  }

  /** False when nothing of the group was written because one of it failed. @throws when the file is busy */
  #together(group: readonly Waiting[]): boolean {
    this.#do('begin immediate');
    let told: readonly (() => void)[];
    try {
      told = group.map((one) => one.run());
      this.#do('commit');
    } catch {
      this.#do('rollback');
      return false;
    }
    for (const tell of told) tell();
    return true;
  }

  #do(text: string): void {
    this.#database.prepare(text).run([]);
  }
}

function alone(one: Waiting): void {
  try {
    one.run()();
  } catch (error) {
    one.fail(error);
  }
}
