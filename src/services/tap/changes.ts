import { type Refusal, done, refuse } from '../../domain/refusal';
import { type TapRequest, stateInWords } from '../../domain/tap-request';
import { refusalView } from '../notice';
import type { NewJob } from '../ports';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { NOTE_TEXT } from './ask-fields';
import { wordsOf } from './cards';
import { whatHappened } from './decision';
import { type TapParts, actorOf, advance, asWords, now, riskFacts, weigh } from './parts';
import { statusJob } from './status-jobs';

/*
 * "Ask for changes": an approver says what is missing, the requester answers with a new note, and what was approved
 * before does not count any more, because it was about another question.
 */

export function changesForm(id: string): Reply {
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: 'Ask for changes',
      intro:
        'Whoever asked gets your words in Teams and can change the note. Approvals so far will not count after that. Until then nobody can approve.',
      choices: [],
      texts: [
        {
          id: 'what',
          label: 'What should be clearer?',
          placeholder: 'For example: since when, and where they are now.',
          maxLength: 300,
          required: true,
        },
      ],
      submit: { title: 'Send', does: { verb: 'pass.changes', request: id }, style: 'positive' },
    },
    text: 'Say what whoever asked should change.',
  };
  return { kind: 'dialog', title: 'Ask for changes', view: form };
}

export async function askForChanges(parts: TapParts, turn: Turn, id: string, what: string): Promise<readonly Reply[]> {
  const at = now(parts);
  const words = asWords(what, at);
  if (words === undefined) return refused(refuse('reason-missing').refusal);
  const asked = await advance(parts, actorOf(turn), id, async (request) => {
    const weighed = await weigh(parts, 'ask-for-changes', turn.who, request.target, request);
    if (!weighed.ok) return weighed;
    if (request.state !== 'awaiting-approval' && request.state !== 'awaiting-proof')
      return refuse('request-decided', { state: await whatHappened(parts, request, turn.who) });
    if (request.changesAsked !== undefined)
      return refuse('changes-asked', { by: await parts.names.of(request.changesAsked.by) });
    const changesAsked = { by: turn.who, at, whatHash: words.hash };
    const told = await statusJob(parts, { ...request, changesAsked }, request.requester, `changes:${words.hash}`);
    return done({
      event: { type: 'ask-for-changes', by: turn.who, at, whatHash: words.hash },
      act: 'request.changes-asked',
      facts: { whatHash: words.hash, ...riskFacts(weighed.value, at) },
      jobs: () => [told],
      words: [words],
    });
  });
  if (!asked.ok) return refused(asked.refusal);
  const name = await parts.names.of(asked.value.requester);
  return [{ kind: 'close', text: `${name} has been asked. You get a message when the answer is there.` }];
}

/** What was asked stands in the form, where it is read and not kept; a Slack message never holds it. */
export async function amendForm(parts: TapParts, turn: Turn, id: string): Promise<Reply> {
  const request = await parts.ledger.request(id);
  if (request === undefined) return problem(refuse('request-unknown').refusal);
  const weighed = await weigh(parts, 'amend', turn.who, request.target, request);
  if (!weighed.ok) return problem(weighed.refusal);
  if (request.changesAsked === undefined) return problem(refuse('no-changes-asked').refusal);
  const by = await parts.names.of(request.changesAsked.by);
  const what = await wordsOf(parts, request.changesAsked.whatHash);
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: 'Change your request',
      intro: `${by} asks: ${what === '' ? '(the words have been erased)' : what}`,
      choices: [],
      texts: [{ ...NOTE_TEXT, label: 'What the approvers should know', required: true }],
      submit: { title: 'Send to the approvers', does: { verb: 'pass.amend', request: id }, style: 'positive' },
    },
    text: `${by} asks for changes to your request.`,
  };
  return { kind: 'dialog', title: 'Change your request', view: form };
}

export async function amend(parts: TapParts, turn: Turn, id: string, note: string): Promise<readonly Reply[]> {
  const at = now(parts);
  const words = asWords(note, at);
  if (words === undefined) return refused(refuse('reason-missing').refusal);
  const amended = await advance(parts, actorOf(turn), id, async (request) => {
    const weighed = await weigh(parts, 'amend', turn.who, request.target, request);
    if (!weighed.ok) return weighed;
    if (request.state !== 'awaiting-approval') return refuse('request-decided', { state: stateInWords(request) });
    return done({
      event: { type: 'amend', at, noteHash: words.hash },
      act: 'request.amended',
      facts: {
        noteHash: words.hash,
        approvalsLost: request.approvals.map(({ by }) => by),
        ...riskFacts(weighed.value, at),
      },
      jobs: (next) => [tellApprovers(next, at)],
      words: [words],
    });
  });
  if (!amended.ok) return refused(amended.refusal);
  return [{ kind: 'close', text: 'Sent. The approvers see the new note and decide again.' }];
}

function tellApprovers(request: TapRequest, dueAt: number): NewJob {
  return {
    key: `amended:${request.id}:${String(request.version)}`,
    dueAt,
    body: { kind: 'remind-approvers', request: request.id, round: 0 },
  };
}

function problem(refusal: Refusal): Reply {
  return { kind: 'dialog', title: 'Not possible', view: refusalView(refusal) };
}

function refused(refusal: Refusal): readonly Reply[] {
  return [{ kind: 'dialog', title: 'Nothing sent', view: refusalView(refusal) }];
}
