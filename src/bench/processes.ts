import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod/v4';

/*
 * What is measured, what loads it and what stands around it run in processes of their own: on one event loop they would
 * wait for each other, and the numbers would say nothing.
 */

/** What a role does when it is asked to. Answers go through JSON. */
export type Commands = Readonly<Record<string, (input: unknown) => unknown>>;

const question = z.object({ id: z.number(), command: z.string(), input: z.unknown() });
const answer = z.union([
  z.object({ id: z.number(), failed: z.string() }),
  z.object({ id: z.number(), output: z.unknown() }),
]);

/** A process that does not end by itself after this long is ended. */
const STOP_MS = 3_000;

/** A process with one role, which does what it is told over IPC. */
export class Helper {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  #asked = 0;

  constructor(role: string) {
    this.#child = fork(join(__dirname, '..', 'bench.js'), ['--role', role], {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.on('message', (message) => {
      const read = answer.parse(message);
      const waiting = this.#waiting.get(read.id);
      this.#waiting.delete(read.id);
      if ('failed' in read) waiting?.reject(new Error(`The ${role} failed: ${read.failed}`));
      else waiting?.resolve(read.output);
    });
    let words = '';
    this.#child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
    this.#child.on('exit', (code, signal) => {
      const why = `The ${role} ended (${String(code ?? signal)}): ${words}`;
      for (const { reject } of this.#waiting.values()) reject(new Error(why));
      this.#waiting.clear();
    });
  }

  async ask<S extends z.ZodType>(command: string, input: object, schema: S): Promise<z.output<S>> {
    const id = ++this.#asked;
    const output = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#child.send({ id, command, input });
    return schema.parse(await output);
  }

  /** Ends it, and waits until it has ended. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    const impatient = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    this.#child.disconnect();
    await ended;
    clearTimeout(impatient);
  }
}

/** Starts helpers, and ends all of them however `work` ends. */
export async function withHelpers<T>(work: (start: (role: string) => Helper) => Promise<T>): Promise<T> {
  const helpers: Helper[] = [];
  try {
    return await work((role) => {
      const helper = new Helper(role);
      helpers.push(helper);
      return helper;
    });
  } finally {
    await Promise.all(helpers.map((helper) => helper.stop()));
  }
}

/** The other end: answers questions until the process that asks is gone. */
export function serve(commands: Commands): void {
  process.on('message', (message) => {
    const { id, command, input } = question.parse(message);
    void answered(commands, command, input).then((result) => process.send?.({ id, ...result }));
  });
  process.on('disconnect', () => process.exit(0));
}

async function answered(commands: Commands, command: string, input: unknown): Promise<object> {
  try {
    const run = commands[command];
    if (run === undefined) throw new Error(`It cannot "${command}"`);
    return { output: (await run(input)) ?? null };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
