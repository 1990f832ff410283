/** How many edits still count as a typo, by the length of the word. */
function allowed(length: number): number {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 10 ? 2 : 3;
}

/** Longer texts than this are read as they are: mending hundreds of unknown words would take its time. */
const MAX_MENDED = 40;

/** Knows the words of the catalogue and finds the one that was meant. */
export class Spelling {
  readonly #words: ReadonlyMap<string, number>;
  readonly #byStart = new Map<string, string[]>();

  /** `words`: how often each is used. */
  constructor(words: ReadonlyMap<string, number>) {
    this.#words = words;
    for (const word of words.keys()) {
      const start = word.slice(0, 1);
      const same = this.#byStart.get(start);
      if (same === undefined) this.#byStart.set(start, [word]);
      else same.push(word);
    }
  }

  /** Words in lower case; the ones that are not known, nor near to a known one, stay as they are. */
  mend(words: readonly string[]): readonly string[] {
    let mended = 0;
    const known = new Map<string, string>();
    return words.map((word) => {
      if (this.#words.has(word) || word.length < 4 || /\d/.test(word)) return word;
      const before = known.get(word);
      if (before !== undefined) return before;
      if (mended >= MAX_MENDED) return word;
      mended += 1;
      const meant = this.#nearest(word) ?? word;
      known.set(word, meant);
      return meant;
    });
  }

  /** The nearest known word; of equally near ones the one that is used most. */
  #nearest(word: string): string | undefined {
    let best: string | undefined;
    let edits = allowed(word.length) + 1;
    // The first letter is right, or swapped with the second, or left out.
    for (const start of new Set([word.charAt(0), word.charAt(1)])) {
      for (const other of this.#byStart.get(start) ?? []) {
        if (Math.abs(other.length - word.length) >= edits || other.length < 4) continue;
        const count = typos(word, other);
        if (count > edits || (count === edits && this.#used(other) <= this.#used(best))) continue;
        if (count <= allowed(word.length)) [best, edits] = [other, count];
      }
    }
    return best;
  }

  #used(word: string | undefined): number {
    return word === undefined ? Number.POSITIVE_INFINITY : (this.#words.get(word) ?? 0);
  }
}

/** Edits from one word to the other, neighbours swapped counting once (Damerau, optimal string alignment). */
function typos(a: string, b: string): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const best = Math.min(changed, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
      line.push(swapped ? Math.min(best, (before[column - 2] ?? 0) + 1) : best);
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}
