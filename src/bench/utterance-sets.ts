import { eighthStranger } from './utterances/eighth-stranger';
import { firstStranger } from './utterances/first-stranger';
import { ours } from './utterances/ours';
import { sixteenthStranger } from './utterances/sixteenth-stranger';
import { twelfthStranger } from './utterances/twelfth-stranger';

/** What people may write: text, what is meant, what would do as well; and texts that are about something else. */
export interface Utterances {
  readonly said: readonly (readonly [text: string, meant: string, ...orAlso: string[]])[];
  readonly offTopic: readonly string[];
}

/**
 * What the matcher is measured with, and never tuned to: its misses are counted and not shown. Whoever reads the misses
 * of a set moves it to knowledge/sentences.json, where it is learnt from, and asks somebody new for another.
 */
export const utteranceSets: readonly (Utterances & { readonly name: string })[] = [
  { name: 'ours', ...ours },
  { name: "a first stranger's", ...firstStranger },
  { name: "an eighth stranger's", ...eighthStranger },
  { name: "a twelfth stranger's", ...twelfthStranger },
  { name: "a sixteenth stranger's", ...sixteenthStranger },
];
