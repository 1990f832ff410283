import { type Outcome, done, refuse } from './refusal';
import { type Removal, type Work, nextStep } from './removal';
import type { TapEvent, TapRequest } from './tap-request-record';
import { stateInWords } from './tap-request-words';

type WorkEvent = Extract<TapEvent, { type: 'contain' | 'step-begun' | 'step-ended' | 'carried-out' }>;

/**
 * Taking methods away, step by step: an approved removal (`approved ─► removing ─► completed`, or revoked where Entra
 * refused a part), or the containment of a pass that was reported, which goes on beside the end of the request.
 */
export function workStep(request: TapRequest, event: WorkEvent): Outcome<TapRequest> {
  if (event.type === 'contain') return contain(request, event);
  return request.removal === undefined ? containing(request, event) : removing(request, request.removal, event);
}

function contain(request: TapRequest, { by, at }: Extract<WorkEvent, { type: 'contain' }>): Outcome<TapRequest> {
  if (request.reported === undefined || request.openings.length === 0) return refuse('nothing-to-contain');
  // Something may be added again with a session that was out already: then it starts over.
  if (request.containment !== undefined && request.containment.finishedAt === undefined)
    return refuse('already-contained');
  return done({ ...request, containment: { by, at, methods: [], sessions: true, done: [] } });
}

type StepEvent = Exclude<WorkEvent, { type: 'contain' }>;

function removing(request: TapRequest, work: Removal, event: StepEvent): Outcome<TapRequest> {
  if (request.state !== 'removing' && !(request.state === 'approved' && event.type !== 'carried-out'))
    return refuse('request-decided', { state: stateInWords(request) });
  if (event.type !== 'carried-out') {
    const next = stepOf(work, event);
    return next === undefined
      ? refuse('request-decided', { state: stateInWords(request) })
      : done({ ...request, state: 'removing', removal: { ...work, ...next } });
  }
  if (nextStep(work) !== undefined) return refuse('request-decided', { state: stateInWords(request) });
  const refused = work.done.some(({ end }) => end === 'refused');
  return done(
    refused
      ? { ...request, state: 'revoked', revokedWhy: 'refused', endedAt: event.at }
      : { ...request, state: 'completed', endedAt: event.at },
  );
}

function containing(request: TapRequest, event: StepEvent): Outcome<TapRequest> {
  const { containment } = request;
  if (containment === undefined || containment.finishedAt !== undefined) return refuse('already-contained');
  if (event.type !== 'carried-out') {
    const next = stepOf(containment, event);
    return next === undefined
      ? refuse('already-contained')
      : done({ ...request, containment: { ...containment, ...next } });
  }
  if (nextStep(containment) !== undefined) return refuse('already-contained');
  return done({ ...request, containment: { ...containment, finishedAt: event.at } });
}

/** Undefined where the step is done already, or is none of this work. */
function stepOf(work: Work, event: Exclude<StepEvent, { type: 'carried-out' }>): Work | undefined {
  const { step, at } = event;
  if (work.done.some((done) => done.step === step)) return undefined;
  if (event.type === 'step-ended') {
    const { begun: _, ...rest } = work;
    return { ...rest, done: [...work.done, { step, end: event.end, at }] };
  }
  const added = event.method !== undefined && !work.methods.some(({ id }) => id === step) ? [event.method] : [];
  const methods = [...work.methods, ...added];
  const validFrom = event.validFrom === undefined ? {} : { validFrom: event.validFrom };
  return { ...work, methods, begun: { step, at, ...validFrom } };
}
