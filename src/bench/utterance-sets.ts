import { offTopic, utterances } from './utterances';
import {
  secondStrangerOffTopic,
  secondStrangerUtterances,
  thirdStrangerOffTopic,
  thirdStrangerUtterances,
} from './utterances-later-strangers';
import { blindOffTopic, blindUtterances } from './utterances-blind';
import { seenOffTopic, seenUtterances } from './utterances-seen';
import { heldOffTopic, heldUtterances, strangerOffTopic, strangerUtterances } from './utterances-strangers';

/** Sentences that the matcher is measured with, each set for itself: they differ in who wrote them, and in who has read them. */
export interface UtteranceSet {
  readonly name: string;
  /** Nobody tunes the matcher to these: their misses are counted and not shown. */
  readonly heldOut: boolean;
  readonly said: readonly (readonly [string, ...string[]])[];
  readonly offTopic: readonly string[];
}

export const utteranceSets: readonly UtteranceSet[] = [
  { name: 'our first', heldOut: false, said: utterances, offTopic },
  { name: 'our second', heldOut: false, said: seenUtterances, offTopic: seenOffTopic },
  { name: 'our third', heldOut: true, said: blindUtterances, offTopic: blindOffTopic },
  { name: "a stranger's", heldOut: false, said: strangerUtterances, offTopic: strangerOffTopic },
  { name: "a stranger's, rest", heldOut: true, said: heldUtterances, offTopic: heldOffTopic },
  {
    name: "a second stranger's",
    heldOut: false,
    said: secondStrangerUtterances,
    offTopic: secondStrangerOffTopic,
  },
  { name: "a third stranger's", heldOut: false, said: thirdStrangerUtterances, offTopic: thirdStrangerOffTopic },
];
