/** No request for this long is a lull; Slack's own answers to one press come slower than that. Milliseconds. */
const LULL_MS = 15;
/** Nobody's turn waits longer for one: a trigger lives three seconds. */
const LONGEST_MS = 500;
/** So many turns begin before the next look at what has arrived. */
const AT_ONCE = 16;

/**
 * Slack wants every acknowledgement within three seconds, and gives a bot up that is often late. In a burst the turns
 * that have begun would stand in the way of the acknowledgements that are still to come, so turns begin in a lull.
 */
export class Lull {
  readonly #waiting: { readonly until: number; go(): void }[] = [];
  #last = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  /** A request has come in. */
  arrived(): void {
    this.#last = performance.now();
  }

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ until: performance.now() + LONGEST_MS, go: resolve });
      this.#look();
    });
  }

  #look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const now = performance.now();
      const isLull = now - this.#last >= LULL_MS;
      for (let begun = 0; begun < AT_ONCE; begun += 1) {
        const next = this.#waiting[0];
        if (next === undefined || (!isLull && next.until > now)) break;
        this.#waiting.shift();
        next.go();
      }
      if (this.#waiting.length > 0) this.#look();
    }, LULL_MS);
  }
}
