import { isRecord } from './json';

/**
 * What a template needs, learnt from its sample: expressions over missing data vanish or come out empty, so the
 * template engine alone would not notice. Values are never named in an error: one of them may be a pass code.
 */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'any' }
  | { readonly kind: 'list'; readonly item: Shape }
  | {
      readonly kind: 'object';
      readonly required: ReadonlyMap<string, Shape>;
      readonly optional: ReadonlyMap<string, Shape>;
    };

type ObjectShape = Extract<Shape, { kind: 'object' }>;

/** A key that some items of a list have and others do not is optional; what `does` something is a button. */
export function shapeOf(sample: unknown): Shape {
  if (typeof sample === 'string') return { kind: 'string' };
  if (typeof sample === 'number') return { kind: 'number' };
  if (typeof sample === 'boolean') return { kind: 'boolean' };
  if (Array.isArray(sample)) {
    return { kind: 'list', item: sample.map(shapeOf).reduce<Shape>(merged, { kind: 'any' }) };
  }
  if (!isRecord(sample)) return { kind: 'any' };
  if ('does' in sample) return button;
  const entries = Object.entries(sample).map(([key, value]) => [key, shapeOf(value)] as const);
  return { kind: 'object', required: new Map(entries), optional: new Map() };
}

/** Where the data do not fit, as a path such as `buttons[1].title`; undefined when they do. */
export function misfit(data: unknown, shape: Shape, at = ''): string | undefined {
  switch (shape.kind) {
    case 'any':
      return undefined;
    case 'list':
      if (!Array.isArray(data)) return at;
      return firstOf(data.map((item, index) => () => misfit(item, shape.item, `${at}[${String(index)}]`)));
    case 'object': {
      if (!isRecord(data)) return at;
      const path = (key: string): string => (at === '' ? key : `${at}.${key}`);
      return firstOf([
        ...[...shape.required].map(
          ([key, inner]) =>
            () =>
              misfit(data[key], inner, path(key)),
        ),
        ...[...shape.optional].map(
          ([key, inner]) =>
            () =>
              data[key] === undefined ? undefined : misfit(data[key], inner, path(key)),
        ),
      ]);
    }
    default:
      return typeof data === shape.kind ? undefined : at;
  }
}

const button: Shape = {
  kind: 'object',
  required: new Map<string, Shape>([
    ['title', { kind: 'string' }],
    ['does', { kind: 'object', required: new Map([['verb', { kind: 'string' }]]), optional: new Map() }],
  ]),
  optional: new Map([
    ['opens', { kind: 'string' }],
    ['style', { kind: 'string' }],
  ]),
};

function merged(a: Shape, b: Shape): Shape {
  if (a.kind === 'any') return b;
  if (a.kind === 'object' && b.kind === 'object') return mergedObjects(a, b);
  return a;
}

function mergedObjects(a: ObjectShape, b: ObjectShape): Shape {
  const required = new Map([...a.required].filter(([key]) => b.required.has(key)));
  const all = [...a.required, ...a.optional, ...b.required, ...b.optional];
  return { kind: 'object', required, optional: new Map(all.filter(([key]) => !required.has(key))) };
}

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}
