import { MINUTE } from '../../domain/clock';
import { refuse } from '../../domain/refusal';
import { notice, refusalView } from '../notice';
import { takesPlace } from '../places';
import type { AuditEntry, AuditFacts } from '../ports';
import { type TapParts, actorOf, now, weigh } from '../tap/parts';
import type { Reply, Turn } from '../turn';

/**
 * "End my sessions": only ever makes an account safer, so the person's own word in Teams is enough, at once. Written
 * ahead like everything that Entra is asked to do.
 */
export async function endOwnSessions(parts: TapParts, turn: Turn): Promise<readonly Reply[]> {
  if (turn.channel !== 'teams') return [{ kind: 'say', view: refusalView(refuse('only-in-teams').refusal) }];
  const weighed = await weigh(parts, 'end-own-sessions', turn.who, turn.who);
  if (!weighed.ok) return [{ kind: 'say', view: refusalView(weighed.refusal) }];
  const before = await parts.sessions.validFrom(turn.who);
  if (!before.ok) return [{ kind: 'say', view: refusalView(before.refusal) }];
  const at = now(parts);
  if (!(await parts.seen.first(`sessions:${turn.who}`, at, ALONE_MS))) return [{ kind: 'say', view: ENDING }];
  if (!(await takesPlace(parts.seen, `sessions:${turn.who}`, PER_HOUR, at)))
    return [{ kind: 'say', view: refusalView(refuse('sessions-often', { most: String(PER_HOUR) }).refusal) }];
  await note(parts, turn, 'sessions.revoking', {});
  if (parts.settings.dryRun) {
    await note(parts, turn, 'sessions.dry-run', {});
    return [
      { kind: 'say', view: notice('Dry run: no session was ended', ['Nothing was changed in Microsoft Entra.']) },
    ];
  }
  const end = await parts.sessions.end(turn.who);
  if (end.end === 'refused') {
    await note(parts, turn, 'sessions.refused', { code: end.refusal.code });
    return [{ kind: 'say', view: refusalView(end.refusal) }];
  }
  const done = end.end === 'removed' || (end.end === 'uncertain' && (await hasMoved(parts, turn.who, before.value)));
  await note(parts, turn, done ? 'sessions.revoked' : 'sessions.uncertain', {});
  return [{ kind: 'say', view: done ? ENDED : refusalView(refuse('sessions-uncertain', {}, PERHAPS).refusal) }];
}

/** Whoever has somebody's chat cannot sign them out all day long. */
const PER_HOUR = 5;

/** Two presses at once, also on two replicas, are one. */
const ALONE_MS = MINUTE;

const ENDING = notice('Your sessions are being ended already', [
  'If a device is still signed in after that, press the button again in a minute.',
  'This press changed nothing.',
]);

const ENDED = notice(
  'Your sessions are ended',
  [
    'Every device has to sign in again; some notice it only after up to an hour.',
    'Your sign-in methods are as they were.',
  ],
  { tone: 'good' },
);

const PERHAPS = 'Your sessions may have been ended, or not. Nothing else was changed.';

async function hasMoved(parts: TapParts, person: string, before: number): Promise<boolean> {
  const after = await parts.sessions.validFrom(person);
  return after.ok && after.value !== before;
}

async function note(parts: TapParts, turn: Turn, act: string, facts: AuditFacts): Promise<void> {
  const entry: AuditEntry = {
    chain: `person:${turn.who}`,
    at: now(parts),
    ...actorOf(turn),
    act,
    facts: { target: turn.who, ...facts },
  };
  await parts.ledger.commit({ audit: [entry], jobs: [] });
}
