import type { Instant } from '../domain/clock';
import { sentences } from './notice';
import type { Button, Labelled, Tone, View } from './views';
import { dayAndTime } from './when';

type Answers = Readonly<Record<string, string>>;

/** What is sent, and nothing else: it is shown to the person before. Lists are lines of text. */
export interface HandoverContent {
  readonly person: string;
  readonly name: string;
  readonly signInName: string;
  readonly at: Instant;
  readonly channel: 'teams' | 'slack';
  readonly topic: string;
  readonly codes: readonly string[];
  readonly flow: string;
  readonly found: readonly string[];
  readonly ways: readonly string[];
  readonly tried: readonly string[];
  readonly gaps: readonly string[];
  readonly words: string;
  /** Passed on by this agent to that one; both empty where the person asked the helpdesk themselves. */
  readonly from: string;
  readonly to: string;
}

type List = 'codes' | 'found' | 'ways' | 'tried' | 'gaps';

export function contentOf(answers: Answers): HandoverContent {
  const word = (name: string): string => answers[name] ?? '';
  const list = (name: List): readonly string[] =>
    word(name)
      .split('\n')
      .filter((line) => line !== '');
  return {
    person: word('person'),
    name: word('name'),
    signInName: word('signInName'),
    at: Number(word('at')),
    channel: word('channel') === 'slack' ? 'slack' : 'teams',
    topic: word('topic'),
    flow: word('flow'),
    words: word('words'),
    from: word('from'),
    to: word('to'),
    codes: list('codes'),
    found: list('found'),
    ways: list('ways'),
    tried: list('tried'),
    gaps: list('gaps'),
  };
}

export function answersOf({ at, codes, found, ways, tried, gaps, ...words }: HandoverContent): Answers {
  const joined = (lines: readonly string[]): string => lines.map((line) => line.replace(/\s+/g, ' ')).join('\n');
  return {
    ...words,
    at: String(at),
    codes: joined(codes),
    found: joined(found),
    ways: joined(ways),
    tried: joined(tried),
    gaps: joined(gaps),
  };
}

export interface Drawn {
  readonly tone: Tone;
  readonly headline: string;
  /** Who has taken it; empty while nobody has. */
  readonly outcome: string;
  readonly timeZone: string;
  readonly now: Instant;
  readonly buttons: readonly Button[];
}

export function handoverView(content: HandoverContent, drawn: Drawn): View<'handover'> {
  const { headline, outcome, buttons } = drawn;
  const facts: readonly Labelled[] = [
    { title: 'Person', value: content.name },
    { title: 'Sign-in name', value: content.signInName },
    { title: 'About', value: content.topic },
    { title: 'Codes', value: content.codes.join(', ') },
    { title: 'In the middle of', value: content.flow },
    {
      title: 'Asked',
      value: `${dayAndTime(content.at, drawn.now, drawn.timeZone)}, in ${content.channel === 'teams' ? 'Teams' : 'Slack'}`,
    },
  ].filter(({ value }) => value !== '');
  const sections = [
    { title: 'What I found', lines: content.found },
    { title: 'Ways to sign in', lines: content.ways },
    { title: 'What was tried', lines: content.tried },
    { title: 'What I could not read', lines: content.gaps },
  ].filter(({ lines }) => lines.length > 0);
  return {
    card: 'handover',
    data: {
      tone: drawn.tone,
      headline,
      facts,
      sections,
      words: content.words,
      outcome,
      buttons,
    },
    text: sentences([headline, ...(content.topic === '' ? [] : [`About: ${content.topic}`]), outcome].filter(filled)),
  };
}

function filled(words: string): boolean {
  return words !== '';
}
