// Compiles src/ to dist/ and copies what the program reads at run time. Types are checked by `npm test`.
import { cpSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

rmSync('dist', { recursive: true, force: true });
const compiled = spawnSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit', 'false', '--noCheck', '--rootDir', 'src', '--outDir', 'dist', '--types', 'node', '--incremental', 'false'],
  { stdio: 'inherit' },
);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
cpSync('src/demo/page', 'dist/demo/page', { recursive: true, force: true });
