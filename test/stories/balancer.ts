import { once } from 'node:events';
import { createServer, request } from 'node:http';

export interface Balancer {
  /** Without a slash at the end; becomes PUBLIC_URL. */
  readonly url: string;
  /** How many requests each replica has been given. */
  readonly given: ReadonlyMap<string, number>;
  /** From now on these take turns, one request each. */
  between(origins: readonly string[]): void;
  close(): Promise<void>;
}

/** What stands in front of several replicas: no session sticks to one of them. */
export async function startBalancer(): Promise<Balancer> {
  const given = new Map<string, number>();
  let origins: readonly string[] = [];
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const origin = origins[turn % origins.length];
    turn += 1;
    if (origin === undefined) throw new Error('Nobody is behind the balancer yet.');
    given.set(origin, (given.get(origin) ?? 0) + 1);
    const { method, headers } = incoming;
    const onward = request(new URL(incoming.url ?? '/', origin), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The balancer has no port.');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    given,
    between(next) {
      origins = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
