import type { OwnAct } from '../../domain/account-change';
import type { PersonFacts } from '../../domain/facts';
import type { TapRequest } from '../../domain/tap-request';
import type { Ledger } from '../ports';

/** What our own audit calls them. The row is written before the act, so its moment is close to the log's. */
const ACTS: Readonly<Record<string, OwnAct['what']>> = {
  'method.removed': 'method-removed',
  'sessions.revoked': 'sessions-revoked',
};

/**
 * What Keysmith itself did to the account for this request: it makes the request no more dangerous. What it did for
 * another one does, because two requests may be two people's.
 */
export async function ownActs(
  { ledger }: { readonly ledger: Ledger },
  { changes }: PersonFacts,
  request: TapRequest | undefined,
): Promise<readonly OwnAct[]> {
  if (request === undefined || !changes.known || changes.value.every(({ byApp }) => !byApp)) return [];
  return (await ledger.auditOf(request.id)).flatMap(({ act, at }) => {
    const what = ACTS[act];
    return what === undefined ? [] : [{ what, at }];
  });
}
