import { MINUTE } from '../../domain/clock';
import type { ExistingPass } from '../../domain/methods';
import { passIsAlive } from '../../domain/readiness/pass';
import { type Outcome, done } from '../../domain/refusal';
import { type Opening, type TapRequest, currentOpening, isOver, mayHavePass } from '../../domain/tap-request';
import type { NewJob } from '../ports';
import { alarmJobs } from './alarm';
import { statusJob, statusJobs } from './status-jobs';
import { settleJob } from './open';
import { SYSTEM, type TapParts, advance, now } from './parts';

/** Our clock and Entra's may differ by this much … */
const CLOCKS_DIFFER = 10 * MINUTE;
/** … and a lost POST may land this late. */
const LANDS_WITHIN = 10 * MINUTE;
const STUCK_AFTER = MINUTE;
const SWEEPS = [1, 4, 11, 25].map((minutes) => minutes * MINUTE);
const LOOK_AGAIN = 20_000;
const REGISTER_WITHIN = 10 * MINUTE;

/** A job either is done, or comes back at a moment. */
export type JobEnd = 'done' | { readonly at: number };

/**
 * After a lost answer or a crash between POST and answer: whatever is ours is deleted and looked for until nothing of
 * it can be alive (design.md section 4, "Uncertain outcome"). Somebody else's pass is never touched.
 */
export async function settlePass(parts: TapParts, id: string): Promise<JobEnd> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return 'done';
  const opening = currentOpening(request);
  if (opening === undefined) return sweepLate(parts, request);
  if (request.state === 'opening') return rescueStuck(parts, request, opening);
  if (request.state !== 'uncertain') return sweepLate(parts, request);
  const clean = await removeOurs(parts, request, opening);
  if (!clean) return { at: now(parts) + LOOK_AGAIN };
  const at = now(parts);
  const status = await statusJob(parts, { ...request, state: 'approved' }, request.recipient, `settled:${opening.id}`);
  const settled = await advance(parts, SYSTEM, id, () =>
    done({
      event: { type: 'settled', at },
      act: 'pass.settled',
      facts: { opening: opening.id },
      jobs: (next) => [status, ...afterSettling(next, at)],
    }),
  );
  return settled.ok ? 'done' : { at: at + LOOK_AGAIN };
}

/** Looked for until its lifetime has ended: a lost POST may still land. */
export function sweepJobs(next: TapRequest, at: number): readonly NewJob[] {
  const sweeps = SWEEPS.map((after) => settleJob(next, at + after, `sweep${String(after)}`));
  return [...sweeps, settleJob(next, at + next.lifetimeMinutes * MINUTE, 'last-sweep')];
}

/** The grant that came back must still end. */
function afterSettling(next: TapRequest, at: number): readonly NewJob[] {
  const sweeps = sweepJobs(next, at);
  if (next.state !== 'approved' || next.openUntil === undefined) return sweeps;
  const expire = { kind: 'expire-request', request: next.id } as const;
  return [...sweeps, { key: `expire:${next.id}:${String(next.version)}`, dueAt: next.openUntil, body: expire }];
}

/** The process died between write-ahead and answer: after a minute nobody will answer any more. */
async function rescueStuck(parts: TapParts, request: TapRequest, opening: Opening): Promise<JobEnd> {
  const at = now(parts);
  if (Math.abs(at - opening.startedAt) < STUCK_AFTER) return { at: opening.startedAt + STUCK_AFTER };
  const lost = await advance(parts, SYSTEM, request.id, () =>
    done({
      event: { type: 'lose-sight', opening: opening.id, at },
      act: 'pass.uncertain',
      facts: { opening: opening.id },
    }),
  );
  return lost.ok ? { at } : 'done';
}

/** Openings whose pass was never seen and whose POST may have landed late. The one in flight is not ours to judge. */
async function sweepLate(parts: TapParts, request: TapRequest): Promise<JobEnd> {
  if (request.state === 'opening') return { at: now(parts) + LOOK_AGAIN };
  const current = currentOpening(request);
  const unseen = request.openings.filter(
    (opening) => opening.passId === undefined || opening !== current || isOver(request),
  );
  for (const opening of unseen) {
    if (!(await removeOurs(parts, request, opening))) return { at: now(parts) + LOOK_AGAIN };
  }
  return 'done';
}

/** True when Entra has been read afterwards and shows nothing of this opening. */
async function removeOurs(parts: TapParts, request: TapRequest, opening: Opening): Promise<boolean> {
  const found = await ours(parts, request, opening);
  if (!found.ok) return false;
  if (found.value.length === 0) return true;
  // A dry run deletes nothing: a pass from before it was switched on ends by itself, and is looked for until then.
  if (parts.settings.dryRun) return !found.value.some(passIsAlive);
  // A pass known by its fit alone may be the next opening's, made while Entra was being read.
  if (opening.passId === undefined && (await parts.ledger.request(request.id))?.version !== request.version)
    return false;
  for (const pass of found.value) {
    const removed = await parts.passes.remove(request.target, pass.id);
    if (!removed.ok) return false;
    await parts.ledger.commit({
      audit: [
        {
          chain: request.id,
          at: now(parts),
          ...SYSTEM,
          act: 'pass.deleted',
          facts: { opening: opening.id, passId: pass.id },
        },
      ],
      jobs: [],
    });
  }
  const left = await ours(parts, request, opening);
  return left.ok && left.value.length === 0;
}

