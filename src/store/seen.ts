import { sha256 } from '../domain/audit-chain';
import type { Retention, SeenIds } from '../services/ports';
import { LONGEST_CAP_MS } from '../domain/brakes';
import { DAY } from '../domain/clock';
import type { Room } from './database';
import { fixed } from './fixed';

export function seen(room: Room): SeenIds {
  const remember = fixed(room, ['id', 'until', 'at'], (blank) =>
    room.db
      .insertInto('seen')
      .values({ id: blank.text('id'), until: blank.number('until') })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ until: (eb) => eb.ref('excluded.until') })
          .where('seen.until', '<=', blank.number('at')),
      )
      .returning('id'),
  );
  return {
    // Platforms choose these ids: hashed, they have one length whatever arrives.
    first: (id, at, keepMs) =>
      room.attempt('remember an id', async () => {
        const rows = await remember({ id: sha256(id), until: at + keepMs, at });
        return rows.length > 0;
      }),
  };
}

export function retention({ db, attempt }: Room): Retention {
  return {
    eraseWords: (before) =>
      attempt('erase old words', async () => {
        const words = await db.deleteFrom('words').where('at', '<', before).executeTakeFirst();
        const talks = await db.deleteFrom('conversations').where('at', '<', before).executeTakeFirst();
        return Number(words.numDeletedRows + talks.numDeletedRows);
      }),

    purge: (now) =>
      attempt('remove what has run out', async () => {
        const seenIds = await db.deleteFrom('seen').where('until', '<=', now).executeTakeFirst();
        const sessions = await db.deleteFrom('sessions').where('expires_at', '<=', now).executeTakeFirst();
        const spent = await db
          .deleteFrom('tickets')
          .where('expires_at', '<=', now - DAY)
          .executeTakeFirst();
        // A day longer than any cap looks back, for clocks that differ.
        const counts = await db
          .deleteFrom('brake_counts')
          .where('at', '<=', now - LONGEST_CAP_MS - DAY)
          .executeTakeFirst();
        const gone = [seenIds, sessions, spent, counts];
        return gone.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
      }),
  };
}
