import { HOUR, MINUTE } from '../../domain/clock';
import { type Method, canSignInStrongly, describeMethod } from '../../domain/methods';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { addedSince, isExpected } from '../../domain/removal';
import { type TapRequest, currentOpening, isOver, mayHavePass } from '../../domain/tap-request';
import { notice, refusalView } from '../notice';
import type { JobBody, NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import type { Button, View } from '../views';
import { clockTime } from '../when';
import { zoneOf } from '../zone';
import { alarmJobs, containButton } from './alarm';
import { endJob, settleJob } from './open';
import { SYSTEM, type TapParts, actorOf, advance, now, riskFacts, weigh } from './parts';
import { removePass, sweepJobs } from './settle';

type WatchBody = Extract<JobBody, { kind: 'watch-target' }>;

const UNCONFIRMED_AFTER = 10 * MINUTE;

/**
 * From the opening until 24 hours after the pass is gone, each method that appears on the target is reported to
 * target, requester and manager (design.md section 4, "Watch"). Runs on after completion.
 */
export async function watchTarget(parts: TapParts, body: WatchBody): Promise<'done' | { at: number; body: WatchBody }> {
  const request = await parts.ledger.request(body.request);
  if (request === undefined || now(parts) >= watchUntil(request, body)) return 'done';
  const methods = await parts.methods.list(request.target);
  if (!methods.ok) return { at: now(parts) + MINUTE, body };
  const known = new Set(request.appeared.map(({ id }) => id));
  const anew = addedSince(request.openings, methods.value).filter(({ id }) => !known.has(id));
  const fresh = methods.value.filter(
    (method) => method.kind !== 'pass' && (!body.seen.includes(method.id) || anew.includes(method)),
  );
  const seen = [...body.seen];
  for (const method of fresh) if (await report(parts, request.id, method)) seen.push(method.id);
  return { at: now(parts) + pause(parts, request), body: { ...body, seen } };
}

function watchUntil(request: TapRequest, body: WatchBody): number {
  return request.passGoneAt === undefined ? body.until : request.passGoneAt + 24 * HOUR;
}

/** Often while somebody waits for it, seldom afterwards. */
function pause(parts: TapParts, request: TapRequest): number {
  const sinceOpening = now(parts) - (request.openings.at(-1)?.startedAt ?? 0);
  if (sinceOpening < 20 * MINUTE && !isOver(request)) return 15_000;
  return sinceOpening < 2 * HOUR ? 2 * MINUTE : 15 * MINUTE;
}

/** False when it has to be reported again: others kept changing the request, or nobody knows who the manager is. */
async function report(parts: TapParts, id: string, method: Method): Promise<boolean> {
  const at = now(parts);
  const name = describeMethod(method);
  const jobs = await reportJobs(parts, id, method, name);
  if (jobs === undefined) return false;
  const reported = await advance(parts, SYSTEM, id, () =>
    done({
      event: { type: 'appeared', method: { id: method.id, name, kind: method.kind, at: method.createdAt ?? at } },
      act: 'method.appeared',
      facts: { method: method.id, kind: method.kind },
      // The pass goes at the latest ten minutes after the method came, confirmed or not.
      jobs: (next) => [...jobs, endJob(next, at + UNCONFIRMED_AFTER)],
    }),
  );
  return reported.ok || reported.refusal.code !== 'request-changed';
}

/** For the target, whoever asked, who was to receive the pass, and the manager; undefined while the manager is unread. */
async function reportJobs(
  parts: TapParts,
  id: string,
  method: Method,
  name: string,
): Promise<readonly NewJob[] | undefined> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return [];
  const manager = await parts.directory.managerOf(request.target);
  if (!manager.ok && manager.refusal.code !== 'graph-not-found') return undefined;
  const others = new Set([request.requester, request.recipient]);
  if (manager.ok && manager.value !== undefined) others.add(manager.value.id);
  others.delete(request.target);
  const targetName = await parts.names.of(request.target);
  const tell = (person: string, view: View<'method-appeared'>): NewJob => ({
    key: `appeared:${id}:${method.id}:${person}`,
    dueAt: now(parts),
    body: { kind: 'tell', to: { channel: 'teams', person }, view },
  });
  const zone = await zoneOf(parts.references, request.target);
  const addedAt = method.createdAt ?? now(parts);
  return [
    tell(request.target, appearedForTarget(request, method, name, clockTime(addedAt, zone))),
    ...(await Promise.all(
      [...others].map(async (person) => {
        const zone = await zoneOf(parts.references, person);
        return tell(person, appearedForOthers(request, name, targetName, clockTime(addedAt, zone)));
      }),
    )),
  ];
}

