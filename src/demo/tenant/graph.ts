import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../domain/clock';
import { GraphError, errorAnswer, throttled, type Answer, type GraphRequest } from './answers';
import { answerBatch } from './batch';
import type { Fault, FaultSwitches } from './faults';
import { Router, type Surroundings } from './routes';
import { conditionalAccessRoutes } from './routes/conditional-access';
import { groupRoutes } from './routes/groups';
import { logRoutes } from './routes/logs';
import { methodRoutes } from './routes/methods';
import { organizationRoutes } from './routes/organization';
import { policyRoutes } from './routes/policies';
import { reportRoutes } from './routes/reports';
import { roleRoutes } from './routes/roles';
import { teamworkRoutes } from './routes/teamwork';
import { userRoutes } from './routes/users';
import { Throttles } from './throttles';
import type { RawExchange } from './wire';

const router = new Router([
  ...userRoutes,
  ...groupRoutes,
  ...methodRoutes,
  ...policyRoutes,
  ...roleRoutes,
  ...conditionalAccessRoutes,
  ...logRoutes,
  ...reportRoutes,
  ...teamworkRoutes,
  ...organizationRoutes,
]);

/** What became of a call: an answer, a connection cut after the work, or silence. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly fault?: Fault }
  | { readonly kind: 'cut' | 'silence'; readonly fault: Fault };

interface Parts {
  readonly clock: Clock;
  readonly around: Surroundings;
  readonly faults: FaultSwitches;
  readonly onExchange: (exchange: RawExchange) => void;
}

/** Graph without the sockets. */
export class Graph {
  private readonly throttles = new Throttles();

  constructor(private readonly parts: Parts) {}

  async handle(request: GraphRequest): Promise<Outcome> {
    let fate: Outcome | undefined;
    const whole = request.path.toLowerCase() === '/$batch';
    const outcome = await this.withFaults(request, 'call', async () => {
      if (!whole) return this.plain(request);
      this.authenticate(request);
      return answerBatch(request, async (inner) => {
        const result = await this.withFaults(inner, 'item', () => this.plain(inner));
        if (result.kind === 'answer') return result.answer;
        fate ??= result;
        return { status: 0, headers: {}, body: undefined };
      });
    });
    return fate ?? outcome;
  }

  private plain(request: GraphRequest): Answer {
    this.authenticate(request);
    this.throttles.check(request.path, this.parts.around.world);
    return router.answer(request, this.parts.around);
  }

  private authenticate({ headers }: GraphRequest): void {
    if (/^Bearer \S+$/.test(headers['authorization'] ?? '')) return;
    throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty.');
  }

  private async withFaults(
    request: GraphRequest,
    scope: 'call' | 'item',
    work: () => Answer | Promise<Answer>,
  ): Promise<Outcome> {
    const fault = this.parts.faults.take(request.method, request.path, scope);
    const outcome = await this.fated(request, fault, work);
    this.parts.onExchange({
      request,
      answer: outcome.kind === 'answer' ? outcome.answer : undefined,
      fault: fault?.kind,
    });
    return outcome;
  }

  private async fated(
    request: GraphRequest,
    fault: Fault | undefined,
    work: () => Answer | Promise<Answer>,
  ): Promise<Outcome> {
    if (fault === undefined) return { kind: 'answer', answer: await this.safely(request, work) };
    if (fault.kind === 'silent') return { kind: 'silence', fault };
    if (fault.kind === 'slow') await wait(fault.ms, undefined, { ref: false });
    const refusal = refusalOf(fault);
    const answer = await this.safely(request, refusal ? () => Promise.reject(refusal) : work);
    if (fault.kind === 'lost') return { kind: 'cut', fault };
    return { kind: 'answer', answer: fault.kind === 'nonsense' ? nonsense[fault.as] : answer, fault };
  }

  private async safely(request: GraphRequest, work: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof GraphError)
        return errorAnswer(error, this.parts.clock, request.headers['client-request-id']);
      const what = error instanceof Error ? error.message : String(error);
      return errorAnswer(
        new GraphError(500, 'SimulatorDefect', `The simulated tenant itself failed: ${what}`),
        this.parts.clock,
      );
    }
  }
}

function refusalOf(fault: Fault): GraphError | undefined {
  if (fault.kind === 'throttled') return throttled(fault.retryAfter);
  if (fault.kind === 'broken')
    return new GraphError(500, 'InternalServerError', 'Something went wrong on the service side.');
  if (fault.kind !== 'unavailable') return undefined;
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  return new GraphError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.', headers);
}

const nonsense: Record<'html' | 'shape', Answer> = {
  html: {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Sign in</title><p>This network needs you to sign in first.</p>',
  },
  shape: { status: 200, headers: {}, body: { value: { unexpected: true }, id: 42, responses: 'none' } },
};
