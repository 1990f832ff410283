import { type TapRequest, isOver, isWaiting, stateInWords, currentOpening } from '../../domain/tap-request';
import { sentences } from '../notice';
import type { Button, Labelled, Lines, Tone, View } from '../views';
import { clockTime, dayAndTime, untilWords } from '../when';
import { zoneOf } from '../zone';
import { type TapParts, now } from './parts';
import { REASON_WORDS, RISK_WORDS, WAY_WORDS } from './words';

/*
 * How a request looks to those who are part of it. The same request gives the same card in Teams and in Slack, and a
 * posted card is drawn again from the request whenever it changes.
 */

export async function approvalCard(
  parts: TapParts,
  request: TapRequest,
  { keepWords, timeZone = 'UTC' }: { readonly keepWords: boolean; readonly timeZone?: string },
): Promise<View<'tap-approval'>> {
  const names = await namesIn(parts, request);
  const target = names(request.target);
  const waiting = request.state === 'awaiting-approval';
  const headline = waiting
    ? request.requester === request.target
      ? `${target} asks for a Temporary Access Pass`
      : `${names(request.requester)} asks for a Temporary Access Pass for ${target}`
    : `Temporary Access Pass for ${target}: ${stateInWords(request)}`;
  const outcome = outcomeLine(request, names, timeZone);
  const facts: Labelled[] = [
    { title: 'For', value: target },
    { title: 'Asked by', value: names(request.requester) },
    { title: 'Reason', value: REASON_WORDS[request.reason] },
    ...(waiting ? [{ title: 'Decide', value: untilWords(request.expiresAt, now(parts), timeZone) }] : []),
    ...(request.approvalsNeeded > 1
      ? [{ title: 'Approvals', value: `${String(request.approvals.length)} of ${String(request.approvalsNeeded)}` }]
      : []),
  ];
  return {
    card: 'tap-approval',
    data: {
      tone: toneOf(request),
      headline,
      facts,
      // Slack keeps what it is given: words that a person typed stay out of it.
      note: keepWords ? await wordsOf(parts, request.noteHash) : '',
      proofs: proofLines(request, names, timeZone),
      risk: riskLines(request),
      history: await historyLines(parts, request, timeZone),
      outcome,
      why: waiting
        ? 'You are asked because you are in the approvers group. Whoever asked, vouched or will receive the pass cannot decide.'
        : '',
      buttons: waiting ? decisionButtons(request) : [],
    },
    text: waiting
      ? `${headline}. Reason: ${REASON_WORDS[request.reason]}. Risk: ${riskLines(request).join(' ')}`
      : sentences([headline, outcome].filter((part) => part !== '')),
  };
}

export async function proofCard(
  parts: TapParts,
  request: TapRequest,
  as: 'manager' | 'agent',
  timeZone: string,
): Promise<View<'tap-proof'>> {
  const names = await namesIn(parts, request);
  const target = names(request.target);
  const waiting = request.state === 'awaiting-proof';
  const headline = waiting
    ? `Is it really ${target} who asks for a Temporary Access Pass?`
    : `Temporary Access Pass for ${target}: ${stateInWords(request)}`;
  const lines =
    as === 'manager'
      ? [
          `You are asked because the directory names you as ${target}'s manager.`,
          'Speak with them first: in person, by video, or by calling them back. A chat message is not enough.',
        ]
      : ['Check who is asking before anybody decides. Never call a number that the caller gives you.'];
  return {
    card: 'tap-proof',
    data: {
      tone: waiting ? 'attention' : toneOf(request),
      headline,
      facts: [
        { title: 'For', value: target },
        { title: 'Asked by', value: names(request.requester) },
        { title: 'Reason', value: REASON_WORDS[request.reason] },
        ...(waiting ? [{ title: 'Time left', value: untilWords(request.expiresAt, now(parts), timeZone) }] : []),
      ],
      note: as === 'manager' ? await wordsOf(parts, request.noteHash) : '',
      lines: waiting ? lines : [],
      outcome: waiting ? '' : (proofLines(request, names, timeZone)[0] ?? outcomeLine(request, names, timeZone)),
      buttons: waiting ? proofButtons(request, as) : [],
    },
    text: waiting ? `${headline} ${lines.join(' ')}` : headline,
  };
}

