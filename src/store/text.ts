/**
 * Free text as a text column keeps it. A NUL ends a string in libsql and is refused by PostgreSQL, and a lone surrogate
 * is replaced by both (found by running them), so both are written as JSON escapes; ordinary text stays as it is.
 */
export function written(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function read(stored: string): string {
  const text: unknown = JSON.parse(`"${stored}"`);
  return String(text);
}
