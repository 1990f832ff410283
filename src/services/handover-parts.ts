import type { Clock, Instant } from '../domain/clock';
import type { DutyRules } from '../domain/duties';
import type { Cases } from './case';
import type { Names } from './names';
import type {
  AuditEntry,
  ConversationStates,
  Copies,
  Directory,
  Ids,
  Ledger,
  Messenger,
  NewJob,
  Observer,
  References,
  SeenIds,
  TenantReader,
} from './ports';
import type { Button } from './views';

export interface HandoverParts {
  readonly ledger: Pick<Ledger, 'commit' | 'auditOf'>;
  readonly conversations: ConversationStates;
  readonly copies: Copies;
  readonly seen: SeenIds;
  readonly references: References;
  readonly directory: Directory;
  readonly tenant: TenantReader;
  readonly cases: Cases;
  readonly names: Names;
  readonly teams: Messenger;
  readonly slack?: Messenger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observer: Observer;
  readonly rules: DutyRules;
  /** Whether there is a helpdesk channel in Slack. */
  readonly slackRooms: boolean;
}

/** Where a draft and what was sent of it is kept: with the conversations, so that it is erased with them. */
export function keyOf(id: string): string {
  return `handover:${id}`;
}

export function chainOf(id: string): string {
  return `handover:${id}`;
}

export const HANDOVER = 'handover';
export const DRAFT = 'draft';
export const SENT = 'sent';

/** The audit is the only place that says who took it. */
export function takenBy(chain: readonly AuditEntry[]): AuditEntry | undefined {
  return chain.find(({ act }) => act === 'handover.taken');
}

export function showJob(id: string, why: string, dueAt: Instant): NewJob {
  return { key: `handover:${id}:${why}`, dueAt, body: { kind: 'show-handover', handover: id } };
}

export function pageButton(person: string): Button {
  return { title: 'Open their page', does: { verb: 'person.show', person }, opens: 'dialog' };
}
