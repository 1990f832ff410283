/** A path in which every value is one segment, whatever it contains. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((whole, part, index) => whole + encodeURIComponent(values[index - 1] ?? '') + part);
}

/** Adds query options; names stay as they are (`$select`), values are encoded. */
export function withQuery(target: string, options: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? target : `${target}?${pairs.join('&')}`;
}

/** An OData string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Entra object ids are GUIDs. Anything else names nobody, and `..` would even change the path (URL parsers resolve it),
 * so it never gets as far as a request.
 */
export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
