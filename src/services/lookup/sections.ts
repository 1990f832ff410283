import type { Button, CardData } from '../views';

/** What the page of a person is made of, in its order. */
export const SECTIONS = ['marks', 'methods', 'requests', 'ready', 'sign-ins', 'changes', 'devices', 'groups'] as const;
export type SectionName = (typeof SECTIONS)[number];

export type Section = CardData['person']['sections'][number];
export type Entry = Section['entries'][number];

export interface Material {
  readonly name: SectionName;
  readonly title: string;
  readonly entries: readonly Entry[];
  /** Said where there is none; without it such a section is left out. */
  readonly none?: string;
}

/** How many stand on the page itself, and how many on a page of their own: a card for Teams has 28 KB. */
const ROOM: Readonly<Record<SectionName, { readonly page: number; readonly own: number }>> = {
  marks: { page: 0, own: 20 },
  methods: { page: 5, own: 8 },
  requests: { page: 3, own: 8 },
  ready: { page: 7, own: 7 },
  'sign-ins': { page: 3, own: 3 },
  changes: { page: 3, own: 10 },
  devices: { page: 2, own: 10 },
  groups: { page: 0, own: 25 },
};

export function entry(name: string, detail = '', ...buttons: readonly Button[]): Entry {
  return { name, detail, buttons };
}

/**
 * The section as it stands on the page: its first entries, and a button to the rest. Nothing is left out in silence.
 * `share` of the usual room, for pages that would become too large.
 */
export function onPage(person: string, { name, title, entries, none }: Material, share: number): readonly Section[] {
  if (entries.length === 0) return none === undefined ? [] : [{ title, entries: [], note: none, buttons: [] }];
  const room = Math.floor(ROOM[name].page * share);
  if (entries.length <= room) return [{ title, entries, note: '', buttons: [] }];
  const all = `Show all ${String(entries.length)}`;
  const button: Button = { title: all, does: { verb: 'person.section', person, section: name, page: '1' } };
  const note = room === 0 ? `There are ${String(entries.length)}.` : `${String(room)} of ${String(entries.length)}.`;
  return [{ title, entries: entries.slice(0, room), note, buttons: [button] }];
}

/** A little under the 28 KB that Teams takes. */
const MOST_BYTES = 26_000;

/** About what a filled card weighs; what its template adds to each part was measured. */
function weight(data: CardData['person']): number {
  const entries = data.sections.flatMap((section) => section.entries);
  const buttons = [
    ...data.buttons,
    ...data.sections.flatMap((one) => one.buttons),
    ...entries.flatMap((one) => one.buttons),
  ];
  const words = Buffer.byteLength(JSON.stringify([data, buttons, data.marks]));
  const parts = 300 * (entries.length + data.facts.length) + 280 * buttons.length + 110 * data.gaps.length;
  return words + parts + 170 * data.sections.length + 1_000;
}

/** The fullest page that Teams takes: with names of 120 letters in a script of three bytes there is less on it. */
export function fullest(draw: (share: number) => CardData['person']): CardData['person'] {
  const [first = 1, ...others] = [1, 0.7, 0.4, 0];
  return others.reduce((page, share) => (weight(page) > MOST_BYTES ? draw(share) : page), draw(first));
}

/** One section by itself. `at` counts from 1; a page that is not there is the last one. */
export function onOwnPage(
  { name, title, entries, none = 'There is nothing here now.' }: Material,
  at: number,
  turnTo: (page: string) => Button['does'],
): { readonly section: Section; readonly buttons: readonly Button[] } {
  const size = ROOM[name].own;
  const last = Math.max(1, Math.ceil(entries.length / size));
  const page = Math.min(Math.max(1, at), last);
  const from = (page - 1) * size;
  const shown = entries.slice(from, from + size);
  const range = `${String(from + 1)} to ${String(from + shown.length)} of ${String(entries.length)}.`;
  const turn = (words: string, to: number): readonly Button[] =>
    to < 1 || to > last ? [] : [{ title: words, does: turnTo(String(to)) }];
  return {
    section: { title, entries: shown, note: shown.length === 0 ? none : range, buttons: [] },
    buttons: [...turn('Next', page + 1), ...turn('Previous', page - 1)],
  };
}
