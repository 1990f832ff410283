import { type Refusal, done, refuse } from '../../domain/refusal';
import { notice, refusalView } from '../notice';
import { removalApproval } from '../recovery/cards';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { approvalCard } from './approval-card';
import { decidersOf } from './approvers';
import { sendToConfirm } from './confirm';
import { type Decided, type Verdict, decide, decidedLine, decidedTitle } from './decision';
import { type TapParts, asWords, now, weigh } from './parts';

/** A decision needs the click of somebody who may, on facts read now; in Slack also their sign-in to Entra. */
export async function approve(parts: TapParts, turn: Turn, id: string, question: string): Promise<readonly Reply[]> {
  // The page that confirms shows the request as it is then, whatever the card in Slack said.
  return (await needsConfirmation(parts, turn, id))
    ? sendToConfirm(parts, turn, id, 'approve')
    : decideHere(parts, turn, { id, verdict: 'approve', words: undefined, question });
}

export async function deny(parts: TapParts, turn: Turn, id: string, why: string): Promise<readonly Reply[]> {
  if (why.trim() === '')
    return [{ kind: 'dialog', title: 'Deny', view: refusalView(refuse('reason-missing').refusal) }];
  return (await needsConfirmation(parts, turn, id))
    ? sendToConfirm(parts, turn, id, 'deny', why)
    : decideHere(parts, turn, { id, verdict: 'deny', words: asWords(why, now(parts)) });
}

/** The approval card for one who may decide; the refusal for everybody else. */
export async function review(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const request = await parts.ledger.request(id);
  if (request === undefined)
    return { kind: 'dialog', title: 'Request', view: refusalView(refuse('request-unknown').refusal) };
  const weighed = await weigh(parts, 'deny', turn.who, request.target, request);
  if (!weighed.ok) return { kind: 'dialog', title: 'Request', view: refusalView(weighed.refusal) };
  const deciders =
    request.state === 'awaiting-approval' ? await decidersOf(parts, request, weighed.value.target) : done([]);
  const reader = {
    keepWords: turn.channel === 'teams',
    timeZone: turn.timeZone,
    viewer: turn.who,
    deciders: deciders.ok ? deciders.value : [],
  };
  const view = await (request.removal === undefined ? approvalCard : removalApproval)(parts, request, reader);
  return { kind: 'dialog', title: 'Request', view };
}

export function denyForm(id: string): Reply {
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: 'Deny this request',
      intro: 'The person is told your reason in Teams. Nothing is made or removed.',
      choices: [],
      texts: [
        {
          id: 'why',
          label: 'Why?',
          placeholder: 'One sentence they can do something with.',
          maxLength: 300,
          required: true,
        },
      ],
      submit: { title: 'Deny', does: { verb: 'pass.deny', request: id }, style: 'destructive' },
    },
    text: 'Deny this request, with a reason.',
  };
  return { kind: 'dialog', title: 'Deny', view: form };
}

/** A Slack account is not an Entra account (design.md section 3); the operator may let that pass for standard risk. */
async function needsConfirmation(parts: TapParts, turn: Turn, id: string): Promise<boolean> {
  if (turn.channel !== 'slack') return false;
  if (!parts.settings.decideInSlackWithoutStepUp) return true;
  return (await parts.ledger.request(id))?.risk.level !== 'standard';
}

async function decideHere(parts: TapParts, turn: Turn, decision: Decided): Promise<readonly Reply[]> {
  const { verdict } = decision;
  const decided = await decide(
    parts,
    { who: turn.who, channel: turn.channel, identity: turn.identity, confirmed: turn.channel === 'teams' },
    decision,
  );
  if (!decided.ok) return [show(verdict, decided.refusal)];
  const title = await decidedTitle(parts, decided.value, verdict);
  const view = notice(title, [decidedLine(decided.value, verdict)], { tone: 'good' });
  return [verdict === 'deny' ? { kind: 'close', text: view.text } : { kind: 'say', view }];
}

/** The deny form is a dialog and shows its refusal there; the approve button has no dialog. */
function show(verdict: Verdict, refusal: Refusal): Reply {
  const view = refusalView(refusal);
  return verdict === 'deny' ? { kind: 'dialog', title: 'Not decided', view } : { kind: 'say', view };
}
