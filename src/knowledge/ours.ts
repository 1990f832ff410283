/** Tells by single words whether a text is about signing in at all (naive Bayes with two classes). */
export class Ours {
  readonly #odds = new Map<string, number>();

  /** Both as lists of texts, each as its words. */
  constructor(ours: readonly (readonly string[])[], others: readonly (readonly string[])[]) {
    const here = counted(ours);
    const there = counted(others);
    for (const word of new Set([...here.keys(), ...there.keys()])) {
      const inOurs = ((here.get(word) ?? 0) + 0.25) / (ours.length + 1);
      const inOthers = ((there.get(word) ?? 0) + 0.25) / (others.length + 1);
      this.#odds.set(word, Math.log(inOurs / inOthers));
    }
  }

  /** Above 0: rather ours. Unknown words speak a little against it. -4 to 4. */
  odds(words: readonly string[]): number {
    const sum = [...new Set(words)].reduce((odds, word) => odds + (this.#odds.get(word) ?? UNKNOWN), 0);
    return Math.max(-MOST, Math.min(MOST, sum));
  }
}

const UNKNOWN = -0.7;
const MOST = 4;

function counted(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
