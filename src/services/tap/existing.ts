import { MINUTE } from '../../domain/clock';
import { nameOf } from '../../domain/duties';
import type { PersonFacts } from '../../domain/facts';
import type { ExistingPass } from '../../domain/methods';
import { existingPass, passIsAlive, passState } from '../../domain/readiness/pass';
import { passWaste } from '../../domain/readiness/pass-waste';
import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import type { TapRequest } from '../../domain/tap-request';
import { requirements } from '../../knowledge/requirements';
import { notice, refusalView } from '../notice';
import type { AuditFacts, NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import type { Address, Button, CardData, Lines } from '../views';
import { clockTime, dayAndTime, untilWords } from '../when';
import { type TapParts, actorOf, advance, now, weigh } from './parts';

type Choices = CardData['form']['choices'];

/**
 * What somebody should know before they ask: the pass that is there, with a question that has to be answered, and what
 * would waste a new one. Shown in the form, from facts read now; what cannot be read is refused when the form is sent.
 */
export async function beforeAsking(
  parts: TapParts,
  turn: Turn,
  facts: PersonFacts,
): Promise<{ readonly intro: string; readonly choices: Choices }> {
  const about = facts.id === turn.who ? undefined : nameOf(facts);
  const warnings = passWaste(facts, requirements, about).map(({ what, why, fix }) => `${what} ${why} ${fix}`);
  const intro = warnings.length === 0 ? '' : ` **Before you ask:** ${warnings.join(' ')}`;
  const pass = existingPass(facts);
  if (pass === undefined) return { intro, choices: [] };
  if (!passIsAlive(pass))
    return { intro: `${intro} An earlier pass is there (${passState(pass)}); a new one takes its place.`, choices: [] };
  const label = `${await inFull(parts, turn, facts.id, pass)} Microsoft Entra keeps one for each person: when the new one is made, this one is deleted. May it be replaced?`;
  const options = [
    { title: 'No, keep it', value: 'keep' },
    { title: 'Yes, replace it', value: pass.id },
  ];
  return { intro, choices: [{ id: 'replace', label, options, value: '', required: true }] };
}

async function inFull(parts: TapParts, turn: Turn, target: string, pass: ExistingPass): Promise<string> {
  const at = now(parts);
  const from = `from ${dayAndTime(pass.startsAt, at, turn.timeZone)}`;
  const until = untilWords(endOf(pass), at, turn.timeZone);
  const made = (await madeHere(parts, target, pass)) ? 'Keysmith made it.' : 'Keysmith did not make it.';
  return `There is a Temporary Access Pass already: ${passState(pass)}, ${from}, ${until}, works ${pass.usableOnce ? 'once' : 'more than once'}. ${made}`;
}

async function madeHere(parts: TapParts, target: string, { id }: ExistingPass): Promise<boolean> {
  const requests = await parts.ledger.requestsFor(target, 20);
  return requests.some(({ openings }) => openings.some(({ passId }) => passId === id));
}

function endOf(pass: ExistingPass): number {
  return pass.startsAt + pass.lifetimeMinutes * MINUTE;
}

/** What the yes was said to, for the audit. */
export function existingFacts(facts: Pick<PersonFacts, 'methods'>, agreed: string | undefined): AuditFacts {
  const pass = existingPass(facts);
  if (pass === undefined) return {};
  const { id, usability, startsAt, usableOnce } = pass;
  const existing = { id, usability, startsAt, endsAt: endOf(pass), usableOnce };
  return { existingPass: existing, replacesPass: agreed === id ? id : null };
}

/** What the rules of the pass say, as whoever opens it has to hear it: the pass there was not there, or not agreed to. */
export function atOpening(facts: PersonFacts, refusal: Refusal): Refusal {
  const pass = existingPass(facts);
  if (refusal.code !== 'pass-exists' || pass === undefined) return refusal;
  const told = { target: nameOf(facts), state: passState(pass), pass: pass.id };
  return refuse('pass-appeared', told, 'No pass was made, and none was deleted.').refusal;
}

/**
 * Somebody else's pass appeared after the request was made: the opening stops here, and goes on only after a yes of the
 * target or of an agent. Whoever opens hears it in the dialog; an agent who asked is asked in a message.
 */
export async function stoppedByPass(
  parts: TapParts,
  turn: Turn,
  request: TapRequest,
  refusal: Refusal,
): Promise<Reply> {
  const pass = refusal.facts['pass'] ?? '';
  parts.observer.event('tap.pass-appeared', { request: request.id });
  const facts = { pass, recipient: turn.who };
  const entry = { chain: request.id, at: now(parts), ...actorOf(turn), act: 'pass.foreign-found', facts };
  const jobs = [request.target, request.requester]
    .filter((person, place, all) => person !== turn.who && all.indexOf(person) === place)
    .map((person) => askToReplace(parts, request, refusal, person, pass));
  await parts.ledger.commit({ audit: [entry], jobs });
  const buttons = turn.who === request.target ? [replaceButton(request, pass)] : [];
  return { kind: 'dialog', title: 'Your pass', view: refusalView(refusal, { buttons }) };
}

function askToReplace(parts: TapParts, request: TapRequest, refusal: Refusal, person: string, pass: string): NewJob {
  const asksInSlack = person === request.requester && person !== request.target && request.requestedIn === 'slack';
  const to: Address = asksInSlack ? { channel: 'slack', person } : { channel: 'teams', person };
  const view = refusalView(refusal, { buttons: [replaceButton(request, pass)] });
  return { key: `replace:${request.id}:${pass}:${person}`, dueAt: now(parts), body: { kind: 'tell', to, view } };
}

function replaceButton(request: TapRequest, pass: string): Button {
  return {
    title: 'Replace that pass',
    does: { verb: 'pass.replace', request: request.id, pass },
    style: 'destructive',
  };
}

/** The explicit yes, for exactly the pass that was named. Nothing is deleted here: the new one takes its place when it is made. */
export async function agreeToReplace(parts: TapParts, turn: Turn, id: string, pass: string): Promise<readonly Reply[]> {
  const agreed = await advance(parts, actorOf(turn), id, async (request) => {
    const weighed = await weigh(parts, 'replace', turn.who, request.target, request);
    if (!weighed.ok) return weighed;
    const there = stillThere(weighed.value.target, pass);
    if (!there.ok) return there;
    return done({
      event: { type: 'agree-replace' as const, pass, by: turn.who, at: now(parts) },
      act: 'pass.replace-agreed',
      facts: existingFacts(weighed.value.target, pass),
      jobs: (next) => (turn.who === next.recipient ? [] : [goOn(parts, next, pass)]),
    });
  });
  if (!agreed.ok) return [{ kind: 'say', view: refusalView(agreed.refusal) }];
  const who = turn.who === agreed.value.recipient ? 'Press "Show my pass" again.' : 'Whoever opens the pass is told.';
  const lines = ['It is deleted at the moment the new one is made, and not before.', who];
  return [{ kind: 'say', view: notice('Recorded: that pass may be replaced', lines, { tone: 'good' }) }];
}

function stillThere(facts: PersonFacts, pass: string): Outcome<void> {
  if (!facts.methods.known) return refuse('facts-unread', { what: 'the sign-in methods' });
  const now = existingPass(facts);
  return now !== undefined && now.id === pass && passIsAlive(now) ? done(undefined) : refuse('pass-vanished');
}

function goOn(parts: TapParts, request: TapRequest, pass: string): NewJob {
  const lines = [
    'The pass that was in the way may be replaced now. Press "Show my pass" in my message about it again.',
  ];
  const view = notice('You can open the pass', lines);
  const to = { channel: 'teams', person: request.recipient } as const;
  return { key: `replace-agreed:${request.id}:${pass}`, dueAt: now(parts), body: { kind: 'tell', to, view } };
}

/** On the card of who decides: they should know what else happens. */
export async function replacesLines(parts: TapParts, { replaces }: TapRequest, timeZone: string): Promise<Lines> {
  if (replaces === undefined) return [];
  const by = await parts.names.of(replaces.by);
  return [`A pass that exists is deleted by the new one. ${by} agreed to it at ${clockTime(replaces.at, timeZone)}.`];
}
