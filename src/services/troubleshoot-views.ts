import type { Instant } from '../domain/clock';
import type { PersonFacts } from '../domain/facts';
import { questions } from '../knowledge/questions';
import type { Answer } from '../knowledge/schema';
import { plainText, sentences } from './notice';
import { plainFinding } from './plain-finding';
import { gapWords } from './readiness';
import type { Judgement } from './troubleshoot-judge';
import type { Button, Tone, View } from './views';
import { agoWords } from './when';

/** A judgement with what the sign-in log says about the error. */
export interface Checked extends Judgement {
  readonly lines: readonly string[];
  /** As the log has it, when it has one. */
  readonly code?: string;
}

/** `checked` is undefined where nothing about the person can matter. */
export function checkedView(
  entry: Answer,
  checked: Checked | undefined,
  facts: PersonFacts | undefined,
  now: Instant,
  more: readonly Button[],
): View<'answer'> {
  const outcome = checked?.outcome ?? 'silent';
  const plain = outcome === 'silent' || outcome === 'down';
  const headline = plain ? entry.what : HEADLINES[outcome](checked?.clear ?? []);
  const findings = (outcome === 'look' ? [] : (checked?.findings ?? [])).map(plainFinding);
  const clear = outcome === 'not-it' || checked === undefined ? [] : clearLine(checked);
  const lines = [...(outcome === 'down' ? [DOWN] : []), ...(checked?.lines ?? []), ...clear];
  const explained = outcome === 'yes' || outcome === 'other';
  const general = [...(plain ? [] : [entry.what]), entry.why];
  const gaps = outcome === 'down' ? [] : [...new Set((checked?.gaps ?? []).map(gapWords))];
  const question = checked?.question === undefined ? undefined : questions[checked.question];
  const [first] = findings;
  return {
    card: 'answer',
    data: {
      tone: TONES[outcome],
      topic: entry.title,
      headline,
      lines,
      findings,
      general,
      fix: explained ? '' : entry.fix,
      who: explained ? '' : entry.who,
      gaps,
      question: question?.title ?? '',
      age: ageOf(facts, outcome === 'down' ? undefined : now),
      buttons: [...choices(entry, checked), ...more],
    },
    text: plainText(
      sentences([
        headline,
        ...lines,
        ...(first === undefined ? [] : [first.what, first.why, first.fix]),
        ...general,
        ...(explained ? [] : [entry.fix, `Who can do it: ${entry.who}`]),
        ...gaps,
        ...(question === undefined ? [] : [question.title]),
        'Nothing was changed.',
      ]),
    ),
  };
}

const DOWN = 'I could not check your account right now: Microsoft Entra does not answer. This is what it usually is.';

const HEADLINES: Readonly<
  Record<Exclude<Judgement['outcome'], 'silent' | 'down'>, (clear: readonly string[]) => string>
> = {
  yes: () => 'Yes, and this is it.',
  other: () => 'Not that, but this.',
  gap: () => "I can't see that from here, because I could not read everything. Please look at this.",
  look: () => "I can't see that from here. Please look at this.",
  maybe: () => 'It may be this.',
  'not-it': (clear) => `I checked ${listed(clear)}, and found nothing there that explains it.`,
};

const TONES: Readonly<Record<Judgement['outcome'], Tone>> = {
  yes: 'attention',
  other: 'attention',
  gap: 'neutral',
  look: 'neutral',
  maybe: 'neutral',
  'not-it': 'neutral',
  silent: 'neutral',
  down: 'neutral',
};

function clearLine({ outcome, clear }: Checked): readonly string[] {
  if (clear.length === 0 || (outcome !== 'look' && outcome !== 'maybe' && outcome !== 'gap')) return [];
  return [`I checked ${listed(clear)}: nothing there stands in the way.`];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function choices(entry: Answer, checked: Checked | undefined): readonly Button[] {
  const id = checked?.question;
  if (id === undefined) return [];
  return Object.entries(questions[id].choices).map(([choice, { title }]) => ({
    title,
    does: { verb: 'answer', flow: 'troubleshoot', at: `${entry.id}:${id}`, choice },
  }));
}

function ageOf(facts: PersonFacts | undefined, now: Instant | undefined): string {
  if (facts === undefined || now === undefined) return 'Nothing was changed.';
  const { methods, passkeyPolicy } = facts;
  const checked = methods.known ? `Checked ${agoWords(methods.readAt, now)}.` : 'Not everything could be checked.';
  const policy = passkeyPolicy.known ? ` Policy read ${agoWords(passkeyPolicy.readAt, now)}.` : '';
  return `${checked}${policy} Nothing was changed.`;
}
