import type { TokenCredential } from '@azure/identity';
import type { Clock } from '../domain/clock';
import { done, refuse, type Outcome } from '../domain/refusal';
import type {
  Desk,
  Directory,
  Federations,
  Methods,
  Observer,
  Passes,
  Removals,
  Sessions,
  SignIns,
  TeamsInstaller,
  TenantReader,
} from '../services/ports';
import { openAccessReads } from './access-reads';
import { deadlineIn } from './deadline';
import { openDirectory } from './directory';
import { outcomeOf } from './failure';
import { openFederations } from './federations';
import { grantedPermissions } from './granted';
import { openInstaller } from './installer';
import { openMethods } from './methods';
import { openPasses } from './passes';
import { isObjectId, withQuery } from './paths';
import { openReader, type Reader } from './reader';
import { openRemovals, openSessions } from './removals';
import { openSignIns } from './sign-ins';
import { openStepUpReader, type StepUpProtection } from './step-up';
import { openTenantReader } from './tenant-reader';
import { openTransport } from './transport';
import { trustedGroups, type TrustedGroup } from './trusted-groups';
import { organisation } from './wire-people';

export { credentialFrom } from './credential';
export { comparePermissions, operations, type OperationName } from './permissions';
export type { StepUpProtection } from './step-up';
export type { TrustedGroup } from './trusted-groups';

export interface EntraOptions {
  /** Left out only for an unauthenticated Graph on loopback (KEYSMITH_MODE=development). */
  readonly credential?: TokenCredential;
  /** GRAPH_BASE_URL; national clouds have their own. */
  readonly baseUrl?: string;
  readonly tenantId: string;
  readonly clock: Clock;
  /** TEAMS_APP_CATALOG_ID. */
  readonly teamsAppCatalogId?: string;
  readonly observer?: Observer;
  readonly timeouts?: Partial<Timeouts>;
  /** Jitter of retries. */
  readonly random?: () => number;
}

/** How long a whole call may take, retries and waiting included. Milliseconds. */
interface Timeouts {
  readonly readMs: number;
  /** Facts with `fresh`, read while somebody waits for a dialog (design.md section 4: three seconds in all). */
  readonly freshMs: number;
  readonly writeMs: number;
}

export interface Entra {
  readonly directory: Directory;
  readonly tenant: TenantReader;
  readonly desk: Desk;
  readonly methods: Methods;
  readonly passes: Passes;
  readonly removals: Removals;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly federations: Federations;
  /** Only where the app is in the organisation's catalogue (TEAMS_APP_CATALOG_ID). */
  readonly installer: TeamsInstaller | undefined;
  /** Graph answers, and it is our tenant that does. */
  ping(): Promise<Outcome<void>>;
  grantedPermissions(): Promise<Outcome<readonly string[]>>;
  /** For the groups that Keysmith trusts: do they exist, and are they safe from people below a privileged role? */
  groupsAreRoleAssignable(ids: readonly string[]): Promise<Outcome<readonly TrustedGroup[]>>;
  stepUpProtection(authContext: string, deciders?: readonly string[]): Promise<Outcome<StepUpProtection>>;
  /** Whether what protects the authentication context applies to this person. */
  stepUpReaches(authContext: string, deciders: readonly string[], personId: string): Promise<Outcome<boolean>>;
  /** HTTP requests sent to Graph so far; a batch is one. */
  roundTrips(): number;
}

const PUBLIC_CLOUD = 'https://graph.microsoft.com';
const usual: Timeouts = { readMs: 8_000, freshMs: 2_500, writeMs: 8_000 };
const silent: Observer = { event: () => undefined, failure: () => undefined };

/** Opens no connection; the first call does. Throws where baseUrl cannot be used with (or without) this credential. */
export function openEntra(options: EntraOptions): Entra {
  const { clock, observer = silent, random = Math.random, teamsAppCatalogId: catalogId } = options;
  const { readMs, freshMs, writeMs } = { ...usual, ...options.timeouts };
  const transport = openTransport({
    baseUrl: options.baseUrl ?? PUBLIC_CLOUD,
    clock,
    ...(options.credential === undefined ? {} : { credential: options.credential }),
  });
  const reader = openReader({ transport, clock, observer, random });
  const access = openAccessReads(reader, clock, readMs);
  const stepUp = openStepUpReader(access, reader, readMs);
  const tenant = openTenantReader({ reader, access, clock, readMs, freshMs });
  return {
    directory: openDirectory(reader, readMs),
    tenant,
    desk: tenant,
    methods: openMethods(reader, readMs),
    passes: openPasses({ transport, reader, observer, readMs, writeMs }),
    removals: openRemovals({ transport, reader, observer, readMs, writeMs }),
    sessions: openSessions({ transport, reader, observer, readMs, writeMs }),
    signIns: openSignIns(reader, clock),
    federations: openFederations(reader, clock),
    installer: catalogId === undefined ? undefined : openInstaller({ transport, observer, writeMs, catalogId }),
    ping: () => ping(reader, options.tenantId, readMs),
    grantedPermissions: () => grantedPermissions(transport, readMs),
    groupsAreRoleAssignable: (ids) => trustedGroups(reader, ids, readMs),
    stepUpProtection: (authContext, deciders = []) => stepUp.protection(authContext, deciders),
    stepUpReaches: (authContext, deciders, personId) => stepUp.reaches(authContext, deciders, personId),
    roundTrips: () => transport.roundTrips(),
  };
}

async function ping(reader: Reader, tenantId: string, readMs: number): Promise<Outcome<void>> {
  const path = withQuery('/organization', { $select: 'id' });
  const read = await reader.get({ operation: 'tenant', path }, organisation, deadlineIn(readMs));
  if (!read.ok) return outcomeOf(read);
  // AZURE_TENANT_ID may also be a domain name, which says nothing about the id.
  const ours = !isObjectId(tenantId) || read.value.value.some(({ id }) => id.toLowerCase() === tenantId.toLowerCase());
  return ours ? done(undefined) : refuse('foreign-tenant');
}
