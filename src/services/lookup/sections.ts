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
  return { name: shortened(name, 400), detail: shortened(detail, 2_000), buttons };
}

/** A sentence may name hundreds of groups; what is left out is marked. */
export function shortened(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
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
  return [0.7, 0.4, 0].reduce((page, share) => (weight(page) > MOST_BYTES ? draw(share) : page), draw(1));
}

const BYTES_A_PAGE = 15_000;

/** With what the template adds to an entry, and to each change between bold and not. */
function weightOf(one: Entry): number {
  const words = JSON.stringify(one);
  return Buffer.byteLength(words) + 300 + 120 * (words.split('**').length - 1);
}

/** Pages of entries, each within what a card holds; at least one, which may be empty. */
function paged(sections: readonly Section[], most: number): readonly (readonly Section[])[] {
  const pages: Section[][] = [[]];
  let [count, bytes] = [0, 0];
  for (const { entries, ...section } of sections) {
    for (const one of entries) {
      const weighs = weightOf(one);
      if (count > 0 && (count === most || bytes + weighs > BYTES_A_PAGE)) {
        pages.push([]);
        [count, bytes] = [0, 0];
      }
      const page = pages.at(-1) ?? [];
      const last = page.at(-1);
      if (last?.title === section.title) page[page.length - 1] = { ...last, entries: [...last.entries, one] };
      else page.push({ ...section, entries: [one] });
      [count, bytes] = [count + 1, bytes + weighs];
    }
  }
  return pages;
}

/** One page of what has no room on one. `at` counts from 1; a page that is not there is the last one. */
export function onePage(
  sections: readonly Section[],
  at: number,
  most: number,
  turnTo: (page: string) => Button['does'],
): { readonly sections: readonly Section[]; readonly note: string; readonly buttons: readonly Button[] } {
  const pages = paged(sections, most);
  const page = Math.min(Math.max(1, at), pages.length);
  const counts = pages.map((one) => one.reduce((sum, { entries }) => sum + entries.length, 0));
  const upTo = (index: number): number => counts.slice(0, index).reduce((sum, count) => sum + count, 0);
  const turn = (words: string, to: number): readonly Button[] =>
    to < 1 || to > pages.length ? [] : [{ title: words, does: turnTo(String(to)) }];
  return {
    sections: pages[page - 1] ?? [],
    note: `${String(upTo(page - 1) + 1)} to ${String(upTo(page))} of ${String(upTo(pages.length))}.`,
    buttons: [...turn('Next', page + 1), ...turn('Previous', page - 1)],
  };
}

/** One section by itself. */
export function onOwnPage(
  { name, title, entries, none = 'There is nothing here now.' }: Material,
  at: number,
  turnTo: (page: string) => Button['does'],
): { readonly section: Section; readonly buttons: readonly Button[] } {
  const { sections, note, buttons } = onePage([{ title, entries, note: '', buttons: [] }], at, ROOM[name].own, turnTo);
  const [section] = sections;
  if (section === undefined) return { section: { title, entries: [], note: none, buttons: [] }, buttons: [] };
  return { section: { ...section, note }, buttons };
}
