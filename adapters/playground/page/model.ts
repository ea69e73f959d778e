import type { News, Person, PlaceName, ShownClock, ShownEntry, State } from '../wire.ts';

/** All that the page knows, as plain data; `changed` gives the next one. */
export type Model = {
  people: readonly Person[];
  channel: State['channel'];
  clock: ShownClock;
  member: string;
  place: PlaceName;
  /** By member, in the order of the transcript. */
  entries: Readonly<Record<string, readonly ShownEntry[]>>;
  /** The members whose transcript is here as a whole; what comes now is new. */
  loaded: readonly string[];
  /** What is the newest message from somebody else, and up to where it was seen. */
  news: News;
  seen: News;
  online: boolean;
  /** What a screen reader is told. */
  announced: string;
};

export type Change =
  | { type: 'looked-at'; member: string; place: PlaceName }
  | { type: 'forgot'; member: string }
  | { type: 'entry'; member: string; entry: ShownEntry }
  | { type: 'news'; member: string; news: News }
  | { type: 'clock'; clock: ShownClock }
  | { type: 'connection'; online: boolean };

export function firstModel(state: State, member: string, place: PlaceName, seen: News): Model {
  const { people, channel, now, nextDueAt } = state;
  const clock = { now, nextDueAt };
  return { people, channel, clock, member, place, entries: {}, loaded: [], news: {}, seen, online: true, announced: '' };
}

export function changed(model: Model, change: Change): Model {
  switch (change.type) {
    case 'looked-at':
      return markSeen({ ...model, member: change.member, place: change.place, announced: '' });
    case 'forgot':
      return { ...model, entries: { ...model.entries, [change.member]: [] } };
    case 'entry':
      return withEntry(model, change.member, change.entry);
    case 'news':
      return withNews(model, change.member, change.news);
    case 'clock':
      return { ...model, clock: change.clock };
    case 'connection':
      if (change.online === model.online) return model;
      return {
        ...model,
        online: change.online,
        announced: change.online ? 'Connected again.' : 'Connection lost. Trying again.',
      };
  }
}

export function entriesInView({ entries, member, place }: Model): readonly ShownEntry[] {
  return (entries[member] ?? []).filter((entry) => entry.place === place);
}

export function latestVersion(model: Model, member: string): number {
  return Math.max(0, ...(model.entries[member] ?? []).map((entry) => entry.version));
}

export function isUnread({ news, seen }: Model, member: string, place: PlaceName): boolean {
  return (news[member]?.[place] ?? 0) > (seen[member]?.[place] ?? 0);
}

export function authorName({ people }: Model, author: string): string {
  return author === 'cairn' ? 'Cairn' : (people.find((person) => person.id === author)?.name ?? author);
}

function withEntry(model: Model, member: string, entry: ShownEntry): Model {
  const others = (model.entries[member] ?? []).filter((other) => other.id !== entry.id);
  const entries = [...others, entry].sort((a, b) => a.number - b.number);
  const isNews =
    model.loaded.includes(member) && member === model.member && entry.place === model.place && entry.author !== member;
  return { ...model, entries: { ...model.entries, [member]: entries }, ...(isNews && { announced: announcement(model, entry) }) };
}

function announcement(model: Model, entry: ShownEntry): string {
  const words = entry.letter?.text ?? entry.text ?? '';
  return entry.changed ? `Changed: ${words}` : `${authorName(model, entry.author)}: ${words}`;
}

/** The news come after the transcript, so with the first of them it is complete. */
function withNews(model: Model, member: string, news: News): Model {
  const loaded = model.loaded.includes(member) ? model.loaded : [...model.loaded, member];
  return markSeen({ ...model, loaded, news, seen: atMost(model.seen, news) });
}

function markSeen(model: Model): Model {
  const { member, place, news, seen } = model;
  const theirs = { ...nothing, ...seen[member], [place]: news[member]?.[place] ?? seen[member]?.[place] ?? 0 };
  return { ...model, seen: { ...seen, [member]: theirs } };
}

/** What was seen in a transcript that is gone must not hide what is new in this one. */
function atMost(seen: News, news: News): News {
  return Object.fromEntries(
    Object.entries(news).map(([member, { personal, channel }]) => {
      const before = seen[member] ?? nothing;
      return [member, { personal: Math.min(before.personal, personal), channel: Math.min(before.channel, channel) }];
    }),
  );
}

const nothing = { personal: 0, channel: 0 };