function appearedForTarget(request: TapRequest, method: Method, name: string, when: string): View<'method-appeared'> {
  const asks = request.state === 'open' && request.confirmedMethod === undefined;
  const ends = canSignInStrongly(method);
  const headline = ends && asks ? `Your new sign-in method is there: ${name}` : `A sign-in method was added: ${name}`;
  const lines = asks
    ? [
        ends
          ? 'If you have just added it, press "It is me". Then the pass is deleted and you are done.'
          : 'If you have just added it, press "It is me". The pass goes on until your passkey is there.',
        'If not, press "This was not me" at once.',
      ]
    : ['If you did not add it, press "This was not me" at once.'];
  return {
    card: 'method-appeared',
    data: {
      // Never "all good": nobody has said yet that it is theirs.
      tone: asks ? 'neutral' : 'attention',
      headline,
      facts: [
        { title: 'Method', value: name },
        { title: 'Added', value: when },
      ],
      lines,
      buttons: [
        ...(asks
          ? [
              {
                title: 'It is me',
                does: { verb: 'method.mine', request: request.id, method: method.id },
                style: 'positive' as const,
              },
            ]
          : []),
        notMine(request),
      ],
    },
    text: `${headline}, added ${when}. ${lines.join(' ')}`,
  };
}

function appearedForOthers(request: TapRequest, name: string, target: string, when: string): View<'method-appeared'> {
  const headline = `A sign-in method was added for ${target}`;
  const lines = [
    `${target} used a pass that you know of. If you doubt that it is them, press the button: ${request.passGoneAt === undefined ? 'the pass is deleted' : 'nothing more is issued for this account'}, and the security contacts are told.`,
  ];
  return {
    card: 'method-appeared',
    data: {
      tone: 'neutral',
      headline,
      facts: [
        { title: 'Method', value: name },
        { title: 'Added', value: when },
      ],
      lines,
      buttons: [{ ...notMine(request), title: 'That was not them' }],
    },
    text: `${headline}: ${name}, ${when}. ${lines.join(' ')}`,
  };
}

function notMine(request: TapRequest): Button {
  return { title: 'This was not me', does: { verb: 'method.not-mine', request: request.id }, style: 'destructive' };
}

/**
 * "It is me": a way to sign in without a password, confirmed by the target, completes the request as soon as the pass
 * is gone. Any other method is noted as theirs, and the pass goes on.
 */
export async function mine(parts: TapParts, turn: Turn, id: string, method: string): Promise<readonly Reply[]> {
  if (turn.channel !== 'teams') return [{ kind: 'say', view: refusalView(refuse('only-in-teams').refusal) }];
  const confirmed = await advance(parts, actorOf(turn), id, async (request) => {
    const weighed = await weigh(parts, 'confirm-method', turn.who, request.target, request);
    if (!weighed.ok) return weighed;
    const { methods, methodDevices } = weighed.value.target;
    if (!methods.known) return refuse('facts-unread', { what: 'the sign-in methods' });
    const there = methods.value.find((one) => one.id === method);
    if (there === undefined) return refuse('graph-not-found');
    if (there.kind === 'authenticator' && !methodDevices.known)
      return refuse('facts-unread', { what: 'what Microsoft Authenticator is set up for' });
    const at = now(parts);
    const facts = { method, kind: there.kind, ...riskFacts(weighed.value, at) };
    return isExpected(there, methodDevices)
      ? done({
          event: { type: 'confirm-mine' as const, method, at },
          act: 'method.confirmed',
          facts,
          jobs: (next) => [endJob(next, at)],
        })
      : done({
          event: { type: 'note-mine' as const, method, at },
          act: 'method.noted',
          facts,
        });
  });
  // The card stays: it has the only buttons for another try.
  if (!confirmed.ok && confirmed.refusal.code !== 'noted-already')
    return [{ kind: 'say', view: refusalView(confirmed.refusal) }];
  // Said twice, it is answered as it was the first time.
  const request = confirmed.ok ? confirmed.value : await parts.ledger.request(id);
  if (request === undefined) return [{ kind: 'say', view: refusalView(refuse('request-unknown').refusal) }];
  if (request.confirmedMethod === undefined) return [{ kind: 'replace', view: notedView(request, method) }];
  return [{ kind: 'replace', view: await completedView(parts, request, turn.who) }];
}

