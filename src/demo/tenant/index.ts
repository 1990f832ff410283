import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Clock } from '../../domain/clock';
import { FaultSwitches, type Faults } from './faults';
import { Graph } from './graph';
import type { Surroundings } from './routes';
import { botAppId } from './routes/logs';
import { catalogueAppId } from './routes/teamwork';
import { openServer } from './server';
import { Recorder, type RawExchange, type WireEntry } from './wire';
import type { World } from './world';
import { cast, isPersonKey, type PersonKey } from './world/people';
import { emergencyAccessIds, groupId, personId, seedWorld, stepUpContext, tenantId } from './world/seed';

export { faultSchema } from './faults';
export type { RawExchange } from './wire';
export { policyVariants, type PolicyVariant } from './world/policies';
export type { PersonKey } from './world/people';

interface DemoPerson {
  readonly key: PersonKey;
  readonly id: string;
  readonly displayName: string;
  readonly upn: string;
  /** One sentence: why this person is here. */
  readonly story: string;
  readonly roles: readonly string[];
  readonly phone: 'ios' | 'android' | undefined;
}

type GroupKey = 'helpdesk' | 'approvers' | 'privilegedApprovers' | 'escalation' | 'security' | 'admins';

export interface Tenant {
  /** E.g. http://127.0.0.1:41233/v1.0; becomes GRAPH_BASE_URL. */
  readonly graphUrl: string;
  readonly tenantId: string;
  readonly world: World;
  /** As they were at the start; `world.people` has them as they are now. */
  readonly people: Readonly<Record<PersonKey, DemoPerson>>;
  readonly groups: Readonly<Record<GroupKey, string>>;
  readonly emergencyAccessIds: readonly string[];
  /** Id of the bot in the Teams catalogue; becomes TEAMS_APP_CATALOG_ID. */
  readonly teamsCatalogueAppId: string;
  /** Application id of the bot's registration; becomes AZURE_CLIENT_ID. */
  readonly clientId: string;
  /** Conditional Access protects this authentication context; becomes STEP_UP_AUTH_CONTEXT. */
  readonly stepUpContext: string;
  readonly faults: Faults;
  /** The last 500 calls, oldest first, secrets masked. */
  readonly requests: readonly WireEntry[];
  /** @returns a function that ends the subscription */
  onRequest(listener: (entry: WireEntry) => void): () => void;
  /** Every call and every item of a batch with nothing masked: for the contract check only. */
  onExchange(listener: (exchange: RawExchange) => void): () => void;
  close(): Promise<void>;
}

export interface TenantOptions {
  readonly clock: Clock;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  /** Makes the code of each pass. */
  readonly passCode?: () => string;
  /** The bot's Teams app was installed for somebody through Graph. */
  readonly onInstall?: (personId: string) => void;
  /** Makes the ids of everything created from now on. */
  readonly newId?: () => string;
}

const host = '127.0.0.1';

/** Starts a tenant on a loopback port. Rejects when the port is taken. */
export async function startTenant(options: TenantOptions): Promise<Tenant> {
  const { clock, port = 0, passCode, onInstall = () => undefined, newId = randomUUID } = options;
  const world = seedWorld({ clock, newId, ...(passCode ? { passCode } : {}) });
  const faults = new FaultSwitches();
  const recorder = new Recorder();
  const exchanges = new Set<(exchange: RawExchange) => void>();
  const onExchange = (exchange: RawExchange) => {
    for (const listener of exchanges) listener(exchange);
  };
  let graphUrl = '';
  const around: Surroundings = {
    world,
    tenantId,
    onInstall,
    get graphUrl() {
      return graphUrl;
    },
  };
  const graph = new Graph({ clock, around, faults, onExchange });
  const server = openServer({ clock, recorder, graph });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulated tenant has no port.');
  graphUrl = `http://${host}:${String(address.port)}/v1.0`;
  return {
    graphUrl,
    tenantId,
    world,
    people: peopleOf(world),
    groups: groupsByKey(),
    emergencyAccessIds,
    teamsCatalogueAppId: catalogueAppId,
    clientId: botAppId,
    stepUpContext,
    faults,
    get requests() {
      return recorder.all();
    },
    onRequest: (listener) => recorder.onEntry(listener),
    onExchange: (listener) => {
      exchanges.add(listener);
      return () => exchanges.delete(listener);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function peopleOf(world: World): Record<PersonKey, DemoPerson> {
  const all: Partial<Record<PersonKey, DemoPerson>> = {};
  for (const [key, { story, roles, phone }] of Object.entries(cast)) {
    if (!isPersonKey(key)) continue;
    const { id, displayName, userPrincipalName: upn } = world.person(personId(key));
    all[key] = { key, id, displayName, upn, story, roles, phone };
  }
  if (!isComplete(all)) throw new Error('Somebody of the cast is missing from the simulated tenant.');
  return all;
}

function isComplete(all: Partial<Record<PersonKey, DemoPerson>>): all is Record<PersonKey, DemoPerson> {
  return Object.keys(cast).every((key) => key in all);
}

function groupsByKey(): Record<GroupKey, string> {
  return {
    helpdesk: groupId('helpdesk'),
    approvers: groupId('approvers'),
    privilegedApprovers: groupId('privilegedApprovers'),
    escalation: groupId('escalation'),
    security: groupId('security'),
    admins: groupId('admins'),
  };
}
