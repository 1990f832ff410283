import { createServer, type RequestListener } from 'node:http';

export interface Loopback {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  origin: string;
  /** Ends open connections too, so that a test never waits for a keep-alive. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function listenOnLoopback(app: RequestListener, port = 0): Promise<Loopback> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
