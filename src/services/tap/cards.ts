import { type TapRequest, isOver, stateInWords } from '../../domain/tap-request';
import type { Labelled, Lines, Tone } from '../views';
import { clockTime } from '../when';
import type { TapParts } from './parts';
import { REASON_WORDS, RISK_WORDS, WAY_WORDS } from './words';

/*
 * How a request looks to those who are part of it. The same request gives the same card in Teams and in Slack, and a
 * posted card is drawn again from the request whenever it changes.
 */

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
  if (request.changesAsked !== undefined) ids.push(request.changesAsked.by);
  const names = await parts.names.ofAll(ids);
  return (id) => (id === 'keysmith' ? 'Keysmith' : (names.get(id) ?? 'a colleague'));
}

/** What whoever is part of a request reads of it first; nobody reads that they are themselves. */
export function whoAndWhy(request: TapRequest, names: NameOf, viewer: string): readonly Labelled[] {
  return [
    ...(viewer === request.target ? [] : [{ title: 'For', value: names(request.target) }]),
    ...(request.requester === viewer ? [] : [{ title: 'Asked by', value: names(request.requester) }]),
    { title: 'Reason', value: REASON_WORDS[request.reason] },
  ];
}

export async function wordsOf(parts: TapParts, hash: string | undefined): Promise<string> {
  return hash === undefined ? '' : ((await parts.ledger.words(hash)) ?? '');
}

export function proofLines(request: TapRequest, names: NameOf, timeZone: string): Lines {
  return request.proofs.map((proof) =>
    proof.as === 'manager'
      ? `${names(proof.by)}, the manager, spoke with them ${WAY_WORDS[proof.way]} (${clockTime(proof.at, timeZone)}).`
      : `${names(proof.by)}, helpdesk, checked who it is ${WAY_WORDS[proof.way]} (${clockTime(proof.at, timeZone)}).`,
  );
}

export function riskLines(request: TapRequest): Lines {
  return [`${RISK_WORDS[request.risk.level]}.`, ...request.risk.inputs.map((input) => `The account ${input.what}.`)];
}

export function outcomeLine(request: TapRequest, names: NameOf, timeZone: string): string {
  if (request.denied !== undefined)
    return `Denied by ${names(request.denied.by)} at ${clockTime(request.denied.at, timeZone)}.`;
  if (request.approvals.length === 0) return isOver(request) ? `Over: ${stateInWords(request)}.` : '';
  const by = request.approvals.map(
    (approval) =>
      `${names(approval.by)} (in ${approval.channel === 'slack' ? 'Slack' : 'Teams'}, ${clockTime(approval.at, timeZone)})`,
  );
  return `Approved by ${by.join(' and ')}.`;
}

export function toneOf(request: TapRequest): Tone {
  switch (request.state) {
    // Approved is not the end: the headline says whose turn it is.
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
