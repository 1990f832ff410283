import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('docs/flows.md shows the flows as they are (node scripts/flow-pictures.mjs writes it)', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/flow-pictures.mjs', '--check'], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([status, stderr]).toEqual([0, '']);
});
