import type { z } from 'zod/v4';
import { badRequest, denied, ok, type Answer, type GraphRequest, type Json } from './answers';
import { checkQuery, shapeList, shapeOne } from './odata';
import type { GraphType } from './shapes';
import type { World } from './world';

export interface Surroundings {
  readonly world: World;
  /** http://host:port/v1.0 */
  readonly graphUrl: string;
  readonly tenantId: string;
  readonly onInstall: (personId: string) => void;
}

/** One call on its way through a route. */
export class Call {
  constructor(
    readonly request: GraphRequest,
    readonly around: Surroundings,
    private readonly params: Readonly<Record<string, string>>,
  ) {}

  get world(): World {
    return this.around.world;
  }

  param(name: string): string {
    const value = this.params[name];
    if (value === undefined) throw new Error(`The route has no {${name}}.`);
    return value;
  }

  one(type: GraphType, item: Json): Answer {
    return ok(shapeOne({ request: this.request, type, graphUrl: this.around.graphUrl }, item));
  }

  list(type: GraphType, items: readonly Json[]): Answer {
    return ok(shapeList({ request: this.request, type, graphUrl: this.around.graphUrl }, items, this.world.pageSize));
  }

  /** The body as the contract has it; anything else is refused as Graph refuses it. */
  body<T>(schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(this.request.body ?? {});
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const property = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    throw badRequest(
      `Invalid value specified for property '${property ?? ''}' of the request body: ${issue?.message ?? 'unreadable'}.`,
    );
  }
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Any one of these application permissions suffices; `A+B` needs both. */
  readonly needs: readonly string[];
  /** System query options it takes. */
  readonly query: readonly string[];
  readonly answer: (call: Call) => Answer;
}

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

export class Router {
  private readonly compiled: readonly Compiled[];

  constructor(routes: readonly Route[]) {
    this.compiled = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  }

  answer(request: GraphRequest, around: Surroundings): Answer {
    const here = this.compiled.filter(({ pattern }) => pattern.test(request.path));
    if (here.length === 0) {
      throw badRequest(`Resource not found for the segment '${request.path.split('/').at(-1) ?? ''}'.`);
    }
    const match = here.find(({ route }) => route.method === request.method);
    if (!match) throw badRequest(`The HTTP method '${request.method}' is not supported here.`, 'Request_BadRequest');
    const { route, pattern } = match;
    if (!allowed(route.needs, around.world.permissions)) throw denied();
    checkQuery(request, route.query);
    const groups = pattern.exec(request.path)?.groups ?? {};
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
    return route.answer(new Call(request, around, params));
  }
}

function allowed(needs: readonly string[], granted: ReadonlySet<string>): boolean {
  return needs.length === 0 || needs.some((need) => need.split('+').every((name) => granted.has(name)));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest('The request URL is malformed.');
  }
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? `(?<${part.slice(1, -1)}>[^/]+)` : part.replace(/[.+?^$()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`, 'i');
}
