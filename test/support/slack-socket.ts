import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { z } from 'zod';

const ackSchema = z.object({ envelope_id: z.string().optional(), payload: z.unknown() });

/** The server's end of Socket Mode: greets who connects, sends envelopes, collects what is acknowledged. */
export type FakeSocket = {
  url: string;
  /** Resolves when nobody is connected any more. */
  empty(): Promise<void>;
  /** Sends an envelope; resolves with the acknowledgement's payload when it comes. */
  deliver(type: 'events_api' | 'slash_commands' | 'interactive', payload: object): Promise<unknown>;
  /** Sends any words at all. */
  send(words: string): void;
  stop(): Promise<void>;
};

export async function startFakeSocket(): Promise<FakeSocket> {
  const server = new WebSocket.Server({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const waiting = new Map<string, (payload: unknown) => void>();
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const ack = ackSchema.parse(JSON.parse(String(data)));
      waiting.get(ack.envelope_id ?? '')?.(ack.payload);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0CAIRN' } }));
  });
  const send = (words: string) => {
    for (const socket of server.clients) socket.send(words);
  };
  let envelopes = 0;
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    empty: async () => {
      for (const socket of server.clients) {
        if (socket.readyState !== WebSocket.CLOSED) await new Promise((resolve) => socket.once('close', resolve));
      }
    },
    send,
    deliver: (type, payload) => {
      envelopes += 1;
      const envelope_id = `E${envelopes}`;
      send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api' }));
      return new Promise((resolve) => waiting.set(envelope_id, resolve));
    },
    stop: () => {
      for (const socket of server.clients) socket.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
