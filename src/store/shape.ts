import { z } from 'zod/v4';

/*
 * Rows that we wrote come back through zod. A schema is declared against the domain type it guards: a property that is
 * missing, new or of another type does not compile.
 */

/** T as zod sees it: an optional property may also be undefined, which JSON cannot say anyway. */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? { [K in keyof T]: object extends Pick<T, K> ? Loose<T[K]> | undefined : Loose<T[K]> }
    : T;

/** One schema for every property of T, and none besides. */
export type Shape<T> = {
  readonly [K in keyof T]-?: z.ZodType<object extends Pick<T, K> ? Loose<T[K]> | undefined : Loose<T[K]>>;
};

/** A moment, or any other whole number. */
export const whole = z.number().int();

/** The value of a JSON column, or an error that says where it does not fit; it never quotes what it found. */
export function parsedAs<T>(schema: z.ZodType<Loose<T>>, what: string): (stored: string) => T {
  const fits = (value: unknown): value is T => schema.safeParse(value).success;
  return (stored) => {
    const value = json(stored, what);
    if (fits(value)) return value;
    const places = schema.safeParse(value).error?.issues.map((issue) => issue.path.join('.')) ?? [];
    throw new Error(
      `The store holds a ${what} that cannot be read: look at ${[...new Set(places)].join(', ') || 'its kind'}`,
    );
  };
}

function json(stored: string, what: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    throw new Error(`The store holds a ${what} that is not JSON`);
  }
}
