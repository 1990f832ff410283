import type { Act, Actor, Case, DutyRules } from '../../src/domain/duties';
import { type Fact, type Gap, known, unread } from '../../src/domain/fact';
import { type PersonFacts, unreadFacts } from '../../src/domain/facts';
import type { Group, Person } from '../../src/domain/person';
import { type TapRequest, newRequest } from '../../src/domain/tap-request';

export const AT = Date.parse('2026-03-02T09:00:00Z');

export const rules: DutyRules = {
  helpdeskGroupId: 'helpdesk',
  approverGroupId: 'approvers',
  privilegedApproverGroupId: 'privileged-approvers',
  escalationGroupId: 'escalation',
  securityGroupId: 'security',
  privilegedTargets: 'deny',
  recipients: ['self', 'manager'],
  emergencyAccessIds: ['glass'],
  trustedGroupIds: ['helpdesk', 'approvers', 'privileged-approvers', 'security'],
};

export function person(id: string, change: Partial<Person> = {}): Person {
  return { id, displayName: id, userPrincipalName: `${id}@example.org`, enabled: true, guest: 'no', ...change };
}

export function group(id: string, isAssignableToRole = false): Group {
  return { id, displayName: `Group ${id}`, isAssignableToRole };
}

const NOTHING: Gap = { what: 'something', reason: 'unavailable' };
export const gap: Fact<never> = unread(NOTHING);

/** An ordinary employee: nothing speaks against a pass. */
export function target(change: Partial<PersonFacts> = {}): PersonFacts {
  return {
    ...unreadFacts('tom', NOTHING),
    person: known(person('tom'), AT),
    groups: known([group('sales')], AT),
    methods: known([], AT),
    activeRoles: known([], AT),
    eligibleRoles: known([], AT),
    ownedGroups: known([], AT),
    eligibleGroups: known([], AT),
    restrictedUnits: known([], AT),
    manager: known(person('mia'), AT),
    directReports: known(['rob'], AT),
    riskState: known('none', AT),
    changes: known([], AT),
    ...change,
  };
}

export function actor(id: string, groups: readonly string[] = [], change: Partial<Person> = {}): Actor {
  return { id, person: known(person(id, change), AT), groups: known(new Set(groups), AT) };
}

/** Asked by agent Hal, who has verified Tom. */
export function request(change: Partial<TapRequest> = {}): TapRequest {
  return {
    ...newRequest({
      id: 'r1',
      target: 'tom',
      requester: 'hal',
      requestedIn: 'slack',
      recipient: 'tom',
      recipientAs: 'self',
      reason: 'replaced-phone',
      createdAt: AT,
      expiresAt: AT + 4 * 3_600_000,
      lifetimeMinutes: 60,
      usableOnce: true,
      proofsNeeded: 1,
      approvalsNeeded: 1,
      risk: { level: 'standard', inputs: [], unread: [] },
      proofs: [{ by: 'hal', as: 'agent', way: 'in-person', at: AT }],
    }),
    ...change,
  };
}

export function situation(who: Actor, change: Partial<Case> = {}): Case {
  return { actor: who, target: target(), frozen: false, request: request(), ...change };
}

export const ACTS: readonly Act[] = [
  'ask',
  'prove-as-manager',
  'prove-as-agent',
  'stop-as-manager',
  'stop-as-agent',
  'approve',
  'deny',
  'ask-for-changes',
  'amend',
  'withdraw',
  'open',
  'confirm-method',
  'remove',
  'end-own-sessions',
  'contain',
  'report',
  'unfreeze',
  'replace',
  'pause',
  'resume',
  'look-up',
  'assist',
];
