import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod/v4';
import { isObject } from '../../../src/demo/json';
import { type Acknowledged, overlaid, type SendToBot, type SlackRequest } from '../../../src/demo/slack/requests';

/** Slack's end of Socket Mode: a WebSocket that carries envelopes to the app and takes their acknowledgements. */
export interface SocketEnd {
  readonly appToken: string;
  url(): string;
  readonly send: SendToBot;
  /** How many connections the app has opened so far. */
  opened(): number;
  /** As Slack does every few hours: asks the app to connect anew, then closes. */
  refresh(): void;
  close(): Promise<void>;
}

const ackOf = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Slack waits this long for an acknowledgement, over a socket as over HTTP. */
const PATIENCE = 3_000;

export async function openSocketEnd(appToken: string): Promise<SocketEnd> {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  const live: WebSocket[] = [];
  const acked = new Map<string, (payload: unknown) => void>();
  let opened = 0;
  server.on('connection', (socket) => {
    opened += 1;
    live.push(socket);
    socket.on('close', () => live.splice(live.indexOf(socket), 1));
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id, payload } = ackOf.parse(JSON.parse(data.toString('utf8')));
      acked.get(id)?.(payload);
      acked.delete(id);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0KEYSMITH' } }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  const once = (envelope: object): Promise<Acknowledged> => {
    const id = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        acked.delete(id);
        resolve({ status: 0, body: 'no acknowledgement', repeats: [] });
      }, PATIENCE);
      acked.set(id, (payload) => {
        clearTimeout(timer);
        // An acknowledgement without content is an empty object here, an empty body over HTTP.
        resolve({
          status: 200,
          body: isObject(payload) && Object.keys(payload).length > 0 ? payload : '',
          repeats: [],
        });
      });
      live.at(-1)?.send(JSON.stringify({ envelope_id: id, ...envelope }));
    });
  };
  return {
    appToken,
    url: () => `ws://127.0.0.1:${String(port)}/link`,
    async send(request, manners = {}) {
      const envelope = envelopeOf(request, manners.overlay ?? {});
      const answers = await Promise.all(Array.from({ length: manners.copies ?? 1 }, () => once(envelope)));
      const [first, ...repeats] = answers;
      return { status: 0, body: undefined, ...first, repeats };
    },
    opened: () => opened,
    refresh() {
      for (const socket of [...live]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }
    },
    async close() {
      for (const socket of [...live]) socket.terminate();
      server.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function envelopeOf(request: SlackRequest, overlay: Parameters<typeof overlaid>[1]): object {
  if ('payload' in request)
    return { type: 'interactive', accepts_response_payload: true, payload: overlaid(request.payload, overlay) };
  if ('event' in request)
    return {
      type: 'events_api',
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
      payload: overlaid(request.event, overlay),
    };
  return { type: 'slash_commands', accepts_response_payload: true, payload: overlaid(request.form, overlay) };
}
