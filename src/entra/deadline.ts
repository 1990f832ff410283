/** The moment by which a call must have ended. It runs on the machine's own time, not on the movable clock. */
export interface Deadline {
  readonly signal: AbortSignal;
  remainingMs(): number;
}

export function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  return {
    signal: AbortSignal.timeout(Math.max(1, Math.floor(milliseconds))),
    remainingMs: () => Math.max(0, end - performance.now()),
  };
}

/** Gives up on work that ignores its signal; what it brings later is dropped. */
export function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(new Error('The deadline is over.'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
