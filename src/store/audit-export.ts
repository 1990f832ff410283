import type { StoredRow } from './audit-read';

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = [
  'chain',
  'seq',
  'time',
  'at',
  'actor',
  'channel',
  'act',
  'facts',
  'prev',
  'hash',
  'mark',
  'markKey',
] as const;

/** What comes before the first row, if anything. */
export function exportHeading(format: ExportFormat): string {
  return format === 'csv' ? csvLine(COLUMNS) : '';
}

/** One row as one line. `time` is ISO 8601 for people, `at` the same in milliseconds as it was hashed. */
export function exportLine(row: StoredRow, format: ExportFormat): string {
  const time = timeOf(row.at);
  if (format === 'csv') return csvLine(COLUMNS.map((column) => (column === 'time' ? time : String(row[column]))));
  const { chain, seq, at, actor, channel, act, facts, prev, hash, mark, markKey } = row;
  return `${JSON.stringify({ chain, seq, time, at, actor, channel, act, facts: factsOf(facts), prev, hash, mark, markKey })}\n`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * Spreadsheets run a cell that begins like a formula, some also after white space or in full-width characters (OWASP,
 * "CSV Injection"): such a cell gets an apostrophe in front. Every cell is quoted.
 */
function csvCell(text: string): string {
  const formula = /^[\p{White_Space}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u.test(text);
  const harmless = formula ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** ISO 8601; empty where somebody wrote a number that is no moment. */
export function timeOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function factsOf(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    return stored;
  }
}
