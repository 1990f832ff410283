import { connect, type Socket } from 'node:net';
import { z } from 'zod/v4';
import { percentile } from './row';

export interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadOptions {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly connections: number;
  /** The next request, or undefined when it is enough. */
  readonly next: () => Post | undefined;
  /** Whether this is the answer that a full turn gives: what is refused quickly must not count as quick. */
  readonly isGood: (status: number, body: string) => boolean;
}

export const loaded = z.object({
  perSecond: z.number(),
  count: z.number(),
  bad: z.number(),
  /** The first answer that was not good. */
  firstBad: z.string().optional(),
  /** Milliseconds from the last byte sent to the last byte received. */
  p50: z.number(),
  p99: z.number(),
});
export type Loaded = z.infer<typeof loaded>;

/**
 * Keeps that many connections busy, one request at a time on each. Written on bare sockets, because node's own HTTP
 * client costs as much per request as the servers that are measured.
 */
export async function load(options: LoadOptions): Promise<Loaded> {
  const times: number[] = [];
  const bad: string[] = [];
  const started = performance.now();
  const lanes = Array.from({ length: options.connections }, async () => {
    const line = await Line.open(options.origin);
    for (let post = options.next(); post !== undefined; post = options.next()) {
      const before = performance.now();
      const { status, body } = await line.send(post);
      times.push(performance.now() - before);
      if (!options.isGood(status, body)) bad.push(`${String(status)} ${body.slice(0, 200)}`);
    }
    line.close();
  });
  await Promise.all(lanes);
  const seconds = (performance.now() - started) / 1_000;
  return {
    perSecond: times.length / seconds,
    count: times.length,
    bad: bad.length,
    ...(bad[0] === undefined ? {} : { firstBad: bad[0] }),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

interface Answered {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive HTTP/1.1 connection, one request at a time. */
class Line {
  readonly #socket: Socket;
  readonly #host: string;
  #received = '';
  #waiting: { resolve(answer: Answered): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      this.#received += String(chunk);
      const answer = answerIn(this.#received);
      if (answer === undefined) return;
      this.#received = '';
      this.#waiting?.resolve(answer);
    });
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The connection was closed')));
  }

  static open(origin: string): Promise<Line> {
    const { hostname, port, host } = new URL(origin);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Line(socket, host)));
    });
  }

  send({ path, headers, body }: Post): Promise<Answered> {
    const named = Object.entries({ ...headers, host: this.#host, 'content-length': String(Buffer.byteLength(body)) });
    const head = named.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n${body}`, 'utf8');
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}

/** The whole answer, or undefined while some of it is missing. */
export function answerIn(text: string): Answered | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const isWhole = length === undefined ? body.endsWith('0\r\n\r\n') : body.length >= Number(length);
  return isWhole ? { status: Number(head.slice(9, 12)), body } : undefined;
}
