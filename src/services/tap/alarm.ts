import { MINUTE, SECOND } from '../../domain/clock';
import { type TapRequest, isOver, mayHavePass } from '../../domain/tap-request';
import { type Refusal, refuse } from '../../domain/refusal';
import { notice, refusalView } from '../notice';
import type { AuditEntry, CopyOf, Freeze, JobBody, NewJob } from '../ports';
import { resultLines } from '../recovery/words';
import type { Reply, Turn } from '../turn';
import type { Address, Button, Lines, View } from '../views';
import { SYSTEM, type TapParts, actorOf, now, riskFacts, weigh } from './parts';

/** More security contacts than this are reached through the Slack room only. */
const CONTACTS_AT_MOST = 20;

const QUIET = 10 * MINUTE;
const LOOK_AGAIN = 20 * SECOND;

/** Something happened that only an attacker or a mistake explains: audited, and told to everybody who can act. */
export async function alarm(parts: TapParts, request: TapRequest, what: string, by: string): Promise<void> {
  const at = now(parts);
  parts.observer.event('tap.alarm', { request: request.id });
  // One alarm of a kind in ten minutes: a flood of them would hide the next real one.
  if (!(await parts.seen.first(`alarm:${request.id}:${what}:${String(Math.floor(at / QUIET))}`, at, QUIET))) return;
  const entry: AuditEntry = { chain: request.id, at, ...SYSTEM, act: 'alarm', facts: { what, by } };
  await parts.ledger.commit({ audit: [entry], jobs: await alarmJobs(parts, request, what, String(at)) });
}

/**
 * For the target, whoever asked, and the helpdesk channel in Slack at once; the security contacts by a job of their own,
 * which waits for a Graph that is down instead of leaving them out.
 */
export async function alarmJobs(
  parts: TapParts,
  request: TapRequest,
  what: string,
  key: string,
): Promise<readonly NewJob[]> {
  const people = [...new Set([request.target, request.requester])];
  const hearers: Hearer[] = people.map((person) => ({
    to: { channel: 'teams', person },
    as: person === request.target ? 'target' : 'other',
  }));
  if (parts.settings.slackRooms) hearers.push({ to: { channel: 'slack', room: 'helpdesk' }, as: 'room' });
  const name = await parts.names.of(request.target);
  const contacts: NewJob = {
    key: `alarm:${request.id}:${key}:contacts`,
    dueAt: now(parts),
    body: { kind: 'alarm-contacts', request: request.id, what, key },
  };
  return [contacts, ...hearers.map((hearer) => tellJob(parts, request, { name, what, key }, hearer))];
}

/** Each security contact in Teams, and in Slack where they have linked their account. */
export async function alarmContacts(
  parts: TapParts,
  { request: id, what, key }: Extract<JobBody, { kind: 'alarm-contacts' }>,
): Promise<'done' | { at: number }> {
  const request = await parts.ledger.request(id);
  if (request === undefined || parts.rules.securityGroupId === undefined) return 'done';
  const members = await parts.directory.membersOf(parts.rules.securityGroupId);
  if (!members.ok) return { at: now(parts) + LOOK_AGAIN };
  const name = await parts.names.of(request.target);
  const hearers: Hearer[] = [];
  for (const { id: person } of members.value.filter((one) => one.id !== request.target).slice(0, CONTACTS_AT_MOST)) {
    hearers.push({ to: { channel: 'teams', person }, as: 'contact' });
    if ((await parts.slack?.reaches(person)) === true)
      hearers.push({ to: { channel: 'slack', person }, as: 'contact' });
  }
  await parts.jobs.add(hearers.map((hearer) => tellJob(parts, request, { name, what, key }, hearer)));
  return 'done';
}

interface Hearer {
  readonly to: Address;
  readonly as: 'target' | 'contact' | 'room' | 'other';
}

