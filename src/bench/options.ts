export interface BenchOptions {
  readonly json: boolean;
  /** Shorter and coarser, for CI: shows that everything runs; the numbers wobble more. */
  readonly quick: boolean;
  /** Which to run; all when empty. */
  readonly names: readonly string[];
}

export type Parsed =
  { readonly ok: true; readonly options: BenchOptions } | { readonly ok: false; readonly why: string };

/** Reads `[--json] [--quick] [name …]`. */
export function parseOptions(words: readonly string[], known: readonly string[]): Parsed {
  const flags = words.filter((word) => word.startsWith('-'));
  const names = words.filter((word) => !word.startsWith('-'));
  const flag = flags.find((word) => word !== '--json' && word !== '--quick');
  if (flag !== undefined) return { ok: false, why: `There is no option ${flag}. There are --json and --quick.` };
  const name = names.find((word) => !known.includes(word));
  if (name !== undefined) return { ok: false, why: `There is no benchmark "${name}". There are ${known.join(', ')}.` };
  return { ok: true, options: { json: flags.includes('--json'), quick: flags.includes('--quick'), names } };
}
