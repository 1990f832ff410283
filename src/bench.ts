import { type Bench } from './bench/bench';
import { parseOptions } from './bench/options';
import { withHelpers } from './bench/processes';
import { asJson, asTable } from './bench/report';
import { takeRole } from './bench/roles';
import type { Row } from './bench/row';
import { footprintBench } from './bench/footprint';
import { graphBench } from './bench/graph';
import { historyBench } from './bench/history';
import { matchingBench } from './bench/matching';
import { replicasBench } from './bench/replicas';
import { timersBench } from './bench/timers';
import { slackBench } from './bench/slack';
import { teamsBench } from './bench/teams';

const benches: readonly Bench[] = [
  teamsBench,
  slackBench,
  graphBench,
  replicasBench,
  timersBench,
  historyBench,
  footprintBench,
  matchingBench,
];

/** `npm run bench [-- [--json] [--quick] [name …]]`: every number beside its control, measured in the same run. */
async function main(words: readonly string[]): Promise<void> {
  const [first, role] = words;
  if (first === '--role' && role !== undefined) return takeRole(role);
  const parsed = parseOptions(
    words,
    benches.map(({ name }) => name),
  );
  if (!parsed.ok) {
    process.stderr.write(`${parsed.why}\n`);
    process.exitCode = 2;
    return;
  }
  const { json, quick, names } = parsed.options;
  const rows: Row[] = [];
  for (const bench of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
    if (!json) process.stderr.write(`${bench.name}: ${bench.about} …\n`);
    rows.push(...(await withHelpers((start) => bench.run({ start, quick }))));
  }
  process.stdout.write(`${json ? asJson(rows) : asTable(rows)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`The benchmark broke off: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exitCode = 1;
});
