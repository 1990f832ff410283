import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GlobalSettings, Template } from 'adaptivecards-templating';
import { isRecord, objectWithoutNulls, stringsIn, type Json, type JsonObject } from './json';
import { misfit, shapeOf, type Shape } from './shape';

export type { Json, JsonObject } from './json';

export interface AdaptiveCard extends JsonObject {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly Json[];
  /** What a client without cards shows, and what is read aloud. */
  readonly fallbackText: string;
  readonly speak: string;
}

/** A view as services/views.ts makes it; this room knows no more of it. */
interface Fillable {
  readonly card: string;
  readonly data: object;
  readonly text: string;
}

export interface Cards {
  /** Throws when there is no such card, when data are missing or of the wrong kind, and when the card is too large. */
  fill(view: Fillable): AdaptiveCard;
}

/** Teams refuses messages over 28 KB; 2 KB are left for the activity around the card (platform-facts, read). */
const MAX_BYTES = 26 * 1024;

const SAMPLE = '.sample.json';

interface LoadedCard {
  readonly template: Template;
  readonly shape: Shape;
}

/** Reads every template and its sample from `dir` (the repository's `cards`) and tries each on its sample. */
export function loadCards(dir: string): Cards {
  // The engine's only way to say that a value is missing is what it puts in its place.
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => `${MISSING}${path}`;
  const loaded = new Map<string, LoadedCard>();
  for (const file of readdirSync(dir)) {
    if (!file.endsWith('.json') || file.endsWith(SAMPLE)) continue;
    const name = file.slice(0, -'.json'.length);
    const sample = parsed(join(dir, `${name}${SAMPLE}`));
    loaded.set(name, { template: new Template(parsed(join(dir, file))), shape: shapeOf(sample) });
    const filled = expand(name, loaded, { card: name, data: sample, text: name });
    if (stringsIn(filled).some((text) => text.includes('${')))
      throw new Error(`cards/${file} has an expression that fails`);
  }
  return { fill: (view) => expand(view.card, loaded, view) };
}

const MISSING = '\u0000missing:';
/** As JSON writes it. */
const WRITTEN_MISSING = JSON.stringify(MISSING).slice(1, -1);

function expand(name: string, loaded: ReadonlyMap<string, LoadedCard>, view: Fillable): AdaptiveCard {
  const card = loaded.get(name);
  if (card === undefined) throw new Error(`There is no card "${name}"`);
  const wrong = misfit(view.data, card.shape);
  if (wrong !== undefined)
    throw new Error(`Card "${name}" lacks ${wrong === '' ? 'its data' : wrong}, or it is of the wrong kind`);
  const expanded: unknown = card.template.expand({ $root: view.data });
  const filled = asCard(name, expanded, view.text);
  const written = JSON.stringify(filled);
  // Looked for in the whole text first: looking at each string is dearer.
  const missing = written.includes(WRITTEN_MISSING)
    ? stringsIn(expanded).find((text) => text.includes(MISSING))
    : undefined;
  if (missing !== undefined)
    throw new Error(`Card "${name}" lacks ${missing.slice(missing.indexOf(MISSING) + MISSING.length)}`);
  const bytes = Buffer.byteLength(written);
  if (bytes > MAX_BYTES) throw new Error(`Card "${name}" is too large: ${String(bytes)} bytes`);
  return filled;
}

function asCard(name: string, expanded: unknown, text: string): AdaptiveCard {
  if (!isRecord(expanded)) throw new Error(`Card "${name}" is not an object`);
  const { type, version, body, ...rest } = objectWithoutNulls(expanded);
  if (type !== 'AdaptiveCard' || version !== '1.5' || !isList(body)) {
    throw new Error(`Card "${name}" is not an Adaptive Card 1.5 with a body`);
  }
  // Old clients read Markdown here, and the sentence holds names: a link in one falls apart.
  return { ...rest, type, version, fallbackText: text.replaceAll('](', '] ('), speak: text, body };
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function parsed(path: string): object {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isRecord(value)) throw new Error(`${path} holds no JSON object`);
  return value;
}
