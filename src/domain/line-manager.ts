import type { PersonFacts } from './facts';
import { MANAGER_CHANGE_COUNTS_FOR } from './privilege';

/**
 * Why the manager in the directory cannot speak for somebody (design.md section 4, "Proof" and "Recipient"): whoever
 * can write to the directory could name themselves manager, so one who is new there proves nothing yet.
 */
export const MANAGER_OUT = [
  'none',
  'disabled',
  'guest',
  'changed',
  'requester',
  'unread',
  'unreachable',
  'history-unread',
] as const;
export type ManagerOut = (typeof MANAGER_OUT)[number];

/** Undefined: the manager may vouch and receive. Reachability is not a fact of the directory and not asked here. */
export function managerOut(target: PersonFacts, requester: string | undefined): ManagerOut | undefined {
  const { manager } = target;
  if (!manager.known) return 'unread';
  if (manager.value === undefined) return 'none';
  if (!manager.value.enabled) return 'disabled';
  if (manager.value.guest !== 'no') return 'guest';
  if (manager.value.id === requester) return 'requester';
  const { changes } = target;
  if (!changes.known) return 'history-unread';
  const since = changes.readAt - MANAGER_CHANGE_COUNTS_FOR;
  return changes.value.some(({ what, at }) => what === 'manager-changed' && at > since) ? 'changed' : undefined;
}

/** Half a sentence: "… so the helpdesk checks who it is". */
export const MANAGER_OUT_WORDS: Record<ManagerOut, string> = {
  none: 'the directory names no manager',
  disabled: "the manager's account is disabled",
  guest: 'the manager is a guest from another organisation',
  changed: 'the manager was changed in the last 14 days',
  requester: 'the manager asked for this pass',
  unread: 'the manager could not be read from Microsoft Entra',
  unreachable: 'the manager cannot be reached in Teams',
  'history-unread': 'it could not be read whether the manager is new',
};
