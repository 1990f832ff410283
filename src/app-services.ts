import type { Clock } from './domain/clock';
import type { DutyRules } from './domain/duties';
import type { Entra } from './entra';
import type { Operations } from './observe';
import type { ConfirmedDecisions } from './services/confirming';
import { Converse } from './services/converse';
import { askApprovers, refreshCopies, tell } from './services/deliver';
import type { Linking } from './services/linking';
import { Lookup } from './services/lookup';
import { Names } from './services/names';
import type { Ids, Messenger } from './services/ports';
import { queue } from './services/queue';
import { type RegistrationParts, watchRegistration } from './services/registration';
import { Tap, type TapParts, endPass, expireRequest, settlePass, watchTarget } from './services/tap';
import type { TicketDesk } from './services/tickets';
import type { Conversation } from './services/turn';
import { Worker } from './services/worker';
import type { Settings } from './settings';
import type { Store } from './store';

export interface ServiceParts {
  readonly config: Settings;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly operations: Operations;
  readonly store: Store;
  readonly entra: Entra;
  readonly tickets: TicketDesk;
  readonly linking: Linking;
  readonly teams: Messenger;
  readonly slack: Messenger | undefined;
  readonly stepUpReady: () => Promise<boolean>;
}

export interface Services {
  readonly conversation: Conversation;
  readonly confirmed: ConfirmedDecisions;
  readonly worker: Worker;
}

/** The use cases, with the ports they need. */
export function openServices(parts: ServiceParts): Services {
  const { config, clock, ids, operations, store, entra } = parts;
  const names = new Names(entra.directory, clock);
  const rules = rulesOf(config);
  const tapParts: TapParts = {
    ...store,
    ...entra,
    names,
    rules,
    clock,
    ids,
    observer: operations.observer,
    teams: parts.teams,
    ...(parts.slack === undefined ? {} : { slack: parts.slack }),
    tickets: parts.tickets,
    settings: tapSettings(config),
    stepUpReady: parts.stepUpReady,
  };
  const tap = new Tap(tapParts);
  const lookup = new Lookup({ ...store, ...entra, clock, rules });
  const conversation = new Converse({
    ...store,
    ...entra,
    clock,
    observer: operations.observer,
    linking: parts.linking,
    handlers: {
      pass: (turn, choice) => tap.choose(turn, choice),
      method: (turn, choice) => tap.choose(turn, choice),
      person: (turn, choice) => lookup.choose(turn, choice),
      queue: (turn) => queue({ ...store, ...entra, names, clock, rules }, turn),
    },
  });
  return {
    conversation,
    confirmed: tap.confirmed,
    worker: workerOf({ ...tapParts, conversations: store.conversations }),
  };
}

function workerOf(parts: TapParts & RegistrationParts): Worker {
  return new Worker(
    parts.jobs,
    {
      tell: (body, attempt) => tell(parts, body, attempt),
      'ask-approvers': (body, attempt) => askApprovers(parts, body.request, attempt),
      'refresh-copies': (body, attempt) => refreshCopies(parts, body.request, attempt),
      'expire-request': (body) => expireRequest(parts, body.request),
      'settle-pass': (body) => settlePass(parts, body.request),
      'end-pass': (body) => endPass(parts, body.request),
      'watch-target': (body) => watchTarget(parts, body),
      'watch-registration': (body) => watchRegistration(parts, body),
    },
    parts.clock,
    parts.observer,
  );
}

function rulesOf({ groups, emergencyAccess, passes }: Settings): DutyRules {
  const trusted = [
    groups.helpdesk,
    groups.approvers,
    groups.privilegedApprovers,
    groups.escalation,
    groups.security,
    groups.admins,
  ];
  return {
    helpdeskGroupId: groups.helpdesk,
    approverGroupId: groups.approvers,
    ...(groups.privilegedApprovers === undefined ? {} : { privilegedApproverGroupId: groups.privilegedApprovers }),
    securityGroupId: groups.security,
    privilegedTargets: passes.privilegedTargets,
    emergencyAccessIds: emergencyAccess,
    trustedGroupIds: trusted.filter((id) => id !== undefined),
  };
}

function tapSettings({ passes, teams, slack }: Settings): TapParts['settings'] {
  return {
    openMinutes: passes.openMinutes,
    lifetimeMinutes: passes.lifetimeMinutes,
    usableOnce: passes.oneTime,
    requestHours: passes.requestHours,
    quorum: passes.quorum,
    proofs: passes.proofs,
    teamsApprovalRoom: teams.approvalConversation !== undefined,
    slackRooms: slack !== undefined,
    decideInSlackWithoutStepUp: slack?.decideWithoutStepUp ?? false,
    dryRun: passes.dryRun,
  };
}