async function ours(parts: TapParts, request: TapRequest, opening: Opening): Promise<Outcome<readonly ExistingPass[]>> {
  const passes = await parts.passes.list(request.target);
  return passes.ok ? done(passes.value.filter((pass) => isOurs(pass, request, opening))) : passes;
}

/** Ours by its id; or, when the answer was lost, one that fits the write-ahead in every way and was not there before. */
export function isOurs(pass: ExistingPass, request: TapRequest, opening: Opening): boolean {
  if (opening.passId !== undefined) return pass.id === opening.passId;
  if (opening.before.includes(pass.id) || request.openings.some((other) => other.passId === pass.id)) return false;
  const after = pass.createdAt - opening.startedAt;
  const near = after >= -CLOCKS_DIFFER && after <= CLOCKS_DIFFER + LANDS_WITHIN;
  return near && pass.lifetimeMinutes === request.lifetimeMinutes && pass.usableOnce === request.usableOnce;
}

/**
 * The pass has done its work, or its time is over: it is deleted, and Entra is read to see that it is gone.
 * A request whose method never came, or was never confirmed, ends ten minutes later.
 */
export async function endPass(parts: TapParts, id: string): Promise<JobEnd> {
  const request = await parts.ledger.request(id);
  const opening = request === undefined ? undefined : request.openings.findLast((made) => made.passId !== undefined);
  if (request === undefined || opening === undefined) return 'done';
  const until = passMayLive(request, opening);
  if (now(parts) < until) return { at: until };
  if (mayHavePass(request)) {
    const gone = await removePass(parts, request, opening);
    if (!gone) return { at: now(parts) + LOOK_AGAIN };
  }
  const current = await parts.ledger.request(id);
  if (current?.state !== 'open') return 'done';
  const wait = Math.max(opening.endsAt ?? 0, lastAppeared(current)) + REGISTER_WITHIN;
  return now(parts) < wait ? { at: wait } : giveUp(parts, current);
}

/** A timer of an earlier opening must not end a later pass before its time; a word from somebody ends it at once. */
function passMayLive(request: TapRequest, opening: Opening): number {
  if (request.state !== 'open' || request.confirmedMethod !== undefined) return 0;
  const end = opening.endsAt ?? 0;
  return unclaimed(request).length === 0 ? end : Math.min(end, lastAppeared(request) + REGISTER_WITHIN);
}

/** What somebody added and nobody said "It is me" about. A number that the target has noted ends no pass. */
function unclaimed(request: TapRequest): TapRequest['appeared'] {
  return request.appeared.filter(({ noted }) => noted !== true);
}

function lastAppeared(request: TapRequest): number {
  return Math.max(0, ...request.appeared.map((method) => method.at));
}

/**
 * Deletes our pass and records that it is gone. Used at once when somebody confirms or reports, and by the timer.
 * `toldAlready` reads of it in the answer to their own press.
 */
export async function removePass(
  parts: TapParts,
  request: TapRequest,
  opening: Opening,
  toldAlready?: string,
): Promise<boolean> {
  if (!(await removeOurs(parts, request, opening))) return false;
  const at = now(parts);
  const completes = request.state === 'open' && request.confirmedMethod !== undefined;
  const completed: TapRequest = { ...request, state: 'completed', passGoneAt: at };
  const told = toldAlready === undefined ? [] : [toldAlready];
  const jobs = completes ? await statusJobs(parts, completed, 'completed', told) : [];
  const gone = await advance(parts, SYSTEM, request.id, (latest) =>
    done({
      event: { type: 'pass-gone', at },
      act: latest.confirmedMethod === undefined ? 'pass.gone' : 'request.completed',
      facts: { opening: opening.id },
      jobs: () => jobs,
    }),
  );
  return gone.ok || gone.refusal.code === 'request-decided' || gone.refusal.code === 'request-over';
}

async function giveUp(parts: TapParts, request: TapRequest): Promise<JobEnd> {
  const at = now(parts);
  const why = unclaimed(request).length === 0 ? 'timed-out' : 'unconfirmed';
  const ended: TapRequest = { ...request, state: 'revoked', revokedWhy: why };
  const alarms =
    why === 'unconfirmed'
      ? await alarmJobs(parts, ended, 'a new sign-in method appeared, and nobody said "It is me"', 'unconfirmed')
      : [];
  const status = await statusJobs(parts, ended, 'gave-up');
  await advance(parts, SYSTEM, request.id, () =>
    done({
      event: { type: 'revoke', why, at },
      act: 'request.revoked',
      facts: { why },
      jobs: () => [...status, ...alarms],
    }),
  );
  return 'done';
}

/** The time to prove, decide or open is over. */
export async function expireRequest(parts: TapParts, id: string): Promise<JobEnd> {
  const request = await parts.ledger.request(id);
  if (request === undefined || isOver(request)) return 'done';
  const until = request.state === 'approved' ? (request.openUntil ?? request.expiresAt) : request.expiresAt;
  const at = now(parts);
  // The grant may come back from here, and must still end then.
  if (request.state === 'opening' || request.state === 'uncertain') return { at: at + MINUTE };
  if (!['awaiting-proof', 'awaiting-approval', 'approved'].includes(request.state)) return 'done';
  if (at < until) return { at: until };
  const status = await statusJobs(parts, { ...request, state: 'expired' }, 'expired');
  await advance(parts, SYSTEM, id, () =>
    done({ event: { type: 'expire', at }, act: 'request.expired', jobs: () => status }),
  );
  return 'done';
}
