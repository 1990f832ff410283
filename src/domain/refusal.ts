import { refusals } from './refusal-words';

/*
 * Refusals are values. Each code has one sentence (what is the matter and why) and one next step (what now, and who
 * can do it). `{name}` is filled from the facts given with the refusal; a code without its facts does not render.
 */

export type RefusalCode = keyof typeof refusals;

export interface Refusal {
  readonly code: RefusalCode;
  readonly facts: Readonly<Record<string, string>>;
  /** What happened to the world. Every refusal says it. */
  readonly changed: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const NOTHING_CHANGED = 'Nothing was changed.';

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  facts: Readonly<Record<string, string>> = {},
  changed: string = NOTHING_CHANGED,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, facts, changed } };
}

/** The words of a refusal: what is the matter, what to do now, what happened to the world. */
export function explain(refusal: Refusal): { what: string; next: string; changed: string } {
  const { what, next } = refusals[refusal.code];
  return { what: fill(what, refusal), next: fill(next, refusal), changed: refusal.changed };
}

function fill(sentence: string, refusal: Refusal): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = refusal.facts[name];
    if (value === undefined) throw new Error(`Refusal ${refusal.code} lacks the fact "${name}"`);
    return value;
  });
}
