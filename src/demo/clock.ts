import { systemClock, type Clock } from '../domain/clock';

export interface MovableClock extends Clock {
  /** Moves time forward. Time never goes back: audit rows and timers are ordered by it. */
  advance(milliseconds: number): void;
  /** How far this clock is ahead of the one it started from, in milliseconds. */
  readonly ahead: number;
}

/** Runs along with `base` and can be moved ahead of it. */
export function movableClock(base: Clock = systemClock): MovableClock {
  let ahead = 0;
  return {
    now: () => new Date(base.now().getTime() + ahead),
    advance: (milliseconds) => {
      if (!Number.isFinite(milliseconds) || milliseconds < 0) {
        throw new RangeError(`A clock moves forward only, not by ${String(milliseconds)} ms.`);
      }
      ahead += milliseconds;
    },
    get ahead() {
      return ahead;
    },
  };
}
