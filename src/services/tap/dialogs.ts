import { MINUTE } from '../../domain/clock';
import { type Refusal, explain, refuse } from '../../domain/refusal';
import type { PairingNumber } from '../../domain/secret';
import { type TapRequest, currentOpening } from '../../domain/tap-request';
import { refusalView } from '../notice';
import type { PassCreation } from '../ports';
import type { Reply, Turn } from '../turn';
import type { Button, Lines, View } from '../views';
import { clockTime, untilWords } from '../when';

/*
 * The dialogs around "Show my pass". A dialog leaves nothing in the chat. This is the one file that takes a code out
 * of its wrapper.
 */

const TITLE = 'Your pass';

/** What whoever checked reads out: in the answer to their own form, or to their own press, and nowhere else. */
export function pairingDialog(number: PairingNumber, reader: string, lines: Lines): Reply {
  const digits = number.reveal();
  const view: View<'pairing-number'> = {
    card: 'pairing-number',
    data: { headline: `Read this number to ${reader} now`, number: `${digits.slice(0, 3)} ${digits.slice(3)}`, lines },
    text: `Your pairing number is shown in this window. Read it to ${reader}.`,
  };
  return { kind: 'dialog', title: 'Pairing number', view };
}

/** `numberFrom`: who read the number out. `wrong`: what was typed last did not fit. */
export function readyDialog(
  request: TapRequest,
  opening: string,
  { numberFrom, target, wrong }: { readonly numberFrom: string; readonly target: string; readonly wrong?: Refusal },
): Reply {
  const again = wrong === undefined ? undefined : explain(wrong);
  const forOneself = request.recipientAs === 'self';
  const ready = forOneself
    ? 'Have the phone or key at hand that you are going to set up. Nobody from the helpdesk will ever ask you for the code.'
    : `Be with ${target} when you open it: it is for their account, and they know the number.`;
  const view: View<'pass-opening'> = {
    card: 'pass-opening',
    data: {
      headline: again?.what ?? 'Ready when you are',
      lines: [
        ...(again === undefined ? [] : [again.next, again.changed]),
        'The pass is made in Microsoft Entra when you press the button, and shown here once.',
        ready,
      ],
      label: `The six-digit number from ${numberFrom}${forOneself ? '' : `, which ${target} knows`}`,
      create: {
        title: 'Create and show',
        does: { verb: 'pass.create', request: request.id, opening },
        style: 'positive',
      },
      others: [
        {
          title: forOneself ? 'I did not ask for this' : 'I know nothing of this',
          does: { verb: 'method.not-mine', request: request.id },
          style: 'destructive',
        },
      ],
    },
    text: 'Your pass is made when you press "Create and show", and shown once.',
    ...(wrong === undefined ? {} : { refused: wrong.code }),
  };
  return { kind: 'dialog', title: forOneself ? TITLE : `The pass for ${target}`, view };
}

/** `target`: whose pass it is, by name. */
export function passDialog(
  request: TapRequest,
  opening: string,
  { pass, code }: Extract<PassCreation, { end: 'created' }>,
  turn: Turn,
  { target, at }: { readonly target: string; readonly at: number },
): Reply {
  const endsAt = pass.startsAt + pass.lifetimeMinutes * MINUTE;
  const forOneself = request.recipientAs === 'self';
  const view: View<'pass-shown'> = {
    card: 'pass-shown',
    data: {
      ...(forOneself ? {} : { about: `Temporary Access Pass for ${target}` }),
      code: code.reveal(),
      until: `${pass.usableOnce ? 'Works once' : 'Works'}, ${untilWords(endsAt, at, turn.timeZone)}`,
      lines: [
        'It may need a minute before it works.',
        'I cannot show it again. Nobody from the helpdesk will ever ask you for it.',
        ...(forOneself ? [] : [`Let ${target} type it, and write it down nowhere.`]),
      ],
      steps: [
        {
          number: '1',
          text: `Open **Microsoft Authenticator** on ${forOneself ? 'your phone' : `the phone of ${target}`}. If it is not there, install it from the App Store or Google Play.`,
        },
        { number: '2', text: 'Press **+** (or **Add account**), then **Work or school account**, then **Sign in**.' },
        { number: '3', text: `Enter ${forOneself ? 'your' : 'their'} work e-mail address, then this pass.` },
        { number: '4', text: 'Go on until **Passkey** is listed. There are ten minutes after signing in.' },
      ],
      buttons: [
        { title: 'I have it', does: { verb: 'pass.have-it', request: request.id, opening } },
        { title: 'I did not see it', does: { verb: 'pass.not-seen', request: request.id, opening } },
      ],
    },
    text: 'The pass is shown in this dialog, once.',
  };
  return { kind: 'dialog', title: forOneself ? TITLE : `The pass for ${target}`, view };
}

/** A repeat of an opening is answered calmly: when it was shown, and what can be done now. */
export function shownBeforeDialog(request: TapRequest, turn: Turn): Reply {
  const opening = currentOpening(request);
  const ids = { request: request.id, opening: opening?.id ?? '' };
  const time = clockTime(opening?.shownAt ?? opening?.startedAt ?? 0, turn.timeZone);
  const replaceable = opening?.seen !== true && !request.replacedOnce;
  const buttons: Button[] = [];
  if (opening?.seen !== true) buttons.push({ title: 'I have it', does: { verb: 'pass.have-it', ...ids } });
  if (replaceable) buttons.push({ title: 'I did not see it', does: { verb: 'pass.not-seen', ...ids } });
  buttons.push({
    title: 'I did not press that',
    does: { verb: 'method.not-mine', request: request.id },
    style: 'destructive',
  });
  return {
    kind: 'dialog',
    title: TITLE,
    view: refusalView(refuse(replaceable ? 'already-shown' : 'shown-for-good', { time }).refusal, {
      tone: 'neutral',
      buttons,
    }),
  };
}

export function refusedDialog(refusal: Refusal): Reply {
  return { kind: 'dialog', title: TITLE, view: refusalView(refusal) };
}

export function uncertainDialog(): Reply {
  return refusedDialog(refuse('pass-uncertain', {}, 'A pass may exist for a moment. It is being deleted.').refusal);
}
