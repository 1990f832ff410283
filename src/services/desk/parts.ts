import { HOUR } from '../../domain/clock';
import { mayDo } from '../../domain/duties';
import { unreadFacts } from '../../domain/facts';
import type { Person } from '../../domain/person';
import { type Outcome, done, refuse } from '../../domain/refusal';
import type { HandoverParts } from '../handover-parts';
import { refusalView } from '../notice';
import { takesPlace } from '../places';
import type { AuditEntry, AuditFacts, Desk, Ledger, NewJob, Sessions } from '../ports';
import { type TapParts, actorOf, now, readActor } from '../tap/parts';
import type { Reply, Turn } from '../turn';
import type { Button, DialogView, MessageView } from '../views';

/** What the desk is made of: whatever passes and handovers need, and the page's own reading. */
export type DeskParts = TapParts &
  Omit<HandoverParts, 'ledger'> & { readonly ledger: Ledger; readonly desk: Desk; readonly sessions: Sessions };

/** Live, before anything about anybody is read: members of the helpdesk group, for other people. */
export async function mayAssist(parts: DeskParts, { who }: Turn, target: string): Promise<Outcome<void>> {
  const actor = await readActor(parts, who);
  const may = mayDo('assist', { actor, target: unreadFacts(target), frozen: false }, parts.rules);
  return may.ok ? done(undefined) : may;
}

/** Whom it is for, as the directory knows them now; who left or never was here gets nothing. */
export async function personAssisted(parts: DeskParts, turn: Turn, target: string): Promise<Outcome<Person>> {
  const may = await mayAssist(parts, turn, target);
  if (!may.ok) return may;
  const person = await parts.directory.person(target);
  if (!person.ok) return person.refusal.code === 'graph-not-found' ? refuse('target-unknown') : person;
  return person.value.enabled ? person : refuse('target-disabled', { target: person.value.displayName });
}

/** Cards that one person gets, and one agent sends, within an hour. */
const PER_PERSON = 4;
const PER_AGENT = 20;

export async function roomFor(parts: DeskParts, agent: string, person: Person): Promise<Outcome<void>> {
  const at = now(parts);
  const target = person.displayName;
  if (!(await takesPlace(parts.seen, `desk:to:${person.id}`, PER_PERSON, at)))
    return refuse('desk-often', { target, why: `${target} got ${String(PER_PERSON)} of these` });
  if (!(await takesPlace(parts.seen, `desk:by:${agent}`, PER_AGENT, at)))
    return refuse('desk-often', { target, why: `you sent ${String(PER_AGENT)}` });
  return done(undefined);
}

/** True once for each form that was drawn: a form that arrives again does nothing again. */
export function firstTime(parts: DeskParts, turn: Turn, once: string): Promise<boolean> {
  return parts.seen.first(`desk:form:${turn.who}:${once}`, now(parts), 24 * HOUR);
}

/** The row first, and in the same transaction the work that follows from it. */
export async function recorded(
  parts: DeskParts,
  turn: Turn,
  row: { readonly chain: string; readonly act: string; readonly facts: AuditFacts },
  jobs: readonly NewJob[] = [],
): Promise<void> {
  const facts = { ...row.facts, correlation: turn.correlationId };
  const entry: AuditEntry = { ...row, at: now(parts), ...actorOf(turn), facts };
  await parts.ledger.commit({ audit: [entry], jobs });
  parts.observer.event('desk.done', { act: row.act });
}

export function chainOfPerson(id: string): string {
  return `person:${id}`;
}

export function window(title: string, view: DialogView | MessageView): Reply {
  return { kind: 'dialog', title, view };
}

export function refusedWindow(refusal: Parameters<typeof refusalView>[0], buttons: readonly Button[] = []): Reply {
  return window('Not possible', refusalView(refusal, { buttons }));
}
