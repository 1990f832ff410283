import { MANAGER_OUT_WORDS } from '../../domain/line-manager';
import { proofsMissing } from '../../domain/proofs';
import { type TapRequest, isOver, stateInWords } from '../../domain/tap-request';
import type { Button, Lines, View } from '../views';
import { untilWords } from '../when';
import { type NameOf, namesIn, outcomeLine, proofLines, toneOf, wordsOf } from './cards';
import { type TapParts, now } from './parts';
import { REASON_WORDS } from './words';

export interface ProofReader {
  readonly as: 'manager' | 'agent';
  /** Whose own chat it is in; a room has none. */
  readonly viewer?: string;
  /** Slack keeps what it is given: words that a person typed stay out of it. */
  readonly keepWords: boolean;
  readonly timeZone: string;
}

/** To the manager in Teams, or to the helpdesk: check who is asking. Says which checks are there and what is missing. */
export async function proofCard(parts: TapParts, request: TapRequest, reader: ProofReader): Promise<View<'tap-proof'>> {
  const names = await namesIn(parts, request);
  const target = names(request.target);
  const waiting = request.state === 'awaiting-proof';
  const asked = waiting && !hasProved(request, reader.viewer);
  const headline = waiting
    ? `Is it really ${target} who ${request.requester === request.target ? 'asks for' : 'needs'} a Temporary Access Pass?`
    : `Temporary Access Pass for ${target}: ${stateInWords(request)}`;
  const lines = waiting ? waitingLines(request, reader, names, asked) : [];
  const there = proofLines(request, names, reader.timeZone).join(' ');
  return {
    card: 'tap-proof',
    data: {
      tone: asked ? 'attention' : toneOf(request),
      headline,
      facts: [
        { title: 'For', value: target },
        { title: 'Asked by', value: names(request.requester) },
        { title: 'Reason', value: REASON_WORDS[request.reason] },
        ...(request.recipientAs === 'manager'
          ? [{ title: 'Opened by', value: `${names(request.recipient)}, the manager` }]
          : []),
        ...(waiting ? [{ title: 'Time left', value: untilWords(request.expiresAt, now(parts), reader.timeZone) }] : []),
        ...(waiting && (request.proofsNeeded > 1 || request.proofs.length > 0)
          ? [{ title: 'Checks', value: checksWords(request) }]
          : []),
      ],
      note: reader.keepWords ? await wordsOf(parts, request.noteHash) : '',
      lines,
      outcome: there === '' && !waiting ? outcomeLine(request, names, reader.timeZone) : there,
      buttons: [...(asked ? proofButtons(request, reader.as) : []), ...numberButtons(request, reader)],
    },
    text: [headline, ...lines].join(' '),
  };
}

function hasProved(request: TapRequest, viewer: string | undefined): boolean {
  return viewer !== undefined && request.proofs.some((proof) => proof.by === viewer);
}

function waitingLines(request: TapRequest, { as }: ProofReader, names: NameOf, asked: boolean): Lines {
  const missing = missingLine(request, as === 'manager' ? 'you' : 'the manager');
  if (!asked) return [missing];
  const target = names(request.target);
  const how =
    as === 'manager'
      ? [
          `You are asked because the directory names you as ${target}'s manager.`,
          'Speak with them first: in person, by video, or by calling them back. A chat message is not enough.',
        ]
      : [
          'Check who is asking before anybody decides. Never call a number that the caller gives you.',
          ...(request.managerOut === undefined
            ? []
            : [`The helpdesk is asked because ${MANAGER_OUT_WORDS[request.managerOut]}.`]),
        ];
  return [
    ...how,
    as === 'manager' && request.recipientAs === 'manager'
      ? `You are to open the pass, so you get no number here: ${target} has one from the helpdesk and tells it to you then.`
      : 'Afterwards you get a six-digit number to read out to them, so keep them on the line.',
    ...(request.proofs.length > 0 || request.proofsNeeded > 1 ? [missing] : []),
  ];
}

function checksWords(request: TapRequest): string {
  const { count } = proofsMissing(request);
  return `${String(request.proofs.length)} of ${String(request.proofs.length + count)}`;
}

/** Which kind of check is still missing, and that one person does not count twice. `manager`: as the reader calls them. */
export function missingLine(
  request: TapRequest,
  manager: 'you' | 'your manager' | 'the manager' = 'the manager',
): string {
  const { count, agent } = proofsMissing(request);
  const managerIsIn = request.managerOut === undefined && !request.proofs.some(({ as }) => as === 'manager');
  if (count === 0) return 'Everybody who had to check has done so.';
  const who = !agent && managerIsIn ? `${manager} or a helpdesk agent` : 'a helpdesk agent';
  const mine = managerIsIn && manager === 'you';
  if (count === 1)
    return `One check is still missing: ${who}${request.proofs.length > 0 && !mine ? ', somebody else than before' : ''}.`;
  const two = mine ? 'you and a helpdesk agent, or two agents' : `${who}, two different people`;
  const both = agent && managerIsIn ? `a helpdesk agent, and ${manager} or another agent` : two;
  return `${String(count)} checks are still missing: ${both}.`;
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

/** In a room everybody sees the button, and only whoever checked gets the number, in a window of their own. */
function numberButtons(request: TapRequest, { viewer }: ProofReader): readonly Button[] {
  if (isOver(request) || request.state === 'open' || request.removal !== undefined) return [];
  const there = viewer === undefined ? request.proofs.some(({ as }) => as === 'agent') : hasProved(request, viewer);
  return there ? [numberButton(request)] : [];
}

export function numberButton(request: TapRequest): Button {
  return { title: 'Show my number again', does: { verb: 'pass.number', request: request.id }, opens: 'dialog' };
}
