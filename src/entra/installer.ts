import { done } from '../domain/refusal';
import type { Observer, TeamsInstaller } from '../services/ports';
import { judgeReply, report } from './attempts';
import { deadlineIn } from './deadline';
import { failed, outcomeOf, refusalOf } from './failure';
import { isObjectId, path } from './paths';

import type { Transport } from './transport';

export interface InstallerOptions {
  readonly transport: Transport;
  readonly observer: Observer;
  readonly writeMs: number;
  /** The app's id in the organisation's Teams catalogue (TEAMS_APP_CATALOG_ID). */
  readonly catalogId: string;
}

const PERHAPS_INSTALLED = 'Keysmith may have been installed for them in Teams.';

export function openInstaller({ transport, observer, writeMs, catalogId }: InstallerOptions): TeamsInstaller {
  return {
    async install(personId) {
      if (!isObjectId(personId)) return outcomeOf(failed({ kind: 'not-found' }));
      const app = `${transport.origin}/v1.0/appCatalogs/teamsApps/${encodeURIComponent(catalogId)}`;
      const reply = await transport.exchange(
        {
          method: 'POST',
          path: path`/users/${personId}/teamwork/installedApps`,
          body: { 'teamsApp@odata.bind': app },
        },
        deadlineIn(writeMs),
      );
      // 201 has no body worth reading; 409 means it is there already.
      if (reply.end === 'answered' && (reply.status === 201 || reply.status === 409)) return done(undefined);
      const read = judgeReply('install', reply);
      if (read.ok) return done(undefined);
      report(observer, 'install', read.failure, reply);
      const certain = reply.end === 'not-sent' || (reply.end === 'answered' && reply.status < 500);
      return refusalOf(read.failure, certain ? undefined : PERHAPS_INSTALLED);
    },
  };
}
