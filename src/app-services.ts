import type { Clock } from './domain/clock';
import type { DutyRules } from './domain/duties';
import type { Entra } from './entra';
import type { Operations } from './observe';
import { confirmedResume, pause, resume } from './services/admin';
import { type ConfirmedDecisions, confirmedBy } from './services/confirming';
import { Cases } from './services/case';
import type { ChoiceHandlers } from './services/choice-handlers';
import { Converse } from './services/converse';
import { askApprovers } from './services/asking';
import { refreshCopies, tell } from './services/deliver';
import { type DeskParts, HelpDesk, sendDeskCard } from './services/desk';
import { Handover } from './services/handover';
import type { HandoverParts } from './services/handover-parts';
import { postHandover } from './services/handover-post';
import { LinkDesk } from './services/link-desk';
import { type LinkWatchParts, alarmLink, checkLink, suggestedWhileLinked, whileLinked } from './services/link-watch';
import type { Linking, SlackStanding } from './services/linking';
import { Lookup } from './services/lookup';
import { Names } from './services/names';
import { home } from './services/home';
import type { Ids, Messenger } from './services/ports';
import { queue } from './services/queue';
import { Recovery, carryOut } from './services/recovery';
import { type RegistrationParts, watchRegistration } from './services/registration';
import { announceBrakes } from './services/tap/announce';
import { dryRunDecisions, dryRunLedger, markedReplies } from './services/tap/dry-run';
import type { Pairing } from './services/tap/pairing';
import {
  Tap,
  type TapParts,
  alarmContacts,
  endPass,
  escalateRequest,
  expireRequest,
  remindApprovers,
  settlePass,
  tellTarget,
  watchTarget,
} from './services/tap';
import type { TicketDesk } from './services/tickets';
import type { Conversation, Suggestions } from './services/turn';
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
  readonly pairing: Pairing;
  readonly linking: Linking;
  readonly slackStanding: (user: string) => Promise<SlackStanding>;
  readonly teams: Messenger;
  readonly slack: Messenger | undefined;
  readonly stepUpReady: () => Promise<boolean>;
  readonly stepUpReaches: TapParts['stepUpReaches'];
}

export interface Services {
  readonly conversation: Conversation;
  /** The same, for turns whose person is known by a link. */
  readonly inSlack: Conversation;
  readonly suggestions: Suggestions;
  readonly confirmed: ConfirmedDecisions;
  readonly worker: Worker;
}

/** The use cases, with the ports they need. */
export function openServices(parts: ServiceParts): Services {
  const { config, clock, ids, operations, store, entra } = parts;
  const { dryRun } = config.passes;
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
    pairing: parts.pairing,
    settings: tapSettings(config),
    ...(dryRun ? { ledger: dryRunLedger(store.ledger) } : {}),
    stepUpReady: parts.stepUpReady,
    stepUpReaches: parts.stepUpReaches,
  };
  const tap = new Tap(tapParts);
  const recovery = new Recovery(tapParts);
  const handoverParts: HandoverParts = {
    ...tapParts,
    // Handing over to the helpdesk is no rehearsal.
    ledger: store.ledger,
    conversations: store.conversations,
    cases: new Cases(store.conversations),
    slackRooms: config.slack !== undefined,
  };
  const deskParts: DeskParts = { ...handoverParts, ...tapParts, ledger: store.ledger, desk: entra.desk };
  const lookup = new Lookup({ ...store, ...entra, names, clock, rules });
  const linkParts = { ...tapParts, links: store.links, linking: parts.linking, slackStanding: parts.slackStanding };
  const conversation = new Converse({
    ...store,
    ...entra,
    clock,
    observer: operations.observer,
    linking: parts.linking,
    handlers: handlersOf(parts, tapParts, deskParts, { tap, recovery, lookup }),
  });
  return {
    conversation,
    inSlack: whileLinked(conversation, linkParts),
    suggestions: suggestedWhileLinked(lookup, clock),
    confirmed: confirmedBy(
      tap.confirmed,
      confirmedResume(tapParts),
      dryRun ? dryRunDecisions(recovery.confirmed) : recovery.confirmed,
    ),
    worker: workerOf({ ...tapParts, conversations: store.conversations }, deskParts, linkParts),
  };
}

type UseCases = { readonly tap: Tap; readonly recovery: Recovery; readonly lookup: Lookup };

/** What each kind of button does, by the first part of its verb. */
function handlersOf(
  { config, store }: ServiceParts,
  parts: TapParts,
  deskParts: DeskParts,
  { tap, recovery, lookup }: UseCases,
): ChoiceHandlers {
  const { dryRun } = config.passes;
  const handover = new Handover(deskParts);
  const helpDesk = new HelpDesk(deskParts);
  const links = new LinkDesk({ ...parts, ledger: store.ledger, links: store.links });
  return {
    pass: (turn, choice) => tap.choose(turn, choice),
    method: (turn, choice) => tap.choose(turn, choice),
    recovery: async (turn, choice) => markedReplies(dryRun, await recovery.choose(turn, choice)),
    handover: (turn, choice) => handover.choose(turn, choice),
    person: (turn, choice) => lookup.choose(turn, choice),
    link: (turn, choice) => links.choose(turn, choice),
    desk: (turn, choice) => helpDesk.choose(turn, choice),
    passFor: (turn, line) => helpDesk.passFor(turn, line),
    queue: async (turn, choice) => markedReplies(dryRun, await queue({ ...parts, ledger: store.ledger }, turn, choice)),
    home: async (turn, choice) =>
      markedReplies(dryRun, await home({ ...parts, ledger: store.ledger, links: store.links }, turn, choice)),
    pause: (turn) => pause(parts, turn),
    resume: (turn) => resume(parts, turn),
  };
}

function workerOf(parts: TapParts & RegistrationParts, desk: DeskParts, links: LinkWatchParts): Worker {
  return new Worker(
    parts.jobs,
    {
      tell: (body, attempt) => tell(parts, body, attempt),
      'ask-approvers': (body, attempt) => askApprovers(parts, body.request, attempt),
      'tell-target': (body, attempt) => tellTarget(parts, body.request, attempt),
      'remind-approvers': (body) => remindApprovers(parts, body),
      'escalate-request': (body) => escalateRequest(parts, body.request),
      'refresh-copies': (body, attempt) => refreshCopies(parts, body.request, attempt),
      'show-handover': (body, attempt) => postHandover(desk, body, attempt),
      'desk-card': (body, attempt) => sendDeskCard(desk, body, attempt),
      'expire-request': (body) => expireRequest(parts, body.request),
      'settle-pass': (body) => settlePass(parts, body.request),
      'end-pass': (body) => endPass(parts, body.request),
      'alarm-contacts': (body) => alarmContacts(parts, body),
      'carry-out': (body) => carryOut(parts, body.request),
      'watch-target': (body) => watchTarget(parts, body),
      'check-link': (body) => checkLink(links, body),
      'alarm-link': (body) => alarmLink(links, body),
      'announce-brakes': (body) => announceBrakes(parts, body),
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
    ...(groups.escalation === undefined ? {} : { escalationGroupId: groups.escalation }),
    adminGroupId: groups.admins,
    privilegedTargets: passes.privilegedTargets,
    recipients: passes.recipients,
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
    recipients: passes.recipients,
    teamsApprovalRoom: teams.approvalConversation !== undefined,
    slackRooms: slack !== undefined,
    decideInSlackWithoutStepUp: slack?.decideWithoutStepUp ?? false,
    dryRun: passes.dryRun,
  };
}
