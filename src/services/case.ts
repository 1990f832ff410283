import { HOUR, type Instant } from '../domain/clock';
import { type QuestionId, questionNamed } from '../knowledge/questions';
import type { ConversationStates } from './ports';
import type { Turn } from './turn';

type Answers = Readonly<Record<string, string>>;

/**
 * What one person's conversation has been about lately, beside the flow they are in: the last topic, what was found,
 * what they said about things that Graph does not show. A handover is made of it. Forgotten after an hour without a word.
 */
export interface CaseNotes {
  /** As asked.ts reads them. */
  readonly facts: Answers;
  readonly answered: ReadonlySet<QuestionId>;
  /** The last words that nobody understood, without what looks like a secret. */
  readonly words: string;
  readonly topic: string;
  readonly outcome: string;
  readonly findings: readonly string[];
  readonly gaps: readonly string[];
  readonly codes: readonly string[];
  /** Titles of the answers shown, oldest first. */
  readonly tried: readonly string[];
}

const FLOW = 'case';
const KEPT_MS = HOUR;
const TRIED_AT_MOST = 8;
const CODES_AT_MOST = 6;

const EMPTY: CaseNotes = {
  facts: {},
  answered: new Set(),
  words: '',
  topic: '',
  outcome: '',
  findings: [],
  gaps: [],
  codes: [],
  tried: [],
};

/** Only in a place of the person's own: what is said in a channel is nobody's case. */
export class Cases {
  readonly #states: ConversationStates;

  constructor(states: ConversationStates) {
    this.#states = states;
  }

  async of(turn: Turn, now: Instant): Promise<CaseNotes> {
    const state = await this.#states.get(keyOf(turn));
    if (state?.flow !== FLOW || now - Number(state.at) > KEPT_MS) return EMPTY;
    return read(state.answers);
  }

  /** Adds to what is known; lists grow at their end, everything else is replaced. */
  async note(turn: Turn, now: Instant, more: Partial<CaseNotes>): Promise<CaseNotes> {
    const before = await this.of(turn, now);
    const notes: CaseNotes = {
      ...before,
      ...more,
      facts: { ...before.facts, ...more.facts },
      answered: new Set([...before.answered, ...(more.answered ?? [])]),
      codes: latest([...before.codes, ...(more.codes ?? [])], CODES_AT_MOST),
      tried: latest([...before.tried, ...(more.tried ?? [])], TRIED_AT_MOST),
    };
    await this.#states.put(keyOf(turn), { flow: FLOW, at: String(now), answers: written(notes) }, now);
    return notes;
  }
}

function keyOf(turn: Turn): string {
  return `${turn.conversation}#case`;
}

function latest(list: readonly string[], most: number): readonly string[] {
  return [...new Set(list)].slice(-most);
}

const FACT = 'fact.';

function written({ facts, answered, findings, gaps, codes, tried, ...words }: CaseNotes): Answers {
  return {
    ...words,
    ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${FACT}${name}`, value])),
    answered: [...answered].join('\n'),
    findings: findings.join('\n'),
    gaps: gaps.join('\n'),
    codes: codes.join('\n'),
    tried: tried.join('\n'),
  };
}

function read(answers: Answers): CaseNotes {
  const list = (name: string): readonly string[] => (answers[name] ?? '').split('\n').filter((line) => line !== '');
  const facts = Object.entries(answers).flatMap(([name, value]): [string, string][] =>
    name.startsWith(FACT) ? [[name.slice(FACT.length), value]] : [],
  );
  return {
    facts: Object.fromEntries(facts),
    answered: new Set(list('answered').flatMap((id) => questionNamed(id) ?? [])),
    words: answers['words'] ?? '',
    topic: answers['topic'] ?? '',
    outcome: answers['outcome'] ?? '',
    findings: list('findings'),
    gaps: list('gaps'),
    codes: list('codes'),
    tried: list('tried'),
  };
}
