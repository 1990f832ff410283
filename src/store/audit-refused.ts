import type { Transaction } from 'kysely';
import type { RefusedRow, Seals } from '../services/ports';
import type { Room, Tables } from './database';
import { read } from './text';

/** More than this at once says no more than this. */
const TOLD_AT_ONCE = 100;

/** What the sealer would not seal, until the security contacts have been told. */
export function refusedRows({ db, attempt }: Room): Pick<Seals, 'refused' | 'refusedTold'> {
  return {
    refused: () =>
      attempt('read refused audit rows', async () => {
        const rows = await db
          .selectFrom('audit_refused')
          .selectAll()
          .where('told', '=', 0)
          .orderBy('id')
          .limit(TOLD_AT_ONCE)
          .execute();
        return rows.map((row): RefusedRow => ({ id: row.id, chain: read(row.chain), seq: row.seq, why: row.why }));
      }),

    refusedTold: (rows) =>
      attempt('mark refused audit rows', async () => {
        const ids = rows.map(({ id }) => id);
        if (ids.length > 0) await db.updateTable('audit_refused').set({ told: 1 }).where('id', 'in', ids).execute();
      }),
  };
}

/** Rows refused only because their key was not known wait again once it is. */
export async function waitAgain(tx: Transaction<Tables>, keyNames: readonly string[]): Promise<void> {
  const back = await tx
    .selectFrom('audit_refused')
    .innerJoin('audit', (join) =>
      join.onRef('audit.chain', '=', 'audit_refused.chain').onRef('audit.seq', '=', 'audit_refused.seq'),
    )
    .select(['id', 'audit_refused.chain', 'audit_refused.seq', 'audit_refused.hash'])
    .where('why', '=', 'unknown-key')
    .where('mark_key', 'in', keyNames)
    .execute();
  if (back.length === 0) return;
  const ids = back.map(({ id }) => id);
  const gone = await tx.deleteFrom('audit_refused').where('id', 'in', ids).returning('id').execute();
  if (gone.length !== back.length) return;
  const rows = back.map(({ chain, seq, hash }) => ({ chain, seq, hash }));
  await tx.insertInto('audit_unsealed').values(rows).execute();
}
