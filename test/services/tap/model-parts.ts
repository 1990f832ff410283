import type { Clock } from '../../../src/domain/clock';
import { unread } from '../../../src/domain/fact';
import { Names } from '../../../src/services/names';
import type { Ids, Messenger } from '../../../src/services/ports';
import type { TapParts } from '../../../src/services/tap';
import { Pairing } from '../../../src/services/tap/pairing';
import { ADMINS, APPROVERS, type EntraModel, HELPDESK, SECURITY } from './entra-model';

export const PAIRING_SECRET = 'a secret that all replicas share';

export type Shelf = Pick<TapParts, 'ledger' | 'brakes' | 'jobs' | 'copies' | 'references' | 'seen'>;

export interface Around {
  readonly store: Shelf;
  readonly entra: EntraModel;
  readonly teams: Messenger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly onFailure: (error: unknown) => void;
}

/** The parts of the pass service as the app puts them together, with a model of Entra behind them. */
export function partsOn({ store, entra, teams, clock, ids, onFailure }: Around): TapParts {
  const { ledger, brakes, jobs, copies, references, seen } = store;
  return {
    ...{ ledger, brakes, jobs, copies, references, seen },
    directory: entra,
    tenant: entra,
    methods: entra,
    passes: entra.passes(),
    removals: entra.removals,
    sessions: entra.sessions,
    teams,
    signIns: { last: () => Promise.resolve(unread({ what: 'sign-in logs', reason: 'permission' })) },
    pairing: new Pairing(PAIRING_SECRET),
    tickets: {
      linkAddress: () => Promise.resolve(''),
      confirmAddress: () => Promise.resolve('https://keysmith.example/confirm/x'),
    },
    names: new Names(entra, clock),
    clock,
    ids,
    observer: { event: () => undefined, failure: (_name, error) => onFailure(error) },
    rules: {
      helpdeskGroupId: HELPDESK,
      approverGroupId: APPROVERS,
      securityGroupId: SECURITY,
      adminGroupId: ADMINS,
      emergencyAccessIds: [],
      trustedGroupIds: [HELPDESK, APPROVERS, SECURITY],
      privilegedTargets: 'deny',
      recipients: ['self', 'manager'],
    },
    settings: {
      openMinutes: 30,
      lifetimeMinutes: 60,
      usableOnce: true,
      requestHours: 4,
      quorum: { standard: 1, elevated: 2 },
      proofs: { standard: 1, elevated: 2 },
      recipients: ['self', 'manager'],
      teamsApprovalRoom: false,
      slackRooms: false,
      decideInSlackWithoutStepUp: false,
      dryRun: false,
    },
    stepUpReady: () => Promise.resolve(true),
    stepUpReaches: () => Promise.resolve({ ok: true, value: true }),
  };
}
