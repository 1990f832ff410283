import type { Helper } from './processes';
import type { Row } from './row';

export interface BenchContext {
  /** Starts a process with a role of roles.ts; it ends with the benchmark. */
  readonly start: (role: string) => Helper;
  readonly quick: boolean;
}

export interface Bench {
  readonly name: string;
  /** In half a line. */
  readonly about: string;
  run(context: BenchContext): Promise<readonly Row[]>;
}
