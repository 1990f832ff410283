import { z } from 'zod/v4';

const where = {
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']).optional(),
  /** Path without version and query; `*` is one segment, `**` any number. Without it the whole call fails, never a single item of a batch. */
  path: z.string().startsWith('/').max(300).optional(),
  /** How many calls it hits; without it, all until cleared. */
  times: z.int().min(1).max(10_000).optional(),
};
const seconds = z.int().min(0).max(3_600).optional();

/** One fault switch, also as the body of `POST /demo/faults`. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** 429; without `retryAfter` (seconds) the header is missing, as Conditional Access answers. */
  z.strictObject({ kind: z.literal('throttled'), retryAfter: seconds, ...where }),
  z.strictObject({ kind: z.literal('unavailable'), retryAfter: seconds, ...where }),
  z.strictObject({ kind: z.literal('broken'), ...where }),
  z.strictObject({ kind: z.literal('slow'), ms: z.int().min(1).max(120_000), ...where }),
  /** Takes the call, does nothing and never answers. */
  z.strictObject({ kind: z.literal('silent'), ...where }),
  /** Does what was asked, then the connection breaks. */
  z.strictObject({ kind: z.literal('lost'), ...where }),
  /** Does what was asked and answers 200 with what no client expects. */
  z.strictObject({ kind: z.literal('nonsense'), as: z.enum(['html', 'shape']), ...where }),
]);

export type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  /** Adds faults; the first that matches a call is used. */
  set(...faults: readonly Fault[]): void;
  clear(): void;
  readonly active: readonly Fault[];
}

interface Armed {
  readonly fault: Fault;
  readonly pattern: RegExp | undefined;
  left: number;
}

export class FaultSwitches implements Faults {
  private armed: Armed[] = [];

  set(...faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.armed.push({
        fault,
        pattern: fault.path === undefined ? undefined : patternOf(fault.path),
        left: fault.times ?? Number.POSITIVE_INFINITY,
      });
    }
  }

  clear(): void {
    this.armed = [];
  }

  get active(): readonly Fault[] {
    return this.armed.map(({ fault }) => fault);
  }

  /** The fault for this call, used up by one. */
  take(method: string, path: string, scope: 'call' | 'item'): Fault | undefined {
    const found = this.armed.find(({ fault, pattern }) => {
      if (fault.method !== undefined && fault.method !== method) return false;
      return pattern === undefined ? scope === 'call' : pattern.test(path);
    });
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.armed = this.armed.filter((armed) => armed !== found);
    return found.fault;
  }
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`, 'i');
}
