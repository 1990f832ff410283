/** An error number as somebody wrote it, in the catalogue's notation: "135016" or "0x801c03ed". */
export interface WrittenCode {
  readonly code: string;
  /** As it was written, to name it in the answer. */
  readonly shown: string;
  /** Said to be an error code ("AADSTS…", "0x…"), and not just a number. */
  readonly named: boolean;
}

const NEGATIVE = 0x1_0000_0000;

const NAMED = {
  aadsts: /\baadsts\s*[:#-]?\s*(\d{4,7})\b/gi,
  hex: /(?:\b0x|&h|#)\s?([0-9a-f]{4}[ -]?[0-9a-f]{4})h?\b/gi,
};

/** What is left to be understood by its words. */
export function withoutNamedCodes(words: string): string {
  return words.replace(NAMED.aadsts, ' ').replace(NAMED.hex, ' ');
}

/**
 * "AADSTS135016", "error 135016", "0x801c03ed", "801C03ED", "&H801C03ED", "-2145647635" and "2149319661" (the same
 * number, signed or not); trace and correlation ids and times do not count. Named ones first.
 */
export function writtenCodes(words: string): readonly WrittenCode[] {
  const rest = words
    .toLowerCase()
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, ' ')
    .replace(/\b\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?z?\b/g, ' ')
    .replace(/\b[0o]x[\da-fol]{8}\b|\baadsts[\s:#-]*[\dol]{4,7}\b/g, digitsFor);
  return [
    ...codes(rest, NAMED.aadsts, (digits) => digits, true),
    ...codes(rest, NAMED.hex, hex, true),
    ...codes(rest, /\b([89a-f][0-9a-f]{7})h?\b/g, hex, false),
    ...codes(rest, /(?<![\d.])(-\d{10}|[234]\d{9})\b/g, decimal, false),
    ...codes(rest, /(?<![\d.,-])(\d{4,7})\b(?![.,]?\d)/g, (digits) => digits, false),
  ];
}

/** People type a code off the screen with letters that look like its digits: "0x801CO3EA". */
function digitsFor(code: string): string {
  return code.replace(/o/g, '0').replace(/l/g, '1');
}

function codes(
  words: string,
  pattern: RegExp,
  read: (written: string) => string,
  named: boolean,
): readonly WrittenCode[] {
  return [...words.matchAll(pattern)].map(([shown, written = '']) => ({
    code: read(written),
    shown: shown
      .toUpperCase()
      .replace('0X', '0x')
      .replace(/^&H|^#/, '0x'),
    named,
  }));
}

function hex(digits: string): string {
  return `0x${digits.replace(/[ -]/g, '')}`;
}

function decimal(digits: string): string {
  const value = Number(digits);
  return hex((value < 0 ? value + NEGATIVE : value).toString(16).padStart(8, '0'));
}
