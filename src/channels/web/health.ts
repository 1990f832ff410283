import { Router } from 'express';
import type { Clock } from '../../domain/clock';
import type { Refusal } from '../../domain/refusal';

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** Resolves when the part answers; a rejection or a refusal means that it does not. */
export type Check = (() => Promise<void>) | (() => Promise<Answer>);

export interface HealthParts {
  /** By the name that /readyz shows: `store`, `graph`. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  readonly clock: Clock;
  /** True from the moment it stops taking work. */
  readonly stopping?: () => boolean;
  /** How long a part may take to answer (milliseconds); 2,000 when absent. */
  readonly deadlineMs?: number;
}

type State = { readonly state: 'up' } | { readonly state: 'down'; readonly why: string };

/** Anybody may ask, so an answer is kept this long: a probe in a loop must not use up Graph's limits. */
const KEPT_MS = 5_000;

/** `GET /healthz`: alive. `GET /readyz`: every part answers. `GET /metrics`: Prometheus. */
export function healthRouter(parts: HealthParts): Router {
  const ready = readiness(parts);
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ state: 'up' });
  });
  router.get('/readyz', async (_request, response) => {
    const states = await ready();
    const stopping = parts.stopping?.() === true;
    const up = !stopping && Object.values(states).every(({ state }) => state === 'up');
    response.set('Cache-Control', 'no-store').status(up ? 200 : 503);
    response.json({ state: stopping ? 'stopping' : up ? 'up' : 'down', parts: states });
  });
  router.get('/metrics', async (_request, response) => {
    const { contentType, body } = await parts.metrics();
    response.set({ 'Cache-Control': 'no-store', 'Content-Type': contentType }).end(body);
  });
  return router;
}

function readiness(parts: HealthParts): () => Promise<Record<string, State>> {
  const deadline = parts.deadlineMs ?? 2_000;
  let last: { readonly at: number; readonly states: Promise<Record<string, State>> } | undefined;
  const ask = async (): Promise<Record<string, State>> => {
    const named = Object.entries(parts.checks).map(
      async ([name, check]) => [name, await stateOf(check, deadline)] as const,
    );
    return Object.fromEntries(await Promise.all(named));
  };
  return () => {
    const now = parts.clock.now().getTime();
    if (last === undefined || now - last.at >= KEPT_MS) last = { at: now, states: ask() };
    return last.states;
  };
}

/** Why it is down is a word; what the part said stays in the logs. */
async function stateOf(check: Check, deadlineMs: number): Promise<State> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<State>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'down', why: 'late' }), deadlineMs);
  });
  const asked = async (): Promise<State> => {
    try {
      const answer = await check();
      if (answer === undefined || answer.ok) return { state: 'up' };
      return { state: 'down', why: answer.refusal.code };
    } catch {
      return { state: 'down', why: 'unreachable' };
    }
  };
  try {
    return await Promise.race([asked(), late]);
  } finally {
    clearTimeout(timer);
  }
}
