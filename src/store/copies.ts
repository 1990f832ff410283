import { canonicalJson } from '../domain/audit-chain';
import type { Copies } from '../services/ports';
import type { Room } from './database';
import { addressOf, copyRole } from './job-row';
import { read, written } from './text';

export function copies({ db, attempt }: Room): Copies {
  return {
    add: ({ request, role, address, message, viewer }) =>
      attempt('keep where a card was posted', async () => {
        await db
          .insertInto('copies')
          .values({
            request: written(request),
            role,
            address: canonicalJson(address),
            message: written(message),
            viewer: viewer === undefined ? null : written(viewer),
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),

    of: (request) =>
      attempt('read where cards were posted', async () => {
        const rows = await db
          .selectFrom('copies')
          .selectAll()
          .where('request', '=', written(request))
          .orderBy('id')
          .execute();
        return rows.map((row) => ({
          id: String(row.id),
          request: read(row.request),
          role: copyRole.parse(row.role),
          address: addressOf(row.address),
          message: read(row.message),
          ...(row.viewer === null ? {} : { viewer: read(row.viewer) }),
        }));
      }),
  };
}
