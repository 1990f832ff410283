import { StoreUnavailable, type SealHead } from '../services/ports';
import { unavailable } from './attempt';
import type { Pause } from '../domain/brakes';
import { pauseOf, pauseRow } from './brakes';
import { connect } from './connect';
import { pendingMigrations } from './migrations';
import { readHead } from './seals';

/** How far a database is from what this version needs. */
export interface StoreState {
  /** Names of migrations that the next start will do. */
  readonly pending: readonly string[];
  /** The newest seal of the audit; undefined where nothing is sealed yet. */
  readonly head: SealHead | undefined;
  /** Whether Keysmith makes no passes at the moment. */
  readonly pause: Pause | undefined;
}

/** Looks at the database of `databaseUrl` and changes nothing. @throws StoreUnavailable when it is not there. */
export async function storeState(databaseUrl: string): Promise<StoreState> {
  const { db, engine } = connect(databaseUrl, { use: 'read', connections: 1, onIdleFailure: () => undefined });
  try {
    return await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        const pending = await pendingMigrations(tx, engine);
        if (pending.length > 0) return { pending, head: undefined, pause: undefined };
        return { pending, head: await readHead(tx), pause: pauseOf(await pauseRow(tx)) };
      });
  } catch (error) {
    throw error instanceof StoreUnavailable ? error : unavailable('be looked at', error);
  } finally {
    await db.destroy();
  }
}