export async function statusCard(
  parts: TapParts,
  request: TapRequest,
  viewer: string,
  keepWords: boolean,
): Promise<View<'tap-status'>> {
  const names = await namesIn(parts, request);
  const timeZone = await zoneOf(parts.references, viewer);
  const mine = viewer === request.recipient;
  const headline = statusHeadline(request, mine, names(request.target));
  const lines = statusLines(parts, request, mine, names, timeZone);
  return {
    card: 'tap-status',
    data: {
      tone: toneOf(request),
      headline,
      facts: [
        ...(mine ? [] : [{ title: 'For', value: names(request.target) }]),
        ...(request.requester === viewer ? [] : [{ title: 'Asked by', value: names(request.requester) }]),
        { title: 'Reason', value: REASON_WORDS[request.reason] },
      ],
      note: keepWords ? await wordsOf(parts, request.denied?.reasonHash) : '',
      lines,
      buttons: statusButtons(request, viewer),
    },
    text: sentences([headline, ...lines]),
  };
}

/** An earlier message about a request: what was offered there is offered in the newest one only. */
export async function earlierCard(parts: TapParts, request: TapRequest, viewer: string): Promise<View<'tap-status'>> {
  const whose = viewer === request.recipient ? 'your pass' : `the pass for ${await parts.names.of(request.target)}`;
  const headline = `An earlier message about ${whose}`;
  const lines = ['See my newest message about it, further down.'];
  const data = { tone: 'neutral', headline, facts: [], note: '', lines, buttons: [] } as const;
  return { card: 'tap-status', data, text: sentences([headline, ...lines]) };
}

function statusHeadline(request: TapRequest, mine: boolean, target: string): string {
  const whose = mine ? 'Your pass' : `The pass for ${target}`;
  switch (request.state) {
    case 'awaiting-proof':
      return mine ? 'Your request is on its way' : `Your request for ${target} is on its way`;
    case 'awaiting-approval':
      return `${whose} is waiting for a decision`;
    case 'approved':
      return `${whose} is approved`;
    case 'opening':
    case 'open':
      return request.passGoneAt === undefined ? `${whose} has been opened` : `${whose} is used up or deleted`;
    case 'uncertain':
      return `${whose} is being cleaned up`;
    default:
      return `${whose}: ${stateInWords(request)}`;
  }
}

function statusLines(parts: TapParts, request: TapRequest, mine: boolean, names: NameOf, timeZone: string): Lines {
  const at = now(parts);
  const opening = currentOpening(request);
  switch (request.state) {
    case 'awaiting-proof':
      return [
        'First, your manager or a helpdesk agent checks that it is really you. Expect a call or a visit.',
        `The request is open ${untilWords(request.expiresAt, at, timeZone)}.`,
      ];
    case 'awaiting-approval':
      return ['The approvers have been asked.', `They have time ${untilWords(request.expiresAt, at, timeZone)}.`];
    case 'approved': {
      const until = untilWords(request.openUntil ?? request.expiresAt, at, timeZone);
      if (request.opensAt !== undefined && at < request.opensAt)
        return [`It can be opened from ${dayAndTime(request.opensAt, at, timeZone)} on.`];
      return mine
        ? [
            'Have your phone at hand and be somewhere nobody looks over your shoulder. The pass is made when you press the button, and shown once.',
            `You can open it ${until}.`,
          ]
        : [`${names(request.recipient)} can open it in Teams ${until}.`];
    }
    case 'open':
      return openLines(request, opening?.endsAt, mine, timeZone, at);
    case 'uncertain':
      return ['I am making sure that nothing is left behind. You will hear from me here.'];
    default:
      return endLines(request, names);
  }
}

function openLines(
  request: TapRequest,
  endsAt: number | undefined,
  mine: boolean,
  timeZone: string,
  at: number,
): Lines {
  if (request.passGoneAt !== undefined) return ['The pass is gone from Microsoft Entra.'];
  const until = endsAt === undefined ? '' : `It works ${untilWords(endsAt, at, timeZone)}.`;
  return mine
    ? [until, 'I am watching for your new passkey and will tell you here when it arrives.'].filter(
        (line) => line !== '',
      )
    : [until].filter((line) => line !== '');
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
      return ['If a pass is still needed, ask for a new one.'];
  }
}

