import { entries } from './entries';
import type { Topic } from './likeness';
import { saidFor } from './said';
import type { Entry } from './schema';

/** The id of the topic of everything that is not ours. */
export const ELSEWHERE = '';

let made: readonly Topic[] | undefined;

/** What a text can be about. Whoever writes about something else gets no guess, so that is a topic as well. */
export function topics(): readonly Topic[] {
  made ??= [...entries.map(topicOf), { id: ELSEWHERE, title: '', prose: '', phrasings: saidFor(undefined) }];
  return made;
}

function topicOf(entry: Entry): Topic {
  const { id, title } = entry;
  const [prose, texts] =
    entry.kind === 'intent' ? [entry.about ?? '', []] : [[entry.what, entry.why, entry.fix].join(' '), entry.texts];
  return { id, title, prose, phrasings: [...new Set([...entry.phrasings, ...saidFor(id), ...texts, title])] };
}
