import type { Transaction } from 'kysely';
import type { AuditKeys } from './audit-keys';
import type { Room, Tables } from './database';
import { transact } from './attempt';
import { marked } from './link-mark';
import { markOf } from './request-mark';
import { hasMarks, sealUnmarked } from './seals';

const REQUESTS_AT_ONCE = 500;

/**
 * A store that was written without a key, or before rows had marks, gets a key: what is there is taken as it stands,
 * once. Where there are marks already nothing unmarked is taken any more.
 */
export async function adoptUnmarked({ db, attempt, keys }: Room): Promise<void> {
  if (keys === undefined) return;
  await attempt('mark what was written before', async () => {
    if (await hasMarks(db)) return;
    // All at once: after a crash in the middle, the first mark would keep the rest out for good.
    await transact(db, async (tx) => {
      await sealUnmarked(tx, keys);
      await markLinks(tx, keys);
      for (let found = REQUESTS_AT_ONCE; found === REQUESTS_AT_ONCE;) {
        const old = await tx
          .selectFrom('requests')
          .select(['id', 'body'])
          .where('mark', '=', '')
          .limit(REQUESTS_AT_ONCE)
          .execute();
        found = old.length;
        for (const { id, body } of old) {
          const mark = markOf(body, keys);
          await tx.updateTable('requests').set({ mark }).where('id', '=', id).where('body', '=', body).execute();
        }
      }
    });
  });
}

async function markLinks(tx: Transaction<Tables>, keys: AuditKeys): Promise<void> {
  const old = await tx.selectFrom('links').selectAll().where('mark', '=', '').execute();
  for (const link of old) {
    const { mark } = marked(link, keys);
    await tx
      .updateTable('links')
      .set({ mark })
      .where('team', '=', link.team)
      .where('account', '=', link.account)
      .execute();
  }
}
