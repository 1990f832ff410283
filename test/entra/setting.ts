import { systemClock } from '../../src/domain/clock';
import { movableClock, type MovableClock } from '../../src/demo/clock';
import { startTenant, type Tenant } from '../../src/demo/tenant';
import { openEntra, type Entra, type EntraOptions } from '../../src/entra';
import { startContractCheck } from '../graph-contract';
import { openFront, type Front } from './front';

export interface Event {
  readonly name: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** The simulated tenant, a front before it, and the shipped Graph adapters on top. */
export interface Setting {
  readonly tenant: Tenant;
  readonly front: Front;
  readonly entra: Entra;
  readonly clock: MovableClock;
  readonly events: readonly Event[];
  /** How many requests the work sent. */
  tripsOf(work: () => Promise<unknown>): Promise<number>;
}

export const PASS_CODE = 'CANARY+9x!Pass';

const open: { close(): Promise<void> }[] = [];
const contracts: { violations(): string[] }[] = [];

export async function openSetting(options: Partial<EntraOptions> = {}): Promise<Setting> {
  const clock = movableClock(systemClock);
  const tenant = await startTenant({ clock, passCode: () => PASS_CODE });
  const front = await openFront(tenant.graphUrl);
  open.push(front, tenant);
  contracts.push(startContractCheck(tenant));
  const events: Event[] = [];
  const entra = openEntra({
    baseUrl: front.url,
    tenantId: tenant.tenantId,
    clock,
    teamsAppCatalogId: tenant.teamsCatalogueAppId,
    observer: { event: (name, facts = {}) => void events.push({ name, facts }), failure: () => undefined },
    random: () => 0,
    ...options,
  });
  return {
    tenant,
    front,
    entra,
    clock,
    events,
    async tripsOf(work) {
      const before = front.seen.length;
      await work();
      return front.seen.length - before;
    },
  };
}

export async function closeSettings(): Promise<void> {
  for (const one of open.splice(0)) await one.close();
  // What the adapters sent, and what the tenant answered, holds against Microsoft's own description where it is at hand.
  expect(contracts.splice(0).flatMap((contract) => contract.violations())).toEqual([]);
}
