/** Words that say nothing about what somebody wants. */
const SILENT = new Set(
  (
    'a an the and or but if so then than to of in on at by for from with into as is are was were be been am do does did done ' +
    'i me my mine we our us you your it its this that these those there here he she they them his her their ' +
    'have has had can could will would shall should may might must not no yes please just very really still also too ' +
    'what which when where why how who whom whose im ive id dont doesnt didnt cant wont isnt wasnt ' +
    'hi hello hey dear team guys thanks thank sorry ok okay well now today some any all ever get got getting ' +
    'need want wanted like give gave show tell told say says said hope supposed allowed someone somebody nobody anybody about'
  ).split(' '),
);

/** One word for what many words mean. Keys and values are already in lower case. */
const SAME: Readonly<Record<string, string>> = {
  mobile: 'phone',
  cell: 'phone',
  cellphone: 'phone',
  smartphone: 'phone',
  handset: 'phone',
  telephone: 'phone',
  fone: 'phone',
  handy: 'phone',
  iphone: 'phone',
  samsung: 'phone',
  pixel: 'phone',
  login: 'signin',
  logon: 'signin',
  signon: 'signin',
  signin: 'signin',
  signing: 'sign',
  signed: 'sign',
  logging: 'sign',
  logged: 'sign',
  log: 'sign',
  stole: 'stolen',
  nicked: 'stolen',
  robbed: 'stolen',
  lose: 'lost',
  losing: 'lost',
  missing: 'lost',
  misplaced: 'lost',
  broke: 'broken',
  smashed: 'broken',
  cracked: 'broken',
  died: 'dead',
  kaputt: 'broken',
  tap: 'pass',
  passcode: 'pass',
  enroll: 'register',
  enrol: 'register',
  enrolment: 'register',
  enrollment: 'register',
  registration: 'register',
  registering: 'register',
  registered: 'register',
  configure: 'setup',
  add: 'register',
  adding: 'register',
  create: 'register',
  creating: 'register',
  make: 'register',
  passkeys: 'passkey',
  yubi: 'yubikey',
  fido2: 'fido',
  auth: 'authenticator',
  authenticater: 'authenticator',
  replacement: 'replaced',
  replacing: 'replaced',
  expire: 'expired',
  gone: 'lost',
  issue: 'request',
  enable: 'setup',
  enabling: 'setup',
  activate: 'setup',
  passwordless: 'passkey',
  token: 'key',
  dongle: 'key',
  stick: 'key',
  invalid: 'incorrect',
  wrong: 'incorrect',
  approve: 'approved',
  approval: 'approved',
  approvals: 'approved',
  damage: 'broken',
  damaged: 'broken',
  unlock: 'lockedout',
  permitted: 'allowed',
  forbidden: 'blocked',
  restricted: 'blocked',
  prohibited: 'blocked',
  endless: 'loop',
  circle: 'loop',
  circles: 'loop',
  laptop: 'computer',
  pc: 'computer',
  bought: 'new',
};

const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\bpass[\s-]+keys?\b/g, 'passkey'],
  [/\b(?:hardware|usb|fido2?)[\s-]+keys?\b/g, 'security key'],
  [/\byubi[\s-]*keys?\b/g, 'yubikey security key'],
  [/\bset(?:ting)?[\s-]+up\b/g, 'setup'],
  [/\b(?:sign(?:ing|ed)?|log(?:ging|ged)?)[\s-]*(?:in|on)(?:to)?\b/g, 'signin'],
  [/\block(?:ed)?[\s-]+out\b/g, 'lockedout'],
  [/\bqr[\s-]*codes?\b/g, 'qrcode'],
  [/\be[\s-]?mail\b/g, 'email'],
  [/\b(?:cannot|can't|cant|can not|unable|won't|doesn't|does not|do not|don't|not|never|no longer)\b/g, 'negated'],
];

/** Words that only somebody uses who is right here: with one of them it is worth asking what is meant. */
const OURS = [
  'passkey',
  'phone',
  'pass',
  'authenticator',
  'key',
  'yubikey',
  'fido',
  'signin',
  'password',
  'lockedout',
  'qrcode',
  'register',
  'slack',
  'loop',
  'qr',
  'scan',
  'approved',
  'account',
];

export function isOurs(words: readonly string[]): boolean {
  return words.some((word) => OURS.includes(word));
}

/** Lower case, plain quotes, no accents and no marks: as codes and texts on a screen are compared. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words that matter, in one form each. */
export function terms(text: string): readonly string[] {
  const joined = JOINED.reduce((words, [pattern, word]) => words.replace(pattern, ` ${word} `), plain(text));
  return joined
    .replace(/'/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !SILENT.has(word))
    .map((word) => (Object.hasOwn(SAME, word) ? (SAME[word] ?? word) : word));
}

/** 1 for the same word, less with each typo (a swap of neighbours is one), 0 below three quarters. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest > 5 && (a.startsWith(b) || b.startsWith(a)))
    return Math.max(0.75, Math.min(a.length, b.length) / longest);
  // Most pairs have nothing in common; counting their edits would be the dearest part of an answer.
  if (Math.abs(a.length - b.length) > longest / 4 || (a[0] !== b[0] && a[1] !== b[1] && a.at(-1) !== b.at(-1)))
    return 0;
  const alike = 1 - typos(a, b) / longest;
  return alike >= 0.75 ? alike : 0;
}

/** Edits from one word to the other, neighbours swapped counting once (Damerau, optimal string alignment). */
function typos(a: string, b: string): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const best = Math.min(changed, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
      line.push(swapped ? Math.min(best, (before[column - 2] ?? 0) + 1) : best);
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}
