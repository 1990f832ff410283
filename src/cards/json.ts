/** What a filled card is made of. Cards hold no nulls: what is absent is left out. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A template leaves null where a part does not apply (an action without a fallback). */
function withoutNulls(value: unknown): Json | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(withoutNulls).filter((item) => item !== undefined);
  return isRecord(value) ? objectWithoutNulls(value) : undefined;
}

export function objectWithoutNulls(value: Readonly<Record<string, unknown>>): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const json = withoutNulls(inner);
    if (json !== undefined) kept[key] = json;
  }
  return kept;
}

/** Every string in a value, keys left out. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isRecord(value) ? Object.values(value).flatMap(stringsIn) : [];
}
