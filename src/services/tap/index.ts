import { done } from '../../domain/refusal';
import type { Confirmed, PendingDecision } from '../confirming';
import { notice, refusalView } from '../notice';
import type { Choice, Reply, Turn } from '../turn';
import { rememberZone } from '../zone';
import { ask, status } from './ask';
import { askForm } from './ask-form';
import { amend, amendForm, askForChanges, changesForm } from './changes';
import { confirmedDecisions } from './confirm';
import { approve, deny, denyForm, review } from './decide';
import { dryRunDecisions, markedReplies } from './dry-run';
import { agreeToReplace } from './existing';
import { createAndShow, openDialog } from './open';
import { type TapParts, actorOf, advance, now, riskFacts, weigh } from './parts';
import { cannotVouch, prove, proveForm, showNumber } from './prove';
import { haveIt, notSeen } from './shown';
import { statusJobs } from './status-jobs';
import { liftStop } from './alarm';
import { mine, notMe } from './watch';

export type { TapParts } from './parts';
export { escalateRequest, remindApprovers } from './remind';
export { endPass, expireRequest, settlePass } from './settle';
export { tellTarget } from './told';
export { alarmContacts } from './alarm';
export { watchTarget } from './watch';

type TapChoice = Exclude<Extract<Choice, { verb: `pass.${string}` | `method.${string}` }>, { verb: 'method.contain' }>;

/** The life of a pass, as channels and the worker see it. Each step is a file of this folder. */
export class Tap {
  readonly #parts: TapParts;
  readonly confirmed: Confirmed<PendingDecision>;

  constructor(parts: TapParts) {
    this.#parts = parts;
    const confirmed = confirmedDecisions(parts);
    this.confirmed = parts.settings.dryRun ? dryRunDecisions(confirmed) : confirmed;
  }

  async choose(turn: Turn, choice: TapChoice): Promise<readonly Reply[]> {
    return markedReplies(this.#parts.settings.dryRun, await this.#chosen(turn, choice));
  }

  async #chosen(turn: Turn, choice: TapChoice): Promise<readonly Reply[]> {
    const parts = this.#parts;
    await rememberZone(parts.references, turn, now(parts));
    switch (choice.verb) {
      case 'pass.form':
        return [await askForm(parts, turn, choice)];
      case 'pass.ask':
        return ask(parts, turn, choice);
      case 'pass.status':
        return status(parts, turn, choice.request);
      case 'pass.withdraw':
        return withdraw(parts, turn, choice.request);
      case 'pass.prove-form':
        return [await proveForm(parts, turn, choice.request)];
      case 'pass.prove':
        return prove(parts, turn, choice.request, choice.way);
      case 'pass.replace':
        return agreeToReplace(parts, turn, choice.request, choice.pass);
      case 'pass.number':
        return [await showNumber(parts, turn, choice.request)];
      case 'pass.cannot-vouch':
        return cannotVouch(parts, turn, choice.request);
      case 'pass.review':
        return [await review(parts, turn, choice.request)];
      case 'pass.approve':
        return approve(parts, turn, choice.request, choice.question);
      case 'pass.changes-form':
        return [changesForm(choice.request)];
      case 'pass.changes':
        return askForChanges(parts, turn, choice.request, choice.what);
      case 'pass.amend-form':
        return [await amendForm(parts, turn, choice.request)];
      case 'pass.amend':
        return amend(parts, turn, choice.request, choice.note);
      case 'pass.deny-form':
        return [denyForm(choice.request)];
      case 'pass.deny':
        return deny(parts, turn, choice.request, choice.why);
      case 'pass.open':
        return [await openDialog(parts, turn, choice.request)];
      case 'pass.create':
        return [await createAndShow(parts, turn, choice)];
      case 'pass.not-seen':
        return [await notSeen(parts, turn, choice.request, choice.opening)];
      case 'pass.have-it':
        return [await haveIt(parts, turn, choice.request, choice.opening)];
      case 'method.mine':
        return mine(parts, turn, choice.request, choice.method);
      case 'method.not-mine':
        return notMe(parts, turn, choice.request);
      case 'method.lift-stop':
        return liftStop(parts, turn, choice.request);
    }
  }
}

async function withdraw(parts: TapParts, turn: Turn, id: string): Promise<readonly Reply[]> {
  const withdrawn = await advance(parts, actorOf(turn), id, async (request) => {
    const weighed = await weigh(parts, 'withdraw', turn.who, request.target, request);
    if (!weighed.ok) return weighed;
    const status = await statusJobs(parts, { ...request, state: 'withdrawn' }, 'withdrawn', [turn.who]);
    const at = now(parts);
    return done({
      event: { type: 'withdraw' as const, at },
      act: 'request.withdrawn',
      facts: riskFacts(weighed.value, at),
      jobs: () => status,
    });
  });
  if (!withdrawn.ok) return [{ kind: 'say', view: refusalView(withdrawn.refusal) }];
  return [
    {
      kind: 'say',
      view: notice(
        'Withdrawn',
        [
          withdrawn.value.removal === undefined ? 'No pass was made.' : 'Nothing was removed.',
          'The approvers see that it is over.',
        ],
        { tone: 'good' },
      ),
    },
  ];
}
