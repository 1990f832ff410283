/** What the manifests may name as `${NAME}`. Nothing secret is among it: a manifest is handed around. */
export type ManifestValues = Readonly<Record<string, string>>;

const PLACEHOLDER = /\$\{(\w+)\}/g;

/** Fills every `${NAME}` in the text values of a JSON tree; names without a value are collected in `missing`. */
export function fill(template: unknown, values: ManifestValues, missing: Set<string>): unknown {
  if (typeof template === 'string') {
    return template.replace(PLACEHOLDER, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) missing.add(name);
      return value ?? whole;
    });
  }
  if (Array.isArray(template)) return template.map((item: unknown) => fill(item, values, missing));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fill(value, values, missing)]));
}
