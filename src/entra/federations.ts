import { z } from 'zod/v4';
import { MINUTE, type Clock } from '../domain/clock';
import { known, type Known } from '../domain/fact';
import type { Federation } from '../domain/federation';
import type { Federations } from '../services/ports';
import { deadlineIn } from './deadline';
import { gapOf } from './failure';
import { path } from './paths';
import type { Reader } from './reader';
import { shelf } from './shelf';
import { maybe } from './wire';

const KEPT_FOR = 5 * MINUTE;
/** A few seconds: it is one sentence of an answer. */
const PATIENCE_MS = 4_000;

const configuration = z.object({ federatedIdpMfaBehavior: maybe(z.string()) });

/** A managed domain has no federation configuration: an empty list, or not found. */
export function openFederations(reader: Reader, clock: Clock): Federations {
  const kept = shelf<Known<Federation>>(KEPT_FOR);
  return {
    async of(domain) {
      const name = domain.toLowerCase();
      if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) return gapOf('federation', { kind: 'not-found' });
      const now = clock.now().getTime();
      const warm = kept.get(name, now);
      if (warm !== undefined) return warm;
      const wanted = { operation: 'federation', path: path`/domains/${name}/federationConfiguration` } as const;
      const read = await reader.list(wanted, configuration, deadlineIn(PATIENCE_MS));
      if (!read.ok && read.failure.kind !== 'not-found') return gapOf('federation', read.failure);
      const all = read.ok ? read.value : [];
      const factorElsewhere = all.some((one) => one.federatedIdpMfaBehavior === 'enforceMfaByFederatedIdp');
      const fact = known({ domain: name, federated: all.length > 0, factorElsewhere }, now);
      kept.put(name, fact, now);
      return fact;
    },
  };
}
