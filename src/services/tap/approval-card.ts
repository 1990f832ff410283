import { MINUTE } from '../../domain/clock';
import { isAtRisk } from '../../domain/privilege';
import { type Seat, openSeats } from '../../domain/seats';
import { type TapRequest, stateInWords } from '../../domain/tap-request';
import { questionOf } from '../../domain/question';
import { sentences } from '../notice';
import type { Button, Labelled, Lines, View } from '../views';
import { clockTime, dayAndTime, spanWords, untilWords } from '../when';
import { replacesLines } from './existing';
import type { Decider } from './approvers';
import { type NameOf, namesIn, outcomeLine, proofLines, riskLines, toneOf, wordsOf } from './cards';
import { type TapParts, now } from './parts';
import { REASON_WORDS, SEAT_WORDS } from './words';

export interface ApprovalReader {
  /** Slack keeps what it is given: words that a person typed stay out of it. */
  readonly keepWords: boolean;
  readonly timeZone?: string;
  /** Whose own chat it is in; a room has none. */
  readonly viewer?: string;
  /** Who could still decide, as far as it was read for this drawing. */
  readonly deciders?: readonly Decider[];
}

const NAMED_AT_MOST = 6;
const EARLIER_AT_MOST = 3;

/** The request as an approver sees it, in Teams and Slack, before and after the decision. */
export async function approvalCard(
  parts: TapParts,
  request: TapRequest,
  { keepWords, timeZone = 'UTC', viewer, deciders = [] }: ApprovalReader,
): Promise<View<'tap-approval'>> {
  const names = await namesIn(parts, request);
  const target = names(request.target);
  const waiting = request.state === 'awaiting-approval';
  const headline = waiting
    ? request.requester === request.target
      ? `${target} asks for a Temporary Access Pass`
      : `${names(request.requester)} asks for a Temporary Access Pass for ${target}`
    : `Temporary Access Pass for ${target}: ${stateInWords(request)}`;
  const outcome = [
    outcomeLine(request, names, timeZone),
    changesLine(request, names, timeZone),
    nextLine(request, names, now(parts), timeZone),
  ];
  const said = sentences(outcome.filter((part) => part !== ''));
  const why = waiting ? whyAsked(request, viewer, deciders) : '';
  const facts = [
    ...aboutFacts(request, names, now(parts), timeZone),
    ...(waiting ? waitingFacts(request, timeZone, now(parts)) : []),
    ...(waiting && keepWords && request.changesAsked !== undefined
      ? [{ title: 'Changes asked', value: await wordsOf(parts, request.changesAsked.whatHash) }]
      : []),
  ];
  return {
    card: 'tap-approval',
    data: {
      tone: toneOf(request),
      headline,
      facts,
      note: keepWords ? await wordsOf(parts, request.noteHash) : '',
      proofs: proofLines(request, names, timeZone),
      risk: [...riskLines(request), ...(await replacesLines(parts, request, timeZone))],
      history: await historyLines(parts, request, names, timeZone),
      outcome: said,
      why,
      buttons: waiting ? decisionButtons(request) : [],
    },
    text: waiting
      ? sentences([headline, `Reason: ${REASON_WORDS[request.reason]}`, `Risk: ${riskLines(request).join(' ')}`, why])
      : sentences([headline, said].filter((part) => part !== '')),
  };
}

/** What is asked for; the card and the page that confirms it in a browser show the same. */
export function aboutFacts(request: TapRequest, names: NameOf, at: number, timeZone: string): readonly Labelled[] {
  const how = `works ${request.usableOnce ? 'once' : 'more than once'}, for ${spanWords(request.lifetimeMinutes * MINUTE)}`;
  return [
    { title: 'For', value: names(request.target) },
    { title: 'Asked by', value: names(request.requester) },
    { title: 'Reason', value: REASON_WORDS[request.reason] },
    ...(request.removal === undefined
      ? [
          { title: 'Pass', value: how },
          {
            title: 'Opened by',
            value:
              request.recipientAs === 'self' ? names(request.recipient) : `${names(request.recipient)}, the manager`,
          },
          ...(request.opensAt === undefined
            ? []
            : [{ title: 'Opens', value: `from ${dayAndTime(request.opensAt, at, timeZone)} on` }]),
        ]
      : []),
  ];
}

