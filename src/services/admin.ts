import type { Pause } from '../domain/brakes';
import { type Outcome, type Refusal, done, refuse } from '../domain/refusal';
import type { DecisionPreview, PendingResume, SignedIn } from './confirming';
import { notice, refusalView } from './notice';
import type { AuditEntry, By, Identity } from './ports';
import { EFFECT } from './tap/announce';
import { BRAKES_CHAIN, announceJob } from './tap/brakes';
import { type TapParts, actorOf, now, weigh } from './tap/parts';
import type { Reply, Turn } from './turn';
import { agoWords } from './when';

/**
 * What the administrators of Keysmith (ADMIN_GROUP_ID) can do. Pausing only makes things safer, so it happens at once
 * in both products; resuming is confirmed with Entra when it is asked for in Slack, whatever
 * SLACK_DECIDE_WITHOUT_STEP_UP says: that setting is about decisions on one pass.
 */
export async function pause(parts: TapParts, turn: Turn): Promise<readonly Reply[]> {
  const may = await weigh(parts, 'pause', turn.who, turn.who);
  if (!may.ok) return refused(may.refusal);
  const at = now(parts);
  const paused: Pause = { by: turn.who, at, why: 'admin' };
  const audit = entry(parts, actorOf(turn), 'brakes.paused', { why: 'admin' });
  if (!(await parts.brakes.setPause(paused, audit, [announceJob('paused', paused)]))) {
    const since = await parts.brakes.pause();
    const when = since === undefined ? '' : `since ${agoWords(since.at, at)}`;
    return say(
      notice('Keysmith is paused already', [when === '' ? '' : `It has been ${when}.`, 'Nothing was changed.']),
    );
  }
  parts.observer.event('tap.paused', { why: 'admin', by: turn.who });
  const lines = [...EFFECT, 'The security contacts are told. Write "resume" when it can go on.'];
  return say(notice('Keysmith is paused', lines, { tone: 'attention' }));
}

export async function resume(parts: TapParts, turn: Turn): Promise<readonly Reply[]> {
  if (turn.channel === 'slack') return sendToConfirm(parts, turn);
  const lifted = await lift(parts, { who: turn.who, channel: turn.channel, identity: turn.identity, confirmed: true });
  if (!lifted.ok) return refused(lifted.refusal);
  return say(notice('Keysmith goes on', [RESUMED], { tone: 'good' }));
}

const RESUMED = 'Passes can be asked for and opened again. The security contacts are told.';

/** The browser side of a resume that was asked for in Slack. */
export function confirmedResume(parts: TapParts) {
  return {
    preview: async (pending: PendingResume): Promise<Outcome<DecisionPreview>> => {
      const paused = await named(parts, pending);
      if (!paused.ok) return paused;
      const { by, at, why } = paused.value;
      return done({
        version: at,
        headline: 'Let Keysmith make passes again',
        facts: [
          { title: 'Paused by', value: by === 'keysmith' ? 'Keysmith' : await parts.names.of(by) },
          { title: 'Since', value: agoWords(at, now(parts)) },
          { title: 'Why', value: why === 'admin' ? 'An administrator said so' : 'Too many openings within an hour' },
        ],
        risk: [],
        proofs: [],
      });
    },
    decideConfirmed: async (pending: PendingResume & SignedIn): Promise<Outcome<string>> => {
      const provable = await confirmable(parts, pending.person);
      if (!provable.ok) return provable;
      const lifted = await lift(
        parts,
        { who: pending.person, channel: 'slack', identity: pending.identity, confirmed: true },
        pending,
      );
      return lifted.ok ? done(`You resumed Keysmith. ${RESUMED}`) : lifted;
    },
  };
}

async function sendToConfirm(parts: TapParts, turn: Turn): Promise<readonly Reply[]> {
  const may = await weigh(parts, 'resume', turn.who, turn.who);
  if (!may.ok) return refused(may.refusal);
  const paused = await parts.brakes.pause();
  if (paused === undefined) return refused(refuse('not-paused').refusal);
  const provable = await confirmable(parts, turn.who);
  if (!provable.ok) return refused(provable.refusal);
  const intent = entry(parts, actorOf(turn), 'brakes.resume-intended', { pausedAt: paused.at });
  await parts.ledger.commit({ audit: [intent], jobs: [] });
  const url = await parts.tickets.confirmAddress({
    person: turn.who,
    request: 'brakes',
    version: paused.at,
    decision: 'resume',
  });
  const lines = [
    'Keysmith is resumed with your Entra account, not with a Slack account. It stays paused until then.',
    'The link works for 10 minutes, once, and only for you.',
  ];
  const links = [{ title: 'Confirm with Microsoft Entra', url }];
  return [{ kind: 'dialog', title: 'Confirm with Entra', view: notice(ONE_MORE_STEP, lines, { links }) }];
}

const ONE_MORE_STEP = 'One more step: confirm it is you';

/** Where what protects the confirmation exempts this person, it would prove nothing. */
async function confirmable(parts: TapParts, who: string): Promise<Outcome<void>> {
  if (!(await parts.stepUpReady())) return refuse('step-up-absent');
  const reaches = await parts.stepUpReaches(who);
  if (!reaches.ok) return reaches;
  return reaches.value ? done(undefined) : refuse('step-up-absent');
}

interface Lifter {
  readonly who: string;
  readonly channel: 'teams' | 'slack';
  readonly identity: Identity | undefined;
  readonly confirmed: boolean;
}

/** Lifts the pause that stands there, or only the one that was named on the page. */
async function lift(parts: TapParts, by: Lifter, pending?: PendingResume): Promise<Outcome<Pause>> {
  const may = await weigh(parts, 'resume', by.who, by.who);
  if (!may.ok) return may;
  const paused = await named(parts, pending);
  if (!paused.ok) return paused;
  const facts = { pausedAt: paused.value.at, pausedWhy: paused.value.why, confirmed: by.confirmed };
  const audit = entry(parts, { actor: by.who, channel: by.channel, identity: by.identity }, 'brakes.resumed', facts);
  const told = announceJob('resumed', { ...paused.value, by: by.who, at: audit.at });
  if (!(await parts.brakes.liftPause(paused.value, audit, [told]))) return refuse('not-paused');
  parts.observer.event('tap.resumed', { by: by.who });
  return paused;
}

async function named(parts: TapParts, pending?: PendingResume): Promise<Outcome<Pause>> {
  const paused = await parts.brakes.pause();
  if (paused === undefined) return refuse('not-paused');
  if (pending !== undefined && pending.version !== paused.at)
    return refuse('request-changed', { state: 'Keysmith was resumed and paused again' });
  return done(paused);
}

function entry(parts: TapParts, who: By, act: string, facts: AuditEntry['facts']): AuditEntry {
  return { chain: BRAKES_CHAIN, at: now(parts), ...who, act, facts };
}

function refused(refusal: Refusal): readonly Reply[] {
  return say(refusalView(refusal));
}

function say(view: ReturnType<typeof notice>): readonly Reply[] {
  return [{ kind: 'say', view }];
}