function notedView(request: TapRequest, method: string): View<'notice'> {
  const name = request.appeared.find(({ id }) => id === method)?.name ?? 'This method';
  return notice(
    'Noted: it is yours',
    [
      `${name} is not a way to sign in without a password, so it does not end this.`,
      'The pass still works until its time is over. Go on with your passkey; I tell you here when it arrives.',
    ],
    { buttons: [notMine(request)] },
  );
}

async function completedView(parts: TapParts, request: TapRequest, who: string): Promise<View<'notice'>> {
  const opening = request.openings.findLast((made) => made.passId !== undefined);
  const gone =
    opening !== undefined && request.state === 'open' ? await removePass(parts, request, opening, who) : true;
  const lines = [
    gone ? 'The pass is deleted. Nobody can use it any more.' : 'The pass is being deleted now.',
    'From now on, choose "Face, fingerprint, PIN or security key" when you sign in.',
    'One more thing: with a second method, a lost phone will not lock you out.',
  ];
  return notice('Done: your new method works', lines, {
    tone: 'good',
    buttons: [{ title: 'Add a second method', does: { verb: 'start', flow: 'second-method' } }],
  });
}

/**
 * "This was not me": our pass is deleted, the target frozen, and the security contacts called. On the card of an
 * earlier request it ends the one that is open now as well: whoever presses means the account.
 */
export async function notMe(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  const named = await parts.ledger.request(id);
  const open =
    named === undefined
      ? []
      : await Promise.all(
          (['pass', 'removal'] as const).map((kind) => parts.ledger.openRequestFor(named.target, kind)),
        );
  const others = open.flatMap((one) => (one === undefined || one.id === id ? [] : [one.id]));
  const ends: Outcome<TapRequest>[] = [];
  for (const one of [...others, id]) ends.push(await reportOne(parts, turn, one, named));
  const reported = ends.flatMap((end) => (end.ok ? [end.value] : []));
  const refused = ends.flatMap((end) => (end.ok ? [] : [end.refusal]))[0];
  if (reported.length === 0 && refused !== undefined) return [{ kind: 'say', view: refusalView(refused) }];
  const gone = await Promise.all(reported.map((request) => removeLast(parts, request)));
  const own = reported.find(({ target, openings }) => target === turn.who && openings.length > 0);
  const inTeams = turn.channel === 'teams';
  const lines = [
    gone.every(Boolean) ? 'No pass of ours can be used any more.' : 'The pass is being deleted now.',
    'Nothing new is issued or removed for this account, and the security contacts have been told.',
    own === undefined
      ? 'If a method was added or is missing, they will look at it with you. You need not prove anything here.'
      : 'If a method was added that is not yours, it can be removed now, and all sessions ended. Older methods stay.',
    ...(own === undefined || !inTeams ? [] : ['The button for that is in my next message here.']),
  ];
  // In Teams the alarm to the target has the button, and says afterwards what was done.
  const buttons = own === undefined || inTeams ? [] : [containButton(own)];
  return [{ kind: 'say', view: notice('Thank you for saying so', lines, { tone: 'warning', buttons }) }];
}

/** `named`: the request on whose card the button was; being part of that one is enough. */
function reportOne(
  parts: TapParts,
  turn: Turn,
  id: string,
  named: TapRequest | undefined,
): Promise<Outcome<TapRequest>> {
  return advance(parts, actorOf(turn), id, async (request) => {
    // After the stop was lifted it counts again: somebody may still be in the account.
    if (request.reported !== undefined && (await parts.ledger.frozen(request.target)) !== undefined)
      return refuse('request-decided', { state: 'it has been reported' });
    const weighed = await weigh(parts, 'report', turn.who, request.target, named ?? request);
    if (!weighed.ok) return weighed;
    const at = now(parts);
    const alarms = await alarmJobs(
      parts,
      { ...request, reported: { by: turn.who, at } },
      'somebody said "This was not me"',
      `reported:${String(request.version)}`,
    );
    return done({
      event: { type: 'report' as const, by: turn.who, at },
      act: 'request.reported',
      facts: riskFacts(weighed.value, at),
      freeze: request.target,
      jobs: (next) => [...alarms, endJob(next, at), settleJob(next, at, 'reported'), ...sweepJobs(next, at)],
    });
  });
}

/** False while a pass of ours may be alive: one that is known, or one whose answer has not come. */
async function removeLast(parts: TapParts, request: TapRequest): Promise<boolean> {
  const opening = request.openings.findLast((made) => made.passId !== undefined);
  const known = opening === undefined || (await removePass(parts, request, opening));
  return known && (currentOpening(request)?.passId !== undefined || !mayHavePass(request));
}
