import type { OwnAct } from '../../domain/account-change';
import type { PersonFacts } from '../../domain/facts';
import type { TapRequest } from '../../domain/tap-request';
import type { Ledger } from '../ports';

/** What our own audit calls them. The row is written before the act, so its moment is close to the log's. */
const ACTS: Readonly<Record<string, OwnAct['what']>> = {
  'method.removed': 'method-removed',
  'sessions.revoked': 'sessions-revoked',
};

/** More removals than this have not been asked for one person in the life of a request. */
const REMOVALS = 5;

/**
 * What Keysmith itself did to the account for this request, or took away while it was open by a removal that was
 * checked and approved on its own: it makes the request no more dangerous. What was done before it was asked does.
 */
export async function ownActs(
  { ledger }: { readonly ledger: Ledger },
  { changes }: PersonFacts,
  request: TapRequest | undefined,
): Promise<readonly OwnAct[]> {
  if (request === undefined || !changes.known || changes.value.every(({ byApp }) => !byApp)) return [];
  const removals = (await ledger.requestsFor(request.target, REMOVALS)).filter(({ removal }) => removal !== undefined);
  const chains = [...new Set([request.id, ...removals.map(({ id }) => id)])];
  const rows = await Promise.all(chains.map((chain) => ledger.auditOf(chain)));
  return rows.flat().flatMap(({ act, at }) => {
    const what = ACTS[act];
    return what === undefined || at < request.createdAt ? [] : [{ what, at }];
  });
}
