/*
 * Direction overrides and control characters can make a sentence read as something else, also what stands around it in
 * a notification. Letters of any script stay; cards show all of it as plain text anyway.
 */
const TURNS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A name that somebody gave to themselves, a phone, a key or a group. */
export function plainName(name: string): string {
  return name.replace(TURNS, '').replace(/\p{Cc}/gu, '');
}

/** What somebody typed; lines stay lines. */
export function plainWords(words: string): string {
  return words.replace(TURNS, '').replace(/[^\P{Cc}\n\t]/gu, '');
}
