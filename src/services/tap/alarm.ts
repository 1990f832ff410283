import type { TapRequest } from '../../domain/tap-request';
import { notice } from '../notice';
import type { AuditEntry, NewJob } from '../ports';
import type { Address, Button, View } from '../views';
import { SYSTEM, type TapParts, now } from './parts';

/** More security contacts than this are reached through the Slack room only. */
const CONTACTS_AT_MOST = 10;

/** Something happened that only an attacker or a mistake explains: audited, and told to everybody who can act. */
export async function alarm(parts: TapParts, request: TapRequest, what: string, by: string): Promise<void> {
  const at = now(parts);
  parts.observer.event('tap.alarm', { request: request.id });
  const entry: AuditEntry = { chain: request.id, at, ...SYSTEM, act: 'alarm', facts: { what, by } };
  await parts.ledger.commit({ audit: [entry], jobs: await alarmJobs(parts, request, what, String(at)) });
}

export async function alarmJobs(
  parts: TapParts,
  request: TapRequest,
  what: string,
  key: string,
): Promise<readonly NewJob[]> {
  const name = await parts.names.of(request.target);
  const to = await whoHears(parts, request);
  return to.map((address, index) => ({
    key: `alarm:${request.id}:${key}:${String(index)}`,
    dueAt: now(parts),
    body: {
      kind: 'tell',
      to: address,
      view: alarmView(request, name, what, 'person' in address && address.person === request.target),
    },
  }));
}

/** The target can say that it was not them; everybody else has to ask the target first. */
function alarmView(request: TapRequest, name: string, what: string, forTarget: boolean): View<'notice'> {
  const about = `About the Temporary Access Pass for ${name}: ${what}.`;
  if (request.reported !== undefined) {
    const done = 'The pass is deleted or being deleted, and no new one is issued for this account.';
    const next = 'Look together at what was added to the account since then, and remove what is not theirs.';
    return notice('Please look at this now', [about, done, next], { tone: 'warning' });
  }
  const effect = 'The pass is deleted, no new one is issued for this account, and the security contacts are called.';
  const lines = [
    about,
    `${forTarget ? 'If that was not you, press the button.' : 'Speak with them. If it was not them, press the button.'} ${effect}`,
    'Nothing has been stopped so far.',
  ];
  const title = forTarget ? 'This was not me' : 'That was not them';
  const button: Button = { title, does: { verb: 'method.not-mine', request: request.id }, style: 'destructive' };
  return notice('Please look at this now', lines, { tone: 'warning', buttons: [button] });
}

/** The target, the requester and the security contacts in Teams; the helpdesk channel in Slack. */
async function whoHears(parts: TapParts, request: TapRequest): Promise<readonly Address[]> {
  const people = new Set([request.target, request.requester]);
  if (parts.rules.securityGroupId !== undefined) {
    const contacts = await parts.directory.membersOf(parts.rules.securityGroupId);
    for (const contact of contacts.ok ? contacts.value.slice(0, CONTACTS_AT_MOST) : []) people.add(contact.id);
  }
  const teams: readonly Address[] = [...people].map((person) => ({ channel: 'teams', person }));
  return parts.settings.slackRooms ? [...teams, { channel: 'slack', room: 'helpdesk' }] : teams;
}
