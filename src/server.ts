import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Settings } from './settings';

/** Listens first, because only then a free port has a number, and the addresses in messages need it. */
export async function listen(config: Settings): Promise<{ app: express.Express; server: Server; url: string }> {
  const app = express();
  app.disable('x-powered-by');
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  return { app, server, url: `http://${host}:${String(port)}` };
}

/** Idle connections are dropped; running requests finish. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
