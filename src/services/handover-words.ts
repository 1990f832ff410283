import { writtenCodes } from '../knowledge/codes';

/** Enough to say what is the matter; a pasted page is not. */
const LONGEST = 600;
const GONE = '[removed]';

/** What stands behind these is never repeated, however harmless it looks. */
const SECRET_AFTER =
  /\b(pass\s?(?:word|wort|code|phrase)|kennwort|mot de passe|contrase(?:ñ|n)a|pwd|pw|pin|tap|temporary access pass|access pass|otp|one[- ]time (?:pass|code)|pass|code|secret|key is|number is)(\s*(?:is|was|ist|=|:|-|->|lautet|now|jetzt|,)\s*)+["'`]?(\S+)/giu;

/**
 * What a person typed, fit for other people's eyes: whatever looks like a password, a pass or a one-time code is taken
 * out, addresses with what hangs on them too. Error numbers and ids of requests stay. Rather too much goes than too
 * little: the helpdesk can ask.
 */
export function withoutSecrets(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]+/gu, ' ')
    .slice(0, 4 * LONGEST)
    .replace(/\b(?:https?|ftp):\/\/\S+/giu, '[link]')
    .replace(IN_GROUPS, (digits) => (isDate(digits) || !isCodeLong(digits) ? digits : GONE))
    .replace(SECRET_AFTER, (whole: string, name: string, link: string, word: string) =>
      isError(word) || COMMON.test(word) ? whole : `${name}${link}${GONE}`,
    );
  const kept = plain
    .split(/(\s+)/)
    .map((part) => (looksSecret(part) ? GONE : part))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  return kept.length <= LONGEST
    ? kept
    : `${Array.from(kept)
        .slice(0, LONGEST - 1)
        .join('')}…`;
}

/** A code as it is read out: "482 113", "48-21-13". */
const IN_GROUPS = /(?<![\w-])\d{1,4}(?:[ \u00a0\u2010-\u2015-]\d{1,4})+(?![\w-])/gu;

function isDate(digits: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(digits);
}

function isCodeLong(digits: string): boolean {
  const { length } = digits.replace(/\D/g, '');
  return length >= 6 && length <= 8;
}

/** "the code is wrong", "my pin is not accepted": words of which no secret is made. Any other word goes. */
const COMMON =
  /^(?:not|no|wrong|expired|old|new|gone|correct|incorrect|invalid|valid|required|asked|accepted|rejected|forgotten|refused|missing|lost|blocked|used|already|still|now|too|never|always|being|needed|wanted|what|where|it|the|a|my|for|from|in|on|to|out|off|ok|right|there|falsch|abgelaufen|nicht|weg)[.,;!?]*$/i;

function looksSecret(part: string): boolean {
  const word = part.replace(/^[("'`[{<]+|[)"'`\]}>.,;:!?]+$/gu, '');
  if (word === '' || isError(part) || isError(word) || part === GONE || part.startsWith('[')) return false;
  if (/^\d{6,8}$/.test(word)) return true;
  if (/^\d{3}[- ]?\d{3}$/.test(word)) return true;
  if (word.length < 6) return false;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(word)).length;
  if (/^[\p{L}]+(?:[-'’/][\p{L}]+)*$/u.test(word)) return /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u.test(word) && word.length > 11;
  if (isAddress(word)) return false;
  return kinds >= 3 || (/\p{N}/u.test(word) && /\p{L}/u.test(word) && word.length >= 8);
}

/** A sign-in name is no secret: the helpdesk sees it anyway. */
function isAddress(word: string): boolean {
  return /^[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(word);
}

/** Numbers of the catalogue's kind, and ids by which Microsoft finds a failed sign-in. */
function isError(word: string): boolean {
  if (/^[("']*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[)"'.,;:]*$/i.test(word)) return true;
  if (/^[("']*(?:aadsts[:#-]?\d{4,7}|0x[0-9a-f]{8})[)"'.,;:]*$/i.test(word)) return true;
  return /^[("']*\d{4,7}[)"'.,;:]*$/.test(word) && writtenCodes(word).some(({ code }) => KNOWN.test(code));
}

/** AADSTS numbers begin like this; a code that a person was given seldom does, and is six to eight digits. */
const KNOWN = /^(?:1[37]\d{3,4}|29\d{3}|50\d{3,4}|53\d{3,4}|6500\d|700\d{3}|7004\d|75011|9009\d|1003033|240001)$/;
