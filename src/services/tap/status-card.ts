import { MANAGER_OUT_WORDS } from '../../domain/line-manager';
import { pairedProofs } from '../../domain/proofs';
import { type TapRequest, currentOpening, isOver, isWaiting, stateInWords } from '../../domain/tap-request';
import { sentences } from '../notice';
import type { Button, Lines, View } from '../views';
import { dayAndTime, untilWords } from '../when';
import { zoneOf } from '../zone';
import { type NameOf, namesIn, toneOf, whoAndWhy, wordsOf } from './cards';
import { type TapParts, now } from './parts';
import { missingLine, numberButton } from './proof-card';

interface Reader {
  readonly viewer: string;
  readonly names: NameOf;
  readonly timeZone: string;
  readonly at: number;
}

/** The request as the people it is about or by see it: target, recipient and requester. */
export async function statusCard(
  parts: TapParts,
  request: TapRequest,
  viewer: string,
  keepWords: boolean,
): Promise<View<'tap-status'>> {
  const names = await namesIn(parts, request);
  const reader = { viewer, names, timeZone: await zoneOf(parts.references, viewer), at: now(parts) };
  const headline = statusHeadline(request, reader);
  const lines = statusLines(request, reader);
  return {
    card: 'tap-status',
    data: {
      tone: toneOf(request),
      headline,
      facts: [
        ...whoAndWhy(request, names, viewer),
        ...(request.recipientAs === 'manager'
          ? [{ title: 'Opened by', value: `${names(request.recipient)}, the manager` }]
          : []),
      ],
      note: keepWords ? await wordsOf(parts, request.denied?.reasonHash ?? askedOf(request, viewer)) : '',
      lines,
      buttons: statusButtons(request, viewer),
    },
    text: sentences([headline, ...lines]),
  };
}

function askedOf({ state, changesAsked, requester }: TapRequest, viewer: string): string | undefined {
  return state === 'awaiting-approval' && viewer === requester ? changesAsked?.whatHash : undefined;
}

/** An earlier message about a request: what was offered there is offered in the newest one only. */
export async function earlierCard(parts: TapParts, request: TapRequest, viewer: string): Promise<View<'tap-status'>> {
  const what = request.removal === undefined ? 'pass' : 'removal';
  const whose = viewer === request.target ? `your ${what}` : `the ${what} for ${await parts.names.of(request.target)}`;
  const headline = `An earlier message about ${whose}`;
  const lines = ['See my newest message about it, further down.'];
  const data = { tone: 'neutral', headline, facts: [], note: '', lines, buttons: [] } as const;
  return { card: 'tap-status', data, text: sentences([headline, ...lines]) };
}

function statusHeadline(request: TapRequest, { viewer, names, at }: Reader): string {
  const mine = viewer === request.target;
  const whose = mine ? 'Your pass' : `The pass for ${names(request.target)}`;
  switch (request.state) {
    case 'awaiting-proof':
      if (mine)
        return request.requester === viewer
          ? 'Your request is on its way'
          : `${names(request.requester)} asks for a pass for you`;
      return `${viewer === request.requester ? 'Your' : 'A'} request for ${names(request.target)} is on its way`;
    case 'awaiting-approval':
      return request.changesAsked === undefined
        ? `${whose} is waiting for a decision`
        : `${whose}: the approvers want to know more`;
    case 'approved':
      return viewer === request.recipient && at >= (request.opensAt ?? at)
        ? `${whose} is approved: open it now`
        : `${whose} is approved`;
    case 'opening':
    case 'open':
      return request.passGoneAt === undefined ? `${whose} has been opened` : `${whose} is used up or deleted`;
    case 'uncertain':
      return `${whose} is being cleaned up`;
    default:
      return `${whose}: ${stateInWords(request)}`;
  }
}

function statusLines(request: TapRequest, reader: Reader): Lines {
  const { at, timeZone } = reader;
  switch (request.state) {
    case 'awaiting-proof':
      return [
        ...proofLinesFor(request, reader),
        ...firstDayLine(request, reader),
        `The request is open ${untilWords(request.expiresAt, at, timeZone)}.`,
      ];
    case 'awaiting-approval':
      if (request.changesAsked !== undefined) return changesLines(request, reader);
      return [
        'The approvers have been asked.',
        ...firstDayLine(request, reader),
        `They have time ${untilWords(request.expiresAt, at, timeZone)}.`,
      ];
    case 'approved':
      return approvedLines(request, reader);
    case 'open':
      return openLines(request, reader);
    case 'uncertain':
      return ['I am making sure that nothing is left behind. You will hear from me here.'];
    default:
      return endLines(request, reader.names);
  }
}

/** What an approver wants to know stands in the note in Teams; in Slack only the form shows it. */
function changesLines(request: TapRequest, { viewer, names, at, timeZone }: Reader): Lines {
  const by = request.changesAsked === undefined ? 'An approver' : names(request.changesAsked.by);
  return [
    viewer === request.requester
      ? `${by} asks you to change it first. Press **Change my request** to read what is asked, and answer.`
      : `${by} asked ${names(request.requester)} to change it first. Nobody approves it until then.`,
    `There is time ${untilWords(request.expiresAt, at, timeZone)}.`,
  ];
}

