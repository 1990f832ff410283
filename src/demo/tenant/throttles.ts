import { SECOND } from '../../domain/clock';
import { throttled } from './answers';
import type { World } from './world';

interface Limit {
  readonly paths: RegExp;
  readonly calls: number;
  readonly within: number;
  /** Seconds in Retry-After; Conditional Access and Identity Protection send none. */
  readonly retryAfter?: number;
}

/** Limits per tenant (platform-facts.md). */
const limits: readonly Limit[] = [
  { paths: /^\/reports\//i, calls: 5, within: 10 * SECOND, retryAfter: 10 },
  { paths: /^\/identity\/conditionalAccess\//i, calls: 1, within: SECOND },
  { paths: /^\/identityProtection\//i, calls: 1, within: SECOND },
];

export class Throttles {
  private readonly seen = new Map<Limit, number[]>();

  /** @throws GraphError 429 when the tenant is asked too often, where `world.throttlesAsGraph` is on */
  check(path: string, world: World): void {
    const limit = limits.find(({ paths }) => paths.test(path));
    if (!limit || !world.throttlesAsGraph) return;
    const now = world.clock.now().getTime();
    const recent = (this.seen.get(limit) ?? []).filter((at) => now - at < limit.within);
    if (recent.length >= limit.calls) throw throttled(limit.retryAfter);
    this.seen.set(limit, [...recent, now]);
  }
}
