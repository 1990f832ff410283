import type { Finding, Verdict } from './finding';

const MARKS: Record<Verdict, string> = { ok: 'ok', warning: 'LOOK', missing: 'MISSING', skipped: '-' };
const ORDER: readonly Verdict[] = ['missing', 'warning', 'ok', 'skipped'];

/** What has to be done first; then what is well, one line each. */
export function asTable(findings: readonly Finding[], width: number): string {
  const sorted = ORDER.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict));
  const left = Math.max(0, ...sorted.map(({ check }) => check.length)) + 2;
  const indent = ' '.repeat(9 + left);
  const room = Math.max(40, width - indent.length);
  const lines = sorted.flatMap(({ check, verdict, what, why, fix }) => {
    const head = MARKS[verdict].padEnd(9) + check.padEnd(left);
    const told = verdict === 'ok' || verdict === 'skipped' ? [what] : [what, `Why: ${why}`, `Fix: ${fix}`];
    const [first = '', ...rest] = told.flatMap((sentence) => wrapped(sentence, room));
    return [head + first, ...rest.map((line) => indent + line)];
  });
  return `${[...lines, '', summary(findings)].join('\n')}\n`;
}

function summary(findings: readonly Finding[]): string {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const [missing, warnings] = [count('missing'), count('warning')];
  if (missing === 0 && warnings === 0) return 'Everything that was checked is as it should be. Nothing was changed.';
  const look = `${String(warnings)} to look at`;
  return missing === 0
    ? `Nothing needed is missing; ${look}. Nothing was changed.`
    : `${String(missing)} missing, ${look}. Nothing was changed.`;
}

function wrapped(sentence: string, width: number): string[] {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
