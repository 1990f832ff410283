import { z } from 'zod/v4';
import { plainName } from '../domain/plain-text';

/** Shapes every answer of Graph shares. Fields we do not name are dropped, and may be anything. */

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string().nullish() }) });

/** Graph's own error, or undefined for a body of some other maker. `innerError` is often null and is not looked at. */
export function graphErrorOf(body: unknown): { readonly code: string; readonly message: string } | undefined {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return undefined;
  const { code, message } = parsed.data.error;
  return { code: plain(code, 80), message: plain(message ?? '', 240) };
}

/** One line of bounded length: it may reach a card or a log. */
function plain(text: string, length: number): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, length);
}

/** A name that people read. */
export const shown = z.string().transform(plainName);

export const listPage = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
});

export const batchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number().int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});

/** A date and time as milliseconds. */
export const instant = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'not a date and time' });
  return z.NEVER;
});

/** A value that Graph leaves out or sets to null. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

/** An object with its undefined fields left out, as exactOptionalPropertyTypes wants it. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name in fields) {
    const value = fields[name];
    if (isPresent(value)) kept[name] = value;
  }
  return kept;
}

function isPresent<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
