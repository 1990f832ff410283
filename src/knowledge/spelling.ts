/** How many edits still count as a typo, by the length of the word. */
function allowed(length: number): number {
  if (length < 4) return 0;
  if (length < 7) return 1;
  return length < 10 ? 2 : 3;
}

/** Longer texts than this are read as they are: mending hundreds of unknown words would take its time. */
const MAX_MENDED = 40;

const LONGEST = 40;
/** Shorter parts of a word stand in too many words. */
const MIN_PART = 3;
const TELLING_PART = 4;
const LONE_PART = 5;

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
    const known = new Map<string, readonly string[]>();
    return words.flatMap((word) => {
      if (this.#words.has(word) || word.length < 4 || word.length > LONGEST || /\d/.test(word)) return [word];
      const before = known.get(word);
      if (before !== undefined) return before;
      if (mended >= MAX_MENDED) return [word];
      mended += 1;
      const meant = this.#meant(word);
      known.set(word, meant);
      return meant;
    });
  }

  #meant(word: string): readonly string[] {
    const nearest = (): readonly string[] | undefined => {
      const found = this.#nearest(word);
      return found === undefined ? undefined : [found];
    };
    return this.#parts(word, TELLING_PART, true) ?? nearest() ?? this.#parts(word, LONE_PART, false) ?? [word];
  }

  /**
   * Two words written as one ("usbstick", "authenticatorapp"). Without `both`, one that is known and a rest that is not
   * ("handyverlust"): the known one has at least `telling` letters.
   */
  #parts(word: string, telling: number, both: boolean): readonly string[] | undefined {
    for (let place = word.length - MIN_PART; place >= MIN_PART; place -= 1) {
      const parts = [word.slice(0, place), word.slice(place)];
      const known = parts.filter((part) => this.#words.has(part));
      if (known.some(({ length }) => length >= telling) && (!both || known.length === 2)) return parts;
    }
    return undefined;
  }

  /** The nearest known word; of equally near ones the one that is used most. */
  #nearest(word: string): string | undefined {
    let best: string | undefined;
    let edits = allowed(word.length) + 1;
    // The first letter is right, or swapped with the second, or left out.
    for (const start of new Set([word.charAt(0), word.charAt(1)])) {
      for (const other of this.#byStart.get(start) ?? []) {
        if (Math.abs(other.length - word.length) - 0.5 > edits || other.length < 4) continue;
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

/**
 * Edits from one word to the other, neighbours swapped counting once (Damerau, optimal string alignment), and a letter
 * that is doubled or not ("helo", "seting") half. A letter left out ("maching") is nearer than a wrong one.
 */
function typos(a: string, b: string): number {
  let before: readonly number[] = [];
  let above = edge(b);
  const start = edge(a);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [start[row] ?? row];
    const less = a[row - 1] === a[row - 2] ? 0.5 : 1;
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const more = b[column - 1] === b[column - 2] ? 0.5 : 0.9;
      const best = Math.min(changed, (above[column] ?? 0) + less, (line[column - 1] ?? 0) + more);
      line.push(swapped ? Math.min(best, (before[column - 2] ?? 0) + 1) : best);
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}

/** What it costs to leave the beginning of a word out. */
function edge(word: string): readonly number[] {
  const costs = [0];
  for (let place = 0; place < word.length; place += 1)
    costs.push((costs[place] ?? 0) + (place > 0 && word[place] === word[place - 1] ? 0.5 : 1));
  return costs;
}
