import type { Clock } from '../../domain/clock';
import { type DutyRules, mayDo } from '../../domain/duties';
import { unreadFacts } from '../../domain/facts';
import type { Names } from '../names';
import type { AuditEntry, AuditFacts, Desk, Directory, Ledger } from '../ports';
import { readActor } from '../tap/parts';
import type { Reply, Turn } from '../turn';
import type { DialogView, MessageView } from '../views';

export interface LookupParts {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly desk: Desk;
  readonly names: Names;
  readonly clock: Clock;
  readonly rules: DutyRules;
}

/** Live, before anything about anybody is read: only members of the helpdesk group look people up. */
export async function mayLookUp(
  parts: Pick<LookupParts, 'directory' | 'rules' | 'clock'>,
  { who }: Pick<Turn, 'who'>,
): Promise<ReturnType<typeof mayDo>> {
  const actor = await readActor(parts, who);
  return mayDo('look-up', { actor, target: unreadFacts(who), frozen: false }, parts.rules);
}

/** No audit row, no view: throws where the store does not take it. */
export async function record(
  parts: Pick<LookupParts, 'ledger' | 'clock'>,
  turn: Turn,
  seen: { readonly chain: string; readonly act: string; readonly facts: AuditFacts },
): Promise<void> {
  const entry: AuditEntry = {
    ...seen,
    at: parts.clock.now().getTime(),
    actor: turn.who,
    channel: turn.channel,
    identity: turn.identity,
    facts: { correlation: turn.correlationId, ...seen.facts },
  };
  await parts.ledger.commit({ audit: [entry], jobs: [] });
}

export function page(title: string, view: DialogView | MessageView): Reply {
  return { kind: 'dialog', title, view };
}
