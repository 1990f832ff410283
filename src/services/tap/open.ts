import { DAY, MINUTE } from '../../domain/clock';
import type { ExistingPass } from '../../domain/methods';
import { higherRisk } from '../../domain/privilege';
import { type Outcome, type Refusal, done, refuse } from '../../domain/refusal';
import { type TapRequest, currentOpening } from '../../domain/tap-request';
import { notice } from '../notice';
import type { NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import { clockTime } from '../when';
import { alarm } from './alarm';
import { approvalsStand } from './approvers';
import { proofJobs, statusJob } from './ask';
import { passDialog, readyDialog, refusedDialog, shownBeforeDialog, uncertainDialog } from './dialogs';
import {
  type Change,
  OPENING_BUDGET_MS,
  SYSTEM,
  type TapParts,
  type Weighed,
  actorOf,
  advance,
  neededAt,
  now,
  riskFacts,
  weigh,
  wouldWork,
} from './parts';

/** "Show my pass": a dialog opens at once. Nothing is made yet. */
export async function openDialog(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return refusedDialog(refuse('request-unknown').refusal);
  if (turn.who !== request.recipient || turn.channel !== 'teams') {
    await noteWrongOpening(parts, turn, request);
    return refusedDialog(refuse('not-recipient').refusal);
  }
  const opening = currentOpening(request);
  if (opening !== undefined && (request.state === 'open' || request.state === 'opening')) {
    if (opening.seen) await alarm(parts, request, 'opened again after "I have it"', turn.who);
    return shownBeforeDialog(request, turn);
  }
  if (request.state !== 'approved') return refusedDialog(whyNot(request));
  return readyDialog(request, parts.ids.next());
}

/**
 * Makes the pass and shows it: fresh facts, then the write-ahead in one compare-and-set with its audit row, then one
 * POST without retry, then the record that it was shown. A code that cannot be recorded as shown is not shown.
 */
export async function createAndShow(parts: TapParts, turn: Turn, id: string, opening: string): Promise<Reply> {
  const started = now(parts);
  const begun = await begin(parts, turn, id, opening);
  if (!begun.ok) return repeatOrRefusal(parts, turn, id, begun.refusal);
  const request = begun.value;
  if (request.state !== 'opening') return refusedDialog(takenBack(request));
  if (parts.settings.dryRun) return dryRun(parts, turn, request, opening);
  const spec = { lifetimeMinutes: request.lifetimeMinutes, usableOnce: request.usableOnce };
  const left = Math.max(1_000, OPENING_BUDGET_MS - (now(parts) - started));
  const creation = await parts.passes.create(request.target, spec, left);
  switch (creation.end) {
    case 'created':
      if (await recordShown(parts, request, opening, creation.pass))
        return passDialog(request, opening, creation, turn, now(parts));
      // Not recorded is not shown: the code is dropped here, and what this does not delete, the settling job does.
      await parts.passes.remove(request.target, creation.pass.id);
      return uncertainDialog();
    case 'refused':
      await advance(parts, SYSTEM, id, () =>
        done({
          event: { type: 'not-created', opening, at: now(parts) },
          act: 'pass.refused',
          facts: { opening, code: creation.refusal.code },
        }),
      );
      return refusedDialog(creation.refusal);
    case 'uncertain':
      await loseSight(parts, id, opening);
      return uncertainDialog();
  }
}

async function begin(parts: TapParts, turn: Turn, id: string, opening: string): Promise<Outcome<TapRequest>> {
  if (turn.channel !== 'teams') return refuse('not-recipient');
  return advance(parts, actorOf(turn), id, async (request) => {
    if (request.state !== 'approved') return beginEvent(request, turn, opening, now(parts));
    const weighed = await weigh(parts, 'open', turn.who, request.target, request);
    if (!weighed.ok) return (await takeBack(parts, request, weighed.refusal)) ?? weighed;
    if (higherRisk(weighed.value.risk.level, request.risk.level))
      return askAgain(parts, request, weighed.value, 'risk-rose');
    const stand = await approvalsStand(parts, request, weighed.value.target);
    if (!stand.ok && stand.refusal.code === 'facts-unread') return stand;
    if (!stand.ok) return askAgain(parts, request, weighed.value, 'approver-left');
    const spec = { lifetimeMinutes: request.lifetimeMinutes, usableOnce: request.usableOnce };
    const usable = wouldWork(weighed.value.target, spec);
    if (!usable.ok) return usable;
    const { methods } = weighed.value.target;
    if (!methods.known) return refuse('facts-unread', { what: 'the sign-in methods' });
    const at = now(parts);
    const before = methods.value.map((method) => method.id);
    return done({
      event: { type: 'begin-opening' as const, opening, by: turn.who, before, at },
      act: 'pass.opening',
      facts: { opening, ...riskFacts(weighed.value, at) },
      jobs: (next) => [settleJob(next, at + MINUTE, 'crash')],
    });
  });
}

/** In any other state the machine itself says why not, and whether this is a repeat. */
function beginEvent(request: TapRequest, turn: Turn, opening: string, at: number) {
  if (request.recipient !== turn.who) return refuse('not-recipient');
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
    if (request.requester !== request.recipient) {
      jobs.push(await statusJob(parts, { ...request, state: 'open' }, request.requester, `open:${opening}`));
    }
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
  if (request === undefined || turn.who !== request.recipient) {
    if (request !== undefined) await noteWrongOpening(parts, turn, request);
    return refusedDialog(refusal);
  }
  if (refusal.code === 'already-shown') return shownBeforeDialog(request, turn);
  if (refusal.code === 'other-opening') await alarm(parts, request, 'opened from another window', turn.who);
  return refusedDialog(inTheirZone(refusal, turn));
}

/** The machine gives moments as ISO; people read clock times. */
function inTheirZone(refusal: Refusal, turn: Turn): Refusal {
  const { time } = refusal.facts;
  return time === undefined
    ? refusal
    : { ...refusal, facts: { ...refusal.facts, time: clockTime(Date.parse(time), turn.timeZone) } };
}

/** Once: the pass is deleted, its absence verified, and the opening starts over. */
export async function notSeen(parts: TapParts, turn: Turn, id: string, opening: string): Promise<Reply> {
  const hidden = await advance(parts, actorOf(turn), id, (request) => {
    if (request.recipient !== turn.who) return refuse('not-recipient');
    const at = now(parts);
    // A late repeat of the first "I did not see it" names an opening that is over, and ends nothing.
    if (request.replacedOnce && request.state === 'open' && currentOpening(request)?.id === opening)
      return done({
        event: { type: 'revoke' as const, why: 'hidden' as const, at },
        act: 'pass.revoked',
        facts: { why: 'hidden' },
        jobs: (next) => [endJob(next, at)],
      });
    return done({
      event: { type: 'not-seen' as const, opening, at },
      act: 'pass.not-seen',
      facts: { opening },
      jobs: (next) => [settleJob(next, at, `unseen-${opening}`)],
    });
  });
  if (!hidden.ok) return refusedDialog(hidden.refusal);
  if (hidden.value.state === 'revoked')
    return refusedDialog(refuse('not-seen-twice', {}, 'The pass is being deleted.').refusal);
  return {
    kind: 'close',
    text: 'Then it is deleted first. In a moment I will tell you here that you can open it again.',
  };
}

export async function haveIt(parts: TapParts, turn: Turn, id: string, opening: string): Promise<Reply> {
  const noted = await advance(parts, actorOf(turn), id, (request) =>
    request.recipient === turn.who
      ? done({ event: { type: 'have-it' as const, opening, at: now(parts) }, act: 'pass.seen', facts: { opening } })
      : refuse('not-recipient'),
  );
  if (!noted.ok) return refusedDialog(noted.refusal);
  return { kind: 'close', text: 'Good. I am watching for your passkey and will tell you in the chat when it arrives.' };
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

/** What is known now rules a pass out for good: the approval ends, and everybody is told. Luck (unread facts) ends nothing. */
async function takeBack(parts: TapParts, request: TapRequest, refusal: Refusal): Promise<Outcome<Change> | undefined> {
  const forGood = [
    'target-privileged',
    'target-emergency',
    'target-guest',
    'target-disabled',
    'target-risky',
    'target-frozen',
  ];
  if (!forGood.includes(refusal.code)) return undefined;
  const at = now(parts);
  const denied = { ...request, state: 'denied' as const };
  const status = await Promise.all(
    [...new Set([request.recipient, request.requester])].map((person) => statusJob(parts, denied, person, 'risk')),
  );
  return done({
    event: { type: 'deny' as const, by: 'keysmith', at },
    act: 'request.taken-back',
    facts: { code: refusal.code },
    jobs: () => status,
  });
}

/** Those who decided did not know of a risk that rose; and who may no longer decide has not decided. */
async function askAgain(
  parts: TapParts,
  request: TapRequest,
  { risk, target }: Weighed,
  why: 'risk-rose' | 'approver-left',
): Promise<Outcome<Change>> {
  const at = now(parts);
  const needed = neededAt(risk, parts.settings);
  const state = request.proofs.length < needed.proofsNeeded ? 'awaiting-proof' : 'awaiting-approval';
  const status = await statusJob(parts, { ...request, state }, request.recipient, `again:${String(request.version)}`);
  parts.observer.event('tap.taken-back', { request: request.id, why });
  const manager = target.manager.known ? target.manager.value?.id : undefined;
  const again = { ...request, version: request.version + 1, state } as const;
  const proofs = state === 'awaiting-proof' ? await proofJobs(parts, again, manager, at) : [];
  return done({
    event: { type: 'reassess' as const, risk, ...needed, at },
    act: `request.${why}`,
    facts: { from: request.risk.level, to: risk.level },
    jobs: (next: TapRequest) => [
      status,
      ...proofs,
      {
        key: `approvers:${next.id}:${String(next.version)}`,
        dueAt: at,
        body: { kind: 'ask-approvers' as const, request: next.id },
      },
    ],
  });
}

async function dryRun(parts: TapParts, turn: Turn, request: TapRequest, opening: string): Promise<Reply> {
  await advance(parts, actorOf(turn), request.id, () =>
    done({ event: { type: 'not-created', opening, at: now(parts) }, act: 'pass.dry-run', facts: { opening } }),
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
  return refuse('request-over', { state: request.state }).refusal;
}
