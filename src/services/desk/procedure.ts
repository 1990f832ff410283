import { DAY, MINUTE, type Instant } from '../../domain/clock';
import { known, unread } from '../../domain/fact';
import { assessRisk } from '../../domain/privilege';
import {
  isSettled,
  type ProcedureName,
  type ProcedureSeen,
  type ProcedureStep,
  procedureSteps,
} from '../../domain/procedure';
import { refuse } from '../../domain/refusal';
import { backToPage } from '../lookup/actions';
import { peopleIn } from '../lookup/rows';
import { type Entry, entry } from '../lookup/sections';
import { notice } from '../notice';
import { nameOf } from '../person-readiness';
import type { AuditEntry } from '../ports';
import { now } from '../tap/parts';
import type { Reply, Turn } from '../turn';
import type { Button, View } from '../views';
import { dayAndTime } from '../when';
import { REVIEW } from './checklist';
import { type DeskParts, chainOfPerson, mayAssist, recorded, refusedWindow, window } from './parts';
import { PROCEDURE_WORDS, stepDetail, stepTitle, type Telling } from './procedure-words';

/** A case that nobody took up again for so long begins anew. */
const KEPT_FOR = 7 * DAY;
const REQUESTS = 50;

/**
 * The list of what has to be done after a loss, as it stands now. It can be left and taken up again by any agent: where
 * it began is a row of the audit, and every step is read from Entra, the requests and the audit.
 */
export async function showProcedure(parts: DeskParts, turn: Turn, person: string, name: ProcedureName): Promise<Reply> {
  const may = await mayAssist(parts, turn, person);
  if (!may.ok) return refusedWindow(may.refusal);
  const rows = await parts.ledger.auditOf(chainOfPerson(person));
  const begun = openCase(rows, name, now(parts));
  const startedAt = begun?.at ?? now(parts);
  const reading = await readCase(parts, person, rows, startedAt);
  if (!reading.facts.person.known)
    return refusedWindow(
      reading.facts.person.gap.reason === 'not-found'
        ? refuse('target-unknown').refusal
        : refuse('facts-unread', { what: 'this account' }).refusal,
    );
  const steps = procedureSteps(name, reading);
  const act = begun === undefined ? 'procedure.started' : 'procedure.viewed';
  await recorded(parts, turn, { chain: chainOfPerson(person), act, facts: { procedure: name, ...statesOf(steps) } });
  const names = await parts.names.ofAll(peopleIn(reading.requests));
  const telling: Telling = {
    seen: reading,
    risk: assessRisk(reading.facts, parts.rules),
    names: (id) => names.get(id) ?? 'a colleague',
    at: now(parts),
    timeZone: turn.timeZone,
  };
  return window(PROCEDURE_WORDS[name], procedureView(name, steps, telling));
}

async function readCase(
  parts: DeskParts,
  person: string,
  rows: readonly AuditEntry[],
  startedAt: Instant,
): Promise<ProcedureSeen> {
  const [facts, requests, validFrom] = await Promise.all([
    parts.tenant.facts(person, { fresh: true, history: true }),
    parts.ledger.requestsFor(person, REQUESTS),
    parts.sessions.validFrom(person),
  ]);
  const sent = rows.findLast(
    ({ act, at, facts: { what } }) => act === 'desk.checklist-sent' && what === REVIEW && at >= startedAt,
  );
  return {
    facts,
    requests,
    startedAt,
    validFrom: validFrom.ok
      ? known(validFrom.value, now(parts))
      : unread({ what: 'since when sessions count', reason: 'unavailable' }),
    ...(sent === undefined ? {} : { reviewSentAt: sent.at }),
  };
}

/** Where the case began; none where it was closed, or left for too long. */
function openCase(rows: readonly AuditEntry[], name: ProcedureName, at: Instant): AuditEntry | undefined {
  const mine = rows.filter(({ act, facts }) => act.startsWith('procedure.') && facts['procedure'] === name);
  const last = mine.at(-1);
  if (last === undefined || last.act === 'procedure.closed' || at - last.at > KEPT_FOR) return undefined;
  return mine.findLast(({ act }) => act === 'procedure.started');
}

/** For the audit: how far it had come when it was looked at. */
function statesOf(steps: readonly ProcedureStep[]): Readonly<Record<string, string>> {
  return Object.fromEntries(steps.map(({ name, state }) => [name, state]));
}

