import { DAY, MINUTE, type Instant } from '../domain/clock';
import { notice } from './notice';
import type { Directory, NewJob, RefusedRow, SealHead, SeenIds } from './ports';
import type { Address, View } from './views';

/** More security contacts than this are reached through the Slack room only. */
const CONTACTS_AT_MOST = 10;
/** Rows named in one message; the check names all of them. */
const ROWS_NAMED = 10;

/** What the audit itself has to tell those who can keep it apart from the database. */
export interface AuditNewsParts {
  readonly directory: Directory;
  readonly seen: SeenIds;
  readonly securityGroupId: string | undefined;
  readonly slackRooms: boolean;
}

/**
 * The head of a seal goes to the security contacts once a day, and with each seal that holds an alarm: a message in
 * their own chat is out of reach of whoever owns the database. Nothing, when nobody can be reached yet.
 */
export async function headNews(
  parts: AuditNewsParts,
  head: SealHead,
  now: Instant,
  after: 'a-day' | 'an-alarm',
): Promise<readonly NewJob[]> {
  const to = await contacts(parts);
  if (to.length === 0) return [];
  const once = after === 'a-day' ? `day:${String(Math.floor(now / DAY))}` : `seal:${String(head.seq)}`;
  if (!(await parts.seen.first(`audit-head:${once}`, now, 2 * DAY))) return [];
  return jobs(to, headView(head), `audit-head:${once}`, now);
}

/** Somebody wrote into the audit beside Keysmith. Told at once. */
export async function refusedNews(
  parts: AuditNewsParts,
  rows: readonly RefusedRow[],
  now: Instant,
): Promise<readonly NewJob[]> {
  const key = `audit-refused:${rows.map(({ id }) => String(id)).join(',')}`;
  return jobs(await contacts(parts), refusedView(rows), key, now);
}

function jobs(to: readonly Address[], view: View<'notice'>, key: string, now: Instant): readonly NewJob[] {
  return to.map((address, index) => ({
    key: `${key}:${String(index)}`,
    dueAt: now,
    body: { kind: 'tell', to: address, view },
  }));
}

/** The security contacts in Teams, the helpdesk room in Slack. */
async function contacts({ directory, securityGroupId, slackRooms }: AuditNewsParts): Promise<readonly Address[]> {
  const members = securityGroupId === undefined ? undefined : await directory.membersOf(securityGroupId);
  const people = members?.ok === true ? members.value.slice(0, CONTACTS_AT_MOST) : [];
  const teams = people.map(({ id }) => ({ channel: 'teams', person: id }) as const);
  return slackRooms ? [...teams, { channel: 'slack', room: 'helpdesk' }] : teams;
}

function headView({ seq, hash, count, sealedAt }: SealHead): View<'notice'> {
  const at = new Date(sealedAt).toISOString().slice(0, 16).replace('T', ' ');
  return notice(`Audit seal ${String(seq)}: please let this message stand`, [
    `Sealed ${at} UTC, ${String(count)} ${count === 1 ? 'row' : 'rows'}. Its head:`,
    JSON.stringify({ seq, hash }),
    'To compare: put this line into a file and run "npm run audit -- verify --heads FILE". If the check says that this seal is missing or another one, somebody has cut or rewritten the audit.',
    'Nothing is the matter, and nothing has to be done now.',
  ]);
}

function refusedView(rows: readonly RefusedRow[]): View<'notice'> {
  const named = rows.slice(0, ROWS_NAMED).map(({ chain, seq, why }) => `${chain}, row ${String(seq)}: ${why}`);
  const more = rows.length - named.length;
  return notice(
    'Somebody else wrote into the audit',
    [
      `${String(rows.length)} ${rows.length === 1 ? 'row was' : 'rows were'} not written by Keysmith, or changed before it was sealed:`,
      ...named,
      more > 0 ? `And ${String(more)} more.` : '',
      'Only somebody who can write to the database can do that; or a key is missing after a change of keys ("unknown-key").',
      'Whoever runs Keysmith: keep the database as it is, run "npm run audit -- verify" with the private key, and find out who has access.',
      'These rows are not sealed. Everything else goes on.',
    ],
    { tone: 'warning' },
  );
}

/** Rows that say that something only an attacker or a mistake explains has happened. */
export function isAlarm(act: string): boolean {
  return ALARMS.has(act);
}

const ALARMS: ReadonlySet<string> = new Set(['alarm', 'request.reported', 'containment.ordered', 'brakes.paused']);

/** How often the audit is sealed. */
export const SEAL_EVERY = MINUTE;
