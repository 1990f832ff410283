import MiniSearch from 'minisearch';
import { type Match, createMatcher } from '../knowledge/matcher';
import { ELSEWHERE, topics } from '../knowledge/topics';
import type { Bench } from './bench';
import type { Row } from './row';
import { type Utterances, utteranceSets } from './utterance-sets';

type Find = (text: string) => readonly string[];

/** What people write, found by the matcher of the house and by a bare full-text search over the same catalogue. */
export const matchingBench: Bench = {
  name: 'matching',
  about: `${String(count(({ said }) => said))} sentences of people, and ${String(count(({ offTopic }) => offTopic))} about something else`,
  run({ quick }) {
    const matcher = createMatcher();
    const [ours, bare]: [Find, Find] = [(text) => idsOf(matcher.match(text)), bareSearch()];
    const sets = quick ? utteranceSets.slice(0, 1) : utteranceSets;
    const rows = sets.flatMap((set) => rowsOf(set, ours, bare));
    const rounds = quick ? 5 : 40;
    const [control, value] = [msEach(bare, rounds), msEach(ours, rounds)];
    rows.push({
      bench: 'matching',
      what: 'time for one sentence',
      unit: 'ms',
      value,
      control: { what: 'bare minisearch', value: control },
      bar: { on: 'value', is: 'at most', limit: 5 },
    });
    return Promise.resolve(rows);
  },
};

function count(of: (set: Utterances) => readonly unknown[]): number {
  return utteranceSets.reduce((sum, set) => sum + of(set).length, 0);
}

/** Each set for itself: what the authors of the entries write says little about what strangers write. */
function rowsOf({ name, said, offTopic }: (typeof utteranceSets)[number], ours: Find, bare: Find): readonly Row[] {
  const shares: readonly (readonly [string, number, (find: Find) => number])[] = [
    ['meant answer is the first', 85, (find) => found(said, find, 1)],
    ['meant answer is among the first three', 95, (find) => found(said, find, 3)],
    ['something else is turned down', 90, (find) => share(offTopic, (text) => find(text).length === 0)],
  ];
  return shares.map(([what, limit, measure]) => ({
    bench: 'matching',
    what: `${name} ${String(said.length)}: ${what}`,
    unit: '%',
    value: measure(ours),
    control: { what: 'bare minisearch', value: measure(bare) },
    bar: { on: 'value', is: 'at least', limit },
  }));
}

function idsOf(match: Match): readonly string[] {
  if (match.kind === 'sure') return [match.entry.id];
  return match.kind === 'unsure' ? match.entries.map(({ id }) => id) : [];
}

/** The library as it comes: its own words, its own ranking. */
function bareSearch(): Find {
  const search = new MiniSearch<{ id: string; words: string }>({ fields: ['words'] });
  search.addAll(
    topics()
      .filter(({ id }) => id !== ELSEWHERE)
      .map(({ id, phrasings }) => ({ id, words: phrasings.join('\n') })),
  );
  return (text) => search.search(text, { fuzzy: 0.2 }).map(({ id }) => String(id));
}

function found(said: Utterances['said'], find: Find, rank: number): number {
  return share(said, ([text, ...meant]) =>
    find(text)
      .slice(0, rank)
      .some((id) => meant.includes(id)),
  );
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return (all.filter(holds).length / all.length) * 100;
}

function msEach(find: Find, rounds: number): number {
  const texts = utteranceSets.flatMap(({ said, offTopic }) => [...said.map(([text]) => text), ...offTopic]);
  for (const text of texts) find(text);
  const started = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const text of texts) find(text);
  return (performance.now() - started) / rounds / texts.length;
}
