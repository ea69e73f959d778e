import type { Request, Response } from 'express';
import { Refused } from './refused.ts';
import { renderEntry } from './render.ts';
import { mayRead, type Room } from './room.ts';
import type { Entry } from './transcript.ts';
import type { News, Person, ShownClock } from './wire.ts';

const HEARTBEAT_MS = 20_000;
const RECONNECT_MS = 1_000;

/** Server-sent events: what each member may see, first what they have missed and then as it happens. */
export interface Streams {
  open(request: Request, response: Response): Promise<void>;
  tellClock(): Promise<void>;
  close(): void;
}

type Stream = { member: string; response: Response };

export function openStreams(room: Room, people: readonly Person[], readClock: () => Promise<ShownClock>): Streams {
  const streams = new Set<Stream>();
  const unlisten = room.listen((entry) => {
    const news = newsFor(room, people);
    for (const stream of streams) {
      sendEntry(stream, entry);
      send(stream, 'news', news);
    }
  });
  const heartbeat = setInterval(() => {
    for (const { response } of streams) response.write(': still here\n\n');
  }, HEARTBEAT_MS).unref();

  async function open(request: Request, response: Response): Promise<void> {
    const member = String(request.query['member'] ?? '');
    if (!people.some((person) => person.id === member)) {
      throw new Refused(400, `member: nobody here has this id; there are ${people.map((person) => person.id).join(', ')}`);
    }
    const clock = await readClock();
    const stream = { member, response };
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.write(`retry: ${RECONNECT_MS}\n\n`);
    send(stream, 'clock', clock);
    replay(stream, lastSeen(request));
    streams.add(stream);
    response.on('close', () => streams.delete(stream));
  }

  // Nothing is awaited between the replay and the listening, so no message falls between them.
  function replay(stream: Stream, seen: number): void {
    const entries = room.entries();
    const newest = Math.max(0, ...entries.map((entry) => entry.version));
    // The page has seen more than there is: it knows another transcript than ours, and has to forget it.
    const from = seen > newest ? 0 : seen;
    if (from === 0) send(stream, 'reset', {});
    for (const entry of entries.filter((entry) => entry.version > from).sort((a, b) => a.version - b.version)) {
      sendEntry(stream, entry);
    }
    send(stream, 'news', newsFor(room, people));
  }

  return {
    open,
    async tellClock() {
      const clock = await readClock();
      for (const stream of streams) send(stream, 'clock', clock);
    },
    close() {
      clearInterval(heartbeat);
      unlisten();
      for (const { response } of streams) response.end();
      streams.clear();
    },
  };
}

/** A reconnecting browser sends the header; a page that comes back to a person asks by `after`. */
function lastSeen(request: Request): number {
  const seen = Number(request.headers['last-event-id'] ?? request.query['after'] ?? 0);
  return Number.isSafeInteger(seen) && seen > 0 ? seen : 0;
}

function newsFor(room: Room, people: readonly Person[]): News {
  const entries = room.entries();
  return Object.fromEntries(
    people.map(({ id }) => {
      const theirs = entries.filter((entry) => mayRead(entry, id) && entry.author !== id);
      const newest = (kind: string) => theirs.findLast((entry) => entry.place.kind === kind)?.number ?? 0;
      return [id, { personal: newest('personal'), channel: newest('channel') }];
    }),
  );
}

function sendEntry(stream: Stream, entry: Entry): void {
  if (mayRead(entry, stream.member)) send(stream, 'entry', renderEntry(entry), entry.version);
}

function send({ response }: Stream, event: string, data: unknown, id?: number): void {
  response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
