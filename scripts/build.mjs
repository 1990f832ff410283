// Compiles src/ to dist/ and copies what the program reads at run time. Types are checked by `npm test`.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
const args = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
const compiled = spawnSync(process.execPath, args, { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
cpSync('src/demo/page', 'dist/demo/page', { recursive: true, force: true });