export function waitingFacts(request: TapRequest, timeZone: string, at: number): readonly Labelled[] {
  const several = request.approvalsNeeded > 1 || isAtRisk(request.risk);
  return [
    { title: 'Decide', value: untilWords(request.expiresAt, at, timeZone) },
    ...(several
      ? [
          {
            title: 'Approvals',
            value: `${String(request.approvals.length)} of ${String(request.approvalsNeeded)}; still needed: ${missing(openSeats(request.risk, request))}`,
          },
        ]
      : []),
  ];
}

/** "a security contact and 2 approvers". */
function missing(open: readonly Seat[]): string {
  const kinds = [...new Set(open)];
  return kinds
    .map((kind) => {
      const count = open.filter((seat) => seat === kind).length;
      return count === 1 ? SEAT_WORDS[kind].one : `${String(count)} ${SEAT_WORDS[kind].many}`;
    })
    .join(' and ');
}

/** Why the reader is asked, who else can decide, and who cannot. */
function whyAsked(request: TapRequest, viewer: string | undefined, deciders: readonly Decider[]): string {
  const mine = deciders.find(({ person }) => person.id === viewer);
  const seat = mine?.seats[0] ?? openSeats(request.risk, request)[0] ?? 'approver';
  const because =
    mine?.escalated === true
      ? 'You are asked because nobody has decided so far, and you are in the group that is asked then'
      : `You are asked because you are ${SEAT_WORDS[seat].one}`;
  const others = deciders.filter(({ person }) => person.id !== viewer).map(({ person }) => person.displayName);
  const more = others.length - NAMED_AT_MOST;
  const named = others.slice(0, NAMED_AT_MOST).join(', ');
  const partless =
    request.removal === undefined
      ? 'Whoever asked, checked who it is or will receive the pass cannot decide'
      : 'Whoever asked or checked who it is cannot decide';
  return `${[
    because,
    ...(others.length === 0
      ? []
      : [
          `${viewer === undefined ? 'Asked are' : 'Also asked'}: ${named}${more > 0 ? ` and ${String(more)} more` : ''}`,
        ]),
    partless,
  ].join('. ')}.`;
}

function changesLine(request: TapRequest, names: NameOf, timeZone: string): string {
  const { changesAsked: asked } = request;
  return asked === undefined || request.state !== 'awaiting-approval'
    ? ''
    : `${names(asked.by)} asked for changes at ${clockTime(asked.at, timeZone)}, and waits for the answer.`;
}

/** Approved is not the end: who acts next, and until when. */
function nextLine(request: TapRequest, names: NameOf, at: number, timeZone: string): string {
  if (request.state !== 'approved') return '';
  if (request.removal !== undefined) return 'It begins in a moment.';
  const until = untilWords(request.openUntil ?? request.expiresAt, at, timeZone);
  return `Next, ${names(request.recipient)} opens it in Teams, ${until}.`;
}

/** What was asked for lately for the same person, and by the same requester for others. */
async function historyLines(parts: TapParts, request: TapRequest, names: NameOf, timeZone: string): Promise<Lines> {
  const [forTarget, byRequester] = await Promise.all([
    parts.ledger.requestsFor(request.target, EARLIER_AT_MOST + 1),
    request.requester === request.target
      ? Promise.resolve([])
      : parts.ledger.requestedBy(request.requester, EARLIER_AT_MOST * 2),
  ]);
  const at = now(parts);
  const line = (past: TapRequest) =>
    `${dayAndTime(past.createdAt, at, timeZone)}: ${REASON_WORDS[past.reason]}, ${stateInWords(past)}.`;
  const earlier = forTarget.filter(({ id }) => id !== request.id).slice(0, EARLIER_AT_MOST);
  const others = byRequester.filter(({ target }) => target !== request.target).slice(0, EARLIER_AT_MOST);
  return [
    ...(earlier.length === 0
      ? [`No earlier requests for ${names(request.target)}.`]
      : [`For ${names(request.target)}:`, ...earlier.map(line)]),
    ...(others.length === 0 ? [] : [`Asked by ${names(request.requester)} for others:`, ...others.map(line)]),
  ];
}

function decisionButtons(request: TapRequest): readonly Button[] {
  const deny: Button = {
    title: 'Deny',
    does: { verb: 'pass.deny-form', request: request.id },
    opens: 'dialog',
    style: 'destructive',
  };
  // Until the requester has answered, there is nothing new to approve.
  if (request.changesAsked !== undefined) return [deny];
  const approves = { verb: 'pass.approve', request: request.id, question: questionOf(request) };
  return [
    { title: 'Approve', does: approves, style: 'positive' },
    { title: 'Ask for changes', does: { verb: 'pass.changes-form', request: request.id }, opens: 'dialog' },
    deny,
  ];
}
