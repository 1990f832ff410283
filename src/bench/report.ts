import { type Bar, type Row, isMet, ratioOf } from './row';

const HEADS = ['bench', 'what', 'value', 'control', 'ratio', 'bar', ''];

/** A table for people: columns as wide as their widest cell, notes below. */
export function asTable(rows: readonly Row[]): string {
  const notes: string[] = [];
  const cells = [HEADS, ...rows.map((row) => cellsOf(row, notes))];
  const widths = HEADS.map((_, column) => Math.max(...cells.map((line) => widthOf(line[column] ?? ''))));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...rest] = lines;
  const told = notes.map((note, place) => `[${String(place + 1)}] ${note}`);
  return [head, '-'.repeat(Math.max(...lines.map((line) => line.length))), ...rest, '', ...told].join('\n').trimEnd();
}

/** In characters as a terminal counts the few signs that are used here. */
function widthOf(cell: string): number {
  return Array.from(cell).length;
}

/** The same for programs: one object per row, with ratio and verdict. */
export function asJson(rows: readonly Row[]): string {
  const told = rows.map((row) => ('skipped' in row ? row : { ...row, ratio: ratioOf(row), met: isMet(row) }));
  return JSON.stringify({ node: process.version, rows: told }, null, 2);
}

function cellsOf(row: Row, notes: string[]): string[] {
  if ('skipped' in row) return [row.bench, row.what, '–', '–', '–', '–', `skipped: ${row.skipped}`];
  const mark = row.note === undefined ? '' : ` [${String(noted(notes, row.note))}]`;
  return [
    row.bench,
    row.what + mark,
    `${short(row.value)} ${row.unit}`,
    `${short(row.control.value)} (${row.control.what})`,
    `${ratioOf(row).toFixed(2)} ×`,
    barWords(row.bar, row.unit),
    isMet(row) ? 'met' : 'MISSED',
  ];
}

/** The number of a note; the same words have the same number. */
function noted(notes: string[], note: string): number {
  const place = notes.indexOf(note);
  return place < 0 ? notes.push(note) : place + 1;
}

function barWords({ on, is, limit }: Bar, unit: string): string {
  return `${is === 'at least' ? '≥' : '≤'} ${String(limit)} ${on === 'ratio' ? '×' : unit}`;
}

function short(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
