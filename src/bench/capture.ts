import { listenOnLoopback } from '../demo/loopback';
import type { Post } from './load';

export interface Capture {
  readonly origin: string;
  /** What has arrived since the last look, oldest first. */
  take(): readonly Post[];
  close(): Promise<void>;
}

/** Headers that belong to the connection they came over, or that the load writes itself. */
const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']);

/** Stands where the bot would be and keeps what Teams and Slack send, signed as they sign it, to be sent as load. */
export async function openCapture(): Promise<Capture> {
  let posts: Post[] = [];
  const server = await listenOnLoopback((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && !OF_THE_CONNECTION.has(name) ? [[name, value] as const] : [],
      );
      posts.push({
        path: request.url ?? '/',
        headers: Object.fromEntries(headers),
        body: Buffer.concat(chunks).toString('utf8'),
      });
      response.writeHead(200).end();
    });
  });
  return {
    origin: server.origin,
    take: () => {
      const taken = posts;
      posts = [];
      return taken;
    },
    close: () => server.close(),
  };
}
