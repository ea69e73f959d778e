import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { connectPlayground, type PlaygroundOptions } from '../../../adapters/playground/connect.ts';
import type { Entry, Transcript } from '../../../adapters/playground/transcript.ts';
import type { Inbound } from '../../../src/events.ts';
import type { Block, Button, Letter, Outbound, Recipient } from '../../../src/letter.ts';
import { authored } from '../../../src/markdown.ts';
import type { Platform } from '../../../src/ports/platform.ts';

export const WORKSPACE = 'playground:demo';
export const CHANNEL = { id: 'support', name: 'support' };
export const PEOPLE = [
  { id: 'ana', name: 'Ana', role: 'learner' },
  { id: 'ben', name: 'Ben', role: 'buddy' },
  { id: 'kim', name: 'Kim', role: 'lead' },
];

/** A playground that really listens, with a fake engine behind it. */
export type Playground = {
  url: string;
  platform: Platform;
  transcript: Transcript;
  accepted: Inbound[];
  logged: object[];
  clock: { moves: string[]; due: Temporal.Instant | undefined };
  send(to: Recipient, outbound: Outbound, replaced?: { ref: string }): Promise<string>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
};

type Settings = {
  transcript?: Transcript;
  /** What the fake engine does with what it is given; what it throws is what accepting throws. */
  answer?: (inbound: Inbound, playground: Playground) => Promise<void>;
  /** What falls due while the clock moves. */
  onMove?: (playground: Playground) => Promise<void>;
  renderers?: PlaygroundOptions['renderers'];
  port?: number;
  lock?: PlaygroundOptions['lock'];
  /** How the ids of this run begin, where another run has used the common ones. */
  ids?: string;
};

export async function startPlayground(settings: Settings = {}): Promise<Playground> {
  const { transcript = memoryTranscript(), renderers = { slack: asIs('slack'), teams: asIs('teams') } } = settings;
  const http = express();
  const clock = fakeClock();
  const accepted: Inbound[] = [];
  const logged: object[] = [];
  let ids = 0;
  const newId = () => `${settings.ids ?? 'id'}-${++ids}`;
  const log = (ids: object, message: string) => void logged.push({ ...ids, message });
  const connection = await connectPlayground({
    http,
    people: PEOPLE,
    channel: CHANNEL,
    workspace: WORKSPACE,
    transcript,
    renderers,
    clock: {
      now: clock.now,
      async moveTo(to) {
        await settings.onMove?.(playground);
        clock.moveTo(to);
      },
    },
    nextDueAt: async () => clock.due,
    async accept(inbound) {
      // As the engine does: the same event twice is one event.
      if (accepted.some((earlier) => earlier.id === inbound.id)) return [];
      accepted.push(inbound);
      await settings.answer?.(inbound, playground);
      return [];
    },
    newId,
    ...(settings.lock && { lock: settings.lock }),
    log: { info: log, warn: log, error: log },
  });
  const server = http.listen(settings.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { platform } = connection;

  const playground: Playground = {
    url,
    platform,
    transcript,
    accepted,
    logged,
    clock,
    async send(to, outbound, replaced) {
      const id = newId();
      const letter: Letter = { id, workspace: WORKSPACE, to, outbound, purpose: `test:${id}` };
      return await (replaced ? platform.update(letter, replaced.ref) : platform.post(letter));
    },
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async stop() {
      await connection.stop();
      server.closeAllConnections();
      server.close();
    },
  };
  return playground;
}

export function memoryTranscript(): Transcript {
  const entries = new Map<string, Entry>();
  return {
    entries: async () => [...entries.values()],
    put: async (entry) => void entries.set(entry.id, entry),
  };
}

function fakeClock() {
  let now = Temporal.Instant.from('2026-11-23T08:00:00Z');
  const moves: string[] = [];
  const due: Temporal.Instant | undefined = undefined;
  return {
    moves,
    due: due as Temporal.Instant | undefined,
    now: () => now,
    moveTo(to: Temporal.Instant) {
      moves.push(to.toString());
      now = to;
    },
  };
}

function asIs(platform: string) {
  return ({ id, outbound }: Letter) => ({ platform, id, text: outbound.text });
}

export function message(text: string, ...more: Block[]): Outbound {
  return { text, blocks: [{ type: 'text', text: authored(text) }, ...more] };
}

export function buttons(...labels: string[]): Block {
  return { type: 'buttons', buttons: labels.map(button) };
}

function button(label: string, i: number): Button {
  return { id: label.toLowerCase(), label, intent: { type: 'help' }, ...(i === 0 && { primary: true }) };
}

export const toAna: Recipient = { kind: 'member', member: 'ana' };
export const toBen: Recipient = { kind: 'member', member: 'ben' };
export const toChannel: Recipient = { kind: 'channel', channel: CHANNEL.id };
