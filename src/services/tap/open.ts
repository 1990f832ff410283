import { openingCounts } from '../../domain/brakes';
import { DAY, MINUTE } from '../../domain/clock';
import { pausedRefusal } from '../../domain/duties';
import type { ExistingPass } from '../../domain/methods';
import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import { type TapRequest, currentOpening, shutNow, stateInWords } from '../../domain/tap-request';
import { notice } from '../notice';
import type { NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import { dayAndTime } from '../when';
import { alarm } from './alarm';
import { approvalsStand, proofsStand } from './approvers';
import { atOpening, existingFacts, stoppedByPass } from './existing';
import { statusJobs } from './status-jobs';
import { passDialog, refusedDialog, shownBeforeDialog, uncertainDialog } from './dialogs';
import { checkNumber, numberAgain, openingDialog } from './number';
import {
  OPENING_BUDGET_MS,
  SYSTEM,
  type TapParts,
  actorOf,
  advance,
  isRecipient,
  look,
  now,
  riskFacts,
  wouldWork,
} from './parts';
import { afterRefusal, askAgain } from './reassess';

/** "Show my pass": a dialog opens at once. Nothing is made yet. */
export async function openDialog(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return refusedDialog(refuse('request-unknown').refusal);
  if (!isRecipient(turn, request)) {
    await noteWrongOpening(parts, turn, request);
    return refusedDialog(refuse('not-recipient').refusal);
  }
  const opening = currentOpening(request);
  if (opening !== undefined && (request.state === 'open' || request.state === 'opening')) {
    if (opening.seen) await alarm(parts, request, 'opened again after "I have it"', turn.who);
    return shownBeforeDialog(request, turn);
  }
  if (request.state !== 'approved') return refusedDialog(whyNot(request));
  const pause = await parts.brakes.pause();
  const shut = pause === undefined ? shutNow(request, now(parts)) : pausedRefusal(pause);
  return shut === undefined ? openingDialog(parts, request) : refusedDialog(inTheirZone(parts, shut.refusal, turn));
}

/** "Create and show", as it arrives: `pairing` is what was typed into the dialog that stands for `opening`. */
interface Pressed {
  readonly request: string;
  readonly opening: string;
  readonly pairing: string;
}

/** Nothing is read between the pass and its showing; the dialog before this one has just named them. */
function nameAtHand(parts: TapParts, request: TapRequest): string {
  return parts.names.known(request.target) ?? 'the person with you';
}

/**
 * Makes the pass and shows it: the number, then fresh facts, then the write-ahead in one compare-and-set with its audit row, then one
 * POST without retry, then the record that it was shown. A code that cannot be recorded as shown is not shown.
 */
export async function createAndShow(parts: TapParts, turn: Turn, pressed: Pressed): Promise<Reply> {
  const { request: id, opening } = pressed;
  const started = now(parts);
  const begun = await begin(parts, turn, pressed);
  if (!begun.ok) return repeatOrRefusal(parts, turn, id, begun.refusal);
  const request = begun.value;
  if (request.mistyped?.includes(opening)) return numberAgain(parts, request);
  if (request.state !== 'opening') return refusedDialog(takenBack(request));
  if (parts.settings.dryRun) return dryRun(parts, turn, request, opening);
  const spec = { lifetimeMinutes: request.lifetimeMinutes, usableOnce: request.usableOnce };
  const left = Math.max(1_000, OPENING_BUDGET_MS - (now(parts) - started));
  const creation = await parts.passes.create(request.target, spec, left);
  switch (creation.end) {
    case 'created':
      if (await recordShown(parts, request, opening, creation.pass))
        return passDialog(request, opening, creation, turn, { target: nameAtHand(parts, request), at: now(parts) });
      // Not recorded is not shown: the code is dropped here, and what this does not delete, the settling job does.
      await parts.passes.remove(request.target, creation.pass.id);
      return uncertainDialog();
    case 'refused':
      await advance(parts, SYSTEM, id, () =>
        done({
          event: { type: 'not-created', opening, at: now(parts) },
          act: 'pass.refused',
          facts: { opening, code: creation.refusal.code },
          uncounts: openingCounts(request.target, opening, now(parts)),
        }),
      );
      return refusedDialog(creation.refusal);
    case 'uncertain':
      await loseSight(parts, id, opening);
      return uncertainDialog();
  }
}

async function begin(parts: TapParts, turn: Turn, pressed: Pressed): Promise<Outcome<TapRequest>> {
  const { opening } = pressed;
  return advance(parts, actorOf(turn), pressed.request, async (request) => {
    const used = request.openings.some(({ id }) => id === opening);
    if (request.state !== 'approved' || used) return beginEvent(request, turn, opening, now(parts));
    // Nobody else can use up the tries, and nothing is typed in vain.
    if (!isRecipient(turn, request)) return refuse('not-recipient');
    const shut = shutNow(request, now(parts)) ?? (await checkNumber(parts, request, opening, pressed.pairing));
    if (shut !== undefined) return shut;
    const seen = await look(parts, 'open', turn.who, request.target, request);
    if (!seen.allowed.ok) return (await afterRefusal(parts, request, seen.allowed.refusal, seen)) ?? seen.allowed;
    const [stand, checked] = await Promise.all([
      approvalsStand(parts, request, seen.target),
      proofsStand(parts, request),
    ]);
    if (!checked.ok) return (await afterRefusal(parts, request, checked.refusal, seen)) ?? checked;
    if (!stand.ok && stand.refusal.code === 'facts-unread') return stand;
    if (!stand.ok) return askAgain(parts, request, seen, 'approver-left');
    const spec = { lifetimeMinutes: request.lifetimeMinutes, usableOnce: request.usableOnce };
    const usable = wouldWork(seen.target, spec, request.replaces?.pass);
    if (!usable.ok) return { ok: false, refusal: atOpening(seen.target, usable.refusal) };
    const { methods } = seen.target;
    if (!methods.known) return refuse('facts-unread', { what: 'the sign-in methods' });
    const at = now(parts);
    const before = methods.value.map((method) => method.id);
    return done({
      event: { type: 'begin-opening' as const, opening, by: turn.who, before, at },
      act: 'pass.opening',
      facts: { opening, ...existingFacts(seen.target, request.replaces?.pass), ...riskFacts(seen, at) },
      counts: openingCounts(request.target, opening, at),
      jobs: (next) => [settleJob(next, at + MINUTE, 'crash')],
    });
  });
}

/** In any other state the machine itself says why not, and whether this is a repeat. */
function beginEvent(request: TapRequest, turn: Turn, opening: string, at: number) {
  if (!isRecipient(turn, request)) return refuse('not-recipient');
  return done({
    event: { type: 'begin-opening' as const, opening, by: turn.who, before: [], at },
    act: 'pass.opening',
  });
}

async function recordShown(
  parts: TapParts,
  request: TapRequest,
  opening: string,
  pass: ExistingPass,
): Promise<boolean> {
  const at = now(parts);
  const endsAt = pass.startsAt + pass.lifetimeMinutes * MINUTE;
  try {
    const jobs: NewJob[] = [
      {
        key: `watch:${request.id}:${opening}`,
        dueAt: at + 15_000,
        body: {
          kind: 'watch-target',
          request: request.id,
          until: endsAt + DAY,
          seen: request.openings[0]?.before ?? [],
        },
      },
      { key: `end:${request.id}:${opening}`, dueAt: endsAt, body: { kind: 'end-pass', request: request.id } },
    ];
    jobs.push(...(await statusJobs(parts, { ...request, state: 'open' }, `open:${opening}`, [request.recipient])));
    const event = { type: 'created', opening, passId: pass.id, endsAt, at } as const;
    const recorded = await advance(parts, SYSTEM, request.id, () =>
      done({ event, act: 'pass.created', facts: { opening, passId: pass.id, endsAt }, jobs: () => jobs }),
    );
    return recorded.ok;
  } catch (error) {
    parts.observer.failure('tap.shown-unrecorded', error, { request: request.id });
    return false;
  }
}

async function loseSight(parts: TapParts, id: string, opening: string): Promise<void> {
  await advance(parts, SYSTEM, id, () =>
    done({
      event: { type: 'lose-sight', opening, at: now(parts) },
      act: 'pass.uncertain',
      facts: { opening },
      jobs: (next) => [settleJob(next, now(parts) + 2_000, `lost-${opening}`)],
    }),
  );
}

/** Teams repeats a slow invoke, sometimes under a new id: the same opening is answered calmly, another one alarms. */
async function repeatOrRefusal(parts: TapParts, turn: Turn, id: string, refusal: Refusal): Promise<Reply> {
  const request = await parts.ledger.request(id);
  if (request === undefined || !isRecipient(turn, request)) {
    if (request !== undefined) await noteWrongOpening(parts, turn, request);
    return refusedDialog(refusal);
  }
  if (refusal.code === 'pairing-missing' || refusal.code === 'pairing-wrong')
    return numberAgain(parts, request, refusal);
  if (refusal.code === 'already-shown') return shownBeforeDialog(request, turn);
  if (refusal.code === 'pass-appeared') return stoppedByPass(parts, turn, request, refusal);
  if (refusal.code === 'other-opening') await alarm(parts, request, 'opened from another window', turn.who);
  return refusedDialog(inTheirZone(parts, refusal, turn));
}

/** The machine gives moments as ISO; people read clock times. */
function inTheirZone(parts: TapParts, refusal: Refusal, turn: Turn): Refusal {
  const { time } = refusal.facts;
  return time === undefined
    ? refusal
    : { ...refusal, facts: { ...refusal.facts, time: dayAndTime(Date.parse(time), now(parts), turn.timeZone) } };
}

export function settleJob(request: TapRequest, dueAt: number, key: string): NewJob {
  return {
    key: `settle:${request.id}:${key}:${String(request.version)}`,
    dueAt,
    body: { kind: 'settle-pass', request: request.id },
  };
}

export function endJob(request: TapRequest, dueAt: number): NewJob {
  return {
    key: `end:${request.id}:${String(request.version)}`,
    dueAt,
    body: { kind: 'end-pass', request: request.id },
  };
}

async function dryRun(parts: TapParts, turn: Turn, request: TapRequest, opening: string): Promise<Reply> {
  await advance(parts, actorOf(turn), request.id, () =>
    done({
      event: { type: 'revoke', why: 'dry-run', at: now(parts) },
      act: 'pass.dry-run',
      facts: { opening },
      uncounts: openingCounts(request.target, opening, now(parts)),
    }),
  );
  return {
    kind: 'dialog',
    title: 'Your pass',
    view: notice(
      'Dry run: no pass was made',
      [
        'Keysmith is being tried out here (TAP_DRY_RUN). Everything but the pass itself has happened.',
        'Nothing was changed in Microsoft Entra.',
      ],
      { tone: 'attention' },
    ),
  };
}

async function noteWrongOpening(parts: TapParts, turn: Turn, request: TapRequest): Promise<void> {
  parts.observer.event('tap.wrong-opening', { request: request.id, who: turn.who });
  await parts.ledger.commit({
    audit: [
      {
        chain: request.id,
        at: now(parts),
        ...actorOf(turn),
        act: 'pass.opening-refused',
        facts: { code: 'not-recipient' },
      },
    ],
    jobs: [],
  });
}

function takenBack(request: TapRequest): Refusal {
  return request.state === 'denied'
    ? refuse(
        'request-over',
        { state: 'Microsoft Entra now shows something that rules a pass out' },
        'No pass was made.',
      ).refusal
    : refuse(
        'request-changed',
        { state: 'something has changed since it was approved, so it has to be approved again' },
        'No pass was made.',
      ).refusal;
}

function whyNot(request: TapRequest): Refusal {
  if (request.state === 'uncertain')
    return refuse('pass-uncertain', {}, 'A pass may exist for a moment. It is being deleted.').refusal;
  if (request.state === 'awaiting-proof') return refuse('needs-proof').refusal;
  if (request.state === 'expired') return refuse('opening-expired').refusal;
  return refuse('request-over', { state: stateInWords(request) }).refusal;
}
