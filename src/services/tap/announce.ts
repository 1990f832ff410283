import { CAPS } from '../../domain/brakes';
import { SECOND } from '../../domain/clock';
import { notice } from '../notice';
import type { JobBody, NewJob } from '../ports';
import type { Address, Button, Lines, View } from '../views';
import { clockTime } from '../when';
import { zoneOf } from '../zone';
import { type TapParts, now } from './parts';

type Announcement = Extract<JobBody, { kind: 'announce-brakes' }>;

/** Larger groups are reached through the Slack room. */
const PEOPLE_AT_MOST = 20;

const LOOK_AGAIN = 20 * SECOND;

/** Tells the security contacts and the administrators in Teams, and the helpdesk channel in Slack. */
export async function announceBrakes(parts: TapParts, body: Announcement): Promise<'done' | { at: number }> {
  const { securityGroupId, adminGroupId } = parts.rules;
  const people = new Map<string, 'contact' | 'admin'>();
  for (const [group, as] of [
    [securityGroupId, 'contact'],
    [adminGroupId, 'admin'],
  ] as const) {
    if (group === undefined) continue;
    const members = await parts.directory.membersOf(group);
    if (!members.ok) return { at: now(parts) + LOOK_AGAIN };
    for (const { id } of members.value.slice(0, PEOPLE_AT_MOST)) people.set(id, as);
  }
  const jobs = await Promise.all(
    [...people].map(async ([person, as]) => {
      const view = await announcement(parts, body, person, as);
      return tell(body, { channel: 'teams', person }, view, person);
    }),
  );
  if (parts.settings.slackRooms) {
    const view = await announcement(parts, body, undefined, 'contact');
    jobs.push(tell(body, { channel: 'slack', room: 'helpdesk' }, view, 'helpdesk'));
  }
  await parts.jobs.add(jobs);
  return 'done';
}

function tell({ what, at }: Announcement, to: Address, view: View<'notice'>, key: string): NewJob {
  return { key: `brakes-told:${what}:${String(at)}:${key}`, dueAt: at, body: { kind: 'tell', to, view } };
}

async function announcement(
  parts: TapParts,
  { what, by, at, why }: Announcement,
  reader: string | undefined,
  as: 'contact' | 'admin',
): Promise<View<'notice'>> {
  const time = clockTime(at, reader === undefined ? 'UTC' : await zoneOf(parts.references, reader));
  const who = by === 'keysmith' ? 'Keysmith' : await parts.names.of(by);
  if (what === 'resumed') {
    const lines = [`${who} resumed it at ${time}. Passes can be asked for and opened again.`];
    return notice('Keysmith goes on', lines, { tone: 'good' });
  }
  const automatic = why === 'tenant-cap';
  const buttons: Button[] = as === 'admin' ? [{ title: 'Resume', does: { verb: 'resume' } }] : [];
  return notice(
    automatic ? 'Keysmith has paused itself. Please look at this now' : 'Keysmith is paused',
    [
      automatic
        ? `${String(CAPS.tenant.most)} passes were opened within an hour, and one more was tried at ${time}. That can be a busy first day, or an attack on the helpdesk.`
        : `${who} paused it at ${time}.`,
      ...EFFECT,
      'Only the administrators of Keysmith can resume it.',
    ],
    { tone: 'warning', buttons },
  );
}

/** What stands still and what does not, in the same words for everybody. */
export const EFFECT: Lines = [
  'Nothing is asked for, vouched for, approved or opened meanwhile. Open requests stay; looking, denying, withdrawing and "This was not me" go on.',
];
