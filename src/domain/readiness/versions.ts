/** "16.7.2" as numbers; undefined for what is no version. */
export function parseVersion(words: string): readonly number[] | undefined {
  const digits = /^\D{0,20}?(\d{1,6}(?:\.\d{1,6}){0,3})\b/.exec(words.trim())?.[1];
  return digits?.split('.').map(Number);
}

/** A missing part counts as nothing said: "17" is not older than "17.4", because it stands for any 17. */
export function isOlder(version: readonly number[], than: readonly number[]): boolean {
  for (const [place, part] of than.entries()) {
    const mine = version[place];
    if (mine === undefined) return false;
    if (mine !== part) return mine < part;
  }
  return false;
}
