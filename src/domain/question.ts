import { canonicalJson, sha256 } from './audit-chain';
import type { TapRequest } from './tap-request-record';

/**
 * What an approver is asked, as a short name that a card carries: how dangerous it is, what the requester says, and
 * which pass goes. A press on a card that asked something else approves nothing. It proves nothing either: it is only
 * compared with the request as it is.
 */
export function questionOf({ risk, noteHash, replaces }: Pick<TapRequest, 'risk' | 'noteHash' | 'replaces'>): string {
  const { level, inputs } = risk;
  const question = [level, inputs.map(({ what }) => what).sort(), noteHash ?? null, replaces?.pass ?? null];
  return sha256(canonicalJson(question)).slice(0, 16);
}
