import { inTurn } from './in-turn.ts';
import type { Entry, Transcript } from './transcript.ts';

/** What is to be written; the room gives it its number and version. */
export type Draft = Omit<Entry, 'number' | 'version'>;

/** The transcript while it is being lived in: written through, and told to whoever listens. */
export interface Room {
  entries(): readonly Entry[];
  find(id: string): Entry | undefined;
  /** Adds a message; one that is there already stays as it is. */
  add(draft: Draft): Promise<void>;
  /** Puts a letter into the place of the one that a message shows. */
  replace(id: string, letter: Omit<NonNullable<Entry['letter']>, 'before'>): Promise<void>;
  /** Gives the function that ends the listening. */
  listen(listener: (entry: Entry) => void): () => void;
}

export async function openRoom(transcript: Transcript): Promise<Room> {
  const entries = new Map((await transcript.entries()).map((entry) => [entry.id, entry]));
  const listeners = new Set<(entry: Entry) => void>();
  let last = Math.max(0, ...[...entries.values()].map((entry) => entry.version));
  // Whoever has heard version n must have heard all before it.
  const ordered = inTurn();

  async function put(entry: Entry): Promise<void> {
    await transcript.put(entry);
    entries.set(entry.id, entry);
    last = entry.version;
    for (const listener of listeners) listener(entry);
  }

  return {
    entries: () => [...entries.values()].sort((a, b) => a.number - b.number),
    find: (id) => entries.get(id),
    add: (draft) =>
      ordered(async () => {
        if (!entries.has(draft.id)) await put({ ...draft, number: last + 1, version: last + 1 });
      }),
    replace: (id, letter) =>
      ordered(async () => {
        const entry = entries.get(id);
        if (!entry?.letter) throw new Error(`There is no letter in the message ${id} that could be replaced.`);
        const before = [...new Set([...entry.letter.before, entry.letter.id])].filter((earlier) => earlier !== letter.id);
        await put({ ...entry, version: last + 1, letter: { ...letter, before } });
      }),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function mayRead(entry: Entry, member: string): boolean {
  if (entry.onlyFor !== undefined) return entry.onlyFor === member;
  return entry.place.kind === 'channel' || entry.place.member === member;
}

/** The message in which this member was shown a letter, now or before another one took its place. */
export function shownLetter(room: Room, letter: string, member: string): Entry | undefined {
  return room.entries().find((entry) => {
    const held = entry.letter && (entry.letter.id === letter || entry.letter.before.includes(letter));
    return held && mayRead(entry, member);
  });
}