function proofLinesFor(request: TapRequest, { viewer }: Reader): Lines {
  const why =
    request.managerOut === undefined
      ? []
      : [`The helpdesk checks it alone, because ${MANAGER_OUT_WORDS[request.managerOut]}.`];
  if (viewer !== request.target) return [missingLine(request), ...why];
  const who = request.managerOut === undefined ? 'your manager or a helpdesk agent' : 'a helpdesk agent';
  const first =
    request.proofs.length === 0
      ? `First, ${who} checks that it is really you. Expect a call or a visit.`
      : missingLine(request, 'your manager');
  return [first, ...why, 'They tell you a six-digit number. Remember it: the pass is not made without it.'];
}

/** For a first working day: from when on it can be opened. */
function firstDayLine({ opensAt }: TapRequest, { at, timeZone }: Reader): Lines {
  return opensAt !== undefined && at < opensAt
    ? [`It can be opened from ${dayAndTime(opensAt, at, timeZone)} on.`]
    : [];
}

function approvedLines(request: TapRequest, reader: Reader): Lines {
  const { viewer, names, timeZone, at } = reader;
  const until = untilWords(request.openUntil ?? request.expiresAt, at, timeZone);
  const early = firstDayLine(request, reader);
  if (viewer !== request.recipient) return [...early, `${names(request.recipient)} can open it in Teams ${until}.`];
  const whose = pairedProofs(request)
    .map(({ by }) => names(by))
    .join(' or ');
  return [
    ...early,
    request.recipientAs === 'self'
      ? 'Have the phone or key at hand that you are going to set up, and be somewhere nobody looks over your shoulder. The pass is made when you press the button, and shown once.'
      : `Be with ${names(request.target)} first. The pass is made when you press the button, and shown once.`,
    request.recipientAs === 'self'
      ? `You need the six-digit number that ${whose} told you.`
      : `You need the six-digit number that ${whose} told ${names(request.target)}.`,
    `You can open it ${until}.`,
  ];
}

function openLines(request: TapRequest, { viewer, timeZone, at }: Reader): Lines {
  if (request.passGoneAt !== undefined) return ['The pass is gone from Microsoft Entra.'];
  const endsAt = currentOpening(request)?.endsAt;
  return [
    ...(endsAt === undefined ? [] : [`It works ${untilWords(endsAt, at, timeZone)}.`]),
    ...(viewer === request.target
      ? ['I am watching for your new passkey and will tell you here when it arrives.']
      : []),
  ];
}

function endLines(request: TapRequest, names: NameOf): Lines {
  switch (request.state) {
    case 'completed':
      return [
        'The new method is registered, and the pass is deleted.',
        'With a second method, a lost phone will not lock you out.',
      ];
    case 'denied':
      return [
        request.denied === undefined || request.denied.by === 'keysmith'
          ? 'Microsoft Entra shows something that rules a pass out.'
          : `${names(request.denied.by)} said no.`,
        'No pass was made. The helpdesk can help you further.',
      ];
    case 'expired':
      return ['The time ran out. No pass is left behind.', 'If it is still needed, ask again.'];
    case 'withdrawn':
      return ['No pass was made.'];
    default:
      return request.revokedWhy === 'reported'
        ? ['The security contacts have been told. Nothing is issued for this account until they have looked.']
        : ['If a pass is still needed, ask for a new one.'];
  }
}

function statusButtons(request: TapRequest, viewer: string): readonly Button[] {
  const buttons: Button[] = [];
  if (viewer === request.recipient && request.state === 'approved') {
    buttons.push({
      title: viewer === request.target ? 'Show my pass' : 'Show the pass',
      does: { verb: 'pass.open', request: request.id },
      opens: 'dialog',
      style: 'positive',
    });
  }
  const unopened = !isOver(request) && !['opening', 'open'].includes(request.state);
  if (unopened && viewer !== request.recipient && request.proofs.some(({ by }) => by === viewer))
    buttons.push(numberButton(request));
  if (request.state === 'awaiting-approval' && request.changesAsked !== undefined && viewer === request.requester) {
    buttons.push({
      title: 'Change my request',
      does: { verb: 'pass.amend-form', request: request.id },
      opens: 'dialog',
      style: 'positive',
    });
  }
  if ((isWaiting(request) || request.state === 'approved') && [request.target, request.requester].includes(viewer)) {
    buttons.push({ title: 'Withdraw', does: { verb: 'pass.withdraw', request: request.id } });
  }
  // The steps stood in the dialog, which is closed by now.
  if (request.state === 'open' && request.passGoneAt === undefined && viewer === request.target) {
    const does = { verb: 'start', flow: 'register-passkey' };
    buttons.push({ title: 'Show me the steps', does, style: 'positive' });
  }
  if (request.state === 'open' && [request.recipient, request.target].includes(viewer)) {
    buttons.push({
      title: viewer === request.recipient ? 'I did not open this' : 'This was not me',
      does: { verb: 'method.not-mine', request: request.id },
      style: 'destructive',
    });
  }
  return buttons;
}
