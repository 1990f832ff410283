import { SECOND } from '../../domain/clock';
import { type Method, describeMethod } from '../../domain/methods';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { type NamedMethod, SESSIONS, type StepEnd, type Work, removableKind } from '../../domain/removal';
import { type TapRequest, stateInWords } from '../../domain/tap-request';
import type { AuditFacts, RemovalEnd } from '../ports';
import { SYSTEM, type TapParts, advance, now } from '../tap/parts';

/** `on`: look at the request again and go on. */
export type StepResult = 'on' | 'done' | { readonly at: number };

const LOOK_AGAIN = 20 * SECOND;
const AFTER_DOUBT = 5 * SECOND;

/**
 * Takes one method away: look, write ahead, one DELETE. A method that is not listed any more is never asked for again;
 * a lost answer is followed by another look, and only what is still there is asked for once more.
 */
export async function methodStep(
  parts: TapParts,
  request: TapRequest,
  work: Work,
  named: NamedMethod,
): Promise<StepResult> {
  const listed = await parts.methods.list(request.target);
  if (!listed.ok) return { at: now(parts) + LOOK_AGAIN };
  const asked = work.begun?.step === named.id;
  const method = listed.value.find(({ id }) => id === named.id);
  const record = (end: StepEnd, facts: AuditFacts = {}) =>
    endStep(parts, request, { step: named.id, act: 'method', kind: named.kind, end, facts });
  if (method === undefined) return record(asked ? 'removed' : 'absent', { seen: true });
  const kind = removableKind(method);
  if (kind === undefined) return record('refused', { code: 'method-not-removable' });
  if (parts.settings.dryRun) return record('dry-run');
  const begun = await beginStep(parts, request, named);
  if (!begun.ok) return 'on';
  const removal = await parts.removals.remove(request.target, kind, named.id);
  return afterWrite(parts, begun.value, removal, (end, facts) =>
    endStep(parts, begun.value, { step: named.id, act: 'method', kind: named.kind, end, facts }),
  );
}

/** Ends every session. After a lost answer the moment since which sessions count shows whether it happened. */
export async function sessionsStep(parts: TapParts, request: TapRequest, work: Work): Promise<StepResult> {
  const record = (from: TapRequest, end: StepEnd, facts: AuditFacts = {}) =>
    endStep(parts, from, { step: SESSIONS, act: 'sessions', kind: SESSIONS, end, facts });
  if (parts.settings.dryRun) return record(request, 'dry-run');
  const since = await parts.sessions.validFrom(request.target);
  if (!since.ok) return { at: now(parts) + LOOK_AGAIN };
  const before = work.begun?.step === SESSIONS ? work.begun.validFrom : undefined;
  if (before !== undefined && since.value !== before) return record(request, 'removed', { seen: true });
  const begun = await beginStep(parts, request, undefined, since.value);
  if (!begun.ok) return 'on';
  const end = await parts.sessions.end(request.target);
  return afterWrite(parts, begun.value, end, (how, facts) => record(begun.value, how, facts));
}

async function afterWrite(
  parts: TapParts,
  request: TapRequest,
  written: RemovalEnd,
  record: (end: StepEnd, facts: AuditFacts) => Promise<StepResult>,
): Promise<StepResult> {
  switch (written.end) {
    case 'removed':
      return record('removed', {});
    case 'absent':
      // Our own lost DELETE may have been what removed it; either way it is gone.
      return record('removed', { answer: 'absent' });
    case 'refused':
      parts.observer.event('removal.refused', { request: request.id, code: written.refusal.code });
      return record('refused', { code: written.refusal.code });
    case 'later':
      return { at: now(parts) + Math.max(SECOND, written.afterMs) };
    case 'uncertain':
      return { at: now(parts) + AFTER_DOUBT };
  }
}

/** The write-ahead: nobody else may have changed the request since it was looked at. */
function beginStep(
  parts: TapParts,
  request: TapRequest,
  named: NamedMethod | undefined,
  validFrom?: number,
): Promise<Outcome<TapRequest>> {
  const step = named?.id ?? SESSIONS;
  const at = now(parts);
  return advance(parts, SYSTEM, request.id, (latest) => {
    if (latest.version !== request.version) return refuse('request-changed', { state: stateInWords(latest) });
    return done({
      event: {
        type: 'step-begun',
        step,
        at,
        ...(named === undefined ? {} : { method: named }),
        ...(validFrom === undefined ? {} : { validFrom }),
      },
      act: named === undefined ? 'sessions.revoking' : 'method.removing',
      facts:
        named === undefined ? { target: request.target } : { target: request.target, method: step, kind: named.kind },
    });
  });
}

interface EndOfStep {
  readonly step: string;
  readonly act: 'method' | 'sessions';
  readonly kind: string;
  readonly end: StepEnd;
  readonly facts: AuditFacts;
}

async function endStep(
  parts: TapParts,
  request: TapRequest,
  { step, act, kind, end, facts }: EndOfStep,
): Promise<StepResult> {
  const at = now(parts);
  const word = act === 'sessions' && end === 'removed' ? 'revoked' : end;
  const said = { target: request.target, ...(act === 'method' ? { method: step, kind } : {}), ...facts };
  const recorded = await advance(parts, SYSTEM, request.id, () =>
    done({ event: { type: 'step-ended', step, end, at }, act: `${act}.${word}`, facts: said }),
  );
  if (recorded.ok) return 'on';
  // Somebody ended the request meanwhile: what has happened in Entra stands in the audit all the same.
  const entry = { chain: request.id, at, ...SYSTEM, act: `${act}.${word}`, facts: { ...said, late: true } };
  await parts.ledger.commit({ audit: [entry], jobs: [] });
  return 'on';
}

export function namedOf(method: Method): NamedMethod {
  return {
    id: method.id,
    kind: method.kind,
    name: describeMethod(method),
    ...(method.createdAt === undefined ? {} : { createdAt: method.createdAt }),
  };
}
