import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const HOOK = join(__dirname, '..', 'typescript-hook.cjs');

/** Runs a script of this folder in a process of its own, on the database at `url`, and waits until it says "ready". */
export async function startChild(script: string, url: string): Promise<ChildProcess> {
  const child = fork(join(__dirname, script), [url], { execArgv: ['--require', HOOK], silent: true });
  await nextMessage(child);
  return child;
}

/** The next message of a child; fails with its last words when it dies instead. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let words = '';
    const listen = (chunk: Buffer): void => void (words += chunk.toString());
    const died = (): void => {
      reject(new Error(`A child process ended before it answered: ${words}`));
    };
    child.stderr?.on('data', listen);
    child.once('close', died);
    child.once('message', (message) => {
      child.stderr?.off('data', listen);
      child.off('close', died);
      resolve(message);
    });
  });
}

export async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