function statusButtons(request: TapRequest, viewer: string): readonly Button[] {
  const buttons: Button[] = [];
  if (viewer === request.recipient && request.state === 'approved') {
    buttons.push({
      title: 'Show my pass',
      does: { verb: 'pass.open', request: request.id },
      opens: 'dialog',
      style: 'positive',
    });
  }
  if ((isWaiting(request) || request.state === 'approved') && [request.target, request.requester].includes(viewer)) {
    buttons.push({ title: 'Withdraw', does: { verb: 'pass.withdraw', request: request.id } });
  }
  if (request.state === 'open' && viewer === request.recipient) {
    buttons.push({
      title: 'I did not open this',
      does: { verb: 'method.not-mine', request: request.id },
      style: 'destructive',
    });
  }
  return buttons;
}

function decisionButtons(request: TapRequest): readonly Button[] {
  return [
    { title: 'Approve', does: { verb: 'pass.approve', request: request.id }, style: 'positive' },
    { title: 'Deny', does: { verb: 'pass.deny-form', request: request.id }, opens: 'dialog', style: 'destructive' },
  ];
}

function proofButtons(request: TapRequest, as: 'manager' | 'agent'): readonly Button[] {
  return [
    {
      title: as === 'manager' ? 'I have spoken with them' : 'I have checked who it is',
      does: { verb: 'pass.prove-form', request: request.id },
      opens: 'dialog',
      style: 'positive',
    },
    {
      title: as === 'manager' ? 'That is not them' : 'It is somebody else',
      does: { verb: 'pass.cannot-vouch', request: request.id },
      style: 'destructive',
    },
  ];
}

export type NameOf = (id: string) => string;

export async function namesIn(parts: TapParts, request: TapRequest): Promise<NameOf> {
  const ids = [
    request.target,
    request.requester,
    request.recipient,
    ...request.proofs.map(({ by }) => by),
    ...request.approvals.map(({ by }) => by),
  ];
  if (request.denied !== undefined && request.denied.by !== 'keysmith') ids.push(request.denied.by);
  const names = await parts.names.ofAll(ids);
  return (id) => (id === 'keysmith' ? 'Keysmith' : (names.get(id) ?? 'a colleague'));
}

async function wordsOf(parts: TapParts, hash: string | undefined): Promise<string> {
  return hash === undefined ? '' : ((await parts.ledger.words(hash)) ?? '');
}

export function proofLines(request: TapRequest, names: NameOf, timeZone: string): Lines {
  return request.proofs.map((proof) =>
    proof.as === 'manager'
      ? `${names(proof.by)}, the manager, spoke with them ${WAY_WORDS[proof.way]} at ${clockTime(proof.at, timeZone)}.`
      : `${names(proof.by)}, helpdesk, checked who it is ${WAY_WORDS[proof.way]} at ${clockTime(proof.at, timeZone)}.`,
  );
}

export function riskLines(request: TapRequest): Lines {
  return [`${RISK_WORDS[request.risk.level]}.`, ...request.risk.inputs.map((input) => `The account ${input.what}.`)];
}

async function historyLines(parts: TapParts, request: TapRequest, timeZone: string): Promise<Lines> {
  const earlier = (await parts.ledger.requestsFor(request.target, 4)).filter(({ id }) => id !== request.id).slice(0, 3);
  if (earlier.length === 0) return ['No earlier requests for this person.'];
  return earlier.map(
    (past) =>
      `${dayAndTime(past.createdAt, now(parts), timeZone)}: ${REASON_WORDS[past.reason]}, ${stateInWords(past)}.`,
  );
}

function outcomeLine(request: TapRequest, names: NameOf, timeZone: string): string {
  if (request.denied !== undefined)
    return `Denied by ${names(request.denied.by)} at ${clockTime(request.denied.at, timeZone)}.`;
  if (request.approvals.length === 0) return isOver(request) ? `Over: ${stateInWords(request)}.` : '';
  const by = request.approvals.map(
    (approval) =>
      `${names(approval.by)} (in ${approval.channel === 'slack' ? 'Slack' : 'Teams'}, ${clockTime(approval.at, timeZone)})`,
  );
  return `Approved by ${by.join(' and ')}.`;
}

function toneOf(request: TapRequest): Tone {
  switch (request.state) {
    case 'approved':
    case 'completed':
      return 'good';
    case 'denied':
    case 'revoked':
      return 'warning';
    case 'uncertain':
      return 'attention';
    default:
      return 'neutral';
  }
}