export function procedureView(name: ProcedureName, steps: readonly ProcedureStep[], telling: Telling): View<'person'> {
  const { facts, startedAt } = telling.seen;
  const called = nameOf(facts) ?? 'This person';
  const settled = isSettled(steps);
  const entries: readonly Entry[] = steps.map((step, place) =>
    entry(stepTitle(name, step, place + 1), stepDetail(step, telling), ...buttonsFor(name, facts.id, step)),
  );
  const open = steps.find(({ state }) => ['open', 'unread'].includes(state));
  const next = open === undefined ? 'Nothing is open.' : `Next: ${stepTitle(name, open, steps.indexOf(open) + 1)}.`;
  const note = settled ? 'Everything that had to be done is done.' : next;
  return {
    card: 'person',
    data: {
      name: `${called}: ${PROCEDURE_WORDS[name].toLowerCase()}`,
      marks: [note],
      facts: [{ title: 'Since', value: dayAndTime(startedAt, telling.at, telling.timeZone) }],
      sections: [{ title: 'Step by step', entries, note: AS_READ, buttons: [] }],
      gaps: [],
      age: 'Checked just now.',
      buttons: [
        { title: 'Check again', does: { verb: 'desk.procedure', person: facts.id, procedure: name } },
        { title: 'Close the case', does: { verb: 'desk.procedure-close', person: facts.id, procedure: name } },
        backToPage(facts.id),
      ],
    },
    text: `${PROCEDURE_WORDS[name]} of ${called}. ${note}`,
  };
}

const AS_READ =
  'Each step is read from Microsoft Entra, the requests and the records. You can leave this and come back; a colleague can go on.';

/** The button that moves the step on; none where there is nothing to do, or only to wait for others. */
function buttonsFor(name: ProcedureName, person: string, step: ProcedureStep): readonly Button[] {
  const { state, request } = step;
  if (step.name === 'identity' && state === 'open' && request !== undefined)
    return [dialog('I have checked who it is', { verb: 'pass.prove-form', request: request.id })];
  if (state !== 'open' && !(step.name === 'number' && state === 'if-needed')) return [];
  switch (step.name) {
    case 'sessions':
      return [dialog('End their sessions', { verb: 'desk.sessions-form', person })];
    case 'methods':
      return [dialog('Choose and remove', { verb: 'removal.form', person, reason: name })];
    case 'number':
      return [dialog('Remove the number', { verb: 'removal.form', person, reason: 'lost-number' })];
    case 'pass': {
      const reason = name === 'lost-phone' ? 'lost-phone' : 'no-usable-method';
      return [dialog('Request a pass', { verb: 'pass.form', person, reason })];
    }
    case 'register': {
      const flow = name === 'lost-phone' ? 'register-passkey' : 'security-key';
      return [dialog('Guide them in Teams', { verb: 'desk.suggest-form', person, flow })];
    }
    case 'review':
      return [dialog('Send them the list', { verb: 'desk.checklist-form', person, what: REVIEW })];
    default:
      return [];
  }
}

function dialog(title: string, does: Button['does']): Button {
  return { title, does, opens: 'dialog' };
}

/** Two presses at once close it once; a process that dies in the middle gives way after this. */
const ALONE_MS = MINUTE;

/** It is over for the helpdesk, whatever is open; the row says what was. Another loss begins a case of its own. */
export async function closeProcedure(
  parts: DeskParts,
  turn: Turn,
  person: string,
  name: ProcedureName,
): Promise<Reply> {
  const may = await mayAssist(parts, turn, person);
  if (!may.ok) return refusedWindow(may.refusal);
  const rows = await parts.ledger.auditOf(chainOfPerson(person));
  const begun = openCase(rows, name, now(parts));
  const at = now(parts);
  const alone = `procedure-close:${person}:${name}:${String(begun?.at ?? 0)}`;
  if (begun === undefined || !(await parts.seen.first(alone, at, ALONE_MS))) {
    const view = notice('This case is closed.', ['Nothing was changed.'], { buttons: [backToPage(person)] });
    return window(PROCEDURE_WORDS[name], view);
  }
  const steps = procedureSteps(name, await readCase(parts, person, rows, begun.at));
  const facts = { procedure: name, settled: isSettled(steps), ...statesOf(steps) };
  await recorded(parts, turn, { chain: chainOfPerson(person), act: 'procedure.closed', facts });
  const left = steps.flatMap((step, place) =>
    ['open', 'unread', 'waits-check', 'waits-approval', 'under-way'].includes(step.state)
      ? [stepTitle(name, step, place + 1)]
      : [],
  );
  const lines =
    left.length === 0
      ? ['Everything that had to be done is done.']
      : ['This was not finished, and stays as it is:', ...left, 'Requests go on by themselves until they are decided.'];
  const view = notice('The case is closed.', lines, { buttons: [backToPage(person)] });
  return window(PROCEDURE_WORDS[name], view);
}
