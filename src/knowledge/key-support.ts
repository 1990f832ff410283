import { z } from 'zod/v4';
import support from './key-places.json';
import { sources } from './sources';

const browser = z.strictObject({
  title: z.string().min(1).max(30),
  /** Its oldest version, or that of the system it comes with, where the article names one. */
  since: z.string().min(1).max(30).optional(),
  /** Whether a key can be added to an account in it; `unknown`: the article lists it and does not say. */
  add: z.enum(['yes', 'no', 'unknown']),
  /** How a key is connected to sign in; empty: not at all. */
  signIn: z.array(z.enum(['USB', 'NFC', 'Bluetooth', 'Lightning'])),
});

const system = z.strictObject({ title: z.string().min(1).max(30), browsers: z.record(z.string(), browser) });

/** key-places.json: where a security key can be added and used (knowledge.md E5, COMPAT). */
export const keySupportSchema = z.strictObject({
  source: z.string().refine((key) => Object.hasOwn(sources, key), 'names no source'),
  date: z.iso.date(),
  systems: z.strictObject({
    windows: system,
    mac: system,
    ios: system,
    android: system,
    linux: system,
    chromeos: system,
  }),
});

export type KeySystem = keyof z.infer<typeof keySupportSchema>['systems'];

/** What a flow needs to know about one browser on one system. */
interface KeyPlace {
  readonly id: string;
  readonly title: string;
  readonly adds: boolean;
}

const { systems, date } = keySupportSchema.parse(support);

/** The day of Microsoft's article, for a sentence. */
export const KEY_SUPPORT_DAY = new Date(date).toLocaleDateString('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

export function keyBrowsers(name: KeySystem): readonly KeyPlace[] {
  return Object.entries(systems[name].browsers).map(([id, { title, add }]) => ({ id, title, adds: add === 'yes' }));
}

/** "Edge since Windows 10 1903, Chrome since 76": the oldest browsers of a system that add a key. */
export function oldestBrowsers(name: KeySystem): string {
  const adding = Object.values(systems[name].browsers).filter(({ add }) => add === 'yes');
  return adding.map(({ title, since }) => (since === undefined ? title : `${title} since ${since}`)).join(', ');
}

/** "Edge, Chrome or Firefox on Windows, or Edge or Chrome on macOS": where a key can be added. */
export function whereKeysAreAdded(): string {
  const places = Object.values(systems).flatMap(({ title, browsers }) => {
    const adding = Object.values(browsers).filter(({ add }) => add === 'yes');
    return adding.length === 0 ? [] : [`${oneOf(adding.map((one) => one.title))} on ${title}`];
  });
  return places.join(', or ');
}

/** How a key that has been added signs in on this system: "in Chrome or Edge, by USB"; undefined: not at all. */
export function howKeysSignIn(name: KeySystem): string | undefined {
  const usable = Object.values(systems[name].browsers).filter(({ signIn }) => signIn.length > 0);
  if (usable.length === 0) return undefined;
  const by = new Set(usable.flatMap(({ signIn }) => signIn));
  return `in ${oneOf(usable.map(({ title }) => title))}, by ${oneOf([...by])}`;
}

function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
