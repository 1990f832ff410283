import { MINUTE } from '../../domain/clock';
import type { TapRequest } from '../../domain/tap-request';
import { type Refusal, refuse } from '../../domain/refusal';
import { notice, refusalView } from '../notice';
import type { AuditEntry, NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import type { Address, Button, View } from '../views';
import { SYSTEM, type TapParts, actorOf, now, weigh } from './parts';

/** More security contacts than this are reached through the Slack room only. */
const CONTACTS_AT_MOST = 10;

const QUIET = 10 * MINUTE;

/** Something happened that only an attacker or a mistake explains: audited, and told to everybody who can act. */
export async function alarm(parts: TapParts, request: TapRequest, what: string, by: string): Promise<void> {
  const at = now(parts);
  parts.observer.event('tap.alarm', { request: request.id });
  // One alarm of a kind in ten minutes: a flood of them would hide the next real one.
  if (!(await parts.seen.first(`alarm:${request.id}:${what}:${String(Math.floor(at / QUIET))}`, at, QUIET))) return;
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
  const hearers = await whoHears(parts, request);
  return hearers.map(({ to, as }, index) => ({
    key: `alarm:${request.id}:${key}:${String(index)}`,
    dueAt: now(parts),
    body: { kind: 'tell', to, view: alarmView(request, name, what, as) },
  }));
}

type HearsAs = 'target' | 'contact' | 'other';

/** The target can say that it was not them; everybody else has to ask the target first. */
function alarmView(request: TapRequest, name: string, what: string, as: HearsAs): View<'notice'> {
  const about = `About the Temporary Access Pass for ${name}: ${what}.`;
  if (request.reported !== undefined) {
    const done = 'The pass is deleted or being deleted, and no new one is issued for this account.';
    const next = 'Look together at what was added to the account since then, and remove what is not theirs.';
    const lift: Button = { title: 'Lift the stop', does: { verb: 'method.lift-stop', request: request.id } };
    return notice('Please look at this now', [about, done, next], {
      tone: 'warning',
      buttons: as === 'contact' ? [lift] : [],
    });
  }
  const effect = 'The pass is deleted, no new one is issued for this account, and the security contacts are called.';
  const lines = [
    about,
    `${as === 'target' ? 'If that was not you, press the button.' : 'Speak with them. If it was not them, press the button.'} ${effect}`,
    'Nothing has been stopped so far.',
  ];
  const title = as === 'target' ? 'This was not me' : 'That was not them';
  const button: Button = { title, does: { verb: 'method.not-mine', request: request.id }, style: 'destructive' };
  return notice('Please look at this now', lines, { tone: 'warning', buttons: [button] });
}

/** The target, the requester and the security contacts in Teams; the helpdesk channel in Slack. */
async function whoHears(parts: TapParts, request: TapRequest): Promise<readonly { to: Address; as: HearsAs }[]> {
  const people = new Map<string, HearsAs>([[request.requester, 'other']]);
  if (parts.rules.securityGroupId !== undefined) {
    const contacts = await parts.directory.membersOf(parts.rules.securityGroupId);
    for (const { id } of contacts.ok ? contacts.value.slice(0, CONTACTS_AT_MOST) : []) people.set(id, 'contact');
  }
  people.set(request.target, 'target');
  const teams = [...people].map(([person, as]) => ({ to: { channel: 'teams', person } as const, as }));
  const room = { to: { channel: 'slack', room: 'helpdesk' }, as: 'other' } as const;
  return parts.settings.slackRooms ? [...teams, room] : teams;
}

/** A security contact has looked at it with the person: passes may be asked for them again. */
export async function liftStop(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  const request = await parts.ledger.request(id);
  const refused = (refusal: Refusal): readonly Reply[] => [{ kind: 'say', view: refusalView(refusal) }];
  if (request === undefined) return refused(refuse('request-unknown').refusal);
  const weighed = await weigh(parts, 'unfreeze', turn.who, request.target, request);
  if (!weighed.ok) return refused(weighed.refusal);
  const entry: AuditEntry = {
    chain: id,
    at: now(parts),
    ...actorOf(turn),
    act: 'person.unfrozen',
    facts: { target: request.target },
  };
  await parts.ledger.commit({ audit: [entry], jobs: [], unfreeze: request.target });
  parts.observer.event('tap.stop-lifted', { request: id });
  const name = await parts.names.of(request.target);
  return [
    {
      kind: 'say',
      view: notice('The stop is lifted', [`A pass can be asked for ${name} again. Everything else is as it was.`], {
        tone: 'good',
      }),
    },
  ];
}
