import type { PassReason } from '../../domain/tap-request';

/** "@tom lost-phone he calls from home", as agents write it. */
export interface PassLine {
  /** Whom it is for, in words; may be empty. */
  readonly person: string;
  readonly reason?: PassReason;
  readonly note: string;
}

/** How agents write the reasons, in one word or in two; the longer ones are looked for first. */
const REASONS: readonly (readonly [RegExp, PassReason])[] = [
  [/^(?:(?:lost|stolen)[- ]?(?:phone|mobile|iphone|android)|phone[- ](?:lost|stolen))$/, 'lost-phone'],
  [/^(?:(?:replaced|new|changed|broken)[- ]?(?:phone|mobile)|phone[- ](?:replaced|changed|broken))$/, 'replaced-phone'],
  [/^(?:(?:new|fresh)[- ]?(?:starter|joiner|hire|employee|colleague)|onboarding|first[- ]?day)$/, 'new-starter'],
  [/^(?:first[- ]?passkey|passkey)$/, 'first-passkey'],
  [/^(?:(?:broken|dead)[- ]?(?:authenticator|app)|authenticator[- ]?(?:broken|dead)?)$/, 'broken-authenticator'],
  [
    /^(?:(?:no|no-usable|lost)[- ]?(?:method|methods|key)|locked[- ]?out|no-usable-method|dead[- ]key)$/,
    'no-usable-method',
  ],
];

/** The first words that are a reason part the person from the note; without one all of it is the person. */
export function readPassLine(line: string): PassLine {
  const words = line
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  for (let from = 0; from < words.length; from += 1) {
    for (const length of [2, 1]) {
      const reason = reasonIn(words.slice(from, from + length));
      if (reason === undefined || from + length > words.length) continue;
      return { person: words.slice(0, from).join(' '), reason, note: words.slice(from + length).join(' ') };
    }
  }
  return { person: words.join(' '), note: '' };
}

function reasonIn(words: readonly string[]): PassReason | undefined {
  const said = words
    .join(' ')
    .toLowerCase()
    .replace(/^[:,;–—-]+|[:,;.]+$/g, '');
  return REASONS.find(([pattern]) => pattern.test(said))?.[1];
}