/** An alarm that somebody raised is followed by what is done about it, so its card changes in place. */
function tellJob(
  parts: TapParts,
  request: TapRequest,
  { name, what, key }: { readonly name: string; readonly what: string; readonly key: string },
  { to, as }: Hearer,
): NewJob {
  const whose = 'person' in to ? to.person : to.room;
  const base = { key: `alarm:${request.id}:${key}:${to.channel}:${whose}:${as}`, dueAt: now(parts) };
  const view = alarmView(request, name, what, as);
  if (request.reported === undefined) return { ...base, body: { kind: 'tell', to, view } };
  const copy: CopyOf = { request: request.id, role: as === 'other' ? 'alarm-told' : 'alarm' };
  return { ...base, body: { kind: 'tell', to, view, copy } };
}

/** The target can say that it was not them; everybody else has to ask the target first. */
function alarmView(request: TapRequest, name: string, what: string, as: Hearer['as']): View<'notice'> {
  const effect =
    'Whatever is still open is stopped, nothing is issued or removed for this account, and the security contacts are called.';
  const lines = [
    `${aboutIt(request, name)}: ${what}.`,
    `${as === 'target' ? 'If that was not you, press the button.' : 'Speak with them. If it was not them, press the button.'} ${effect}`,
    soFar(request),
  ];
  const title = as === 'target' ? 'This was not me' : 'That was not them';
  const button: Button = { title, does: { verb: 'method.not-mine', request: request.id }, style: 'destructive' };
  return notice('Please look at this now', lines, { tone: 'attention', buttons: [button] });
}

/** An alarm without anybody's word stops nothing by itself; what came to its end, says so. */
function soFar(request: TapRequest): string {
  if (!isOver(request)) return 'Nothing has been stopped so far.';
  const ended = request.openings.length === 0 ? 'ended, and no pass was made' : 'ended, and its pass is gone';
  return `The request has ${ended}. Another one can still be made for this account.`;
}

function aboutIt(request: TapRequest, name: string): string {
  return request.removal === undefined ? `About the Temporary Access Pass for ${name}` : `About a removal for ${name}`;
}

/** A raised alarm as it stands now: what was done at once, what was removed since, and what can be done next. */
export async function alarmCard(
  parts: TapParts,
  request: TapRequest,
  role: 'alarm' | 'alarm-told',
  { viewer, inTeams }: { readonly viewer: string | undefined; readonly inTeams: boolean },
): Promise<View<'notice'>> {
  const name = await parts.names.of(request.target);
  const stopped = (await parts.ledger.frozen(request.target)) !== undefined;
  const lines = [
    ...(await saidLines(parts, request, name, viewer)),
    request.removal === undefined
      ? `${passNow(request)}, and no new one is issued for this account.`
      : 'It was stopped, and nothing is issued or removed for this account.',
    ...containmentLines(request, stopped),
    ...(stopped ? [] : ['A security contact has lifted the stop.']),
    ...(stopped && role === 'alarm' && viewer === request.target ? [NEXT_FOR_TARGET] : []),
    ...(stopped && role === 'alarm' && !inTeams ? [whoLifts(viewer, name)] : []),
  ];
  const mayLift = inTeams && viewer !== request.target;
  const buttons = stopped && role === 'alarm' ? alarmButtons(request, mayLift) : [];
  const handled = !stopped || request.containment?.finishedAt !== undefined;
  const title = handled ? 'This has been looked at' : 'Please look at this now';
  return notice(title, lines, { tone: handled ? 'neutral' : 'attention', buttons });
}

const NEXT_FOR_TARGET =
  'A security contact looks at it with you and lifts the stop. If you need a new pass then, the helpdesk can ask for one.';

/** In Slack the stop cannot be lifted. Whoever is written to alone there is a security contact. */
function whoLifts(viewer: string | undefined, name: string): string {
  return viewer === undefined
    ? 'A security contact lifts the stop in Teams.'
    : `You can lift the stop in Teams: press **Lift the stop** in my message there, once you have looked at it with ${name}.`;
}

function passNow(request: TapRequest): string {
  if (request.openings.length === 0) return 'No pass was made';
  return mayHavePass(request) ? 'The pass is being deleted' : 'The pass is gone';
}

