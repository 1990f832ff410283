import { done } from '../../domain/refusal';
import type { ConfirmedDecisions } from '../confirming';
import { notice, refusalView } from '../notice';
import type { Choice, Reply, Turn } from '../turn';
import { rememberZone } from '../zone';
import { ask, askForm, status, statusJob } from './ask';
import { approve, confirmedDecisions, deny, denyForm, review } from './decide';
import { createAndShow, haveIt, notSeen, openDialog } from './open';
import { type TapParts, actorOf, advance, now, weigh } from './parts';
import { cannotVouch, prove, proveForm } from './prove';
import { liftStop } from './alarm';
import { mine, notMe } from './watch';

export type { TapParts } from './parts';
export { endPass, expireRequest, settlePass } from './settle';
export { watchTarget } from './watch';

type TapChoice = Extract<Choice, { verb: `pass.${string}` | `method.${string}` }>;

/** The life of a pass, as channels and the worker see it. Each step is a file of this folder. */
export class Tap {
  readonly #parts: TapParts;
  readonly confirmed: ConfirmedDecisions;

  constructor(parts: TapParts) {
    this.#parts = parts;
    this.confirmed = confirmedDecisions(parts);
  }

  async choose(turn: Turn, choice: TapChoice): Promise<readonly Reply[]> {
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
      case 'pass.cannot-vouch':
        return cannotVouch(parts, turn, choice.request);
      case 'pass.review':
        return [await review(parts, turn, choice.request)];
      case 'pass.approve':
        return approve(parts, turn, choice.request);
      case 'pass.deny-form':
        return [denyForm(choice.request)];
      case 'pass.deny':
        return deny(parts, turn, choice.request, choice.why);
      case 'pass.open':
        return [await openDialog(parts, turn, choice.request)];
      case 'pass.create':
        return [await createAndShow(parts, turn, choice.request, choice.opening)];
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
    const others = [...new Set([request.recipient, request.requester])].filter((person) => person !== turn.who);
    const status = await Promise.all(
      others.map((person) => statusJob(parts, { ...request, state: 'withdrawn' }, person, 'withdrawn')),
    );
    return done({
      event: { type: 'withdraw' as const, at: now(parts) },
      act: 'request.withdrawn',
      jobs: () => status,
    });
  });
  if (!withdrawn.ok) return [{ kind: 'say', view: refusalView(withdrawn.refusal) }];
  return [
    {
      kind: 'say',
      view: notice('Withdrawn', ['No pass was made, and the approvers see that it is over.'], { tone: 'good' }),
    },
  ];
}
