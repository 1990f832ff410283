/** What a number is held against: the value itself, or its ratio to the control measured in the same run. */
export interface Bar {
  readonly on: 'value' | 'ratio';
  readonly is: 'at least' | 'at most';
  readonly limit: number;
}

/** One thing measured beside its control. */
export interface Measured {
  readonly bench: string;
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly control: { readonly what: string; readonly value: number };
  readonly bar: Bar;
  /** How it was measured, where the name does not say it. */
  readonly note?: string;
}

/** One thing that could not be measured here, and why. */
export interface Skipped {
  readonly bench: string;
  readonly what: string;
  readonly skipped: string;
}

export type Row = Measured | Skipped;

export function ratioOf({ value, control }: Measured): number {
  return value / control.value;
}

/** A number that could not be computed (a control of zero) misses every bar. */
export function isMet(row: Measured): boolean {
  const { on, is, limit } = row.bar;
  const number = on === 'value' ? row.value : ratioOf(row);
  return is === 'at least' ? number >= limit : number <= limit;
}

/** The value below which `share` (0 to 1) of the values lie. @throws RangeError without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
  if (value === undefined) throw new RangeError('There is no percentile of nothing');
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