/** Who said it, and what has been added since: what a security contact has to know first. */
async function saidLines(
  parts: TapParts,
  request: TapRequest,
  name: string,
  viewer: string | undefined,
): Promise<Lines> {
  const by = request.reported?.by;
  const who = by === undefined ? 'somebody' : by === viewer ? 'you' : await parts.names.of(by);
  const words = by === request.target ? 'This was not me' : 'That was not them';
  const added = request.appeared.map(({ id, name: method }) =>
    id === request.confirmedMethod
      ? `${method} (${viewer === request.target ? 'you said it is yours' : `${name} said it is theirs`})`
      : method,
  );
  return [
    `${aboutIt(request, name)}: ${who} said "${words}".`,
    ...(added.length === 0 ? [] : [`Added since the pass was opened: ${added.join(', ')}.`]),
  ];
}

function containmentLines({ containment, openings }: TapRequest, stopped: boolean): Lines {
  if (containment === undefined)
    return stopped && openings.length > 0
      ? ['What was added since the pass was opened can be removed now, and all sessions ended. Older methods stay.']
      : [];
  if (containment.finishedAt === undefined)
    return ['What was added since the pass was opened is being removed now.', ...resultLines(containment)];
  const none = containment.methods.length === 0 ? ['Nothing had been added since the pass was opened.'] : [];
  return [...none, ...resultLines(containment)];
}

export function containButton(request: TapRequest): Button {
  return {
    title: 'Remove what was added and end all sessions',
    does: { verb: 'method.contain', request: request.id },
    style: 'destructive',
  };
}

function alarmButtons(request: TapRequest, mayLift: boolean): readonly Button[] {
  const lift: Button = { title: 'Lift the stop', does: { verb: 'method.lift-stop', request: request.id } };
  const done = request.containment?.finishedAt;
  const again = done !== undefined && request.appeared.some(({ at }) => at > done);
  const open = request.openings.length > 0 && (request.containment === undefined || again);
  return [...(open ? [containButton(request)] : []), ...(mayLift ? [lift] : [])];
}

/** A security contact has looked at it with the person: passes may be asked for them again. */
export async function liftStop(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  const request = await parts.ledger.request(id);
  const refused = (refusal: Refusal): readonly Reply[] => [{ kind: 'say', view: refusalView(refusal) }];
  if (request === undefined) return refused(refuse('request-unknown').refusal);
  // A Slack account is not an Entra account, and this makes passes possible again.
  if (turn.channel !== 'teams') return refused(refuse('only-in-teams').refusal);
  const { target } = request;
  const freeze = await parts.ledger.frozen(target);
  const reported = freeze === undefined ? [] : await reportedSince(parts, freeze);
  const weighed = await weigh(parts, 'unfreeze', turn.who, target, request, { reported });
  if (!weighed.ok) return refused(weighed.refusal);
  if (freeze === undefined) return refused(refuse('stop-over').refusal);
  const entry: AuditEntry = {
    chain: id,
    at: now(parts),
    ...actorOf(turn),
    act: 'person.unfrozen',
    facts: { target, ...riskFacts(weighed.value, now(parts)) },
  };
  const body = { kind: 'refresh-copies', request: id } as const;
  const redraw: NewJob = { key: `refresh:${id}:lifted:${String(now(parts))}`, dueAt: now(parts), body };
  const lifted = await parts.ledger.commit({ audit: [entry], jobs: [redraw], unfreeze: freeze });
  if (lifted.end !== 'written') return refused(refuse('stop-over').refusal);
  parts.observer.event('tap.stop-lifted', { request: id });
  const name = await parts.names.of(target);
  return [
    {
      kind: 'say',
      view: notice('The stop is lifted', [`A pass can be asked for ${name} again. Everything else is as it was.`], {
        tone: 'good',
      }),
    },
  ];
}

/** A request older than these cannot have been reported while the person is frozen: nothing new is asked for then. */
const LOOKED_AT = 50;

/** What the stop is about, whichever card its lifting was pressed on. The report is written just before its freeze. */
async function reportedSince(parts: TapParts, { person, at }: Freeze): Promise<readonly TapRequest[]> {
  const requests = await parts.ledger.requestsFor(person, LOOKED_AT);
  return requests.filter(({ reported }) => reported !== undefined && reported.at > at - MINUTE);
}
